"""
From what a person gave of a fact to its value, or to what is partly known of it.

What is given may be plain data (`{at_least: 40000}`) or words (`minstens 40.000`); both become clauses, and what is
possible by all of them together is the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from datetime import date
from typing import Any

from regiorules.documents import Mapping, Node, Scalar, Sequence, parse
from regiorules.errors import NOWHERE, InputError, Place, Problems
from regiorules.facts import phrases
from regiorules.facts.dates import days_of, read_moment
from regiorules.facts.partial import FORMS, is_partial, to_inner
from regiorules.facts.phrases import Clause
from regiorules.facts.possible import both, is_partly
from regiorules.facts.records import read_records
from regiorules.facts.values import clip, is_none, is_unknown, parts_of, read_value
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.text import Near, fold, listing

KEYS = {key for keys in FORMS.values() for key in keys} | {"between", "not"}  # of a mapping that says what is known
_MORE_KEYS = {
    "number": ("between", "not"),
    "date": ("between", "not"),
    "level": ("between", "not"),
    "choice": ("not",),
    "text": ("not",),
}
_LISTS = ("between", "not", "one_of", "includes", "excludes")


@frozen
class _Told:
    """What is possible (inner form) by one thing that was said, and where."""

    possible: Any
    said: str
    place: Place


def read_given(fact: Fact, node: Node, problems: Problems, path: str) -> Any:
    """
    The outer value of `fact` in `node`, or what is partly known of it, both plain data.

    None where it is unknown or wrong (then `problems` grows).
    """
    if is_unknown(node, quoted=fact.type != "text"):
        return None
    if fact.type == "records":
        return read_records(fact, node, problems, path, read_given)
    reader = _Reader(fact, problems, path)
    if isinstance(node, Mapping) and node.entries and fact.type in FORMS:
        return reader.mapping(node)
    if fact.type == "set" and not isinstance(node, Mapping):
        return reader.set(node)
    if fact.type in FORMS and isinstance(node, Scalar):
        return reader.words(node)
    return read_value(fact, node, problems, path)


def typed(fact: Fact | None, text: str, problems: Problems) -> Node:
    """What a person typed as the value of a fact: text, or plain data between brackets."""
    if fact is None or fact.type == "yes_no" or not text.lstrip().startswith(("[", "{")):
        return Scalar(text)
    is_any = fact.type == "text" and not (fact.texts or fact.among)
    try:
        node = parse(text, fact.id, problems=Problems() if is_any else problems)
    except InputError as error:
        problems.found += () if is_any else error.problems
        return Scalar(text if is_any else "")
    says = not is_any or (isinstance(node, Mapping) and bool(KEYS & node.entries.keys()))
    return node if says else Scalar(text)  # a text that may be anything may look like data


def keys_of(fact: Fact) -> tuple[str, ...]:
    """The keys of the plain data that says what is partly known of a fact."""
    return (*FORMS.get(fact.type, ()), *_MORE_KEYS.get(fact.type, ()))


def speaks(fact: Fact, key: str) -> bool:
    """True where words with that key (see `phrases`) can be said of such a fact."""
    among = key in ("one_of", "not")
    return among if fact.type in ("choice", "text") else fact.type == "level" or key != "one_of"


class _Reader:
    """Reads what is said of one fact."""

    def __init__(self, fact: Fact, problems: Problems, path: str) -> None:
        self.fact = fact
        self.problems = problems
        self.path = path
        self.spelled: dict[str, str] = {}
        self.before = len(problems.found)

    # --- plain data ------------------------------------------------------------------------

    def mapping(self, node: Mapping) -> Any:
        known = keys_of(self.fact)
        told: list[_Told] = []
        for key, value in node.entries.items():
            if key not in known:
                hint, place = Near(key, known), node.keys[key]
                self.problems.add("unknown_key", place, self.path, name=key, known=listing(known), suggestion=hint)
            elif not is_unknown(value):
                told += self.clause(key, self.values(key, value), f"{key}: {_shown(value)}", node.keys[key])
        return self.together(told)

    def values(self, key: str, node: Node) -> list[Any]:
        """The values behind a key; fewer where one is wrong."""
        items = node.items if key in _LISTS and isinstance(node, Sequence) else (node,)
        if key == "between" and len(items) != 2:
            self.problems.add("between_two", node.place, f"{self.path}.{key}")
            return []
        found = [self.value(item, f"{self.path}.{key}") for item in items]
        return [] if None in found else found

    def value(self, node: Node, path: str) -> Any:
        if self.fact.type == "set":
            return self.option(node, path)
        before = len(self.problems.found)
        value = _one(self.fact, node, self.problems, path)
        if value is None and len(self.problems.found) == before:
            self.problems.add("expected_text", node.place, path)
        return value

    def option(self, node: Node, path: str) -> str | None:
        found = read_value(self.fact, Sequence((node,), node.place), self.problems, path)
        return found[0] if found else None

    # --- words -----------------------------------------------------------------------------

    def words(self, node: Scalar) -> Any:
        """A plain value; else what the words say of it."""
        plain = Problems()
        value = _one(self.fact, node, plain, self.path)
        may_be_more = self.fact.among and not node.quoted and phrases.names_some(node.text)
        if not plain.found and not may_be_more:
            during = _lasts(self.fact, value)
            return self.together(self.clause("during", [value], node.text, node.place)) if during else value
        for parts in phrases.readings(node.text):
            chosen = [self.understood(part, node.place) for part in parts]
            if all(chosen):
                return self.together(told for part in chosen if part for told in self.clause(*part, node.place))
        if not self.nearly(node):
            self.problems.found.extend(plain.found)
        return None

    def understood(self, clauses: Iterable[Clause], place: Place) -> tuple[str, list[Any], str] | None:
        """The first clause of which each word is a value, with those values."""
        for clause in clauses:
            found = [self.silently(word, place) for word in clause.words]
            if None not in found and speaks(self.fact, clause.key):
                return clause.key, found, clause.said
        return None

    def silently(self, word: str, place: Place) -> Any:
        return _one(self.fact, Scalar(word, place), Problems(), "")

    def nearly(self, node: Scalar) -> bool:
        """True, with a problem, where all but one word of what is said was understood."""
        for parts in phrases.readings(node.text):
            for clause in (clause for part in parts for clause in part[:1] if speaks(self.fact, clause.key)):
                for word in clause.words if clause.words != (clause.said,) else ():
                    found = Problems()
                    _one(self.fact, Scalar(word, node.place), found, self.path)
                    if found.found and (clause.key not in ("not", "one_of") or len(clause.words) > 1):
                        self.problems.found.extend(found.found)
                        return True
        return False

    # --- sets ------------------------------------------------------------------------------

    def set(self, node: Scalar | Sequence) -> Any:
        items = parts_of(node)
        clauses = [self.of_item(item) for item in items]
        if not any(clauses):
            return read_value(self.fact, node, self.problems, self.path)
        if isinstance(node, Scalar) and any(
            clause is None and any(each and each.key == "excludes" for each in clauses) for clause in clauses
        ):
            self.problems.add("set_unclear", node.place, self.path, value=clip(node.text))
            return None
        told: list[_Told] = []
        for item, clause in zip(items, clauses, strict=True):
            if is_none(self.fact, item):
                self.problems.add("none_and_more", item.place, self.path, value=_shown(item))
                return None
            words = [Scalar(word, item.place) for word in clause.words] if clause else [item]
            values = [self.option(word, self.path) for word in words]
            if clause is None or clause.key != "open":
                key = clause.key if clause else "includes"
                told += self.clause(key, [] if None in values else values, _shown(item), item.place)
        return self.together(told)

    def of_item(self, item: Node) -> Clause | None:
        if not isinstance(item, Scalar) or self.fact.option(item.text) or is_none(self.fact, item):
            return None
        return phrases.of_set(item.text)

    # --- together --------------------------------------------------------------------------

    def clause(self, key: str, values: list[Any], said: str, place: Place) -> Iterator[_Told]:
        """What is possible by one clause; nothing, with a problem, where that is no value at all."""
        if not values:
            return
        if self.fact.type == "text" and not self.fact.texts:
            self.spelled |= {fold(each): each for each in values}
        data = _data(self.fact, key, values)
        if data is None:
            code = "partly_not" if key == "not" else "nothing_left"
            self.problems.add(code, place, self.path, value=clip(said))
            return
        try:
            possible = to_inner(self.fact, data)
        except ValueError:
            self.problems.add("nothing_left", place, self.path, value=clip(said))
        else:
            yield _Told(possible, clip(said), place)

    def together(self, told: Iterable[_Told]) -> Any:
        """What is possible by all that is said, in outer form; a problem where nothing is."""
        result: Any = None
        seen: list[_Told] = []
        for each in told:
            if each.possible is None:
                continue
            possible = each.possible if result is None else _both(result, each.possible)
            if possible is None:
                self.contradicted(each, seen)
                return None
            result = possible
            seen.append(each)
        return None if len(self.problems.found) > self.before else self.as_written(self.fact.decode(result))

    def as_written(self, value: Any) -> Any:
        """A text that may be anything keeps the letters it was written with."""
        if isinstance(value, tuple):
            return list(value)
        if not self.spelled or value is None:
            return value
        if is_partial(value):
            return {"one_of": tuple(self.spelled[each] for each in value["one_of"])}
        return self.spelled[value]

    def contradicted(self, last: _Told, seen: list[_Told]) -> None:
        first = next((each for each in seen if _both(each.possible, last.possible) is None), seen[-1])
        other = first.said if first.place in (NOWHERE, last.place) else f"{first.said} ({first.place})"
        self.problems.add("contradiction", last.place, self.path, value=last.said, other=other)


def _both(one: Any, other: Any) -> Any:
    if is_partly(one):
        return both(one, other)
    if is_partly(other):
        return both(other, one)
    return one if one == other else None


def _one(fact: Fact, node: Node, problems: Problems, path: str) -> Any:
    """One value as it is said; of a date that may be no more than its month or its year."""
    moment = read_moment(node.text) if fact.type == "date" and isinstance(node, Scalar) else None
    return moment if _lasts(fact, moment) else read_value(fact, node, problems, path)


def _lasts(fact: Fact, value: Any) -> bool:
    """True for a month or a year where a day might stand."""
    return fact.type == "date" and value is not None and len(value) < len("2016-03-01")


def _days(fact: Fact, key: str, values: list[str]) -> AnyMapping[str, Any] | None:
    """One clause about dates as plain data: a month or a year begins with its first day, and ends with its last."""
    firsts, lasts = zip(*(map(date.isoformat, days_of(each) or ()) for each in values), strict=True)
    low, high = map(fact.decode, fact.limits)
    match key:
        case "during" | "between":
            return {"at_least": firsts[0], "at_most": lasts[-1]}
        case "below":
            return {"at_least": firsts[0], "less_than": firsts[-1]}
        case "up_to":
            return {"less_than": firsts[0]}
        case "not" if len(values) > 1 or low < firsts[0] <= lasts[0] < high:
            return None
        case "not":
            return {"more_than": lasts[0]} if firsts[0] <= low else {"less_than": firsts[0]}
    return {key: firsts[0] if key in ("at_least", "less_than") else lasts[0]}


def _data(fact: Fact, key: str, values: list[Any]) -> AnyMapping[str, Any] | None:
    """One clause as plain data in the one form; None where there is none."""
    if fact.type == "date":
        return _days(fact, key, values)
    number = fact.type == "number"
    match key, values:
        case "between", [low, high]:
            return {"at_least": low, "at_most": high}
        case "below", [low, high]:
            return {"at_least": low, "less_than" if number else "at_most": high}
        case "up_to", [value]:
            return {"less_than" if number else "at_most": value}
        case "not", _:
            return _others(fact, values)
        case "more_than" | "less_than", [value] if not number:
            order = fact.option_ids
            at = order.index(value)
            return {"one_of": order[at + 1 :] if key == "more_than" else order[:at]}
        case "one_of" | "includes" | "excludes", _:
            return {key: values}
    return {key: values[0]}


def _others(fact: Fact, values: list[Any]) -> AnyMapping[str, Any] | None:
    """All but these values: of a number only its lowest or highest can be left out."""
    if fact.type == "number":
        bounds = {fact.minimum: "more_than", fact.maximum: "less_than"}
        return {bounds[values[0]]: values[0]} if len(values) == 1 and values[0] in bounds else None
    every = fact.option_ids or fact.texts
    return {"one_of": [each for each in every if each not in values]} if every else None


def _shown(node: Node) -> str:
    if isinstance(node, Sequence):
        return listing(map(_shown, node.items))
    return node.text.strip() if isinstance(node, Scalar) else "…"
