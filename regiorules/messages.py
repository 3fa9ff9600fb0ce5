"""What every problem is called, in Dutch and in English.  Fields stand in braces."""

from __future__ import annotations

from regiorules.text import Text

KINDS: dict[str, Text] = {  # what `kind` and `other` are called in a message
    "choice": Text("keuze", "choice"),
    "conclusion": Text("conclusie", "conclusion"),
    "context": Text("kader", "context"),
    "derived fact": Text("afgeleid feit", "derived fact"),
    "example": Text("voorbeeld", "example"),
    "fact": Text("feit", "fact"),
    "field": Text("veld", "field"),
    "finding": Text("bevinding", "finding"),
    "group": Text("groep", "group"),
    "level": Text("niveau", "level"),
    "number": Text("getal", "number"),
    "parameter": Text("aanname", "parameter"),
    "pointer": Text("verwijzing", "pointer"),
    "recommendation": Text("aanbeveling", "recommendation"),
    "records": Text("lijst", "list"),
    "risk": Text("risico", "risk"),
    "route": Text("route", "route"),
    "rule": Text("regel", "rule"),
    "scale": Text("schaal", "scale"),
    "section": Text("hoofdstuk", "section"),
    "set": Text("verzameling", "set"),
    "source section": Text("hoofdstuk van de bron", "source section"),
    "statement": Text("uitspraak", "statement"),
    "text": Text("tekst", "text"),
    "yes_no": Text("ja/nee-feit", "yes/no fact"),
}
MESSAGES: dict[str, Text] = {
    "did_you_mean": Text("bedoelt u {name}?", "did you mean {name}?"),
    # --- reading files -----------------------------------------------------------------
    "file_missing": Text("dit bestand bestaat niet", "this file doesn't exist"),
    "file_unreadable": Text("dit bestand is niet te lezen: {why}", "this file can't be read: {why}"),
    "file_unwritable": Text("hier kan niet geschreven worden: {why}", "can't write here: {why}"),
    "save_kind": Text(
        "hierin kunnen geen antwoorden bewaard worden (wel in: {known}); kies een ander bestand met --output",
        "answers can't be saved in this (but in: {known}); choose another file with --output",
    ),
    "save_other": Text(
        "dit bestand gaat over {name}; kies een ander bestand met --output",
        "this file is about {name}; choose another file with --output",
    ),
    "file_too_large": Text(
        "dit bestand is {size} MB groot; het maximum is {limit} MB",
        "this file is {size} MB; the limit is {limit} MB",
    ),
    "file_not_utf8": Text(
        "byte {offset} is geen UTF-8; sla het bestand op als UTF-8", "byte {offset} isn't UTF-8; save the file as UTF-8"
    ),
    "file_empty": Text("dit bestand is leeg", "this file is empty"),
    "file_kind": Text(
        "dit soort bestand kan niet gelezen worden (wel: {known})", "this kind of file can't be read (but: {known})"
    ),
    "syntax": Text("dit is geen geldige YAML of JSON: {why}", "this isn't valid YAML or JSON: {why}"),
    "alias": Text(
        "ankers en verwijzingen (& en *) worden niet gelezen; schrijf de waarde uit",
        "anchors and aliases (& and *) aren't read; write the value out",
    ),
    "several_documents": Text(
        "hier begint een tweede document; zet elke regio in een eigen bestand",
        "a second document starts here; put each region in a file of its own",
    ),
    "too_deep": Text("dieper genest dan {limit} niveaus", "nested deeper than {limit} levels"),
    "too_many": Text("meer dan {limit} waarden in één bestand", "more than {limit} values in one file"),
    "duplicate_key": Text(
        "{name} staat hier twee keer; het staat ook op regel {line}",
        "{name} stands here twice; it also stands on line {line}",
    ),
    "key_not_text": Text("een sleutel moet een woord zijn", "a key must be a word"),
    # --- the shape of a file -------------------------------------------------------------
    "expected_mapping": Text(
        "hier hoort een lijst van sleutels met waarden", "a mapping of keys to values belongs here"
    ),
    "expected_list": Text("hier hoort een lijst (met streepjes)", "a list (with dashes) belongs here"),
    "expected_text": Text("hier hoort één waarde, geen lijst of blok", "one value belongs here, not a list or a block"),
    "expected_both_languages": Text(
        "hier hoort een tekst in beide talen: {{nl: …, en: …}}",
        "a text in both languages belongs here: {{nl: …, en: …}}",
    ),
    "unknown_key": Text(
        "{name} is geen sleutel die hier kan staan (wel: {known})",
        "{name} isn't a key that can stand here (but: {known})",
    ),
    "missing_key": Text("{name} ontbreekt", "{name} is missing"),
    "not_one_of": Text("{value} kan hier niet; kies uit: {known}", "{value} can't stand here; choose from: {known}"),
    # --- values of facts -----------------------------------------------------------------
    "unknown_fact": Text(
        "{name} is geen feit uit het vocabulaire (zie: regiorules facts)",
        "{name} isn't a fact of the vocabulary (see: regiorules facts)",
    ),
    "not_asked": Text(
        "{name} wordt afgeleid uit andere feiten en kan niet worden opgegeven",
        "{name} is derived from other facts and can't be given",
    ),
    "not_yes_no": Text(
        "{value} is geen ja of nee; schrijf yes, no of unknown", "{value} isn't yes or no; write yes, no or unknown"
    ),
    "not_level": Text(
        "{value} is geen waarde van {fact}; kies uit: {known}", "{value} isn't a value of {fact}; choose from: {known}"
    ),
    "not_number": Text("{value} is geen getal", "{value} isn't a number"),
    "number_grouped": Text(
        "{value}: schrijf een getal zonder punten of komma's tussen de duizendtallen, en met een punt voor decimalen",
        "{value}: write a number without separators between thousands, and with a point for decimals",
    ),
    "not_whole": Text("{value} is geen geheel getal", "{value} isn't a whole number"),
    "not_finite": Text(
        "{value} is geen eindig getal; laat het feit weg als het niet bekend is",
        "{value} isn't a finite number; leave the fact out if it isn't known",
    ),
    "out_of_range": Text("{value} valt buiten {low} tot {high} {unit}", "{value} is outside {low} to {high} {unit}"),
    "empty_text": Text("hier staat een lege tekst", "this text is empty"),
    "missing_field": Text("hier ontbreekt {name}", "{name} is missing here"),
    "duplicate_record": Text("{name} staat er twee keer in", "{name} is in it twice"),
    "no_such_municipality": Text(
        "{name} is geen gemeente van deze regio (wel: {known})",
        "{name} isn't a municipality of this region (but: {known})",
    ),
    "unknown_source": Text(
        "{name} staat niet onder sources in dit bestand", "{name} doesn't stand under sources in this file"
    ),
    "set_form": Text(
        "{value}: schrijf --set feit=waarde, bijvoorbeeld --set sme_role=large",
        "{value}: write --set fact=value, for example --set sme_role=large",
    ),
    "set_unknown": Text(
        "{name} is geen feit en geen aanname (zie: regiorules facts)",
        "{name} is neither a fact nor an assumption (see: regiorules facts)",
    ),
    "set_records": Text(
        "{name} is een lijst en kan alleen in een bestand staan", "{name} is a list and can only stand in a file"
    ),
    "region_needed": Text("geef een regiobestand of --region NAAM", "give a region file or --region NAME"),
    "region_twice": Text(
        "geef óf een regiobestand óf --region, niet allebei", "give either a region file or --region, not both"
    ),
    "conclusion_needed": Text(
        "geef de conclusie: regiorules explain REGIO CONCLUSIE",
        "give the conclusion: regiorules explain REGION CONCLUSION",
    ),
    "facts_form": Text("{value}: schrijf --facts bron=bestand", "{value}: write --facts source=file"),
    "unknown_source_name": Text(
        "{name} is geen bron van feiten (wel: {known})", "{name} isn't a source of facts (but: {known})"
    ),
    "set_needed": Text("geef aan wat er anders is: --set feit=waarde", "say what is different: --set fact=value"),
    "two_regions_needed": Text("geef ten minste twee regio's", "give at least two regions"),
    "unknown_region": Text(
        "{name} is geen arbeidsmarktregio die we kennen (zie: regiorules regions)",
        "{name} isn't a labour-market region we know (see: regiorules regions)",
    ),
    "csv_columns": Text("de kolommen moeten zijn: {known}", "the columns must be: {known}"),
    "csv_row": Text(
        "deze rij heeft {count} waarden in plaats van {wanted}", "this row has {count} values instead of {wanted}"
    ),
    # --- workbooks -----------------------------------------------------------------------
    "openpyxl_missing": Text(
        "voor spreadsheets is openpyxl nodig; installeer regiorules[spreadsheet]",
        "spreadsheets need openpyxl; install regiorules[spreadsheet]",
    ),
    "not_workbook": Text(
        "dit is geen .xlsx-bestand, of er staat een wachtwoord op; open het in een spreadsheetprogramma en bewaar het zonder wachtwoord als .xlsx",
        "this isn't an .xlsx file, or it has a password; open it in a spreadsheet program and save it as .xlsx without a password",
    ),
    "workbook_broken": Text("dit werkboek is beschadigd: {why}", "this workbook is damaged: {why}"),
    "workbook_too_large": Text(
        "uitgepakt is dit werkboek {size} MB; het maximum is {limit} MB, in hoogstens 1000 delen",
        "unpacked this workbook is {size} MB; the limit is {limit} MB, in at most 1000 parts",
    ),
    "workbook_suffix": Text(
        "geef het werkboek een naam die op .xlsx eindigt", "give the workbook a name that ends in .xlsx"
    ),
    "workbook_exists": Text(
        "dit bestand bestaat al en kan antwoorden bevatten; kies een andere naam, of geef het ook als regiobestand om het bij te werken",
        "this file exists already and may hold answers; choose another name, or give it as the region file too to update it",
    ),
    "sheet_missing": Text("het tabblad {name} ontbreekt", "the sheet {name} is missing"),
    "column_missing": Text("de kolom {name} ontbreekt", "the column {name} is missing"),
    "cell_formula": Text(
        "{value} is een formule zonder berekende waarde; typ de waarde zelf, of open en bewaar het bestand in een spreadsheetprogramma",
        "{value} is a formula without a computed value; type the value itself, or open and save the file in a spreadsheet program",
    ),
    "cell_error": Text(
        "hier staat de foutwaarde {value}; typ een waarde of maak de cel leeg",
        "this cell holds the error {value}; type a value or empty the cell",
    ),
    "cell_yes_no": Text(
        "{value} is geen ja of nee; kies ja, nee of onbekend", "{value} isn't yes or no; choose yes, no or unknown"
    ),
    "cell_number": Text(
        "{value} staat hier als tekst; typ het als getal, zonder tekens tussen de duizendtallen",
        "{value} stands here as text; type it as a number, without separators between thousands",
    ),
    "cell_needed": Text("vul hier in: {name}", "fill in here: {name}"),
    "cell_source": Text(
        "{name} is geen korte naam op het tabblad met bronnen; voeg de bron daar toe",
        "{name} isn't a short name on the sheet with sources; add the source there",
    ),
    "row_unknown": Text(
        "{name} is geen vraag van deze vragenlijst; het antwoord ernaast is niet te plaatsen",
        "{name} isn't a question of this questionnaire; the answer beside it can't be placed",
    ),
    "row_mixed": Text(
        "{name} staat bij het verborgen kenmerk van een andere vraag; verplaats altijd hele rijen",
        "{name} stands beside the hidden id of another question; always move whole rows",
    ),
    "row_twice": Text("{name} is ook beantwoord in {cell}", "{name} is answered in {cell} too"),
    "set_both": Text(
        "antwoord óf hier, óf op de regels eronder, niet allebei",
        "answer either here or on the lines below, not both",
    ),
    "set_partial": Text(
        "kies hier ook ja of nee, of laat alle regels van deze vraag leeg; nog open: {names}",
        "choose yes or no here too, or leave all lines of this question empty; still open: {names}",
    ),
    "records_both": Text(
        "hier staat {value}, maar op het tabblad {sheet} zijn regels ingevuld; maak een van beide leeg",
        "{value} stands here, but the sheet {sheet} has lines filled in; empty one of the two",
    ),
    # --- rule sets -----------------------------------------------------------------------
    "ruleset_missing": Text(
        "hier staat geen rule set (geen map met ruleset.yaml)", "no rule set here (no folder with ruleset.yaml)"
    ),
    "ruleset_data_missing": Text(
        "de meegeleverde map {name} is niet gevonden in {places}; installeer regiorules opnieuw",
        "the bundled folder {name} was not found in {places}; install regiorules again",
    ),
    "unknown_ruleset": Text(
        "rule set {name} bestaat niet (wel: {known})", "rule set {name} doesn't exist (but: {known})"
    ),
    "defined_twice": Text("{name} is al gedefinieerd in {first}", "{name} is already defined in {first}"),
    "name_clash": Text(
        "{name} is hier een {kind} en elders een {other}; kies een andere naam",
        "{name} is a {kind} here and a {other} elsewhere; choose another name",
    ),
    "not_date": Text("{value} is geen datum; schrijf jjjj-mm-dd", "{value} isn't a date; write yyyy-mm-dd"),
    "extends": Text(
        "{name} is niet geladen, maar {ruleset} bouwt erop voort", "{name} isn't loaded, but {ruleset} builds on it"
    ),
    "changed_twice": Text(
        "regel {name} wordt ook veranderd door {other}, voor dezelfde regio",
        "rule {name} is changed by {other} as well, for the same region",
    ),
    "change_form": Text(
        "een verandering heeft óf off: yes óf een replace", "a change has either off: yes or a replace"
    ),
    "unknown_reference": Text("{name} is geen {kind}", "{name} isn't a {kind}"),
    "pattern": Text("{value} is geen geldige naam ({form})", "{value} isn't a valid name ({form})"),
    "needs": Text("een {kind} heeft {name} nodig", "a {kind} needs {name}"),
    "not_for": Text("{name} hoort niet bij een {kind}", "{name} doesn't belong to a {kind}"),
    "label_twice": Text("het label {name} staat er twee keer in", "the label {name} is in it twice"),
    "why_needed": Text(
        "een regel die niet letterlijk uit de bron komt, zegt waarom: vul why in",
        "a rule that isn't straight from the source says why: fill in why",
    ),
    "no_statements": Text(
        "een regel met basis source of interpretation noemt ten minste één uitspraak",
        "a rule with basis source or interpretation names at least one statement",
    ),
    "slot": Text(
        "{{{name}}} in deze tekst is geen feit en geen aanname",
        "{{{name}}} in this text is neither a fact nor an assumption",
    ),
    "cycle": Text(
        "deze begrippen hangen in een kring van elkaar af: {names}", "these depend on each other in a circle: {names}"
    ),
    "derived_twice": Text(
        "{name} heeft een derive en kan niet ook door een regel worden afgeleid",
        "{name} has a derive and can't be derived by a rule as well",
    ),
    "table_outside": Text(
        "{name} ligt buiten de map van de rule set; zet de tabel in die map",
        "{name} lies outside the folder of the rule set; put the table in that folder",
    ),
    "table_file": Text("het bestand {name} bestaat niet", "the file {name} doesn't exist"),
    "table_quote": Text(
        'een aanhalingsteken in deze cel wordt niet goed gesloten; zet de hele cel tussen aanhalingstekens, of schrijf ""',
        'a quote in this cell isn\'t closed properly; put the whole cell between quotes, or write ""',
    ),
    "table_empty": Text(
        "deze tabel is leeg: onder een rij met koppen hoort ten minste één rij",
        "this table is empty: below a row of headers belongs at least one row",
    ),
    "table_too_large": Text(
        "een tabel heeft hoogstens {rows} rijen en {columns} kolommen; splits deze",
        "a table has at most {rows} rows and {columns} columns; split this one",
    ),
    "table_no_target": Text(
        "deze tabel concludeert niets; zet een pijl in de kop van de laatste kolom: → conclusie",
        "this table concludes nothing; put an arrow in the header of the last column: → conclusion",
    ),
    "table_order": Text(
        "{name} staat na een conclusie; zet de kolommen met voorwaarden eerst",
        "{name} stands after a conclusion; put the columns with conditions first",
    ),
    "table_twice": Text("de kop {name} staat ook in {cell}", "the header {name} stands in {cell} too"),
    "table_beyond": Text(
        "boven deze cel staat geen kop; geef de kolom een kop of maak de cel leeg",
        "there is no header above this cell; give the column a header or empty the cell",
    ),
    "table_nothing": Text(
        "deze rij concludeert niets; vul een kolom met een pijl in, of maak de hele rij leeg",
        "this row concludes nothing; fill in a column with an arrow, or empty the whole row",
    ),
    "table_because": Text(
        "deze rij heeft geen tekst; vul because nl en because en in, of geef de tabel een because",
        "this row has no text; fill in because nl and because en, or give the table a because",
    ),
    "table_texts": Text(
        "een tekst hoort er in beide talen te staan: because nl en because en",
        "a text belongs here in both languages: because nl and because en",
    ),
    "table_cell": Text(
        "{value} is niet te lezen; schrijf een waarde, een lijst (a, b), >= a, [a..b], not a, of - voor alles",
        "{value} can't be read; write a value, a list (a, b), >= a, [a..b], not a, or - for anything",
    ),
    "table_yes_no": Text(
        "{value} is geen ja of nee; schrijf yes, no, of - voor allebei",
        "{value} isn't yes or no; write yes, no, or - for both",
    ),
    "table_comma": Text(
        "{value}: schrijf een decimaal getal met een punt (0.5) en een lijst met een spatie (0, 5)",
        "{value}: write a decimal number with a point (0.5) and a list with a space (0, 5)",
    ),
    "table_interval": Text(
        "{value} is geen interval; schrijf [2..5], ]2..5], [2..5[, ]2..5[ of 2..5",
        "{value} isn't an interval; write [2..5], ]2..5], [2..5[, ]2..5[ or 2..5",
    ),
    "table_unordered": Text(
        "{name} heeft geen volgorde, dus {value} kan niet; schrijf een waarde, een lijst, of not met een waarde",
        "{name} has no order, so {value} can't be; write a value, a list, or not with a value",
    ),
    "table_never": Text(
        "{value} geldt voor geen enkele waarde van {name}", "{value} holds for no value of {name} at all"
    ),
    "table_tests": Text(
        "meer dan {limit} waarden in één cel; verdeel ze over meer rijen",
        "more than {limit} values in one cell; divide them over more rows",
    ),
    "table_overlap": Text(
        "rij {row} en rij {other} kunnen tegelijk gelden ({cells}); laat ze elkaar uitsluiten, of kies hit: first of collect",
        "row {row} and row {other} can hold together ({cells}); make them exclude each other, or choose hit: first or collect",
    ),
    "table_unsure": Text(
        "rij {row} en rij {other} sluiten elkaar niet zeker uit: dat hangt af van een aanname of een ander feit in {cells}; gebruik in beide dezelfde grens, of kies hit: first of collect",
        "row {row} and row {other} don't certainly exclude each other: it depends on an assumption or another fact in {cells}; use the same bound in both, or choose hit: first or collect",
    ),
    "table_masked": Text(
        "rij {row} geldt nooit: rij {other} komt eerder en geldt ook altijd als deze; verplaats of verwijder deze rij",
        "row {row} never holds: row {other} comes first and holds whenever this one does; move or remove this row",
    ),
    "table_condition": Text(
        "de voorwaarde van deze rij wordt langer dan {limit} tekens; maak de rij smaller of splits de tabel",
        "the condition of this row gets longer than {limit} characters; narrow the row or split the table",
    ),
    # --- expressions ---------------------------------------------------------------------
    "expr_syntax": Text("deze voorwaarde is niet te lezen: {why}", "this condition can't be read: {why}"),
    "expr_too_long": Text(
        "deze voorwaarde is langer dan {limit} tekens", "this condition is longer than {limit} characters"
    ),
    "expr_form": Text("{text} kan niet in een voorwaarde staan", "{text} can't stand in a condition"),
    "expr_unknown": Text("{name} is geen feit, conclusie of aanname", "{name} isn't a fact, conclusion or assumption"),
    "expr_level": Text(
        "{name} is geen waarde van {fact} (wel: {known})", "{name} isn't a value of {fact} (but: {known})"
    ),
    "expr_no_boolean": Text(
        "{text} is geen uitspraak die waar of onwaar is", "{text} isn't a statement that is true or false"
    ),
    "expr_bare": Text(
        "{name} is waar of onwaar; schrijf {name} of not {name}", "{name} is true or false; write {name} or not {name}"
    ),
    "expr_types": Text("{left} en {right} zijn niet te vergelijken", "{left} and {right} can't be compared"),
    "expr_order": Text("{name} heeft geen volgorde; gebruik == of in", "{name} has no order; use == or in"),
    "expr_number": Text("{text} is geen getal", "{text} isn't a number"),
    "expr_set": Text("{text} is geen verzameling", "{text} isn't a set"),
    "expr_records": Text("{name} is geen lijst van records", "{name} isn't a list of records"),
    "expr_field": Text(
        "{name} is geen veld van {records} (wel: {known})", "{name} isn't a field of {records} (but: {known})"
    ),
    "expr_function": Text("{name} is geen functie (wel: {known})", "{name} isn't a function (but: {known})"),
    "expr_arguments": Text("{name} verwacht: {form}", "{name} expects: {form}"),
    "expr_not_known": Text(
        "not known(…) kan niet: wat niet gegeven is, is onbekend en kan later bekend worden",
        "not known(…) can't be: what isn't given is unknown and may become known later",
    ),
    # --- engine --------------------------------------------------------------------------
    "unknown_executor": Text("{name} is geen executor (wel: {known})", "{name} isn't an executor (but: {known})"),
    "durable_missing": Text(
        "durable-rules is niet geïnstalleerd; installeer regiorules[durable] of kies --engine compiled",
        "durable-rules isn't installed; install regiorules[durable] or choose --engine compiled",
    ),
    "durable_code": Text(
        "durable-rules gaf foutcode {code} bij {what}; er is geen antwoord",
        "durable-rules returned error code {code} on {what}; there is no answer",
    ),
    "durable_disagrees": Text(
        "durable-rules meldt van regel {name} dat hij zowel geldt als niet geldt",
        "durable-rules reports that rule {name} both holds and doesn't hold",
    ),
    "durable_unknown_rule": Text(
        "durable-rules meldt een onbekende regel: {name}", "durable-rules reports an unknown rule: {name}"
    ),
    "assessment_json": Text("dit is geen geldige beoordeling: {why}", "this isn't a valid assessment: {why}"),
    "says": Text("{what}", "{what}"),
    # --- plugins ---------------------------------------------------------------------------
    "plugin_unknown": Text(
        "plugin {name} is niet geïnstalleerd (wel: {known}); zie REGIORULES_PLUGINS",
        "plugin {name} isn't installed (but: {known}); see REGIORULES_PLUGINS",
    ),
    "plugin_broken": Text(
        "plugin {plugin} doet niet mee: {why}",
        "plugin {plugin} is left out: {why}",
    ),
    "plugin_hook": Text(
        "plugin {plugin} doet niet mee: {hook} is geen hook (wel: {known})",
        "plugin {plugin} is left out: {hook} isn't a hook (but: {known})",
    ),
    "plugin_clash": Text(
        "de naam {name} wordt door twee plugins gebruikt: {owners}",
        "the name {name} is claimed by two plugins: {owners}",
    ),
    "plugin_ruleset": Text(
        "rule set {name} van plugin {plugin} doet niet mee: {why}",
        "rule set {name} of plugin {plugin} is left out: {why}",
    ),
    "renderer_slow": Text(
        "de uitvoervorm {name} van plugin {plugin} was na {limit} seconden niet klaar",
        "the format {name} of plugin {plugin} wasn't done after {limit} seconds",
    ),
    "renderer_broken": Text(
        "de uitvoervorm {name} van plugin {plugin} is mislukt: {why}",
        "the format {name} of plugin {plugin} failed: {why}",
    ),
    "binary_output": Text(
        "de uitvoervorm {name} is geen tekst; schrijf naar een bestand met --output",
        "the format {name} isn't text; write to a file with --output",
    ),
    # --- command line ----------------------------------------------------------------------
    "unknown_format": Text("{name} is geen uitvoervorm (wel: {known})", "{name} isn't an output format (but: {known})"),
    "unknown_language": Text("{name} is geen taal (wel: {known})", "{name} isn't a language (but: {known})"),
    "plugin_name": Text(
        "{name} kan geen plugin heten; gebruik kleine letters, cijfers en streepjes, zoals regiorules-mijn-regio",
        "{name} can't be the name of a plugin; use small letters, digits and dashes, like regiorules-my-region",
    ),
    "plugin_taken": Text(
        "{name} heet al een uitvoervorm of rule set; kies een andere naam",
        "{name} is the name of a format or rule set already; choose another name",
    ),
    "folder_exists": Text(
        "deze map bestaat al; kies een andere naam of een andere plek met --output",
        "this folder exists already; choose another name, or another place with --output",
    ),
    "unknown_schema": Text("{name} is geen schema (wel: {known})", "{name} isn't a schema (but: {known})"),
    "unknown_conclusion": Text(
        "{name} is geen conclusie en geen feit (zie: regiorules rules)",
        "{name} is neither a conclusion nor a fact (see: regiorules rules)",
    ),
    "unknown_expected": Text("{name} bestaat niet", "{name} doesn't exist"),
    "unknown_statement": Text("{name} is geen uitspraak van de bron", "{name} isn't a statement of the source"),
    "lint_without_rule": Text("hiertoe leidt geen regel", "no rule leads to this"),
    "lint_statement_unused": Text(
        "geen regel of conclusie gebruikt deze uitspraak", "no rule or conclusion uses this statement"
    ),
    "lint_never_holds": Text(
        "er is geen scenario waarin deze regel geldt", "there is no scenario in which this rule holds"
    ),
    "lint_never_fails": Text(
        "er is geen scenario waarin deze regel niet geldt", "there is no scenario in which this rule doesn't hold"
    ),
    "lint_rule_gone": Text("{name} is geen regel", "{name} isn't a rule"),
    "lint_fact_unread": Text("geen regel of tekst gebruikt dit feit", "no rule or text uses this fact"),
    "lint_options_alike": Text(
        "voor geen regel maakt het uit welke van deze het is: {options}",
        "to no rule does it matter which of these it is: {options}",
    ),
    "lint_option_unread": Text("geen regel kijkt of {options} erin zit", "no rule looks whether {options} is in it"),
    "lint_unused": Text("dit wordt nergens gebruikt", "nothing uses this"),
    "lint_source_unused": Text("geen feit noemt deze bron", "no fact names this source"),
}
