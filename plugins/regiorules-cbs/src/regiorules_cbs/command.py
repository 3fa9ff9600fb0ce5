"""`regiorules cbs`: a table of CBS, fetched, kept, and written as CSV."""

from __future__ import annotations

from pathlib import Path

import click

from regiorules.cli.options import command as make
from regiorules.cli.options import option, output_option
from regiorules.cli.output import has_color, say, terminal_width, write
from regiorules.text import Language, Text, fill, visible
from regiorules_cbs.editions import TABLES, Edition, editions
from regiorules_cbs.problems import error

_HEADER = (Text("tabel", "table"), Text("nummer bij CBS", "number at CBS"), Text("opgehaald", "fetched"))
_YES = Text("ja", "yes")
_KEPT = Text("Bewaard in", "Kept in")
_SUMMARY = Text(
    "{places} {places:gemeente|gemeenten} in {regions} {regions:arbeidsmarktregio|arbeidsmarktregio's}; {source}. "
    "Gebruik: regiorules advise --region NAAM --profiles {file}",
    "{places} {places:municipality|municipalities} in {regions} labour-market {regions:region|regions}; {source}. "
    "Use: regiorules advise --region NAME --profiles {file}",
)


@make(
    "Haal de regio's en inwonertallen van een jaar op bij CBS, en schrijf ze als CSV; zonder jaar: welke er zijn.",
    "Fetch the regions and population of a year from CBS, and write them as CSV; without a year: which there are.",
    waits=True,
)
@click.argument("year", required=False, metavar="[JAAR]")
@option(
    "--table",
    "number",
    metavar="NUMMER",
    nl="Een andere tabel Gebieden in Nederland, bijvoorbeeld 85755NED.",
    en="Another table Gebieden in Nederland, for example 85755NED.",
)
@option("--refresh", is_flag=True, nl="Haal opnieuw op.", en="Fetch anew.")
@output_option
def command(year: str | None, number: str | None, refresh: bool, output: Path | None, lang: Language) -> None:
    """Write one table, or list them."""
    if year is None and number is None:
        _list(lang)
        return
    from regiorules_cbs.store import get_table

    table = get_table(*_edition(year, number), refresh=refresh)
    write(table.to_csv(), output)
    if output is not None:
        said = {"file": visible(str(output)), "places": len(table.municipalities), "regions": len(table.profiles())}
        say(fill(_SUMMARY.say(lang), **said, source=table.source))


def _edition(year: str | None, number: str | None) -> Edition:
    if number is not None:
        if year is not None:
            raise error("year_and_table")
        return Edition(number, None)
    known = editions()
    if year not in known:
        raise error("unknown_year", value=year, first=min(TABLES), last=max(TABLES))
    return known[year]


def _list(lang: Language) -> None:
    from regiorules.render.blocks import Block, Grid, Paragraph
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks
    from regiorules_cbs.settings import read_settings
    from regiorules_cbs.store import read_kept

    settings = read_settings()
    rows = tuple(
        (f"cbs-{name}", table, _YES.say(lang) if read_kept(settings.kept(table), table) else "")
        for name, (table, _) in editions().items()
    )
    blocks: list[Block] = [
        Grid(tuple(text.say(lang) for text in _HEADER), rows),
        Paragraph(str(settings.folder), _KEPT.say(lang)),
    ]
    write(render_blocks(blocks, Layout(terminal_width(), has_color())))
