"""`regiorules robust`: text, data and figure say the same; a mistake is told; without Polars the extra is named."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("polars", reason="the extra batch isn't installed")

from regiorules.advice import robustness
from regiorules.authoring.testing.running import run
from tests.commands import flat
from tests.mini import MINI
from tests.paths import DATA

MINE = ("--ruleset", str(MINI), "--lang", "en")


@pytest.fixture
def region(tmp_path: Path) -> str:
    """A region of which some is known."""
    path = tmp_path / "region.yaml"
    path.write_text(
        "region: X\nfacts:\n  trust: low\n  centre_municipality: A\n  municipalities: [{name: A, population: 60000}]\n",
        "utf-8",
    )
    return str(path)


def test_the_note(region: str) -> None:
    done = run("robust", region, *MINE)
    out = flat(done.out)
    assert done.code == 0
    assert "Of 4 facts that matter here not all is known. Together they may turn out in 96 ways." in out
    assert "It is no probability." in out
    assert "Strain (strained): holds in 75% (3 of 4) always with Strategy agreed (strategy_agreed): no" in out
    assert "always with Budget (budget): such as 11" in out


def test_a_conclusion_by_its_title_and_what_turns_it(region: str) -> None:
    done = run("robust", region, "--conclusion", "Strain", "--set", "budget=20", *MINE)
    out = flat(done.out)
    assert "Of 1 fact that matters here not all is known. It may turn out in 2 ways." in out
    assert "risk: Strain (strained): holds still open with Budget (budget): such as 0" in out
    assert "Talk" not in out


def test_what_was_not_tried_is_said_and_what_cant_be_listed_is_not_called_answered(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("region: X\nfacts: {start: 2024-05-01, decided: 2024-04-01}\n", "utf-8")
    out = flat(run("robust", str(path), "--ruleset", str(DATA / "dated")).out)
    assert "Het plan is op tijd (in_time): geldt (andere waarden van Begin van het plan zijn niet geprobeerd)" in out
    assert "Er is geen vraag meer open" not in out  # the contracts aren't known
    assert "Een contract loopt af (runs_out): nog open" in out
    assert "0%" not in out


def test_dutch_is_the_default(region: str) -> None:
    out = flat(run("robust", region, "--ruleset", str(MINI)).out)
    assert "Spanning (strained): geldt in 75% (3 van 4)" in out


def test_an_assumption_over_a_range(region: str) -> None:
    done = run("robust", region, "--vary", "large_city=50000:70000:10000", "--vary", "fair_share=0:0.5:0.1", *MINE)
    out = flat(done.out)
    assert "City first (city_first): up to 60,000 holds, from 70,000 on doesn't hold" in out
    assert "Tried: 6 values; it is 0.5 now." in out


def test_a_range_is_written_as_an_office_writes_numbers(region: str) -> None:
    """Not with 50 for 50.000."""
    dutch = run("robust", region, "--vary", "large_city=50.000:70.000:10.000", "--vary", "fair_share=0:0,5:0,1", *MINE)
    plain = run("robust", region, "--vary", "large_city=50000:70000:10000", "--vary", "fair_share=0:0.5:0.1", *MINE)
    assert dutch.code == 0
    assert dutch.out == plain.out


def test_json_has_all_that_was_counted(region: str) -> None:
    done = run("robust", region, "--format", "json", "--vary", "large_city=50000:70000:10000", *MINE)
    data = json.loads(done.out)
    strained = next(each for each in data["conclusions"] if each["id"] == "strained")
    assert (data["format"], data["worlds"]) == ("regiorules-robust/1", 96)
    assert (strained["holds"], strained["counted"], strained["share"], strained["sampled"]) == (3, 4, 0.75, False)
    assert data["varied"][0]["values"] == [50000, 60000, 70000]
    assert data["varied"][0]["statuses"]["city_first"] == ["holds", "holds", "fails"]


def test_the_figure(region: str, tmp_path: Path) -> None:
    path = tmp_path / "shares.svg"
    assert run("robust", region, "--output", str(path), *MINE).code == 0
    text = path.read_text("utf-8")
    ElementTree.fromstring(text)
    assert "Strain: 75%" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--conclusion", "trust"), "trust is a fact, not a conclusion"),
        (("--conclusion", "straned"), "strained"),
        (("--vary", "large_city"), "doesn't say which assumption"),
        (("--vary", "trust=1:2:1"), "trust isn't an assumption"),
        (("--vary", "large_city=1-2"), "isn't a range"),
        (("--vary", "large_city=1:2:3:4"), "isn't a range"),
        (("--vary", "large_city=a:2:1"), "isn't a range"),
        (("--vary", "large_city=1000:9000:1"), "8001 values"),
        (("--vary", "large_city=1:9:1"), "large_city"),
        (("--format", "docx"), "docx"),
    ],
)
def test_a_mistake_is_told(region: str, words: tuple[str, ...], said: str) -> None:
    done = run("robust", region, *words, *MINE)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_without_polars_the_extra_is_named(region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robustness, "find_spec", lambda name: None)
    done = run("robust", region, *MINE)
    assert done.code == 2
    assert "pip install 'regiorules[batch]'" in done.err
