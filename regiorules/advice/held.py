"""A conclusion that holds, with the words to say it in: about the region, or about the record for which it is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from regiorules.advice.wording import Wording
from regiorules.engine.assessment import ConclusionState, RecordState
from regiorules.rules.model import Conclusion


@frozen
class Held:
    """A conclusion that holds, for the region or for the record that `wording` speaks of."""

    conclusion: Conclusion
    state: ConclusionState | RecordState
    wording: Wording

    @property
    def record(self) -> str:
        """The name of the record; "" where it is about the region."""
        return self.wording.subject.name if self.wording.subject else ""

    def meets(self, other: Held) -> bool:
        """True unless the two are about different records of one list."""
        mine, theirs = self.wording.subject, other.wording.subject
        return mine is None or theirs is None or mine.fact.id != theirs.fact.id or mine.name == theirs.name

    def remedies(self, risks: Iterable[Held]) -> list[Held]:
        """The risks that this is a remedy for."""
        return [each for each in risks if self.conclusion.id in each.conclusion.remedies and self.meets(each)]
