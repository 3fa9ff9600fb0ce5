"""The fixed phrases around the advice; the headings that a rule set may choose are `regiorules.facts.words`."""

from __future__ import annotations

from regiorules.text import Language, Text, fill

PHRASES: dict[str, Text] = {
    "figure": Text("figuur {number}", "figure {number}"),
    "position_open": Text("nog niet te bepalen", "can't be told yet"),
    "position_possible": Text("nog niet te bepalen: {names}", "can't be told yet: {names}"),
    "route_open": Text("Nog niet te bepalen; nog mogelijk:", "Can't be told yet; still possible:"),
    "route_none": Text("Geen van de routes past bij deze feiten.", "None of the routes fits these facts."),
    "depends_on": Text("hangt af van", "depends on"),
    "because": Text("Omdat", "Because"),
    "steps": Text("Stappen", "Steps"),
    "nothing_advised": Text(
        "Uit deze feiten volgt nog geen advies; beantwoord eerst de open vragen.",
        "No recommendation follows from these facts yet; answer the open questions first.",
    ),
    "no_risks": Text("Uit deze feiten volgt geen risico.", "No risk follows from these facts."),
    "to_do": Text("Wat helpt", "What helps"),
    "why": Text("Waarom", "Why"),
    "open": Text("Wat nog open is", "What is still open"),
    "open_count": Text(
        "{count} {kinds} {count:hangt|hangen} nog af van onbekende feiten. Vraag als eerste:",
        "{count} {kinds} still {count:depends|depend} on unknown facts. Ask first:",
    ),
    "open_count_partly": Text(
        "{count} {kinds} {count:hangt|hangen} nog af van feiten die niet of maar deels bekend zijn. Vraag als eerste:",
        "{count} {kinds} still {count:depends|depend} on facts that aren't known, or only in part. Ask first:",
    ),
    "risks": Text("{count:risico|risico's}", "{count:risk|risks}"),
    "recommendations": Text("{count:advies|adviezen}", "{count:recommendation|recommendations}"),
    "routes": Text("{count:route|routes}", "{count:route|routes}"),
    "and": Text("{count:of|en}", "{count:or|and}"),
    "or": Text("of", "or"),
    "nothing_open": Text("Niets: alle conclusies staan vast.", "Nothing: every conclusion is certain."),
    "settles": Text(
        "{count} {count:conclusie wacht|conclusies wachten} hierop",
        "{count} {count:conclusion waits|conclusions wait} for this",
    ),
    "notes": Text("Opmerkingen van plugins", "Notes of plugins"),
    "account": Text("Verantwoording", "Accounting"),
    "conflicts": Text("Tegenstrijdig", "Contradictions"),
    "assumptions": Text("Aannames (te veranderen met --set)", "Assumptions (change them with --set)"),
    "fact_sources": Text("Bronnen van de feiten", "Sources of the facts"),
    "rule_sources": Text("Regels", "Rules"),
    "statements": Text("Uitspraken van de bron", "Statements of the source"),
    "executor": Text("beoordeeld met de executor {name}", "assessed by the executor {name}"),
    # explanation
    "rule": Text("regel", "rule"),
    "rules_of": Text("volgens de regels van {day}", "by the rules of {day}"),
    "seen": Text("gezien:", "seen:"),
    "switched_off": Text("uitgeschakeld door {ruleset}:", "switched off by {ruleset}:"),
    "changed_by": Text("Veranderd door {ruleset}:", "Changed by {ruleset}:"),
    "in_force": Text("van kracht", "in force"),
    "in_force_from": Text("vanaf {first}", "from {first}"),
    "in_force_until": Text("tot en met {last}", "until {last} inclusive"),
    "in_force_between": Text("van {first} tot en met {last}", "from {first} until {last} inclusive"),
    "only_for": Text("alleen voor {regions}", "only for {regions}"),
    "above": Text("zie boven", "see above"),
    "apart": Text("verder met: explain … {name}", "further with: explain … {name}"),
    "namely": Text("Want:", "For:"),
    "given": Text("opgegeven", "given"),
    "derived": Text("afgeleid", "derived"),
    "unknown": Text("onbekend", "unknown"),
    "waits_for": Text("Wacht op", "Waits for"),
    "sharper_by": Text("Preciezer te zeggen met", "More precise with"),
    # what if
    "whatif": Text("Wat verandert er voor {region}", "What changes for {region}"),
    "whatif_if": Text("Als", "If"),
    "was": Text("(was {before})", "(was {before})"),
    "turned": Text("{before} → {after}", "{before} → {after}"),
    "narrowed": Text("was {before}, is nu {after}", "was {before}, is now {after}"),
    "nothing_changes": Text("Er verandert niets.", "Nothing changes."),
    "changed_conclusions": Text("Conclusies", "Conclusions"),
    "changed_facts": Text("Afgeleide feiten", "Derived facts"),
    # questions
    "questions": Text("Open vragen voor {region}", "Open questions for {region}"),
    "question_score": Text(
        "Een antwoord legt gemiddeld voor {score} {score:punt|punten} vast; {settles}.",
        "An answer settles {score} {score:point|points} on average; {settles}.",
    ),
    "question_tied": Text("Gelijk aan de volgende vraag.", "On a par with the next question."),
    "question_scores": Text(
        "Punten: een route telt het zwaarst, een risico of advies naar zijn ernst of prioriteit.",
        "Points: a route counts most, a risk or recommendation by its severity or priority.",
    ),
    "answer_holds": Text("dan geldt: {names}", "then holds: {names}"),
    "answer_fails": Text("dan vervalt: {names}", "then falls: {names}"),
    "answer_nothing": Text("legt op zichzelf niets vast", "settles nothing by itself"),
    "answer_free": Text(
        "open vraag; de antwoorden zijn niet op te sommen", "open question; its answers can't be listed"
    ),
    # comparison
    "differs": Text("Waar zij verschillen, en waarom", "Where they differ, and why"),
    "no_difference": Text("Zij verschillen nergens.", "They differ nowhere."),
    "subject": Text("Onderdeel", "Subject"),
    # history
    "history": Text("{region} door de jaren", "{region} through the years"),
    "times": Text("Dezelfde feiten volgens", "The same facts by"),
    "by_table": Text("tabel van {date}", "table of {date}"),
    "one_time": Text(
        "Regels en tabel waren voor deze regio altijd dezelfde; er valt niets te vergelijken.",
        "For this region rules and table were always the same; there is nothing to compare.",
    ),
    "assumption": Text("aanname", "assumption"),
    "interpretation": Text("interpretatie", "interpretation"),
}


def phrase(name: str, language: Language, /, **fields: object) -> str:
    """A phrase with its fields filled."""
    return fill(PHRASES[name].say(language), **fields)
