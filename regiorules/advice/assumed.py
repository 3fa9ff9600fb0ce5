"""Assumptions in words: how much, since when, and by which law, decision or agreement."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.facts.dates import show_moment
from regiorules.facts.vocabulary import DatedValue, Parameter
from regiorules.text import Language, Text

_SINCE = Text("sinds {day}, {reference}", "since {day}, {reference}")
_CHOSEN = Text("zelf gekozen; anders {usual}", "chosen here; else {usual}")
_BY = Text("volgens rule set {ruleset}", "by rule set {ruleset}")
_IN = Text("in {region} {value}", "in {region} {value}")


def since(value: DatedValue, language: Language) -> str:
    """Since when it is so, by what, where that is to be read, and which other rule set says so."""
    day = show_moment(value.since.isoformat(), language)
    text = _SINCE.say(language).format(day=day, reference=value.reference.say(language).rstrip("."))
    text = f"{text}, {value.url}" if value.url else text
    return f"{text}; {_BY.say(language).format(ruleset=value.ruleset)}" if value.ruleset else text


def said(parameter: Parameter, value: float, language: Language) -> str:
    """The number of an assumption with its unit; with a date since when it is so, or what it would be if not chosen."""
    shown = _shown(parameter, value, language)
    if parameter.unit:
        shown += f" {parameter.unit.say(language)}"
    if not parameter.dated:
        return shown
    origin = since(parameter.dated, language)
    if value != parameter.value:
        origin = f"{_CHOSEN.say(language).format(usual=_shown(parameter, parameter.value, language))}, {origin}"
    return f"{shown} ({origin})"


def by_date(parameter: Parameter, language: Language) -> Iterator[str]:
    """Each value that goes by date, those of all regions first."""
    yield from (_with_date(parameter, each, language) for each in parameter.values)
    for region, values in parameter.regions.items():
        for each in values:
            yield _IN.say(language).format(region=region, value=_with_date(parameter, each, language))


def _with_date(parameter: Parameter, value: DatedValue, language: Language) -> str:
    return f"{_shown(parameter, value.value, language)} {since(value, language)}"


def _shown(parameter: Parameter, value: float, language: Language) -> str:
    return parameter.as_fact().show(value, language)
