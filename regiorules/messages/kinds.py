"""What `kind` and `other` are called in a message."""

from __future__ import annotations

from regiorules.text import Text

KINDS: dict[str, Text] = {
    "advice": Text("advies", "advice"),
    "assessment": Text("beoordeling", "assessment"),
    "changes": Text("lijst van veranderingen", "list of changes"),
    "choice": Text("keuze", "choice"),
    "command": Text("opdracht", "command"),
    "comparison": Text("vergelijking", "comparison"),
    "conclusion": Text("conclusie", "conclusion"),
    "confirmation": Text("bevestiging", "confirmation"),
    "context": Text("kader", "context"),
    "derived fact": Text("afgeleid feit", "derived fact"),
    "error": Text("fout", "error"),
    "example": Text("voorbeeld", "example"),
    "explanation": Text("uitleg", "explanation"),
    "fact": Text("feit", "fact"),
    "field": Text("veld", "field"),
    "finding": Text("bevinding", "finding"),
    "group": Text("groep", "group"),
    "level": Text("niveau", "level"),
    "number": Text("getal", "number"),
    "parameter": Text("aanname", "parameter"),
    "pointer": Text("verwijzing", "pointer"),
    "profiles": Text("tabel met regio's", "table of regions"),
    "recommendation": Text("aanbeveling", "recommendation"),
    "records": Text("lijst", "list"),
    "renderer": Text("uitvoervorm", "format"),
    "risk": Text("risico", "risk"),
    "route": Text("route", "route"),
    "rule": Text("regel", "rule"),
    "scale": Text("schaal", "scale"),
    "section": Text("hoofdstuk", "section"),
    "set": Text("verzameling", "set"),
    "source": Text("bron", "source"),
    "source section": Text("hoofdstuk van de bron", "source section"),
    "statement": Text("uitspraak", "statement"),
    "text": Text("tekst", "text"),
    "yes_no": Text("ja/nee-feit", "yes/no fact"),
}
