"""All answers of an interview on one list, to change or to take back."""

from __future__ import annotations

from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from regiorules.cli.answering import Asked
from regiorules.cli.output import has_color, say, terminal_width
from regiorules.cli.prompt import Prompt, command_in
from regiorules.cli.remarks import NO_REMARK, names_remark, parted
from regiorules.cli.rows import Rows
from regiorules.errors import Problems
from regiorules.facts.saying import UNKNOWN
from regiorules.text import Text, visible

if TYPE_CHECKING:
    from regiorules.cli.dossier import Dossier
    from regiorules.facts.vocabulary import Fact

_NOTHING = Text("Er is nog niets beantwoord.", "Nothing is answered yet.")
_HOW = Text(
    "Kies een nummer om dat antwoord te wijzigen; Enter gaat verder met de vragen.",
    "Choose a number to change that answer; Enter goes on with the questions.",
)
_NUMBER = Text("Nummer", "Number")
_NO_NUMBER = Text(
    "{answer} staat niet in dit overzicht; kies een nummer van 1 tot en met {last}.",
    "{answer} isn't in this overview; choose a number from 1 to {last}.",
)
_OTHERS = Text("Overige", "Others")
_OPEN = Text("niet beantwoord", "not answered")
_NOW = Text("Nu: {value}.", "Now: {value}.")
_CHANGE = Text(
    "Typ een nieuw antwoord, wis om het terug te nemen, of bron: … of notitie: …; Enter laat het zo.",
    "Type a new answer, clear to take it back, or source: … or note: …; Enter leaves it.",
)
_MARGIN = len("  1. ")
_COMMANDS = {
    "on": ("", "verder", "terug", "t", "next", "back", "b"),
    "again": ("overzicht", "o", "overview"),
    "stop": ("stop", "s", "quit", "q"),
    "clear": ("wis", "clear"),
    "skip": ("?", "weet niet", "weet ik niet", "onbekend", "unknown", "don't know"),
}


class Overview:
    """The answers there are when it is opened; each keeps its number until it is closed."""

    def __init__(self, dossier: Dossier, prompt: Prompt) -> None:
        self.dossier = dossier
        self.prompt = prompt
        groups = [*dossier.session.knowledge.vocabulary.groups, ""]
        given = [fact for name, fact in dossier.facts.items() if dossier.given(name) is not None]
        self.facts = sorted(given, key=lambda fact: groups.index(fact.group) if fact.group in groups else len(groups))

    def hold(self) -> bool:
        """Show the answers, and change those that are chosen; False where the interview stops."""
        self.show()
        while self.facts:
            line = self.prompt.read(_NUMBER.say(self.prompt.language))
            command = "stop" if line is None else "on" if not line else command_in(line, _COMMANDS)
            if command in ("stop", "on"):
                return command == "on"
            if command == "again":
                self.show()
            elif not self.choose(line or ""):
                return False
        return True

    def choose(self, line: str) -> bool:
        """Change the answer with that number; False where the interview stops."""
        if line.isdecimal() and 1 <= int(line) <= len(self.facts):
            return self.change(self.facts[int(line) - 1])
        self.prompt.say(_NO_NUMBER, answer=line, last=len(self.facts))
        return True

    # --- one answer ------------------------------------------------------------------------

    def change(self, fact: Fact) -> bool:
        """Change one answer, take it back or leave it; False where the interview stops."""
        if fact.type == "records":
            self.heading(fact)
            return Rows(fact, self.dossier, self.prompt).gather() != "stop"
        asked = Asked(fact, None, self.prompt.language)
        self.ask(asked)
        while True:
            line = self.prompt.read()
            command = "stop" if line is None else "on" if not line else command_in(line, _COMMANDS)
            if command in ("stop", "on") and not (line and fact.option(line)):
                return command == "on"
            if command == "clear":
                self.dossier.take_back(fact.id)
                return True
            if line and self.answer(asked, line):
                return True

    def heading(self, fact: Fact) -> None:
        """The question, and what stands there now."""
        language = self.prompt.language
        say("")
        say(visible((fact.question or fact.title).say(language)), bold=has_color())
        self.prompt.say(_NOW, value=self.value(fact))

    def ask(self, asked: Asked) -> None:
        """The question with its answers, and what can be done."""
        self.heading(asked.fact)
        for line in asked.lines():
            say(f"  {visible(line)}")
        self.prompt.say(_CHANGE)

    def answer(self, asked: Asked, line: str) -> bool:
        """Take in another answer, or a source or a note with this one; False where it can't be."""
        (answer, remark), problems = parted(line), Problems()
        name, before = asked.fact.id, self.dossier.given(asked.fact.id)
        if names_remark(line) and not remark:
            self.prompt.say(NO_REMARK)
            return False
        if not answer and before:
            noted = self.dossier.note(name, remark, anew=True)
            self.dossier.say_dropped(before, self.dossier.given(name))
            return noted
        skip = command_in(answer, _COMMANDS) == "skip" and not asked.fact.option(answer)
        value = None if skip else asked.value(answer, problems)
        self.prompt.refuse(problems.found)
        if problems.found or not self.dossier.tell(name, value, remark=remark):
            return False
        self.dossier.say_dropped(before, self.dossier.given(name))
        return True

    # --- what is shown ---------------------------------------------------------------------

    def show(self) -> None:
        """All answers by group, each with its number."""
        if not self.facts:
            self.prompt.say(_NOTHING)
            return
        groups = self.dossier.session.knowledge.vocabulary.groups
        numbers = {fact.id: number for number, fact in enumerate(self.facts, 1)}
        for group, facts in groupby(self.facts, key=lambda fact: fact.group):
            say("")
            say(visible(groups.get(group, _OTHERS).say(self.prompt.language)), bold=has_color())
            for fact in facts:
                line = shorten(self.line(fact), terminal_width() - _MARGIN, placeholder=" …")
                say(f"{numbers[fact.id]:>3}. {line}")
        say("")
        self.prompt.say(_HOW)

    def line(self, fact: Fact) -> str:
        """One answer, with where it comes from."""
        line = visible(f"{fact.title.say(self.prompt.language)}: {self.value(fact)}")
        given = self.dossier.given(fact.id)
        said = visible(", ".join(self.dossier.remarks(given))) if given else ""
        return f"{line} ({said})" if said else line

    def value(self, fact: Fact) -> str:
        given = self.dossier.given(fact.id)
        if given is None:
            return _OPEN.say(self.prompt.language)
        return UNKNOWN.say(self.prompt.language) if given.value is None else self.dossier.shown(fact.id, given)
