"""`regiorules regions`: the regions that are built in."""

from __future__ import annotations

from regiorules.cli.given import Given
from regiorules.cli.options import command as make
from regiorules.cli.options import option, text_or_json
from regiorules.cli.output import has_color, terminal_width, write, write_json
from regiorules.text import Language, Text

_HEADER = (
    Text("nr", "no"),
    Text("regio", "region"),
    Text("gemeenten", "municipalities"),
    Text("inwoners", "population"),
    Text("grootste gemeente", "largest municipality"),
)
_SOURCE = Text("Bron", "Source")


@make("Toon de arbeidsmarktregio's die zijn ingebouwd.", "Show the labour-market regions that are built in.")
@option("--profiles", metavar="NAAM|CSV", nl="Uit deze tabel of dit CSV-bestand.", en="From this table or CSV file.")
@text_or_json
def command(profiles: str | None, format: str, lang: Language) -> None:
    """List the regions."""
    from regiorules.facts.vocabulary import UNKNOWN, show_number
    from regiorules.render.blocks import Block, Grid, Paragraph
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks

    table = Given(profiles=profiles).table()
    if format == "json":
        write_json(
            [
                {
                    "number": each.number,
                    "name": each.name,
                    "date": each.date,
                    "source": each.source,
                    "municipalities": [dict(record) for record in each.municipalities],
                }
                for each in table.values()
            ]
        )
        return
    rows = []
    for each in table.values():
        largest = max(each.municipalities, key=lambda record: int(record["population"] or 0))
        people = [record["population"] for record in each.municipalities]
        total = UNKNOWN.say(lang) if None in people else show_number(sum(people), lang)
        rows.append((str(each.number), each.name, str(len(each.municipalities)), total, largest["name"]))
    source = next(iter(table.values())).source if table else ""
    blocks: list[Block] = [
        Grid(tuple(text.say(lang) for text in _HEADER), tuple(rows)),
        Paragraph(source, _SOURCE.say(lang)),
    ]
    write(render_blocks(blocks, Layout(terminal_width(), has_color())))
