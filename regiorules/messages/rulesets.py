"""Messages about rule sets and decision tables."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "ruleset_missing": Text(
        "hier staat geen rule set (geen map met ruleset.yaml)", "no rule set here (no folder with ruleset.yaml)"
    ),
    "ruleset_a_file": Text(
        "dit is een bestand; geef de map van de rule set, met ruleset.yaml erin, zoals {folder}",
        "this is a file; give the folder of the rule set, with ruleset.yaml in it, such as {folder}",
    ),
    "ruleset_twice": Text(
        "de rule set {name} staat ook in {other}; geef een van de twee een andere id, of laat er een weg",
        "the rule set {name} is in {other} too; give one of the two another id, or leave one out",
    ),
    "ruleset_data_missing": Text(
        "de meegeleverde map {name} is niet gevonden in {places}; installeer regiorules opnieuw",
        "the bundled folder {name} was not found in {places}; install regiorules again",
    ),
    "ruleset_look_alike": Text(
        "{name} lijkt bij de rule set te horen, maar wordt zo niet gelezen; laat de naam eindigen op {known}, of haal het bestand weg",
        "{name} looks like a part of the rule set, but isn't read like this; let its name end in {known}, or remove the file",
    ),
    "ruleset_no_file": Text(
        "{name} lijkt bij de rule set te horen, maar is hier geen gewoon bestand of gewone map (een link die nergens of naar een map wijst, een pijp), en wordt niet gelezen; zet het zelf hier neer, of haal het weg",
        "{name} looks like a part of the rule set, but is no ordinary file or folder here (a link to nowhere or to a folder, a pipe), and isn't read; put the thing itself here, or remove it",
    ),
    "dates_order": Text(
        "de laatste dag {last} ligt voor de eerste dag {first}, zodat dit nooit geldt; verbeter een van de twee",
        "the last day {last} comes before the first day {first}, so that this never applies; correct one of the two",
    ),
    "bounds_order": Text(
        "het maximum {high} is kleiner dan het minimum {low}, zodat geen getal past; verbeter een van de twee",
        "the maximum {high} is less than the minimum {low}, so that no number fits; correct one of the two",
    ),
    "then_nothing": Text(
        "deze regel zegt niets over {name}; noem de waarde die volgt, of laat de regel weg",
        "this rule says nothing of {name}; name the value that follows, or leave out the rule",
    ),
    "then_texts": Text(
        "{name} zegt niet welke teksten het kan zijn; noem ze bij het feit: texts: [a, b]",
        "{name} doesn't say which texts it can be; name them with the fact: texts: [a, b]",
    ),
    "change_target": Text(
        "de vervanging concludeert {new}, en regel {name} concludeert {old}; vervang een regel alleen door een die hetzelfde concludeert",
        "the replacement concludes {new}, and rule {name} concludes {old}; replace a rule only by one that concludes the same",
    ),
    "unknown_ruleset": Text(
        "rule set {name} bestaat niet (wel: {known})", "rule set {name} doesn't exist (but: {known})"
    ),
    "defined_twice": Text("{name} is al gedefinieerd in {first}", "{name} is already defined in {first}"),
    "name_clash": Text(
        "{name} is hier een {kind} en elders een {other}; kies een andere naam",
        "{name} is a {kind} here and a {other} elsewhere; choose another name",
    ),
    "extends": Text(
        "{name} is niet geladen, en {ruleset} bouwt erop voort; geef die regelset ook op (--ruleset MAP)",
        "{name} isn't loaded, and {ruleset} builds on it; give that rule set too (--ruleset FOLDER)",
    ),
    "changed_twice": Text(
        "regel {name} wordt ook veranderd door {other}, voor dezelfde regio",
        "rule {name} is changed by {other} as well, for the same region",
    ),
    "values_of_own": Text(
        "{name} is een aanname van deze rule set zelf; zet de waarden onder parameters.{name}.regions",
        "{name} is an assumption of this rule set itself; put the values under parameters.{name}.regions",
    ),
    "values_disagree": Text(
        "{one} en {other} geven {name} voor {region} verschillende waarden; laat een van de twee weg, of maak ze gelijk",
        "{one} and {other} give {name} different values for {region}; leave out one of the two, or make them the same",
    ),
    "months_negative": Text(
        "{value} maanden kan niet; geef een getal van 0 of meer",
        "{value} months can't be; give a number of 0 or more",
    ),
    "move_without_effect": Text(
        "advies {name} zegt niet wat het verandert, en kan dus geen stap in een plan zijn; noem het bij het advies: effects: {{feit: waarde}}",
        "recommendation {name} doesn't say what it changes, so it can't be a step in a plan; say it with the recommendation: effects: {{fact: value}}",
    ),
    "change_form": Text(
        "een verandering heeft óf off: yes óf een replace", "a change has either off: yes or a replace"
    ),
    "unknown_reference": Text("{name} is geen {kind}", "{name} isn't a {kind}"),
    "no_such_term": Text("{value} kan hier niet; kies uit: {known}", "{value} can't stand here; choose from: {known}"),
    "constraint_kind": Text(
        "een constraint zegt één ding; noem er precies een van: {known}",
        "a constraint says one thing; give exactly one of: {known}",
    ),
    "constraint_names": Text(
        "noem twee of meer conclusies, elk één keer", "name two conclusions or more, each of them once"
    ),
    "needs_term": Text(
        "een {kind} heeft {name} nodig; kies uit: {known}", "a {kind} needs {name}; choose from: {known}"
    ),
    "term_undeclared": Text(
        "{value} is nergens gedeclareerd; zet het met zijn woorden in de regelset onder {section}",
        "{value} isn't declared; put it with its words in the rule set under {section}",
    ),
    "pattern": Text("{value} is geen geldige naam ({form})", "{value} isn't a valid name ({form})"),
    "needs": Text("een {kind} heeft {name} nodig", "a {kind} needs {name}"),
    "not_for": Text("{name} hoort niet bij een {kind}", "{name} doesn't belong to a {kind}"),
    "export_dated": Text(
        "{name} gaat per datum of regio; in de uitvoer staat de waarde van vandaag, voor geen regio in het bijzonder",
        "{name} goes by date or region; what is written has the value of today, for no region in particular",
    ),
    "same_day": Text(
        "op {value} begint al een andere waarde; laat er een weg",
        "another value begins on {value} already; leave one out",
    ),
    "same_region": Text(
        "{name} is dezelfde regio als {first}; laat er een weg", "{name} is the same region as {first}; leave one out"
    ),
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
    "records_nested": Text(
        "een veld kan zelf geen lijst van records zijn; maak er een feit van, met een veld dat zegt bij welk record het hoort",
        "a field can't be a list of records itself; make it a fact, with a field that says to which record it belongs",
    ),
    "then_form": Text(
        "hier hoort één conclusie, of één feit met de waarde die het krijgt: then: conclusie, of then: {{feit: waarde}};"
        " volgt er meer uit, schrijf dan meer regels",
        "one conclusion belongs here, or one fact with the value that it gets: then: conclusion, or then: {{fact: value}};"
        " where more follows, write more rules",
    ),
    "then_which": Text(
        "zeg erbij welke waarde {name} krijgt: then: {{{name}: …}}",
        "say which value {name} gets: then: {{{name}: …}}",
    ),
    "then_value": Text(
        "{name} is een conclusie, en krijgt geen waarde: schrijf then: {name}",
        "{name} is a conclusion, and gets no value: write then: {name}",
    ),
    "slot_brace": Text(
        "in deze tekst staat een losse accolade: {text}; wat wordt ingevuld, staat tussen twee accolades: {{hours}}",
        "in this text a brace stands alone: {text}; what is filled in stands between two braces: {{hours}}",
    ),
    "slot_count": Text(
        "{name} is geen getal en geen lijst: er is geen woord voor één en voor meer; schrijf {{{name}}}",
        "{name} is no number and no list: there is no word for one and for more; write {{{name}}}",
    ),
    "word_slot": Text(
        "{{{name}}} kan hier niet: in deze kop wordt niets ingevuld",
        "{{{name}}} can't stand here: nothing is filled in in this heading",
    ),
    "word_title": Text(
        "{{{name}}} kan hier niet: in deze titel wordt alleen {{region}} ingevuld",
        "{{{name}}} can't stand here: only {{region}} is filled in in this title",
    ),
    "slot_field": Text(
        "{{{name}}} is een veld van {records}, en deze tekst gaat niet over één daarvan; zet each: {records} bij de regel",
        "{{{name}}} is a field of {records}, and this text isn't about one of them; give the rule each: {records}",
    ),
    "each_key": Text(
        "{name} kan hier niet: each zegt iets van elk record bij zijn naam; geef {name} een key, en dat veld required: yes",
        "{name} can't stand here: each says something of every record by its name; give {name} a key, and that field required: yes",
    ),
    "each_title": Text(
        "deze conclusie geldt per record van {each}, dus de titel noemt welk: zet {{{name}}} in de titel",
        "this conclusion is drawn for each record of {each}, so the title says which: put {{{name}}} in the title",
    ),
    "each_mixed": Text(
        "regel {rule} concludeert {name} met each: {each}, en deze met each: {here}; maak die gelijk, of concludeer iets anders",
        "rule {rule} concludes {name} with each: {each}, and this one with each: {here}; make these the same, or conclude something else",
    ),
    "each_read": Text(
        "{name} geldt per record van {each}, en hier zou het betekenen: voor ten minste één daarvan; schrijf de voorwaarde voor dit record uit",
        "{name} is drawn for each record of {each}, and here it would mean: for at least one of them; write out the condition for this record",
    ),
    "cycle": Text(
        "deze begrippen hangen in een kring van elkaar af: {names}", "these depend on each other in a circle: {names}"
    ),
    "override_circle": Text(
        "{name} gaat voor op een regel waar de regel zelf van afhangt: {names}; haal overrides weg, of laat de voorwaarde iets anders lezen",
        "{name} goes before a rule that it depends on itself: {names}; remove overrides, or let the condition read something else",
    ),
    "override_self": Text(
        "{name} kan niet voorgaan op zichzelf; noem in overrides een andere regel",
        "{name} can't go before itself; name another rule in overrides",
    ),
    "override_twice": Text("{rule} staat hier al; noem een regel één keer", "{rule} is here already; name a rule once"),
    "override_known": Text(
        "{name} vraagt met known(…) of iets gegeven is, en kan daarom niet voorgaan op {rule}: die regel zou vervallen als later iets bekend wordt; noem het feit zelf",
        "{name} asks with known(…) whether something is given, and so can't go before {rule}: that rule would lapse once more becomes known; name the fact itself",
    ),
    "override_nested": Text(
        "{name} kijkt naar een lijst, en kan daarom niet voorgaan op {rule}, die zelf de uitzondering is bij één record van {each} (op {general}); leid het af in een feit (derive) en noem dat feit in de voorwaarde",
        "{name} looks at a list, and so can't go before {rule}, which is itself the exception for one record of {each} (to {general}); derive it in a fact (derive) and name that fact in the condition",
    ),
    "override_large": Text(
        "met alles wat erop voorgaat is {rule} niet meer te volgen: meer dan {limit} regels na elkaar, of meer dan {length} tekens samen; laat minder regels voorgaan, of leid een feit af",
        "with all that goes before it {rule} can't be followed any more: more than {limit} rules one after the other, or more than {length} characters together; let fewer rules go before it, or derive a fact",
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
    "table_struck": Text(
        "{value} is doorgestreept, maar niet de hele rij; streep alles in de rij door, of maak de cel leeg",
        "{value} is struck through, but not the whole row; strike through all of the row, or empty the cell",
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
    "table_number": Text(
        "{value} is geen getal of bereik zoals het in een cel hoort; schrijf 5, 5 of meer, < 5, 5 t/m 9, niet 5, een lijst (5; 9), of - voor alles",
        "{value} isn't a number or a range as a cell has it; write 5, >= 5, < 5, [5..9], not 5, a list (5; 9), or - for anything",
    ),
    "table_not": Text(
        "{value}: zet 'niet' één keer vooraan, voor alles wat erna staat: niet (a; b)",
        "{value}: put 'not' once, in front of all that it is for: not (a; b)",
    ),
    "table_always": Text(
        "{value} geldt voor elke waarde van {name}; schrijf een bereik als [5..9], niet (a; b), of - voor alles",
        "{value} holds for every value of {name}; write a range as [5..9], not (a; b), or - for anything",
    ),
    "table_yes_no": Text(
        "{value} is geen ja of nee; schrijf yes, no, of - voor allebei",
        "{value} isn't yes or no; write yes, no, or - for both",
    ),
    "table_comma": Text(
        "{value}: zet in een lijst een spatie na elke komma (0, 5), of een puntkomma",
        "{value}: put a space after each comma of a list (0, 5), or a semicolon",
    ),
    "table_date": Text(
        "{value} is een datum of een tijd, en hier hoort een bereik, een getal of een tekst; een spreadsheetprogramma maakt van 5-9 een datum: maak de cel op als tekst en schrijf 5 t/m 9",
        "{value} is a date or a time, and a range, a number or a text belongs here; a spreadsheet program makes a date of 5-9: format the cell as text and write [5..9]",
    ),
    "table_dash": Text(
        "{value} wordt hier niet uitgerekend; schrijf een bereik als [5..9], of reken achter een vergelijking: >= a - 5",
        "{value} isn't calculated here; write a range as [5..9], or calculate after a sign: >= a - 5",
    ),
    "table_literal": Text(
        '{value}: zet een tekst met zulke tekens of woorden tussen aanhalingstekens ("…"), of schrijf - voor alles',
        '{value}: put a text with such signs or words between quotation marks ("…"), or write - for anything',
    ),
    "table_interval": Text(
        "{value} is geen bereik met duidelijke grenzen; schrijf [2..5], of [2..5[ zonder 5, of 2 t/m 5",
        "{value} isn't a range with clear ends; write [2..5], or [2..5[ without 5",
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
    "table_differ": Text(
        "rij {row} en rij {other} kunnen tegelijk gelden ({cells}) en zeggen iets anders; laat ze hetzelfde zeggen of elkaar uitsluiten, of kies hit: first of priority",
        "row {row} and row {other} can hold together ({cells}) and say different things; make them say the same or exclude each other, or choose hit: first or priority",
    ),
    "table_no_order": Text(
        "met hit: priority gaat de waarde voor die het eerst genoemd is, en bij {name} staat er geen volgorde; noem een niveau, een keuze of een tekst met texts, of kies hit: first",
        "with hit: priority the value that is named first goes before, and {name} has no order; name a level, a choice or a text with texts, or choose hit: first",
    ),
    "table_many": Text(
        "met hit: {hit} telt alles wat de rijen zeggen, en {name} krijgt maar één waarde; noem een conclusie of een feit van type set, of kies hit: first",
        "with hit: {hit} all that rows say counts, and {name} gets one value only; name a conclusion or a fact of type set, or choose hit: first",
    ),
    "table_collects": Text(
        "hit: {hit} maakt een getal van alle rijen, en {name} is geen feit van type number; noem zo'n feit, of kies hit: collect",
        "hit: {hit} makes a number of all rows, and {name} isn't a fact of type number; name such a fact, or choose hit: collect",
    ),
    "table_ways": Text(
        "{name} volgt uit deze tabel met hit: {hit}, en uit tabel {table} met hit: {other}; een feit ontstaat op één manier: kies in beide dezelfde, of geef elke tabel een feit van zichzelf",
        "{name} follows from this table with hit: {hit}, and from table {table} with hit: {other}; a fact comes about in one way: choose the same in both, or give each table a fact of its own",
    ),
    "table_masked": Text(
        "rij {row} geldt nooit: rij {other} komt eerder en geldt ook altijd als deze; verplaats of verwijder deze rij",
        "row {row} never holds: row {other} comes first and holds whenever this one does; move or remove this row",
    ),
    "table_condition": Text(
        "de voorwaarde van deze rij wordt langer dan {limit} tekens; maak de rij smaller of splits de tabel",
        "the condition of this row gets longer than {limit} characters; narrow the row or split the table",
    ),
    "side_key": Text(
        "{name} hoort hier niet: dat zegt het model zelf; hier kan staan: {known}",
        "{name} doesn't belong here: the model itself says that; what can stand here: {known}",
    ),
    "side_stale": Text(
        "{name} komt in het model niet meer voor; deze teksten blijven staan, en tellen niet mee",
        "{name} is no longer in the model; these texts stay, and don't count",
    ),
    "side_changed": Text(
        "{name} staat nu anders in het model dan toen deze teksten geschreven werden; lees na of zij nog kloppen",
        "{name} now stands otherwise in the model than when these texts were written; see whether they still fit",
    ),
}
