"""
Why a conclusion holds, doesn't hold, is open, or doesn't count here: the proof as a tree, down to the given facts.

The tree is data: renderers only read it.  It is made from an assessment alone, so that an
assessment that was kept as JSON is explained the same way years later, as long as the rules are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import field

from regiorules.advice.certain import certain_lines
from regiorules.advice.grids import TableLine
from regiorules.advice.lines import SPARSE, CertainLine
from regiorules.advice.named import name_of
from regiorules.advice.proof import proof_of
from regiorules.advice.steps import Step
from regiorules.advice.tables import tables_in
from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment
from regiorules.engine.states import RuleSetUsed
from regiorules.errors import Problem, UnknownName
from regiorules.frozen import frozen
from regiorules.proofs.certainty import Certain
from regiorules.rules.model import Knowledge
from regiorules.stored import Stored
from regiorules.text import Language

__all__ = ["FORMAT", "Explanation", "Step", "Waiting", "explain"]

FORMAT = "regiorules-explanation/1"


@frozen
class Waiting:
    """A fact that could still settle something; `question` is "" for one that isn't asked."""

    id: str
    title: str
    question: str


@frozen
class Explanation(Stored):
    """
    The answer to "why?" about one conclusion or fact (then `kind` is "").

    `status` of a conclusion is one of five: holds, fails, open, not_in_force (on this day) or not_here (not for
    this region); of a fact given, derived, unknown, or one of these last two.
    `on` is the day whose rules were used, "" where no rule depends on the day; `waits_for` are the
    facts that could still settle it.  `certain` says what it comes to whatever they are, where that was asked.
    `tables` are the decision tables of which rows stand in the proof.
    """

    _kind: ClassVar[str] = "explanation"

    region: str
    on: str
    language: Language
    id: str
    kind: str
    status: str
    grade: str
    proof: Step
    waits_for: tuple[Waiting, ...]
    rulesets: tuple[RuleSetUsed, ...]
    format: str = FORMAT
    certain: tuple[CertainLine, ...] = field(default=(), metadata=SPARSE)
    tables: tuple[TableLine, ...] = field(default=(), metadata=SPARSE)


def explain(
    assessment: Assessment,
    knowledge: Knowledge,
    name: str,
    language: Language = "nl",
    *,
    certain: Iterable[Certain] = (),
) -> Explanation:
    """
    Why a conclusion (or a fact) is what it is; `name` is its id, or its title in either language.

    `certain` are the conclusions that come to the same whatever the answers are (`certain_of`).

    Raises UnknownName for a name that is neither, with the nearest one, for a title that several have, and for
    another language than "nl" and "en";
    InputError where the assessment was made with other rules, or can't have been made with these.
    """
    name = name_of(name, knowledge)
    wording = Wording(assessment, knowledge, language)
    if not wording.knows(name):
        raise UnknownName([Problem("unknown_conclusion", {"name": name})])
    proof = proof_of(name, wording)
    if name in knowledge.conclusions:
        kind = wording.label(knowledge.conclusions[name].kind)
        grade, waits = wording.grade(name), wording.conclusion(name).awaited
    else:
        kind, grade, waits = "", "", wording.fact(name).waits_for
    return Explanation(
        assessment.region,
        assessment.on,
        language,
        name,
        kind,
        proof.status,
        grade,
        proof,
        tuple(_waiting(each, wording) for each in waits),
        assessment.rulesets,
        certain=certain_lines((each for each in certain if each.name == name), wording),
        tables=tables_in(proof, wording),
    )


def _waiting(name: str, wording: Wording) -> Waiting:
    question = wording.knowledge.vocabulary.facts[name].question
    return Waiting(name, wording.title(name), wording.say(question))
