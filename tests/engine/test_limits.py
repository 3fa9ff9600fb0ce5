"""The limits of the Rete network are met by construction: nothing hangs, and nothing grows out of bounds."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine import compiled, patterns, rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.conjunctions import Conjunctions
from regiorules.engine.engine import Engine
from regiorules.engine.patterns import Patterns
from regiorules.engine.program import Program, program_of
from regiorules.engine.rete import Blueprint
from regiorules.engine.share import LiveShare
from regiorules.facts.possible import Span
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.engine import large
from tests.engine.hostile import ends, region_file, rule_set
from tests.executors import installed
from tests.mini import KNOWLEDGE
from tests.paths import DATA
from tests.soaking import IN_THE_SOAK


@installed
@pytest.mark.parametrize("count", [512, pytest.param(5000, marks=IN_THE_SOAK)])
@pytest.mark.parametrize("kind", large.KINDS)
def test_a_large_program_is_run_like_any_other(kind: str, count: int) -> None:
    """Just beyond where the network would search for ever, and (in a soak test) ten times as far."""
    assert ends("-m", "tests.engine.large", kind, count) == "same\n"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"agreed": True, "trusted": None, "inhabitants": 15_000, "unheard_of": 3},
        {"agreed": False, "trusted": True, "inhabitants": Span(150_000, 160_000)},
    ],
)
def test_code_in_pieces_comes_to_the_same(monkeypatch: pytest.MonkeyPatch, given: dict[str, Any]) -> None:
    """As the code of a large program is; conflicts, and what is known in part, go from one piece to the next."""
    rules = load_rulesets(DATA / "derived")
    whole = CompiledExecutor(program_of(rules, {})).run(given)
    monkeypatch.setattr(compiled, "_MOST_RULES", 2)
    found = CompiledExecutor(program_of(rules, {})).run(given)
    assert (found.statuses, found.conflicts) == (whole.statuses, whole.conflicts)
    assert found.values == whole.values


# --- what goes into a network, counted again ---------------------------------------------------------------


def inside(pattern: Any) -> Iterator[tuple[str, Any]]:
    """Every `and`, `or` and comparison in a pattern."""
    for name, value in pattern.items():
        yield name, value
        for part in value if isinstance(value, list) else ():
            yield from inside(part)


def counted(blueprint: Blueprint) -> None:
    """Holds what a network will hold against what breaks it: see the module `rete`."""
    rules = json.loads(blueprint.definition())
    marks: dict[int, list[Any]] = {}
    assert rules.pop("sink")
    for rule in rules.values():
        for message in rule["all"]:
            (pattern,) = message.values()
            own, *rest = pattern.get("$and", [pattern])
            marks.setdefault(own[blueprint.mark], []).append(rest)
    assert len(marks) < 511 / 2
    assert sum(map(len, marks.values())) + 1 < 4096 / 2
    for found in marks.values():
        parts = [part for rest in found for each in rest for part in inside(each)]
        how = Counter(name for name, _ in parts)
        assert len({json.dumps(part) for part in parts if part[0] not in ("$and", "$or")}) < 511 / 2
        assert how["$or"] < 127
        assert len(found) < 256
        assert sum(how.values()) - how["$and"] - how["$or"] < 4 * 64


def both_ways(program: Program) -> list[Blueprint]:
    return [*Patterns(program).blueprints, *Conjunctions(program).blueprints]


@pytest.mark.parametrize("kind", large.KINDS)
@pytest.mark.parametrize("count", [40, 700])
def test_no_network_is_near_its_limits(kind: str, count: int) -> None:
    """However large the program."""
    for blueprint in both_ways(large.program(kind, count)):
        counted(blueprint)


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_no_random_network_is_near_its_limits(case: Case) -> None:
    """Whatever the conditions."""
    for blueprint in both_ways(case.program()):
        counted(blueprint)


def fnv(name: str) -> int:
    """The hash by which the network knows a field: it looks at nothing else."""
    found = 2166136261
    for sign in name.encode():
        found = (found ^ sign) * 16777619 % 2**32
    return found


def test_no_two_fields_of_a_message_have_one_hash() -> None:
    """In a group fields are numbered from nought, so that these are all there are."""
    most = 2 * rete.MOST_MATCHES
    names = [
        "id",
        "sid",
        "$s",
        "$forward",
        "g",
        "n",
        "v",
        *(f"{letter}{number}" for letter in "xy" for number in range(most)),
    ]
    assert len({fnv(name) for name in names}) == len(names)
    for kind in large.KINDS:
        for group in itertools.chain.from_iterable(Patterns(large.program(kind, 300)).layers):
            assert {*group.names.values(), *(key for key, _ in group.tests.values())} < set(names)


def test_a_blueprint_refuses_what_is_too_much() -> None:
    """It isn't left to the network to find out."""
    blueprint = Blueprint("g")
    blueprint.expect(1, rete.MOST_MATCHES)
    with pytest.raises(rete.TooMuch):
        blueprint.expect(1, 1)
    for number in range(rete.MOST_PATTERNS):
        blueprint.expect(number % 100, 0)
        blueprint.add([(number % 100, [])])
    with pytest.raises(rete.TooMuch):
        blueprint.add([(1, [])])
    assert not blueprint.has_room(1, 1)


