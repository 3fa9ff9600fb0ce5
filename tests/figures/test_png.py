"""PNG: the drawing with its text in it, on any machine, or an error that says what to install."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from PIL import Image

from regiorules.errors import MissingExtra
from regiorules.figures.figure import Figure
from regiorules.figures.marks import INK, text
from regiorules.figures.png import figure_png
from tests.commands import run


def dark(figure: Figure) -> int:
    """How many pixels of the drawing are dark."""
    image = Image.open(BytesIO(figure_png(figure))).convert("L")
    return sum(image.histogram()[:100])


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("says", ["werkgeversdienstverlening", "Súdwest-Fryslân → één", "Ελλάδα"])
def test_text_is_drawn(says: str, bold: bool) -> None:
    """In our own font, or in one of the machine for what that hasn't."""
    pytest.importorskip("resvg_py")
    figure = Figure("t", "t", 300, 30, (text(0, 0, says, bold=bold, fill=INK),))
    assert dark(figure) > 100 + dark(evolve(figure, marks=()))


def test_it_is_as_large_as_asked() -> None:
    """So many pixels to a unit."""
    pytest.importorskip("resvg_py")
    figure = Figure.of("t", "t", 100, 50, ())
    sizes = [Image.open(BytesIO(figure_png(figure, zoom=zoom, heading=False))).size for zoom in (1, 3)]
    assert sizes == [(112, 62), (336, 186)]


def test_without_resvg_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both languages; no file is made, and SVG works."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match=r"regiorules\[png\]"):
        figure_png(Figure.of("t", "t", 100, 50, ()))
    code, out, err = run("figure", "--region", "Zeeland", "4", "--output", tmp_path / "f.png", "--lang", "en")
    assert (code, out, err) == (2, "", "PNG needs resvg-py; install regiorules[png], or choose SVG\n")
    assert [*tmp_path.iterdir()] == []
    assert run("figure", "--region", "Zeeland", "4", "--output", tmp_path / "f.svg")[0] == 0
