"""What formulas come to, saved beside them in an .xlsx file: for programs that show a workbook and work nothing out."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>', re.DOTALL)  # as openpyxl writes it
_TYPE = re.compile(rb'\st="\w+"')

Values = Mapping[str, str | int | float]


def with_values(content: bytes, sheets: Mapping[int, Values]) -> bytes:
    """A workbook of openpyxl with the values of formulas, by the number of their sheet (from 1) and their cell."""
    if not sheets:
        return content
    parts = {f"xl/worksheets/sheet{number}.xml": values for number, values in sheets.items()}
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for member in given.infolist():
            part = given.read(member)
            values = parts.get(member.filename)
            made.writestr(member, _valued(part, values) if values else part)
    return out.getvalue()


def _valued(part: bytes, values: Values) -> bytes:
    def cell(found: re.Match[bytes]) -> bytes:
        name, attributes, formula = found.groups()
        value = values[name.decode()]
        kind = b' t="str"' if isinstance(value, str) else b""
        shown = escape(str(value)).encode()
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (name, _TYPE.sub(b"", attributes), kind, formula, shown)

    return _CELL.sub(cell, part)
