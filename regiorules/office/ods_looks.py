"""The styles of an .ods file: of cells, columns, rows, sheets and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from regiorules.office.odf import add_styles, tag
from regiorules.office.sheets import DATE, LINE, PERCENT, PORTRAIT, TABS, TEXT, THOUSANDS, Look, Sheet

_FONT = "Calibri"
_SHOWN = {TEXT: "N_text", THOUSANDS: "N_thousands", PERCENT: "N_percent", DATE: "N_date"}
_A4 = ("21cm", "29.7cm")


def centimetres(characters: float) -> str:
    """How wide a column of so many characters is."""
    return f"{(characters * 7 + 5) / 96 * 2.54:.3f}cm"


def _date_parts() -> Iterator[Any]:
    """A date as `01-03-2026`."""
    yield tag("number:day", {"number:style": "long"})
    yield tag("number:text", text="-")
    yield tag("number:month", {"number:style": "long"})
    yield tag("number:text", text="-")
    yield tag("number:year", {"number:style": "long"})


class Looks:
    """The styles of a file while it is written: each once, by what it says."""

    def __init__(self, made: Any) -> None:
        self.made = made
        self.known: dict[object, str] = {}
        numbers = tag("number:number", {"number:decimal-places": 0, "number:min-integer-digits": 1})
        grouped = tag("number:number", {"number:decimal-places": 0, "number:min-integer-digits": 1,
                                        "number:grouping": "true"})  # fmt: skip
        add_styles(
            made.content,
            tag("number:text-style", {"style:name": "N_text"}, tag("number:text-content")),
            tag("number:number-style", {"style:name": "N_thousands"}, grouped),
            tag("number:date-style", {"style:name": "N_date"}, *_date_parts()),
            tag("number:percentage-style", {"style:name": "N_percent"}, numbers, tag("number:text", text="%")),
        )
        for landscape in (False, True):
            self.page(landscape)

    def named(self, key: object, family: str, attributes: dict[str, object], *parts: Callable[[], Any]) -> str:
        """The name of the style with that key; it is made the first time."""
        if key not in self.known:
            self.known[key] = f"s{len(self.known) + 1}"
            given = {"style:name": self.known[key], "style:family": family, **attributes}
            add_styles(self.made.content, tag("style:style", given, *(part() for part in parts)))
        return self.known[key]

    def cell(self, look: Look) -> str:
        """Of a cell."""
        box = {
            "fo:background-color": f"#{look.fill}" if look.fill else "",
            "fo:border": f"0.75pt solid #{LINE}" if look.lined else "",
            "style:vertical-align": "middle" if look.middle else "top",
            "fo:wrap-option": "wrap" if look.wrap else "no-wrap",
            "style:text-align-source": "fix",
        }
        line = {"fo:text-align": "end" if look.right else "start", "fo:margin-left": f"{look.indent * 0.35:.2f}cm"}
        letter = {
            "style:font-name": _FONT, "fo:font-family": _FONT, "fo:font-size": f"{look.size}pt",
            "fo:font-weight": "bold" if look.bold else "normal", "fo:color": f"#{look.color or '000000'}",
        }  # fmt: skip
        return self.named(
            look,
            "table-cell",
            {"style:parent-style-name": "Default", "style:data-style-name": _SHOWN.get(look.shown, "")},
            lambda: tag("style:table-cell-properties", box),
            lambda: tag("style:paragraph-properties", line),
            lambda: tag("style:text-properties", letter),
        )

    def column(self, width: float) -> str:
        """Of a column so many characters wide."""
        properties = {"style:column-width": centimetres(width)}
        return self.named(
            ("column", width), "table-column", {}, lambda: tag("style:table-column-properties", properties)
        )

    def row(self, height: float, *, fixed: bool) -> str:
        """Of a row of that height in points; one that isn't fixed grows with what a person types."""
        grows = "false" if fixed else "true"
        properties = {"style:row-height": f"{height:.2f}pt", "style:use-optimal-row-height": grows}
        return self.named(
            ("row", height, fixed), "table-row", {}, lambda: tag("style:table-row-properties", properties)
        )

    def sheet(self, sheet: Sheet) -> str:
        """Of a sheet: whether it is shown, the colour of its tab, and its page."""
        color = f"#{TABS[sheet.kind]}" if sheet.kind else ""
        properties = {"table:display": "false" if sheet.hidden else "true", "table:tab-color": color}
        page = "Upright" if sheet.kind in PORTRAIT else "Lying"
        key = ("sheet", sheet.hidden, color, page)
        return self.named(
            key, "table", {"style:master-page-name": page}, lambda: tag("style:table-properties", properties)
        )

    def page(self, landscape: bool) -> None:
        """A4, as wide as the sheet, with its name and page numbers at the foot."""
        name = "Lying" if landscape else "Upright"
        width, height = reversed(_A4) if landscape else _A4
        properties = {
            "fo:page-width": width, "fo:page-height": height, "fo:margin": "1cm", "style:scale-to-X": 1,
            "style:print-orientation": "landscape" if landscape else "portrait", "style:scale-to-Y": 0,
        }  # fmt: skip
        foot = tag("style:header-footer-properties", {"fo:min-height": "0.8cm", "fo:margin-top": "0.3cm"})
        layout = tag(
            "style:page-layout",
            {"style:name": f"page_{name}"},
            tag("style:page-layout-properties", properties),
            tag("style:footer-style", {}, foot),
        )
        add_styles(self.made.styles, layout)
        numbers = tag("text:p")
        numbers.append(tag("text:page-number", text="1"))
        numbers.append(tag("text:span", text=" / "))
        numbers.append(tag("text:page-count", text="1"))
        left = tag("style:region-left", {}, tag("text:p", {}, tag("text:sheet-name", text="-")))
        footer = tag("style:footer", {}, left, tag("style:region-right", {}, numbers))
        master = tag(
            "style:master-page",
            {"style:name": name, "style:page-layout-name": f"page_{name}"},
            tag("style:header", {"style:display": "false"}),
            footer,
        )
        self.made.styles.get_element("//office:master-styles").append(master)
