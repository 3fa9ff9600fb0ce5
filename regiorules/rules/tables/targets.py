"""The columns with conclusions of a decision table: what is concluded, and what a cell under it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regiorules.documents import Scalar
from regiorules.errors import Place, Problems
from regiorules.facts.values import NO_WORDS, YES_WORDS, clip, read_value
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.rules.calculations import is_calculation, read_calculation
from regiorules.rules.check import CONCLUDED
from regiorules.rules.model import COLLECTED, IN_ORDER, Conclusion, HitPolicy
from regiorules.rules.names import Names
from regiorules.rules.tables.cells import ANYTHING
from regiorules.rules.tables.columns import report
from regiorules.rules.tables.order import rank_of
from regiorules.text import Near, fold, listing

TICKS = YES_WORDS | {"x", "waar"}
_NO = NO_WORDS | {"onwaar"}


@frozen
class Target:
    """A column with conclusions: what is concluded, a conclusion or a fact; or with `counts` how many rows hold."""

    title: Scalar
    name: str
    fact: Fact | None
    kind: str = ""
    grades: tuple[str, ...] = ()
    counts: bool = False


@frozen
class Answer:
    """A filled cell under a conclusion."""

    target: Target
    value: Any
    grade: str
    place: Place

    def same(self, other: Answer) -> bool:
        """True where both conclude the same."""
        return (self.target.name, self.value, self.grade) == (other.target.name, other.value, other.grade)

    @property
    def rank(self) -> int:
        """Its place among the outcomes that there may be: a lower one goes before."""
        return rank_of(self.target.fact, self.value, self.target.grades, self.grade)

    @property
    def valued(self) -> bool:
        """True where the fact stays unknown unless some row gives it a value; silence is no, or an empty set."""
        fact = self.target.fact
        return fact is not None and fact.type != "set" and (fact.type != "yes_no" or self.value is False)


def read_target(
    title: Scalar,
    name: str,
    names: Names,
    conclusions: Mapping[str, Conclusion],
    hit: HitPolicy,
    path: str,
    problems: Problems,
) -> Target | None:
    """What a column concludes; None where that is wrong (then `problems` grows) or already reported."""
    conclusion, fact = conclusions.get(name), names.vocabulary.facts.get(name)
    if hit in COLLECTED and name not in names.broken and (fact is None or fact.type != "number"):
        problems.add("table_collects", title.place, path, name=name, hit=hit)
        return None
    if conclusion is not None:
        return Target(title, name, None, conclusion.kind, names.grades.get(conclusion.kind, ()))
    if fact is None:
        if name not in names.broken:
            known = Near(name, [*conclusions, *names.vocabulary.facts])
            problems.add("unknown_reference", title.place, path, name=name, kind="conclusion", suggestion=known)
        return None
    if hit == "priority" and fact.type in ("number", "set"):
        problems.add("table_no_order", title.place, path, name=name)
        return None
    if hit in IN_ORDER and fact.type not in ("set", "yes_no"):
        problems.add("table_many", title.place, path, name=name, hit=hit)
        return None
    if fact.type not in CONCLUDED:
        problems.add("not_one_of", title.place, path, value=fact.type, known=listing(CONCLUDED))
    elif fact.type == "text" and not fact.texts:
        problems.add("then_texts", title.place, path, name=name)
    else:
        return Target(title, name, fact, counts=hit == "count")
    return None


def read_answer(target: Target, cell: Scalar, names: Names, path: str, problems: Problems) -> Answer | None:
    """What a cell concludes; None for nothing, or for a mistake (then `problems` grows)."""
    if cell.text.strip() in ANYTHING:
        return None
    if target.counts:
        return _ticked(target, cell, path, problems)
    if is_calculation(target.fact, cell.text):
        found = Problems()
        worked_out = read_calculation(cell.text, names, cell.place, path, found)
        report(found, cell, problems)
        return Answer(target, worked_out, "", cell.place) if worked_out else None
    if target.fact is None or target.fact.type == "yes_no":
        return _ticked(target, cell, path, problems)
    text = cell.text.replace("\n", ";") if target.fact.type == "set" else cell.text
    before = len(problems.found)
    value = read_value(target.fact, Scalar(text, cell.place), problems, path)
    if len(problems.found) > before:
        return None
    if value is None or value == []:
        problems.add("then_nothing", cell.place, path, name=target.name)
        return None
    return Answer(target, value, "", cell.place)


def _ticked(target: Target, cell: Scalar, path: str, problems: Problems) -> Answer | None:
    """A cell that only says that it is so, or with which severity or strength; of a fact also that it isn't."""
    word = fold(cell.text)
    if word in TICKS or word in target.grades:
        return Answer(target, 1 if target.counts else True, word if word in target.grades else "", cell.place)
    if target.fact is not None and not target.counts and word in _NO:
        return Answer(target, False, "", cell.place)
    known = ("yes", "x", "ja", *(("no", "nee") if target.fact and not target.counts else ()), *target.grades)
    fields = {"value": clip(cell.text), "known": listing(known, 12)}
    problems.add("not_one_of", cell.place, path, suggestion=Near(cell.text, known), **fields)
    return None
