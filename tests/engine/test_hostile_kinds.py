"""
Rule sets that once hung or cost far too much, of ten times the size, from the command line.

Each ends within a minute on a busy machine and half a gigabyte (see `ends`).  One runs always, the others in a
soak run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.hostile import ends, region_file, rule_set
from tests.executors import installed
from tests.soaking import IN_THE_SOAK

TIMES_TEN = 5110


def own(count: int) -> list[str]:
    return [f"f{number} >= {number % 7}" for number in range(count)]


def chain(count: int) -> list[str]:
    return ["f0 >= 1", *(f"c{number} and f0 >= 1" for number in range(count - 1))]


def wide(count: int) -> list[str]:
    facts = count // 5
    return [
        " and ".join(f"f{(number * 7 + part * 3) % facts} >= {(number + part) % 50}" for part in range(5))
        for number in range(count)
    ]


def links(count: int) -> list[str]:
    """A chain in which every link has a fact of its own, so that the last rests on them all."""
    return ["f0 >= 1", *(f"c{number} and f{number + 1} >= 1" for number in range(count - 1))]


KINDS: dict[str, Callable[[int], list[str]]] = {"own": own, "chain": chain, "wide": wide, "links": links}


def size(kind: str) -> int:
    """Ten times; of links half of that, as what an assessment then says grows with their square."""
    return TIMES_TEN // 2 if kind == "links" else TIMES_TEN


def many(folder: Path, kind: str) -> Path:
    """A rule set of this kind."""
    count = size(kind)
    return rule_set(folder / "rules", {"chain": 1, "wide": count // 5}.get(kind, count), KINDS[kind](count))


def test_questions_that_each_settle_something_are_ranked(tmp_path: Path) -> None:
    """Every answer to every question is tried, at the cost of what depends on it."""
    folder = rule_set(tmp_path / "rules", TIMES_TEN, [f"f{number}" for number in range(TIMES_TEN)])
    vocabulary = folder / "vocabulary.yaml"
    vocabulary.write_text(vocabulary.read_text().replace("type: number", "type: yes_no"))
    out = ends("-m", "regiorules", "questions", region_file(tmp_path), "--ruleset", folder, "--format", "json")
    found = json.loads(out)
    assert len(found) == TIMES_TEN
    assert {each["score"] for each in found} == {1.0}  # the only severity there is


@IN_THE_SOAK
@pytest.mark.parametrize("engine", ["compiled", pytest.param("durable", marks=installed)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_large_rule_set_is_assessed(tmp_path: Path, kind: str, engine: str) -> None:
    """With advice, on either executor."""
    ends("-m", "regiorules", "advise", region_file(tmp_path), "--ruleset", many(tmp_path, kind),
         "--set", "f0=1", "--engine", engine, "--output", tmp_path / "advice.txt")  # fmt: skip
    assert (tmp_path / "advice.txt").read_text().startswith("Advies voor X")


@IN_THE_SOAK
@pytest.mark.parametrize("kind", KINDS)
def test_a_large_rule_set_is_explained(tmp_path: Path, kind: str) -> None:
    """The last conclusion of it, however deep its proof."""
    out = ends("-m", "regiorules", "explain", region_file(tmp_path), f"c{size(kind) - 1}", "--set", "f0=1",
               "--ruleset", many(tmp_path, kind))  # fmt: skip
    assert f"c{size(kind) - 1}" in out


@IN_THE_SOAK
@pytest.mark.parametrize("kind", KINDS)
def test_an_interview_with_a_large_rule_set_begins(tmp_path: Path, kind: str) -> None:
    """And saves its first answer."""
    region = region_file(tmp_path)
    ends("-m", "regiorules", "ask", region, "--ruleset", many(tmp_path, kind), stdin="3\nstop\n")
    assert "3" in region.read_text()
