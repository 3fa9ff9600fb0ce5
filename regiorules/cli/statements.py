"""`regiorules statements`: which statement of the source is used where; exit code 1 for a hole."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from regiorules.cli.codes import FOUND_WANTING
from regiorules.cli.options import command as make
from regiorules.cli.options import ruleset_option, text_or_json
from regiorules.cli.output import say, write, write_json, write_table
from regiorules.cli.registered import load_knowledge, plugins
from regiorules.cli.summaries import HELP
from regiorules.text import Language, Text

if TYPE_CHECKING:
    from regiorules.rules.coverage import Coverage
    from regiorules.rules.model import Knowledge

_HEADER = (Text("nr", "no"), Text("uitspraak", "statement"), Text("regels", "rules"), Text("elders", "elsewhere"))
_KINDS = {
    "conclusion": Text("conclusies", "conclusions"),
    "position": Text("figuren", "figures"),
    "topic": Text("onderwerpen", "topics"),
    "section": Text("hoofdstukken", "sections"),
}
_COMPLETE = Text("Geen gaten: elke uitspraak wordt gebruikt.", "No holes: every statement is used.")
_UNUSED = Text("Geen regel of conclusie gebruikt uitspraak {name}.", "No rule or conclusion uses statement {name}.")
_WITHOUT = Text("Geen regel leidt tot {name}.", "No rule leads to {name}.")
_GONE = Text(
    "De scenario's noemen regel {name}, maar die is er niet.", "The scenarios speak of rule {name}, but it isn't there."
)


@make(*HELP["statements"], waits=True)
@text_or_json
@ruleset_option
def command(format: str, rulesets: tuple[str, ...], lang: Language) -> int:
    """Show the coverage table."""
    from regiorules.authoring.testing.scenarios import load_scenarios
    from regiorules.plugins.rulesets import ruleset_folders
    from regiorules.rules.coverage import cover

    knowledge = load_knowledge(rulesets)
    folders = ruleset_folders(*rulesets, registry=plugins())
    tried = [name for folder in folders for name in load_scenarios(folder).cases]
    coverage = cover(knowledge, tried)
    if format == "json":
        write_json(_data(coverage))
    else:
        _table(knowledge, coverage, lang)
    return 0 if coverage.complete else FOUND_WANTING


def _table(knowledge: Knowledge, coverage: Coverage, language: Language) -> None:
    rows = [
        (name, each.text.say(language), str(len(coverage.rules[name])), _kinds(coverage.elsewhere[name], language))
        for name, each in knowledge.statements.items()
    ]
    write_table(tuple(each.say(language) for each in _HEADER), rows)
    for text, names in ((_UNUSED, coverage.unused), (_WITHOUT, coverage.without_rule), (_GONE, coverage.gone)):
        for name in names:
            say(text.say(language).format(name=name), err=True)
    if coverage.complete:
        write("\n" + _COMPLETE.say(language) + "\n")


def _kinds(used: tuple[str, ...], language: Language) -> str:
    """How many conclusions, figures, topics and sections use a statement."""
    counts = Counter(each.split()[0] for each in used)
    return ", ".join(f"{_KINDS[kind].say(language)} {counts[kind]}" for kind in _KINDS if counts[kind])


def _data(coverage: Coverage) -> dict[str, object]:
    return {
        "statements": {
            name: {"rules": list(coverage.rules[name]), "elsewhere": list(coverage.elsewhere[name])}
            for name in coverage.rules
        },
        "unused": list(coverage.unused),
        "without_rule": list(coverage.without_rule),
        "gone": list(coverage.gone),
    }
