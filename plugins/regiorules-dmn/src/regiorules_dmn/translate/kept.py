"""Values that get a fact of their own: calculations, conditions, and what differs by case."""

from __future__ import annotations

from regiorules.errors import Place
from regiorules_dmn.translate.book import Shown, bilingual
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.comparing import code_of, compare
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.truths import Truth, all_of, denied
from regiorules_dmn.translate.values import NUMBERS, Cases, Constant, Nothing, Scalar, Sentence, Struct, Value, type_of
from regiorules_dmn.words import Cannot


def kept(value: Value, scope: Scope, title: str, place: Place, shown: Shown | None = None) -> Value:
    """
    The value as it can be asked for: a fact, a constant, or a structure of these.

    What is a fact already stays that one.  Raises Cannot for what no fact can be.
    """
    match value:
        case Scalar(fact=fact) if fact:
            return value
        case Scalar(code, type):
            found = scope.book.derived(title, type, shown, derive=code.fitting(place))
            return Scalar(found.code, type, found.fact, calculated=value.calculated)
        case Struct(fields):
            return Struct({name: kept(each, scope, f"{title} {name}", place) for name, each in fields.items()})
        case Cases():
            return _by_rules(value, scope, title, place)
        case Sentence():
            return concluded(value, "always", scope, title, place)
    return value


def _by_rules(cases: Cases, scope: Scope, title: str, place: Place) -> Value:
    """A fact to which a rule gives the value of each case."""
    kind = type_of(cases)
    if not kind:
        raise Cannot("no_form", place, form="if … then … else")
    found = scope.book.derived(title, kind)
    because = bilingual(f"Dat volgt voor {title} uit het model.", f"So it follows for {title} from the model.")
    _each_case(found, cases, True, scope, title, place, because)
    return found


def _each_case(fact: Scalar, cases: Cases, when: Truth, scope: Scope, title: str, place: Place, because: Shown) -> None:
    """A rule for each case, where none of those before it is."""
    before: list[Truth] = [when]
    for condition, value in cases.branches:
        give(fact, value, all_of([*before, condition]), scope, title, place, because)
        before.append(denied(condition))
    give(fact, cases.otherwise, all_of(before), scope, title, place, because)


def concluded(sentence: Sentence, when: str, scope: Scope, title: str, place: Place) -> Sentence:
    """A conclusion whose title is the sentence, with the facts in it filled in."""
    parts = [each if isinstance(each, str) else f"{{{each.fact}}}" for each in sentence.parts]
    if any(not each.fact for each in sentence.parts if isinstance(each, Scalar)):
        raise Cannot("no_form", place, form="+")
    if any(set("{}") & set(each) for each in sentence.parts if isinstance(each, str)):
        raise Cannot("no_form", place, form="{}")
    name = scope.book.conclude(title, "".join(parts), scope.basis)
    because = bilingual(f"Dat volgt uit {title}.", f"So it follows from {title}.")
    scope.book.rule(title, when, name, because, scope.basis)
    return Sentence(sentence.parts, name)


def give(fact: Scalar, value: Value, when: Truth, scope: Scope, title: str, place: Place, because: Shown) -> None:
    """A rule by which a fact gets a value; none where that is null, or never so."""
    if when is False or isinstance(value, Nothing):
        return
    if isinstance(value, Cases):
        _each_case(fact, value, when, scope, title, place, because)
        return
    if not isinstance(value, Scalar | Constant) or value.type != fact.type:
        raise Cannot("types", place, left=title, right=fact.type)
    condition = when.fitting(place) if isinstance(when, Code) else "always"
    if isinstance(value, Scalar) and fact.type == "string":
        _each_text(fact, value, when, scope, title, place, because)
    elif isinstance(value, Scalar) and fact.type == "boolean":
        for said in (True, False):
            when_so = all_of([when, value.code if said else denied(value.code)])
            give(fact, Constant(said, "boolean"), when_so, scope, title, place, because)
    else:
        given = {fact.fact: _given(fact, value, scope, place)}
        scope.book.rule(title, condition, given, because, scope.basis)


def _given(fact: Scalar, value: Scalar | Constant, scope: Scope, place: Place) -> object:
    """What a rule gives: a text, yes or no, a number, or a calculation."""
    if isinstance(value, Scalar):
        return value.code.fitting(place)
    if fact.type == "string":
        text = scope.book.may_be(fact.fact, str(value.value), place)
        return scope.book.choices.get(fact.fact, {}).get(text, text)
    if fact.type in NUMBERS:
        text = code_of(value).text
        return int(text) if text.lstrip("-").isdigit() else float(text)
    return value.value if isinstance(value.value, bool) else str(value.value)


def _each_text(
    fact: Scalar, value: Scalar, when: Truth, scope: Scope, title: str, place: Place, because: Shown
) -> None:
    """A rule for each text that another fact may be, where all of these are known."""
    book = scope.book
    texts = list(book.texts.get(value.fact, {}).values()) if value.fact in book.closed else []
    if not texts:
        raise Cannot("open_text", place)
    for text in texts:
        same = compare("==", value, Constant(text, "string"), book, place)
        give(fact, Constant(text, "string"), all_of([when, same]), scope, title, place, because)
