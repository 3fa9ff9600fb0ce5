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
    "plugin_hidden": Text(
        "plugin {plugin} doet niet mee: in zijn module staat niet geschreven dat er een hook {hook} is; noem die daar bij"
        " naam",
        "plugin {plugin} is left out: its module doesn't say in so many words that it has a hook {hook}; write the name"
        " there",
    ),
    "plugin_unmarked": Text(
        "plugin {plugin} doet niet mee: {hook} is niet gemerkt; zet @regiorules.hookimpl boven die functie",
        "plugin {plugin} is left out: {hook} isn't marked; put @regiorules.hookimpl above that function",
    ),
    "plugin_lazy": Text(
        "plugin {plugin} doet niet mee: {hook} is een generator of coroutine, waarvan niets wordt uitgevoerd; maak er"
        " een gewone functie van, zonder yield en async",
        "plugin {plugin} is left out: {hook} is a generator or a coroutine, of which nothing is run; make it an"
        " ordinary function, without yield and async",
    ),
    "plugin_entry": Text(
        "plugin {plugin} doet niet mee: bij de naam staat {value} in plaats van “module” of “module:naam” (zie"
        " entry_points van het pakket)",
        "plugin {plugin} is left out: beside the name stands {value} instead of “module” or “module:name” (see"
        " entry_points of the distribution)",
    ),
    "plugin_itself": Text(
        "plugin {plugin} doet niet mee: {doing} vraagt naar de plugins, en dus weer naar zichzelf",
        "plugin {plugin} is left out: {doing} asks for the plugins, and so for itself again",
    ),
    "plugin_clash": Text(
        "de naam {name} wordt door twee plugins gebruikt: {owners}",
        "the name {name} is claimed by two plugins: {owners}",
    ),
    "plugin_ruleset": Text(
        "rule set {name} van plugin {plugin} doet niet mee: {why}",
        "rule set {name} of plugin {plugin} is left out: {why}",
    ),
    "plugin_suffix": Text(
        "de uitgang {name} wordt door twee plugins gelezen: {owners}",
        "the ending {name} is read by two plugins: {owners}",
    ),
    "plugin_twice": Text(
        "plugin {plugin} doet niet mee: die heet als, of is dezelfde module als {other}",
        "plugin {plugin} is left out: it has the name or the module of {other}",
    ),
    "plugin_metadata": Text(
        "de plugins van pakket {name} doen niet mee: de gegevens van het pakket zijn niet te lezen ({why})",
        "the plugins of distribution {name} are left out: its metadata can't be read ({why})",
    ),
    "plugin_slow": Text(
        "plugin {plugin} doet niet mee: {doing} was na {limit} {limit:seconde|seconden} niet klaar (zie --time-limit)",
        "plugin {plugin} is left out: {doing} wasn't done after {limit} {limit:second|seconds} (see --time-limit)",
    ),
    "plugin_stays": Text(
        "een plugin laat het programma niet eindigen; na {limit} {limit:seconde|seconden} is het afgebroken (de uitvoer is volledig)",
        "a plugin doesn't let the program end; it was stopped after {limit} {limit:second|seconds} (the output is complete)",
    ),
    "part_slow": Text(
        "de {kind} {name} van plugin {plugin} was na {limit} {limit:seconde|seconden} niet klaar (zie --time-limit)",
        "the {kind} {name} of plugin {plugin} wasn't done after {limit} {limit:second|seconds} (see --time-limit)",
    ),
    "part_broken": Text(
        "de {kind} {name} van plugin {plugin} is mislukt: {why}",
        "the {kind} {name} of plugin {plugin} failed: {why}",
    ),
    "offer_name": Text(
        "plugin {plugin} doet niet mee: {doing} geeft {value} als naam; een naam begint met een letter of cijfer en"
        " heeft verder letters, cijfers, punten en streepjes (tot 64 tekens)",
        "plugin {plugin} is left out: {doing} gives {value} as a name; a name begins with a letter or digit, followed"
        " by letters, digits, dots and hyphens (up to 64 characters)",
    ),
    "offer_lacks": Text(
        "plugin {plugin} doet niet mee: {doing} geeft een {value} zonder functie {part}",
        "plugin {plugin} is left out: {doing} gives a {value} without a function {part}",
    ),
    "offer_folder": Text(
        "plugin {plugin} doet niet mee: {doing} geeft bij {name} {value} in plaats van een map",
        "plugin {plugin} is left out: {doing} gives {value} instead of a folder for {name}",
    ),
    "offer_suffixes": Text(
        "plugin {plugin} doet niet mee: {doing} geeft bij {name} {value} als suffixes; dat is een rij uitgangen als"
        " “.csv”, of een lege rij",
        "plugin {plugin} is left out: {doing} gives {value} as suffixes of {name}; they are a row of endings like"
        " “.csv”, or an empty row",
    ),
    "offer_function": Text(
        "plugin {plugin} doet niet mee: {doing} geeft bij {name} {value} in plaats van een functie",
        "plugin {plugin} is left out: {doing} gives {value} instead of a function for {name}",
    ),
    "offer_command": Text(
        "plugin {plugin} doet niet mee: {doing} geeft bij {name} {value} in plaats van “module:naam”",
        "plugin {plugin} is left out: {doing} gives {value} instead of “module:name” for {name}",
    ),
    "offer_note": Text(
        "plugin {plugin} doet niet mee: {doing} geeft {value} in plaats van een regiorules.text.Text in twee talen",
        "plugin {plugin} is left out: {doing} gives {value} instead of a regiorules.text.Text in two languages",
    ),
    "time_limit": Text(
        "{value} is geen aantal seconden van meer dan 0",
        "{value} isn't a number of seconds above 0",
    ),
    "binary_output": Text(
        "de uitvoervorm {name} is geen tekst; schrijf naar een bestand met --output",
        "the format {name} isn't text; write to a file with --output",
    ),
}
