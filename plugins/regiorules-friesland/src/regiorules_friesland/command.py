"""`regiorules postcode`: who serves the employer at a postcode; exit code 1 for nobody, or more than one party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import click
from attrs import frozen

from regiorules.cli.formats import choose_format
from regiorules.cli.options import FileName, format_option, option, output_option
from regiorules.cli.options import command as make
from regiorules.cli.output import layout_for, write
from regiorules.cli.running import FOUND_WANTING
from regiorules.errors import InputError, Problem
from regiorules.render.blocks import Block, Bullets, Paragraph
from regiorules.render.notes import FORMATS, render_note
from regiorules.text import Language, Text
from regiorules_friesland.areas import Area, nearest, parties, serving

_FULL = re.compile(r"([1-9][0-9]{3}) ?(?:[A-Za-z]{2})?")
_NO_POSTCODE = Text(
    "{value} is geen postcode; schrijf 8911 of 8911 AB", "{value} isn't a postcode; write 8911 or 8911 AB"
)
_NO_TABLE = Text(
    "geef de postcodetabel van uw regio: --table BESTAND.csv (zie de README van regiorules-friesland)",
    "give the postcode table of your region: --table FILE.csv (see the README of regiorules-friesland)",
)
_ONE = Text("Werkgevers op {postcode} horen bij {party}.", "Employers at {postcode} belong to {party}.")
_SEVERAL = Text(
    "Werkgevers op {postcode} horen bij {count} partijen, en kunnen dus door elk van hen worden benaderd:",
    "Employers at {postcode} belong to {count} parties, and so may be approached by each of them:",
)
_NONE = Text(
    "{postcode} staat niet in de tabel: volgens haar bedient niemand de werkgevers daar.",
    "{postcode} isn't in the table: by it, nobody serves the employers there.",
)
_NEAREST = Text("Naar nummer het dichtst bij (vraag het daar na)", "Nearest by number (ask there)")
_CONTACT = Text("contact: {name}", "contact: {name}")
_NO_CONTACT = Text("de tabel noemt geen contact", "the table names no contact")
_OPEN = Text("contact onbekend", "contact unknown")


@frozen
class Answer:
    """Who serves the employers at a postcode; where nobody does, the areas `nearest` to it by number."""

    postcode: int
    found: Literal["one", "several", "none"]
    areas: tuple[Area, ...]
    nearest: tuple[Area, ...] = ()


@make(
    "Toon wie de werkgever op een postcode bedient, volgens uw tabel (uitgangscode 1: niemand, of meer partijen).",
    "Show who serves the employer at a postcode, by your table (exit code 1: nobody, or several parties).",
)
@click.argument("postcode", nargs=-1, required=True, metavar="POSTCODE")
@option(
    "--table",
    type=FileName(),
    metavar="CSV",
    nl="De postcodetabel: een CSV-bestand.",
    en="The postcode table: a CSV file.",
)
@format_option("Uitvoervorm.", "Format.", "text", "json")
@output_option
def command(
    postcode: tuple[str, ...], table: Path | None, format: str | None, output: Path | None, lang: Language
) -> int:
    """Read the table, and look the postcode up."""
    from regiorules_friesland.table import read_table

    number = _number(" ".join(postcode))
    if table is None:
        raise InputError([Problem.of(_NO_TABLE)])
    chosen = choose_format(format, output, {name: FORMATS[name] for name in ("text", "json")})
    answer = look_up(read_table(table), number)
    write(render_note(answer, lambda _: _blocks(answer, lang), chosen, layout_for(output)), output, chosen)
    return 0 if answer.found == "one" else FOUND_WANTING


def _number(text: str) -> int:
    """The four digits of a postcode, with or without its letters; raises InputError."""
    from regiorules.facts.values import clip

    matched = _FULL.fullmatch(text.strip())
    if matched is None:
        value = clip(text)
        raise InputError([Problem.of(Text(_NO_POSTCODE.nl.format(value=value), _NO_POSTCODE.en.format(value=value)))])
    return int(matched[1])


def look_up(areas: Sequence[Area], postcode: int) -> Answer:
    """Who serves a postcode, by these areas."""
    served_by = serving(areas, postcode)
    count = len(parties(served_by))
    return Answer(
        postcode,
        "none" if count == 0 else "one" if count == 1 else "several",
        served_by,
        () if served_by else nearest(areas, postcode),
    )


def _blocks(answer: Answer, language: Language) -> Iterator[Block]:
    served_by = parties(answer.areas)
    text = {"one": _ONE, "several": _SEVERAL, "none": _NONE}[answer.found].say(language)
    yield Paragraph(text.format(postcode=answer.postcode, party=", ".join(served_by), count=len(served_by)))
    if answer.areas:
        yield Bullets(tuple(_line(area, language) for area in answer.areas))
    else:
        yield Bullets(tuple(_line(area, language) for area in answer.nearest), _NEAREST.say(language))


def _line(area: Area, language: Language) -> str:
    text = _CONTACT if area.contact else _OPEN if area.has_contact is None else _NO_CONTACT
    return f"{area}: {area.party} ({text.say(language).format(name=area.contact)})"
