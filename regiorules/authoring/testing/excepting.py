"""Exceptions to the rules of a random program: an `unless`, and rules that go before others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from regiorules.engine.program import ProgramRule
from regiorules.frozen import frozen
from regiorules.rules.exceptions import composed, with_unless, written
from regiorules.rules.expressions import Aggregate, Expression, Known, walk
from regiorules.rules.model import Rule
from regiorules.text import Text

_NOTHING = Text("-", "-")


@frozen
class Excepted:
    """
    The exceptions to a rule: `when` is its condition without them, `unless` another one, or None.

    `by` are the ids of the rules that go before it.  With `each` both conditions are about one record.
    """

    when: Expression
    unless: Expression | None
    by: tuple[str, ...]


def draw_exceptions(
    draw: DrawFn,
    rules: Sequence[ProgramRule],
    first: int,
    unless: Callable[[str], Expression],
    exceptions: dict[str, Excepted],
) -> None:
    """
    Exceptions to the rules from the first one on, added to those there are.

    `unless` draws a condition, about one record of the list that it is given if any; rules go before later ones.
    """
    by_id = {rule.id: rule for rule in rules}
    for at, rule in enumerate(rules[first:], first):
        able = [each.id for each in rules[:at] if _may_go_before(each, rule, by_id, exceptions)]
        said = unless(rule.each) if draw(st.integers(0, 2)) == 0 else None
        by: list[str] = []
        if draw(st.booleans()) and able:
            by = draw(st.lists(st.sampled_from(able), max_size=2, unique=True))
        if by or said is not None:
            exceptions[rule.id] = Excepted(written(_rule(rule, ())), said, tuple(by))


def with_exceptions(rules: Sequence[ProgramRule], exceptions: Mapping[str, Excepted]) -> tuple[ProgramRule, ...]:
    """These rules, with in their conditions what goes before them, as a rule set would have it."""
    before: dict[str, list[str]] = {}
    for name, each in exceptions.items():
        for special in each.by:
            before.setdefault(special, []).append(name)
    plain = {rule.id: _rule(rule, tuple(before.get(rule.id, ()))) for rule in rules}
    said = {name: with_unless(rule, "-", _unless(name, exceptions)) for name, rule in plain.items()}
    done = composed(said)
    return tuple(ProgramRule(rule.id, done[rule.id].when, rule.target, rule.value, rule.each) for rule in rules)


def _may_go_before(
    special: ProgramRule, rule: ProgramRule, rules: Mapping[str, ProgramRule], exceptions: Mapping[str, Excepted]
) -> bool:
    """True for a rule that asks for nothing to be known, and that can be looked at for the record of the other one."""
    if any(isinstance(part, Known) for tree in _own(special, exceptions) for part in walk(tree)):
        return False
    others = [rules[name] for name in _by(special.id, exceptions)] if special.each and special.each == rule.each else []
    return not any(each.each != special.each and _lists(each, rules, exceptions) for each in others)


def _lists(rule: ProgramRule, rules: Mapping[str, ProgramRule], exceptions: Mapping[str, Excepted]) -> bool:
    """True where a rule, or what goes before it, looks at a list."""
    here = any(isinstance(part, Aggregate) for tree in _own(rule, exceptions) for part in walk(tree))
    others = (rules[name] for name in _by(rule.id, exceptions))
    return bool(rule.each) or here or any(_lists(each, rules, exceptions) for each in others)


def _own(rule: ProgramRule, exceptions: Mapping[str, Excepted]) -> Iterator[Expression]:
    unless = _unless(rule.id, exceptions)
    yield rule.when
    if unless is not None:
        yield unless


def _by(name: str, exceptions: Mapping[str, Excepted]) -> tuple[str, ...]:
    return exceptions[name].by if name in exceptions else ()


def _unless(name: str, exceptions: Mapping[str, Excepted]) -> Expression | None:
    return exceptions[name].unless if name in exceptions else None


def _rule(rule: ProgramRule, overrides: tuple[str, ...]) -> Rule:
    plain = Rule(rule.id, "-", rule.when, rule.target, True, _NOTHING, (), "source")
    return evolve(plain, each=rule.each, overrides=overrides)
