"""`regiorules diff`: for which regions another conclusion follows by other rules; exit code 1 where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import field

from regiorules.cli.codes import FOUND_WANTING
from regiorules.cli.options import Day, FileName, completed, option, text_or_json
from regiorules.cli.options import command as make
from regiorules.cli.output import write, write_json
from regiorules.cli.progress import counted
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Problem
from regiorules.frozen import frozen
from regiorules.text import Language, Text, fill, visible

if TYPE_CHECKING:
    from regiorules.proofs.meaning import Difference, Meaning
    from regiorules.rules.model import Knowledge

_WORDS: Mapping[Any, Text] = {
    "holds": Text("geldt", "holds"),
    "fails": Text("geldt niet", "doesn't hold"),
    "open": Text("open", "open"),
    "absent": Text("bestaat niet", "isn't there"),
    None: Text("onbekend", "unknown"),
    "": Text("zonder graad", "without a grade"),
    True: Text("ja", "yes"),
    False: Text("nee", "no"),
}
_KINDS: Mapping[str, Text] = {
    "grade": Text("graad", "grade"),
    "conflict": Text("twee waarden", "two values"),
    "records": Text("voor welke", "for which"),
}
_FOR = Text("voor {record}", "for {record}")
_WHOLE = Text("de regio als geheel", "the region as a whole")
_UNSETTLED = Text("niet uitgemaakt of dit verandert", "not settled whether this changes")
_PROVED_TO = Text(
    " (met hoogstens {count} {count:record|records} per lijst niet: bewezen)",
    " (with no more than {count} {count:record|records} in each list it doesn't: proved)",
)
_REGION = Text("in de regio", "in the region")
_IN = Text("in {region}", "in {region}")
_NONE = Text("Geen regio wordt geraakt: bewezen.", "No region is affected: proved.")
_NONE_HERE = Text("{region} wordt niet geraakt: bewezen.", "{region} is not affected: proved.")
_NONE_FOUND = Text("Geen verschil gevonden.", "No difference found.")
_COUNT = Text(
    "{count} {count:verschil|verschillen}, {unsettled} niet uitgemaakt.",
    "{count} {count:difference|differences}, {unsettled} not settled.",
)
_KNOWN = Text(
    "Van {size} bekende regio's {count:wordt|worden} er {count} geraakt.",
    "Of {size} known regions {count} {count:is|are} affected.",
)
_ALL = Text("allemaal", "all of them")
_APART = Text("Niet te vergelijken, van een andere soort: {names}.", "Not to be compared, of another type: {names}.")


@frozen
class _Compared:
    """
    Everything that was found: for every region, and of the regions that are known which are affected, by what.

    Each difference stands with the region that has rules or values of its own by which it is there, "" for all others.
    """

    differences: Sequence[tuple[str, Difference]]
    apart: tuple[str, ...]
    affected: Mapping[str, tuple[str, ...]] = field(factory=dict)
    regions: int = 0
    here: str = ""  # the region that was asked for

    @property
    def data(self) -> dict[str, Any]:
        """As plain data."""
        from attrs import asdict

        return {
            "differences": [{**asdict(each), "of": region} for region, each in self.differences],
            "not_compared": list(self.apart),
            "regions": self.regions,
            "affected": {name: list(found) for name, found in self.affected.items()},
        }

    @property
    def changes(self) -> bool:
        """Something is different, or it isn't settled that nothing is."""
        return bool(self.differences or self.apart or self.affected)


@make(*HELP["diff"], waits=True)
@click.argument("sides", nargs=-1, metavar="OUD [NIEUW]", shell_complete=completed("rulesets"))
@option(
    "--on",
    "days",
    type=Day(),
    multiple=True,
    metavar="JJJJ-MM-DD",
    nl="De dag waarvan de regels tellen (anders vandaag); met twee dagen de eerste voor OUD, de tweede voor NIEUW.",
    en="The day whose rules count (today otherwise); of two days the first is for OLD, the second for NEW.",
)
@option(
    "--region",
    metavar="NAAM",
    shell_complete=completed("regions"),
    nl="Vergelijk wat in deze regio geldt (anders in alle, en in elke die eigen regels of waarden heeft).",
    en="Compare what applies in this region (otherwise in all, and in each that has rules or values of its own).",
)
@option(
    "--regions",
    "files",
    type=FileName(),
    multiple=True,
    metavar="BESTAND|MAP",
    nl="Zeg ook welke van deze regiobestanden geraakt worden; meermaals te geven.",
    en="Say too which of these region files are affected; may be repeated.",
)
@text_or_json
def command(
    sides: tuple[str, ...],
    days: tuple[date, ...],
    region: str | None,
    files: tuple[Path, ...],
    format: str,
    lang: Language,
) -> int:
    """Compare rule sets."""
    from regiorules.cli.sides import two_sides

    if not 1 <= len(sides) <= 2 or len(days) > 2 or (len(sides) == 1 and len(days) < 2):
        raise InputError([Problem("two_sides")])
    with two_sides(sides[0], sides[-1]) as (old, new):
        found = _compared(old, new, days, region, files)
        if format == "json":
            write_json(found.data)
        else:
            write("\n".join(_lines(found, (new, old), lang)) + "\n")
    return FOUND_WANTING if found.changes else 0


