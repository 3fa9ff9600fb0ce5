"""What a condition makes of what is partly known: `hoogstens los, dus niet verbonden`."""

from __future__ import annotations

from collections.abc import Mapping

from regiorules.advice.conditions import ConditionWords, figure_of
from regiorules.engine.kleene import negation
from regiorules.facts.possible import Incomplete, Partly, is_partly
from regiorules.frozen import frozen
from regiorules.rules.expressions import (
    MIRRORED,
    OPPOSITE,
    Aggregate,
    Calculate,
    Compare,
    Constant,
    Contains,
    Expression,
    Known,
    Not,
    OneOf,
    ParameterOf,
    Size,
    Variable,
)
from regiorules.text import Text

_SO = Text("dus {}", "so {}")
_OPEN = Text("nog open of het {} is", "still open whether it is {}")
_NOT = Text("niet {}", "not {}")
_GIVES = Text("dat geeft {}", "that gives {}")
_CONTAINS: Mapping[bool | None, Text] = {
    True: Text("dus met {}", "so with {}"),
    False: Text("dus zonder {}", "so without {}"),
    None: Text("nog open of {} erbij hoort", "still open whether {} belongs to it"),
}
_LIST: Mapping[bool | None, Text] = {
    True: Text("ook al is de lijst niet volledig", "even though the list isn't complete"),
    False: Text("ook al is de lijst niet volledig", "even though the list isn't complete"),
    None: Text("de lijst is niet volledig", "the list isn't complete"),
}
_INEXACT = Text("nog niet precies bekend", "not known exactly yet")


@frozen
class Outcomes:
    """Says them in the words of conditions."""

    words: ConditionWords

    def say(self, tree: Expression, truth: bool | None) -> str:
        """What a condition that has this truth makes of what is partly known in it; "" where nothing is."""
        language = self.words.wording.language
        match tree:
            case Not(part):
                return self.say(part, negation(truth))
            case Aggregate(records=records):
                gap = isinstance(self.words.wording.known.get(records), Incomplete)
                return _LIST[truth].say(language) if gap else ""
            case Compare(op, left, right) if self._partly(left) is None:
                return self._compared(right, truth, MIRRORED[op], left)
            case Compare(op, left, right):
                return self._compared(left, truth, op, right)
            case OneOf(item) if self._partly(item):
                options = self.words.options(tree)
                return self._so(truth, options, _NOT.say(language).format(options))
            case Contains(collection, option) if self._partly(collection):
                return _CONTAINS[truth].say(language).format(self.words.option(option, collection))
            case Known(name) if self._partly(Variable(name)):
                return _INEXACT.say(language)
        return ""

    def _partly(self, tree: Expression) -> Partly | None:
        value = self.words.wording.judgement(tree).value
        return value if is_partly(value) else None

    def _compared(self, item: Expression, truth: bool | None, op: str, other: Expression) -> str:
        """What a comparison of that item makes of it, after the figure where it is one."""
        found = self._partly(item)
        if found is None or (truth is None and not isinstance(other, Constant | ParameterOf)):
            return ""
        predicate = self.words.predicate
        said = self._so(truth, predicate(op, other, item), predicate(OPPOSITE[op], other, item))
        return f"{self._figure(item, found)}, {said}" if isinstance(item, Aggregate | Calculate | Size) else said

    def _so(self, truth: bool | None, yes: str, no: str) -> str:
        form = _OPEN if truth is None else _SO
        return form.say(self.words.wording.language).format(no if truth is False else yes)

    def _figure(self, item: Expression, found: Partly) -> str:
        language = self.words.wording.language
        fact = figure_of(item, self.words.facts.get(item.records) if isinstance(item, Aggregate) else None)
        return _GIVES.say(language).format(fact.show(fact.decode(found), language))
