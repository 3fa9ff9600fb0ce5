"""What a shell offers for a word that is being typed: regions, facts and their values, conclusions, formats, files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from regiorules.cli.words import environment_language
from regiorules.text import Text, fold

if TYPE_CHECKING:
    from regiorules.cli.given import Given
    from regiorules.facts.vocabulary import Fact, Vocabulary
    from regiorules.plugins import Registry

_UNKNOWN = Text("onbekend", "unknown")
_YES_NO = (Text("ja", "yes"), Text("nee", "no"))


def regions(context: click.Context, typed: str) -> list[CompletionItem]:
    """The regions of the table that is asked for, or else of the newest."""
    return [*_matching(dict.fromkeys(_given(context).table(), ""), typed)]


def profiles(context: click.Context, typed: str) -> list[CompletionItem]:
    """The tables of regions by their names, and files."""
    from regiorules.facts.profiles import form_of

    tables = [each.id for each in form_of(_vocabulary(context)).tables]
    return [*_matching(dict.fromkeys([*tables, *_registered().profiles], ""), typed), _FILE]


def rulesets(_: click.Context, typed: str) -> list[CompletionItem]:
    """The rule sets by their names, and folders."""
    return [*_matching(dict.fromkeys(_registered().rulesets, ""), typed), _FOLDER]


def formats(context: click.Context, typed: str) -> list[CompletionItem]:
    """The formats that are registered for what the command writes."""
    registry = _registered()
    known: Mapping[str, object] = registry.comparisons if context.info_name == "compare" else registry.renderers
    return [*_matching(dict.fromkeys(known, ""), typed)]


def imports(_: click.Context, typed: str) -> list[CompletionItem]:
    """The forms that rule sets are imported from."""
    return [*_matching(dict.fromkeys(_registered().imports, ""), typed)]


def exports(_: click.Context, typed: str) -> list[CompletionItem]:
    """The forms that rule sets are exported to."""
    return [*_matching(dict.fromkeys(_registered().exports, ""), typed)]


def conclusions(context: click.Context, typed: str) -> list[CompletionItem]:
    """What can be explained: conclusions, and facts; also by the beginning of the title."""
    from regiorules.rules.declared import unfilled

    knowledge = _given(context).knowledge()
    language = environment_language()
    named = {name: unfilled(each.title.say(language)) for name, each in knowledge.conclusions.items()}
    named |= {name: each.title.say(language) for name, each in knowledge.vocabulary.facts.items()}
    return [*_matching(named, typed)]


def figures(context: click.Context, typed: str) -> list[CompletionItem]:
    """The figures by number and name, also by the beginning of the title; and files."""
    knowledge, language = _given(context).knowledge(), environment_language()
    titles = {each: each.title.say(language) for each in knowledge.positions.values()}
    named = {str(each.figure): title for each, title in titles.items() if each.figure}
    named |= {name: knowledge.vocabulary.word(name, language) for name in ("division", "risks")}
    named |= {each.id: title for each, title in titles.items()}
    return [*_matching(named, typed), _FILE]


def region_file(context: click.Context, typed: str) -> list[CompletionItem]:
    """Files; with `--region` a region is known already, and a conclusion may follow."""
    explains = any(each.name == "conclusion" for each in context.command.params)
    return conclusions(context, typed) if explains and context.params.get("name") else [_FILE]


def statements(context: click.Context, typed: str) -> list[CompletionItem]:
    """The statements of the sources by their ids."""
    return [*_matching(dict.fromkeys(_given(context).knowledge().statements, ""), typed)]


def schemas(_: click.Context, typed: str) -> list[CompletionItem]:
    """The schemas by their names, and of what they are."""
    from regiorules.authoring.schemas import SCHEMAS, described

    return [*_matching({each: described(each, environment_language()) for each in SCHEMAS}, typed)]


def engines(_: click.Context, typed: str) -> list[CompletionItem]:
    """The executors."""
    return [*_matching(dict.fromkeys(("auto", "durable", "compiled"), ""), typed)]


def sources(_: click.Context, typed: str) -> list[CompletionItem]:
    """`SOURCE=FILE`: the sources that read files, and behind one its files."""
    name, equals, path = typed.partition("=")
    if not equals:
        return [*_matching(dict.fromkeys(_registered().sources, ""), name, end="=")]
    return [CompletionItem(f"{name}={each.value}", type=each.type) for each in paths(path)]


def assignments(context: click.Context, typed: str) -> list[CompletionItem]:
    """`FACT=VALUE`: facts and assumptions, also by the beginning of the title, and behind one its values."""
    name, equals, value = typed.partition("=")
    vocabulary, language = _vocabulary(context), environment_language()
    asked = {each: fact for each, fact in vocabulary.facts.items() if fact.asked}
    if not equals:
        named = {each: fact.title.say(language) for each, fact in asked.items()}
        named |= {each: known.title.say(language) for each, known in vocabulary.parameters.items()}
        return [*_matching(named, name, end="=")]
    if name in vocabulary.parameters:
        known = vocabulary.parameters[name]
        return [*_matching({f"{known.value:g}": known.title.say(language)}, value, start=f"{name}=")]
    return [*_values(asked[name], value)] if name in asked else []


def paths(typed: str, *, folders: bool = False) -> list[CompletionItem]:
    """Files and folders that begin with a name, where a shell can't look itself; those that are hidden where asked."""
    folder, name = os.path.split(typed)
    with os.scandir(os.path.expanduser(folder) or ".") as entries:
        found = sorted((each.name, each.is_dir()) for each in entries if each.name.startswith(name))
    shown = [(each, is_folder) for each, is_folder in found if name.startswith(".") or not each.startswith(".")]
    return [
        CompletionItem(os.path.join(folder, each) + ("/" if is_folder else ""), type="part" if is_folder else "plain")
        for each, is_folder in shown
        if is_folder or not folders
    ]


