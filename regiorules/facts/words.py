"""
The words around facts and advice that a rule set may choose for itself, and those that stand where it doesn't.

They are headings, and what a region is called; what they are about is in the rule set, so that none of them speaks of
any field of policy.  `{region}` in a title is the name of the region.
"""

from __future__ import annotations

from collections.abc import Mapping

from regiorules.text import Text

WORDS: Mapping[str, Text] = {
    "title": Text("Advies voor {region}", "Advice for {region}"),
    "region": Text("regio", "region"),
    "questionnaire": Text("Vragenlijst voor een regio", "Questionnaire for a region"),
    "comparison": Text("Regio's naast elkaar", "Regions side by side"),
    "positions": Text("Waar de regio staat", "Where the region stands"),
    "route": Text("De route", "The route"),
    "first": Text("Wat eerst, en wie", "What first, and who"),
    "further": Text("Verdere adviezen", "Further recommendations"),
    "risks": Text("Risico's", "Risks"),
    "confirmed": Text("Wat goed gaat", "What goes well"),
    "division": Text("Wat op welk niveau", "What on which level"),
    "topic": Text("Onderwerp", "Topic"),
    "level": Text("Niveau", "Level"),
    "background": Text("Achtergrond", "Background"),
}
