"""The fixed phrases around the advice; the headings that a rule set may choose are `regiorules.facts.words`."""

from __future__ import annotations

from regiorules.text import Language, Text, fill

PHRASES: dict[str, Text] = {
    "in_short": Text("In het kort", "In short"),
    "certain": Text("Wat vaststaat, wat u verder ook vindt", "What is certain, whatever else you find"),
    "certain_above": Text("Wat hierboven geldt, blijft gelden.", "What holds above stays so."),
    "ruled_out": Text("Valt af: {names}.", "Ruled out: {names}."),
    "settles_holds": Text("geldt {names}", "gives {names}"),
    "settles_fails": Text("vervalt {names}", "rules out {names}"),
    "and_more": Text("{names} en nog {count}", "{names} and {count} more"),
    "open_routes": Text("nog niet te bepalen; mogelijk: {names}", "can't be told yet; possible: {names}"),
    "speaks_for": Text("Ervoor pleit: {points}.", "In its favour: {points}."),
    "decides": Text("Eén antwoord beslist", "One answer decides"),
    "may_decide": Text("Eén antwoord kan beslissen", "One answer may decide"),
    "no_advice": Text("Uit deze feiten volgt geen advies.", "No recommendation follows from these facts."),
    "none_fits": Text("geen past bij deze feiten", "none fits these facts"),
    "none_of_these": Text("geen van deze", "none of these"),
    "risks_open": Text(
        "Nog open: {count} {count:risico|risico's}; nodig: {facts}.",
        "Still open: {count} {count:risk|risks}; needed: {facts}.",
    ),
    "risks_more": Text("Verder {count} {count:ander risico|andere risico's}.", "And {count} other {count:risk|risks}."),
    "risks_left": Text("Nog open: {count} {count:risico|risico's}.", "Still open: {count} {count:risk|risks}."),
    "risks_excluded": Text("Uitgesloten: {count} {count:risico|risico's}.", "Ruled out: {count} {count:risk|risks}."),
    "others": Text("De andere risico's", "The other risks"),
    "open_lead": Text("Nog open", "Still open"),
    "excluded_lead": Text("Uitgesloten", "Ruled out"),
    "waits_lead": Text("Nodig om dat te weten", "Needed to know that"),
    "figure": Text("figuur {number}", "figure {number}"),
    "position_open": Text("nog niet te bepalen", "can't be told yet"),
    "position_possible": Text("nog niet te bepalen: {names}", "can't be told yet: {names}"),
    "route_open": Text("Nog niet te bepalen; nog mogelijk:", "Can't be told yet; still possible:"),
    "route_shares": Text(
        "Van alle antwoorden die nog kunnen past bij deze routes: {shares}.",
        "Of all answers that may still come, so many lead to these routes: {shares}.",
    ),
    "route_none": Text("Geen van de routes past bij deze feiten.", "None of the routes fits these facts."),
    "depends_on": Text("hangt af van", "depends on"),
    "because": Text("Omdat", "Because"),
    "steps": Text("Stappen", "Steps"),
    "nothing_advised": Text(
        "Uit deze feiten volgt nog geen advies; beantwoord eerst de open vragen.",
        "No recommendation follows from these facts yet; answer the open questions first.",
    ),
    "danger": Text("Wat dit in gevaar brengt", "What endangers this"),
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
    "conclusions": Text("{count:uitkomst|uitkomsten}", "{count:outcome|outcomes}"),
    "and": Text("{count:of|en}", "{count:or|and}"),
    "or": Text("of", "or"),
    "nothing_open": Text("Niets: alle conclusies staan vast.", "Nothing: every conclusion is certain."),
    "open_too": Text("Ook nog open", "Also still open"),
    "answers": Text("Bijlage: de antwoorden en wat erop rust", "Appendix: the answers and what rests on them"),
    "source": Text("Bron", "Source"),
    "note": Text("Toelichting", "Note"),
    "date": Text("Datum", "Date"),
    "used_for": Text("Hierop rust", "Rests on this"),
    "used_against": Text("Hierdoor valt af", "Ruled out by this"),
    "notes": Text("Opmerkingen", "Remarks"),
    "account": Text("Verantwoording", "Accounting"),
    "conflicts": Text("Tegenstrijdig", "Contradictions"),
    "assumptions": Text("Aannames", "Assumptions"),
    "fact_sources": Text("Bronnen van de feiten", "Sources of the facts"),
    "rule_sources": Text("Regels", "Rules"),
    "statements": Text("Uitspraken van de bron", "Statements of the source"),
    # explanation
    "rule": Text("regel", "rule"),
    "exception_holds": Text("want de uitzondering geldt", "for the exception holds"),
    "exception_fails": Text("de uitzondering geldt niet", "the exception doesn't hold"),
    "exception_open": Text("de uitzondering is open", "the exception is open"),
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
    "certain_anyway": Text("Zeker, wat het antwoord ook is", "Certain, whatever the answer is"),
    "suffices": Text("genoeg daarvoor is", "enough for it is"),
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
        "Een antwoord legt gemiddeld voor {score} {score:punt|punten} vast.",
        "An answer settles {score} {score:point|points} on average.",
    ),
    "question_waits": Text(
        "Hierop wachten conclusies voor samen {score} {score:punt|punten}.",
        "Conclusions of {score} {score:point|points} together wait for this.",
    ),
    "question_tied": Text("Gelijk aan de volgende vraag.", "On a par with the next question."),
    "question_scores": Text(
        "Punten: een route telt het zwaarst, een risico of advies naar zijn ernst of prioriteit.",
        "Points: a route counts most, a risk or recommendation by its severity or priority.",
    ),
    "outcome_scores": Text("Punten: elke uitkomst telt voor één.", "Points: every outcome counts for one."),
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
    "of_whom": Text("Voor", "For"),
    "outcome": Text("Uitkomst", "Outcome"),
    "own_facts": Text("Feiten die de andere niet delen", "Facts that the others don't share"),
    "same": Text("Gelijk", "The same"),
    "yes": Text("ja", "yes"),
    "no": Text("nee", "no"),
    # history
    "history": Text("{region} door de jaren", "{region} through the years"),
    "times": Text("Dezelfde feiten volgens", "The same facts by"),
    "table": Text("Tabel {name}", "Table {name}"),
    "hit_unique": Text("Er geldt hoogstens één rij.", "At most one row holds."),
    "hit_any": Text("Rijen die tegelijk gelden zeggen hetzelfde.", "Rows that hold together say the same."),
    "hit_first": Text("De eerste rij die geldt telt.", "The first row that holds counts."),
    "hit_priority": Text(
        "De rij telt waarvan de uitkomst het eerst genoemd is.", "The row of which the outcome is named first counts."
    ),
    "hit_collect": Text("Alle rijen die gelden tellen.", "All rows that hold count."),
    "hit_rule_order": Text(
        "Alle rijen die gelden tellen, in hun volgorde.", "All rows that hold count, in their order."
    ),
    "hit_output_order": Text(
        "Alle rijen die gelden tellen, in de volgorde van hun uitkomsten.",
        "All rows that hold count, in the order of their outcomes.",
    ),
    "hit_sum": Text("Wat de rijen zeggen die gelden wordt opgeteld.", "What the rows say that hold is added up."),
    "hit_min": Text("Het laagste telt van de rijen die gelden.", "The least counts of the rows that hold."),
    "hit_max": Text("Het hoogste telt van de rijen die gelden.", "The most counts of the rows that hold."),
    "hit_count": Text("Geteld wordt hoeveel rijen gelden.", "Counted is how many rows hold."),
    "rows_failing": Text(
        "{count} {count:andere rij geldt|andere rijen gelden} niet.",
        "{count} other {count:row doesn't|rows don't} hold.",
    ),
    "in_order": Text("{title}, op volgorde: {values}.", "{title}, in order: {values}."),
    "perhaps": Text("{value} (nog open)", "{value} (still open)"),
    "row": Text("Rij", "Row"),
    "by_table": Text("tabel van {date}", "table of {date}"),
    "one_time": Text(
        "Regels en tabel waren voor deze regio altijd dezelfde; er valt niets te vergelijken.",
        "For this region rules and table were always the same; there is nothing to compare.",
    ),
    # plan
    "plan": Text("Plan voor {region}", "Plan for {region}"),
    "plan_part": Text("Het plan, stap voor stap", "The plan, step by step"),
    "plan_none": Text("De rule set noemt geen doel om naar te plannen.", "The rule set names no goal to plan for."),
    "plan_goals": Text("De doelen", "The goals"),
    "goal_there": Text("bereikt", "reached"),
    "goal_planned": Text("bereikt aan het eind van dit plan", "reached at the end of this plan"),
    "goal_blocked": Text("met deze stappen niet te bereiken", "can't be reached by these steps"),
    "goal_not_found": Text(
        "geen plan gevonden binnen de grens van het zoeken", "no plan found within the bound of the search"
    ),
    "goal_now": Text("nu: {name}", "now: {name}"),
    "plan_length": Text(
        "Het kortste plan: {count} {count:stap|stappen}, {months} {months:maand|maanden}. Een stap begint zodra de "
        "stappen waarop hij wacht klaar zijn; hoe lang elke stap duurt, is geschat.",
        "The shortest plan: {count} {count:step|steps}, {months} {months:month|months}. A step begins as soon as those "
        "that it waits for are done; how long each takes is an estimate.",
    ),
    "plan_unknown": Text(
        "Wat niet bekend is, telt als nog te doen: {count} {count:stap vervalt|stappen vervallen} als het al zo is.",
        "What isn't known counts as still to be done: {count} {count:step lapses|steps lapse} where it is so already.",
    ),
    "plan_there": Text(
        "Er is niets te plannen: de doelen zijn bereikt.", "There is nothing to plan: the goals are reached."
    ),
    "step_months": Text("{count} {count:maand|maanden}", "{count} {count:month|months}"),
    "step_time": Text("maand {start} tot {end}", "month {start} to {end}"),
    "step_after": Text("na {count:stap|stappen} {ranks}", "after {count:step|steps} {ranks}"),
    "step_agree": Text("Akkoord nodig van: {names}.", "Must agree: {names}."),
    "step_effects": Text("Daarna: {facts}.", "Afterwards: {facts}."),
    "step_unless": Text(
        "Vervalt als dat al zo is; het is niet bekend.", "Lapses where that is so already; it isn't known."
    ),
    "step_open": Text("Of dit nodig is, hangt ook af van: {facts}.", "Whether it is needed also depends on: {facts}."),
    "step_place": Text("Nieuwe plaats: {places}.", "New place: {places}."),
    "step_gone": Text("Risico's weg: {names}.", "Risks gone: {names}."),
    "step_new": Text("Nieuwe risico's: {names}.", "New risks: {names}."),
    "plan_left": Text("Risico's die aan het eind nog gelden", "Risks that still hold at the end"),
    "plan_no_left": Text("geen van de bekende", "none of those known"),
    "plan_other": Text("Net zo kort", "Just as short"),
    "instead": Text("“{take}” in plaats van “{leave}”", "“{take}” instead of “{leave}”"),
    "plan_ask": Text(
        "Vraag dit eerst: elk antwoord kan het plan korter maken", "Ask this first: each answer may shorten the plan"
    ),
    "plan_blocked": Text("Wat in de weg staat", "What is in the way"),
    "obstacle": Text("“{step}” vraagt: {condition}", "“{step}” asks: {condition}"),
    "obstacle_goal": Text("Het doel vraagt: {condition}", "The goal asks: {condition}"),
    "obstacle_known": Text("Dat is niet zo, en geen stap verandert het.", "That isn't so, and no step changes it."),
    "obstacle_unknown": Text(
        "Dat is niet bekend; beantwoord eerst: {facts}.", "That isn't known; answer first: {facts}."
    ),
    "obstacle_not_advised": Text(
        "“{step}” is hier niet aan de orde: dat advies geldt niet.",
        "“{step}” doesn't come up here: it isn't advised.",
    ),
    "plan_proved": Text(
        "Dat staat vast: alles wat met deze stappen te bereiken is, is doorzocht.",
        "That is certain: all that can be reached by these steps was searched.",
    ),
    "assumption": Text("aanname", "assumption"),
    "interpretation": Text("interpretatie", "interpretation"),
}


def phrase(name: str, language: Language, /, **fields: object) -> str:
    """A phrase with its fields filled."""
    said = PHRASES[name].say(language)
    return fill(said, **fields) if fields else said
