"""Whether rules that read one name give exactly one value, whatever that is: then what is open is one of theirs."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from regiorules.engine.judgement import Judge
from regiorules.rules.expressions import Aggregate, Calculate, Constant, Contains, Known, OneOf, Size, reads, walk

Condition = tuple[Judge, Any]  # of a rule, with what it says
_TRUTHS = (True, False)


def always_one(conditions: Sequence[Condition], options: Mapping[str, Sequence[Any]], yes_no: Container[str]) -> bool:
    """
    True where each value of the one name that is read makes rules hold that say one thing, and no rule never holds.

    Its values are its options, or numbers: those that it is compared with, and one between each two of them.
    """
    trees = [part for judge, _ in conditions for part in walk(judge.tree)]
    names = {name for judge, _ in conditions for name in reads(judge.tree)}
    if len(names) != 1 or any(isinstance(part, Known | Contains | Size | Aggregate | Calculate) for part in trees):
        return False
    name = names.pop()
    held: set[int] = set()
    for value in options.get(name) or (_TRUTHS if name in yes_no else _numbers(trees)):
        holding = [at for at, (judge, _) in enumerate(conditions) if judge.value({name: value})]
        if len({conditions[at][1] for at in holding}) != 1:
            return False
        held.update(holding)
    return len(held) == len(conditions)


def _numbers(trees: Sequence[Any]) -> Iterator[float]:
    """The numbers in conditions and those between them; nothing where there is something else."""
    said = {each.value for each in trees if isinstance(each, Constant)}
    said |= {option for each in trees if isinstance(each, OneOf) for option in each.options}
    if not said or any(isinstance(each, bool | str) for each in said):
        return
    numbers = sorted(said)
    yield from (-math.inf, *numbers, math.inf)
    yield from ((low + high) / 2 for low, high in pairwise(numbers))
