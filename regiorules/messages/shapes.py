"""Messages about the shape of a file."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
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
}
