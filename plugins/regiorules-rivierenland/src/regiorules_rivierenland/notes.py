"""
What rules can't say: which agreements have ended, or are about to, on a given day.

A rule looks at facts and knows no day.  A note names one agreement, as of the day whose rules were
used (`Assessment.on`), or else the date of the facts; never as of the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from regiorules.facts.dates import days_of
from regiorules.facts.partial import is_partial, is_whole, records_in
from regiorules.text import Text

if TYPE_CHECKING:
    from regiorules import Assessment, Knowledge
    from regiorules.facts.vocabulary import Fact
    from regiorules.text import Language

AGREEMENTS = "rivierenland_agreements"
_CONTRADICT = Text(
    "{name}: het eindjaar ({end_year}) ligt voor het beginjaar ({start_year}). Controleer de jaren; tot dan is niet te"
    " zeggen of de looptijd voorbij is.",
    "{name}: its last year ({end_year}) comes before its first ({start_year}). Check the years; until then it can't be"
    " said whether the term is over.",
)
_ENDED = Text(
    "{name}: de looptijd is voorbij; zij eindigde in {end_year} (peildatum {day}). Partijen: {parties}."
    " Opvolging: {follow_up}.",
    "{name}: the term is over; it ended in {end_year} (as of {day}). Parties: {parties}. Follow-up: {follow_up}.",
)
_ENDS = Text(
    "{name}: de looptijd eindigt binnen een jaar, eind {end_year} (peildatum {day}). Partijen: {parties}."
    " Opvolging: {follow_up}.",
    "{name}: the term ends within a year, at the end of {end_year} (as of {day}). Parties: {parties}."
    " Follow-up: {follow_up}.",
)
_ENDED_BY = Text(
    "{name}: de looptijd is voorbij; zij eindigde uiterlijk in {latest} (peildatum {day}). Partijen: {parties}."
    " Opvolging: {follow_up}.",
    "{name}: the term is over; it ended in {latest} at the latest (as of {day}). Parties: {parties}."
    " Follow-up: {follow_up}.",
)
_ENDS_BY = Text(
    "{name}: de looptijd eindigt binnen een jaar, uiterlijk eind {latest}, of is al voorbij (peildatum {day})."
    " Partijen: {parties}. Opvolging: {follow_up}.",
    "{name}: the term ends within a year, at the end of {latest} at the latest, or is over already (as of {day})."
    " Parties: {parties}. Follow-up: {follow_up}.",
)
_NEXT: Mapping[str | None, Text] = {
    None: Text("Of er een vervolg is, is niet bekend; ga dat na.", "Whether a renewal exists is not known; find out."),
    "none": Text(
        "Een vervolg is niet voorbereid; besluit of u verlengt, vervangt of stopt.",
        "No renewal has been prepared; decide whether to renew, replace or stop.",
    ),
    "prepared": Text("Een vervolg is in voorbereiding; rond het af.", "A renewal is being prepared; conclude it."),
    "concluded": Text(
        "Er is een vervolg gesloten; ga na of alles wat nog loopt daarin is opgenomen.",
        "A renewal has been concluded; check that it covers all that still runs.",
    ),
}


def term_notes(assessment: Assessment, knowledge: Knowledge) -> Iterator[Text]:
    """A note for each agreement that has ended or ends within a year, the first to end first."""
    fact = knowledge.vocabulary.facts[AGREEMENTS]
    day = day_of(assessment)
    ends = ((each, latest(each["end_year"])) for each in records_in(assessment.value(AGREEMENTS)))
    known = [(end, each) for each, end in ends if end is not None]
    for end, each in sorted(known, key=lambda found: (found[0], str(found[1]["name"]))):
        parts = _parts(each, end, day)
        if parts:
            yield Text(*(_say(parts, each, fact, day, language) for language in ("nl", "en")))


def latest(year: Any) -> int | None:
    """The last year that one may be, of which all or a bound is known; None where there is no such bound."""
    if not is_partial(year):
        return year  # type: ignore[no-any-return]
    return year.get("at_most", year["less_than"] - 1 if "less_than" in year else None)  # type: ignore[no-any-return]


def day_of(assessment: Assessment) -> date | None:
    """The day that counts; of a year or a month the first day, and None where there is no date."""
    days = days_of(assessment.on or assessment.date)
    return days[0] if days else None


def _parts(agreement: Mapping[str, Any], end: int, day: date | None) -> tuple[Text, ...]:
    """The sentences that this agreement, which ends with that year or before, asks for on that day."""
    start, last, renewal = (agreement[name] for name in ("start_year", "end_year", "renewal"))
    if is_whole(start) and end < start:
        return (_CONTRADICT,)
    if day is None or day < date(end - 1, 12, 31):  # a term runs to the end of its last year
        return ()
    ended, ends = (_ENDED, _ENDS) if is_whole(last) else (_ENDED_BY, _ENDS_BY)
    return (ended if day.year > end else ends, _NEXT[renewal if is_whole(renewal) else None])


def _say(
    parts: tuple[Text, ...], agreement: Mapping[str, Any], fact: Fact, day: date | None, language: Language
) -> str:
    shown = {each.id: each.show(agreement[each.id], language) for each in fact.fields}
    years = {name: agreement[name] for name in ("start_year", "end_year")} | {"latest": latest(agreement["end_year"])}
    shown |= {name: str(year) for name, year in years.items() if is_whole(year)}  # years, not amounts
    return " ".join(part.say(language) for part in parts).format(**shown, day=day)
