"""The picture in the README is of the report as it is."""

from __future__ import annotations

from runpy import run_path

from PIL import Image

from tests.paths import ROOT


def test_the_picture_shows_what_the_report_says() -> None:
    """Word for word; otherwise `make picture` makes it anew."""
    drawing = run_path(str(ROOT / "docs" / "report.py"))
    with Image.open(drawing["PICTURE"]) as picture:
        shown = picture.text[drawing["DESCRIPTION"]]
    assert "In het kort" in shown
    assert shown == drawing["words"](drawing["report"]())
