"""What is wrong is one clear problem, with its place, in the language asked for; and never a trace of the code."""

from __future__ import annotations

import json
from typing import Any

import pytest
from web_service import JSON, REGION, Served, codes

from regiorules.errors import RegioRulesError
from regiorules.stored.errors import error_from_data


def test_a_problem_says_where_it_stands(web: Served) -> None:
    """As a pointer into what was sent, and as a line and a column."""
    facts = '{"a/b~": 1, "sme_role": "very", "regional_network": "loos"}'
    body = f'{{"language": "en",\n "region": {{"region": "X",\n "facts": {facts}}}}}'
    found = web.client.post("/v1/assessments", content=body, headers=JSON)
    data = found.json()
    assert codes(found) == ["unknown_fact", "not_level", "not_level"]
    assert [each["location"]["pointer"] for each in data["errors"]] == [
        "/region/facts/a~1b~0",
        "/region/facts/sme_role",
        "/region/facts/regional_network",
    ]
    assert data["errors"][1]["place"] == {"file": "body", "line": 3, "column": 35, "cell": None}
    assert data["language"] == found.headers["content-language"] == "en"


def test_a_problem_is_read_back_by_the_library(web: Served) -> None:
    """What is beside RFC 9457's own parts and ours aside, it is the form of `regiorules schema error`."""
    data = web.post("assessments", {"region": {"region": "X", "facts": {"sme_role": 3}}}).json()
    del data["status"]
    for each in data["errors"]:
        del each["in"], each["location"]
    error = error_from_data(data)
    assert isinstance(error, RegioRulesError)
    assert [each.code for each in error.problems] == ["not_level"]


WRONG: list[tuple[str, Any, list[str]]] = [
    ("assessments", [], ["expected_mapping"]),
    ("assessments", {}, ["missing_key"]),
    ("assessments", {"region": 3}, ["expected_mapping"]),
    ("assessments", {"region": {}}, ["missing_key"]),
    ("assessments", {"region": REGION, "regoin": 1, "facts": {}}, ["unknown_key", "unknown_key"]),
    ("assessments", {"region": REGION, "on": "gisteren"}, ["stored_day"]),
    ("assessments", {"region": REGION, "on": 2016}, ["expected_string"]),
    ("assessments", {"region": REGION, "rulesets": ["../core"]}, ["unknown_ruleset"]),
    ("assessments", {"region": REGION, "rulesets": "nope"}, ["unknown_ruleset"]),
    ("assessments", {"region": REGION, "profiles": "/etc/passwd"}, ["unknown_table"]),
    ("assessments", {"region": REGION, "language": "de"}, ["unknown_language"]),
    ("advice", {"region": REGION, "format": "exe"}, ["unknown_format"]),
    ("advice", {"region": REGION, "format": "text", "full": "true "}, ["expected_flag"]),
    ("explanations", {"region": REGION}, ["missing_key"]),
    ("explanations", {"region": REGION, "conclusion": "nope"}, ["unknown_conclusion"]),
    ("changes", {"region": REGION, "set": {}}, ["missing_key"]),
    ("changes", {"region": REGION, "set": []}, ["expected_mapping"]),
    ("changes", {"region": REGION, "set": {"nope": 1, "sme_role": "x"}}, ["set_unknown", "not_level"]),
    ("comparisons", {"regions": [REGION]}, ["two_regions_needed"]),
    ("comparisons", {"regions": REGION}, ["expected_list"]),
    ("disagreements", {"regions": []}, ["two_regions_needed"]),
    ("regions", {"text": "region: [", "name": "x.yaml"}, ["open_bracket"]),
    ("regions", {"text": "a: &a [*a]"}, ["alias"]),
    ("region-files", {"region": REGION, "format": "xml"}, ["unknown_format"]),
]


@pytest.mark.parametrize(("path", "data", "wanted"), WRONG)
def test_bad_input_is_400(path: str, data: Any, wanted: list[str], web: Served) -> None:
    """Each with its own code, in both languages."""
    found = web.post(path, data)
    assert found.status_code == 400
    assert codes(found) == wanted
    other = web.post(path, data, headers={"Accept-Language": "en"})
    assert other.status_code == 400
    assert other.json()["detail"] != found.json()["detail"]


BODIES: list[tuple[bytes, int, str]] = [
    (b"", 400, "file_empty"),
    (b"nonsense", 400, "json_word"),
    (b'{"region": NaN}', 400, "not_finite"),
    (b'{"region": {"region": "X", "facts": {"sme_role": 1e999}}}', 400, "not_level"),
    (b'{"region": {"region": "X"}, "region": {"region": "Y"}}', 400, "duplicate_key"),
    (b'{"region": "\xff\xfe"}', 400, "file_not_utf8"),
    (b'{"region": "\\ud800"}', 400, "surrogate"),
    (b'{"a":' * 50 + b"1" + b"}" * 50, 400, "too_deep"),
    (b"[" * 100_000, 400, "too_deep"),
    (
        b'{"region": {"region": "X", "facts": {"municipalities": [' + b",".join([b"{}"] * 20_001) + b"]}}}",
        400,
        "too_many",
    ),
    (b'{"region": "' + b"x" * 1_000_000 + b'"}', 413, "body_too_large"),
]


