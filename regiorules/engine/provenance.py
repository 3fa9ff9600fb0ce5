"""The given facts behind every name of an outcome, and the facts that open names wait for."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from regiorules.engine.executor import Outcome
from regiorules.engine.findings import Findings
from regiorules.engine.states import RuleState
from regiorules.facts.possible import is_known


class Provenance:
    """
    What is behind every rule and every name of one outcome, in sets of facts (see `Findings`).

    `found` is what was found of each name that is derived, or that rules settle.
    """

    def __init__(self, outcome: Outcome, given: Mapping[str, Any], findings: Findings) -> None:
        bits = findings.bits
        self.values = outcome.values
        self._findings = findings
        known = {name for name in given.keys() & bits.keys() if given[name] is not None}
        whole = {name for name in known if is_known(given[name])}
        self._rests_on = findings.nothing | {name: bits[name] for name in known}
        self._waits_for = findings.asked | dict.fromkeys(whole, 0)
        self.found = findings.of(outcome)
        self._follow(whole)

    def states(self) -> dict[str, RuleState]:
        """The states of all rules, in the order of their ids."""
        return self._findings.states(self.found)

    def bits(self, name: str) -> tuple[int, int]:
        """The bits of the given facts behind a name, and of the facts that it waits for."""
        return self._rests_on[name], self._waits_for[name]

    def behind(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The given facts behind a name, and the facts that it waits for, both in order."""
        words = self._findings.in_words
        return words(self._rests_on[name]), words(self._waits_for[name])

    def rests_on(self, name: str) -> tuple[str, ...]:
        """The given facts behind a name, in order."""
        return self._findings.in_words(self._rests_on[name])

    def waits_for(self, name: str) -> tuple[str, ...]:
        """The facts that an open name waits for, in order."""
        return self._findings.in_words(self._waits_for[name])

    def _follow(self, whole: Set[str]) -> None:
        """From the names that decide a name, and those that it lacks, to what is behind these; not of those given."""
        values, behind, awaited = self.values, self._rests_on, self._waits_for
        for target, _, _, decide, lack in self.found:
            if target in whole:
                continue
            rests_on = behind[target]
            for name in decide:
                rests_on |= behind[name]
            behind[target] = rests_on
            waits_for = 0
            if not is_known(values.get(target)):
                waits_for = awaited[target]
                for name in lack:
                    waits_for |= awaited[name] or behind[name]  # what is known, but has a gap, itself
            awaited[target] = waits_for
