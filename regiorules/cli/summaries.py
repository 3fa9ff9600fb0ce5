"""What each command of ours is for, in Dutch and in English: here, so that a list of them imports none."""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    "advise": (
        "Geef advies voor een regio: een regiobestand (YAML of JSON) of werkblad, of --region NAAM.",
        "Give advice for a region: a region file (YAML or JSON) or workbook, or --region NAME.",
    ),
    "ask": (
        "Vraag naar wat nog onbekend is, de belangrijkste vraag eerst, en bewaar elk antwoord.",
        "Ask for what is still unknown, the most telling question first, and save every answer.",
    ),
    "batch": (
        "Beoordeel een tabel met regio's, een rij een regio: CSV, Parquet, XLSX of JSON lines.",
        "Assess a table of regions, a row a region: CSV, Parquet, XLSX or JSON lines.",
    ),
    "book": (
        "Schrijf een rule set als leesbaar boek (HTML of Markdown): wat de bron zegt naast de regels die erop rusten, "
        "en van elk feit, elke regel en elke conclusie waar zij gebruikt wordt.",
        "Write a rule set as a book to read (HTML or Markdown): what the source says beside the rules on it, "
        "and of every fact, rule and conclusion where it is used.",
    ),
    "change": (
        "Zoek de kleinste veranderingen waarmee een conclusie geldt of juist niet: change REGIO --to X | --avoid R.",
        "Find the smallest changes by which a conclusion holds, or doesn't: change REGION --to X | --avoid R.",
    ),
    "check": (
        "Bewijs over elke regio wat van regels moet kloppen: elke regel kan gelden en niet gelden, geen is overbodig, "
        "tabellen hebben geen gaten, keuzes sluiten elkaar uit. Elke fout komt met de kleinste regio (uitgangscode 1).",
        "Prove over every region what must be so of rules: each can hold and can fail, none is implied, tables have no "
        "gaps, choices exclude each other. Shows for every fault the smallest region (exit code 1).",
    ),
    "compare": (
        "Zet regio's naast elkaar: regiobestanden, of --region NAAM (meermaals).",
        "Put regions side by side: region files, or --region NAME (repeated).",
    ),
    "completion": (
        "Laat uw schil aanvullen wat u typt (bash, zsh, fish, PowerShell); zonder SCHIL: hoe u dat instelt.",
        "Have your shell complete what you type (bash, zsh, fish, PowerShell); without a shell: how to set it up.",
    ),
    "diff": (
        "Vergelijk wat rule sets betekenen, niet hoe ze geschreven zijn: voor welke regio's volgt iets anders, met de "
        "kleinste regio die het laat zien, of het bewijs dat geen regio geraakt wordt. OUD en NIEUW zijn mappen, namen "
        "(een+ander) of revisies van git (main:MAP). Uitgangscode 1 bij een verschil.",
        "Compare what rule sets mean, not their lines: for which regions another conclusion follows, with the smallest "
        "region that shows it, or the proof that no region is affected. OLD and NEW are folders, names "
        "(one+other) or revisions of git (main:FOLDER). Exit code 1 for a difference.",
    ),
    "explain": (
        "Leg uit waarom een conclusie geldt, niet geldt of open is: regiorules explain REGIO CONCLUSIE.",
        "Explain why a conclusion holds, doesn't hold or is open: regiorules explain REGION CONCLUSION.",
    ),
    "export": (
        "Schrijf een rule set in de vorm van een ander programma (zoals DMN); wat daarin niet kan, wordt genoemd.",
        "Write a rule set in the form of another program (such as DMN); what can't be said in it is named.",
    ),
    "facts": (
        "Toon de feiten die een regiobestand kan bevatten.",
        "Show the facts that a region file may hold.",
    ),
    "figure": (
        "Teken een figuur: regiorules figure REGIO 4. FIGUUR is het nummer of de naam van een positie, division (de "
        "onderwerpen per niveau), risks (de risico's naar ernst en zekerheid) of plan (de stappen in de tijd). Van "
        "meer regio's tegelijk is er alleen een positie.",
        "Draw a figure: regiorules figure REGION 4. FIGURE is the number or the name of a position, division (the "
        "topics by level), risks (the risks by severity and certainty) or plan (the steps in time). Of several "
        "regions at once there is only a position.",
    ),
    "history": (
        "Zet dezelfde feiten onder de regels en tabellen van verschillende jaren naast elkaar: wat veranderde, en"
        " waarom.",
        "Put the same facts under the rules and tables of several years side by side: what changed, and why.",
    ),
    "import": (
        "Maak een rule set van een bestand van een ander programma (zoals DMN). Wat daarin niet staat (redenen, "
        "uitspraken, de tweede taal) komt uit een bestand ernaast, dat bij de eerste keer wordt geschreven.",
        "Make a rule set of a file of another program (such as DMN). What it doesn't hold (reasons, statements, the "
        "second language) comes from a file beside it, which is written the first time.",
    ),
    "lint": (
        "Controleer regiobestanden, rule sets (de map of een bestand eruit) en scenario's: alle fouten "
        "(uitgangscode 2), en wat nergens gebruikt of door geen scenario beproefd wordt (uitgangscode 1). Of de "
        "scenario's uitkomen, zegt regiorules test.",
        "Check region files, rule sets (the folder or a file of it) and scenarios: all errors (exit code 2), and "
        "what is used by nothing or tried by no scenario (exit code 1). Whether the scenarios come out right, "
        "regiorules test tells.",
    ),
    "new": (
        "Begin een plugin: schrijf een pakket dat meteen werkt, met regels, scenario's, een uitvoervorm en toetsen.",
        "Begin a plugin: write a distribution that works at once, with rules, scenarios, a format and tests.",
    ),
    "plan": (
        "Het kortste plan van waar een regio staat naar de doelen: stap voor stap, over dit jaar en daarna.",
        "The shortest plan from where a region stands to the goals: step by step, over this year and beyond.",
    ),
    "plugins": (
        "Toon welke plugins geladen zijn, waarvandaan en met welke hooks.",
        "Show the plugins that are loaded.",
    ),
    "questionnaire": (
        "Schrijf de vragenlijst als werkblad (.xlsx), eventueel al ingevuld met wat van een regio bekend is. Wat "
        "iemand deels weet, vult hij in als: hoogstens los, 40.000 tot 60.000.",
        "Write the questionnaire as a workbook (.xlsx), filled in with what is known of a region if you like. "
        "What someone knows in part is filled in as: at most loose, 40,000 to 60,000.",
    ),
    "questions": (
        "Toon de open vragen, met wat elk antwoord zou vastleggen.",
        "Show the open questions, with what each answer would settle.",
    ),
    "regions": (
        "Toon de regio's die in een tabel staan.",
        "Show the regions that stand in a table.",
    ),
    "robust": (
        "Tel in welk deel van alle gevallen die nog kunnen elke conclusie geldt, en welk gegeven haar doet omslaan.",
        "Count in which part of all cases that are still possible each conclusion holds, and which fact overturns it.",
    ),
    "rules": (
        "Toon de regels, met hun voorwaarde en hun bron.",
        "Show the rules, with their condition and their source.",
    ),
    "schema": (
        "Toon een JSON Schema; zonder NAAM: welke er zijn. Van bestanden: region, ruleset, catalogue en scenario."
        " Bewaar het met --output, en zet bovenaan een YAML-bestand: # yaml-language-server: $schema=BESTAND. Uw "
        "editor controleert dan terwijl u typt. Van wat --format json schrijft: advice, assessment, explanation, "
        "changes, comparison, history, questions, plan, robust en error.",
        "Show a JSON Schema; without NAME: which there are. Of files: region, ruleset, catalogue and scenario. "
        "Save it with --output, and write on top of a YAML file: # yaml-language-server: $schema=FILE. Your "
        "editor then checks while you type. Of what --format json writes: advice, assessment, explanation, "
        "changes, comparison, history, questions, plan, robust and error.",
    ),
    "statements": (
        "Toon van elke uitspraak van de bron waar zij gebruikt wordt (uitgangscode 1 bij een gat).",
        "Show of every statement of the source where it is used (exit code 1 for a hole).",
    ),
    "test": (
        "Voer de scenario's bij een rule set uit en toon wat afwijkt (uitgangscode 1).",
        "Run the scenarios beside a rule set and show what differs (exit code 1).",
    ),
    "whatif": (
        "Laat zien wat er verandert als feiten of aannames anders zijn: whatif REGIO --set feit=waarde.",
        "Show what changes if facts or assumptions are different: whatif REGION --set fact=value.",
    ),
}
