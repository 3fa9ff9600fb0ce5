"""In how many of all answers that may still come something holds, where those are few: what a note can say at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from regiorules.advice.given import given_of, kept_by_facts
from regiorules.engine.assessment import Assessment
from regiorules.engine.program import program_of
from regiorules.engine.trials import Trials
from regiorules.facts.possible import is_known
from regiorules.facts.vocabulary import Fact
from regiorules.robust.plain import count_all
from regiorules.robust.shares import groups_of
from regiorules.robust.slices import Reading, Worlds
from regiorules.robust.tally import Count
from regiorules.robust.values import Asked, asked_of, ground_of, values_of
from regiorules.rules.model import Knowledge

MOST = 1000  # worlds: some hundredths of a second


class Counts:
    """Counts in the worlds of one assessment; they are laid out when something is first counted."""

    def __init__(self, assessment: Assessment, knowledge: Knowledge, parameters: Mapping[str, float]) -> None:
        self._assessment, self._knowledge = assessment, knowledge
        self._program = program_of(knowledge, parameters)
        self._kept = kept_by_facts(assessment, knowledge, parameters)
        self._laid_out: tuple[Reading, Trials] | None = None

    def of(self, names: Sequence[str]) -> Mapping[str, Count]:
        """
        The count of each of these conclusions; of regions with the same facts they are counted once.

        None of any where there are more worlds than are looked at here, or where one stays open in some of them.
        """
        return self._kept.of(("counts", *names), lambda: self._counted(names)) if names else {}

    def _counted(self, names: Sequence[str]) -> dict[str, Count]:
        reading, trials = self._laid_out = self._laid_out or self._read()
        groups = groups_of(reading, names)
        if sum(group.size for group in groups) > MOST:
            return {}
        found = {name: count for group in groups for name, count in count_all(reading, group, trials).items()}
        return found if all(each.worlds == each.holds + each.fails for each in found.values()) else {}

    def _read(self) -> tuple[Reading, Trials]:
        given, facts = given_of(self._assessment, self._knowledge), self._knowledge.vocabulary.facts
        trials = Trials(self._program, given)
        values = trials.values
        return Reading(self._program, given, values, doubts_of(facts, values, asked_of(self._program))), trials


def doubts_of(facts: Mapping[str, Fact], values: Mapping[str, Any], asked: Asked) -> Worlds:
    """What each fact that is asked, and not known whole, may be; those of which that can be listed."""
    open_ = {name: fact for name, fact in facts.items() if fact.asked and not is_known(values.get(name))}
    found = {name: values_of(ground_of(fact), values.get(name), asked.get(name, ())) for name, fact in open_.items()}
    return {name: each for name, each in found.items() if each}
