"""Names that are needed before any plugin is: of what is ours, and of the variables that speak of plugins."""

from __future__ import annotations

PROJECT = "regiorules"  # the group of entry points, and what every hook begins with
BUILT_IN = "regiorules"
SELECTION = "REGIORULES_PLUGINS"
TIME_LIMIT_VARIABLE = "REGIORULES_TIME_LIMIT"
COMMANDS = (
    "advise",
    "ask",
    "batch",
    "book",
    "change",
    "check",
    "compare",
    "completion",
    "diff",
    "explain",
    "export",
    "facts",
    "figure",
    "history",
    "import",
    "lint",
    "new",
    "plan",
    "plugins",
    "questionnaire",
    "questions",
    "regions",
    "robust",
    "rules",
    "schema",
    "statements",
    "test",
    "whatif",
)
# Commands of plugins of ours that are for every region, for who types one without its plugin.
OF_PLUGINS = {"cbs": "regiorules-cbs", "serve": "regiorules-web"}
