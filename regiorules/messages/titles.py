"""What every kind of error is called, by its code."""

from __future__ import annotations

from regiorules.text import Text

TITLES: dict[str, Text] = {
    "error": Text("Dit is niet gelukt", "This couldn't be done"),
    "input": Text("De invoer is onbruikbaar", "The input can't be used"),
    "ruleset": Text("Een rule set is onbruikbaar", "A rule set can't be loaded"),
    "unknown_name": Text("Deze naam bestaat niet", "This name doesn't exist"),
    "engine": Text("De executor heeft gefaald", "The executor failed"),
    "plugin": Text("Een plugin doet niet mee", "A plugin is left out"),
    "missing_extra": Text("Een pakket ontbreekt", "A package is missing"),
    "request": Text("Dit verzoek kan niet", "This request can't be met"),
    "interrupted": Text("Afgebroken", "Interrupted"),
    "warning": Text("Let op", "Warning"),
}
