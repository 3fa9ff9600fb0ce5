"""What can be wrong, in Dutch and in English: what, why, and what to do.  Fields stand in braces."""

from __future__ import annotations

from typing import Any

from regiorules.errors import NOWHERE, InputError, Place, Problem
from regiorules.text import LANGUAGES, Text

_INSTEAD = Text(
    "Probeer het later opnieuw, of werk zonder CBS: met de tabel van de rule set (laat --profiles weg) of met een "
    "eigen CSV-bestand (--profiles BESTAND.csv)",
    "Try again later, or do without CBS: with the table of the rule set (leave out --profiles) or with a CSV file of "
    "your own (--profiles FILE.csv)",
)
_OTHER = Text(
    "Zoek in StatLine het nummer van de tabel Gebieden in Nederland op, en haal die op met: "
    "regiorules cbs --table NUMMER --output BESTAND.csv",
    "Look up the number of the table Gebieden in Nederland in StatLine, and fetch it with: "
    "regiorules cbs --table NUMBER --output FILE.csv",
)
_ELSEWHERE = Text(
    "Kies een ander jaar, de tabel van de rule set (laat --profiles weg) of een eigen CSV-bestand",
    "Choose another year, the table of the rule set (leave out --profiles) or a CSV file of your own",
)
_TEXTS = {
    # --- no answer, or none that can be used -------------------------------------------------
    "unreachable": Text(
        "CBS is niet bereikbaar ({why}). {instead}",
        "CBS can't be reached ({why}). {instead}",
    ),
    "timeout": Text(
        "de tabel was er niet binnen {seconds:g} seconden; met REGIORULES_CBS_TIMEOUT wacht u langer. {instead}",
        "the table wasn't there within {seconds:g} seconds; REGIORULES_CBS_TIMEOUT makes it wait longer. {instead}",
    ),
    "too_large": Text(
        "het antwoord is groter dan de {limit} MB die een tabel hoogstens is. {instead}",
        "the answer is larger than the {limit} MB that a table may be. {instead}",
    ),
    "pages": Text(
        "het antwoord houdt na {limit} bladzijden niet op. {instead}",
        "the answer doesn't end after {limit} pages. {instead}",
    ),
    "redirects": Text(
        "de server stuurt meer dan {limit} keer door. {instead}",
        "the server sends on more than {limit} times. {instead}",
    ),
    "elsewhere": Text(
        "de server verwijst naar een andere: {where}. {instead}",
        "the server refers to another one: {where}. {instead}",
    ),
    "packed": Text(
        "het antwoord is ingepakt en niet uit te pakken ({packing}). {instead}",
        "the answer is packed and can't be unpacked ({packing}). {instead}",
    ),
    "no_table": Text(
        "CBS heeft geen tabel {table} (HTTP 404). {other}",
        "CBS has no table {table} (HTTP 404). {other}",
    ),
    "refused": Text(
        "CBS antwoordt met een fout: HTTP {status}. {instead}",
        "CBS answers with an error: HTTP {status}. {instead}",
    ),
    "garbled": Text(
        "het antwoord is niet te lezen als OData van CBS ({why}). {instead}",
        "the answer can't be read as OData of CBS ({why}). {instead}",
    ),
    "kept": Text(
        "in {file} staat nog een eerder opgehaalde tabel; zonder --refresh wordt die gebruikt",
        "a table fetched before still stands in {file}; without --refresh it is used",
    ),
    "mended": Text(
        "de eerder opgehaalde tabel in {file} was beschadigd en is opnieuw opgehaald",
        "the table fetched before, in {file}, was damaged and has been fetched anew",
    ),
    "damaged": Text(
        "de eerder opgehaalde tabel in {file} is beschadigd en kon niet opnieuw worden opgehaald",
        "the table fetched before, in {file}, is damaged and couldn't be fetched anew",
    ),
    # --- a table that isn't what it should be ------------------------------------------------
    "other_year": Text(
        "tabel {table} heet bij CBS «{title}» en gaat dus niet over {year}. {other}",
        "table {table} is called “{title}” by CBS, so it isn't about {year}. {other}",
    ),
    "no_column": Text(
        "tabel {table} heeft deze kolommen niet: {columns}. {other}",
        "table {table} doesn't have these columns: {columns}. {other}",
    ),
    "no_municipalities": Text(
        "in tabel {table} staan geen gemeenten. {other}",
        "table {table} has no municipalities. {other}",
    ),
    "odd_name": Text(
        "in tabel {table} staan in een naam tekens die niet te zien zijn: {names}. {elsewhere}",
        "in table {table} a name holds characters that can't be seen: {names}. {elsewhere}",
    ),
    "no_name": Text(
        "in tabel {table} heeft een gemeente geen naam: {names}. {elsewhere}",
        "in table {table} a municipality has no name: {names}. {elsewhere}",
    ),
    "no_region": Text(
        "in tabel {table} hoort een gemeente bij geen arbeidsmarktregio: {names}. {elsewhere}",
        "in table {table} a municipality is in no labour-market region: {names}. {elsewhere}",
    ),
    "region_code": Text(
        "in tabel {table} is de code van een arbeidsmarktregio niet als AM24: {names}. {elsewhere}",
        "in table {table} the code of a labour-market region isn't like AM24: {names}. {elsewhere}",
    ),
    "regions": Text(
        "in tabel {table} heeft een arbeidsmarktregio meer dan één nummer of naam: {names}. {elsewhere}",
        "in table {table} a labour-market region has more than one number or name: {names}. {elsewhere}",
    ),
    "twice": Text(
        "in tabel {table} staat een gemeente twee keer: {names}. {elsewhere}",
        "in table {table} a municipality stands twice: {names}. {elsewhere}",
    ),
    "population": Text(
        "in tabel {table} is een inwonertal geen geheel getal van 1 tot 2000000: {names}. {elsewhere}",
        "in table {table} a population isn't a whole number from 1 to 2000000: {names}. {elsewhere}",
    ),
    # --- what was asked ----------------------------------------------------------------------
    "table_form": Text(
        "{value} is geen nummer van een CBS-tabel; dat is vijf cijfers met drie letters erachter, zoals 85755NED",
        "{value} isn't the number of a CBS table; that is five digits and three letters, like 85755NED",
    ),
    "unknown_year": Text(
        "van {value} is geen tabel bekend (wel van {first} tot en met {last}). {other}",
        "no table of {value} is known (but of {first} up to {last}). {other}",
    ),
    "year_and_table": Text(
        "geef óf een jaar óf --table, niet allebei",
        "give either a year or --table, not both",
    ),
    "url_form": Text(
        "{value} is geen adres van een server; schrijf bijvoorbeeld https://opendata.cbs.nl",
        "{value} isn't the address of a server; write for example https://opendata.cbs.nl",
    ),
    "seconds": Text(
        "{value} is geen aantal seconden van meer dan 0 tot en met 3600",
        "{value} isn't a number of seconds above 0 and up to 3600",
    ),
}


def problem(code: str, place: Place = NOWHERE, path: str = "", **fields: Any) -> Problem:
    """The problem with that code, its fields filled in."""
    fields |= {"instead": _INSTEAD, "other": _OTHER, "elsewhere": _ELSEWHERE}
    nl, en = (
        _TEXTS[code]
        .say(language)
        .format(**{name: each.say(language) if isinstance(each, Text) else each for name, each in fields.items()})
        for language in LANGUAGES
    )
    return Problem.of(Text(nl, en), place, path)


def error(code: str, place: Place = NOWHERE, path: str = "", **fields: Any) -> InputError:
    """An error of that one problem."""
    return InputError([problem(code, place, path, **fields)])
