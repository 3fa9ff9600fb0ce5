"""The fixed phrases around the advice."""

from __future__ import annotations

from regiorules.text import Language, Text

PHRASES: dict[str, Text] = {
    "title": Text("Advies voor de arbeidsmarktregio {region}", "Advice for the labour-market region {region}"),
    "facts_of": Text("feiten van {date}", "facts of {date}"),
    "positions": Text("Waar de regio staat", "Where the region stands"),
    "figure": Text("figuur {number}", "figure {number}"),
    "position_open": Text("nog niet te bepalen", "can't be told yet"),
    "route": Text("De route", "The route"),
    "narrow": Text("Lokale en regionale netwerken verbinden", "Connecting local and regional networks"),
    "broad": Text("Regiovorming in brede zin", "Building the region in the broad sense"),
    "route_open": Text("Nog niet te bepalen; nog mogelijk:", "Can't be told yet; still possible:"),
    "route_none": Text("Geen van de routes past bij deze feiten.", "None of the routes fits these facts."),
    "depends_on": Text("hangt af van", "depends on"),
    "because": Text("Omdat", "Because"),
    "steps": Text("Stappen", "Steps"),
    "first": Text("Wat eerst, en wie", "What first, and who"),
    "further": Text("Verdere adviezen", "Further recommendations"),
    "nothing_advised": Text(
        "Uit deze feiten volgt nog geen advies; beantwoord eerst de open vragen.",
        "No recommendation follows from these facts yet; answer the open questions first.",
    ),
    "risks": Text("Risico's", "Risks"),
    "no_risks": Text("Uit deze feiten volgt geen risico.", "No risk follows from these facts."),
    "to_do": Text("Wat helpt", "What helps"),
    "division": Text("Wat lokaal, wat regionaal", "What locally, what regionally"),
    "topic": Text("Onderwerp", "Topic"),
    "level": Text("Niveau", "Level"),
    "why": Text("Waarom", "Why"),
    "open": Text("Wat nog open is", "What is still open"),
    "open_count": Text(
        "{count} risico's, adviezen en routes hangen nog af van onbekende feiten. Vraag als eerste:",
        "{count} risks, recommendations and routes still depend on unknown facts. Ask first:",
    ),
    "nothing_open": Text("Niets: alle conclusies staan vast.", "Nothing: every conclusion is certain."),
    "settles": Text("{count} conclusies wachten hierop", "{count} conclusions wait for this"),
    "background": Text("Achtergrond", "Background"),
    "account": Text("Verantwoording", "Accounting"),
    "conflicts": Text("Tegenstrijdig", "Contradictions"),
    "assumptions": Text("Aannames (te veranderen met --set)", "Assumptions (change them with --set)"),
    "fact_sources": Text("Bronnen van de feiten", "Sources of the facts"),
    "rule_sources": Text("Regels", "Rules"),
    "statements": Text("Uitspraken van de bron", "Statements of the source"),
    "executor": Text("beoordeeld met de executor {name}", "assessed by the executor {name}"),
    "assumption": Text("aanname", "assumption"),
    "interpretation": Text("interpretatie", "interpretation"),
}


def phrase(name: str, language: Language, /, **fields: object) -> str:
    """A phrase with its fields filled."""
    return PHRASES[name].say(language).format(**fields)
