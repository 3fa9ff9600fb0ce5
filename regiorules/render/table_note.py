"""A decision table as a note: a small grid, in which the rows are marked that hold or are still open."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.tables import ColumnOutcome, RowLine, TableLine
from regiorules.render.blocks import Block, Grid, Heading, Paragraph
from regiorules.render.phrases import phrase
from regiorules.text import Language

_MOST = 12  # rows: of a larger table only those that hold or are open
_SIGNS = {"holds": "✓", "open": "?", "fails": " ", "off": "–"}


def table_blocks(table: TableLine, language: Language) -> Iterator[Block]:
    """The blocks of a table: what its rows come to, and the rows themselves."""
    yield Heading(2, phrase("table", language, name=table.id))
    yield Paragraph(phrase(f"hit_{table.hit}", language))
    shown = [row for row in table.rows if len(table.rows) <= _MOST or row.status in ("holds", "open")]
    asked = len(table.headers) - table.concludes
    header = (phrase("row", language), *table.headers[:asked], *(f"→ {each}" for each in table.headers[asked:]))
    if shown:
        yield Grid(header, tuple(map(_row, shown)))
    if len(shown) < len(table.rows):
        yield Paragraph(phrase("rows_failing", language, count=len(table.rows) - len(shown)))
    yield from (Paragraph(_in_order(each, language)) for each in table.outcomes if each.rows)


def _row(row: RowLine) -> tuple[str, ...]:
    return f"{_SIGNS[row.status]} {row.id}", *(cell or "-" for cell in row.cells)


def _in_order(outcome: ColumnOutcome, language: Language) -> str:
    """What the rows give for a column, one after the other."""
    values = (
        each.value if each.status == "holds" else phrase("perhaps", language, value=each.value) for each in outcome.rows
    )
    return phrase("in_order", language, title=outcome.title, values=", ".join(values))
