"""The given facts behind every name of an outcome, and the facts that open names wait for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regiorules.engine.executor import Outcome
from regiorules.engine.findings import Findings
from regiorules.engine.states import RuleState


class Provenance:
    """
    What is behind every rule and every name of one outcome, in sets of facts (see `Findings`).

    `found` is what was found of each name that is derived, or that rules settle; `seen` what is seen of each name.
    """

    def __init__(self, outcome: Outcome, given: Mapping[str, Any], findings: Findings) -> None:
        self.values = outcome.values
        self._findings = findings
        self.found, self.seen = findings.of(outcome, given)

    def states(self) -> dict[str, RuleState]:
        """The states of all rules, in the order of their ids."""
        return self._findings.states(self.found)

    def rests_on(self, name: str) -> tuple[str, ...]:
        """The given facts behind a name, in order."""
        return self._findings.in_words(self.seen[name].rests_on)

    def waits_for(self, name: str) -> tuple[str, ...]:
        """The facts that an open name waits for, in order."""
        return self._findings.in_words(self.seen[name].waits_for)
