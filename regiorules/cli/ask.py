"""
`regiorules ask`: an interview that asks the best next question until nothing open depends on the rest.

Every answer is saved before the next question, so that an interview can stop at any moment.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from regiorules.cli.failing import Interrupted
from regiorules.cli.given import Given, region_options
from regiorules.cli.options import FileName, option
from regiorules.cli.options import command as make
from regiorules.cli.output import has_color, say, terminal_width
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.dates import today
from regiorules.facts.partial import is_partial
from regiorules.text import Language, Text, fold, listing, visible

if TYPE_CHECKING:
    from regiorules.advice.questions import OpenQuestion
    from regiorules.advice.session import Session
    from regiorules.cli.answering import Asked
    from regiorules.cli.meaning import Meaning
    from regiorules.engine.assessment import Assessment
    from regiorules.facts.entries import Given as GivenFact
    from regiorules.facts.region import Region
    from regiorules.facts.save import Answers
    from regiorules.facts.vocabulary import Fact

_SAVED_IN = Text("Antwoorden worden bewaard in {file}.", "Answers are saved in {file}.")
_HELP = Text(
    "Antwoord met een nummer of een woord, of met wat u weet (minstens …, hoogstens …, niet …, … of …)."
    " Verder: ? (weet ik niet), waarom, terug, stop.",
    "Answer with a number or a word, or with what you know (at least …, at most …, not …, … or …)."
    " Also: ? (don't know), why, back, stop.",
)
_ANSWER = Text("Antwoord", "Answer")
_NO_BACK = Text("Er is geen eerdere vraag.", "There is no earlier question.")
_DONE = Text(
    "Klaar: geen open conclusie hangt nog van een vraag af.", "Done: no open conclusion depends on a question any more."
)
_DONE_UNKNOWN = Text(
    "Klaar: wat nog open is, hangt alleen af van vragen die u overgeslagen of deels beantwoord hebt, of van gaten in "
    "een lijst.",
    "Done: what is still open depends only on questions that you skipped or answered in part, or on gaps in a list.",
)
_AGAIN = Text(
    "Wat in het bestand als onbekend staat, wordt niet opnieuw gevraagd. Alsnog antwoorden? Haal het daar weg "
    "({names}), en dan: regiorules ask {file}",
    "What stands in the file as unknown isn't asked again. To answer it after all, take it out there ({names}), and "
    "then: regiorules ask {file}",
)
_STOPPED = Text("Gestopt; ga verder met: regiorules ask {file}", "Stopped; go on with: regiorules ask {file}")
_OTHERS = Text(
    "Het bestand is intussen ook door een ander gewijzigd; dat is behouden en telt mee.",
    "Someone else changed the file meanwhile; that is kept and counts.",
)
_STANDS = Text("In het bestand staat nu: {value}.", "The file now says: {value}.")
_STAYS = Text("Het blijft bij: {known}.", "It stays at: {known}.")
_CORRECTED = Text(
    "Dat gaat niet samen met wat tot nu toe bekend was ({known}); dit nieuwe antwoord geldt.",
    "That can't be true together with what was known so far ({known}); this new answer counts.",
)
_NO_TEXT = Text(
    "Dit antwoord is niet te lezen als tekst; gebruik een venster dat UTF-8 schrijft.",
    "This answer can't be read as text; use a window that writes UTF-8.",
)
_NOW_ADVICE = Text("Het advies: regiorules advise {file}", "The advice: regiorules advise {file}")
_FILE_NAME = re.compile(r"[^\w-]+")
_COMMANDS = {
    "why": ("waarom", "w", "why"),
    "back": ("terug", "t", "back", "b"),
    "stop": ("stop", "s", "quit", "q"),
    "skip": ("?", "weet niet", "weet ik niet", "onbekend", "unknown", "don't know"),
}


@make(*HELP["ask"])
@region_options
@option(
    "--output",
    type=FileName(),
    nl="Bewaar de antwoorden in dit bestand, en ga daarin verder.",
    en="Save the answers in this file, and go on in it.",
)
def command(given: Given, output: Path | None, lang: Language) -> None:
    """Hold the interview."""
    from regiorules.advice.session import Session
    from regiorules.facts.said import written
    from regiorules.facts.save import Answers

    region = given.region()
    target = output or given.file or Path(f"{_FILE_NAME.sub('-', region.name).lower()}.yaml")
    if target != given.file and os.path.lexists(target):  # go on where the last interview stopped
        started = evolve(given, file=target, name=None).region()
        if fold(started.name) != fold(region.name):
            raise InputError([Problem("save_other", {"name": started.name}, Place(str(target)))])
        region = started
    elif not os.path.lexists(target) and not region.date:
        region = evolve(region, date=today().isoformat())  # the answers are of the day that they are given
    engine = given.machine()
    facts = engine.knowledge.vocabulary.facts

    def in_file(name: str, value: Any) -> Any:
        return written(facts[name], value, lang) if name in facts else value  # a table may have more

    interview = _Interview(
        lambda told: Session(engine, told, on=given.on),
        Answers(target, region, in_file),  # from here on, what others save is noticed
        lambda: evolve(given, file=target, name=None).region(),
        lang,
        given.again,
    )
    try:
        interview.hold()
    except KeyboardInterrupt:
        say("", err=True)  # the question has no line break
        raise Interrupted([Problem("ask_interrupted", {"file": f"{target}{given.again}"})]) from None


def _decoded(line: bytes) -> str | None:
    """A line as UTF-8, or as what the terminal writes; None where it is neither."""
    for encoding in ("utf-8", getattr(sys.stdin, "encoding", None) or "utf-8"):
        with suppress(UnicodeDecodeError, LookupError):
            return line.decode(encoding)
    return None


class _Interview:
    """One interview, on a terminal or over a pipe."""

    def __init__(
        self,
        begin: Callable[[Region], Session],
        answers: Answers,
        reread: Callable[[], Region],
        language: Language,
        again: str,
    ) -> None:
        self.begin = begin  # a session with what is known
        self.reread = reread  # what the file says now
        self.session = begin(reread())
        self.answers = answers
        self.unsaved: InputError | None = None  # why the last answer isn't in the file
        self.path = answers.path
        self.next_time = f"{answers.path}{again}"  # what is given to the next command
        self.language = language
        self.asked: dict[str, GivenFact | None] = {}  # in this interview, with what was given before: to go back to
        self.again: str | None = None

    def say(self, text: Text, **fields: object) -> str:
        return text.say(self.language).format(**{name: visible(str(each)) for name, each in fields.items()})

    def hold(self) -> None:
        from regiorules.advice.questions import rank_questions

        say(self.say(_SAVED_IN, file=self.path))
        say(self.say(_HELP))
        while True:
            question = self.next()
            if question is None:
                left = [each.fact for each in rank_questions(self.session.assessment(), self.session.knowledge)]
                self.answers.settle()
                say("\n" + self.say(_DONE_UNKNOWN if left else _DONE))
                if skipped := [name for name in left if name in self.skipped()]:
                    say(self.say(_AGAIN, names=listing(skipped), file=self.next_time))
                say(self.say(_NOW_ADVICE, file=self.next_time))
                return
            if not self.ask(question):
                if self.unsaved:
                    raise self.unsaved
                self.answers.settle()
                say("\n" + self.say(_STOPPED, file=self.next_time))
                return

    def next(self) -> OpenQuestion | str | None:
        """The question to go back to, or the one that settles most; what was asked isn't asked again."""
        if self.again:
            fact, self.again = self.again, None
            return fact
        return self.session.next_question(skip=self.skipped() | self.known_in_part())

    def known_in_part(self) -> frozenset[str]:
        """What was asked and stayed known in part: in the next interview more may be known."""
        facts = self.session.region.facts
        return frozenset(name for name in self.asked if name in facts and is_partial(facts[name].value))

    def skipped(self) -> frozenset[str]:
        """What stands as unknown: in the file, or since a question was skipped."""
        return frozenset(name for name, given in self.session.region.facts.items() if given.value is None)

    def ask(self, question: OpenQuestion | str) -> bool:
        """Ask until there is an answer; False where the interview stops."""
        from regiorules.cli.answering import Asked

        name = question if isinstance(question, str) else question.fact
        fact = self.session.knowledge.vocabulary.facts[name]
        asked = Asked(fact, self.session.assessment().value(name), self.language)
        self.show(asked)
        while True:
            answer = self.read()
            command = self.command(fact, answer)
            if answer is None or command == "stop":
                return False
            if command == "back" and self.back():
                return True
            if command == "why":
                self.meaning().why(name)
            elif (command == "skip" or (answer and not command)) and self.answer(asked, answer, skip=bool(command)):
                return True

    @staticmethod
    def command(fact: Fact, answer: str | None) -> str:
        """The command that an answer is; "" for none, an option of the same name goes before."""
        if not answer or fact.option(answer) is not None:
            return ""
        return next((name for name, words in _COMMANDS.items() if fold(answer) in words), "")

    def show(self, asked: Asked) -> None:
        fact = asked.fact
        say("")
        say(visible(fact.question.say(self.language) if fact.question else fact.id), bold=has_color())
        if fact.help:
            say(click.wrap_text(visible(fact.help.say(self.language)), terminal_width(), "  ", "  "))
        for line in asked.lines():
            say(f"  {visible(line)}")

    def read(self) -> str | None:
        """One line; None at the end of the input."""
        say(f"{self.say(_ANSWER)}> ", newline=False)
        line = sys.stdin.buffer.readline() if sys.stdin else b""  # None where the descriptor is closed
        if not line:
            return None
        answer = _decoded(line)
        if answer is None:
            say(self.say(_NO_TEXT))
        return (answer or "").strip()

    def answer(self, asked: Asked, answer: str, *, skip: bool) -> bool:
        """Take in what an answer means (`skip`: it isn't known); False where it can't be told or saved."""
        problems = Problems()
        value = None if skip else asked.value(answer, problems)
        if problems.found:
            self.refuse(problems.found)
            return False
        name, given = asked.fact.id, self.session.region.facts.get(asked.fact.id)
        if value is None and given and given.value is not None:
            say(self.say(_STAYS, known=asked.shown_known()))
            self.asked.setdefault(name, given)
            return True
        if not asked.fits(value):
            say(self.say(_CORRECTED, known=asked.shown_known()))
        return self.tell(name, value, asked.beside(given, value))

    def refuse(self, problems: Iterable[Problem]) -> None:
        for problem in problems:  # the question stands above it: no need to name it again
            say(evolve(problem, path="").say(self.language))

    def tell(self, name: str, value: Any, beside: GivenFact | None) -> bool:
        """
        Tell the session, save, and say what became certain; False where the answer can't be.

        `beside` is what was given before with what this adds to it: its source and its note stay.
        """
        before, earlier = self.session.assessment(), self.session.region.facts.get(name)
        try:
            if beside:
                self.put(name, beside)
            else:
                self.session.tell(name, value)
        except InputError as error:
            self.refuse(error.problems)
            return False
        given = self.session.region.facts[name]
        if self.saved(name, before) and given == self.session.region.facts.get(name):
            self.asked.setdefault(name, earlier)
        return self.unsaved is None

    def put(self, name: str, given: GivenFact) -> None:
        """Go on with this of a fact, and with all else as it is."""
        region = self.session.region
        self.session = self.begin(evolve(region, facts={**region.facts, name: given}))

    def saved(self, name: str, before: Assessment) -> bool:
        """Save what the session was told, and say what became certain; False where it isn't in the file."""
        done = self.save(name)
        if self.unsaved is None:
            self.meaning().difference(before)
        return done

    def back(self) -> bool:
        """Take the last answer back, and ask that question again."""
        if not self.asked:
            say(self.say(_NO_BACK))
            return False
        name, earlier = self.asked.popitem()
        before, now = self.session.assessment(), self.session.region.facts.get(name)
        if now != earlier:
            if earlier is None:
                self.session.retract(name)
            else:
                self.put(name, earlier)
            if not self.saved(name, before) or self.session.region.facts.get(name) != earlier:
                return True
        self.again = name
        return True

    def save(self, name: str) -> bool:
        """Save one answer, and take over what others saved meanwhile; False where the file says otherwise now."""
        told = self.session.region
        try:
            others = self.answers.save(name, told.facts.get(name))
        except InputError as error:
            refused = error.say(self.language)
            say(refused)
            meanwhile = error.problems[0].code == "answered_meanwhile"
            self.unsaved = None if meanwhile else error
            self.take_over(told.retract(name), refused)
            if meanwhile and (given := self.session.region.facts.get(name)):
                value = self.session.knowledge.vocabulary.facts[name].show(given.value, self.language)
                say(self.say(_STANDS, value=value))
            return False
        self.unsaved = None
        if others:
            say(self.say(_OTHERS))
            self.take_over(told)
        return True

    def take_over(self, told: Region, said: str = "") -> None:
        """Go on with what the file says; with what was told where it can't be read, which is said once."""
        try:
            region = self.reread()
        except InputError as error:
            if error.say(self.language) != said:
                say(error.say(self.language))
            region = told
        self.session = self.begin(region)

    # --- what it means ---------------------------------------------------------------------

    def meaning(self) -> Meaning:
        from regiorules.cli.meaning import Meaning

        return Meaning(self.session.assessment(), self.session.knowledge, self.language)
