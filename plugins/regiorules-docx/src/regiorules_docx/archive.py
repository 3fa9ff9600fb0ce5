"""The same report as the same bytes: a zip file without the clock and the machine in it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

STAMP = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can hold


def without_clock(content: bytes) -> bytes:
    """A zip file with the same members, all dated alike."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            member = ZipInfo(name, STAMP)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0  # else that of the machine
            made.writestr(member, given.read(name))
    return out.getvalue()
