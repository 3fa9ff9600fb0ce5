"""The words for the fixed terms of advice."""

from __future__ import annotations

from regiorules.text import Text

LABELS: dict[str, Text] = {
    # severity and strength
    "watch": Text("let op", "watch"),
    "medium": Text("middelgroot", "medium"),
    "high": Text("hoog", "high"),
    "possible": Text("mogelijk", "possible"),
    "strong": Text("sterk", "strong"),
    # status
    "holds": Text("geldt", "holds"),
    "fails": Text("geldt niet", "doesn't hold"),
    "open": Text("nog open", "still open"),
    "not_in_force": Text("niet van kracht op deze dag", "not in force on this day"),
    "not_here": Text("niet voor deze regio", "not for this region"),
    # addressee
    "administrators": Text("bestuurders in de regio", "administrators in the region"),
    "centre_municipality": Text("centrumgemeente", "centre municipality"),
    "municipalities": Text("gemeenten", "municipalities"),
    "officials": Text("ambtelijke organisatie", "official organisation"),
    "service_point": Text("werkgeversservicepunt", "employer service point"),
    "uwv": Text("UWV", "UWV"),
    "councils": Text("gemeenteraden", "municipal councils"),
    # level
    "local": Text("lokaal", "local"),
    "subregional": Text("subregionaal", "subregional"),
    "regional": Text("regionaal", "regional"),
    "all": Text("alle niveaus", "all levels"),
    # horizon
    "now": Text("nu", "now"),
    "year": Text("binnen een jaar", "within a year"),
    "longer": Text("langere termijn", "longer term"),
    # basis
    "source": Text("bron", "source"),
    "interpretation": Text("interpretatie", "interpretation"),
    "assumption": Text("aanname", "assumption"),
    # kinds
    "finding": Text("bevinding", "finding"),
    "risk": Text("risico", "risk"),
    "recommendation": Text("advies", "recommendation"),
    "route": Text("route", "route"),
    "example": Text("voorbeeld", "example"),
    "pointer": Text("verwijzing", "pointer"),
    "context": Text("kader", "context"),
}
