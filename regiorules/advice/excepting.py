"""A rule with exceptions, for who explains it: its own condition, its `unless`, and the rules that go before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from regiorules.advice.steps import Step
from regiorules.engine.each import about_one, record_name
from regiorules.frozen import frozen
from regiorules.rules.exceptions import written
from regiorules.rules.expressions import And, Expression, some
from regiorules.rules.model import Knowledge, Rule

if TYPE_CHECKING:
    from regiorules.advice.proof import _Prover as Prover


@frozen
class RuleParts:
    """
    The parts of a rule, of one record if it is spoken of.

    `when` is what it asks; where `unless` is so it doesn't hold, and neither where one of the `specials` holds.  Of a
    rule about each record, where none is spoken of, `when` says that for some record all that is about it is so.
    """

    when: Expression
    unless: Expression | None
    specials: tuple[Rule, ...]


def parts_of(rule: Rule, knowledge: Knowledge, *, one: bool) -> RuleParts:
    """The parts of a rule of some knowledge; with `one` of one about each record for the record that is spoken of."""
    specials = tuple(knowledge.rules[name] for name in rule.overridden_by)
    if rule.each and not one:
        others = tuple(each for each in specials if each.each != rule.each)
        return RuleParts(rule.when.parts[0] if isinstance(rule.when, And) else rule.when, None, others)
    return RuleParts(_about(rule, written(rule)), rule.exception and _about(rule, rule.exception), specials)


def _about(rule: Rule, tree: Expression) -> Expression:
    """A condition of a rule, or of one about each record that for one of them."""
    return about_one(some(rule.each, tree)) if rule.each else tree


def exceptions(prover: Prover, rule: Rule, parts: RuleParts, *, decisive: bool) -> Iterator[Step]:
    """What a rule doesn't hold for; `decisive`: where one of them holds, that is why."""
    if parts.unless is not None:
        found = prover.condition(parts.unless, first=False)
        steps = found.steps if found.kind in ("all", "any") else (found,)
        step = Step("exception", "", found.text, found.status, wanted=rule.unless, steps=steps)
        yield _exception(prover, step, decisive)
    for special in parts.specials:
        wording = prover.wording if special.each == rule.each else prover.wording.drawn_for(special.each)
        with prover.saying(wording):
            step = _special(prover, special)
        yield _exception(prover, step, decisive)


def _exception(prover: Prover, step: Step, decisive: bool) -> Step:
    return evolve(step, value=prover.wording.label(step.status), decisive=decisive and step.status == "holds")


def _special(prover: Prover, rule: Rule) -> Step:
    """A rule that goes before another one; what was explained above, for this record, isn't explained again."""
    subject = prover.wording.subject
    of = record_name(subject.fact, subject.record) if subject and subject.record else ""
    made, elsewhere = prover.below(f"rules.{rule.id} {of}", lambda: [prover.rule(rule)])
    step = made[0] if made else evolve(prover.rule(rule), steps=(), elsewhere=elsewhere)
    return evolve(step, kind="exception")
