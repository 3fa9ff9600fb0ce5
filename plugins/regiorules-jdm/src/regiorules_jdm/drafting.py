"""From a JDM model to a rule set in the making: facts, decision tables as CSV, rules, and what they rest on."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from typing import Any

from attrs import define, field

from regiorules.documents.written import Name
from regiorules.facts.values import UNKNOWN_WORDS
from regiorules.rules.drafts import Draft, both, said
from regiorules.text import Text, fold
from regiorules_jdm.kinds import Meaning, kind_of
from regiorules_jdm.nodes import Reader
from regiorules_jdm.reading import Formula, Model, Row, Table, refuse
from regiorules_jdm.silence import Silence, hear, silence_of
from regiorules_jdm.slots import Slot, new_id
from regiorules_jdm.spelling import cell, condition, constant, number
from regiorules_jdm.trees import Choice, Join, Literal, Not, Path, Tree, Unsayable, about

_GROUPS = {
    "request": Text("Wat de beslissing vraagt", "What the decision asks"),
    "outcome": Text("Wat eruit volgt", "What follows"),
}
_BECAUSE = ("because nl", "because en")


def plainly(text: str) -> str:
    """A text of a model as one of a rule set: on one line, and without braces, which show facts there."""
    return " ".join(text.replace("{", "(").replace("}", ")").split())


@define
class Drafting:
    """Makes the sections and files of a rule set; what it can't say goes on the list of problems."""

    model: Model
    name: str
    file: str
    reader: Reader
    skipped: Collection[Row] = ()  # rows that can never count
    sections: dict[str, dict[str, Any]] = field(factory=dict)
    files: dict[str, bytes] = field(factory=dict)
    taken: set[str] = field(factory=set)
    written_rows: dict[str, list[Row]] = field(factory=dict)  # of each file, in its order
    silence: Silence = field(init=False)

    @silence.default
    def _silence(self) -> Silence:
        return silence_of(self.model)

    def draft(self) -> Draft:
        """The whole rule set."""
        self.sections = {
            "ruleset": {
                "id": new_id(self.name, (), dash="-", before="jdm"),
                "version": "0.1.0",
                "title": said(plainly(self.name)),
                "source": {"title": both(_same(self.file))},
            },
            "source_sections": {"model": both(_same(self.file))},
            "groups": {name: both(text) for name, text in _GROUPS.items()},
            "facts": {},
            "statements": {},
            "conclusions": {},
            "rules": {},
            "tables": {},
        }
        for slot in self.slots():
            slot.id = self.new(slot.name)
        for slot in self.slots():
            self.sections["facts"][slot.id] = _fact(slot)
        for formula in self.model.formulas:
            self.formula(formula)
        for table in self.model.tables:
            self.table(table)
        return Draft(self.sections, self.files)

    def slots(self) -> Iterator[Slot]:
        """The values that become facts: what the request is asked, and what nodes give."""
        collected = {
            id(slot) for table in self.model.tables if table.collects for row in table.rows for slot, _ in row.values
        }
        yield from self.model.request.slots.values()
        yield from (slot for slot in self.model.slots if slot.kind is not None and id(slot) not in collected)

    def new(self, name: str, dash: str = "_", before: str = "value") -> str:
        """An id that nothing has yet."""
        found = new_id(name, self.taken, dash=dash, before=before)
        self.taken.add(found)
        return found

    def statement(self, text: Text) -> str:
        """A new statement of the source: that it holds this node."""
        prefix = new_id(self.name, (), dash="", before="jdm").upper()
        number = f"{prefix}-{len(self.sections['statements']) + 1:02}"
        self.sections["statements"][number] = {"section": "model", "text": both(text)}
        return number

    # --- formulas --------------------------------------------------------------------------------

    def formula(self, formula: Formula) -> None:
        """A value that is calculated; or one out of several, each with a rule."""
        try:
            hear(formula.tree, formula.meaning, self.silence)
            if isinstance(formula.tree, Choice | Literal) and not _is_number(formula.tree):
                self.choice(formula)
            else:
                write = number if formula.slot.kind == "number" else condition
                self.sections["facts"][formula.slot.id]["derive"] = write(formula.tree, formula.meaning)
        except Unsayable as cause:
            refuse(self.reader, formula.place, cause)

    def choice(self, formula: Formula) -> None:
        """A rule for each value that a formula may choose."""
        name = plainly(formula.node)
        given = formula.slot.name
        statement = self.statement(Text(f"De node ‘{name}’ bepaalt {given}.", f"The node ‘{name}’ decides {given}."))
        because = Text(f"Zo bepaalt ‘{name}’ het.", f"‘{name}’ decides so.")
        for at, (asked, value) in enumerate(_outcomes(formula.tree, ()), 1):
            when = condition(_all(asked), formula.meaning) if asked else "always"
            self.rule(
                f"{formula.slot.id} {at}",
                when,
                {formula.slot.id: _value(formula.slot, value, formula.meaning)},
                because,
                statement,
            )

    def rule(self, name: str, when: str, then: Any, because: Text, statement: str) -> None:
        """A new rule, with an id made of the name."""
        self.sections["rules"][self.new(name, "-", "rule")] = {
            "when": when,
            "then": then,
            "because": both(because),
            "statements": [statement],
            "basis": "source",
        }

    # --- tables ----------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """A table as a CSV file, or as rules."""
        name = plainly(table.name)
        statement = self.statement(Text(f"De tabel ‘{name}’ van {self.file}.", f"The table ‘{name}’ of {self.file}."))
        because = Text(f"Zo staat het in de tabel ‘{name}’.", f"So it stands in the table ‘{name}’.")
        rows = [row for row in table.rows if row not in self.skipped]
        try:
            for row in rows:
                hear(_asked(row, table), table.meaning, self.silence)
            if table.collects or not any(any(row.tests) for row in rows):
                self.listed(table, rows, because, statement)
            else:
                self.written(table, rows, because, statement)
        except Unsayable as cause:
            refuse(self.reader, table.place, cause, table.name)

    def listed(self, table: Table, rows: list[Row], because: Text, statement: str) -> None:
        """A table as rules: one that collects draws a conclusion for each row, one that asks nothing has one."""
        for at, row in enumerate(rows if table.collects else rows[:1], 1):
            when = condition(_asked(row, table), table.meaning) if any(row.tests) else "always"
            why = _both_ways(row.because) if row.because else because
            if table.collects:
                found = self.finding(table, at, row, statement)
                self.rule(f"{table.name} {at}", when, found, why, statement)
                continue
            for slot, value in row.values:
                self.rule(
                    f"{table.name} {slot.id}", when, {slot.id: _value(slot, value, table.meaning)}, why, statement
                )

    def finding(self, table: Table, number: int, row: Row, statement: str) -> str:
        """The conclusion that a row of a table that collects draws: what it gives, in one title."""
        found = self.new(f"{table.name} {number}", before="table")
        said_of = "; ".join(f"{slot.title}: {_shown(value)}" for slot, value in row.values)
        title = plainly(said_of) or f"{plainly(table.name)} {number}"
        text = Text(
            f"Rij {number} van ‘{plainly(table.name)}’ geldt.", f"Row {number} of ‘{plainly(table.name)}’ holds."
        )
        self.sections["conclusions"][found] = {
            "kind": "finding",
            "title": {"nl": title, "en": title},
            "text": both(text),
            "statements": [statement],
        }
        return found

    def written(self, table: Table, rows: list[Row], because: Text, statement: str) -> None:
        """A table as a CSV file, of which the first row that holds counts."""
        name = self.new(table.name, "-", "table")
        path = f"tables/{name}.csv"
        rows, cells = _telling(rows, [_cells(table, row) for row in rows], table)
        if not rows:
            return
        targets = {f"→ {slot.id}": None for row in rows for slot, _ in row.values}
        own = _BECAUSE if any(row.because for row in rows) else ()
        header = [*dict.fromkeys(name for row in cells for name in row), *targets, *own]
        lines = [
            {**asked, **_given(row, table.meaning), **(_reasons(row, because) if own else {})}
            for asked, row in zip(cells, rows, strict=True)
        ]
        self.files[path] = _csv(header, lines)
        self.written_rows[path] = rows
        self.sections["tables"][name] = {
            "file": path,
            "hit": "first",
            "because": both(because),
            "statements": [statement],
            "basis": "source",
        }