@pytest.mark.parametrize(
    "pattern",
    ['{"x0": 1}', '{"$or": [{"x0": 1}, {"x0": 3}]}', '{"$and": [' + ", ".join(['{"$gt": {"x0": 1}}'] * 30) + "]}"],
)
def test_nor_what_is_too_much_under_one_mark(pattern: str) -> None:
    """Patterns, times "or", comparisons: each is counted before the network would break."""
    blueprint = Blueprint("g")
    blueprint.expect(1, 1)
    added = 0
    with suppress(rete.TooMuch):
        while added < 250:
            blueprint.add([(1, [pattern])])
            added += 1
    assert 10 < added < 249


def test_nor_a_pattern_with_too_many_joints() -> None:
    """So often "and" in one another is an error in the network."""
    blueprint = Blueprint("g")
    blueprint.expect(1, 1)
    with pytest.raises(rete.TooMuch):
        blueprint.add([(1, ['{"$and": [' * 15 + '{"x0": 1}' + "]}" * 15])])


@installed
def test_the_counts_are_kept_without_assertions() -> None:
    """`python -O` takes away assertions; what would hang inside is counted all the same."""
    asks = "from regiorules.engine.rete import Blueprint, TooMuch\ntry:\n Blueprint('g').expect(1, 41)\n"
    assert ends("-O", "-c", asks + "except TooMuch:\n print('counted')") == "counted\n"


@installed
@pytest.mark.parametrize("name", ["MOST_MATCHES", "_MOST_JOINTS"])
def test_what_a_network_does_not_bear_runs_on_compiled(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Also where the count of what goes in says so only while it is made; and no live network is tried."""
    monkeypatch.setattr(rete, name, 0)
    engine = Engine(KNOWLEDGE, "durable")
    assert engine.assess(Region("X")).executor == "compiled"
    assert LiveShare(engine.prepare(Region("X")).program).start() is None


# --- too large altogether ----------------------------------------------------------------------------------


@installed
def test_what_is_too_large_for_durable_runs_on_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine says so before it starts, and the assessment after."""
    monkeypatch.setattr(patterns, "LARGEST", 10)
    engine = Engine(KNOWLEDGE, "durable")
    assert engine.prepare(Region("X")).executor.name == "compiled"
    assert engine.prepare(Region("X")).start() is None
    assert engine.assess(Region("X")).executor == "compiled"


# --- from the command line ----------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["compiled", pytest.param("durable", marks=installed)])
def test_a_chain_of_rules_is_assessed(tmp_path: Path, engine: str) -> None:
    """As many layers as made the network search for ever."""
    folder = rule_set(tmp_path / "rules", 1, ["f0 >= 1", *(f"c{number} and f0 >= 1" for number in range(510))])
    out = ends("-m", "regiorules", "advise", region_file(tmp_path), "--ruleset", folder, "--set", "f0=1",
               "--engine", engine, "--format", "json")  # fmt: skip
    found = json.loads(out)
    assert found["executor"] == engine
    assert {state["status"] for state in found["conclusions"].values()} == {"holds"}


@installed
def test_an_interview_about_many_facts_begins(tmp_path: Path) -> None:
    """As many facts as made the live network search for ever."""
    folder = rule_set(tmp_path / "rules", 511, [f"f{number} >= {number % 7}" for number in range(511)])
    region = region_file(tmp_path)
    ends("-m", "regiorules", "ask", region, "--ruleset", folder, "--engine", "durable", stdin="3\nstop\n")
    assert "f0: 3" in region.read_text()
