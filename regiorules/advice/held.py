"""A conclusion that holds, with the words to say it in: about the region, or about the record for which it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from regiorules.advice.wording import Wording
from regiorules.engine.states import ConclusionState, RecordState
from regiorules.frozen import frozen
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

    def apart(self, other: Held) -> bool:
        """True unless the two are about records of one list, where they meet in the same record only."""
        mine, theirs = self.wording.subject, other.wording.subject
        return mine is None or theirs is None or mine.fact.id != theirs.fact.id


class Among:
    """
    Conclusions that hold, in their order: which of them meet another one.

    They do unless the two are about different records of one list.  Looked up, not compared one by one: of thousands of
    records each may have risks and recommendations.
    """

    def __init__(self, every: Iterable[Held]) -> None:
        self.first: dict[str, tuple[int, Held]] = {}  # of each conclusion, with its place in the order
        self.of: dict[tuple[str, str], tuple[int, Held]] = {}  # of each conclusion for each record
        self.cured: dict[str, list[str]] = {}  # by recommendation, the risks that it is a remedy for
        for place, each in enumerate(every):
            name = each.conclusion.id
            if name not in self.first:
                self.first[name] = (place, each)
                for remedy in each.conclusion.remedies:
                    self.cured.setdefault(remedy, []).append(name)
            self.of.setdefault((name, each.record), (place, each))

    def meeting(self, name: str, other: Held) -> tuple[int, Held] | None:
        """The first one of that conclusion that meets another, with its place in the order; None for none."""
        found = self.first.get(name)
        return found if found is None or found[1].apart(other) else self.of.get((name, other.record))

    def has(self, name: str, other: Held) -> bool:
        """True where some of that conclusion meets another."""
        return self.meeting(name, other) is not None

    def cured_by(self, advice: Held) -> list[Held]:
        """The first of each risk that a recommendation is a remedy for, in the order of the risks."""
        found = (self.meeting(name, advice) for name in self.cured.get(advice.conclusion.id, ()))
        return [each for _, each in sorted(filter(None, found), key=itemgetter(0))]
