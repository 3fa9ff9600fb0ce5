"""The files of an interview: only the answers are added, wherever they are saved."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.facts.region import Region
from regiorules.facts.save import save_region
from tests.cli.interviews import (
    PROMPT,
    VOCABULARY,
    added,
    ask,
    asked,
    copy,
    next_fact,
    next_fact_after,
    region,
)
from tests.commands import run
from tests.paths import REGIONS


def test_comments_and_everything_else_survive(tmp_path: Path) -> None:
    """In a copy of Flevoland only the answered keys are added, at the end; after going back it is as it was."""
    path = copy("flevoland", tmp_path)
    original = path.read_text()
    first = next_fact(path)
    ask(path, "1")
    assert added(original, path.read_text()) == [f"  {first}: {VOCABULARY.facts[first].option_ids[0]}"]
    path.write_text(original)
    ask(path, "1", "terug")
    assert path.read_text() == original


def test_a_changed_answer_changes_its_own_line(tmp_path: Path) -> None:
    """A fact that stood there as unknown gets its value in place, and its comment stays."""
    path = copy("flevoland", tmp_path)
    text = path.read_text().replace("sme_role: unknown", "sme_role: unknown  # nog vragen")
    path.write_text(text)
    save_region(path, region(path).tell(VOCABULARY, sme_role="large", outside_pull=True), {"sme_role": True})
    assert path.read_text() == text.replace("sme_role: unknown", "sme_role: large")


AWKWARD = """\
---
# een regio
region: 'Regio'
date: 13-4-2016
sources:
  site: {title: "Site: nieuws", url: 12:30, date: 2016-04}
  long: {title: LONG}

parameters: {large_city: 9.0e4}
facts:
  sme_role: ~
  centre_municipality: null  # niet bekend
  member_considers_leaving: Yes
"""


def test_what_looks_like_something_else_stays_as_it_is(tmp_path: Path) -> None:
    """A date that is none, a number with an exponent, nulls, quotes, long lines, the start of the document."""
    path = tmp_path / "regio.yaml"
    text = AWKWARD.replace("LONG", " ".join(["lang"] * 60))
    path.write_text(text)
    code, _, err = ask(path, "?")
    assert (code, err) == (0, "")
    assert len(added(text, path.read_text())) == 1


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    """A file with CRLF keeps it, in the lines that are added too."""
    path = tmp_path / "regio.yaml"
    path.write_bytes(b"region: Regio\r\nfacts:\r\n  sme_role: large\r\n")
    ask(path, "?")
    lines = path.read_bytes().split(b"\r\n")
    assert len(lines) == 5
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize("text", ["region: Regio\n", "region: Regio\nfacts:\n", "region: Regio\nfacts: {}\n"])
def test_a_file_without_facts_gets_them(text: str, tmp_path: Path) -> None:
    """No facts, none yet, or an empty block: the first answer makes them."""
    path = tmp_path / "regio.yml"
    path.write_text(text)
    first = next_fact(path)
    ask(path, "1")
    assert list(region(path).facts) == [first]


def test_a_json_file_stays_json(tmp_path: Path) -> None:
    """Answers go in as JSON, "don't know" as null, and it resumes."""
    path = tmp_path / "regio.json"
    path.write_text(json.dumps({"region": "Regio", "facts": {"sme_role": {"value": "large"}}}))
    first = next_fact(path)
    _, out, _ = ask(path, "1", "?")
    second = asked(out.split(PROMPT)[1])
    facts = json.loads(path.read_text())["facts"]
    assert facts == {"sme_role": {"value": "large"}, first: VOCABULARY.facts[first].option_ids[0], second: None}
    code, out, err = ask(path, "stop")
    assert (code, err) == (0, "")
    assert asked(out.split(PROMPT)[0]) not in ("", first, second)


@pytest.mark.parametrize("name", ["antwoorden.yaml", "antwoorden.json"])
def test_output_leaves_the_region_alone_and_is_resumed(name: str, zeeland: Path) -> None:
    """`--output` gets the whole region with the answers; asked again, the interview goes on in it."""
    target = zeeland.parent / name
    options = ("--output", target)
    _, out, _ = ask(zeeland, "1", "2", options=options)
    first, second = asked(out.split(PROMPT)[0]), asked(out.split(PROMPT)[1])
    assert zeeland.read_text() == (REGIONS / "zeeland.yaml").read_text()
    saved = region(target)
    assert saved.retract(first).retract(second) == region(zeeland)
    _, out, _ = ask(zeeland, "?", options=options)
    assert asked(out.split(PROMPT)[0]) == next_fact_after(saved)
    assert len(region(target).facts) == len(saved.facts) + 1


def test_output_about_another_region_is_refused(zeeland: Path) -> None:
    """Answers about one region never end up in the file of another."""
    other = copy("flevoland", zeeland.parent)
    code, _, err = ask(zeeland, "1", options=("--output", other))
    assert (code, err) == (2, f"{other}: dit bestand gaat over Flevoland; kies een ander bestand met --output\n")
    assert other.read_text() == (REGIONS / "flevoland.yaml").read_text()


def test_a_region_by_name_gets_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--region` makes a file after the name of the region; the second time it goes on in that."""
    monkeypatch.chdir(tmp_path)
    for expected in (1, 2):
        code, _, err = run("ask", "--region", "zuid-holland centraal", "--ruleset", "core", stdin="1\n")
        assert (code, err) == (0, "")
        assert [path.name for path in tmp_path.iterdir()] == ["zuid-holland-centraal.yaml"]
        assert len(region(tmp_path / "zuid-holland-centraal.yaml").facts) == 1 + expected