def _same(text: str) -> Text:
    return Text(plainly(text), plainly(text))


def _both_ways(text: str) -> Text:
    return Text(**said(plainly(text)))


def _is_number(tree: Tree) -> bool:
    return isinstance(tree, Literal) and not isinstance(tree.value, bool | str)


def _fact(slot: Slot) -> dict[str, Any]:
    """A value as a fact, with a question where the request is asked for it."""
    title = plainly(slot.title)
    found: dict[str, Any] = {
        "type": slot.kind,
        "group": "request" if slot.given else "outcome",
        "title": both(Text(title, title)),
    }
    if slot.given:
        found["question"] = both(Text(f"Wat is {title}?", f"What is {title}?"))
    else:
        found["asked"] = False
        found["in_summary"] = slot.is_result
    if slot.kind == "text" and (slot.closed or not slot.given):
        found["texts"] = [Name(text) for text in slot.texts]
    return found | slot.limits


def _value(slot: Slot, tree: Tree, meaning: Meaning) -> Any:
    """What a rule or a cell says of a fact; raises Unsayable for what isn't a value in a rule set."""
    if not isinstance(tree, Literal):
        if slot.kind != "number":
            raise Unsayable("een berekende uitkomst die geen getal is", "a calculated outcome that is no number")
        return number(tree, meaning)
    text = tree.value
    if isinstance(text, str) and (fold(text) in UNKNOWN_WORDS or not fold(text).strip("-–— ")):
        raise Unsayable(
            f"de uitkomst ‘{text}’: dat is in een rule set geen waarde",
            f"the outcome ‘{text}’: that is no value in a rule set",
        )
    return Name(text) if isinstance(text, str) else text


