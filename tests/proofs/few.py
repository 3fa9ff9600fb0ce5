"""Random programs of which there are few regions, so that all of them can be looked at."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from regiorules.authoring.testing.strategies import Case
from regiorules.authoring.testing.values import Name
from regiorules.engine.program import Program, ProgramRule
from regiorules.facts.possible import Partly
from regiorules.facts.vocabulary import Fact, Option, Vocabulary
from regiorules.rules.expressions import Calculate, Expression, walk
from regiorules.rules.model import Conclusion, Knowledge, Rule
from regiorules.text import Text

WORLDS = 600
NOTHING = Text("-", "-")
FINITE = ("yes_no", "level", "choice", "set")


def fact(name: Name) -> Fact:
    """The fact of a name of a case; all of them may be given, as in the cases."""
    options = tuple(Option(str(option), NOTHING) for option in name.options)
    return Fact(name.kind, NOTHING, id=name.id, options=options, fields=tuple(map(fact, name.fields)))


def is_given(name: str) -> bool:
    """True for a name that doesn't follow from others."""
    return name.startswith("given")


def facts_of(case: Case) -> dict[str, Fact]:
    """The facts of a case, of which those that follow from others aren't asked."""
    return {name: evolve(fact(each), asked=is_given(name)) for name, each in case.names.items()}


def leaves_open(case: Case, *kinds: type[Expression]) -> bool:
    """True where there is a power, or something of these kinds, of which the solver knows little."""
    trees = [*(each.expression for each in case.derivations), *(tree for rule in case.rules for tree in rule.trees)]
    every = [each for tree in trees for each in walk(tree)]
    return any(isinstance(each, kinds) or (isinstance(each, Calculate) and each.op == "**") for each in every)


def worlds(case: Case, *, unknown: bool = False) -> Iterator[Mapping[str, Any]] | None:
    """Every region of a case (inner form), complete or with facts that are unknown too; None where they are many."""
    names = [each for name, each in case.names.items() if is_given(name)]
    if any(each.kind not in FINITE for each in names):
        return None
    every = [[*values(each), *([None] if unknown else [])] for each in names]
    many = 1
    for each in every:
        many *= len(each)
    ids = [each.id for each in names]
    return (dict(zip(ids, chosen, strict=True)) for chosen in itertools.product(*every)) if many <= WORLDS else None


def values(name: Name) -> Iterator[Any]:
    """Every value of a name, in inner form."""
    if name.kind == "yes_no":
        yield from (True, False)
    elif name.kind == "set":
        for count in range(len(name.options) + 1):
            yield from map(frozenset, itertools.combinations(name.options, count))
    else:
        yield from name.options


def whole(values: Mapping[str, Any]) -> bool:
    """True where nothing is partly known."""
    return not any(isinstance(each, Partly) for each in values.values())


def knowledge_of(case: Case, rules: Iterable[ProgramRule]) -> tuple[Knowledge, Program]:
    """A rule set with these rules in the place of those of a case; what only rules for yes conclude is a conclusion."""
    own = evolve(case, rules=tuple(rules))
    facts = facts_of(case)
    targets = {rule.target for rule in case.rules}
    free = {each.target for each in case.derivations} | {rule.target for rule in case.rules if rule.value is not True}
    concluded = {name for name in targets - free if case.names[name].kind == "yes_no"}
    known = {name: each for name, each in facts.items() if name not in concluded}
    outer = {rule.id: facts[rule.target].decode(rule.value) for rule in own.rules}
    knowledge = Knowledge(
        (),
        Vocabulary(known, {}, {}),
        {name: Conclusion("finding", NOTHING, NOTHING, id=name) for name in sorted(concluded)},
        {
            rule.id: Rule(rule.id, "", rule.when, rule.target, outer[rule.id], NOTHING, (), "source")
            for rule in own.rules
        },
        {each.target: each.expression for each in case.derivations},
    )
    return knowledge, own.program()
