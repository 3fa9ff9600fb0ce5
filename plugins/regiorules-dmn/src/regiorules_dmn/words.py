"""What this plugin says of a model, in Dutch and in English."""

from __future__ import annotations

from regiorules.errors import InputError, Place, Problem
from regiorules.text import Text

WORDS: dict[str, Text] = {
    # --- the file
    "too_large": Text("het bestand is groter dan {limit} MB", "the file is larger than {limit} MB"),
    "too_deep": Text("elementen staan meer dan {limit} diep in elkaar", "elements are nested more than {limit} deep"),
    "no_xml": Text("dit is geen XML die gelezen kan worden: {why}", "this is no XML that can be read: {why}"),
    "doctype": Text(
        "een DOCTYPE wordt niet gelezen, omdat er van alles achter kan zitten; haal die regel weg",
        "a DOCTYPE isn't read, as anything may be behind it; remove that line",
    ),
    "no_dmn": Text(
        "dit is geen DMN 1.1 tot en met 1.6: het eerste element is {name} in {namespace}",
        "this is no DMN 1.1 to 1.6: the first element is {name} in {namespace}",
    ),
    "nothing": Text("in dit model staat geen beslissing", "there is no decision in this model"),
    "dangling": Text("{name} staat niet in dit model", "{name} isn't in this model"),
    "unnamed": Text("hier ontbreekt een naam (name)", "a name is missing here"),
    "twice": Text("{name} staat twee keer in dit model", "{name} stands in this model twice"),
    "circle": Text("{name} hangt via andere beslissingen van zichzelf af", "{name} depends on itself, through others"),
    # --- expressions
    "feel_end": Text("de expressie houdt op waar nog iets hoort", "the expression ends where something should follow"),
    "feel_unexpected": Text("hier had iets anders moeten staan dan {text}", "something else belongs here than {text}"),
    "feel_number": Text(
        "{text} is te groot of te klein voor een getal in een regel",
        "{text} is too large or too small for a number in a rule",
    ),
    "feel_long": Text(
        "deze expressie is te lang of te diep om te lezen", "this expression is too long or too deep to be read"
    ),
    # --- what can't be said
    "left_out": Text(
        "{name} kan niet in regels gezegd worden en wordt nu gevraagd: {why}",
        "{name} can't be said in rules, and is asked instead: {why}",
    ),
    "left_out_whole": Text("{name} kan niet in regels gezegd worden: {why}", "{name} can't be said in rules: {why}"),
    "unknown_name": Text("{name} is hier niet bekend", "{name} isn't known here"),
    "needs_unsaid": Text(
        "hiervoor is {name} nodig, dat niet gezegd kan worden", "this needs {name}, which can't be said"
    ),
    "no_form": Text("{form} kan in een rule set niet gezegd worden", "{form} can't be said in a rule set"),
    "no_function": Text("de functie {name} kent een rule set niet", "a rule set doesn't know the function {name}"),
    "no_type": Text("{name} heeft geen type dat een feit kan hebben", "{name} has no type that a fact can have"),
    "types": Text(
        "{left} en {right} zijn van een ander type en worden hier vergeleken",
        "{left} and {right} are of different types, and are compared here",
    ),
    "calculated": Text(
        "een berekend getal is niet op gelijkheid te vergelijken; vergelijk met < of >=",
        "a calculated number can't be compared for equality; compare with < or >=",
    ),
    "text_order": Text("teksten hebben hier geen volgorde", "texts have no order here"),
    "no_null": Text(
        "null is hier “niet bekend”, en daar kan een regel niet op rusten",
        "null means “not known” here, and a rule can't rest on that",
    ),
    "two_spellings": Text(
        "{one} en {other} zijn in een rule set één tekst", "{one} and {other} are one text in a rule set"
    ),
    "open_text": Text("welke teksten dit kan opleveren staat niet vast", "which texts this may give isn't laid down"),
    "too_long": Text(
        "wat er staat is te lang voor één voorwaarde van een regel", "this is too long for one condition of a rule"
    ),
    "cells": Text(
        "deze rij heeft {found} cellen in plaats van {wanted}", "this row has {found} cells instead of {wanted}"
    ),
    "arguments": Text("{name} krijgt hier verkeerde argumenten", "{name} is given the wrong arguments here"),
    "hit_policy": Text("{name} is geen hit policy", "{name} is not a hit policy"),
    "priorities": Text(
        "bij deze hit policy hoort een lijst van uitkomsten (outputValues) in volgorde",
        "this hit policy needs a list of outputs (outputValues) in their order",
    ),
    # --- what a model doesn't hold
    "export_inexpressible": Text(
        "{name} staat niet in het model: de voorwaarden zijn in DMN niet te zeggen",
        "{name} isn't in the model: its conditions can't be said in DMN",
    ),
    "export_asked": Text(
        "{name} kan ook opgegeven worden; in het model volgt het alleen uit regels",
        "{name} can be given as well; in the model it only follows from rules",
    ),
    "export_each": Text(
        "regel {name} gaat over elk van {records}; in het model staat alleen of het voor één ervan geldt",
        "rule {name} is about each of {records}; the model only says whether it holds for some of them",
    ),
    "export_grade": Text(
        "een zwaarte of sterkte kent het model niet; die geven de regels {names}",
        "the model has no severity or strength, which these rules give: {names}",
    ),
    "export_dates": Text(
        "regel {name} geldt alleen op sommige dagen en staat niet in het model",
        "rule {name} is in force on some days only, and isn't in the model",
    ),
    "export_scope": Text(
        "de regels van {name} gelden alleen voor {scope}; in het model gelden zij overal en altijd",
        "the rules of {name} are only for {scope}; in the model they hold everywhere and always",
    ),
    "export_change": Text(
        "de wijziging van regel {name} staat niet in het model", "the change of rule {name} isn't in the model"
    ),
    "no_logic": Text("de beslissing heeft geen inhoud", "the decision has no logic"),
    "no_single": Text(
        "{name} kan van regio tot regio veranderen, en een som van rijen kan dat niet",
        "{name} may change from region to region, and a figure of rows can't",
    ),
}


def text(code: str, **fields: object) -> Text:
    """What is said, filled in; a field that is a Text in its own language."""
    found = WORDS[code]
    nl = {name: each.nl if isinstance(each, Text) else each for name, each in fields.items()}
    en = {name: each.en if isinstance(each, Text) else each for name, each in fields.items()}
    return Text(found.nl.format(**nl), found.en.format(**en))


def problem(code: str, place: Place, **fields: object) -> Problem:
    """A problem in these words."""
    return Problem.of(text(code, **fields), place)


def refusal(code: str, place: Place, **fields: object) -> InputError:
    """The error for a file that can't be used."""
    return InputError([problem(code, place, **fields)])


class Cannot(Exception):
    """Something of a model that can't be said in rules, with the reason and its place."""

    def __init__(self, code: str, place: Place, **fields: object) -> None:
        super().__init__(code)
        self.why = text(code, **fields)
        self.place = place
