"""Messages about what is proved of rules."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "proofs_missing": Text(
        "bewijzen hebben een oplosser nodig; installeer: pip install 'regiorules[proofs]'",
        "proofs need a solver; install: pip install 'regiorules[proofs]'",
    ),
    "certain_missing": Text(
        "of iets vaststaat wat het antwoord ook is, is niet nagegaan; daarvoor: pip install 'regiorules[proofs]'",
        "whether something is certain whatever the answer is wasn't looked at; for that: pip install 'regiorules[proofs]'",
    ),
    "two_sides": Text(
        "noem twee rule sets om te vergelijken (OUD NIEUW), of een rule set met twee dagen: --on DAG --on DAG",
        "name two rule sets to compare (OLD NEW), or one rule set with two days: --on DAY --on DAY",
    ),
    "not_at_revision": Text(
        "git heeft bij {name} geen map {path}; noem een map die er toen was: {name}:MAP",
        "git has no folder {path} at {name}; name a folder that was there then: {name}:FOLDER",
    ),
    "goal_needed": Text(
        "zeg wat u wilt bereiken: --to CONCLUSIE, --to FEIT=WAARDE of --avoid CONCLUSIE",
        "say what you want: --to CONCLUSION, --to FACT=VALUE or --avoid CONCLUSION",
    ),
    "goal_conclusion": Text(
        "{name} is geen conclusie; --avoid is voor een conclusie, zoals een risico, en --to FEIT=WAARDE voor een feit",
        "{name} isn't a conclusion; --avoid is for a conclusion, such as a risk, and --to FACT=VALUE for a fact",
    ),
    "goal_value": Text(
        "{value} zegt niet welke waarde een feit moet krijgen; schrijf FEIT=WAARDE, van een feit dat geen lijst is",
        "{value} doesn't say which value a fact must get; write FACT=VALUE, of a fact that isn't a list",
    ),
    "check_never_holds": Text(
        "deze regel geldt in geen enkele regio; verruim de voorwaarde, of haal de regel weg",
        "this rule holds in no region at all; widen the condition, or remove the rule",
    ),
    "check_never_fails": Text(
        "deze regel geldt in elke regio, wat er ook bekend is; schrijf when: always, of maak de voorwaarde scherper",
        "this rule holds in every region, whatever the facts; write when: always, or narrow the condition",
    ),
    "check_leaf_never": Text(
        "{condition} is in geen enkele regio waar; haal dat deel weg, of verbeter de grens",
        "{condition} is true in no region at all; remove that part, or correct the bound",
    ),
    "check_leaf_always": Text(
        "{condition} is in elke regio waar; haal dat deel weg, of verbeter de grens",
        "{condition} is true in every region; remove that part, or correct the bound",
    ),
    "check_unless_idle": Text(
        "waar de voorwaarde van deze regel waar is, is die bij unless dat nooit; haal unless weg, of verbeter het",
        "where the condition of this rule is true, the one at unless never is; remove unless, or correct it",
    ),
    "check_override_idle": Text(
        "voorgaan op {other} verandert niets: in geen enkele regio gelden beide; haal {other} uit overrides, of verbeter een van de voorwaarden",
        "going before {other} changes nothing: in no region do both hold; remove {other} from overrides, or correct one of the conditions",
    ),
    "check_implied": Text(
        "waar deze regel geldt, geldt {other} ook en zegt hetzelfde; haal een van de twee weg, of maak ze verschillend",
        "where this rule holds {other} holds too and says the same; remove one of the two, or make them differ",
    ),
    "check_duplicate": Text(
        "deze regel geldt in dezelfde regio's als {others}, en zegt hetzelfde; houd er een, en haal de rest weg",
        "this rule holds in the same regions as {others}, and says the same; keep one, and remove the rest",
    ),
    "check_conflict": Text(
        "{name} krijgt in deze regio meer dan een waarde: {values} (regels {rules}); maak de voorwaarden zo dat er een geldt",
        "{name} gets more than one value in this region: {values} (rules {rules}); make the conditions such that one holds",
    ),
    "check_table_gap": Text(
        "geen rij van tabel {name} geeft {fact} in deze regio een waarde; vul de tabel aan",
        "no row of table {name} gives {fact} a value in this region; add to the table",
    ),
    "check_together": Text(
        "{names} gelden in deze regio samen, en dat kan niet; pas de regels aan, of de constraint",
        "{names} hold in this region together, which can't be; change the rules, or the constraint",
    ),
    "check_none_of": Text(
        "van {names} geldt er in deze regio geen, en een moet er gelden; pas de regels aan, of de constraint",
        "of {names} none holds in this region, and one must; change the rules, or the constraint",
    ),
    "check_position": Text(
        "geen enkele regio komt op {option} uit (positie {figure}); pas de regels aan, of haal de naam weg",
        "no region at all comes to {option} (position {figure}); change the rules, or remove the name",
    ),
    "check_dates": Text(
        "van {first} tot en met {last} geldt regel {before} niet meer en {name} nog niet; laat de dagen aansluiten",
        "from {first} until and including {last} rule {before} is no longer in force and {name} not yet; let the days join",
    ),
}
