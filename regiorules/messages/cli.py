"""Messages about the command line."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
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
