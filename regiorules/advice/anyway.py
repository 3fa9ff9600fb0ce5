"""
What is certain whatever the answer to one open question is: each answer settles it, and every one the same way.

That needs no solver, and costs nothing where nothing is certain in this way.  What takes the answers to several
questions together, `regiorules.certain_of` finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from regiorules.advice.counts import doubts_of
from regiorules.advice.questions import OpenQuestion
from regiorules.engine.assessment import Assessment
from regiorules.engine.program import Program, program_of
from regiorules.engine.trials import Trials
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.certainty import Certain
from regiorules.robust.slices import Reading
from regiorules.robust.values import asked_of
from regiorules.rules.model import Knowledge


def certain_anyway(
    questions: Iterable[OpenQuestion], assessment: Assessment, knowledge: Knowledge, parameters: Mapping[str, float]
) -> tuple[Certain, ...]:
    """The open conclusions that every answer to one of these questions settles alike, in the order of the rule set."""
    found: dict[str, tuple[bool, str]] = {}
    for each in questions:
        for name, holds in _alike(each):
            found.setdefault(name, (holds, each.fact))
    if not found:
        return ()
    facts = knowledge.vocabulary.facts
    split = _Split(facts, program_of(knowledge, parameters))
    given = {name: facts[name].encode(each.value) for name, each in assessment.facts.items() if each.origin == "given"}
    ordered = (name for name in assessment.conclusions if name in found)
    return tuple(certain for name in ordered for certain in split.certain(name, *found[name], given))


def _alike(question: OpenQuestion) -> Iterator[tuple[str, bool]]:
    """What all answers to a question settle the same way."""
    if question.answers:
        first, *others = question.answers
        yield from ((name, True) for name in first.holds if all(name in each.holds for each in others))
        yield from ((name, False) for name in first.fails if all(name in each.fails for each in others))


@frozen
class _Split:
    """Looks at the answers to one question, one by one."""

    facts: Mapping[str, Fact]
    program: Program

    def certain(self, name: str, holds: bool, fact: str, given: Mapping[str, Any]) -> Iterator[Certain]:
        """That conclusion with as few of the given facts as suffice; nothing where more answers may yet undo it."""
        if not self.suffices(name, holds, fact, given):
            return
        kept = given
        for each in sorted(given):
            less = {other: value for other, value in kept.items() if other != each}
            kept = less if self.suffices(name, holds, fact, less) else kept
        yield Certain(name, holds, tuple(sorted(kept)))

    def suffices(self, name: str, holds: bool, fact: str, given: Mapping[str, Any]) -> bool:
        """True where each answer to the question gives that, by these facts, and nothing may contradict it later."""
        trials = Trials(self.program, given)
        doubts = doubts_of(self.facts, trials.values, asked_of(self.program))
        if not Reading(self.program, given, trials.values, doubts).is_beyond_dispute(name):
            return False
        if trials.value(name) is not None:
            return trials.value(name) is holds
        after = [trials.settled(fact, value).get(name) for value in doubts.get(fact, ())]
        return bool(after) and all(each is holds for each in after)
