"""The phrases of the note and the figure on how firm conclusions are."""

from __future__ import annotations

import math

from regiorules.facts.saying import show_number
from regiorules.text import Language, Text, fill

WORDS: dict[str, Text] = {
    "title": Text("Hoe vast staan de conclusies: {region}", "How firm the conclusions are: {region}"),
    "no_doubt": Text(
        "Er is geen vraag meer open die hier iets uitmaakt.", "No question that matters here is open any more."
    ),
    "worlds": Text(
        "Van {count} {count:feit|feiten} {count:dat|die} hier van belang {count:is|zijn} is niet alles bekend. "
        "{count:Het kan|Samen kunnen ze} op {worlds} manieren uitvallen.",
        "Of {count} {count:fact|facts} that {count:matters|matter} here not all is known. {count:It|Together they} may "
        "turn out in {worlds} ways.",
    ),
    "counted": Text(
        "Een aandeel telt die manieren, elk even zwaar: een antwoord op elke open vraag, en van een getal één waarde "
        "uit elk bereik dat de regels onderscheiden. Het is geen kans. Van een conclusie tellen alleen de feiten waar "
        "zij van afhangt.",
        "A share counts those ways, each alike: an answer to every open question, and of a number one value of each "
        "range that the rules tell apart. It is no probability. For a conclusion only the facts that it depends on "
        "count.",
    ),
    "sampled": Text(
        "Waar het er te veel zijn om alle te tellen staat een steekproef (begingetal {seed}), met het bereik waarin "
        "het aandeel met 95% zekerheid ligt.",
        "Where there are too many to count all, it is a sample (seed {seed}), with the range in which the share lies "
        "with 95% confidence.",
    ),
    "left": Text(
        "Onbekend gelaten, omdat niet op te sommen is wat het kan zijn",
        "Left unknown, as what it may be can't be listed",
    ),
    "open": Text("Wat nog open is", "What is still open"),
    "share": Text(
        "geldt in {share} ({holds} van {worlds})",
        "holds in {share} ({holds} of {worlds})",
    ),
    "share_sampled": Text(
        "geldt in {share}, tussen {low} en {high} (steekproef van {counted} uit {worlds})",
        "holds in {share}, between {low} and {high} (a sample of {counted} out of {worlds})",
    ),
    "waits": Text("; in {count} blijft het open", "; in {count} it stays open"),
    "always": Text("altijd bij {fact}: {values}", "always with {fact}: {values}"),
    "never": Text("nooit bij {fact}: {values}", "never with {fact}: {values}"),
    "or": Text(" of ", " or "),
    "firm": Text("Wat vaststaat, tenzij een gegeven anders is", "What is settled, unless a given fact is different"),
    "one_change": Text(
        "Telkens wordt één gegeven veranderd; al het andere blijft zoals het is.",
        "Each time one given fact is changed; all else stays as it is.",
    ),
    "overturned": Text("{label} bij {fact}: {values}", "{label} with {fact}: {values}"),
    "unmoved": Text(
        "Wat vaststaat, welk gegeven er ook anders is", "What is settled, whichever one given fact is different"
    ),
    "untried": Text(" (andere waarden van {facts} zijn niet geprobeerd)", " (other values of {facts} weren't tried)"),
    "varied": Text("Aanname: {title}, van {low} tot en met {high}", "Assumption: {title}, from {low} to {high}"),
    "values": Text(
        "Geprobeerd: {count} {count:waarde|waarden}; nu is het {usual}.",
        "Tried: {count} {count:value|values}; it is {usual} now.",
    ),
    "steady": Text("Hierbij verandert geen conclusie.", "No conclusion changes with it."),
    "shift": Text("tot en met {low} {before}, vanaf {high} {after}", "up to {low} {before}, from {high} on {after}"),
    "figure": Text("In welk deel van de gevallen het geldt", "In which part of the cases it holds"),
    "bar_holds": Text("Geldt", "Holds"),
    "bar_waits": Text("Blijft open", "Stays open"),
    "bar_fails": Text("Geldt niet", "Doesn't hold"),
    "nothing": Text("Er is niets open.", "Nothing is open."),
}


def say(name: str, language: Language, /, **fields: object) -> str:
    """A phrase with its fields filled; raises KeyError for a name that there is not."""
    return fill(WORDS[name].say(language), **fields)


def percent(share: float, language: Language) -> str:
    """A share as per cent; never 0 or 100 for what isn't none or all."""
    if 0 < share < 0.005:
        return f"< {show_number(0.5, language)}%"
    if 0.995 <= share < 1:
        return f"> {show_number(99.5, language)}%"
    return f"{math.floor(share * 100 + 0.5)}%"
