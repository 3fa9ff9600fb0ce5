"""Values as a person reads them; what is partly known is said as `phrases` reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from regiorules.facts.dates import moment_of, show_moment
from regiorules.facts.partial import is_partial
from regiorules.text import Language, Text

if TYPE_CHECKING:
    from regiorules.facts.vocabulary import Fact, Parameter

YES = Text("ja", "yes")
NO = Text("nee", "no")
UNKNOWN = Text("onbekend", "unknown")
NONE = Text("geen", "none")
ShowNumber = Callable[[float, Language], str]
_OR = Text(" of ", " or ")
_BOUNDS = {
    ("at_least",): Text("minstens {}", "at least {}"),
    ("more_than",): Text("meer dan {}", "more than {}"),
    ("at_most",): Text("hoogstens {}", "at most {}"),
    ("less_than",): Text("minder dan {}", "less than {}"),
    ("at_least", "at_most"): Text("{} tot en met {}", "{} to {}"),
    ("at_least", "less_than"): Text("{} tot {}", "at least {} and less than {}"),
    ("more_than", "at_most"): Text("meer dan {} en hoogstens {}", "more than {} and at most {}"),
    ("more_than", "less_than"): Text("meer dan {} en minder dan {}", "more than {} and less than {}"),
}
_DAYS: Mapping[tuple[str, ...], Text] = {
    ("at_least",): Text("vanaf {}", "from {}"),
    ("at_most",): Text("tot en met {}", "up to and including {}"),
}
_INCLUDED = Text("{} in elk geval", "{} certainly")
_EXCLUDED = Text("{} niet", "{} not")


def show_number(value: float, language: Language) -> str:
    """A number the way it is written in that language: at most two decimals; thousands set apart from 10,000."""
    grouped = "," if abs(value) >= 10_000 else ""
    text = f"{value:{grouped}}" if isinstance(value, int) else f"{value:{grouped}.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def is_share(each: Fact | Parameter) -> bool:
    """True for a part of one: a number of at most 1 that has no unit, and that people write in per cent."""
    return each.unit is None and not each.whole and each.maximum is not None and each.maximum <= 1


def show(fact: Fact, value: Any, language: Language, number: ShowNumber = show_number) -> str:
    """An outer value as a person reads it; `number` says how a number is written."""
    if value is None:
        return UNKNOWN.say(language)
    if is_partial(value):
        return _partly(fact, value, language, number)
    match fact.type:
        case "yes_no":
            return (YES if value else NO).say(language)
        case "level" | "choice":
            return fact.options[fact.option_ids.index(value)].label.say(language)
        case "set":
            labels = [option.label.say(language) for option in fact.options if option.id in value]
            return ", ".join(labels) or NONE.say(language)
        case "number":
            in_per_cent = is_share(fact) and number is show_number
            return f"{show_number(round(value * 100, 1), language)}%" if in_per_cent else number(value, language)
        case "date":
            return show_moment(value, language)
        case "records":
            return str(len(value)) if value else NONE.say(language)
    return str(value)


def _partly(fact: Fact, value: Mapping[str, Any], language: Language, number: ShowNumber) -> str:
    if "one_of" in value:
        return _OR.say(language).join(show(fact, each, language) for each in value["one_of"])
    if "records" in value:
        return _BOUNDS["at_least",].say(language).format(len(value["records"]))
    if fact.type == "set":
        said = [(_INCLUDED, each) for each in value.get("includes", ())]
        said += [(_EXCLUDED, each) for each in value.get("excludes", ())]
        return ", ".join(form.say(language).format(show(fact, [each], language)) for form, each in said)
    if fact.type == "level" and len(value) == 2 and len(between := _between(fact, **value)) == 2:
        return _partly(fact, {"one_of": between}, language, number)
    if fact.type == "date" and len(value) == 2 and (moment := moment_of(*value.values())):
        return show_moment(moment, language)
    bounds = {**_BOUNDS, **_DAYS} if fact.type == "date" else _BOUNDS
    return bounds[tuple(value)].say(language).format(*(show(fact, each, language, number) for each in value.values()))


def _between(fact: Fact, at_least: str, at_most: str) -> tuple[str, ...]:
    order = fact.option_ids
    return order[order.index(at_least) : order.index(at_most) + 1]
