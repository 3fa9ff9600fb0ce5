"""Whatever a server sends, it is one clear error within the limits, and what was kept stays as it was."""

import gzip
import json
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from regiorules_cbs.fetch import fetch_table
from regiorules_cbs.limits import Limits
from regiorules_cbs.settings import read_settings
from regiorules_cbs.store import get_table

from regiorules.errors import InputError
from regiorules.text import LANGUAGES

TABLE = "85755NED"
SMALL = Limits(content=20_000, pages=5, redirects=3)
DEEP = b'{"value": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


def refused(limits: Limits | None = None) -> str:
    """The one line of the error, in Dutch; it is another in English, and nothing is kept."""
    settings = read_settings()
    with pytest.raises(InputError) as caught:
        fetch_table(TABLE, settings, limits) if limits else get_table(TABLE, refresh=True)
    dutch, english = (caught.value.say(language).splitlines()[0] for language in LANGUAGES)
    assert dutch != english
    assert len(dutch) < 700
    return dutch


@pytest.fixture
def kept(cbs: Any) -> Any:
    """A table that was fetched before: whatever happens next, its file stays as it is."""
    get_table(TABLE)
    path = read_settings().kept(TABLE)
    before = path.read_bytes()
    yield path
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def send(handler: Any, body: bytes, status: int = 200, **headers: str) -> bool:
    """An answer with these headers."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
    return True


def page(**more: Any) -> bytes:
    """A page without records."""
    return json.dumps({"value": [], **more}).encode()


@pytest.mark.parametrize("where", ["body", "head", "chunks", "status"])
def test_a_server_that_drips(where: str, cbs: Any, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then, for ever: each comes in time, all together don't."""
    monkeypatch.setenv("REGIORULES_CBS_TIMEOUT", "0.4")

    def drip(handler: Any, part: str) -> bool:
        begin = {
            "body": b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
            "head": b"HTTP/1.1 200 OK\r\nX-Slow: ",
            "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            "status": b"HTTP/1.1 2",
        }
        handler.wfile.write(begin[where])
        while not cbs.released.wait(0.05):
            handler.wfile.write(b"1\r\n \r\n" if where == "chunks" else b" ")
            handler.wfile.flush()
        return True

    cbs.answer = drip
    assert "de tabel was er niet binnen 0.4 seconden" in refused()


def test_links_without_end(cbs: Any, kept: Path) -> None:
    """Each page has another one after it."""
    numbers = iter(range(10**6))
    cbs.answer = lambda handler, part: send(
        handler, page(**{"odata.nextLink": f"{cbs.url}/ODataFeed/odata/{TABLE}/{part}?$skip={next(numbers)}"})
    )
    cbs.asked.clear()
    assert "houdt na 5 bladzijden niet op" in refused(SMALL)
    assert len(cbs.asked) == 5


@pytest.mark.parametrize(
    "link",
    [
        "http://elders.invalid/x",
        "//elders.invalid/x",
        "file:///etc/passwd",
        "http://[",
        "ftp://127.0.0.1/x",
        "http://a@127.0.0.1/",
    ],
)
@pytest.mark.parametrize("redirect", [True, False])
def test_a_link_to_another_server(link: str, redirect: bool, cbs: Any, kept: Path) -> None:
    """It isn't followed, as a next page or as a redirect."""
    cbs.answer = lambda handler, part: (
        send(handler, b"", 302, Location=link) if redirect else send(handler, page(**{"odata.nextLink": link}))
    )
    assert "de server verwijst naar een andere: " in refused()


@pytest.mark.parametrize("link", [3, [], {}, True])
def test_a_link_that_is_none(link: object, cbs: Any, kept: Path) -> None:
    """Only a text is an address."""
    cbs.answer = lambda handler, part: send(handler, page(**{"odata.nextLink": link}))
    assert "de verwijzing naar het vervolg is geen adres" in refused()


def test_redirects_without_end(cbs: Any, kept: Path) -> None:
    """A few are followed."""
    cbs.answer = lambda handler, part: send(handler, b"", 302, Location=handler.path + "x")
    cbs.asked.clear()
    assert "stuurt meer dan 3 keer door" in refused(SMALL)
    assert len(cbs.asked) == 4


def test_a_redirect_is_followed_and_its_body_is_not_read(cbs: Any) -> None:
    """What comes with a redirect never ends; what it leads to is used."""
    whole = get_table(TABLE)

    def answer(handler: Any, part: str) -> bool:
        if "moved" in handler.path:
            return False
        handler.send_response(301)
        handler.send_header("Location", handler.path + "&moved=1")
        handler.end_headers()
        while not cbs.released.is_set():
            handler.wfile.write(b" " * 10_000)
        return True

    cbs.answer = answer
    assert get_table(TABLE, refresh=True) == whole


