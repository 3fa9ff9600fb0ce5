"""Files that are no workbook, and workbooks of which a part is changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repack(path: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> Path:
    """The same workbook with other content in some of its parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path.write_bytes(zipped(parts | {name: change(parts[name]) for name, change in changes.items()}))
    return path


NO_WORKBOOK = {
    "csv": (b"Vraag;Antwoord\nHoeveel?;veel\n", "not_workbook"),
    "empty": (b"", "not_workbook"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "not_workbook"),
    "text-document": (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}), "not_workbook"),
    "bomb": (zipped({"xl/workbook.xml": bytes(60_000_000)}), "workbook_too_large"),
    "crumbs": (zipped({f"xl/workbook{each}.xml": b"" for each in range(1001)}), "workbook_too_large"),
    "no-xml": (zipped({"[Content_Types].xml": b"<Types", "xl/workbook.xml": b"<"}), "workbook_broken"),
}
