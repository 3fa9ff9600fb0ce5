"""Messages about conditions and calculations."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "expr_syntax": Text(
        "deze voorwaarde is niet te lezen bij: {text}; schrijf vergelijkingen als a >= 5, met and, or of not ertussen",
        "this condition can't be read at: {text}; write comparisons like a >= 5, with and, or or not between them",
    ),
    "expr_empty": Text("hier hoort een voorwaarde", "a condition belongs here"),
    "expr_bracket": Text(
        "bij dit haakje {sign} hoort nog een ander; elk haakje gaat open en weer dicht",
        "this bracket {sign} lacks its other one; each bracket opens and closes again",
    ),
    "expr_quote": Text(
        "bij dit aanhalingsteken hoort nog een ander; elke tekst begint en eindigt ermee",
        "this quotation mark lacks its other one; each text begins and ends with one",
    ),
    "expr_sign": Text("{sign} kan hier niet staan; schrijf {plain}", "{sign} can't stand here; write {plain}"),
    "expr_grouped": Text(
        "{value}: schrijf een getal in een voorwaarde zonder tekens tussen de duizendtallen en met een punt voor decimalen: {plain}",
        "{value}: write a number in a condition without separators between thousands and with a point for decimals: {plain}",
    ),
    "expr_comma": Text(
        "{value}: schrijf een decimaal getal in een voorwaarde met een punt ({plain}), en zet in een lijst een spatie na elke komma",
        "{value}: write a decimal number in a condition with a point ({plain}), and in a list a space after each comma",
    ),
    "expr_figure": Text(
        "{value} is geen getal zoals het in een voorwaarde hoort; schrijf cijfers, met een punt voor decimalen, en zet in een lijst een spatie na elke komma",
        "{value} isn't a number as it belongs in a condition; write digits, with a point for decimals, and in a list a space after each comma",
    ),
    "expr_day": Text(
        '{value}: schrijf een datum in een voorwaarde tussen aanhalingstekens: "{plain}"',
        '{value}: write a date in a condition between quotation marks: "{plain}"',
    ),
    "expr_now": Text(
        "{name} is er niet: dezelfde feiten geven op elke computer hetzelfde; schrijf assessment_day voor de dag van het advies (--on), of maak van een andere dag een feit (type: date)",
        "there is no {name}: the same facts give the same on any computer; write assessment_day for the day of the advice (--on), or make another day a fact (type: date)",
    ),
    "expr_date": Text("{text} is geen datum", "{text} isn't a date"),
    "expr_equal": Text(
        "{text} wordt berekend, en is daarom zelden precies gelijk aan een ander getal; gebruik <, <=, > of >=",
        "{text} is calculated, and so is seldom exactly equal to another number; use <, <=, > or >=",
    ),
    "expr_zero": Text("{text}: door nul kan niet gedeeld worden", "{text}: nothing can be divided by zero"),
    "expr_power": Text(
        "{text}: deze macht heeft geen uitkomst, of een te grote; gebruik een ander grondtal of een andere exponent",
        "{text}: this power has no outcome, or one that is too large; use another base or another exponent",
    ),
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
    "expr_units": Text(
        "{left} is in {unit} en {right} in {other}; neem twee getallen in dezelfde eenheid, of reken er eerst een om met * of /",
        "{left} is in {unit} and {right} in {other}; take two numbers in the same unit, or convert one first with * or /",
    ),
    "expr_order": Text("{name} heeft geen volgorde; gebruik == of in", "{name} has no order; use == or in"),
    "expr_number": Text("{text} is geen getal", "{text} isn't a number"),
    "expr_set": Text("{text} is geen verzameling", "{text} isn't a set"),
    "expr_empty_set": Text(
        "tussen accolades staat geen optie; of een verzameling leeg is, zegt size(feit) == 0",
        "there is no option between the braces; that a set is empty is said by size(fact) == 0",
    ),
    "expr_records": Text("{name} is geen lijst van records", "{name} isn't a list of records"),
    "expr_field": Text(
        "{name} is geen veld van {records} (wel: {known})", "{name} isn't a field of {records} (but: {known})"
    ),
    "expr_function": Text("{name} is geen functie (wel: {known})", "{name} isn't a function (but: {known})"),
    "expr_arguments": Text("{name} verwacht: {form}", "{name} expects: {form}"),
    "expr_nested": Text(
        "{name}(…) kan niet in een voorwaarde over één record; leid het af in een feit (derive) en noem dat feit hier",
        "{name}(…) can't stand in a condition about one record; derive it in a fact (derive) and name that fact here",
    ),
    "expr_unless_known": Text(
        "known(…) kan niet in unless: wat nog niet gegeven is, kan later bekend worden, en dan zou de regel vervallen; noem in unless het feit zelf",
        "known(…) can't be in unless: what isn't given yet may become known later, and the rule would then lapse; name the fact itself in unless",
    ),
    "expr_not_known": Text(
        "not known(…) kan niet: wat niet gegeven is, is onbekend en kan later bekend worden",
        "not known(…) can't be: what isn't given is unknown and may become known later",
    ),
}
