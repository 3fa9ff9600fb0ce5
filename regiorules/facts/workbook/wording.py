"""Problems in the words of the workbook: labels instead of ids, columns instead of keys."""

from __future__ import annotations

from attrs import evolve

from regiorules.errors import Problem
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.facts.workbook.layout import SOURCE_COLUMNS
from regiorules.patterns import pattern

_PATH = pattern(r"facts\.(\w+)(?:\[\d+\])?(?:\.(\w+))?")
_CODES = {"not_yes_no": "cell_yes_no", "unknown_source": "cell_source"}


def in_words(problem: Problem, vocabulary: Vocabulary) -> Problem:
    """The problem as a person with a spreadsheet reads it."""
    fact = _fact(problem, vocabulary)
    if problem.code == "not_level" and fact:
        return evolve(problem, fields={**problem.fields, "fact": fact.title})
    if problem.code == "missing_field" and fact:
        names = {each.id: each.title for each in fact.fields}
        return evolve(problem, code="cell_needed", fields={"name": names[problem.fields["name"]]})
    if problem.code == "missing_key" and problem.path.startswith("sources."):
        return evolve(problem, code="cell_needed", fields={"name": SOURCE_COLUMNS[1].label})
    return evolve(problem, code=_CODES.get(problem.code, problem.code))


def _fact(problem: Problem, vocabulary: Vocabulary) -> Fact | None:
    """The fact, or the field of one, that a problem is about."""
    found = _PATH.match(problem.path)
    fact = vocabulary.facts.get(found[1]) if found else None
    fields = {each.id: each for each in fact.fields} if fact else {}
    return fields.get(found[2], fact) if found else None
