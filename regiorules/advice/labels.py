"""The words for the fixed terms of advice."""

from __future__ import annotations

from regiorules.text import Text

LABELS: dict[str, Text] = {
    # status
    "holds": Text("geldt", "holds"),
    "fails": Text("geldt niet", "doesn't hold"),
    "open": Text("nog open", "still open"),
    "not_in_force": Text("niet van kracht op deze dag", "not in force on this day"),
    "not_here": Text("niet voor deze regio", "not for this region"),
    # basis
    "source": Text("bron", "source"),
    "interpretation": Text("interpretatie", "interpretation"),
    "assumption": Text("aanname", "assumption"),
    # kinds
    "finding": Text("bevinding", "finding"),
    "outcome": Text("uitkomst", "outcome"),
    "risk": Text("risico", "risk"),
    "recommendation": Text("advies", "recommendation"),
    "route": Text("route", "route"),
    "confirmation": Text("bevestiging", "confirmation"),
    "example": Text("voorbeeld", "example"),
    "pointer": Text("verwijzing", "pointer"),
    "context": Text("kader", "context"),
    # what is made of all rules that hold
    "sum": Text("de som van wat geldt", "the sum of what holds"),
    "count": Text("het aantal dat geldt", "the number that hold"),
    "min": Text("het laagste van wat geldt", "the least of what holds"),
    "max": Text("het hoogste van wat geldt", "the most of what holds"),
}
