"""The report as a PDF: tagged, in its language, the same each time; and a clear word where it can't be made."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from regiorules.errors import MissingExtra
from regiorules.render import pdf
from regiorules.render.renderer import Layout
from tests.mini import codes
from tests.render.reports import EMPTY, FILES, advice_of

ZEELAND = next(each for each in FILES if each.stem == "zeeland")


@pytest.fixture
def weasyprint() -> Any:
    """What draws a PDF, where it is."""
    try:
        import weasyprint
    except (ImportError, OSError) as cause:
        pytest.skip(f"WeasyPrint can't be used here: {cause}")
    return weasyprint


def plain(report: bytes) -> str:
    """A PDF with its streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", report, re.DOTALL)
    unpacked = [report]
    for each in streams:
        try:
            unpacked.append(zlib.decompress(each))
        except zlib.error:
            continue
    return b"\n".join(unpacked).decode("latin-1")


@pytest.mark.usefixtures("weasyprint")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pdf_is_tagged(language: Any) -> None:
    """It has its title, its language, headings, a table and figures with words for them."""
    advice = advice_of(ZEELAND, language)
    report = pdf.render(advice, Layout())
    assert report.startswith(b"%PDF-")
    inner = plain(report)
    assert f"/Lang ({language})" in inner
    assert "/Marked true" in inner
    assert "pdfuaid" in inner
    assert advice.words["title"].replace("{region}", advice.region) in inner
    assert inner.count("/S /Figure") == inner.count("/Alt ") == len(advice.positions) + 3  # plan, risks, division
    assert all(f"/S /{tag}" in inner for tag in ("H1", "H2", "H3", "Table", "TH", "L"))


@pytest.mark.usefixtures("weasyprint")
def test_the_same_advice_gives_the_same_bytes() -> None:
    """There is no clock in it."""
    assert pdf.render(advice_of(EMPTY), Layout()) == pdf.render(advice_of(EMPTY), Layout())


@pytest.mark.usefixtures("weasyprint")
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever a page would ask for, of the network or of the disk, it doesn't get."""
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    picture = tmp_path / "x.svg"
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    with HTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = (
            f'<img src="http://127.0.0.1:{server.server_port}/x.png" alt="x"><img src="{picture.as_uri()}" alt="{{}}">'
        )
        monkeypatch.setattr(pdf, "render_html", lambda *_: page)
        report = pdf.render(advice_of(EMPTY), Layout())
        server.shutdown()
    assert asked == []
    picture.unlink()
    assert report == pdf.render(advice_of(EMPTY), Layout())


@pytest.mark.parametrize(
    ("failure", "code"), [(ImportError("no weasyprint"), "pdf_missing"), (OSError("no pango"), "pdf_libraries")]
)
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, failure: Exception, code: str) -> None:
    """The extra, or the library of the system; in both cases with what can be done without."""

    def absent(name: str) -> Callable[..., Any]:
        raise failure

    monkeypatch.setattr(pdf, "import_module", absent)
    assert codes(MissingExtra, pdf.render, advice_of(EMPTY), Layout()) == [code]
    with pytest.raises(MissingExtra) as caught:
        pdf.render(advice_of(EMPTY), Layout())
    assert "--format html" in caught.value.say("en")