@pytest.mark.parametrize("name", ["scan.xlsx", "scan.csv", "scan"])
def test_another_kind_of_file_is_refused_and_left_alone(name: str, zeeland: Path) -> None:
    """Answers aren't saved in a workbook (or anything but YAML and JSON): one line, and not a byte is changed."""
    target = zeeland.parent / name
    target.write_bytes(b"PK\x03\x04 not YAML")
    for options in (("ask", target), ("ask", zeeland, "--output", target)):
        code, _, err = run(*options, "--ruleset", "core", stdin="1\n")
        assert code == 2
        assert len(err.splitlines()) == 1
        assert target.read_bytes() == b"PK\x03\x04 not YAML"
    target.unlink()
    code, out, err = run("ask", zeeland, "--output", target, "--ruleset", "core", stdin="1\n")
    assert (code, out) == (2, "")
    known = "(wel in: .yaml, .yml, .json); kies een ander bestand met --output"
    assert err == f"{target}: hierin kunnen geen antwoorden bewaard worden {known}\n"
    assert not target.exists()


def unwritable(folder: Path) -> Iterator[Path]:
    yield folder / "bestaat-niet" / "x.yaml"
    (folder / "een-map.yaml").mkdir()
    yield folder / "een-map.yaml"


def test_an_unwritable_place_is_one_line(zeeland: Path) -> None:
    """Before the first question: a folder that isn't there, or a folder in the place of the file."""
    for target in unwritable(zeeland.parent):
        code, out, err = ask(zeeland, "1", options=("--output", target))
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
        assert err.startswith(str(target))
    assert sorted(path.name for path in zeeland.parent.iterdir()) == ["een-map.yaml", "zeeland.yaml"]


TEXTS = st.one_of(
    st.sampled_from(
        ["null", "~", "Unknown", "onbekend", "yes", "12", "1e5", "2016-01-01", "- x", "a: b", "#", "'", "{"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40).filter(str.strip),
)


@settings(max_examples=150, deadline=None, database=None)
@given(text=TEXTS)
def test_any_text_that_can_be_answered_can_be_read_back(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Quotes, signs, words like `null`: what the session took, the saved file gives back, in YAML and in JSON."""
    folder = tmp_path_factory.mktemp("texts")
    start = Region("Regio")
    told = start.tell(VOCABULARY, centre_municipality=text)
    for name in ("a.yaml", "a.json"):
        save_region(folder / name, start, {})
        save_region(folder / name, told, {"centre_municipality": True})
        assert region(folder / name) == told
