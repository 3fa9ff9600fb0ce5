"""Messages about the engine and stored assessments."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
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
}
