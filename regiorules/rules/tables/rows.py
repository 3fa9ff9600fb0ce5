"""
From a decision table to rules: every filled cell under a conclusion becomes a rule like any other.

The first row is the header: perhaps `id`, then the conditions, then the conclusions (`→ name`), and
perhaps `because nl` and `because en`.  What the hit policy of the table asks is written into the
conditions, or checked: nothing after this knows that a rule stood in a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from string import ascii_uppercase
from typing import Any

from attrs import field, mutable

from regiorules.documents import Scalar
from regiorules.errors import Place, Problems
from regiorules.facts.values import clip
from regiorules.facts.workbook.cells import Grid
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.rules.expressions import Known, some, walk
from regiorules.rules.language import MAX_LENGTH
from regiorules.rules.model import WITHOUT_GAPS, Conclusion, DecisionTable, Rule, TableForm, TableRow
from regiorules.rules.names import Names
from regiorules.rules.tables.cells import Phrase, read_condition
from regiorules.rules.tables.columns import Column, named, read_column
from regiorules.rules.tables.gaps import Gap, gaps
from regiorules.rules.tables.grid import marked
from regiorules.rules.tables.hits import Asked, InOrder, meet, unsure, whole
from regiorules.rules.tables.order import LAST
from regiorules.rules.tables.targets import Answer, Target, read_answer, read_target
from regiorules.text import LANGUAGES, Near, Text, fold, listing

MAX_ROWS = 200
MAX_COLUMNS = 60
_ROW_ID = pattern(r"[a-z0-9]+(-[a-z0-9]+)*")
_BECAUSE = ("because nl", "because en")
_REASONS = ("because", "omdat", "reden", "reason")
_IDS = ("id", "regel", "rule")
_NOTES = ("toelichting", "opmerking", "opmerkingen", "noot", "note", "notes", "remark", "remarks")


@mutable
class _Header:
    """What stands in which column; `broken` where a column was left out, so that rows say less than they should."""

    width: int
    conditions: dict[int, Column] = field(factory=dict)
    targets: dict[int, Target] = field(factory=dict)
    because: dict[str, int] = field(factory=dict)
    ids: bool = False
    concludes: bool = False
    broken: bool = False
    seen: dict[tuple[bool, str], Place] = field(factory=dict)


@frozen
class _Row:
    """One row that was read without a mistake."""

    number: int
    name: str
    place: Place
    asked: Asked
    answers: tuple[Answer, ...]
    because: Text

    def concludes(self, answer: Answer) -> bool:
        """True where this row has the same outcome for that conclusion."""
        return any(answer.same(each) for each in self.answers)

    def agrees(self, other: _Row) -> bool:
        """True where two rows don't conclude one thing differently."""
        pairs = product(self.answers, other.answers)
        return all(one.same(two) for one, two in pairs if one.target.name == two.target.name)

    def ranks(self, targets: Sequence[str]) -> list[int]:
        """The places of its outcomes, column by column."""
        found = {each.target.name: each.rank for each in self.answers}
        return [found.get(name, LAST) for name in targets]

    def rule(self, table: str, answer: Answer) -> str:
        """The id of the rule for one of its conclusions."""
        suffix = f"-{answer.target.name.replace('_', '-')}" if len(self.answers) > 1 else ""
        return f"{table}-{self.name}{suffix}"


def read_table(
    table: DecisionTable, grid: Grid, names: Names, conclusions: Mapping[str, Conclusion], problems: Problems
) -> tuple[TableForm, list[Rule]]:
    """What stands in a table, and its rules; where something in it is wrong `problems` grows, with the cells."""
    reader = _Reader(table, grid, names, conclusions, problems)
    header = reader.header()
    rows = reader.rows(header) if header else []
    if header is None or header.broken:
        return TableForm(), []
    rules: list[Rule] = []
    for row, answer, when in reader.hits(header, rows):
        if len(when.text) > MAX_LENGTH:
            reader.wrong("table_condition", row.place, limit=MAX_LENGTH)
        rules.append(_rule(table, row, answer, when))
    return reader.form(header, rows), rules


def table_gaps(
    table: DecisionTable,
    grid: Grid,
    names: Names,
    conclusions: Mapping[str, Conclusion],
    parameters: Mapping[str, float],
) -> list[Gap]:
    """
    The first few gaps of a table that was read without a problem: values for which a fact gets none of its values.

    A table that only concludes what may be or not be the case, or be in a set, and one of which all rows count or are
    added up, have no gaps.
    """
    if table.each:  # facts get no value of it
        return []
    reader = _Reader(table, grid, names, conclusions, Problems())
    header = reader.header()
    rows = reader.rows(header) if header and table.hit not in WITHOUT_GAPS else []
    if header is None or not any(answer.valued for row in rows for answer in row.answers):
        return []
    given = {*names.vocabulary.facts, *parameters}
    return list(gaps(header.conditions, [row.asked for row in rows], parameters, given))