def test_more_than_a_table_can_be(cbs: Any, kept: Path) -> None:
    """In one answer, in all of them together, or without a length or an end."""
    cbs.answer = lambda handler, part: send(handler, page(more="x" * 30_000))
    assert "groter dan de 0.02 MB die een tabel hoogstens is" in refused(SMALL)
    numbers = iter(range(10**6))
    cbs.answer = lambda handler, part: send(
        handler, page(more="x" * 8_000, **{"odata.nextLink": f"{cbs.url}/ODataFeed/odata/{TABLE}/x?{next(numbers)}"})
    )
    assert "groter dan de 0.02 MB" in refused(SMALL)

    def endless(handler: Any, part: str) -> bool:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 10_000)

    cbs.answer = endless
    assert "groter dan de 20 MB" in refused()


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "deflate", "GZIP"])
def test_a_packed_answer_is_unpacked(name: str, cbs: Any) -> None:
    """Though it wasn't asked for."""
    whole = get_table(TABLE)
    pack = zlib.compress if name == "deflate" else gzip.compress

    def answer(handler: Any, part: str) -> bool:
        plain = handler.send
        handler.send = lambda status, body: send(handler, pack(body), status, Content_Encoding=name)
        cbs.answer = lambda *_: False
        handler.do_GET()
        cbs.answer, handler.send = answer, plain
        return True

    cbs.answer = answer
    assert get_table(TABLE, refresh=True) == whole


@pytest.mark.parametrize("depth", [1, 2])
def test_a_packed_bomb(depth: int, cbs: Any, kept: Path) -> None:
    """A hundred megabytes of nothing in a hundred kilobytes: never unpacked further than the limit."""
    bomb = gzip.compress(b" " * 100_000_000)
    if depth == 2:
        bomb = gzip.compress(bomb)
    cbs.answer = lambda handler, part: send(handler, bomb, Content_Encoding=", ".join(["gzip"] * depth))
    line = refused()
    assert "groter dan de 20 MB" in line if depth == 1 else "ingepakt en niet uit te pakken (gzip, gzip)" in line


@pytest.mark.parametrize(
    ("body", "packing", "said"),
    [
        (b"\x1f\x8b", "br", "niet uit te pakken (br)"),
        (b"no gzip", "gzip", "niet uit te pakken (zlib)"),
        (gzip.compress(page(), mtime=0)[:-12], "gzip", "het is geen JSON"),
        (page(), "zstd", "niet uit te pakken (zstd)"),
    ],
)
def test_packing_that_is_none(body: bytes, packing: str, said: str, cbs: Any, kept: Path) -> None:
    """Another way of packing, or half of it."""
    cbs.answer = lambda handler, part: send(handler, body, Content_Encoding=packing)
    assert said in refused()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (DEEP, "het is te diep genest"),
        (b'{"value": [{"a": "\\ud800"}]}', "er staan tekens in die niet bestaan"),
        (b'{"value": [{"\\udfff": 1}]}', "er staan tekens in die niet bestaan"),
        (b'{"value": [{"a": "\xff"}]}', "er staan tekens in die niet bestaan"),
        (page().decode().encode("utf-16"), "er staan tekens in die niet bestaan"),
        (b'{"value": [{"a": NaN}]}', "er staat een getal in dat er geen is"),
        (b'{"value": [{"a": -Infinity}]}', "er staat een getal in dat er geen is"),
        (b'{"value": [{"a": ' + b"9" * 10_000 + b"}]}", "er staat een getal in dat er geen is"),
        (b"<!DOCTYPE html><h1>storing</h1>", "het is een webpagina"),
        (b"", "het is geen JSON"),
        (b'{"value": [', "het is geen JSON"),
        (b"[]", "er staat geen lijst van records in"),
        (b"null", "er staat geen lijst van records in"),
        (b'"value"', "er staat geen lijst van records in"),
        (b"{}", "er staat geen lijst van records in"),
        (b'{"value": {}}', "er staat geen lijst van records in"),
        (b'{"value": [[]]}', "er staat geen lijst van records in"),
        (b'{"value": null}', "er staat geen lijst van records in"),
    ],
    ids=lambda each: repr(each)[:30],
)
def test_answers_that_are_no_records(body: bytes, said: str, cbs: Any, kept: Path) -> None:
    """What isn't OData, in words that a Dutch reader knows."""
    cbs.answer = lambda handler, part: send(handler, body)
    assert f"het antwoord is niet te lezen als OData van CBS ({said})." in refused()


@pytest.mark.parametrize("value", [None, 3, [], {}, "x", [{}], [[]], [{"Key": 3}], [{"Key": [], "Title": {}}]])
@pytest.mark.parametrize("part", ["TableInfos", "DataProperties", "TypedDataSet"])
def test_records_of_a_wrong_kind(value: object, part: str, cbs: Any, kept: Path) -> None:
    """A part that is something else, or holds something else."""
    cbs.answer = lambda handler, asked: asked == part and send(handler, json.dumps({"value": value}).encode())
    if part == "TableInfos" and isinstance(value, list) and all(isinstance(each, dict) for each in value):
        with pytest.raises(InputError, match="2024"):  # a table without a title isn't of that year
            get_table(TABLE, 2024, refresh=True)
    else:
        refused()


