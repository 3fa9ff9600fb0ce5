"""Decision tables in the report: each a table with a caption, in which a word says of every row how it stands."""

from __future__ import annotations

from regiorules.advice.grids import RowLine, TableLine
from regiorules.advice.labels import LABELS
from regiorules.frozen import frozen
from regiorules.render.html.words import word
from regiorules.render.phrases import phrase
from regiorules.render.table_note import beside, columns, rows_shown, sign
from regiorules.text import Language


@frozen
class Table:
    """A table as the template writes it; `below` is what is said of it as a whole."""

    id: str
    caption: str
    hit: str
    headers: tuple[str, ...]
    rows: tuple[tuple[RowLine, str], ...]  # each with how it stands, as a sign and a word
    below: tuple[str, ...]

    @classmethod
    def of(cls, table: TableLine, language: Language) -> Table:
        """A table of the advice."""
        headers = (phrase("row", language), word("stands", language), *columns(table))
        rows = tuple((row, _standing(row, language)) for row in rows_shown(table))
        hit = phrase(f"hit_{table.hit}", language)
        return cls(
            table.id, phrase("table", language, name=table.id), hit, headers, rows, tuple(beside(table, language))
        )


def _standing(row: RowLine, language: Language) -> str:
    said = word("row_off", language) if row.status == "off" else LABELS[row.status].say(language)
    return f"{sign(row)} {said}".strip()