_FILE, _FOLDER = CompletionItem("", type="file"), CompletionItem("", type="dir")


def _given(context: click.Context) -> Given:
    """What the words before say of the rules and the regions."""
    from regiorules.cli.given import Given

    said: Mapping[str, Any] = context.params
    return Given(profiles=said.get("profiles"), rulesets=tuple(said.get("rulesets") or ()))


def _registered() -> Registry:
    from regiorules.cli.registered import plugins

    return plugins()


def _vocabulary(context: click.Context) -> Vocabulary:
    return _given(context).knowledge().vocabulary


def _matching(known: Mapping[str, str], typed: str, *, start: str = "", end: str = "") -> Iterator[CompletionItem]:
    """What begins as the word that is typed, or has a title that does, in any case and spelling."""
    folded, kind = fold(typed), "part" if end else "plain"
    for name, title in known.items():
        if fold(name).startswith(folded) or (typed and fold(title).startswith(folded)):
            yield CompletionItem(f"{start}{name}{end}", type=kind, help=title)


def _values(fact: Fact, typed: str) -> Iterator[CompletionItem]:
    """The values of a fact that can be listed; of a set the last of those that are typed."""
    language = environment_language()
    before, comma, last = typed.rpartition(",") if fact.type == "set" else ("", "", typed)
    chosen = {fact.option(each) for each in before.split(",")}
    known = {each.id: each.label.say(language) for each in fact.options if each.id not in chosen}
    known |= dict.fromkeys(_words(fact), "")
    yield from _matching(known, last, start=f"{fact.id}={before}{comma}")


def _words(fact: Fact) -> Iterable[str]:
    """What a fact may be besides its options."""
    language = environment_language()
    yes_no = [each.say(language) for each in _YES_NO] if fact.type == "yes_no" else []
    return [*yes_no, *fact.texts, *([] if fact.type == "set" else [_UNKNOWN.say(language)])]
