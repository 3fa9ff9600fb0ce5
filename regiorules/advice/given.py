"""
What was given of the facts, and what is worked out of that alone.

A plan, the questions in their order and counts of answers take far longer than to say them, and all follow from the
given facts by the rules.  So they are looked for once for regions with the same facts (one region in another language
or form, say) and kept with the program of those rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regiorules.engine.assessment import Assessment
from regiorules.engine.program import program_of
from regiorules.memo import Memo
from regiorules.rules.model import Knowledge

_MOST_KEPT = 64  # different facts, of which some tens of kilobytes each are kept


def given_of(assessment: Assessment, knowledge: Knowledge) -> dict[str, Any]:
    """What was given of the facts (inner form), also of those of which rules know more."""
    facts = knowledge.vocabulary.facts
    return {name: facts[name].encode(value) for name, value in _given(assessment, knowledge).items()}


def kept_by_facts(assessment: Assessment, knowledge: Knowledge, parameters: Mapping[str, float]) -> Memo:
    """
    Where something is kept that follows from the given facts alone, by the rules used and these assumptions.

    An assessment that was stored in an earlier form may know less by the same facts.
    """
    every: Memo = program_of(knowledge, parameters).memo.of("by facts", lambda: Memo(_MOST_KEPT))
    return every.of((assessment.format, frozenset(_given(assessment, knowledge).items())), Memo)


def _given(assessment: Assessment, knowledge: Knowledge) -> dict[str, Any]:
    """What was given, in outer form."""
    facts = knowledge.vocabulary.facts
    return {
        name: state.value
        for name, state in assessment.facts.items()
        if name in facts and state.value is not None and (state.origin == "given" or name in state.rests_on)
    }
