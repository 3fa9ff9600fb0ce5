"""Notes with the advice: which postcodes the rules speak of, as a rule can count areas but not name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiorules.engine.assessment import Assessment
from regiorules.facts.partial import records_in, says_partly
from regiorules.rules.model import Knowledge
from regiorules.text import LANGUAGES, Language, Text
from regiorules_friesland.areas import areas_of, shared, unserved
from regiorules_friesland.source import FACT

_MOST = 8  # stretches that a note names
_MORE = Text("en nog {count}", "and {count} more")
_SHARED = Text(
    "Bij deze postcodes noemt de tabel meer dan één partij: {list}.",
    "For these postcodes the table names more than one party: {list}.",
)
_UNSERVED = Text(
    "Tussen de postcodes van de tabel ontbreken: {list}.", "Missing between the postcodes of the table: {list}."
)
_NO_CONTACT = Text(
    "Bij deze gebieden noemt de tabel geen contact: {list}.", "For these areas the table names no contact: {list}."
)


def notes(assessment: Assessment, knowledge: Knowledge) -> Iterator[Text]:
    """What a reader of the advice wants to look up in the table; nothing where the rule set doesn't apply."""
    fact = assessment.facts.get(FACT)
    if fact is None or not fact.value or all(each.id != "friesland" for each in knowledge.rulesets):
        return
    areas = areas_of(records_in(fact.value))
    gaps = () if says_partly(fact.value) else unserved(areas)  # another area may lie there
    for text, parts in (
        (_SHARED, [f"{each} ({', '.join(each.parties)})" for each in shared(areas)]),
        (_UNSERVED, [str(each) for each in gaps]),
        (_NO_CONTACT, [f"{each} ({each.party})" for each in areas if each.has_contact is False]),
    ):
        if parts:
            yield Text(*(text.say(language).format(list=_listing(parts, language)) for language in LANGUAGES))


def _listing(parts: Sequence[str], language: Language) -> str:
    """The first parts, and how many more there are; names may hold commas, so semicolons divide them."""
    more = [_MORE.say(language).format(count=len(parts) - _MOST)] if len(parts) > _MOST else []
    return "; ".join([*parts[:_MOST], *more])
