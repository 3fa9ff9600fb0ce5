"""The options that say which region is meant, shared by every command that assesses one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiorules.cli.base import has_color, load_knowledge, option, terminal_width, write
from regiorules.errors import InputError, Problem
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Vocabulary

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.render.blocks import Block
    from regiorules.rules.model import Knowledge


def region_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """REGION (a file) or --region NAME, --profiles FILE and --set NAME=VALUE."""
    for add in (
        option(
            "--set",
            "assignments",
            multiple=True,
            metavar="FEIT=WAARDE",
            nl="Zet een feit of een aanname, bijvoorbeeld large_city=100000; meermaals te geven.",
            en="Set a fact or an assumption, for example large_city=100000; may be repeated.",
        ),
        option(
            "--profiles",
            type=click.Path(path_type=Path),
            metavar="CSV",
            nl="Lees regio's en inwonertallen uit dit CSV-bestand in plaats van de ingebouwde van 2016.",
            en="Read regions and population from this CSV file instead of the built-in ones of 2016.",
        ),
        option(
            "--region",
            "name",
            metavar="NAAM",
            nl="Begin met een ingebouwde regio (zie: regiorules regions).",
            en="Start from a built-in region (see: regiorules regions).",
        ),
        click.argument("file", required=False, metavar="REGIO", type=click.Path(path_type=Path)),
    ):
        function = add(function)
    return function


def given_region(
    vocabulary: Vocabulary, file: Path | None, name: str | None, profiles: Path | None, assignments: tuple[str, ...]
) -> Region:
    """The region that the options mean; raises InputError or UnknownName."""
    from regiorules.facts.profiles import built_in_profiles, find_profile, read_profiles
    from regiorules.facts.region import read_region, region_from_profile

    if (file is None) == (name is None):
        raise InputError([Problem("region_needed" if file is None else "region_twice")])
    table = read_profiles(profiles) if profiles else None
    if file is not None:
        region = read_region(file, vocabulary, table)
    else:
        region = region_from_profile(find_profile(str(name), table or built_in_profiles()))
    return region.set(pairs(assignments), vocabulary) if assignments else region


def pairs(assignments: tuple[str, ...]) -> dict[str, str]:
    """`fact=value` options as pairs; raises InputError for one without `=`."""
    wrong = [Problem("set_form", {"value": each}) for each in assignments if "=" not in each]
    if wrong:
        raise InputError(wrong)
    return {name.strip(): value.strip() for name, _, value in (each.partition("=") for each in assignments)}


def note_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--format and --engine, as every command that writes a note about an assessment has them."""
    formats = ("text", "markdown", "json")
    for add in (
        option(
            "--engine", default="auto", show_default=True, nl="Executor: auto, durable of compiled.", en="Executor."
        ),
        option(
            "--format", type=click.Choice(formats), default="text", show_default=True, nl="Uitvoervorm.", en="Format."
        ),
    ):
        function = add(function)
    return function


def assess(
    file: Path | None,
    name: str | None,
    profiles: Path | None,
    assignments: tuple[str, ...],
    engine: str,
    rulesets: tuple[str, ...],
) -> tuple[Knowledge, Region, Assessment]:
    """The knowledge, the region that the options mean, and its assessment."""
    from regiorules.engine.engine import Engine

    knowledge = load_knowledge(rulesets)
    region = given_region(knowledge.vocabulary, file, name, profiles, assignments)
    return knowledge, region, Engine(knowledge, engine).assess(region)


def write_note(note: Any, blocks: Callable[[Any], Iterable[Block]], format: str, output: Path | None) -> None:
    """A note on the screen or in a file."""
    from regiorules.render.notes import render_note
    from regiorules.render.renderer import Layout

    layout = Layout(terminal_width(), has_color()) if output is None else Layout()
    write(render_note(note, blocks, format, layout), output)
