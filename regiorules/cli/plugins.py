"""`regiorules plugins`: what is loaded, from where, with which hooks."""

from __future__ import annotations

from regiorules.cli.options import command as make
from regiorules.cli.options import text_or_json
from regiorules.cli.output import write_json, write_table
from regiorules.cli.registered import load_knowledge, plugins
from regiorules.cli.summaries import HELP
from regiorules.text import Language, Text

_HEADER = (Text("plugin", "plugin"), Text("pakket", "distribution"), Text("versie", "version"), Text("hooks", "hooks"))


@make(*HELP["plugins"])
@text_or_json
def command(format: str, lang: Language) -> None:
    """List the plugins; rule sets are read too, so that a broken one is named."""
    from regiorules import __version__

    registry = plugins()
    load_knowledge(())
    rows = [(each.name, each.distribution, each.version or __version__, each.hooks) for each in registry.plugins]
    if format == "json":
        keys = ("name", "distribution", "version", "hooks")
        write_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    short = [
        (name, where, version, ", ".join(each.removeprefix("regiorules_") for each in hooks))
        for name, where, version, hooks in rows
    ]
    write_table(tuple(text.say(lang) for text in _HEADER), short)
