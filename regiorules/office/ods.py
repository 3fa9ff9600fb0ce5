"""
A book as an .ods file (OpenDocument).

It needs odfdo, so import it only where that is known to be installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from odfdo import Paragraph

from regiorules.frozen import frozen
from regiorules.office.odf import blank, content_of, tag
from regiorules.office.ods_charts import embedded
from regiorules.office.ods_looks import Looks
from regiorules.office.ods_views import settings
from regiorules.office.sheets import DAY_NOUGHT, Area, Book, Cell, Choice, Days, Sheet
from regiorules.text import visible


def write_ods(book: Book) -> bytes:
    """The bytes of the file."""
    made = blank("spreadsheet", visible(book.name))
    writer = _Writer(made, book)
    made.body.append(writer.choices())
    for sheet in book.sheets:
        made.body.append(writer.table(sheet))
    made.set_part("settings.xml", settings(book))
    return content_of(made)


def named(area: Area) -> str:
    """Some cells as a formula names them."""
    first, *last = area.corners
    return f"[${area.quoted}.{first}{''.join(f':.{each}' for each in last)}]"


@frozen
class _Slot:
    """What a cell of the file has: its place in a row, what stands there, and which drop-down list."""

    cell: Cell | None
    choice: str


class _Writer:
    def __init__(self, made: Any, book: Book) -> None:
        self.made = made
        self.book = book
        self.looks = Looks(made)
        self.rules: dict[int, str] = {}  # the name of the rule of each drop-down list
        self.objects = 0

    # --- drop-down lists -----------------------------------------------------------------------

    def choices(self) -> Any:
        """How formulas are worked out, and the drop-down lists."""
        body = tag("table:content-validations")
        known: dict[tuple[object, ...], str] = {}
        for sheet in self.book.sheets:
            for choice in sheet.choices:
                key = (choice.labels, choice.refusal, choice.strict)
                if key not in known:
                    known[key] = f"choice{len(known) + 1}"
                    body.append(_rule(known[key], choice))
                self.rules[id(choice)] = known[key]
        settings = {"table:use-wildcards": "true", "table:use-regular-expressions": "false",
                    "table:automatic-find-labels": "false", "table:case-sensitive": "false"}  # fmt: skip
        self.made.body.append(tag("table:calculation-settings", settings))
        return body

    def slots(self, sheet: Sheet) -> Mapping[tuple[int, int], str]:
        """The rule of every cell with a drop-down list."""
        return {
            (row, column): self.rules[id(choice)]
            for choice in sheet.choices
            for row in range(choice.cells.row, choice.cells.last_row + 1)
            for column in range(choice.cells.column, choice.cells.last_column + 1)
        }

    # --- sheets --------------------------------------------------------------------------------

    def table(self, sheet: Sheet) -> Any:
        table = tag("table:table", {"table:name": sheet.name, "table:style-name": self.looks.sheet(sheet)})
        for column, width in enumerate(sheet.columns, 1):
            visible = "collapse" if column in sheet.hidden_columns else ""
            look = {"table:style-name": self.looks.column(width), "table:visibility": visible}
            table.append(tag("table:table-column", look))
        for number, row in self.rows(sheet):
            table.append(tag("table:table-header-rows", {}, row) if number == sheet.repeated else row)
        return table

    def rows(self, sheet: Sheet) -> Iterator[tuple[int, Any]]:
        """Every row that has something; those that are alike and empty are one that is repeated."""
        rules, charts = self.slots(sheet), {chart.row: chart for chart in sheet.charts}
        places = [*sheet.cells, *rules, *((row, 1) for row in charts)]
        width = max((column for _, column in places), default=1)
        filled = {row for row, _ in sheet.cells} | set(charts) | set(sheet.heights)

        def slots(row: int) -> tuple[object, tuple[_Slot, ...]]:
            found = (_Slot(sheet.cells.get((row, at)), rules.get((row, at), "")) for at in range(1, width + 1))
            return row if row in filled else "", tuple(found)

        numbers = range(1, max((row for row, _ in places), default=1) + 1)
        for (_, found), same in groupby(numbers, key=slots):
            rows = list(same)
            drawn = embedded(self.made, charts[rows[0]], self.book, self.objects + 1) if rows[0] in charts else None
            self.objects += drawn is not None
            yield rows[0], self.row(sheet, rows, found, drawn)

    def row(self, sheet: Sheet, rows: list[int], slots: tuple[_Slot, ...], drawn: Any) -> Any:
        number = rows[0]
        height = sheet.heights.get(number)
        style = self.looks.row(height, fixed=number in sheet.fixed) if height else ""
        repeated = len(rows) if len(rows) > 1 else ""
        made = tag("table:table-row", {"table:style-name": style, "table:number-rows-repeated": repeated})
        covered = sheet.spans.get(number, 1)
        for column, slot in enumerate(slots, 1):
            made.append(self.cell(slot, covered if column == 1 else 1, drawn if column == 1 else None))
        return made

    def cell(self, slot: _Slot, covered: int, drawn: Any) -> Any:
        given: dict[str, object] = {"table:content-validation-name": slot.choice}
        cell = slot.cell or Cell("")
        if slot.cell:
            given["table:style-name"] = self.looks.cell(cell.look)
        if covered > 1:
            given |= {"table:number-columns-spanned": covered, "table:number-rows-spanned": 1}
        if cell.formula:
            given["table:formula"] = f"of:={cell.formula.with_areas(map(named, cell.formula.areas), ';')}"
        if isinstance(cell.value, str):
            given["office:value-type"] = "string" if cell.value or cell.formula else ""
        elif isinstance(cell.value, date):
            given |= {"office:value-type": "date", "office:date-value": cell.value.isoformat()}
        else:
            given |= {"office:value-type": "float", "office:value": cell.value}
        lines = str(cell.value).split("\n") if cell.value != "" else []
        return tag("table:table-cell", given, *([drawn] if drawn else []), *map(Paragraph, lines))


def _condition(labels: Area | Days) -> str:
    """What may stand in a cell."""
    if isinstance(labels, Area):
        return f"cell-content-is-in-list({named(labels)})"
    first, last = ((each - DAY_NOUGHT).days for each in (labels.first, labels.last))
    return f"cell-content-is-date() and cell-content-is-between({first},{last})"


def _rule(name: str, choice: Choice) -> Any:
    """A drop-down list, with what is said of an answer that isn't in it."""
    given = {
        "table:name": name,
        "table:condition": f"of:{_condition(choice.labels)}",
        "table:allow-empty-cell": "true",
        "table:display-list": "unsorted",
        "table:base-cell-address": f"{choice.cells.quoted}.{choice.cells.corners[0].replace('$', '')}",
    }
    made = tag("table:content-validation", given)
    title, text = choice.refusal or ("", "")
    kind = "stop" if choice.strict else "warning"
    said = {"table:title": title, "table:display": "true" if choice.refusal else "false", "table:message-type": kind}
    made.append(tag("table:error-message", said, Paragraph(text)))
    return made
