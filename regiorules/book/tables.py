"""The chapter of decision tables, each as it stands in its file: a row a row, and a cell a cell."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.labels import LABELS
from regiorules.book.model import Entry, Link, Table
from regiorules.book.shelf import Shelf
from regiorules.proofs.leaves import written
from regiorules.rules.expressions import Expression, ParameterOf, Variable
from regiorules.rules.model import DecisionTable, TableForm, TableRow


def tables(shelf: Shelf) -> Iterator[Entry]:
    """Each table as a grid, with the rule that each conclusion of a row is; its headers say what they are about."""
    for each in shelf.own(shelf.knowledge.tables):
        lines = (shelf.line("file", each.file), shelf.line("hit", _hit(each, shelf)))
        rows = tuple(_row(row, each.form) for row in each.form.rows)
        grid = Table((shelf.word("row"), *_headers(each.form, shelf)), rows) if rows else None
        yield Entry(f"table-{each.id}", each.id, "", shelf.say(each.because), lines, grid)


def _hit(table: DecisionTable, shelf: Shelf) -> str:
    return shelf.say(LABELS[table.hit]) if table.hit in LABELS else shelf.word(table.hit)


def _headers(form: TableForm, shelf: Shelf) -> Iterator[str | Link]:
    yield from (_header(tree, shelf) for tree in form.conditions)
    for name in form.targets:
        link = shelf.link(name)
        yield Link(f"→ {_title(name, shelf)}", link.to, code=False)


def _header(tree: Expression, shelf: Shelf) -> Link:
    """What a column looks at: by its title where that is one thing, else as an expression."""
    if isinstance(tree, Variable | ParameterOf):
        return Link(_title(tree.name, shelf), shelf.link(tree.name).to, code=False)
    return Link(written(tree, shelf.knowledge.vocabulary.facts))


def _title(name: str, shelf: Shelf) -> str:
    known = shelf.knowledge.conclusions.get(name)
    return shelf.say(known.title) if known else shelf.titles.get(name, name)


def _row(row: TableRow, form: TableForm) -> tuple[str | Link, ...]:
    asked = len(form.conditions)
    said = (Link(cell, f"rule-{rule}", code=False) for cell, rule in zip(row.cells[asked:], row.rules, strict=True))
    first = next(filter(None, row.rules), "")
    shown = (each if each.text else "-" for each in said)
    return (Link(row.id, f"rule-{first}"), *(cell or "-" for cell in row.cells[:asked]), *shown)