def _compared(
    old: Knowledge, new: Knowledge, days: Sequence[date], region: str | None, files: Iterable[Path]
) -> _Compared:
    from regiorules.cli.affected import affected, known_regions
    from regiorules.facts.dates import today

    first, last = (days[0], days[-1]) if days else (today(), today())
    called = (region,) if region is not None else dict.fromkeys(("", *new.regional, *old.regional))
    meanings = _meanings(old, new, (first, last), called)
    steps = [(name, step) for name, meaning in meanings.items() for step in meaning.steps()]
    found = [(name, each) for name, step in counted(steps) for each in step()]
    regions = list(known_regions(old, new, files))
    reached = affected((old, first), (new, last), regions)
    apart = dict.fromkeys(each for meaning in meanings.values() for each in meaning.apart)
    return _Compared(list(_each_once(found)), tuple(apart), reached, len(regions), region or "")


def _meanings(old: Knowledge, new: Knowledge, days: tuple[date, date], regions: Iterable[str]) -> dict[str, Meaning]:
    """What is to be compared in each region in which something else applies than in those before."""
    from regiorules.proofs.meaning import Meaning
    from regiorules.proofs.sides import side_of

    sides = {name: (old.at(name, days[0]), new.at(name, days[1])) for name in regions}
    kept = {(id(before), id(after)): name for name, (before, after) in reversed(sides.items())}
    return {name: Meaning(*map(side_of, sides[name])) for name in sides if name in kept.values()}


def _each_once(found: Iterable[tuple[str, Difference]]) -> Iterator[tuple[str, Difference]]:
    """Without what is so in a region because it is everywhere, and of what isn't settled the first."""
    seen: set[tuple[Any, ...]] = set()
    for region, each in found:
        said = (each.name, each.kind, repr(each.before), repr(each.after), each.settled, each.record != "")
        if ("", *said) not in seen and (each.settled or (region, *said) not in seen):
            yield region, each
        seen.add((region, *said))


# --- in words ----------------------------------------------------------------------------------------


def _lines(found: _Compared, knowledge: Sequence[Knowledge], language: Language) -> Iterator[str]:
    for region, each in found.differences:
        yield f"{visible(_title(each.name, knowledge, language))} ({each.name}): {_said(each, knowledge, language)}"
        yield from (f"    {line}" for line in _facts(region, each.region, language))
    if found.apart:
        yield fill(_APART.say(language), names=", ".join(found.apart))
    if found.differences:
        open_ = sum(not each.settled for _, each in found.differences)
        yield fill(_COUNT.say(language), count=len(found.differences) - open_, unsettled=open_)
    else:
        none = _NONE_HERE if found.here else _NONE
        yield (_NONE_FOUND if found.apart else none).say(language).format(region=visible(found.here))
    if found.regions:
        yield fill(_KNOWN.say(language), size=found.regions, count=len(found.affected))
        yield from (f"  {line}" for line in _affected(found, language))


def _affected(found: _Compared, language: Language) -> Iterator[str]:
    """The regions, together where they are affected in the same names."""
    together: dict[tuple[str, ...], list[str]] = {}
    for region, names in found.affected.items():
        together.setdefault(names, []).append(visible(region))
    for names, regions in together.items():
        who = _ALL.say(language) if len(regions) == found.regions else ", ".join(regions)
        yield f"{who}: {', '.join(names)}"


def _title(name: str, knowledge: Sequence[Knowledge], language: Language) -> str:
    from regiorules.rules.declared import unfilled

    for each in knowledge:
        known = each.conclusions.get(name) or each.vocabulary.facts.get(name)
        if known is not None:
            return unfilled(known.title.say(language))
    return name


def _said(difference: Difference, knowledge: Sequence[Knowledge], language: Language) -> str:
    kind = [_KINDS[difference.kind].say(language)] if difference.kind in _KINDS else []
    kind += [_FOR.say(language).format(record=visible(difference.record))] if difference.record else []
    about = f"{' '.join(kind)}: " if kind else ""
    if not difference.settled:
        proved = "" if difference.proved_to is None else fill(_PROVED_TO.say(language), count=difference.proved_to)
        return about + _UNSETTLED.say(language) + proved
    new, old = knowledge
    values = [(old, difference.before), (new, difference.after)]
    return about + " → ".join(_shown(difference, value, side, language) for side, value in values)


def _shown(difference: Difference, value: Any, knowledge: Knowledge, language: Language) -> str:
    if difference.kind == "records":
        return _title(value, [knowledge], language) if value else _WHOLE.say(language)
    fact = knowledge.vocabulary.facts.get(difference.name)
    if difference.kind == "value" and fact is not None and value not in (None, "absent"):
        return visible(fact.show(value, language))
    conclusion = knowledge.conclusions.get(difference.name)
    if difference.kind == "grade" and conclusion is not None and value:
        from regiorules.rules.model import GRADED

        return visible(knowledge.terms[GRADED[conclusion.kind]][value].title.say(language))
    return _WORDS[value].say(language)


def _facts(called: str, facts: Mapping[str, Any], language: Language) -> Iterator[str]:
    from regiorules.documents.written import YAML

    if facts or called:
        where = _IN.say(language).format(region=visible(called)) if called else _REGION.say(language)
        yield f"{where}:" if facts else where
        yield from (f"  {name}: {YAML.value(value)}" for name, value in facts.items())
