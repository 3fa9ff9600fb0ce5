"""
A list, gathered row by row: the fields of a row one by one, and rows added, changed and taken away.

Every field is saved as soon as the row can be, in a list that isn't complete yet, so that nothing is lost whenever it
stops; only who says that it is done makes it complete.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from regiorules.cli.answering import Asked
from regiorules.cli.output import say
from regiorules.cli.prompt import Prompt, command_in
from regiorules.errors import Problems
from regiorules.facts.partial import is_partial, records_in
from regiorules.facts.phrases import are_others
from regiorules.facts.saying import UNKNOWN
from regiorules.facts.values import NONE_WORDS
from regiorules.frozen import thaw
from regiorules.patterns import pattern
from regiorules.text import Text, fold, visible

if TYPE_CHECKING:
    from regiorules.cli.dossier import Dossier
    from regiorules.facts.vocabulary import Fact

_HELP = Text(
    "Rij voor rij: typ {first} van een nieuwe rij (? als u dat niet weet), een nummer om die rij te wijzigen, of weg "
    "met een nummer om haar te schrappen; lijst toont de rijen. Daarna: klaar (dit zijn ze alle), of en andere (er "
    "zijn er meer).",
    "Row by row: type {first} of a new row (? if you don't know it), a number to change that row, or delete with a "
    "number to take it out; list shows the rows. After that: done (these are all), or and others (there are more).",
)
_ROW = Text("Rij {number}: {field}", "Row {number}: {field}")
_NOW = Text("{title} (nu {value}; Enter laat het zo)", "{title} (now {value}; Enter leaves it)")
_NO_ROWS = Text("Er zijn nog geen rijen.", "There are no rows yet.")
_NO_ROW = Text("Er is geen rij {number}.", "There is no row {number}.")
_REQUIRED = Text(
    "{title} kan niet onbekend blijven; terug laat deze rij weg.",
    "{title} can't stay unknown; back leaves this row out.",
)
_FIRST = Text(
    "Vul eerst deze rij in: {title} (? als u dat niet weet); terug laat deze rij weg.",
    "Fill in this row first: {title} (? if you don't know it); back leaves this row out.",
)
_COMMANDS = {
    "done": ("klaar", "done"),
    "list": ("lijst", "rij", "rijen", "list", "row", "rows"),
    "leave": ("terug", "back"),
    "stop": ("stop", "quit"),
}
_SKIP = ("", "?", "onbekend", "unknown", "weet niet", "don't know")
_TAKE_OUT = pattern(r"(?:weg|schrap|delete|remove)\s+(\d+)", 2)


class Rows:
    """The rows of one list in an interview."""

    def __init__(self, fact: Fact, dossier: Dossier, prompt: Prompt) -> None:
        self.fact = fact
        self.dossier = dossier
        self.prompt = prompt
        given = dossier.given(fact.id)
        known = given.value if given else None
        self.records: list[dict[str, Any]] = [dict(thaw(each)) for each in records_in(known)]
        self.whole = known is not None and not is_partial(known)

    def gather(self) -> str:
        """Take rows in until it is `done` (also with others that aren't known), they `leave` the list, or `stop`."""
        before = self.dossier.given(self.fact.id)
        how = self._gather()
        now = self.dossier.given(self.fact.id)
        if now and before and now.value != before.value:
            self.dossier.say_dropped(before, now)
        return how

    def _gather(self) -> str:
        self.prompt.explain(_HELP, first=self.title(self.fact.fields[0]))
        self.show()
        while True:
            answer = self.prompt.read(self.label(len(self.records) + 1, self.fact.fields[0]))
            command = "stop" if answer is None else command_in(answer, _COMMANDS)
            if command in ("leave", "stop") or (answer and self.done(command, answer)):
                return command or "done"
            if command == "list":
                self.show()
            elif answer and not command and not self.take(answer):
                return "stop"

    def done(self, command: str, answer: str) -> bool:
        """True for words that say that the list is done, where it can be saved so."""
        none = not self.records and fold(answer) in NONE_WORDS
        if command != "done" and not none and not are_others(answer):
            return False
        before, self.whole = self.whole, not are_others(answer)
        kept = self.keep(self.records, quiet=False)
        self.whole = self.whole if kept else before
        return kept

    def take(self, answer: str) -> bool:
        """What is typed where a row is asked: a row, or the number of one; False where the input ends in it."""
        if found := _TAKE_OUT.fullmatch(answer):
            return self.take_out(int(found[1]))
        if answer.isdecimal() and self.fact.fields[0].type != "number":
            return self.change(int(answer))
        if answer.isdecimal() and 1 <= int(answer) <= len(self.records):
            return self.change(int(answer))
        if more := self.in_short(answer):
            self.keep([*self.records, *more])
            return True
        return self.row(len(self.records), {}, answer)

    # --- rows ------------------------------------------------------------------------------

    def take_out(self, number: int) -> bool:
        if self.exists(number):
            self.keep([each for at, each in enumerate(self.records, 1) if at != number])
            self.show()
        return True

    def change(self, number: int) -> bool:
        return not self.exists(number) or self.row(number - 1, self.records[number - 1])

    def exists(self, number: int) -> bool:
        found = 1 <= number <= len(self.records)
        if not found:
            self.prompt.say(_NO_ROW, number=number)
        return found

    def row(self, at: int, record: dict[str, Any], first: str | None = None) -> bool:
        """Ask the fields of one row, the first of which may be typed already; False where the input ends in it."""
        record = dict(record)
        for field in self.fact.fields:
            answer, first = self.field(field, record, first), None
            if answer is None:
                return False
            if not answer:
                return True
            if self.can_stand(record) and not self.keep([*self.records[:at], record, *self.records[at + 1 :]]):
                return True  # why not is said
        say(f"  {at + 1}. {self.line(record)}")
        return True

    def field(self, field: Fact, record: dict[str, Any], typed: str | None) -> bool | None:
        """Ask one field until it has a value; False where the row is left, None where the input ends."""
        asked = Asked(field, None, self.prompt.language)
        if typed is not None:  # where a row may begin; what is wrong with it begins none
            return self.takes(asked, record, typed)
        for line in asked.lines():
            say(f"    {visible(line)}")
        while True:
            answer = self.prompt.read(self.asking(field, record))
            command = "stop" if answer is None else command_in(answer, _COMMANDS)
            if command in ("stop", "leave"):
                return None if command == "stop" else False
            if command:
                self.prompt.say(_FIRST, title=self.title(field))
            elif self.takes(asked, record, answer or ""):
                return True

    def takes(self, asked: Asked, record: dict[str, Any], answer: str) -> bool:
        """True where an answer gives the field a value, or leaves it as it may be."""
        field, problems = asked.fact, Problems()
        if answer.casefold() in _SKIP:
            if not answer and field.id in record:
                return True
            if field.required:
                self.prompt.say(_REQUIRED, title=self.title(field))
                return False
            record[field.id] = None
            return True
        value = asked.value(answer, problems)
        self.prompt.refuse(problems.found)
        if not problems.found:
            record[field.id] = value
        return not problems.found

    def in_short(self, answer: str) -> list[dict[str, Any]]:
        """The rows that are typed in one line, as in a file; none where the line is something else."""
        problems = Problems()
        found = Asked(self.fact, None, self.prompt.language).read(answer, problems)
        return [] if problems.found else [dict(each) for each in records_in(found)]

    def can_stand(self, record: dict[str, Any]) -> bool:
        """True for a row that has what it must have."""
        return all(record.get(field.id) is not None for field in self.fact.fields if field.required)

    def keep(self, records: list[dict[str, Any]], *, quiet: bool = True) -> bool:
        """Save the list with these rows; False, with the reason said, where it can't be."""
        if not records and not self.whole:
            self.dossier.take_back(self.fact.id)
        elif not self.dossier.tell(self.fact.id, self.value(records), stays=True, quiet=quiet):
            return False
        self.records = [dict(each) for each in records]
        return True

    def value(self, records: list[dict[str, Any]]) -> Any:
        return records if self.whole else {"records": records, "complete": False}

    # --- what is shown ---------------------------------------------------------------------

    def show(self) -> None:
        """All rows, with their numbers."""
        for number, record in enumerate(self.records, 1):
            say(f"  {number}. {self.line(record)}")
        if not self.records:
            self.prompt.say(_NO_ROWS)

    def line(self, record: dict[str, Any]) -> str:
        return visible(", ".join(self.cells(record)))

    def cells(self, record: dict[str, Any]) -> Iterator[str]:
        """What is known of a row, from the first field to the last that is known."""
        known = [at for at, field in enumerate(self.fact.fields) if record.get(field.id) is not None]
        for field in self.fact.fields[: known[-1] + 1 if known else 0]:
            value = record.get(field.id)
            yield "?" if value is None else field.show(value, self.prompt.language)

    def title(self, field: Fact) -> str:
        return field.title.say(self.prompt.language)

    def label(self, number: int, field: Fact) -> str:
        return self.prompt.text(_ROW, number=number, field=self.title(field))

    def asking(self, field: Fact, record: dict[str, Any]) -> str:
        """What stands before the prompt of a field; with its value where the row has one already."""
        if field.id not in record:
            return f"  {self.title(field)}"
        value = record[field.id]
        shown = UNKNOWN.say(self.prompt.language) if value is None else field.show(value, self.prompt.language)
        return "  " + self.prompt.text(_NOW, title=self.title(field), value=shown)
