"""Messages about the command line."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "given_twice": Text(
        "{name} staat er twee keer, als {first} en als {second}; laat er een weg",
        "{name} is given twice, as {first} and as {second}; leave one out",
    ),
    "unknown_format": Text("{name} is geen uitvoervorm (wel: {known})", "{name} isn't an output format (but: {known})"),
    "format_contradicts": Text(
        "een bestand op {suffix} is er voor {known}, niet voor {name}; laat --format weg, of geef het bestand een"
        " andere naam",
        "a file that ends in {suffix} is for {known}, not for {name}; leave --format out, or give the file another"
        " name",
    ),
    "format_cant_be": Text(
        "een bestand op {suffix} is iets anders dan {name}, en zou niet te openen zijn; geef het een naam op {known}",
        "a file that ends in {suffix} is something else than {name}, and couldn't be opened; let its name end in {known}",
    ),
    "format_of_suffix": Text(
        "geen uitvoervorm schrijft een bestand op {suffix} (wel: {known}); geef het een andere naam, of zeg met"
        " --format wat erin komt",
        "no format writes a file that ends in {suffix} (but: {known}); give it another name, or say with --format"
        " what goes in it",
    ),
    "format_several": Text(
        "meer uitvoervormen schrijven een bestand op {suffix}; zeg met --format welke: {known}",
        "several formats write a file that ends in {suffix}; say with --format which: {known}",
    ),
    "output_is_input": Text(
        "dit bestand wordt hier zelf gelezen, en zou verloren gaan; kies een ander bestand met --output",
        "this file is read here itself, and would be lost; choose another file with --output",
    ),
    "usage": Text("{what}", "{what}"),
    "aborted": Text("afgebroken", "aborted"),
    "ask_one": Text(
        "hier kunt u er maar een kiezen; kan het een van deze zijn, antwoord dan: {one}",
        "only one can be chosen here; if it may be any of these, answer: {one}",
    ),
    "ask_interrupted": Text(
        "Afgebroken; uw antwoorden zijn bewaard. Ga verder met: regiorules ask {file}",
        "Interrupted; your answers are saved. Go on with: regiorules ask {file}",
    ),
    "system_refuses": Text("dit lukt niet: {why}", "this can't be done: {why}"),
    "memory": Text(
        "dit vraagt meer geheugen dan er is; neem een kleinere rule set, of minder feiten tegelijk",
        "this takes more memory than there is; take a smaller rule set, or fewer facts at once",
    ),
    "stdout_closed": Text(
        "de standaarduitvoer is gesloten; schrijf naar een bestand met --output",
        "standard output is closed; write to a file with --output",
    ),
    "stdout_unwritable": Text(
        "naar de standaarduitvoer kan niet geschreven worden: {why}", "can't write to standard output: {why}"
    ),
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
    "folder_kept": Text(
        "deze map bestaat al; met --replace worden de bestanden van de import erin vervangen",
        "this folder exists already; with --replace the files of the import in it are replaced",
    ),
    "form_of_suffix": Text(
        "geen vorm hoort bij {suffix} (wel: {known}); noem de vorm met --format, of installeer een plugin ervoor, zoals"
        " regiorules-dmn",
        "no form goes with {suffix} (known: {known}); name the form with --format, or install a plugin for it, such as"
        " regiorules-dmn",
    ),
    "form_unknown": Text(
        "{name} is geen vorm (wel: {known}); een plugin brengt vormen, zoals regiorules-dmn",
        "{name} isn't a form (but: {known}); a plugin brings forms, such as regiorules-dmn",
    ),
    "unknown_schema": Text("{name} is geen schema (wel: {known})", "{name} isn't a schema (but: {known})"),
    "unknown_conclusion": Text(
        "{name} is geen conclusie en geen feit (zie: regiorules rules)",
        "{name} is neither a conclusion nor a fact (see: regiorules rules)",
    ),
    "ambiguous_conclusion": Text(
        "{name} past bij meer dan een ding; kies uit: {known}",
        "{name} fits more than one thing; choose from: {known}",
    ),
    "unknown_expected": Text("{name} bestaat niet", "{name} doesn't exist"),
    "expected_elsewhere": Text(
        "{name} telt niet in deze regio of op deze dag; noem onder region en on waar en wanneer wel",
        "{name} doesn't count in this region or on this day; say where and when it does, under region and on",
    ),
    "unknown_statement": Text("{name} is geen uitspraak van de bron", "{name} isn't a statement of the source"),
    "lint_table_gap": Text(
        "geen rij van deze tabel geldt voor {gap}; vul de tabel aan", "no row of this table holds for {gap}; add to it"
    ),
    "lint_table_hidden": Text(
        "in deze tabel zijn rijen of kolommen verborgen, en die tellen mee: {parts}",
        "rows or columns of this table are hidden, and they count: {parts}",
    ),
    "lint_table_left_out": Text(
        "deze rijen van de tabel zijn geen regels (doorgestreept, een kopje of een noot): {parts}",
        "these rows of the table are no rules (struck through, a heading or a note): {parts}",
    ),
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
    "lint_exception_untried": Text(
        "er is geen scenario waarin {name} zou gelden, als deze uitzondering ({exception}) er niet was",
        "there is no scenario in which {name} would hold, were it not for this exception ({exception})",
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
