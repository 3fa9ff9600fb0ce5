"""From a model to a rule set: decisions become facts with rules, functions are written out where they are called."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from regiorules.errors import InputError
from regiorules.rules.drafts import Draft
from regiorules.text import Text
from regiorules_dmn.model import Decision, Input, Model
from regiorules_dmn.translate.book import Basis, Book
from regiorules_dmn.translate.drafting import draft_of
from regiorules_dmn.translate.kept import kept
from regiorules_dmn.translate.logic import value_of
from regiorules_dmn.translate.scope import Scope, parts_of
from regiorules_dmn.translate.types import UNTYPED, asked, asked_as, type_of_reference
from regiorules_dmn.translate.values import Unsaid, Value, facts_in
from regiorules_dmn.words import Cannot


@frozen
class Translated:
    """
    A model as a rule set, with what its inputs and decisions are in it, by their names in the model.

    Of the decisions in `unsaid` it is known why they can't be said; some are asked instead.
    """

    draft: Draft
    inputs: Mapping[str, Value]
    decisions: Mapping[str, Value]
    unsaid: Mapping[str, Text]
    book: Book

    @property
    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """For each fact that is a choice the option that each text is."""
        return self.book.choices


def translate(model: Model) -> Translated:
    """
    The rule set of a model; raises InputError where nothing of it can be said in one.

    It is gone through twice: which texts a fact may be is known only at the end, and then it is a choice.
    """
    return _once(model, _once(model, {}).book.options())


def _once(model: Model, choices: dict[str, dict[str, str]]) -> Translated:
    book = Book(choices=choices)
    inputs = {each.name: _input(each, model, book) for each in model.inputs}
    decisions: dict[str, Value] = {}
    unsaid: dict[str, Text] = {}
    for decision in model.decisions:
        basis = Basis(decision.name, book.statement(decision, model))
        scope = Scope(model, book, {**inputs, **decisions}, basis, parts=parts_of(model))
        before = book.mark()
        try:
            decisions[decision.name] = _decision(decision, scope)
        except Cannot as cannot:
            book.back_to(before)
            unsaid[decision.name] = cannot.why
            decisions[decision.name] = _asked_instead(decision, cannot, scope)
    if len(unsaid) == len(decisions):
        raise InputError(book.remarks)
    return Translated(draft_of(model, book, _final(model, decisions)), inputs, decisions, unsaid, book)


def _input(data: Input, model: Model, book: Book) -> Value:
    """The facts that an input is."""
    try:
        refers = data.refers if data.refers in model.types or data.refers not in UNTYPED else asked_as(model, data.name)
        return asked(book, type_of_reference(model, refers), data.name, data.place, data.description)
    except Cannot as cannot:
        book.remark("left_out_whole", cannot.place, name=data.name, why=cannot.why)
        return Unsaid()


def _decision(decision: Decision, scope: Scope) -> Value:
    """What a decision comes to, in facts of its own; raises Cannot where it can't be said."""
    if decision.logic is None:
        raise Cannot("no_logic", decision.place)
    value = value_of(decision.logic, scope, decision.name, decision.refers)
    return kept(value, scope, decision.name, decision.place)


def _asked_instead(decision: Decision, cannot: Cannot, scope: Scope) -> Value:
    """The facts that hold what a decision gives, for a person to answer; or nothing, where no fact can."""
    before = scope.book.mark()
    try:
        kind = type_of_reference(scope.model, decision.refers)
        found = asked(scope.book, kind, decision.name, decision.place, decision.description)
    except Cannot:
        scope.book.back_to(before)
        scope.book.remark("left_out_whole", cannot.place, name=decision.name, why=cannot.why)
        return Unsaid()
    scope.book.remark("left_out", cannot.place, name=decision.name, why=cannot.why)
    return found


def _final(model: Model, decisions: Mapping[str, Value]) -> set[str]:
    """The facts of the decisions that no other one needs: the outcome of the model."""
    needed = {name for each in model.decisions for name in each.needs}
    return {fact for name, value in decisions.items() if name not in needed for fact in facts_in(value)}