def _rule(table: DecisionTable, row: _Row, answer: Answer, when: Phrase) -> Rule:
    """The rule for one conclusion of a row."""
    return Rule(
        id=row.rule(table.id, answer),
        text=when.text,
        when=some(table.each, when.tree),
        target=answer.target.name,
        value=answer.value,
        because=row.because,
        statements=table.statements,
        basis=table.basis,
        why=table.why,
        severity=answer.grade if answer.target.kind == "risk" else "",
        strength=answer.grade if answer.target.kind == "route" else "",
        ruleset=table.ruleset,
        valid_from=table.valid_from,
        valid_until=table.valid_until,
        table=table.id,
        each=table.each,
        place=answer.place,
    )


def _because(name: str) -> str:
    """Which of the columns with a text a header is, if it is one."""
    words, _, language = fold(name).rpartition(" ")
    return f"because {language}" if words in _REASONS and language in LANGUAGES else ""


@frozen
class _Reader:
    """Reads one table."""

    table: DecisionTable
    grid: Grid
    names: Names
    conclusions: Mapping[str, Conclusion]
    problems: Problems
    path: str = field(init=False)
    used: dict[str, Place] = field(factory=dict, init=False)  # the ids of rows, and where they stand

    @path.default
    def _path(self) -> str:
        return f"tables.{self.table.id}"

    def wrong(self, code: str, place: Place, *, suggestion: Near | None = None, **fields: Any) -> None:
        self.problems.add(code, place, self.path, suggestion=suggestion, **fields)

    # --- the header --------------------------------------------------------------------------

    def header(self) -> _Header | None:
        """The columns, those that are wrong left out; None for a table that can't be read as one."""
        last = max((row for row, _ in self.grid.cells), default=0)
        width = max((column for _, column in self.grid.cells), default=0)
        if last < 2:
            self.wrong("table_empty", self.grid.place(1, 1))
            return None
        if last > MAX_ROWS or width > MAX_COLUMNS:
            self.wrong("table_too_large", Place(self.grid.file), rows=MAX_ROWS, columns=MAX_COLUMNS)
            return None
        header = _Header(width)
        for at in range(1, width + 1):
            title = self.grid.scalar(1, at)
            if title is None or self.twice(title, header):
                header.broken |= (1, at) in self.grid.cells
            else:
                self.column(at, title, header)
        if not header.concludes:
            self.wrong("table_no_target", self.grid.place(1, width))
        if len(header.because) == 1:
            self.wrong("table_texts", self.grid.place(1, *header.because.values()))
        return header

    def twice(self, title: Scalar, header: _Header) -> bool:
        """True, and a problem, for a header that stands there already; the same may be asked and concluded."""
        mark, name = marked(title.text)
        first = header.seen.setdefault((bool(mark), "".join(name.split())), title.place)
        if first is not title.place:
            self.wrong("table_twice", title.place, name=clip(title.text), cell=first.cell)
        return first is not title.place

    def column(self, at: int, title: Scalar, header: _Header) -> None:
        """One column, added to the header."""
        mark, name = marked(title.text)
        if at == 1 and fold(name) in _IDS and name not in self.names.vocabulary.facts:
            header.ids = True
        elif because := _because(name):
            header.because[because] = at
        elif mark:
            header.concludes = True
            name = named(name, {**self.names.vocabulary.facts, **self.conclusions})
            hit = self.table.hit
            target = read_target(title, name, self.names, self.conclusions, hit, self.path, self.problems)
            header.targets |= {at: target} if target else {}
        elif fold(name) not in _NOTES or named(name, self.names.vocabulary.facts) in self.names.vocabulary.facts:
            if header.concludes:
                self.wrong("table_order", title.place, name=clip(name))
            column = read_column(title, name, self.names, self.path, self.problems)
            if (
                column
                and self.table.hit in ("first", "priority")
                and any(isinstance(each, Known) for each in walk(column.tree))
            ):
                self.wrong("expr_not_known", title.place)
            header.conditions |= {at: column} if column else {}
            header.broken |= column is None

    def form(self, header: _Header, rows: Sequence[_Row]) -> TableForm:
        """What stands in the table, as far as it is read."""
        shown = []
        for row in rows:
            cells = [self.grid.scalar(row.number, at) for at in (*header.conditions, *header.targets)]
            ids = {answer.target.name: row.rule(self.table.id, answer) for answer in row.answers}
            rules = tuple(ids.get(each.name, "") for each in header.targets.values())
            shown.append(TableRow(row.name, tuple(each.text if each else "" for each in cells), rules))
        conditions = tuple(column.tree for column in header.conditions.values())
        return TableForm(conditions, tuple(each.name for each in header.targets.values()), tuple(shown))

    # --- rows --------------------------------------------------------------------------------

    def rows(self, header: _Header) -> list[_Row]:
        """The rows that have no mistake, and in which something stands."""
        numbers = sorted({row for row, _ in self.grid.cells if row > 1})
        return [row for number in numbers if (row := self.row(number, header))]

    def row(self, number: int, header: _Header) -> _Row | None:
        before = len(self.problems.found)
        cells = {at: cell for at in range(1, header.width + 1) if (cell := self.grid.scalar(number, at))}
        for at, cell in cells.items():
            if (1, at) not in self.grid.cells:
                self.wrong("table_beyond", cell.place)
        conditions = {}
        for at, column in header.conditions.items():
            cell = cells.get(at)
            condition = read_condition(column, cell, self.names, self.path, self.problems) if cell else None
            if condition:
                conditions[at] = condition
        targets = [(target, cells[at]) for at, target in header.targets.items() if at in cells]
        answers = [read_answer(target, cell, self.names, self.path, self.problems) for target, cell in targets]
        place = self.grid.place(number, 1)
        name = self.name(number, cells.get(1) if header.ids else None)
        because = self.because(place, cells, header)
        given = tuple(answer for answer in answers if answer)
        if not given and len(self.problems.found) == before and header.targets:
            self.wrong("table_nothing", place)
        if len(self.problems.found) > before or because is None or not given:
            return None
        return _Row(number, name, place, conditions, given, because)

    def name(self, number: int, cell: Scalar | None) -> str:
        """The id of a row: its own, or its number."""
        name, place = (cell.text, cell.place) if cell else (str(number), self.grid.place(number, 1))
        if not _ROW_ID.fullmatch(name):
            self.wrong("pattern", place, value=clip(name), form="kleine-letters-met-streepjes")
        elif self.used.setdefault(name, place) is not place:
            self.wrong("defined_twice", place, name=name, first=self.used[name])
        return name

    def because(self, place: Place, cells: Mapping[int, Scalar], header: _Header) -> Text | None:
        """The text of a row, or that of the table."""
        if len(header.because) == 1:
            return None  # said of the header
        own = [cells[at] for at in header.because.values() if at in cells]
        if not own and self.table.because is None:
            self.wrong("table_because", place)
        if len(own) == 1:
            self.wrong("table_texts", own[0].place)
        if len(own) < 2:
            return self.table.because
        return Text(*(" ".join(cells[header.because[name]].text.split()) for name in _BECAUSE))

    # --- hit policies ------------------------------------------------------------------------

    def hits(self, header: _Header, rows: Sequence[_Row]) -> Iterator[tuple[_Row, Answer, Phrase]]:
        """The answers of each row, with what is asked for them under the hit policy."""
        if self.table.hit in ("first", "priority"):
            targets = [each.name for each in header.targets.values()]
            by_priority = self.table.hit == "priority"
            yield from self.first(sorted(rows, key=lambda row: row.ranks(targets)) if by_priority else rows)
            return
        if self.table.hit in ("unique", "any"):
            self.apart(rows)
        for row in rows:
            when = whole(row.asked)
            yield from ((row, answer, when) for answer in row.answers)

    def apart(self, rows: Sequence[_Row]) -> None:
        """No two rows may hold together; with `any` no two that conclude something else."""
        agree = self.table.hit == "any"
        for at, row in enumerate(rows):
            others = (each for each in rows[:at] if not (agree and each.agrees(row)))
            other = next((each for each in others if meet(each.asked, row.asked)), None)
            if other is not None:
                columns = unsure(other.asked, row.asked)
                code = "table_unsure" if columns else "table_differ" if agree else "table_overlap"
                both = columns or [column for column in other.asked if column in row.asked] or [1]
                cells = [f"{self.cell(other, column)}/{self.cell(row, column)}" for column in both]
                self.wrong(code, row.place, row=self.line(row), other=self.line(other), cells=listing(cells))

    def cell(self, row: _Row, column: int) -> str:
        """A cell of a row, as a reader finds it in the file."""
        return self.grid.place(row.number, column).cell.rpartition("!")[2]

    def line(self, row: _Row) -> int:
        """Which row of the file it is; titles may stand above the header."""
        return int(self.cell(row, 1).lstrip(ascii_uppercase))

    def first(self, rows: Sequence[_Row]) -> Iterator[tuple[_Row, Answer, Phrase]]:
        """
        A row concludes something only where no earlier row holds that concludes otherwise.

        Rows with the same outcome needn't exclude each other: what is certain whichever of them holds, stays certain.
        """
        earlier = InOrder()
        read: list[_Row] = []
        for row in rows:
            covering = earlier.covering(row.asked)
            if covering is not None:
                self.wrong("table_masked", row.place, row=self.line(row), other=self.line(read[covering]))
                continue
            for answer in row.answers:
                others = {at for at, each in enumerate(read) if not each.concludes(answer)}
                yield row, answer, earlier.after(row.asked, others)
            earlier.add(row.asked)
            read.append(row)
