"""What an interview knows by now: a session that follows every answer, and the file in which each is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from attrs import evolve

from regiorules.cli.output import say
from regiorules.cli.remarks import Remark, named
from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.partial import is_partial
from regiorules.facts.region import FROM_TABLE
from regiorules.text import Text

if TYPE_CHECKING:
    from regiorules.advice.questions import OpenQuestion
    from regiorules.advice.session import Session
    from regiorules.cli.prompt import Prompt
    from regiorules.engine.assessment import Assessment
    from regiorules.facts.region import Region
    from regiorules.facts.save import Answers
    from regiorules.facts.vocabulary import Fact

_OTHERS = Text(
    "Het bestand is intussen ook door een ander gewijzigd; dat is behouden en telt mee.",
    "Someone else changed the file meanwhile; that is kept and counts.",
)
_STANDS = Text("In het bestand staat nu: {value}.", "The file now says: {value}.")
_NOTED = Text("Genoteerd bij {fact}: {what}.", "Noted with {fact}: {what}.")
_FROM_ELSEWHERE = {
    "table": Text(
        "Dit staat niet in het bestand maar komt uit de tabel met regio's, en telt nog: {value}.",
        "This doesn't stand in the file but comes from the table of regions, and still counts: {value}.",
    ),
    "command": Text(
        "Dit staat niet in het bestand maar in de opdracht (--set of --facts), en telt nog: {value}.",
        "This doesn't stand in the file but in the command (--set or --facts), and still counts: {value}.",
    ),
}
_DROPPED = Text(
    "Bij het vorige antwoord hoorde: {what}. Dat is vervallen.", "With the answer before went: {what}. That is gone."
)
_SOURCES = Text("bron: {names}", "source: {names}")
_TITLE = 40  # characters of the title of a source


class Dossier:
    """One region in an interview: told, assessed and saved, one answer at a time."""

    def __init__(
        self, begin: Callable[[Region], Session], answers: Answers, reread: Callable[[], Region], prompt: Prompt
    ) -> None:
        self.begin = begin  # a session with what is known
        self.reread = reread  # what the file says now
        self.session = begin(reread())
        self.answers = answers
        self.prompt = prompt
        self.unsaved: InputError | None = None  # why the last answer isn't in the file
        self._open: tuple[Assessment, frozenset[str], tuple[OpenQuestion, ...]] | None = None
        self.earlier: dict[str, Given | None] = {}  # of what was answered in this interview: what was given before

    # --- what is known ---------------------------------------------------------------------

    @property
    def facts(self) -> dict[str, Fact]:
        """What can be asked, by name."""
        every = self.session.knowledge.vocabulary.facts
        return {name: fact for name, fact in every.items() if fact.asked}

    def given(self, name: str) -> Given | None:
        """What is given of a fact, by the file or in the interview."""
        return self.session.region.facts.get(name)

    def open(self) -> tuple[OpenQuestion, ...]:
        """What is still to be asked, the next question first; what was asked isn't asked again."""
        now = (self.session.assessment(), self.skipped() | self.known_in_part())
        if self._open is None or self._open[0] is not now[0] or self._open[1] != now[1]:
            self._open = (*now, self.session.open_questions(skip=now[1]))  # which takes a while with thousands of rules
        return self._open[2]

    def answered(self) -> int:
        """How many questions have an answer, be it in part."""
        return sum(given is not None and given.value is not None for given in map(self.given, self.facts))

    def known_in_part(self) -> frozenset[str]:
        """What was asked and stayed known in part: in the next interview more may be known."""
        return frozenset(name for name in self.earlier if (given := self.given(name)) and is_partial(given.value))

    def skipped(self) -> frozenset[str]:
        """What stands as unknown: in the file, or since a question was skipped."""
        return frozenset(name for name, given in self.session.region.facts.items() if given.value is None)

    # --- what is told ----------------------------------------------------------------------

    def tell(
        self,
        name: str,
        value: Any,
        *,
        beside: Given | None = None,
        remark: Remark | None = None,
        stays: bool = False,
        quiet: bool = False,
    ) -> bool:
        """
        Tell the session, save, and say what became certain; False where the answer can't be.

        `beside` is what was given before with what this adds to it: its source and its note stay; with `stays` they
        do of an answer that is changed in part.  `quiet` says nothing where nothing became certain.
        """
        before, earlier = self.session.assessment(), self.given(name)
        try:
            if beside:
                self.put(name, beside)
            else:
                self.session.tell(name, value)
        except InputError as error:
            self.prompt.refuse(error.problems)
            return False
        if stays and earlier and FROM_TABLE not in earlier.sources and (earlier.sources or earlier.note):
            self.put(name, evolve(earlier, value=self.session.region.facts[name].value))
        if remark:
            self.put(name, self.with_remark(name, remark))
        told = self.given(name)
        if self.saved(name, before, quiet=quiet) and told == self.given(name):
            self.earlier.setdefault(name, earlier)
        return self.unsaved is None

    def note(self, name: str, remark: Remark, *, anew: bool = False) -> bool:
        """Put a source or a note with an answer that stands, `anew` for those it had; False where it isn't saved."""
        before = self.session.assessment()
        self.put(name, self.with_remark(name, remark, anew=anew))
        if not self.saved(name, before, quiet=True):
            return False
        what = ", ".join(filter(None, (remark.source, remark.note)))
        self.prompt.say(_NOTED, fact=self.facts[name].title.say(self.prompt.language), what=what)
        return True

    def with_remark(self, name: str, remark: Remark, *, anew: bool = False) -> Given:
        """What is given of a fact with a source and a note; a new source is known from here on."""
        region = self.session.region
        source = ""
        if remark.source:
            source, found = named(remark.source, region.sources)
            if source not in region.sources:
                self.answers.sources[source] = found
                self.session = self.begin(evolve(region, sources={**region.sources, source: found}))
        return remark.on(self.session.region.facts[name], source, anew=anew)

    def put(self, name: str, given: Given) -> None:
        """Go on with this of a fact, and with all else as it is."""
        region = self.session.region
        self.session = self.begin(evolve(region, facts={**region.facts, name: given}))

    def restore(self, name: str, given: Given | None, *, quiet: bool = False) -> bool:
        """Make of a fact what was given before (None: nothing), and save that; False where the file says otherwise."""
        before = self.session.assessment()
        if given is None:
            self.session.retract(name)
        else:
            self.put(name, given)
        return self.saved(name, before, quiet=quiet) and self.given(name) == given

    def take_back(self, name: str) -> None:
        """Take an answer back, so that it is asked again where it matters; what a table of regions says stays."""
        self.earlier.setdefault(name, self.given(name))
        if not self.restore(name, None):
            return
        self.take_over(self.session.region)
        if given := self.given(name):
            where = "table" if FROM_TABLE in given.sources else "command"
            self.prompt.say(_FROM_ELSEWHERE[where], value=self.shown(name, given))

    def shown(self, name: str, given: Given) -> str:
        """The value of a fact as a person reads it."""
        return self.facts[name].show(given.value, self.prompt.language)

    def remarks(self, given: Given) -> Iterator[str]:
        """The titles of the sources of an answer, and its note."""
        known = self.session.region.sources
        if given.sources:
            titles = [shorten(known[each].title, _TITLE, placeholder=" …") for each in given.sources]
            yield self.prompt.text(_SOURCES, names="; ".join(titles))
        if note := given.note.get(self.prompt.language) or next(iter(given.note.values()), ""):
            yield note

    def say_dropped(self, before: Given | None, now: Given | None) -> None:
        """Say which source and note went with an answer that is replaced: they were about that one."""
        has = [*self.remarks(now)] if now else []
        if gone := [each for each in (self.remarks(before) if before else ()) if each not in has]:
            self.prompt.say(_DROPPED, what=", ".join(gone))

    # --- what is saved ---------------------------------------------------------------------

    def saved(self, name: str, before: Assessment, *, quiet: bool = False) -> bool:
        """Save what the session was told, and say what became certain; False where it isn't in the file."""
        done = self.save(name)
        if self.unsaved is None:
            from regiorules.cli.meaning import Meaning

            now = self.session
            Meaning(now.assessment(), now.knowledge, self.prompt.language).difference(before, quiet=quiet)
        return done

    def save(self, name: str) -> bool:
        """Save one answer, and take over what others saved meanwhile; False where the file says otherwise now."""
        told = self.session.region
        try:
            others = self.answers.save(name, told.facts.get(name))
        except InputError as error:
            self.refused(name, error)
            return False
        self.unsaved = None
        if others:
            self.prompt.say(_OTHERS)
            self.take_over(told)
        return True

    def refused(self, name: str, error: InputError) -> None:
        """Say why an answer isn't in the file, and go on with what is."""
        said = error.say(self.prompt.language)
        say(said)
        meanwhile = error.problems[0].code == "answered_meanwhile"
        self.unsaved = None if meanwhile else error
        self.take_over(self.session.region.retract(name), said)
        if meanwhile and (given := self.given(name)):
            self.prompt.say(_STANDS, value=self.shown(name, given))

    def take_over(self, told: Region, said: str = "") -> None:
        """Go on with what the file says; with what was told where it can't be read, which is said once."""
        try:
            region = self.reread()
        except InputError as error:
            if error.say(self.prompt.language) != said:
                say(error.say(self.prompt.language))
            region = told
        self.session = self.begin(region)
