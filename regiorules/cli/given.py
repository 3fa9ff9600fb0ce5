"""The options that say which region is meant, shared by every command that assesses one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from regiorules.cli.base import option
from regiorules.errors import InputError, Problem
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Vocabulary


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
