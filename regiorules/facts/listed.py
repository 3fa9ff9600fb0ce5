"""What must name a record of a list: by the name that the list has for it, or with a word of what became of it."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from regiorules.errors import Place, Problem, Problems
from regiorules.facts.partial import is_partial, records_in
from regiorules.facts.profiles import form_of
from regiorules.facts.successions import Successions
from regiorules.facts.values import check_among
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import frozen
from regiorules.text import fold


@frozen
class Listed:
    """The records of a list, of which a fact must name one; some may have other names, or be of another year."""

    vocabulary: Vocabulary
    fact: Fact
    records: Any

    def name(self, name: Any) -> Any:
        """The name of a record, or each that it may be, as the list has it."""
        if not self._is_of_tables:
            return name
        if is_partial(name):
            names = sorted({self.name(each) for each in name["one_of"]})
            return {"one_of": names} if len(names) > 1 else names[0]
        if fold(str(name)) in map(fold, self._names):
            return name
        called = form_of(self.vocabulary).called(str(name))
        return next((each for each in self._names if fold(each) in called), name)

    def check(self, name: Any, place: Place, path: str) -> list[Problem]:
        """What is wrong with a name that isn't in the list; where another took its place there, that is said."""
        problems = Problems()
        check_among(self.fact, name, self.records, place, path, problems)
        gone = self._gone(name) if problems.found else None
        return [evolve(gone, code="among_gone", place=place, path=path)] if gone else problems.found

    @property
    def _is_of_tables(self) -> bool:
        """True for the list that tables of regions fill: of its records it is known how else they are called."""
        form = self.vocabulary.profile
        return form is not None and form.fact == self.fact.id and bool(self.fact.key)

    @property
    def _names(self) -> list[str]:
        return [str(record.get(self.fact.key) or "") for record in records_in(self.records) or ()]

    def _gone(self, name: Any) -> Problem | None:
        if not self._is_of_tables or not isinstance(name, str):
            return None
        successions = Successions(self.vocabulary)
        heirs = {*map(fold, successions.heirs(name))}
        return successions.gone(name) if heirs & {*map(fold, self._names)} else None
