"""
One region as two vocabularies see it: the facts that both have, those that one has, and what each makes of them.

A fact that only one has is unknown to the other.  Of a fact that both have in another form (a scale with a level more,
other bounds) a region has a value that both allow; where there is none (a number that became a level) it is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, field

from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import NEVER, Members, Scalar, Term, Truth, chosen
from regiorules.proofs.world import Codes, Row, Rows, World

_UNKNOWN = Truth(NEVER, NEVER)
Facts = Mapping[str, Fact]


def shared_facts(one: Facts, other: Facts) -> tuple[dict[str, Fact], tuple[str, ...]]:
    """The facts that a region may give for two vocabularies, and the names of those that have nothing in common."""
    found: dict[str, Fact] = {}
    apart: list[str] = []
    for name in dict.fromkeys((*one, *other)):
        known = [facts[name] for facts in (one, other) if name in facts and facts[name].asked]
        both = common(*known) if len(known) == 2 else known[0] if known else None
        if both is not None:
            found[name] = both
        elif known:
            apart.append(name)
    return found, tuple(apart)


def common(one: Fact, other: Fact) -> Fact | None:
    """The fact of which each value is a value of both; None where there is none."""
    options = tuple(each for each in one.options if each.id in other.option_ids)
    if (one.type, one.key) != (other.type, other.key) or (one.options and not options):
        return None
    fields = tuple(_fields(one, other))
    if None in fields:
        return None
    both = evolve(
        one,
        options=options,
        fields=tuple(each for each in fields if each is not None),
        minimum=_bound(max, one.minimum, other.minimum),
        maximum=_bound(min, one.maximum, other.maximum),
        whole=one.whole or other.whole,
        required=one.required or other.required,
    )
    return both if _has_values(both) else None


def _has_values(fact: Fact) -> bool:
    """Some number lies within the bounds, and of whole numbers some whole one."""
    low, high = fact.limits
    if fact.whole and math.isfinite(low) and math.isfinite(high):
        low, high = math.ceil(low), math.floor(high)
    return low <= high


def _bound(strictest: Any, *bounds: float | None) -> float | None:
    return strictest((each for each in bounds if each is not None), default=None)  # type: ignore[no-any-return]


def _fields(one: Fact, other: Fact) -> Iterator[Fact | None]:
    """The fields of records that both have; None for one that a record must have and can't."""
    theirs = {each.id: each for each in other.fields}
    for each in one.fields:
        if each.id in theirs:
            yield common(each, theirs[each.id])
        elif each.required:
            yield None
    mine = {each.id for each in one.fields}
    yield from (None for each in other.fields if each.required and each.id not in mine)


@frozen
class Seen:
    """A world as rules with these facts see it; with another `label` the other vocabulary sees it."""

    world: World
    facts: Facts
    label: str
    codes: Codes = field(init=False)
    terms: Mapping[str, Term | Rows] = field(init=False)
    given: Mapping[str, z3.BoolRef] = field(init=False)

    @codes.default
    def _codes(self) -> Codes:
        return self.world.codes

    @terms.default
    def _terms(self) -> Mapping[str, Term | Rows]:
        return {name: self._term(name, fact) for name, fact in self.facts.items() if fact.asked}

    @given.default
    def _given(self) -> Mapping[str, z3.BoolRef]:
        asked = (name for name, fact in self.facts.items() if fact.asked)
        return {name: self.world.given.get(name, NEVER) for name in asked}

    def _term(self, name: str, fact: Fact) -> Term | Rows:
        shared = self.world.facts.get(name)
        if shared is None or name not in self.world.terms:
            return unknown(fact)
        term = self.world.terms[name]
        if not isinstance(term, Rows):
            return read_as(fact, shared, term)
        form = "" if form_of(fact) == form_of(shared) else f" {self.label}"
        rows = None if term.rows is None else tuple(self._row(fact, shared, row) for row in term.rows)
        return Rows(term.known, rows, form)

    def _row(self, fact: Fact, shared: Fact, row: Row) -> Row:
        fields = {each.id: each for each in shared.fields}
        return Row(
            row.there,
            {
                each.id: _plain(
                    read_as(each, fields[each.id], row.fields[each.id]) if each.id in fields else unknown(each)
                )
                for each in fact.fields
            },
        )


def _plain(term: Term | Rows) -> Term:
    assert not isinstance(term, Rows)
    return term


def unknown(fact: Fact) -> Term | Rows:
    """A fact of which nothing is known."""
    match fact.type:
        case "yes_no":
            return _UNKNOWN
        case "set":
            return Members(dict.fromkeys(fact.option_ids, _UNKNOWN))
        case "records":
            return Rows(NEVER, None)
    return Scalar(NEVER, z3.RealVal(0) if fact.is_figure else z3.IntVal(0))


def read_as(fact: Fact, shared: Fact, term: Term) -> Term:
    """A term of a shared fact with the ranks of one of the two; an option that only it has isn't chosen."""
    if fact.type == "set" and isinstance(term, Members):
        none = Truth(NEVER, term.known)
        return Members({option: term.has.get(option, none) for option in fact.option_ids})
    if fact.type != "level" or fact.option_ids == shared.option_ids:
        return term
    assert isinstance(term, Scalar)
    ranks = [z3.IntVal(fact.option_ids.index(option)) for option in shared.option_ids]
    cases = [(term.value == at, rank) for at, rank in enumerate(ranks)]
    return Scalar(term.known, chosen(cases[:-1], ranks[-1]))


def form_of(fact: Fact) -> tuple[Any, ...]:
    """What of a fact makes its values what they are."""
    bounds = (fact.minimum, fact.maximum, fact.whole, fact.required, fact.key)
    return (fact.id, fact.type, fact.option_ids, bounds, tuple(map(form_of, fact.fields)))


def given_to(facts: Facts, region: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a region (outer form) that a vocabulary knows, in its inner form."""
    known = {name: facts[name] for name in region if name in facts and facts[name].asked}
    return {name: fact.encode(_known_part(fact, region[name])) for name, fact in known.items()}


def _known_part(fact: Fact, value: Any) -> Any:
    if fact.type != "records":
        return value
    fields = {each.id for each in fact.fields}
    return [{name: part for name, part in record.items() if name in fields} for record in value]
