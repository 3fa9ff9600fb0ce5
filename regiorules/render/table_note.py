"""A decision table as a note: a small grid, in which the rows are marked that hold or are still open."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.grids import ColumnOutcome, RowLine, TableLine
from regiorules.render.blocks import Block, Grid, Heading, Paragraph
from regiorules.render.phrases import phrase
from regiorules.text import Language

_MOST = 12  # rows: of a larger table only those that hold or are open
_SIGNS = {"holds": "✓", "open": "?", "fails": " ", "off": "–"}


def table_blocks(table: TableLine, language: Language) -> Iterator[Block]:
    """The blocks of a table: what its rows come to, and the rows themselves."""
    yield Heading(2, phrase("table", language, name=table.id))
    yield Paragraph(phrase(f"hit_{table.hit}", language))
    shown = rows_shown(table)
    if shown:
        yield Grid((phrase("row", language), *columns(table)), tuple(map(_row, shown)))
    yield from map(Paragraph, beside(table, language))


def rows_shown(table: TableLine) -> tuple[RowLine, ...]:
    """The rows that are shown: all of a small table, and of a larger one those that hold or are open."""
    return tuple(row for row in table.rows if len(table.rows) <= _MOST or row.status in ("holds", "open"))


def columns(table: TableLine) -> tuple[str, ...]:
    """The headers of a table, with an arrow before what a column concludes."""
    asked = len(table.headers) - table.concludes
    return (*table.headers[:asked], *(f"→ {each}" for each in table.headers[asked:]))


def beside(table: TableLine, language: Language) -> Iterator[str]:
    """What is said below a table: how many rows aren't shown, and what comes of those where their order counts."""
    hidden = len(table.rows) - len(rows_shown(table))
    if hidden:
        yield phrase("rows_failing", language, count=hidden)
    yield from (_in_order(each, language) for each in table.outcomes if each.rows)


def _row(row: RowLine) -> tuple[str, ...]:
    return f"{sign(row)} {row.id}", *(cell or "-" for cell in row.cells)


def sign(row: RowLine) -> str:
    """The mark that says how a row stands; a space where it fails."""
    return _SIGNS[row.status]


def _in_order(outcome: ColumnOutcome, language: Language) -> str:
    """What the rows give for a column, one after the other."""
    values = (
        each.value if each.status == "holds" else phrase("perhaps", language, value=each.value) for each in outcome.rows
    )
    return phrase("in_order", language, title=outcome.title, values=", ".join(values))
