"""Who may ask: only under the service's own names, and no page of elsewhere; and what stands on every answer."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from regiorules_web.guards import HEADERS, host_in, is_loopback
from web_service import JSON, REGION, Served, codes

EVIL = "https://evil.example"
REGION_ROUTE = "/v1/regions/{name}"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@a", "a b", "", "[::1"])
def test_another_host_is_refused(host: str, web: Served) -> None:
    """A name that somebody lets point here (DNS rebinding) isn't ours."""
    found = web.get("facts", headers={"Host": host})
    assert (found.status_code, codes(found)) == (421, ["wrong_host"])


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000", "[::1]"])
def test_own_names(host: str, web: Served) -> None:
    """With whatever port, as a proxy or a tunnel has another."""
    assert web.get("rulesets", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(("path", "header"), [("/v1/facts", 100_000), ("/v1/facts?language=" + "n" * 40_000, 1)])
def test_headers_that_are_too_large_are_refused(path: str, header: int, web: Served) -> None:
    """Also where they come at once, and so are never more than what can still become a request."""
    sent = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-Long: {'a' * header}\r\nConnection: close\r\n\r\n"
    found = web.raw(sent.encode())
    assert found.startswith((b"HTTP/1.1 431", b"HTTP/1.1 400"))
    long = web.get("facts", headers={"X-Long": "a" * 40_000})
    assert (long.status_code, codes(long)) == (431, ["headers_too_large"])
    assert web.get("facts", headers={"X-Long": "a" * 30_000}).status_code == 200


def test_two_hosts_are_none(web: Served) -> None:
    """A request that names two is for neither."""
    found = web.raw(b"GET /v1/facts HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    assert found.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": EVIL},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost:1"},
    ],
)
def test_a_page_of_elsewhere_asks_nothing(headers: dict[str, str], web: Served) -> None:
    """Whatever it sends; also a page of another port of this machine."""
    found = web.post("assessments", {"region": REGION}, headers=headers)
    assert (found.status_code, codes(found)) == (403, ["wrong_origin"])


def test_our_own_page_asks(web: Served) -> None:
    """A browser says that it comes from here."""
    origin = f"http://127.0.0.1:{web.port}"
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    assert web.post("assessments", {"region": REGION}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/v1/facts", "/v1/nope", "/health", "/metrics", "/v1/openapi.json"])
def test_headers_on_every_answer(path: str, web: Served) -> None:
    """What tells a browser to take it for what it is, and no more."""
    found = web.client.get(path)
    own = {"Cross-Origin-Resource-Policy"} if path.endswith("openapi.json") else set()
    assert {name: found.headers[name] for name in HEADERS.keys() - own} == {
        name: value for name, value in HEADERS.items() if name not in own
    }
    assert len(found.headers["request-id"]) == 32
    assert "server" not in found.headers


def test_only_the_description_is_for_pages_of_elsewhere(web: Served) -> None:
    """CORS for the description, and for nothing else."""
    assert web.get("openapi.json", headers={"Origin": EVIL}).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in web.get("facts", headers={"Origin": EVIL}).headers


def test_logs_hold_no_answers(web: Served, caplog: pytest.LogCaptureFixture) -> None:
    """Method, route, status, time and id: nothing of an address, a body or an answer."""
    region = {"region": "secret-2", "facts": {"secret-3": 1}}
    with caplog.at_level(logging.INFO, "regiorules_web"):
        wrong = web.client.post("/v1/assessments?secret-1", json={"region": region})
        found = web.get("regions/secret-4", headers={"X-Any": "secret-5"})
        web.client.get("/health")  # what was noted before is there then
    said = {each["id"]: each for record in caplog.records if (each := getattr(record, "fields", None))}
    noted = [said[each.headers["request-id"]] for each in (wrong, found)]
    assert [(each["route"], each["status"]) for each in noted] == [
        ("/v1/assessments", 400),
        ("/v1/regions/{name}", 404),
    ]
    assert "secret" not in str(said) + caplog.text


def test_metrics_count_routes_and_no_names(web: Served) -> None:
    """By route, method and status, in the form of Prometheus."""
    web.get("regions/Nergens-1")
    web.client.request("BREW", "/v1/coffee-2")
    found = web.client.get("/metrics")
    assert found.headers["content-type"].startswith("text/plain")
    assert 'regiorules_requests_total{method="GET",route="/v1/regions/{name}",status="404"}' in found.text
    assert 'regiorules_requests_total{method="other",route="-",status="404"}' in found.text
    assert "Nergens" not in found.text
    assert "BREW" not in found.text


def test_health(web: Served) -> None:
    """Alive, and ready; by address too, as what looks after containers asks."""
    for path in ("/health", "/health/live", "/health/ready"):
        found = web.client.get(path, headers={"Host": "10.0.0.7"})
        assert (found.status_code, found.json()) == (200, {"status": "pass"})


HOSTS: list[tuple[str, Any]] = [
    ("localhost", "localhost"),
    ("Localhost:80", "localhost"),
    ("[::1]:80", "::1"),
    ("a@b", ""),
    ("a/b", ""),
    ("a:b", ""),
]


@pytest.mark.parametrize(("header", "wanted"), HOSTS)
def test_the_name_in_a_host_header(header: str, wanted: str) -> None:
    """Without its port; nothing for what is no name."""
    assert host_in(header) == wanted


def test_loopback() -> None:
    """What only this machine reaches."""
    assert [is_loopback(each) for each in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "example.org")] == [
        *[True] * 3,
        *[False] * 2,
    ]


def test_markup_and_hidden_signs_stay_text(web: Served) -> None:
    """In JSON they are data; what turns the direction of writing is escaped, and no answer is HTML."""
    name = "<script>alert(1)</script>\u202e"
    found = web.post("assessments", {"region": {"region": name, "facts": {}}})
    assert found.json()["region"] == name
    assert "\u202e" not in found.text
    assert found.headers["content-type"] == "application/json"
    wrong = web.client.post("/v1/assessments", content=f'{{"{name}": 1}}'.encode(), headers=JSON)
    assert "\u202e" not in wrong.text
    assert wrong.headers["content-type"] == "application/problem+json"
