"""The words that only the report needs; the others are those of `regiorules.render.phrases`."""

from __future__ import annotations

from regiorules.text import Language, Text, fill

WORDS: dict[str, Text] = {
    "skip": Text("Naar de inhoud", "Skip to the content"),
    "contents": Text("Inhoud", "Contents"),
    "actions": Text("Wie wat doet", "Who does what"),
    "anyone": Text("Niet aan één partij", "Nobody in particular"),
    "why": Text("Waarom, en waar dit op rust", "Why, and what this rests on"),
    "about": Text("over: {title}", "about: {title}"),
    "seen": Text("Gezien", "Seen"),
    "rule": Text("Regel", "Rule"),
    "statement": Text("De bron zegt", "The source says"),
    "rests_on": Text("Rust op deze antwoorden", "Rests on these answers"),
    "waits": Text("Hangt af van", "Depends on"),
    "figure_text": Text("De figuur in woorden", "The figure in words"),
    "may_hold": Text("Wat nog kan gelden ({count})", "What may still hold ({count})"),
    "excluded": Text("Wat is uitgesloten ({count})", "What is ruled out ({count})"),
    "further_questions": Text("Ook nog open ({count})", "Also still open ({count})"),
    "any_day": Text("geen regel hangt van de dag af", "no rule depends on the day"),
    "day": Text("Peildatum van de regels", "Date of the rules"),
    "dates": Text("Van wanneer de gegevens zijn", "Of when the data are"),
    "old": Text("ouder dan gewenst", "older than it should be"),
    "tables": Text("Beslistabellen", "Decision tables"),
    "in_table": Text("in tabel {name}", "in table {name}"),
    "stands": Text("Stand", "Standing"),
    "row_off": Text("telt hier niet", "doesn't count here"),
    "version": Text("Versie", "Version"),
    "digest": Text("Controlegetal (SHA-256)", "Checksum (SHA-256)"),
    "made_with": Text(
        "Gemaakt met RegioRules. Elke conclusie volgt uit de regels en de antwoorden die hier staan.",
        "Made with RegioRules. Each conclusion follows from the rules and the answers that stand here.",
    ),
}


def word(name: str, language: Language, /, **fields: object) -> str:
    """A word of the report with its fields filled."""
    return fill(WORDS[name].say(language), **fields)
