"""What an editor says of the keys of a rule set, in both languages."""

from __future__ import annotations

from regiorules.text import Language, Text

HINTS: dict[str, Text] = {
    # --- sections ------------------------------------------------------------------------
    "ruleset": Text("Het hoofd: welke rule set dit is.", "The head: which rule set this is."),
    "scales": Text(
        "Schalen die meer feiten delen: niveaus van laag naar hoog.",
        "Scales that facts share: levels from low to high.",
    ),
    "groups": Text("Groepen waarin de feiten getoond worden.", "Groups in which the facts are shown."),
    "source_sections": Text("De hoofdstukken van de bron.", "The sections of the source."),
    "parameters": Text(
        "Aannames: getallen die regels gebruiken en die een gebruiker kan veranderen.",
        "Assumptions: numbers that rules use and that a user can change.",
    ),
    "facts": Text("De feiten die van een regio bekend kunnen zijn.", "The facts that may be known of a region."),
    "statements": Text("De uitspraken van de bron, in eigen woorden.", "The statements of the source, paraphrased."),
    "conclusions": Text("Wat regels kunnen concluderen.", "What rules can conclude."),
    "positions": Text("De figuren van de bron.", "The figures of the source."),
    "topics": Text("Onderwerpen die over de niveaus verdeeld worden.", "Topics that are divided over the levels."),
    "sections": Text("De hoofdstukken van het advies.", "The sections of the advice."),
    "profile": Text(
        "Wat een tabel met regio's vult, en welke tabellen bij deze rule set horen.",
        "What a table of regions fills, and which tables stand with this rule set.",
    ),
    "goals": Text("De doelen waar een plan heen leidt.", "The goals that a plan leads to."),
    "Goal.when": Text("De voorwaarde waaronder het doel bereikt is.", "The condition under which the goal is reached."),
    "Goal.position": Text("De figuur die toont hoe ver een regio is.", "The figure that shows how far a region is."),
    "moves": Text(
        "Per aanbeveling wat opvolgen vraagt; alleen deze aanbevelingen zijn stappen van een plan.",
        "For each recommendation what following it takes; only these recommendations are steps of a plan.",
    ),
    "Move.presupposes": Text(
        "De voorwaarde die vooraf moet gelden; onbekend is niet genoeg.",
        "The condition that must hold before; unknown isn't enough.",
    ),
    "Move.months": Text("Hoeveel maanden het duurt.", "How many months it takes."),
    "Move.agree": Text("De geadresseerden die akkoord moeten gaan.", "The addressees that must agree."),
    "Period.months": Text(
        "De maand waarin deze periode voorbij is; zonder maand eindigt zij niet.",
        "The month in which this period is over; without one it doesn't end.",
    ),
    "constraints": Text(
        "Wat van conclusies in elke regio zo is; `regiorules check` bewijst het.",
        "What is so of conclusions in every region; `regiorules check` proves it.",
    ),
    "Constraint.exactly_one": Text("Precies een hiervan geldt.", "Exactly one of these holds."),
    "Constraint.at_most_one": Text("Hoogstens een hiervan geldt.", "At most one of these holds."),
    "Constraint.excludes": Text(
        "De eerste geldt nooit samen met een van de andere.", "The first never holds together with another."
    ),
    "rules": Text("De regels: als de voorwaarde geldt, dan volgt …", "The rules: when the condition holds, then …"),
    "tables": Text(
        "Beslistabellen: regels als rijen van een CSV- of XLSX-bestand.",
        "Decision tables: rules as the rows of a CSV or XLSX file.",
    ),
    "changes": Text(
        "Wat deze rule set verandert aan regels van een andere.", "What this rule set changes of rules of another one."
    ),
    "values": Text(
        "Wat een aanname van een andere rule set in regio's van deze is.",
        "What an assumption of another rule set is in regions of this one.",
    ),
    "OwnValues.regions": Text(
        "Per regio, en per dag vanaf wanneer: de waarde, en waarop zij rust.",
        "By region, and by the day from which it is: the value, and what it rests on.",
    ),
    "scenarios": Text("Verhalen: feiten, en wat daaruit moet volgen.", "Stories: facts, and what must follow."),
    "cases": Text(
        "Per regel: feiten waarbij de regel geldt, en feiten waarbij hij niet geldt.",
        "For each rule: facts in which it holds, and facts in which it doesn't.",
    ),
    # --- the head ------------------------------------------------------------------------
    "RuleSetInfo.extends": Text("Rule sets waarop deze voortbouwt.", "Rule sets that this one builds on."),
    "RuleSetInfo.applies": Text(
        "Voor welke regio's en van welke tot en met welke dag; anders altijd en overal.",
        "For which regions, and from which day until and including which; everywhere and always otherwise.",
    ),
    "RuleSource.date": Text(
        "De dag, de maand of het jaar van de tekst en het recht die de regels volgen.",
        "The day, the month or the year of the text and the law that the rules follow.",
    ),
    # --- facts ---------------------------------------------------------------------------
    "Fact.group": Text("De naam van een groep.", "The name of a group."),
    "Fact.question": Text(
        "De vraag aan de gebruiker; een afgeleid feit heeft er geen.",
        "The question to the user; a derived fact has none.",
    ),
    "Fact.scale": Text(
        "De niveaus van laag naar hoog of de opties, of de naam van een schaal.",
        "The levels from low to high or the options, or the name of a scale.",
    ),
    "Fact.texts": Text(
        "Alle teksten die het kan zijn; nodig waar regels een tekst concluderen.",
        "All texts that it can be; needed where rules conclude a text.",
    ),
    "Fact.among": Text(
        "De lijst waarvan deze tekst een record noemt, bij zijn key.",
        "The list of which this text names a record, by its key.",
    ),
    "Fact.min": Text(
        "Het kleinste getal of de eerste dag die kan; van records hoeveel er minstens zijn.",
        "The smallest number or the first day possible; of records how many there are at least.",
    ),
    "Fact.max": Text("Het grootste getal of de laatste dag die kan.", "The largest number or the last day possible."),
    "Fact.whole": Text("yes: alleen hele getallen.", "yes: whole numbers only."),
    "Fact.fields": Text("De velden van een record.", "The fields of a record."),
    "Fact.key": Text(
        "Het veld waarin geen twee records gelijk zijn.", "The field in which no two records are the same."
    ),
    "Fact.required": Text("yes: dit veld moet ingevuld zijn.", "yes: this field must be filled in."),
    "Fact.asked": Text("no: dit feit wordt alleen afgeleid.", "no: this fact is only derived."),
    "Fact.derive": Text(
        "De uitdrukking waaruit het volgt, bijvoorbeeld count(lijst).",
        "The expression it follows from, for example count(list).",
    ),
    "Fact.influence": Text(
        "Welke inspanning het kost om dit feit te veranderen, een stap; zonder kan een regio het niet.",
        "The effort that it takes to change this fact, one step; without it a region can't.",
    ),
    "Fact.towards": Text(
        "Welke kant beter is: up (hoger, ja) of down (lager, nee); zonder zijn beide goed.",
        "Which end is better: up (higher, yes) or down (lower, no); without it either is.",
    ),
    # --- tables of regions ---------------------------------------------------------------
    "ProfileForm.fact": Text("De lijst waarin elke rij een record is.", "The list in which each row is a record."),
    "ProfileForm.title": Text(
        "Hoe deze gegevens heten bij hun datum.", "What these data are called beside their date."
    ),
    "ProfileForm.columns": Text(
        "Hoe kolommen mogen heten: van velden van de lijst, van losse feiten, van region en region_number.",
        "How columns may be called: of fields of the list, of single facts, of region and region_number.",
    ),
    "ProfileForm.tables": Text(
        "De tabellen, de nieuwste eerst; die geldt zonder --profiles.",
        "The tables, the newest first; that is the one by default.",
    ),
    "ProfileForm.aliases": Text(
        "Bij een naam van een regio of een record zijn andere namen.",
        "The other names of a region or a record, by one of its names.",
    ),
    "ProfileForm.successions": Text(
        "De tabel van wat uit wat is gevormd, met kolommen voor de datum, de naam en formed_from.",
        "The table of what was formed from what, with columns for the date, the name and formed_from.",
    ),
    "RegionTable.licence": Text("De licentie van de gegevens.", "The licence of the data."),
    "RegionTable.file": Text("Het CSV-bestand naast dit bestand.", "The CSV file beside this file."),
    "RegionTable.source": Text("Waar de gegevens vandaan komen.", "Where the data come from."),
    "RegionTable.date": Text("Van welke dag of welk jaar ze zijn.", "Of which day or year they are."),
    "Parameter.why": Text("Waarom deze waarde.", "Why this value."),
    "Parameter.value": Text("De waarde, of die voor de eerste datum.", "The value, or that before the first date."),
    "Parameter.values": Text("De waarden per datum vanaf wanneer.", "The values, by the day from which they are."),
    "Parameter.regions": Text("Eigen waarden van een regio, per datum.", "A region's own values, by date."),
    "DatedValue.reference": Text("De wet, het besluit of de afspraak.", "The law, the decision or the agreement."),
    "DatedValue.url": Text("Waar dat te lezen is.", "Where to read it."),
    # --- conclusions and rules -----------------------------------------------------------
    "Conclusion.text": Text(
        "Met {feit} of {feit|anders} staat de waarde van een feit in de tekst.",
        "{fact} or {fact|otherwise} puts the value of a fact in the text.",
    ),
    "Conclusion.remedies": Text("Aanbevelingen tegen dit risico.", "Recommendations against this risk."),
    "Conclusion.danger": Text("Wat in gevaar zou brengen wat goed gaat.", "What would endanger what goes well."),
    "Conclusion.section": Text("Het hoofdstuk van het advies.", "The section of the advice."),
    "Conclusion.effects": Text(
        "De feiten zoals ze na uitvoering zijn: {feit: waarde}; van een route op volgorde.",
        "The facts as they are once it has been carried out: {fact: value}; of a route in order.",
    ),
    "Conclusion.beside": Text("Conclusies waar deze bij hoort.", "Conclusions that this one goes with."),
    "RuleShape.when": Text(
        "De voorwaarde: feiten, conclusies en aannames met and, or, not, ==, <, in, known(…); of always.",
        "The condition: facts, conclusions and assumptions with and, or, not, ==, <, in, known(…); or always.",
    ),
    "RuleShape.then": Text(
        "Wat volgt: een conclusie, een ja/nee-feit, of {feit: waarde}; een verzameling krijgt een optie of een lijst,"
        " een getal ook een berekening.",
        "What follows: a conclusion, a yes/no fact, or {fact: value}; a set gets an option or a list, a number a"
        " calculation too.",
    ),
    "RuleShape.because": Text("De reden zoals de gebruiker die leest.", "The reason as the user reads it."),
    "*.basis": Text(
        "Waarop dit berust: source (de bron zegt het), interpretation of assumption (en dan why).",
        "What this rests on: source (the source says so), interpretation or assumption (and then why).",
    ),
    "*.statements": Text("De uitspraken van de bron waarop dit berust.", "The statements of the source it rests on."),
    "*.why": Text("Waarom deze uitleg of aanname.", "Why this interpretation or assumption."),
    "*.each": Text(
        "Een lijst: de voorwaarde gaat over één record daarvan, en de conclusie geldt voor elk waarvoor zij waar is.",
        "A list: the condition is about one record of it, and the conclusion is drawn for each of which it is true.",
    ),
    "*.unless": Text(
        "De uitzondering: waar deze voorwaarde waar is, geldt de regel niet; zolang zij open is, is de regel dat ook.",
        "The exception: where this condition is true the rule doesn't hold; while it is open, so is the rule.",
    ),
    "*.overrides": Text(
        "De algemene regels (of tabellen) waarop dit voorgaat: waar dit geldt, gelden die niet.",
        "The general rules (or tables) before which this goes: where this holds, those don't.",
    ),
    "RuleShape.severity": Text(
        "De ernst van het risico, als die van de conclusie afwijkt.",
        "The severity of the risk, where it isn't that of the conclusion.",
    ),
    "RuleShape.strength": Text(
        "Hoe sterk de regel voor deze route pleit.", "How strongly the rule speaks for this route."
    ),
    "*.valid_from": Text("De eerste dag waarop dit geldt.", "The first day on which this applies."),
    "*.valid_until": Text("De laatste dag waarop dit geldt.", "The last day on which this applies."),
    "DecisionTable.file": Text("Het CSV- of XLSX-bestand naast dit bestand.", "The CSV or XLSX file beside this file."),
    "DecisionTable.hit": Text(
        "Wat geldt als meer rijen gelden: unique (dat kan niet), any (dan zeggen ze hetzelfde), first (de eerste),"
        " priority (de uitkomst die het eerst genoemd is), collect (alle; rule_order en output_order: ook op volgorde),"
        " of een getal van alle rijen: sum, min, max of count.",
        "What holds where several rows do: unique (they can't), any (they say the same), first (the first of them),"
        " priority (the outcome that is named first), collect (all; rule_order and output_order: in order too), or a"
        " number of all of them: sum, min, max or count.",
    ),
    "DecisionTable.sheet": Text("Het tabblad; anders het eerste.", "The sheet; the first one otherwise."),
    "DecisionTable.because": Text(
        "De reden bij de rijen zonder eigen reden.", "The reason for the rows without one of their own."
    ),
    "ChangeShape.reason": Text("Waarom de regel verandert.", "Why the rule changes."),
    "ChangeShape.off": Text("yes: de regel vervalt.", "yes: the rule is switched off."),
    "ChangeShape.replace": Text("De regel die ervoor in de plaats komt.", "The rule that takes its place."),
    # --- scenarios -----------------------------------------------------------------------
    "Scenario.example": Text("De naam van een meegeleverd regiobestand.", "The name of a bundled region file."),
    "Scenario.profile": Text("De naam van een regio uit de tabel.", "The name of a region in the table."),
    "Scenario.region": Text(
        "Hoe de regio heet, waar regels voor sommige regio's gelden.",
        "What the region is called, where rules are for some regions.",
    ),
    "Scenario.on": Text("De dag waarvan de regels gelden.", "The day whose rules count."),
    "Scenario.set": Text("Feiten en aannames die anders zijn.", "Facts and assumptions that are different."),
    "Scenario.holds": Text("Regels en conclusies die moeten gelden.", "Rules and conclusions that must hold."),
    "Scenario.fails": Text("Regels en conclusies die niet gelden.", "Rules and conclusions that don't hold."),
    "Scenario.not_holds": Text("Wat niet geldt of open is.", "What doesn't hold or is open."),
    "Scenario.open": Text("Wat van alles mag zijn.", "What may be anything."),
    "Scenario.values": Text("Waarden die feiten moeten hebben.", "Values that facts must have."),
    "Scenario.records": Text(
        "De records waarvoor een conclusie per record geldt, bij hun naam.",
        "The records for which a conclusion for each record holds, by their names.",
    ),
    "Scenario.severity": Text("De ernst die risico's moeten hebben.", "The severity that risks must have."),
    "Case.gives": Text("Wat de regel geeft, zoals bij then.", "What the rule gives, as under then."),
    "Case.holds": Text("Feiten waarbij de regel geldt.", "Facts in which the rule holds."),
    "Case.fails": Text("Feiten waarbij de regel niet geldt.", "Facts in which the rule doesn't hold."),
}


def hint(key: str, language: Language) -> dict[str, str]:
    """The description of a section (`rules`) or of a key in it (`RuleShape.when`), where there is one."""
    found = HINTS.get(key) or HINTS.get(f"*.{key.rpartition('.')[2]}")
    return {"description": found.say(language)} if found else {}
