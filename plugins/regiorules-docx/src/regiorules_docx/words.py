"""The words that only the report needs; the others are those of `regiorules.render.phrases`."""

from __future__ import annotations

import datetime
import re
from urllib.parse import quote, urlsplit

from regiorules.facts.dates import days_of
from regiorules.text import Language, Text, fill, visible

WORDS: dict[str, Text] = {
    "date_of_answers": Text("Datum van de antwoorden", "Date of the answers"),
    "date_of_region": Text("Datum van de gegevens van de regio", "Date of the data of the region"),
    "date_of_rules": Text("Datum van de bron van de regels", "Date of the source of the rules"),
    "no_date": Text("niet opgegeven", "not given"),
    "day": Text("Peildatum van de regels", "Date of the rules"),
    "any_day": Text("geen regel hangt van de dag af", "no rule depends on the day"),
    "contents": Text("Inhoud", "Contents"),
    "figure": Text("Figuur {number}", "Figure {number}"),
    "axis": Text("{title}, van {low} tot {high}: {value}", "{title}, from {low} to {high}: {value}"),
    "place": Text("Plaats", "Place"),
    "axes": Text("Op de assen", "On the axes"),
    "colored": Text(
        "Een gekleurde regel is niet voor allemaal gelijk; achterin staat waarom.",
        "A coloured line isn't the same for all; the last chapter says why.",
    ),
    "part_of": Text("{title} ({number} van {count})", "{title} ({number} of {count})"),
    "severity": Text("Ernst", "Severity"),
    "examples": Text("Voorbeelden", "Examples"),
    "page": Text("pagina {page} van {pages}", "page {page} of {pages}"),
}
LOCALES: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
EARLIEST = datetime.datetime(1980, 1, 1)

_HOST = re.compile(r"[a-z0-9][a-z0-9.-]*(:\d{1,5})?", re.IGNORECASE)


def word(name: str, language: Language, /, **fields: object) -> str:
    """A word of the report with its fields filled."""
    return fill(WORDS[name].say(language), **fields)


def tidy(text: str) -> str:
    """A text as a Word file can hold it and show it: one line, with control characters spelled."""
    return visible(text)


def address(url: str) -> str:
    """A web address that Word can follow; "" for anything else, since one bad address makes Word refuse the file."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        return ""
    return quote(tidy(url), safe="/:?#@!$&'()*+,;=%-._~")


def moment(*dates: str) -> datetime.datetime:
    """The first day of the first of these dates that can be read, at midnight; else a fixed one."""
    first = (days[0] for days in map(days_of, dates) if days)
    return next((found for day in first if (found := datetime.datetime(*day.timetuple()[:3])) >= EARLIEST), EARLIEST)
