"""What depends on itself: a name on what is derived from it, or a rule on one before which it goes."""

from __future__ import annotations

from collections.abc import Callable
from graphlib import CycleError, TopologicalSorter

from regiorules.errors import Place, Problems
from regiorules.rules.exceptions import own
from regiorules.rules.expressions import reads
from regiorules.rules.model import Knowledge
from regiorules.rules.overrides import Versions, path_of, stands

_RULES = "rules."  # no name has a dot in it


def dependencies(knowledge: Knowledge) -> dict[str, set[str]]:
    """
    For every derived name the names it is derived from, by whichever rules count.

    A rule that goes before another one is there as `rules.ID`, between what is concluded and what it reads.
    """
    graph: dict[str, set[str]] = {name: set(reads(tree)) for name, tree in knowledge.derivations.items()}
    versions = Versions.of(knowledge)
    for rule in knowledge.every_rule():
        found = reads(own(rule)) | {_RULES + special for special in versions.over(rule.id)}
        graph.setdefault(rule.target, set()).update(found | rule.reads)
        if rule.overrides:
            graph.setdefault(_RULES + rule.id, set()).update(found)
    return graph


def check_circles(knowledge: Knowledge, locate: Callable[..., Place], problems: Problems) -> None:
    """Nothing depends on itself; the first circle is said, with all that is on it."""
    try:
        TopologicalSorter(dependencies(knowledge)).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))[:-1]
        first = min((name for name in circle if name.startswith(_RULES)), default=circle[0])
        at = circle.index(first)
        path = " → ".join([*circle[at:], *circle[: at + 1]])
        if first.startswith(_RULES):
            name = first.removeprefix(_RULES)
            rule = Versions.of(knowledge).overriding(name)
            place = locate(*stands(rule), "overrides")
            problems.add("override_circle", place, path_of(rule), name=name, names=path)
        else:
            rules = knowledge.by_target.get(first)
            place = rules[0].place if rules else knowledge.vocabulary.facts[first].place
            problems.add("cycle", place, names=path)
