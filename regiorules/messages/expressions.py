"""Messages about conditions and calculations."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "expr_syntax": Text("deze voorwaarde is niet te lezen: {why}", "this condition can't be read: {why}"),
    "expr_too_long": Text(
        "deze voorwaarde is langer dan {limit} tekens", "this condition is longer than {limit} characters"
    ),
    "expr_form": Text("{text} kan niet in een voorwaarde staan", "{text} can't stand in a condition"),
    "expr_unknown": Text("{name} is geen feit, conclusie of aanname", "{name} isn't a fact, conclusion or assumption"),
    "expr_level": Text(
        "{name} is geen waarde van {fact} (wel: {known})", "{name} isn't a value of {fact} (but: {known})"
    ),
    "expr_no_boolean": Text(
        "{text} is geen uitspraak die waar of onwaar is", "{text} isn't a statement that is true or false"
    ),
    "expr_bare": Text(
        "{name} is waar of onwaar; schrijf {name} of not {name}", "{name} is true or false; write {name} or not {name}"
    ),
    "expr_types": Text("{left} en {right} zijn niet te vergelijken", "{left} and {right} can't be compared"),
    "expr_order": Text("{name} heeft geen volgorde; gebruik == of in", "{name} has no order; use == or in"),
    "expr_number": Text("{text} is geen getal", "{text} isn't a number"),
    "expr_set": Text("{text} is geen verzameling", "{text} isn't a set"),
    "expr_records": Text("{name} is geen lijst van records", "{name} isn't a list of records"),
    "expr_field": Text(
        "{name} is geen veld van {records} (wel: {known})", "{name} isn't a field of {records} (but: {known})"
    ),
    "expr_function": Text("{name} is geen functie (wel: {known})", "{name} isn't a function (but: {known})"),
    "expr_arguments": Text("{name} verwacht: {form}", "{name} expects: {form}"),
    "expr_not_known": Text(
        "not known(…) kan niet: wat niet gegeven is, is onbekend en kan later bekend worden",
        "not known(…) can't be: what isn't given is unknown and may become known later",
    ),
}
