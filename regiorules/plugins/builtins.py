"""What RegioRules itself brings, through the same hooks as any plugin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from regiorules.office.forms import WORKBOOKS
from regiorules.plugins.hookspecs import hookimpl
from regiorules.plugins.names import COMMANDS
from regiorules.render.notes import FORMATS, REPORTS

if TYPE_CHECKING:
    from regiorules.advice.compare import Comparison
    from regiorules.advice.model import Advice
    from regiorules.facts.profiles import Profile
    from regiorules.facts.region import Region
    from regiorules.facts.source import FactSource
    from regiorules.facts.vocabulary import Vocabulary
    from regiorules.render.renderer import ComparisonRenderer, Layout, Renderer


class RegionFile:
    """Region files in YAML and JSON."""

    name = "region"
    suffixes: tuple[str, ...] = (".yaml", ".yml", ".json")

    def read(self, path: Path, vocabulary: Vocabulary, profiles: Mapping[str, Profile] | None) -> Region:
        """The region in the file; raises InputError."""
        from regiorules.facts.region import read_region

        return read_region(path, vocabulary, profiles)


class Spreadsheet:
    """The workbook that `regiorules questionnaire` writes."""

    name = "spreadsheet"
    suffixes: tuple[str, ...] = (".xlsx", ".ods")

    def read(self, path: Path, vocabulary: Vocabulary, profiles: Mapping[str, Profile] | None) -> Region:
        """The region in the workbook; raises InputError that names sheet and cell."""
        from regiorules.facts.workbook import read_workbook

        return read_workbook(path, vocabulary, profiles)


class Format:
    """A format of our own: the module `regiorules.render.NAME`, imported when something is written in it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.suffixes = {**FORMATS, **REPORTS}[name]

    def render(self, advice: Advice, layout: Layout) -> str | bytes:
        """The advice in that format."""
        written: str | bytes = import_module(f"regiorules.render.{self.name}").render(advice, layout)
        return written


class NoteOfComparison:
    """A format of our own for regions side by side, as notes are written."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.suffixes = FORMATS[name]

    def render(self, comparison: Comparison, layout: Layout) -> str:
        """The comparison in that format."""
        from regiorules.render.change_notes import comparison_blocks
        from regiorules.render.notes import render_note

        return render_note(comparison, comparison_blocks, self.name, layout)


class BookOfComparison:
    """A workbook with regions side by side."""

    def __init__(self, form: str) -> None:
        self.name = form
        self.suffixes = (f".{form}",)

    def render(self, comparison: Comparison, layout: Layout) -> bytes:
        """The bytes of the workbook, which has its own width; raises MissingExtra without what writes it."""
        from regiorules.office.files import written
        from regiorules.render.comparison_book import comparison_book

        return written(comparison_book(comparison), self.name)


@hookimpl
def regiorules_rulesets(register: Callable[[str, Path], None]) -> None:
    """The bundled rule sets, all of them."""
    from regiorules.rules.bundled import bundled_rulesets

    for folder in bundled_rulesets():
        register(folder.name, folder)


@hookimpl
def regiorules_renderers(register: Callable[[Renderer], None]) -> None:
    """Text, Markdown and JSON; HTML and PDF."""
    for name in (*FORMATS, *REPORTS):
        register(Format(name))


@hookimpl
def regiorules_comparisons(register: Callable[[ComparisonRenderer], None]) -> None:
    """Text, Markdown, JSON and workbooks."""
    for name in FORMATS:
        register(NoteOfComparison(name))
    for form in WORKBOOKS:
        register(BookOfComparison(form))


@hookimpl
def regiorules_sources(register: Callable[[FactSource], None]) -> None:
    """Region files and the workbook."""
    register(RegionFile())
    register(Spreadsheet())


@hookimpl
def regiorules_commands(register: Callable[[str, str], None]) -> None:
    """The commands, one file each."""
    for name in COMMANDS:
        register(name, f"regiorules.cli.{name}:command")
