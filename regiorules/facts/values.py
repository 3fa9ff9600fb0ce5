"""From what a person wrote to the value of a fact, or to a problem that says what is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping as AnyMapping
from typing import Any

from regiorules.documents import Mapping, Node, Scalar, Sequence, plain
from regiorules.documents.written import YAML
from regiorules.errors import Place, Problems
from regiorules.facts.dates import day_of, read_date, show_moment
from regiorules.facts.numbers import Refused, read_number
from regiorules.facts.partial import is_partial
from regiorules.facts.vocabulary import Fact, Option
from regiorules.frozen import thaw
from regiorules.text import LANGUAGES, Language, Near, Text, exact, fold, listed, listing

YES_WORDS = frozenset({"yes", "true", "ja"})
NO_WORDS = frozenset({"no", "false", "nee"})
UNKNOWN_WORDS = frozenset({"unknown", "onbekend", "null", "~", ""})
NONE_WORDS = frozenset({"geen", "none", "geen van deze", "none of these"})
MAX_TEXT = 2_000
_PLAIN = 1e15  # below it a whole number is written in full


def is_unknown(node: Node, *, quoted: bool = False) -> bool:
    """True for `unknown`, `onbekend`, `null` and nothing at all; with quotes only where those are allowed."""
    return isinstance(node, Scalar) and (quoted or not node.quoted) and fold(node.text) in UNKNOWN_WORDS


def is_left_open(node: Node) -> bool:
    """True for what stands behind a key that isn't filled in yet, or of which it is said that it isn't known."""
    return is_unknown(node) or (isinstance(node, Scalar) and not word(node))


def word(node: Node | None) -> str:
    """What is written, also where it is a word for unknown: a name may be such a word."""
    return node.text.strip() if isinstance(node, Scalar) else ""


def is_none(fact: Fact, node: Node) -> bool:
    """True for `geen` and `none` where a fact is a set or a list; an option of that name goes before."""
    if not isinstance(node, Scalar) or fact.type not in ("set", "records"):
        return False
    return fold(node.text) in NONE_WORDS and fact.option(node.text) is None


def option_label(fact: Fact, option: Option, language: Language) -> str:
    """The label of an option, or its id where the label means another option or nothing."""
    label = option.label.say(language)
    return label if fact.option(label) == option.id and fold(label) not in UNKNOWN_WORDS else option.id


def no_such_option(fact: Fact, word: str) -> dict[str, Any]:
    """What `not_level` says of a word that is no option: the labels there are, in English with their ids."""
    labels = {each.id: Text(*(option_label(fact, each, language) for language in LANGUAGES)) for each in fact.options}
    shown = (Text(each.nl, name if fold(each.en) == name else f"{name} ({each.en})") for name, each in labels.items())
    words = {spelt: each for name, each in labels.items() for spelt in (name, each.nl, each.en)}
    return {
        "value": clip(word),
        "fact": Text(fact.title.nl, fact.id),
        "known": listed(shown, 20),
        "suggestion": Near(word, words, words),
    }


def read_value(fact: Fact, node: Node, problems: Problems, path: str) -> Any:
    """
    The outer value of `fact` in `node`; None where it is unknown or wrong (then `problems` grows).

    Of a fact that may be partly known, or has records: see `given.read_given`.
    """
    if is_unknown(node, quoted=fact.type != "text"):
        return None
    if fact.type == "records" and is_none(fact, node):
        return []
    if fact.type == "set":
        return _set(fact, node, problems, path)
    if not isinstance(node, Scalar):
        problems.add("expected_text", node.place, path)
        return None
    if fact.type == "yes_no":
        return _yes_no(node, problems, path)
    if fact.type == "number":
        return _number(fact, node, problems, path)
    if fact.type == "date":
        return _date(fact, node, problems, path)
    if fact.type == "text":
        return _text(fact, node, problems, path)
    return _option(fact, node, problems, path)


def _yes_no(node: Scalar, problems: Problems, path: str) -> bool | None:
    word = fold(node.text)
    if word in YES_WORDS or word in NO_WORDS:
        return word in YES_WORDS
    problems.add("not_yes_no", node.place, path, value=clip(node.text), suggestion=Near(word, YES_WORDS | NO_WORDS))
    return None


def _option(fact: Fact, node: Node, problems: Problems, path: str) -> str | None:
    if not isinstance(node, Scalar):
        problems.add("expected_text", node.place, path)
        return None
    found = fact.option(node.text)
    if found is None:
        problems.add("not_level", node.place, path, **no_such_option(fact, node.text))
    return found


def _text(fact: Fact, node: Scalar, problems: Problems, path: str) -> str | None:
    text = node.text.strip()
    if not text:
        problems.add("empty_text", node.place, path)
    if not text or not fact.texts:
        return text[:MAX_TEXT] or None
    found = fact.spelled(text)
    if found is None:
        fields = {"value": clip(text), "known": listing(fact.texts, 20)}
        problems.add("not_one_of", node.place, path, suggestion=Near(text, fact.texts), **fields)
    return found


def _number(fact: Fact, node: Scalar, problems: Problems, path: str) -> float | None:
    number, shown = read_number(node.text, fact), clip(node.text)
    if isinstance(number, Refused):
        readings = {"thousands": number.thousands, "decimal": number.decimal}
        problems.add(number.code, node.place, path, value=shown, **readings)
        return None
    if fact.whole and number != int(number):
        problems.add("not_whole", node.place, path, value=shown)
        return None
    low, high = fact.limits
    if not low <= number <= high:
        bounds: dict[str, Any] = {"low": _bound(low), "high": _bound(high), "unit": fact.unit or ""}
        problems.add("out_of_range", node.place, path, value=shown, **bounds)
        return None
    return number


def _date(fact: Fact, node: Scalar, problems: Problems, path: str) -> str | None:
    """The day in ISO form."""
    day, shown = read_date(node.text), clip(node.text)
    low, high = fact.limits
    if day is None:
        problems.add("not_date", node.place, path, value=shown)
    elif not low <= day.toordinal() <= high:
        ends = (Text(*(show_moment(day_of(each), language) for language in LANGUAGES)) for each in (low, high))
        problems.add("out_of_range", node.place, path, value=shown, low=next(ends), high=next(ends), unit="")
    else:
        return day.isoformat()
    return None


def _bound(number: float) -> str:
    if math.isinf(number):
        return "∞" if number > 0 else "-∞"
    return f"{number:g}" if number != int(number) else str(int(number))


def parts_of(node: Scalar | Sequence) -> tuple[Node, ...]:
    """The items of a list, or of a text that names them with a comma or semicolon between them."""
    if isinstance(node, Sequence):
        return node.items
    parts = [part.strip() for part in re.split(r"[;,]", node.text) if part.strip()] or [node.text]
    return tuple(Scalar(part, node.place) for part in parts)


def _set(fact: Fact, node: Node, problems: Problems, path: str) -> list[str] | None:
    if isinstance(node, Mapping):
        problems.add("expected_list", node.place, path)
        return None
    items = parts_of(node)
    none = [item for item in items if is_none(fact, item)]
    if none and len(items) > 1:
        problems.add("none_and_more", none[0].place, path, value=plain(none[0]))
        return None
    if none:
        return []
    found = [_option(fact, item, problems, f"{path}[{number}]") for number, item in enumerate(items, 1)]
    if None in found:
        return None
    return [option for option in fact.option_ids if option in found]


def check_among(among: Fact, value: Any, records: Any, place: Place, path: str, problems: Problems) -> None:
    """A problem for a value that isn't the key of one of the records of `among`, where those are all known."""
    if is_partial(records):
        return
    names = [str(record[among.key]) for record in records if record.get(among.key)]
    for each in value["one_of"] if is_partial(value) else (value,):
        if fold(str(each)) not in map(fold, names):
            fields = {"name": clip(str(each)), "title": among.title, "known": listing(clip(name) for name in names)}
            problems.add("not_among", place, path, suggestion=Near(str(each), names), **fields)


def as_written(value: Any) -> str:
    """An outer value as a file has it."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return exact(int(value) if value.is_integer() and abs(value) < _PLAIN else value)
    if isinstance(value, tuple | list) and all(isinstance(each, str) for each in value):
        return ", ".join(value) or "none"
    return YAML.value(thaw(value)) if isinstance(value, tuple | list | AnyMapping) else str(value)


def clip(text: str, limit: int = 60) -> str:
    """A text short enough for a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
