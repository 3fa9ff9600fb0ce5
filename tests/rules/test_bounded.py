"""Many mistakes: all are found and counted, the first hundred are said, and few of them are puzzled over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regiorules.errors import LOOKS, SHOWN, InputError, Problem, Problems, RuleSetError
from regiorules.facts.region import read_region
from regiorules.rules.load import load_rulesets
from regiorules.rules.tables.reach import Spans
from regiorules.text import Near, Text
from tests.commands import run
from tests.mini import MINI, VOCABULARY

MANY = 1_000


def wrong_sources(folder: Path) -> Path:
    """A region file with many sources, and as many slips in their names."""
    path = folder / "r.json"
    facts = {"trust": {"value": "low", "source": [f"sourc_{number}" for number in range(MANY)]}}
    sources = {f"source_{number}": {"title": "T"} for number in range(MANY)}
    path.write_text(json.dumps({"region": "X", "sources": sources, "facts": facts}))
    return path


def test_the_first_hundred_are_said_and_all_are_kept(tmp_path: Path) -> None:
    """In both languages; a program that catches the error still has every problem."""
    with pytest.raises(InputError) as caught:
        read_region(wrong_sources(tmp_path), VOCABULARY)
    assert len(caught.value.problems) == MANY
    lines = caught.value.say("en").splitlines()
    assert len(lines) == SHOWN + 1
    assert lines[-1] == f"and {MANY - SHOWN} more lines like these"
    assert str(caught.value).splitlines()[-1] == f"en nog {MANY - SHOWN} van zulke regels"


def test_a_hundred_are_said_whole() -> None:
    """There is nothing to count then."""
    found = [Problem("missing_key", {"name": str(number)}) for number in range(SHOWN)]
    assert len(InputError(found).say("en").splitlines()) == SHOWN
    assert len(InputError([*found, *found[:1]]).say("en").splitlines()) == SHOWN + 1


def test_what_was_meant_is_looked_for_within_limits(tmp_path: Path) -> None:
    """The first mistakes get what is near; beyond a number of comparisons none does."""
    with pytest.raises(InputError) as caught:
        read_region(wrong_sources(tmp_path), VOCABULARY)
    near = [problem.suggestion for problem in caught.value.problems if problem.suggestion]
    assert near[0] == "source_0"
    assert len(near) == LOOKS // MANY


def test_the_first_mistake_is_looked_for_however_many_names_there_are() -> None:
    """One look costs what it costs."""
    problems = Problems()
    names = [f"name_{number}" for number in range(LOOKS * 2)]
    for word in ("nmae_7", "nmae_8"):
        problems.add("unknown_fact", name=word, suggestion=Near(word, names))
    assert [problem.suggestion is not None for problem in problems.found] == [True, False]


def test_what_is_near_may_have_labels() -> None:
    """Then it is said in the language of the reader."""
    assert Near("grot", ["groot"], {"groot": Text("groot", "large")}).find() == Text("groot", "large")
    assert (Near("grot", ["groot"]).find(), Near("x", ["groot"]).find()) == ("groot", None)


def test_lint_counts_too(tmp_path: Path) -> None:
    """On the screen a hundred errors; as JSON all of them."""
    path = wrong_sources(tmp_path)
    code, out, _ = run("lint", path, "--ruleset", MINI, "--lang", "en")
    assert code == 2
    assert out.count("doesn't stand under sources") == SHOWN
    assert f"and {MANY - SHOWN} more lines like these" in out
    assert f"{MANY} errors" in out
    _, out, _ = run("lint", path, "--ruleset", MINI, "--format", "json")
    assert len(json.loads(out)["errors"]) == MANY


def test_wrong_cells_of_a_table_share_one_limit(tmp_path: Path) -> None:
    """Every cell is read by itself, and yet a thousand slips aren't each held against all names."""
    head = {"id": "x", "version": "1", "title": {"nl": "x", "en": "x"}, "source": {"title": {"nl": "x", "en": "x"}}}
    scale = {f"option_{number}": {"nl": f"keuze {number}", "en": f"choice {number}"} for number in range(100)}
    text = {"nl": "x", "en": "x"}
    facts = {"f": {"type": "choice", "title": text, "question": text, "scale": scale}}
    conclusions = {"c": {"kind": "finding", "title": text, "text": text}}
    tables = {"t": {"file": "t.csv", "because": text, "basis": "assumption", "why": text}}
    whole = {"ruleset": head, "facts": facts, "conclusions": conclusions, "tables": tables}
    (tmp_path / "ruleset.yaml").write_text(json.dumps(whole))
    rows = "".join(f"optoin_{number},x\n" for number in range(190))
    (tmp_path / "t.csv").write_text("f,→ c\n" + rows, encoding="utf-8")
    with pytest.raises(RuleSetError) as caught:
        load_rulesets(tmp_path)
    assert len(caught.value.problems) == 190
    near = sum(problem.suggestion is not None for problem in caught.value.problems)
    assert 0 < near <= LOOKS // 100


def test_many_ranges_that_are_denied_cost_no_more_than_many_that_are_not() -> None:
    """Numbers are sets of stretches: what lies outside twelve ranges is thirteen of them, not thousands of boxes."""
    outside = Spans((), whole=False)
    for number in range(12):
        both = Spans.of(">=", number * 10, whole=False).narrowed(Spans.of("<=", number * 10 + 3, whole=False))
        outside = outside.joined(both)
    assert len(outside.opposite().stretches) == 13
    assert outside.opposite().opposite() == outside
