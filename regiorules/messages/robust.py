"""Messages about how firm conclusions are."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "robust_missing": Text(
        "om alle gevallen te tellen is Polars nodig; installeer het met: pip install 'regiorules[batch]'",
        "Polars is needed to count all cases; install it with: pip install 'regiorules[batch]'",
    ),
    "vary_unknown": Text(
        "{name} is geen aanname (wel: {known}); een feit zet u met --set",
        "{name} isn't an assumption (but: {known}); set a fact with --set",
    ),
    "vary_needed": Text(
        "{value} zegt niet welke aanname; schrijf naam=van:tot:stap",
        "{value} doesn't say which assumption; write name=from:to:step",
    ),
    "vary_form": Text(
        "{name}={value} is geen bereik; schrijf van:tot:stap, zoals 50000:100000:5000, met een stap groter dan 0",
        "{name}={value} isn't a range; write from:to:step, like 50000:100000:5000, with a step above 0",
    ),
    "vary_many": Text(
        "{name} heeft zo {count} waarden; neem een grotere stap, met hoogstens {most} waarden",
        "{name} has {count} values like this; take a larger step, with at most {most} values",
    ),
    "robust_not_conclusion": Text(
        "{name} is een feit, geen conclusie; noem een conclusie (zie: regiorules explain)",
        "{name} is a fact, not a conclusion; name a conclusion (see: regiorules explain)",
    ),
}