def _outcomes(tree: Tree, asked: tuple[Tree, ...]) -> Iterator[tuple[tuple[Tree, ...], Tree]]:
    """The values that a choice may give, each with all that must hold for it."""
    if isinstance(tree, Choice):
        yield from _outcomes(tree.then, (*asked, tree.when))
        yield from _outcomes(tree.otherwise, (*asked, Not(tree.when)))
    else:
        yield asked, tree


def _shown(tree: Tree) -> str:
    """What a row that is collected gives, in its title; raises Unsayable for what isn't the same each time."""
    if not isinstance(tree, Literal):
        raise Unsayable("een berekende uitkomst die verzameld wordt", "a calculated outcome that is collected")
    return constant(tree.value)


def _all(trees: tuple[Tree, ...]) -> Tree:
    return trees[0] if len(trees) == 1 else Join("and", trees)


def _either(tests: tuple[Tree, ...], subject: Tree | None) -> Tree:
    """The tests of a cell as one condition."""
    trees = tuple(about(test, subject) if subject else test for test in tests)
    return trees[0] if len(trees) == 1 else Join("or", trees)


def _cells(table: Table, row: Row) -> dict[str, str]:
    """The conditions of a row, by their header; what a cell can't say gets a column of its own, with `yes` in it."""
    found: dict[str, str] = {}
    for tests, column in zip(row.tests, table.columns, strict=True):
        if not tests:
            continue
        header, said_of = _headed(table, tests, column.subject)
        if said_of is None or header in found:
            header, said_of = condition(_either(tests, column.subject), table.meaning), "yes"
        found[header] = said_of
    return found


def _telling(rows: list[Row], cells: list[dict[str, str]], table: Table) -> tuple[list[Row], list[dict[str, str]]]:
    """
    The rows that give something; one that gives nothing is asked of the rows after it: that it doesn't hold.

    A row that asks the opposite of that never counts.
    """
    found: list[tuple[Row, dict[str, str]]] = []
    silent: dict[str, str] = {}
    for row, own in zip(rows, cells, strict=True):
        if any(own.get(header, "no") != "no" for header in silent):
            continue
        if row.values:
            found.append((row, {**own, **silent}))
        elif not own:  # it holds for everything: no row after it counts
            break
        else:
            silent[condition(_asked(row, table), table.meaning)] = "no"
    return [row for row, _ in found], [own for _, own in found]


def _asked(row: Row, table: Table) -> Tree:
    """All that a row asks, as one condition."""
    pairs = zip(row.tests, table.columns, strict=True)
    return _all(tuple(_either(tests, column.subject) for tests, column in pairs if tests))


def _headed(table: Table, tests: tuple[Tree, ...], subject: Tree | None) -> tuple[str, str | None]:
    """A column as a rule set writes it, and its cell; None where a cell has no words for the tests."""
    if subject is None:
        return "", None
    kind = kind_of(subject, table.meaning) or ""
    header = number(subject, table.meaning) if kind == "number" else ""
    if isinstance(subject, Path):
        header = table.meaning(subject).id
    elif kind == "yes_no":
        header = condition(subject, table.meaning)
    return header, cell(tests, kind, table.meaning)


def _given(row: Row, meaning: Meaning) -> dict[str, str]:
    """The conclusions of a row, by their header."""
    return {f"→ {slot.id}": constant(_value(slot, tree, meaning)) for slot, tree in row.values}


def _reasons(row: Row, because: Text) -> dict[str, str]:
    own = _both_ways(row.because) if row.because else because
    return {"because nl": own.nl, "because en": own.en}


def _csv(header: list[str], lines: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()
