"""How the sheets of an .ods file open: the first one in front, without a grid, with what stays in view."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from regiorules.office.sheets import Book, Sheet

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-settings xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:settings>'
    '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
    "<config:config-item-map-entry>"
)
_ENTRY = "config:config-item-map-entry"
_FOOT = (
    "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>"
    "</office:document-settings>"
)


def settings(book: Book) -> bytes:
    """The part of the file that says so."""
    tables = "".join(
        f"<{_ENTRY} config:name={quoteattr(sheet.name)}>{_view(sheet)}</{_ENTRY}>" for sheet in book.sheets
    )
    named = f'<config:config-item-map-named config:name="Tables">{tables}</config:config-item-map-named>'
    first = _item("ActiveTable", "string", book.sheets[0].name) + _item("ShowGrid", "boolean", "false")
    return f"{_HEAD}{named}{first}{_FOOT}".encode()


def _view(sheet: Sheet) -> str:
    """What stays in view of a sheet: the rows above and the columns before the first cell that moves."""
    row, column = sheet.freeze[0] - 1, sheet.freeze[1] - 1
    items = _item("ShowGrid", "boolean", "false")
    for name, at, first in (("Horizontal", column, "Right"), ("Vertical", row, "Bottom")):
        items += _item(f"{name}SplitMode", "short", 2 if at else 0) + _item(f"{name}SplitPosition", "int", at)
        items += _item(f"Position{first}", "int", at)
    pane = 2 if row else 3 if column else 2
    return items + _item("ActiveSplitRange", "short", pane if row or column else 2)


def _item(name: str, kind: str, value: object) -> str:
    shown = str(value).replace("&", "&amp;").replace("<", "&lt;")
    return f'<config:config-item config:name="{name}" config:type="{kind}">{shown}</config:config-item>'
