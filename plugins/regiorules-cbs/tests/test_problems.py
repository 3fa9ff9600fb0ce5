"""Whatever goes wrong is one clear error: where, what, why, what to do; exit code 2, in both languages."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
import regiorules_cbs.problems as problems_module

from regiorules.text import LANGUAGES

Run = Callable[..., tuple[int, str, str]]
TABLE = "85755NED"


def failure(run: Run, *words: str) -> str:
    """The one line on standard error, in Dutch; the same in English has the same place."""
    words = words or ("regions", "--profiles", "cbs-2024")
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1, err
    return err


def test_offline(cbs: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens: where, why, and how to go on without CBS."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("REGIORULES_CBS_URL", f"http://127.0.0.1:{free.getsockname()[1]}")
        err = failure(run)
    assert f"/ODataFeed/odata/{TABLE}/TableInfos: CBS is niet bereikbaar (de verbinding wordt geweigerd)." in err
    assert "de tabel van de rule set (laat --profiles weg)" in err


def test_offline_in_english(cbs: Any, run: Run) -> None:
    """The same in English, with another cause."""
    cbs.answer = lambda handler, part: handler.connection.close() is None
    err = failure(run, "advise", "--region", "Zeeland", "--profiles", "cbs-2024", "--lang", "en")
    assert "CBS can't be reached (the connection was broken). Try again later" in err


def test_a_slow_server(cbs: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time that is set the waiting ends, and the setting is named."""
    monkeypatch.setenv("REGIORULES_CBS_TIMEOUT", "0.1")
    cbs.answer = lambda handler, part: cbs.released.wait(60)
    err = failure(run)
    assert "de tabel was er niet binnen 0.1 seconden; met REGIORULES_CBS_TIMEOUT wacht u langer" in err


def test_a_server_that_stops_halfway(cbs: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that begins and doesn't end is a time-out too."""
    monkeypatch.setenv("REGIORULES_CBS_TIMEOUT", "0.1")

    def half(handler: Any, part: str) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b'{"value": [')
        handler.wfile.flush()
        return bool(cbs.released.wait(60))

    cbs.answer = half
    assert "de tabel was er niet binnen 0.1 seconden" in failure(run)


def test_an_answer_that_is_cut_off(cbs: Any, run: Run) -> None:
    """Half an answer isn't used."""

    def cut(handler: Any, part: str) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b'{"value": []}')
        return True

    cbs.answer = cut
    assert "CBS is niet bereikbaar (" in failure(run)


def test_not_found(cbs: Any, run: Run) -> None:
    """A table that CBS doesn't have: its number, and where numbers are found."""
    del cbs.tables[TABLE]
    err = failure(run)
    assert f"CBS heeft geen tabel {TABLE} (HTTP 404)" in err
    assert "regiorules cbs --table NUMMER" in err


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_other_errors_of_the_server(status: int, cbs: Any, run: Run) -> None:
    """The status is named."""
    cbs.status(status)
    assert f"CBS antwoordt met een fout: HTTP {status}." in failure(run)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>storing</html>",
        b'{"value": [',
        b"[]",
        b"null",
        b"{}",
        b'{"value": null}',
        b'{"value": [1]}',
        b"\xff",
    ],
)
def test_answers_that_are_not_odata(body: bytes, cbs: Any, run: Run) -> None:
    """No JSON, half of it, or JSON of another form: it is said, and nothing is kept."""
    cbs.status(200, body)
    assert "het antwoord is niet te lezen als OData van CBS (" in failure(run)


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("Inwonertal", "Inwonertal"),
        ("Arbeidsmarktregio’s ", "Arbeidsmarktregio's → Code; Arbeidsmarktregio's → Naam"),
    ],
)
def test_a_missing_column(title: str, columns: str, cbs: Any, run: Run) -> None:
    """Which columns of which table, and what to do."""
    for each in cbs.tables[TABLE]["DataProperties"]:
        if each["Title"] == title:
            each["Title"] = "Iets anders"
    assert f"tabel {TABLE} heeft deze kolommen niet: {columns}. Zoek in StatLine" in failure(run)


def test_a_table_of_something_else(cbs: Any, run: Run) -> None:
    """Every column that is missed is named."""
    cbs.tables[TABLE]["DataProperties"] = []
    assert failure(run).count(" → ") == 4


def test_a_table_without_rows(cbs: Any, run: Run) -> None:
    """An empty table isn't a country without municipalities."""
    cbs.rows(TABLE).clear()
    assert f"in tabel {TABLE} staan geen gemeenten" in failure(run)


