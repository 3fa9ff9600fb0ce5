"""`regiorules regions`: the regions in a table, and how much there is to each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from regiorules.cli.given import Given
from regiorules.cli.options import command as make
from regiorules.cli.options import completed, option, ruleset_option, text_or_json
from regiorules.cli.output import has_color, terminal_width, write, write_json
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Problem
from regiorules.frozen import frozen
from regiorules.text import Language, Text

if TYPE_CHECKING:
    from regiorules.facts.profiles import Profile
    from regiorules.facts.vocabulary import Fact, Vocabulary
    from regiorules.render.blocks import Paragraph

_NUMBER = Text("nr", "no")
_LARGEST = Text("grootste", "largest")
_DATE = Text("Datum", "Date")
_SOURCE = Text("Bron", "Source")
_LICENCE = Text("Licentie", "Licence")


@make(*HELP["regions"], waits=True)
@option(
    "--profiles",
    metavar="NAAM|BESTAND",
    shell_complete=completed("profiles"),
    nl="Uit deze tabel of dit bestand.",
    en="From this table or file.",
)
@ruleset_option
@text_or_json
def command(profiles: str | None, rulesets: tuple[str, ...], format: str, lang: Language) -> None:
    """List the regions."""
    from regiorules.facts.profiles import form_of
    from regiorules.frozen import thaw
    from regiorules.render.blocks import Block, Grid
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks

    given = Given(profiles=profiles, rulesets=rulesets)
    table, vocabulary = given.table(), given.knowledge().vocabulary
    if not table:
        raise InputError([Problem("no_profile")])
    if format == "json":
        write_json([{**_head(each), "codes": thaw(each.codes), **thaw(each.facts)} for each in table.values()])
        return
    columns = _Columns(vocabulary, vocabulary.facts[form_of(vocabulary).fact], lang)
    blocks: list[Block] = [
        Grid(columns.titles(), tuple(map(columns.cells, table.values()))),
        *_about(next(iter(table.values())), lang),
    ]
    write(render_blocks(blocks, Layout(terminal_width(), has_color())))


def _about(profile: Profile, language: Language) -> Iterator[Paragraph]:
    """Where the table comes from: its date, source and licence, as far as it says so."""
    from regiorules.facts.dates import show_moment
    from regiorules.render.blocks import Paragraph

    told = {_DATE: show_moment(profile.date, language), _SOURCE: profile.source, _LICENCE: profile.licence}
    for title, text in told.items():
        if text:
            yield Paragraph(text, title.say(language))


def _head(profile: Profile) -> dict[str, Any]:
    return {name: getattr(profile, name) for name in ("number", "name", "date", "source", "licence")}


@frozen
class _Columns:
    """What is shown of each region: how many records, the sum of each number in them, and the largest one."""

    vocabulary: Vocabulary
    list: Fact
    language: Language

    @property
    def numbers(self) -> Sequence[Fact]:
        """The fields that are numbers."""
        return [each for each in self.list.fields if each.type == "number"]

    def titles(self) -> tuple[str, ...]:
        """The heading of each column."""
        counted = (each.title.say(self.language).lower() for each in (self.list, *self.numbers))
        largest = [_LARGEST.say(self.language)] if self.numbers and self.list.key else []
        return (_NUMBER.say(self.language), self.vocabulary.word("region", self.language), *counted, *largest)

    def cells(self, profile: Profile) -> tuple[str, ...]:
        """The row of a region."""
        from regiorules.facts.partial import is_partial, records_in

        value = profile.facts.get(self.list.id)
        records, more = records_in(value), is_partial(value)
        count = self.list.show(value, self.language)
        columns = [[record[each.id] for record in records] if records else [None] for each in self.numbers]
        sums = [self.sum(each, values, more=more) for each, values in zip(self.numbers, columns, strict=True)]
        largest = [self.largest(records, more=more)] if self.numbers and self.list.key else []
        return (str(profile.number or ""), profile.name, count, *sums, *largest)

    def sum(self, field: Fact, values: Sequence[Any], *, more: bool) -> str:
        """A sum as it is shown, or what it lies between; unknown where a part of it is."""
        from regiorules.engine.bounds import figure

        free = evolve(field, minimum=None, maximum=None)
        limits = (-math.inf if field.minimum is None else field.minimum, math.inf)
        found = None if None in values else figure("sum", [*map(field.encode, values)], [], limits, more=more)
        return free.show(free.decode(found), self.language)

    def largest(self, records: Sequence[Mapping[str, Any]], *, more: bool) -> str:
        """The record with the most of the first number; nothing where that isn't certain."""
        from regiorules.facts.partial import is_partial

        known = [record for record in records if record[self.numbers[0].id] is not None]
        if more or any(is_partial(record[self.numbers[0].id]) for record in known):
            return ""
        return str(max(known, key=lambda record: record[self.numbers[0].id])[self.list.key]) if known else ""
