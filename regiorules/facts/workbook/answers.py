"""The answers in the sheet with the questions: which row is which fact, and what its answer says."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping

from regiorules.documents import Mapping, Node, Scalar, Sequence
from regiorules.errors import Place, Problems
from regiorules.facts.given import read_given
from regiorules.facts.records import names_others
from regiorules.facts.saying import NONE, UNKNOWN, YES
from regiorules.facts.values import clip, is_unknown, read_value
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.facts.workbook.cells import Table
from regiorules.facts.workbook.layout import OTHERS, SEE_SHEET, question_of, records_key, sheet_titles
from regiorules.facts.workbook.partly import given_in
from regiorules.frozen import frozen
from regiorules.text import LANGUAGES, Text, fold, listed

Target = tuple[str, str]  # the id of a fact and of an option of a set; without option the question itself
_ANSWERS = ("answer", "source", "note")


@frozen
class Row:
    """One row of the table of questions."""

    table: Table
    number: int

    def scalar(self, name: str) -> Scalar | None:
        """What a person wrote in a column."""
        return self.table.scalar(self.number, name)

    def text(self, name: str) -> str:
        """The text in a column."""
        return self.table.text(self.number, name)

    def place(self, name: str) -> Place:
        """Where the cell in a column stands."""
        return self.table.place(self.number, name)

    @property
    def filled(self) -> bool:
        """True where a person filled something in."""
        return any(self.scalar(name) for name in _ANSWERS)


def read_targets(table: Table, vocabulary: Vocabulary, problems: Problems) -> dict[Target, Row]:
    """The row of every question and option, by the hidden ids, else by the text of the question."""
    texts = _texts(vocabulary)
    found: dict[Target, Row] = {}
    for number in table.rows():
        row = Row(table, number)
        target = _target(row, texts, problems)
        if target is None or (target in found and not row.filled):
            continue
        if target in found and found[target].filled:
            first = found[target].place("question").cell
            problems.add("row_twice", row.place("question"), name=clip(row.text("question")), cell=first)
        else:
            found[target] = row
    return found


def _texts(vocabulary: Vocabulary) -> dict[str, set[Target]]:
    """What the text of a row may mean."""
    found: dict[str, set[Target]] = {}
    for fact in vocabulary.facts.values():
        if fact.asked:
            labels = {"": question_of(fact)}
            if fact.type == "set":
                labels |= {option.id: option.label for option in fact.options}
            for option, text in labels.items():
                for language in LANGUAGES:
                    found.setdefault(fold(text.say(language)), set()).add((fact.id, option))
    return found


def _target(row: Row, texts: AnyMapping[str, set[Target]], problems: Problems) -> Target | None:
    meant = texts.get(fold(row.text("question")), set())
    if row.text("fact"):
        target = (row.text("fact"), row.text("option"))
        if not meant or target in meant:
            return target
        problems.add("row_mixed", row.place("question"), name=clip(row.text("question")))
    elif len(meant) == 1:
        return next(iter(meant))
    elif row.filled:
        problems.add("row_unknown", row.place("question"), name=clip(row.text("question")))
    return None


class AnswerReader:
    """Makes a node of the answer to a question, from its row, its options or its sheet."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        rows: AnyMapping[Target, Row],
        tabs: AnyMapping[str, Table | None],  # of the sheets that are there; None for one without its columns
        problems: Problems,
    ) -> None:
        self.vocabulary = vocabulary
        self.rows = rows
        self.tabs = tabs
        self.problems = problems

    def answer(self, name: str) -> Node | None:
        """The answer about a fact; None where nothing is filled in."""
        fact = self.vocabulary.facts.get(name)
        row = self.rows.get((name, ""))
        cell = row.scalar("answer") if row else None
        if fact is None:  # of a rule set that isn't loaded: any answer to it is a problem
            given = (each.scalar("answer") for (asked, _), each in self.rows.items() if asked == name)
            return next(filter(None, given), None)
        if fact.type == "records":
            return self.records(fact, row, cell)
        if fact.type == "set":
            return self.options(fact, cell)
        return self.given(fact, cell)

    def given(self, fact: Fact, cell: Scalar | None) -> Node | None:
        """What a person typed in a cell."""
        return given_in(fact, cell, self.problems) if cell else None

    def options(self, fact: Fact, cell: Scalar | None) -> Node | None:
        """A set: yes or no for the options of which it is known, or words in the cell of the question itself."""
        path = f"facts.{fact.id}"
        rows = {option.id: self.rows.get((fact.id, option.id)) for option in fact.options}
        given = {name: answer for name, row in rows.items() if row and (answer := row.scalar("answer"))}
        if not given or cell:
            if given and cell:
                self.problems.add("set_both", cell.place, path)
            return self.given(fact, cell)
        before = len(self.problems.found)
        said = {name: self.yes_no(answer, path) for name, answer in given.items()}
        place = next(iter(given.values())).place
        if len(self.problems.found) > before:
            return None
        yes, no = (
            Sequence(tuple(Scalar(name, given[name].place) for name in said if said[name] is wanted), place)
            for wanted in (True, False)
        )
        if len(yes.items) + len(no.items) == len(fact.options):
            return yes
        return Mapping({"includes": yes, "excludes": no}, {"includes": place, "excludes": place}, place)

    def yes_no(self, answer: Scalar, path: str) -> bool | None:
        """The answer about one option."""
        found: bool | None = read_value(Fact("yes_no", YES), answer, self.problems, path)
        return found

    def records(self, fact: Fact, row: Row | None, cell: Scalar | None) -> Node | None:
        """A list: the rows of its sheet, or what the cell of the question says (`none`, `unknown`, `A 5, others`)."""
        path = f"facts.{fact.id}"
        table = self.tabs.get(fact.id)
        rows = [self.record(fact, table, number) for number in table.rows()] if table else []
        if cell is None or any(fold(cell.text).startswith(fold(see)) for see in (SEE_SHEET.nl, SEE_SHEET.en)):
            if row and fact.id not in self.tabs:
                titles = Text(*(sheet_titles(self.vocabulary, each)[records_key(fact)] for each in LANGUAGES))
                self.problems.add("sheet_missing", row.place("answer"), path, name=titles)
            return Sequence(tuple(rows), rows[0].place) if rows else None
        node = given_in(fact, cell, self.problems)
        if not _is_list(fact, node):
            known = listed((SEE_SHEET, *([NONE] if fact.may_be_none else []), UNKNOWN))
            self.problems.add("not_one_of", cell.place, path, value=clip(cell.text), known=known)
            return None
        if rows and table:
            self.problems.add("records_both", cell.place, path, value=clip(cell.text), sheet=table.grid.title)
        return node

    def record(self, fact: Fact, table: Table, number: int) -> Node:
        """One row of a sheet; it stands where its first needed cell is missing, else at its first cell."""
        cells = {each.id: cell for each in fact.fields if (cell := table.scalar(number, each.id))}
        first = min(table.columns, key=lambda name: table.columns[name])
        if names_others(fact, {name: cell.text for name, cell in cells.items()}):
            return Scalar(OTHERS.nl, table.place(number, first))
        missing = [
            each.id for each in fact.fields if each.required and (each.id not in cells or is_unknown(cells[each.id]))
        ]
        place = table.place(number, missing[0] if missing else first)
        parts = {each.id: each for each in fact.fields if each.id != fact.key}  # by its key a record is known
        nodes = {
            name: given_in(parts[name], cell, self.problems) if name in parts else cell for name, cell in cells.items()
        }
        return Mapping(nodes, {name: cell.place for name, cell in cells.items()}, place)


def _is_list(fact: Fact, node: Node) -> bool:
    """True for what may be meant as a list, or as none or unknown."""
    problems = Problems()
    read_given(fact, node, problems, "")
    return all(problem.code != "not_records" for problem in problems.found)
