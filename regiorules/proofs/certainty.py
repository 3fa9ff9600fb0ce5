"""What is certain of one assessment whatever the answers are, for who has the solver and for who hasn't."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from regiorules.engine.assessment import Assessment
from regiorules.engine.program import program_of
from regiorules.frozen import frozen
from regiorules.rules.model import Knowledge

_LOCK = Lock()  # the solver is for one thread at a time


@frozen
class Certain:
    """An open conclusion that holds or fails whatever the answers are; `facts` are those known that suffice for it."""

    name: str
    holds: bool
    facts: tuple[str, ...]


def certain_of(assessment: Assessment, knowledge: Knowledge, names: Iterable[str] | None = None) -> tuple[Certain, ...]:
    """
    The open conclusions (of these names, or of all) that come to the same in every completion of an assessment.

    In a completion each fact that is asked has some value that is possible by what is known of it.  What the solver
    doesn't settle isn't among them.  Raises MissingExtra without the extra `proofs`, InputError for an assessment
    that was made with other rules.
    """
    from regiorules.proofs.certain import Completions

    used = assessment.used(knowledge)
    open_ = [name for name, each in assessment.conclusions.items() if each.status == "open"]
    asked = set(open_ if names is None else names)
    facts, known = used.vocabulary.facts, used.vocabulary.parameters
    program = program_of(used, {name: assessment.parameters.get(name, each.value) for name, each in known.items()})
    given = {name: facts[name].encode(each.value) for name, each in assessment.facts.items() if each.origin == "given"}
    with _LOCK:
        found = Completions(facts, program, given).certain(name for name in open_ if name in asked)
        return tuple(Certain(name, holds, enough) for name, holds, enough in found)