def test_a_table_of_another_year(cbs: Any, run: Run) -> None:
    """The number may be wrong: the title is held against the year."""
    cbs.tables[TABLE]["TableInfos"][0]["Title"] = "Gebieden in Nederland 2023"
    assert f"tabel {TABLE} heet bij CBS «Gebieden in Nederland 2023» en gaat dus niet over 2024" in failure(run)


@pytest.mark.parametrize("key", ["Code_5", "Naam_6"])
@pytest.mark.parametrize("value", [None, "      "])
def test_a_municipality_without_region(key: str, value: object, cbs: Any, run: Run) -> None:
    """A region without one of its municipalities would be wrong, so the table isn't used."""
    cbs.rows(TABLE)[2][key] = value
    assert f"in tabel {TABLE} hoort een gemeente bij geen arbeidsmarktregio: Goes. Kies een ander jaar" in failure(run)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Inwonertal_54": 0}, "is een inwonertal geen geheel getal van 1 tot 2000000: Goes 0."),
        ({"Inwonertal_54": -1}, ": Goes -1."),
        ({"Inwonertal_54": 2_000_001}, ": Goes 2000001."),
        ({"Inwonertal_54": "2222"}, ": Goes 2222."),
        ({"Inwonertal_54": True}, ": Goes True."),
        ({"Code_5": "AM00"}, "is de code van een arbeidsmarktregio niet als AM24: Goes AM00."),
        ({"Code_5": "RA09    "}, ": Goes RA09."),
        ({"Code_5": "AM1000"}, ": Goes AM1000."),
        ({"Code_5": "AM01"}, "meer dan één nummer of naam: 1 Groningen; 1 Zeeland; 24 Zeeland."),
        ({"Naam_6": "Zeeuwen"}, "meer dan één nummer of naam: 24 Zeeland; 24 Zeeuwen."),
        ({"Naam_2": "   "}, "heeft een gemeente geen naam: GM9103."),
        ({"Naam_2": None}, "heeft een gemeente geen naam: GM9103."),
        ({"Naam_2": "Borsele"}, "staat een gemeente twee keer: Borsele (Zeeland); Borsele (Zeeland)."),
    ],
)
def test_a_row_that_is_wrong(change: dict[str, Any], said: str, cbs: Any, run: Run) -> None:
    """What is wrong with which municipality."""
    cbs.rows(TABLE)[2].update(change)
    assert said in failure(run)


def test_what_is_wrong_everywhere_is_said_once(cbs: Any, run: Run) -> None:
    """One line for each kind of wrong, however many rows have it; not all of them are named."""
    for row in cbs.rows(TABLE):
        row["Inwonertal_54"] = 0
    cbs.rows(TABLE)[0]["Code_5"] = None
    code, _, err = run("regions", "--profiles", "cbs-2024")
    assert (code, len(err.splitlines())) == (2, 2)
    assert "Borsele 0; Goes 0; " in err
    assert "; …. Kies" in err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("URL", "opendata.cbs.nl", "REGIORULES_CBS_URL: opendata.cbs.nl is geen adres van een server"),
        ("URL", "ftp://opendata.cbs.nl", "is geen adres"),
        ("URL", "https://", "is geen adres"),
        ("URL", "http://[", "is geen adres"),
        ("URL", "https://x/?a=b", "is geen adres"),
        ("TIMEOUT", "lang", "REGIORULES_CBS_TIMEOUT: lang is geen aantal seconden"),
        ("TIMEOUT", "0", "0 is geen aantal seconden"),
        ("TIMEOUT", "nan", "nan is geen aantal seconden"),
        ("TIMEOUT", "1e9", "1e9 is geen aantal seconden"),
    ],
)
def test_a_setting_that_is_wrong(
    name: str, value: str, said: str, cbs: Any, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable is named."""
    monkeypatch.setenv(f"REGIORULES_CBS_{name}", value)
    assert said in failure(run)
    assert cbs.asked == []


@pytest.mark.parametrize("number", ["", "../../etc", "85755", "85755NED/x", "85755NED?a", "٨٥٧٥٥NED"])
def test_a_number_that_is_none(number: str, cbs: Any, run: Run) -> None:
    """No address and no path is made of it."""
    assert "is geen nummer van een CBS-tabel" in failure(run, "cbs", "--table", number)
    assert cbs.asked == []


def test_https_is_used_unless_told_otherwise(cbs: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An https address is asked by https: a server that doesn't speak it gives nothing."""
    monkeypatch.setenv("REGIORULES_CBS_URL", cbs.url.replace("http:", "https:"))
    err = failure(run)
    assert "CBS is niet bereikbaar (" in err
    assert cbs.asked == []


def test_every_text_is_there_in_both_languages() -> None:
    """And no two languages say the same."""
    for text in problems_module._TEXTS.values():
        assert len({text.say(language) for language in LANGUAGES}) == 2
