"""Messages about the engine and stored assessments."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "unknown_executor": Text("{name} is geen executor (wel: {known})", "{name} isn't an executor (but: {known})"),
    "durable_missing": Text(
        "durable-rules is niet geïnstalleerd; installeer regiorules[durable] (vanaf Python 3.13 bouwt u het zelf: zie de"
        " README), of kies --engine compiled",
        "durable-rules isn't installed; install regiorules[durable] (from Python 3.13 on you build it yourself: see the"
        " README), or choose --engine compiled",
    ),
    "durable_code": Text(
        "durable-rules gaf foutcode {code} bij {what}; er is geen antwoord",
        "durable-rules returned error code {code} on {what}; there is no answer",
    ),
    "durable_disagrees": Text(
        "durable-rules meldt van regel {name} dat hij zowel geldt als niet geldt",
        "durable-rules reports that rule {name} both holds and doesn't hold",
    ),
    "durable_unknown_rule": Text(
        "durable-rules meldt een onbekende regel: {name}", "durable-rules reports an unknown rule: {name}"
    ),
    "not_assessed": Text(
        "de beoordeling van {region} heeft geen {name}; een regelset die voor deze regio of dag niet geldt, is niet gebruikt",
        "the assessment of {region} has no {name}; a rule set that isn't for this region or day wasn't used",
    ),
    "stored_json": Text("dit is niet te lezen als {kind}: {why}", "this is no valid {kind}: {why}"),
    "stored_rules": Text(
        "deze beoordeling is gemaakt met de regels van {name} {then}, en hier geldt {now}; beoordeel de regio opnieuw, of laad die versie van de regels",
        "this assessment was made with the rules of {name} {then}, and here it is {now}; assess the region again, or load that version of the rules",
    ),
    "stored_syntax": Text("geen JSON (regel {line}, kolom {column})", "no JSON (line {line}, column {column})"),
    "stored_long": Text("meer dan {limit} tekens", "more than {limit} characters"),
    "stored_digits": Text("een getal met te veel cijfers", "a number of too many digits"),
    "stored_twice": Text("{name} staat er twee keer", "{name} stands there twice"),
    "stored_kind": Text("hier hoort {wanted}, en er staat {value}", "{wanted} belongs here, and it is {value}"),
    "stored_finite": Text("{value} is geen eindig getal", "{value} isn't a finite number"),
    "stored_surrogate": Text(
        "hier staat een half teken, dat niet te schrijven is", "half a character stands here, which can't be written"
    ),
    "stored_clash": Text("{one} kan niet samengaan met {other}", "{one} can't go with {other}"),
    "stored_edited": Text(
        "dit volgt niet uit de feiten en de regels; de beoordeling is veranderd nadat zij was gemaakt: beoordeel de regio opnieuw",
        "this doesn't follow from the facts and the rules; the assessment was changed after it was made: assess the region again",
    ),
    "stored_unknown": Text("{name} bestaat hier niet", "{name} doesn't exist here"),
    "stored_value": Text("{value} kan geen waarde van {name} zijn", "{value} can't be a value of {name}"),
    "stored_day": Text("{value} is geen dag (jjjj-mm-dd)", "{value} isn't a day (yyyy-mm-dd)"),
    "says": Text("{what}", "{what}"),
}
