"""A chart in an .ods file: a small document of its own, with the numbers that it shows now."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from regiorules.office.odf import tag
from regiorules.office.sheets import Area, Book, Chart, Series

_MEDIA = "application/vnd.oasis.opendocument.chart"
_NAMES = {
    "office": "office:1.0", "table": "table:1.0", "text": "text:1.0", "draw": "drawing:1.0", "style": "style:1.0",
    "fo": "xsl-fo-compatible:1.0", "svg": "svg-compatible:1.0", "chart": "chart:1.0", "number": "datastyle:1.0",
}  # fmt: skip
_SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}"' for name, uri in _NAMES.items())
_BARS = 'chart:vertical="true" chart:percentage="true" chart:auto-position="true" chart:auto-size="true"'
_SHARES = (
    '<number:percentage-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="1"/>'
    "<number:text>%</number:text></number:percentage-style>"
)


def embedded(made: Any, chart: Chart, book: Book, number: int) -> Any:
    """The frame for a cell, with the chart as part of the file."""
    folder = f"Object {number}"
    content = _document(chart, book)
    made.set_part(f"{folder}/content.xml", content.encode())
    made.manifest.add_full_path(f"{folder}/content.xml", "text/xml")
    made.manifest.add_full_path(f"{folder}/", _MEDIA)
    link = {"xlink:href": f"./{folder}", "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
    ranges = " ".join(map(_address, (chart.labels, *(each.values for each in chart.series))))
    size = {"svg:width": f"{chart.width}cm", "svg:height": f"{chart.height:.2f}cm", "svg:x": "0cm", "svg:y": "0cm"}
    inner = tag("draw:object", {"draw:notify-on-update-of-ranges": ranges, **link})
    return tag("draw:frame", {"draw:name": chart.title, **size}, inner)


def _address(area: Area) -> str:
    first, *last = (each.replace("$", "") for each in area.corners)
    return ":".join(f"{area.quoted}.{each}" for each in (first, *(last or [first])))


def _style(name: str, properties: str, others: str = "", data: str = "") -> str:
    shown = f' style:data-style-name="{data}"' if data else ""
    inner = f"<style:chart-properties {properties}/>{others}"
    return f'<style:style style:name="{name}" style:family="chart"{shown}>{inner}</style:style>'


def _document(chart: Chart, book: Book) -> str:
    axis = 'chart:display-label="true"'
    bold = '<style:text-properties fo:font-size="12pt" fo:font-weight="bold"/>'
    styles = _SHARES + _style("title", 'chart:auto-position="true"', bold) + _style("plot", _BARS)
    styles += _style("x", f'{axis} chart:reverse-direction="true"')
    styles += _style("y", f'{axis} chart:gap-width="40" chart:overlap="100"', data="N1")
    styles += "".join(
        _style(f"bar{at}", "", f'<style:graphic-properties draw:stroke="none" draw:fill-color="#{each.color}"/>')
        for at, each in enumerate(chart.series)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:chart>"
        f'<chart:chart chart:class="chart:bar" svg:width="{chart.width}cm" svg:height="{chart.height:.2f}cm">'
        f'<chart:title chart:style-name="title"><text:p>{escape(chart.title)}</text:p></chart:title>'
        f'<chart:legend chart:legend-position="bottom"/>{_plot(chart)}{_table(chart, book)}'
        "</chart:chart></office:chart></office:body></office:document-content>"
    )


def _plot(chart: Chart) -> str:
    """The axes, and the bars; their names stand in the table of the chart itself."""
    labels = f'<chart:categories table:cell-range-address="{escape(_address(chart.labels))}"/>'
    bars = "".join(_bars(at, each) for at, each in enumerate(chart.series))
    return (
        '<chart:plot-area chart:style-name="plot" chart:data-source-has-labels="both">'
        f'<chart:axis chart:dimension="x" chart:name="primary-x" chart:style-name="x">{labels}</chart:axis>'
        f'<chart:axis chart:dimension="y" chart:name="primary-y" chart:style-name="y"/>{bars}</chart:plot-area>'
    )


def _bars(at: int, series: Series) -> str:
    values, name = escape(_address(series.values)), escape(_address(series.heading))
    return (
        f'<chart:series chart:style-name="bar{at}" chart:values-cell-range-address="{values}" '
        f'chart:label-cell-address="{name}" chart:class="chart:bar"/>'
    )


def _table(chart: Chart, book: Book) -> str:
    """What the chart shows now, for programs that don't look in the sheet."""
    head = "".join(map(_cell, ("", *(book.values(each.heading)[0] for each in chart.series))))
    columns = [book.values(chart.labels), *(book.values(each.values) for each in chart.series)]
    rows = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in zip(*columns, strict=True)
    )
    return (
        '<table:table table:name="local-table"><table:table-header-columns><table:table-column/>'
        "</table:table-header-columns><table:table-columns>"
        f'<table:table-column table:number-columns-repeated="{len(chart.series)}"/></table:table-columns>'
        f"<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>"
        f"<table:table-rows>{rows}</table:table-rows></table:table>"
    )


def _cell(value: object) -> str:
    kind = 'string"' if isinstance(value, str) else f'float" office:value="{value}"'
    return f'<table:table-cell office:value-type="{kind}><text:p>{escape(str(value))}</text:p></table:table-cell>'
