"""
A session: facts told one by one, with an assessment after each.

On the durable executor a new fact is one more message to a live network; one that is changed or taken back, and on the
compiled executor any, is assessed with all others.  Both give what a fresh assessment of the same facts gives.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Self

from regiorules.advice.questions import OpenQuestion, rank_questions
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.live import Disputed, WorkingMemory
from regiorules.errors import EngineError, unknown_name
from regiorules.facts.entries import Given
from regiorules.facts.partial import is_partial
from regiorules.facts.possible import both, is_partly
from regiorules.facts.region import Region
from regiorules.rules.model import Knowledge

_UNKNOWN = Given(None)


class Session:
    """
    Facts about one region, told and retracted in any order; for one user at a time.

    It is made with some knowledge, or with an Engine: sessions that share one also share its networks, and are cheap.
    An engine brings its own executor (another is a TypeError).  The memory that a session keeps is given back by
    `close`, at the end of `with Session(…)`, or when it is dropped; what is told after that is assessed as a whole.
    Pickled or copied it is made anew, from its facts, on the other side.

    Raises what `Engine` raises; `tell` also InputError for a value that the vocabulary doesn't allow.
    """

    def __init__(
        self, knowledge: Knowledge | Engine, region: Region, executor: str = "auto", *, on: date | None = None
    ) -> None:
        self.region = region
        self._on = on
        if isinstance(knowledge, Engine) and executor != "auto":
            raise TypeError("an engine brings its own executor")
        self._engine = knowledge if isinstance(knowledge, Engine) else Engine(knowledge, executor)
        self._memory: WorkingMemory | None = None
        self._closed = False
        self._given: dict[str, Any] = {}  # all facts that are told, in inner form
        self._disputed = False  # by rules: only a whole assessment tells what then follows
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Any, tuple[Engine, Region]]:
        return partial(type(self), on=self._on), (self._engine, self.region)

    def close(self) -> None:
        """Give back the memory that the session keeps."""
        self._closed = True
        self._forget()

    @property
    def knowledge(self) -> Knowledge:
        """The rule sets of the session."""
        return self._engine.knowledge

    def tell(self, fact: str, value: Any) -> Assessment:
        """A fact becomes known, wholly or in part, or gets another value; the assessment that follows."""
        name = fact if isinstance(fact, str) else str(fact)  # whatever else a program gives is an unknown fact too
        told = self.region.tell(self.knowledge.vocabulary, **{name: value})
        return self._move(told, name)

    def retract(self, fact: str) -> Assessment:
        """
        A fact is taken back, or an assumption gets its own value again; the assessment that follows.

        One that wasn't told changes nothing.  Raises UnknownName for what is neither.
        """
        vocabulary = self.knowledge.vocabulary
        known = {**vocabulary.facts, **vocabulary.parameters, **self.region.facts, **self.region.parameters}
        if not isinstance(fact, str) or fact not in known:
            raise unknown_name("set_unknown", str(fact), known)
        return self._move(self.region.retract(fact), fact)

    def assessment(self) -> Assessment:
        """What follows from the facts so far."""
        return self._assessment

    def next_question(self, *, skip: frozenset[str] = frozenset()) -> OpenQuestion | None:
        """
        The unknown fact that settles most, leaving out `skip`; when there is none, one that is partly known.

        None where nothing open depends on any.  What is answered in part may be asked again: skip it to go on.
        """
        return next(iter(self.open_questions(skip=skip)), None)

    def open_questions(self, *, skip: frozenset[str] = frozenset()) -> tuple[OpenQuestion, ...]:
        """
        What can still be asked and matters, leaving out `skip`, the next one first: at most so many are to come.

        Unknown facts go before those that are partly known; a list that is whole, but has gaps, isn't asked.
        """
        ranked = [each for each in rank_questions(self._assessment, self.knowledge) if each.fact not in skip]
        values = {each.fact: self._assessment.value(each.fact) for each in ranked}
        asked = [each for each in ranked if values[each.fact] is None or is_partial(values[each.fact])]
        return tuple(sorted(asked, key=lambda each: values[each.fact] is not None))  # stable

    def _begin(self) -> None:
        """What applies by the assumptions of the region, with all its facts told."""
        self._prepared = self._engine.prepare(self.region, self._on)
        self._restart()

    def _move(self, region: Region, fact: str) -> Assessment:
        before, self.region = self.region, region
        shape = self._prepared.knowledge.vocabulary.facts.get(fact)
        told, known = region.facts.get(fact, _UNKNOWN).value, before.facts.get(fact, _UNKNOWN).value
        value = shape.encode(told) if shape else None
        if shape is None:  # an assumption
            self._begin()
        elif value is None or _alters(before, region, fact):
            self._begin_later()
        elif self._memory and _is_within(self._memory.values.get(fact), value):
            self._extend({fact: value})
        elif known is not None:
            self._begin_later()
        elif self._disputed and fact not in self._concluded():
            self._assess()
        else:
            self._restart()
        return self._assessment

    def _begin_later(self) -> None:
        """
        After an answer that is changed or taken back: a new working memory is made when there is something new to tell.

        Making one takes longer than assessing all, and what is changed is often changed again.
        """
        self._forget()
        self._disputed = False
        self._assess()

    def _concluded(self) -> set[str]:
        """The names that follow from others: what rules dispute ends only where one of those is told."""
        program = self._prepared.program
        return {*program.settle, *(each.target for layer in program.layers for each in layer.derivations)}

    def _forget(self) -> None:
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    def _restart(self) -> None:
        """A new working memory with all facts, where one is kept; else a whole assessment."""
        self._forget()
        self._disputed = False
        self._memory = None if self._closed else self._prepared.start()
        self._given = {}
        self._extend(self._engine.given(self.region))

    def _extend(self, facts: dict[str, Any]) -> None:
        if self._memory is not None:
            try:
                self._memory.tell(facts)
                self._given = {**self._given, **facts}
                found = self._memory.outcome()
                self._assessment = self._engine.assessment(self.region, self._prepared, found, self._given)
                return
            except (Disputed, rete.Repeated) as cause:
                self._forget()
                self._disputed = isinstance(cause, Disputed)
            except EngineError:
                self._forget()
                raise
        self._assess()

    def _assess(self) -> None:
        self._assessment = self._engine.assess(self.region, self._on)


def _alters(before: Region, after: Region, fact: str) -> bool:
    """True where telling a fact changed another too: a list was told without the record of which it is the key."""
    one, other = dict(before.facts.items()), dict(after.facts.items())
    one.pop(fact, None)
    other.pop(fact, None)
    return one != other


def _is_within(known: Any, told: Any) -> bool:
    """True where what is told of a fact (inner form) leaves out only what was possible by what was known of it."""
    return known is None or (is_partly(known) and both(known, told) == told)
