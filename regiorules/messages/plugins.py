"""Messages about plugins."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "plugin_unknown": Text(
        "plugin {name} is niet geïnstalleerd (wel: {known}); zie REGIORULES_PLUGINS",
        "plugin {name} isn't installed (but: {known}); see REGIORULES_PLUGINS",
    ),
    "plugin_broken": Text(
        "plugin {plugin} doet niet mee: {why}",
        "plugin {plugin} is left out: {why}",
    ),
    "plugin_hook": Text(
        "plugin {plugin} doet niet mee: {hook} is geen hook (wel: {known})",
        "plugin {plugin} is left out: {hook} isn't a hook (but: {known})",
    ),
    "plugin_clash": Text(
        "de naam {name} wordt door twee plugins gebruikt: {owners}",
        "the name {name} is claimed by two plugins: {owners}",
    ),
    "plugin_ruleset": Text(
        "rule set {name} van plugin {plugin} doet niet mee: {why}",
        "rule set {name} of plugin {plugin} is left out: {why}",
    ),
    "renderer_slow": Text(
        "de uitvoervorm {name} van plugin {plugin} was na {limit} seconden niet klaar",
        "the format {name} of plugin {plugin} wasn't done after {limit} seconds",
    ),
    "renderer_broken": Text(
        "de uitvoervorm {name} van plugin {plugin} is mislukt: {why}",
        "the format {name} of plugin {plugin} failed: {why}",
    ),
    "binary_output": Text(
        "de uitvoervorm {name} is geen tekst; schrijf naar een bestand met --output",
        "the format {name} isn't text; write to a file with --output",
    ),
}
