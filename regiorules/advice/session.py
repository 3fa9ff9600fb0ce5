"""
A session: facts told one by one, with an assessment after each.

On the durable executor a new fact is one more message to a live network; on the compiled one
everything is evaluated again.  Both give what a fresh assessment of the same facts gives.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from regiorules.advice.questions import OpenQuestion, rank_questions
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.live import Disputed, LiveNetwork, WorkingMemory
from regiorules.facts.region import Region
from regiorules.rules.model import Knowledge


class Session:
    """
    Facts about one region, told and retracted in any order; for one user at a time.

    Raises what `Engine` raises; `tell` also InputError for a value that the vocabulary doesn't allow.
    """

    def __init__(self, knowledge: Knowledge, region: Region, executor: str = "auto", *, on: date | None = None) -> None:
        self.region = region
        self._on = on
        self._engine = Engine(knowledge, executor)
        self._memory: WorkingMemory | None = None
        self._begin()

    @property
    def knowledge(self) -> Knowledge:
        """The rule sets of the session."""
        return self._engine.knowledge

    def tell(self, fact: str, value: Any) -> Assessment:
        """A fact becomes known, or gets another value; the assessment that follows."""
        told = self.region.tell(self.knowledge.vocabulary, **{fact: value})
        return self._move(told, fact)

    def retract(self, fact: str) -> Assessment:
        """A fact is taken back; the assessment that follows."""
        return self._move(self.region.retract(fact), fact)

    def assessment(self) -> Assessment:
        """What follows from the facts so far."""
        return self._assessment

    def next_question(self, *, skip: frozenset[str] = frozenset()) -> OpenQuestion | None:
        """The unknown fact that settles most, leaving out `skip`; None where nothing open depends on any."""
        ranked = rank_questions(self._assessment, self.knowledge)
        known = {name for name, state in self._assessment.facts.items() if state.value is not None}  # lists with gaps
        return next((each for each in ranked if each.fact not in skip | known), None)

    def _begin(self) -> None:
        """A network for the assumptions of the region, and all its facts in it."""
        self._prepared = self._engine.prepare(self.region, self._on)
        durable = self._engine.executor == "durable"
        self._live = LiveNetwork(self._prepared.program) if durable else None
        self._restart()

    def _move(self, region: Region, fact: str) -> Assessment:
        before, self.region = self._assessment, region
        if fact not in before.facts:  # an assumption
            self._begin()
            return self._assessment
        given = region.facts.get(fact)
        is_new = before.facts[fact].value is None and given is not None and given.value is not None
        if self._memory is None or not is_new:
            self._restart()
        else:
            self._extend({fact: self.knowledge.vocabulary.facts[fact].encode(given.value if given else None)})
        return self._assessment

    def _restart(self) -> None:
        """A new working memory with all facts, where one is kept; else a whole assessment."""
        if self._memory is not None:
            self._memory.close()
        self._memory = self._live.start() if self._live else None
        self._extend(self._engine.given(self.region))

    def _extend(self, facts: dict[str, Any]) -> None:
        if self._memory is not None:
            try:
                self._memory.tell(facts)
                self._assessment = self._engine.assessment(self.region, self._prepared, self._memory.outcome())
                return
            except (Disputed, rete.Repeated):
                self._memory.close()
                self._memory = None  # until something is changed: then a new one is tried
        self._assessment = self._engine.assess(self.region, self._on)
