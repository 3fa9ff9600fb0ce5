"""One question of the interview: what is shown with it, and what an answer to it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import evolve

from regiorules.advice.questions import answers_of
from regiorules.cli.choosing import options_in
from regiorules.documents.written import YAML
from regiorules.errors import Problems
from regiorules.facts.given import read_given, typed
from regiorules.facts.partial import is_partial
from regiorules.facts.records import in_one_line
from regiorules.facts.said import written
from regiorules.facts.together import together
from regiorules.facts.values import as_written
from regiorules.patterns import pattern
from regiorules.text import Language, Text

if TYPE_CHECKING:
    from regiorules.facts.entries import Given
    from regiorules.facts.vocabulary import Fact

_SEVERAL = Text(
    "U kunt er meer kiezen (1, 3 of 1 en 3 of 2 t/m 4); is het er geen, antwoord dan geen.",
    "You may choose several (1, 3 or 1 and 3 or 2 to 4); if it is none of them, answer none.",
)
_MORE = Text(
    "Kies wat er nog bij hoort (1, 3 of 1 en 3); is dat er geen, antwoord dan geen.",
    "Choose what belongs to it too (1, 3 or 1 and 3); if nothing else does, answer none.",
)
_LIST = Text(
    "In één regel, bijvoorbeeld: {example}; of antwoord rij, en vul de lijst rij voor rij in.",
    "In one line, for example: {example}; or answer rows, and fill in the list row by row.",
)
_NO_RECORDS = Text("Is het er geen, antwoord dan geen.", "If there are none, answer none.")
_IN_SHORT = Text("Westdorp 12.000, Oostdorp 9.500, en andere", "Westville 12,000, Eastville 9,500, and others")
_SO_FAR = Text("Tot nu toe: {known}.", "So far: {known}.")
_IN_PART = Text("Weet u het deels: {forms}.", "If you know it in part: {forms}.")
_FORMS = {
    "set": Text("{one} in elk geval, {other} niet", "{one} certainly, {other} not"),
    "date": Text("maart 2026, na 2024, 1-1-2024 tot en met 31-12-2025", "March 2026, after 2024, 2024 to 2025"),
    "number": Text("minstens …, hoogstens …, … tot …", "at least …, at most …, … to …"),
}
_NUMBER = pattern(r"(?<![\w.,-])\d+(?![\w]|[.,]\d)")  # not part of another number
_PARTS = pattern("[;,]")
_OR = Text(" of ", " or ")
_AND = pattern(r"[;,&+]|\b(?:en|and)\b")
_ONE = ("level", "choice", "yes_no", "text")  # of these one answer is the one


class Asked:
    """A question about a fact of which something may be `known` already (outer value)."""

    def __init__(self, fact: Fact, known: Any, language: Language) -> None:
        self.fact = fact
        self.known = known if is_partial(known) else None
        self.language = language
        self.offered = _offered(fact, self.known)

    # --- what is shown ---------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """What stands below the question: what is known so far, the answers, and how else to answer."""
        if self.known is not None:
            yield self.say(_SO_FAR, known=self.shown_known())
        for number, value in enumerate(self.offered, 1):
            yield f"{number}. {self.label(value)}"
        if self.fact.type == "set":
            yield self.say(_MORE if self.known and self.known.get("includes") else _SEVERAL)
        if self.fact.type == "records":
            yield self.say(_LIST, example=self.example())
            if self.fact.may_be_none:
                yield self.say(_NO_RECORDS)
        if forms := self.forms():
            yield self.say(_IN_PART, forms=forms)

    def shown_known(self) -> str:
        """What is known so far: of a list the records themselves, to be answered again with more."""
        if self.fact.type != "records":
            return self.fact.show(self.known, self.language)
        return YAML.value(written(self.fact, self.known, self.language))

    def label(self, value: Any) -> str:
        """An answer to choose as a person reads it."""
        return self.fact.show([value] if self.fact.type == "set" else value, self.language)

    def forms(self) -> str:
        """How an answer in part is written here, where that is otherwise than the interview says at its beginning."""
        form, labels = _FORMS.get(self.fact.type), [self.label(each) for each in self.offered]
        if form is None or (self.fact.type == "set" and len(labels) < 2):
            return ""
        one, other = labels[:2] or ("", "")
        return self.say(form, one=one, other=other)

    def example(self) -> str:
        """A list as it may be answered in one line."""
        problems = Problems()
        self.read(self.say(_IN_SHORT), problems)
        return in_one_line(self.fact) if problems.found else self.say(_IN_SHORT)

    def say(self, text: Text, **fields: str) -> str:
        """A text with its fields filled in."""
        return text.say(self.language).format(**fields)

    # --- what an answer means --------------------------------------------------------------

    def value(self, answer: str, problems: Problems) -> Any:
        """The outer value that an answer means; None where it says nothing, or is wrong (then `problems` grows)."""
        if self.fact.type in _ONE and self.offered and (several := _several(answer)):
            meant = [self.label(self.offered[each - 1]) for each in several if 1 <= each <= len(self.offered)]
            problems.add("ask_one", path=self.fact.id, one=_OR.say(self.language).join(meant or map(str, several)))
            return None
        if self.fact.type == "set" and (chosen := options_in(self.fact, self.offered, answer)):
            return self.with_certain(list(self.fact.ordered(chosen)))
        numbered = _NUMBER.sub(self.by_number, answer)
        for text in (numbered, answer) if _is_choice(answer) else (answer, numbered):
            found = Problems()
            value = self.read(text, found)
            if not found.found:
                return self.with_certain(value)
        return self.read(answer, problems)

    def fits(self, value: Any) -> bool:
        """False for an answer that isn't possible by what was known."""
        return value is None or together(self.fact, self.known, value) is not None

    def beside(self, given: Given | None, value: Any) -> Given | None:
        """What was given in part, with what an answer adds to it; None where the answer says all there is to say."""
        both = together(self.fact, given.value, value) if given else None
        return evolve(given, value=both) if given and both is not None and both is not value else None

    def by_number(self, found: re.Match[str]) -> str:
        """What has that number in the list of answers, as it is written; the number itself where nothing has."""
        number = int(found[0])
        return as_written(self.offered[number - 1]) if 1 <= number <= len(self.offered) else found[0]

    def with_certain(self, value: Any) -> Any:
        """A set that is answered by what belongs to it too, with what certainly does."""
        if self.fact.type != "set" or self.known is None or not isinstance(value, list):
            return value
        return list(self.fact.ordered({*self.known.get("includes", ()), *value}))

    def read(self, text: str, problems: Problems) -> Any:
        """The outer value that a text means."""
        return read_given(self.fact, typed(self.fact, text, problems), problems, self.fact.id)


def _offered(fact: Fact, known: Any) -> tuple[Any, ...]:
    """The answers to choose from; of a set the options of which isn't known whether they are in it."""
    if fact.type != "set":
        return answers_of(fact, known)
    return tuple(each for each in fact.option_ids if known is None or each in fact.encode(known).may)


def _several(answer: str) -> list[int]:
    """The numbers in an answer that is some numbers beside each other; none for one, or for anything else."""
    parts = [each.strip() for each in _AND.split(answer.lower())]
    return [int(each) for each in parts] if len(parts) > 1 and all(each.isdecimal() for each in parts) else []


def _is_choice(answer: str) -> bool:
    """True for numbers alone."""
    return all(part.strip().isdecimal() for part in _PARTS.split(answer) if part.strip())
