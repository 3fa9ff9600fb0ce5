"""Random programs with their doubtful facts, and every world of them one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from regiorules.authoring.testing.strategies import Case
from regiorules.authoring.testing.values import Name
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.program import Program
from regiorules.facts.possible import is_known
from regiorules.robust.slices import Reading, Worlds
from regiorules.robust.tally import Count
from regiorules.robust.values import Ground, asked_of, values_of

Told = Mapping[str, Any]


def ground(name: Name) -> Ground:
    """What a name of a case may be."""
    return Ground(name.kind, name.options)


def doubts_of(case: Case, values: Told) -> Worlds:
    """What each fact that isn't known whole may be: only those that no rule derives are asked."""
    tests = asked_of(case.program())
    asked = {name: each for name, each in case.names.items() if not name.startswith("layer")}
    open_ = {name: each for name, each in asked.items() if not is_known(values.get(name))}
    found = {name: values_of(ground(each), values.get(name), tests.get(name, ())) for name, each in open_.items()}
    return {name: each for name, each in found.items() if each}


def reading_of(case: Case) -> Reading:
    """The case, run, with its doubts."""
    program = case.program()
    values = CompiledExecutor(program).run(case.given).values
    return Reading(program, case.given, values, doubts_of(case, values))


def every_world(doubts: Worlds) -> Iterator[dict[str, Any]]:
    """Each world: a value for every doubtful fact."""
    for each in product(*doubts.values()):
        yield dict(zip(doubts, each, strict=True))


def counted(program: Program, given: Told, doubts: Worlds, names: list[str]) -> dict[str, Count]:
    """In how many worlds each name holds and fails, by the compiled executor, on the whole program."""
    found = dict.fromkeys(names, Count())
    executor = CompiledExecutor(program)
    for world in every_world(doubts):
        values = executor.run({**given, **world}).values
        for name in names:
            found[name] += Count(1, values.get(name) is True, values.get(name) is False)
    return found