@pytest.mark.parametrize("key", ["Code_1", "Naam_2", "Code_5", "Naam_6", "Inwonertal_54"])
@pytest.mark.parametrize("value", [3.5, [], {}, True, -1, 10**30, "x" * 10**6, "a\x1b[2Jb", "a\u202eb"])
def test_values_of_a_wrong_kind(key: str, value: object, cbs: Any, kept: Path) -> None:
    """In any column; a message stays short, and shows nothing that steers a terminal."""
    for row in cbs.rows(TABLE):
        row[key] = value
    cbs.page = 1000
    line = refused()
    assert line.isprintable()


@pytest.mark.parametrize("length", ["5", "100000", "-3", "x", "5, 9", ""])
def test_a_length_that_is_wrong(length: str, cbs: Any, kept: Path) -> None:
    """Too short, too long, no number: nothing is taken for the whole answer that isn't."""
    cbs.answer = lambda handler, part: send(handler, page(padding="x" * 100), Content_Length=length)
    assert refused().startswith(f"{cbs.url}/ODataFeed/odata/{TABLE}")


@pytest.mark.parametrize(
    "status", [100, 204, 206, 300, 304, 307, 400, 401, 403, 404, 410, 418, 429, 500, 502, 503, 599]
)
def test_every_status_but_one(status: int, cbs: Any, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only 200 is an answer, and a redirect leads somewhere."""
    if status == 100:
        monkeypatch.setenv("REGIORULES_CBS_TIMEOUT", "0.4")  # «go on», and then nothing
    cbs.answer = lambda handler, part: send(handler, b"", status)
    line = refused()
    assert any(said in line for said in (f"HTTP {status}", "HTTP 404", "niet binnen", "verbroken"))


def test_a_certificate_that_nobody_knows(cbs: Any, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An https address at which something else answers: the secure connection fails, in words."""
    monkeypatch.setenv("REGIORULES_CBS_URL", cbs.url.replace("http:", "https:"))
    assert "CBS is niet bereikbaar (de beveiligde verbinding kwam niet tot stand)." in refused()


def test_a_server_that_never_greets(cbs: Any, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the connection, and that is all."""
    monkeypatch.setenv("REGIORULES_CBS_TIMEOUT", "0.3")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for scheme in ("http", "https"):
            monkeypatch.setenv("REGIORULES_CBS_URL", f"{scheme}://127.0.0.1:{silent.getsockname()[1]}")
            assert "niet binnen 0.3 seconden" in refused()


def test_a_name_that_is_not_known(cbs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason in words, and a look-up that hangs is given up."""

    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setenv("REGIORULES_CBS_URL", "http://cbs.invalid")
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "CBS is niet bereikbaar (de naam van de server is niet bekend)." in refused()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: threading.Event().wait(30))
    monkeypatch.setenv("REGIORULES_CBS_TIMEOUT", "0.2")
    assert "niet binnen 0.2 seconden" in refused()


def test_every_reason_is_said(cbs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong below: a certificate, a proxy, something new."""
    import requests

    for cause, said in (
        (requests.exceptions.SSLError(ssl.SSLCertVerificationError()), "de beveiligde verbinding kwam niet tot stand"),
        (requests.exceptions.ProxyError(), "de proxy werkt niet"),
        (requests.ConnectionError(), "de verbinding is verbroken"),
        (ValueError("iets nieuws"), "de verbinding is verbroken"),
    ):

        def fail(*_: Any, cause: Exception = cause, **__: Any) -> Any:
            raise cause

        monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", fail)
        assert f"CBS is niet bereikbaar ({said})." in refused()


def test_a_bug_is_no_error_of_the_server(cbs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in the plugin itself isn't hidden."""
    import regiorules_cbs.fetch as module

    def fail(*_: Any) -> Any:
        raise LookupError

    monkeypatch.setattr(module, "make_table", fail)
    with pytest.raises(LookupError):
        get_table(TABLE)


Damage = Callable[[dict[str, Any]], Any]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data["table"]["municipalities"][0].update(region_number=24.7),
        lambda data: data["table"]["municipalities"][0].update(population=True),
        lambda data: data["table"]["municipalities"][0].update(name="\ud800"),
        lambda data: data["table"].update(title=3),
        lambda data: data["table"].update(municipalities={}),
        lambda data: data.update(more=1),
    ],
)
def test_a_kept_table_that_was_edited_is_fetched_anew(
    damage: Damage, cbs: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said which file was damaged, and the file is whole again."""
    whole = get_table(TABLE)
    path = read_settings().kept(TABLE)
    data = json.loads(path.read_bytes())
    damage(data)
    path.write_text(json.dumps(data))
    assert get_table(TABLE) == whole
    assert f"de eerder opgehaalde tabel in {path} was beschadigd en is opnieuw opgehaald" in capsys.readouterr().err
    assert get_table(TABLE) == whole
    assert capsys.readouterr().err == ""
