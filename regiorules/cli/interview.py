"""
The interview of `regiorules ask`: the best next question until nothing open depends on the rest.

At each question a person answers, says where the answer comes from, asks why, goes back, looks over all answers, fills
in a list row by row, or stops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from regiorules.cli.answering import Asked
from regiorules.cli.meaning import Meaning
from regiorules.cli.output import has_color, say, terminal_width
from regiorules.cli.prompt import Prompt, command_in, is_terminal
from regiorules.cli.remarks import NO_REMARK, Remark, names_remark, parted
from regiorules.errors import Problems
from regiorules.text import Text, listing, visible

if TYPE_CHECKING:
    from regiorules.cli.dossier import Dossier
    from regiorules.facts.vocabulary import Fact

_SAVED_IN = Text("Antwoorden worden bewaard in {file}.", "Answers are saved in {file}.")
_HELP = Text(
    "Antwoord met een nummer of een woord, of met wat u weet (minstens …, hoogstens …, niet …, … of …)."
    " Verder: ? (weet ik niet), waarom, terug, overzicht, stop. Weet u waar het staat: 2; bron: …; notitie: …",
    "Answer with a number or a word, or with what you know (at least …, at most …, not …, … or …)."
    " Also: ? (don't know), why, back, overview, stop. If you know where it stands: 2; source: …; note: …",
)
_FAR = Text(
    "{answered} beantwoord, nog hooguit {left} die ertoe doen.", "{answered} answered, at most {left} left that matter."
)
_NO_BACK = Text("Er is geen eerdere vraag.", "There is no earlier question.")
_NO_ANSWER_YET = Text(
    "Er is nog geen antwoord waar dit bij hoort; geef eerst een antwoord.",
    "There is no answer yet that this belongs to; give an answer first.",
)
_NO_LIST = Text("Deze vraag gaat niet over een lijst.", "This question isn't about a list.")
_STAYS = Text("Het blijft bij: {known}.", "It stays at: {known}.")
_CORRECTED = Text(
    "Dat gaat niet samen met wat tot nu toe bekend was ({known}); dit nieuwe antwoord geldt.",
    "That can't be true together with what was known so far ({known}); this new answer counts.",
)
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
_CLOSING = Text(
    "Nog iets wijzigen, of alsnog beantwoorden? Antwoord overzicht of terug; Enter sluit af.",
    "Anything to change, or to answer after all? Answer overview or back; Enter ends.",
)
_STOPPED = Text("Gestopt; ga verder met: regiorules ask {file}", "Stopped; go on with: regiorules ask {file}")
_NOW_ADVICE = Text("Het advies: regiorules advise {file}", "The advice: regiorules advise {file}")
COMMANDS = {
    "why": ("waarom", "w", "why"),
    "back": ("terug", "t", "back", "b"),
    "overview": ("overzicht", "o", "overview"),
    "rows": ("rij", "rijen", "row", "rows"),
    "stop": ("stop", "s", "quit", "q"),
    "skip": ("?", "weet niet", "weet ik niet", "onbekend", "unknown", "don't know"),
}


class Interview:
    """One interview, on a terminal or over a pipe."""

    def __init__(self, dossier: Dossier, prompt: Prompt, again: str) -> None:
        self.dossier = dossier
        self.prompt = prompt
        self.next_time = f"{dossier.answers.path}{again}"  # what is given to the next command
        self.again: str | None = None  # the fact to go back to
        self.last: str | None = None  # the fact that was answered last

    def hold(self) -> None:
        """Ask until nothing is left, or the interview stops; raises InputError where the last answer isn't saved."""
        self.prompt.say(_SAVED_IN, file=self.dossier.answers.path)
        self.prompt.explain(_HELP)
        while (name := self.next()) or self.closing():
            if name and not self.ask(name):
                self.stop()
                return

    def next(self) -> str | None:
        """The fact to go back to, or the one that settles most; None where nothing is left to ask."""
        name, self.again = self.again, None
        return name or next((each.fact for each in self.dossier.open()), None)

    # --- a question ------------------------------------------------------------------------

    def ask(self, name: str) -> bool:
        """Ask until there is an answer; False where the interview stops."""
        asked = Asked(self.dossier.facts[name], self.known(name), self.prompt.language)
        self.show(asked)
        while True:
            line = self.prompt.read()
            command = "stop" if line is None else self.command(asked.fact, line)
            if command == "stop":
                return False
            if command and command != "skip":
                done = self.does(command, name)
                if done is not None:
                    return done
            elif line and self.answer(asked, line, skip=bool(command)):
                return True

    def known(self, name: str) -> object:
        """What is known of a fact, also where rules say it better than what was given."""
        return self.dossier.session.assessment().value(name)

    @staticmethod
    def command(fact: Fact, answer: str) -> str:
        """The command that an answer is; "" for none, an option of the same name goes before."""
        return "" if fact.option(answer) is not None else command_in(answer, COMMANDS)

    def does(self, command: str, name: str) -> bool | None:
        """Do what is asked at a question; True to go on with another, False to stop, None to wait for its answer."""
        if command == "why":
            self.why(name)
        elif command == "overview":
            return self.overview(name)
        elif command == "rows":
            return self.rows(name)
        elif self.back():
            return True
        return None

    def show(self, asked: Asked) -> None:
        """How far it is, the question, and how to answer it."""
        fact, say_in = asked.fact, self.prompt.language
        left = {each.fact for each in self.dossier.open()} | {fact.id}
        say("")
        say(self.prompt.text(_FAR, answered=self.dossier.answered(), left=len(left)), dim=has_color())
        say(visible(fact.question.say(say_in) if fact.question else fact.title.say(say_in)), bold=has_color())
        if fact.help:
            say(click.wrap_text(visible(fact.help.say(say_in)), terminal_width(), "  ", "  "))
        for line in asked.lines():
            say(f"  {visible(line)}")

    # --- an answer -------------------------------------------------------------------------

    def answer(self, asked: Asked, line: str, *, skip: bool) -> bool:
        """Take in what an answer means (`skip`: it isn't known); False where it can't be told or saved."""
        answer, remark = parted(line)
        if names_remark(line) and not remark:
            self.prompt.say(NO_REMARK)
        if not answer and names_remark(line):
            if remark:
                self.remark(remark)
            return False
        problems = Problems()
        skip = skip or self.command(asked.fact, answer) == "skip"
        value = None if skip else asked.value(answer, problems)
        if problems.found:
            self.prompt.refuse(problems.found)
            return False
        self.last = asked.fact.id
        return self.tell(asked, value, remark)

    def tell(self, asked: Asked, value: object, remark: Remark) -> bool:
        """Tell and save an answer that can be read; False where it can't be."""
        name, given = asked.fact.id, self.dossier.given(asked.fact.id)
        if value is None and given and given.value is not None:
            self.prompt.say(_STAYS, known=asked.shown_known())
            self.dossier.earlier.setdefault(name, given)
            return not remark or self.dossier.note(name, remark)
        if not asked.fits(value):
            self.prompt.say(_CORRECTED, known=asked.shown_known())
        return self.dossier.tell(name, value, beside=asked.beside(given, value), remark=remark)

    def remark(self, remark: Remark) -> None:
        """Put a source or a note with the answer that was given last."""
        if self.last is None or self.dossier.given(self.last) is None:
            self.prompt.say(_NO_ANSWER_YET)
        else:
            self.dossier.note(self.last, remark)

    # --- other things ----------------------------------------------------------------------

    def why(self, name: str) -> None:
        """Say what waits for a question."""
        session = self.dossier.session
        Meaning(session.assessment(), session.knowledge, self.prompt.language).why(name)

    def back(self) -> bool:
        """Take the last answer back, and ask that question again; False where there is none."""
        earlier = self.dossier.earlier
        if not earlier:
            self.prompt.say(_NO_BACK)
            return False
        name, given = earlier.popitem()
        if self.dossier.given(name) == given or self.dossier.restore(name, given):
            self.again = name
        return True

    def rows(self, name: str) -> bool | None:
        """Fill in a list row by row; as `does`."""
        from regiorules.cli.rows import Rows

        fact = self.dossier.facts[name]
        if fact.type != "records":
            self.prompt.say(_NO_LIST)
            return None
        self.last = name
        how = Rows(fact, self.dossier, self.prompt).gather()
        self.again = name if how == "leave" else None
        return how != "stop"

    def overview(self, name: str | None = None) -> bool:
        """Look over all answers, and go on with a question; False where the interview stops."""
        from regiorules.cli.overview import Overview

        self.again = name if (on := Overview(self.dossier, self.prompt).hold()) and self.matters(name) else None
        return on

    def matters(self, name: str | None) -> bool:
        """True where a question that was asked has no answer yet, and something still waits for it."""
        return name in [each.fact for each in self.dossier.open()]

    # --- the end ---------------------------------------------------------------------------

    def closing(self) -> bool:
        """Say that nothing is left to ask; True where a person on a terminal goes back to change something."""
        from regiorules.advice.questions import rank_questions

        session, skipped = self.dossier.session, self.dossier.skipped()
        left = [each.fact for each in rank_questions(session.assessment(), session.knowledge)]
        self.dossier.answers.settle()
        say("")
        self.prompt.say(_DONE_UNKNOWN if left else _DONE)
        names = [name for name in left if name in skipped]
        if names and not is_terminal():  # where one could be changed at once
            self.prompt.say(_AGAIN, names=listing(names), file=self.next_time)
        self.prompt.say(_NOW_ADVICE, file=self.next_time)
        return is_terminal() and self.changes()

    def changes(self) -> bool:
        """True where a person changes something at the end."""
        self.prompt.say(_CLOSING)
        while line := self.prompt.read():
            command, remark = command_in(line, COMMANDS), parted(line)[1]
            if command == "stop":
                return False
            if command == "overview":
                return self.overview()
            if command == "back" and self.back():
                return True
            if remark:
                self.remark(remark)
            elif command != "back":
                self.prompt.say(_CLOSING)
        return False

    def stop(self) -> None:
        """Say how to go on another time; raises InputError where the last answer isn't in the file."""
        if self.dossier.unsaved:
            raise self.dossier.unsaved
        self.dossier.answers.settle()
        say("")
        self.prompt.say(_STOPPED, file=self.next_time)
