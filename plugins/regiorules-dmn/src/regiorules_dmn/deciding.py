"""What the decisions of a model give: its inputs become facts, the rules are assessed, and facts become results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from regiorules import Engine, Knowledge, region_of
from regiorules.engine.assessment import Assessment
from regiorules.rules.drafts import folder_of
from regiorules.rules.load import load_rulesets
from regiorules.writing import write_folder
from regiorules_dmn.reading import read_model
from regiorules_dmn.translate import Translated, translate
from regiorules_dmn.translate.functions import length_of, seconds_of_moment, seconds_of_time
from regiorules_dmn.translate.types import VALUE
from regiorules_dmn.translate.values import (
    ALWAYS,
    NEVER,
    NUMBERS,
    Cases,
    Constant,
    Nothing,
    Options,
    Records,
    Rows,
    Scalar,
    Sentence,
    Several,
    Struct,
    Value,
)

Known = Mapping[str, Any]  # the values of facts, by their names
_TIMES: Mapping[str, Callable[[str], str]] = {
    "time": seconds_of_time,
    "date and time": seconds_of_moment,
    "days and time duration": lambda text: length_of(text)[0],
    "years and months duration": lambda text: length_of(text)[0],
}


class DmnModel:
    """A model with its rule set, loaded once: `decide` works out its decisions, on an executor of the engine."""

    def __init__(self, path: Path, executor: str = "auto") -> None:
        self.model = read_model(path)
        self.translated: Translated = translate(self.model)
        self.executor = executor

    @cached_property
    def knowledge(self) -> Knowledge:
        """The rule set of the model; raises RuleSetError where it can't be loaded."""
        with TemporaryDirectory() as folder:
            write_folder(Path(folder) / "model", folder_of(self.translated.draft))
            return load_rulesets(Path(folder) / "model")

    @cached_property
    def engine(self) -> Engine:
        """The engine that works out its rules."""
        return Engine(self.knowledge, self.executor)

    def behind(self, *decisions: str) -> set[str]:
        """These decisions with all that they rest on."""
        needs = {each.name: each.needs for each in self.model.decisions}
        found, todo = set[str](), list(decisions)
        while todo:
            found.add(name := todo.pop())
            todo += [each for each in needs.get(name, ()) if each not in found]
        return found

    def decide(self, inputs: Mapping[str, Any], *decisions: str) -> dict[str, Any]:
        """
        What the decisions give (all of them, where none are named) for these inputs.

        Inputs and results are plain data, by their names in the model: numbers, texts, booleans, dates, lists, and
        mappings for structures; None is null.  Raises InputError for an input that its type doesn't allow.
        """
        facts: dict[str, Any] = {}
        for name, given in inputs.items():
            facts |= _facts(self.translated.inputs[name], given)
        options = self.translated.choices
        chosen = {name: options[name].get(value, value) if name in options else value for name, value in facts.items()}
        region = region_of({"region": "DMN", "facts": chosen}, self.knowledge.vocabulary)
        known = self._known(self.engine.assess(region))
        wanted = decisions or tuple(self.translated.decisions)
        return {name: _result(self.translated.decisions[name], known) for name in wanted}

    def _known(self, assessment: Assessment) -> dict[str, Any]:
        """The facts that are known whole; of a choice the text that its option is."""
        values = {name: each.value for name, each in assessment.facts.items()}
        values = {name: None if isinstance(value, Mapping) else value for name, value in values.items()}
        for name, options in self.translated.choices.items():
            texts = {option: text for text, option in options.items()}
            values[name] = texts.get(values[name])
        return values


def decide(path: Path, inputs: Mapping[str, Any], decision: str) -> Any:
    """What one decision of a model gives for these inputs; see `DmnModel.decide`."""
    return DmnModel(path).decide(inputs, decision)[decision]


# --- from inputs to facts ------------------------------------------------------------------------


def _facts(value: Value, given: Any) -> dict[str, Any]:
    """The facts that an input gives, by their names; none for null."""
    match value:
        case _ if given is None:
            return {}
        case Scalar(fact=fact, type=type):
            return {fact: _plain(type, given)}
        case Struct(fields):
            return {name: each for key, field in fields.items() for name, each in _facts(field, given.get(key)).items()}
        case Records(fact=fact, item=item):
            return {fact: [_record(item, each) for each in given]}
        case Options(fact, options):
            return {fact: [options[each] for each in given]}
    return {}


def _record(item: Value, given: Any) -> dict[str, Any]:
    fields = item.fields if isinstance(item, Struct) else {VALUE: item}
    parts = given if isinstance(item, Struct) else {VALUE: given}
    named = {each.code.text: (each.type, parts.get(key)) for key, each in fields.items() if isinstance(each, Scalar)}
    return {name: _plain(kind, part) for name, (kind, part) in named.items() if part is not None}


def _plain(type: str, given: Any) -> Any:
    """A value as a region has it."""
    if isinstance(given, str) and type in _TIMES:
        given = Decimal(_TIMES[type](given))
    if isinstance(given, Decimal):
        return int(given) if given == given.to_integral_value() else float(given)
    return given.isoformat() if isinstance(given, date) else given


# --- from facts to results -----------------------------------------------------------------------


def _result(value: Value, known: Known) -> Any:
    """What a decision gives."""
    match value:
        case Constant(constant, type):
            return Decimal(str(constant)) if type in NUMBERS else constant
        case Scalar(fact=fact, type=type):
            return _read(known[fact], type)
        case Struct(fields):
            found = {name: _result(each, known) for name, each in fields.items()}
            return found if any(each is not None for each in found.values()) else None
        case Sentence(parts):
            said = [each if isinstance(each, str) else _result(each, known) for each in parts]
            return None if None in said else "".join(map(str, said))
        case Several(items):
            return [_result(each, known) for each in items]
        case Rows(rows):
            return _listed(rows, known)
        case Cases() | Nothing():
            return None
    return None


def _listed(rows: Sequence[tuple[str, Value]], known: Known) -> list[Any] | None:
    """What the rows give that hold, in their order; None where there are none, or some are still open."""
    holds = [fact == ALWAYS or (fact != NEVER and known[fact]) for fact, _ in rows]
    if None in holds:
        return None
    return [_result(each, known) for (_, each), held in zip(rows, holds, strict=True) if held] or None


def _read(value: Any, type: str) -> Any:
    return date.fromisoformat(value) if type == "date" and isinstance(value, str) else value