@pytest.mark.parametrize(("body", "status", "code"), BODIES, ids=[f"{each[2]}-{n}" for n, each in enumerate(BODIES)])
def test_hostile_bodies(body: bytes, status: int, code: str, web: Served) -> None:
    """What isn't JSON, or too much of it, is one problem."""
    found = web.client.post("/v1/assessments", content=body, headers=JSON)
    assert (found.status_code, codes(found)) == (status, [code])


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/json; charset=latin1",
    ],
)
def test_only_json_is_read(kind: str, web: Served) -> None:
    """A form of any page can send the others, so that these are refused whatever they hold."""
    found = web.client.post("/v1/assessments", content=json.dumps({"region": REGION}), headers={"Content-Type": kind})
    assert (found.status_code, codes(found)) == (415, ["body_kind"])


@pytest.mark.parametrize(
    "path",
    ["/v1/nope", "/v2/facts", "/v1/facts/", "/v1//facts", "/v1/facts/../../etc/passwd", "/v1/%2e%2e/%2e%2e/etc/passwd"],
)
def test_addresses_that_arent_there(path: str, web: Served) -> None:
    """No file has an address, and an address has no slash behind it."""
    assert codes(web.client.get(path)) == ["no_such_path"]


@pytest.mark.parametrize(
    ("path", "code"),
    [("facts/nope", "unknown_fact"), ("regions/Nergens", "unknown_region"), ("schemas/nope", "unknown_schema")],
)
def test_names_in_an_address_that_dont_exist(path: str, code: str, web: Served) -> None:
    """Not found, and said what."""
    found = web.get(path)
    assert (found.status_code, codes(found)) == (404, [code])


@pytest.mark.parametrize(("method", "path", "allowed"), [("DELETE", "facts", "GET"), ("PUT", "regions", "GET, POST")])
def test_other_methods(method: str, path: str, allowed: str, web: Served) -> None:
    """Refused, and said which there are."""
    found = web.client.request(method, f"/v1/{path}")
    assert (found.status_code, codes(found)) == (405, ["no_such_method"])
    assert set(allowed.split(", ")) <= set(found.headers["allow"].split(", "))


def test_fields_in_an_address_are_known_too(web: Served) -> None:
    """A slip is said rather than passed over."""
    assert codes(web.get("facts", params={"langauge": "en"})) == ["unknown_key"]
    assert codes(web.get("rules", params={"statement": "S999"})) == ["unknown_statement"]
    assert codes(web.get("rules", params={"statement": ""})) == ["unknown_statement"]
    assert codes(web.get("regions", params={"profiles": ""})) == ["unknown_table"]
    for path in ("formats", "schemas", "schemas/region", "facts"):
        assert codes(web.get(path, params={"rulesets": "nope"})) == ["unknown_ruleset"]


def test_the_answer_in_the_form_that_is_accepted(web: Served) -> None:
    """By weight; nothing that we have is 406."""
    data = {"region": REGION}
    for accept, wanted in [
        ("text/markdown", "text/markdown"),
        ("text/plain;q=0.5, text/markdown;q=0.9", "text/markdown"),
        ("text/*", "text/"),
        ("application/json;charset=utf-8;q=0.1, text/markdown;variant=GFM;q=0.2", "text/markdown"),
        ("*/*", "application/json"),
        ("application/json, text/plain;q=0", "application/json"),
        ("image/png, */*;q=0.1", "application/json"),
    ]:
        found = web.post("advice", data, headers={"Accept": accept})
        assert found.headers["content-type"].startswith(wanted), accept
    for path, accept in [("advice", "image/png"), ("assessments", "text/html"), ("assessments", "*/*;q=0")]:
        found = web.post(path, data, headers={"Accept": accept})
        assert (found.status_code, codes(found)) == (406, ["no_answer_in_form"])


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("en", "en"),
        ("de, en;q=0.5, nl;q=0.4", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("de", "nl"),
        ("en;q=0, nl", "nl"),
        (";;,=", "nl"),
    ],
)
def test_the_language_that_is_accepted(header: str, wanted: str, web: Served) -> None:
    """The first of ours by weight; Dutch otherwise."""
    found = web.get("facts", headers={"Accept-Language": header})
    assert found.json()["language"] == found.headers["content-language"] == wanted
