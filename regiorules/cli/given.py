"""What is given on the command line: the region that is meant, and how to write what follows from it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve, field

from regiorules.cli.formats import choose_format
from regiorules.cli.inputs import note_input
from regiorules.cli.once import only_one
from regiorules.cli.options import (
    Day,
    FileName,
    completed,
    format_option,
    option,
    output_option,
    ruleset_option,
)
from regiorules.cli.output import layout_for, write
from regiorules.cli.registered import cache_of_run, load_knowledge, plugins, remark
from regiorules.errors import InputError, Place, Problem, unknown_name
from regiorules.frozen import frozen

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.engine.engine import Engine
    from regiorules.facts.profiles import Profile
    from regiorules.facts.region import Region
    from regiorules.facts.vocabulary import Vocabulary
    from regiorules.render.blocks import Block
    from regiorules.rules.model import Knowledge


@frozen
class Given:
    """The options that say which region is meant, and by which rules it is assessed."""

    file: Path | None = None
    name: str | None = None
    profiles: str | None = None
    facts: tuple[str, ...] = ()
    assignments: tuple[str, ...] = ()
    rulesets: tuple[str, ...] = ()
    engine: str = "auto"
    on: date | None = None
    _knowledge: list[Any] = field(factory=list, eq=False)

    def knowledge(self) -> Knowledge:
        """The rule sets asked for; read once."""
        if not self._knowledge:
            self._knowledge.append(load_knowledge(self.rulesets))
        found: Knowledge = self._knowledge[0]
        return found

    @property
    def again(self) -> str:
        """All that was asked for beside the region, to be repeated in the next command; each after a space."""
        from shlex import quote

        told = [("--profiles", self.profiles), ("--on", self.on and self.on.isoformat())]
        told += [(name, each) for name, every in self._repeated() for each in every]
        return "".join(f" {name} {quote(value)}" for name, value in told if value)

    def _repeated(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("--facts", self.facts), ("--set", self.assignments), ("--ruleset", self.rulesets)

    def machine(self, *, network: bool = False) -> Engine:
        """An engine with that knowledge; with `network` auto takes durable for whole assessments too, where it is."""
        from regiorules.engine import rete
        from regiorules.engine.engine import Engine

        engine = "durable" if network and self.engine == "auto" and rete.available() else self.engine
        return Engine(self.knowledge(), engine, cache=cache_of_run())

    def region(self, *, assigned: bool = True) -> Region:
        """The region that is meant; raises InputError or UnknownName."""
        from regiorules.facts.region import odd_in
        from regiorules.plugins.using import read_facts

        vocabulary = self.knowledge().vocabulary
        region = self._start(vocabulary)
        origins = dict.fromkeys((*region.facts, *region.parameters), str(self.file))
        for name, path in dict.fromkeys(parted(self.facts, "facts_form")):
            sources = plugins().sources
            if name not in sources:
                raise unknown_name("unknown_source_name", name, sources)
            from regiorules.facts.source import add_facts

            note_input(Path(path))
            more = read_facts(plugins(), name, Path(path), vocabulary)
            region = add_facts(region, more, Place(path), origins, pairs(self.assignments))
            origins = {**dict.fromkeys((*more.facts, *more.parameters), path), **origins}
        self._odd(region)
        region = region.set(pairs(self.assignments), vocabulary) if assigned and self.assignments else region
        remark(evolve(each, place=Place(str(self.file or ""))) for each in odd_in(region, vocabulary))
        return region

    def _odd(self, region: Region) -> None:
        """Say which rule sets apply to a region that nobody knows: their rules count for nothing, in silence."""
        from regiorules.rules.scopes import unknown_scopes

        if self.knowledge().regional:
            table = self.table()
            remark(unknown_scopes(self.knowledge(), [*table, region.name] if table else ()))

    def assess(self) -> Assessment:
        """The assessment of that region, by the rules of the day asked for."""
        return self.machine().assess(self.region(), self.on)

    def _start(self, vocabulary: Vocabulary) -> Region:
        from regiorules.facts.names import meant_region
        from regiorules.facts.region import region_from_profile

        if (self.file is None) == (self.name is None):
            raise InputError([Problem("region_needed" if self.file is None else "region_twice")])
        if self.file is not None:
            return read_any(self.file, vocabulary, self.table() if self.profiles else None)
        meant = meant_region(str(self.name), self.table(), vocabulary)
        remark([meant.remark] if meant.remark else [])
        return region_from_profile(meant.profile)

    def table(self) -> Mapping[str, Profile]:
        """
        The regions to start from: a table of the rule set or of a plugin by its name, or a file (CSV, XLSX, JSON).

        Without a name those of the rule set's first table; none where it has no table.
        """
        from regiorules.facts.profiles import built_in_profiles, form_of, read_profiles
        from regiorules.plugins.using import give_profiles

        vocabulary = self.knowledge().vocabulary
        if not self.profiles:
            return built_in_profiles(vocabulary)
        name = self.profiles
        if name in (each.id for each in form_of(vocabulary).tables):
            return built_in_profiles(vocabulary, name)
        if name in plugins().profiles:
            return give_profiles(plugins(), name, vocabulary)
        note_input(Path(name))
        return read_profiles(Path(name), vocabulary)


def read_any(path: Path, vocabulary: Vocabulary, profiles: Mapping[str, Profile] | None) -> Region:
    """The region in a file of any kind that a source reads; standard input is YAML or JSON."""
    from regiorules.documents import is_stream
    from regiorules.plugins.using import read_facts

    registry = plugins()
    source = registry.readers.get(path.suffix.lower())
    if source is None and os.path.isfile(path) and not is_stream(path):
        raise InputError([Problem("file_kind", {"known": ", ".join(registry.readers)}, Place(str(path)))])
    note_input(path)
    return read_facts(registry, source or "region", path, vocabulary, profiles)


def pairs(assignments: Iterable[str]) -> dict[str, str]:
    """The values of `--set name=value` by name; raises InputError for one without `=` or a name with two values."""
    found: dict[str, list[str]] = {}
    for name, value in parted(assignments, "set_form"):
        found.setdefault(name, []).append(value)
    for name, values in found.items():
        only_one(name, values)
    return {name: values[0] for name, values in found.items()}


def parted(assignments: Iterable[str], code: str) -> list[tuple[str, str]]:
    """The two sides of each `name=value`; raises InputError with the problem `code` for one without `=`."""
    wrong = [Problem(code, {"value": each}) for each in assignments if "=" not in each]
    if wrong:
        raise InputError(wrong)
    return [(name.strip(), value.strip()) for name, _, value in (each.partition("=") for each in assignments)]


_FILE = click.argument(
    "file", required=False, metavar="REGIO", type=FileName(), shell_complete=completed("region_file")
)
_REGION = option(
    "--region",
    "name",
    metavar="NAAM",
    shell_complete=completed("regions"),
    nl="Begin met een bekende regio (zie: regiorules regions).",
    en="Start from a known region (see: regiorules regions).",
)
_PROFILES = option(
    "--profiles",
    metavar="NAAM|BESTAND",
    shell_complete=completed("profiles"),
    nl="Begin met de regio's in deze tabel of dit bestand (CSV, XLSX, JSON), in plaats van de nieuwste tabel die "
    "bij de rule set hoort, of die van de datum in het regiobestand.",
    en="Start from the regions in this table or file (CSV, XLSX, JSON), instead of the newest table that stands "
    "with the rule set, or that of the date in the region file.",
)
_FACTS = option(
    "--facts",
    multiple=True,
    metavar="BRON=BESTAND",
    shell_complete=completed("sources"),
    nl="Voeg feiten toe uit een bestand dat deze bron leest; meermaals te geven.",
    en="Add facts from a file that this source reads; may be repeated.",
)
_SET = option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FEIT=WAARDE",
    shell_complete=completed("assignments"),
    nl="Zet een feit of een aanname op een andere waarde, of een feit op wat u ervan weet, zoals hoogstens los (zie: "
    "regiorules facts); meermaals te geven.",
    en="Set a fact or an assumption to another value, or a fact to what you know of it, such as at most loose (see: "
    "regiorules facts); may be repeated.",
)
_ENGINE = option(
    "--engine",
    default="auto",
    show_default=True,
    shell_complete=completed("engines"),
    nl="Executor: auto, durable of compiled.",
    en="Executor: auto, durable or compiled.",
)
_ON = option(
    "--on",
    type=Day(),
    metavar="JJJJ-MM-DD",
    nl="Beoordeel met de regels van deze dag (anders die van vandaag).",
    en="Assess by the rules of this day (today's otherwise).",
)
_FORMAT = format_option(
    "Uitvoervorm; anders die bij de naam van --output, of text.",
    "Format; that of the name of --output otherwise, or text.",
    *("text", "markdown", "json"),
)


def rules_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """All that says how regions are assessed, whichever they are, as one `given`."""

    @wraps(function)
    def run(
        *,
        profiles: str | None,
        assignments: tuple[str, ...],
        rulesets: tuple[str, ...],
        engine: str,
        on: date | None,
        **rest: Any,
    ) -> Any:
        given = Given(profiles=profiles, assignments=assignments, rulesets=rulesets, engine=engine, on=on)
        return function(given=given, **rest)

    for add in (_ENGINE, ruleset_option, _ON, _SET, _PROFILES):
        run = add(run)
    return run


def region_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """REGION (a file) or --region NAME, and all that says how to assess it, as one `given`."""

    @wraps(function)
    def run(*, given: Given, file: Path | None, name: str | None, facts: tuple[str, ...], **rest: Any) -> Any:
        return function(given=evolve(given, file=file, name=name, facts=facts), **rest)

    with_options: Callable[..., Any] = _REGION(_FACTS(rules_options(run)))
    return _FILE(with_options)


@frozen
class Sheet:
    """How and where a note is written."""

    asked: str | None
    output: Path | None

    def write(self, note: Any, blocks: Callable[[Any], Iterable[Block]]) -> None:
        """A note on the screen or in a file."""
        from regiorules.render.notes import FORMATS, render_note

        chosen = choose_format(self.asked, self.output, FORMATS)
        write(render_note(note, blocks, chosen, layout_for(self.output)), self.output, chosen)


def sheet_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--format and --output, as one `sheet`."""

    @wraps(function)
    def run(*, format: str | None, output: Path | None, **rest: Any) -> Any:
        return function(sheet=Sheet(format, output), **rest)

    return _FORMAT(output_option(run))
