"""OpenFisca Core: a variable a rule, calculated with numpy on columns; the facts are as many cases as there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable as Declared

from benchmarks.peers import Facts, Run
from regiorules.engine.program import Program
from regiorules.rules.expressions import And, Compare, Constant, Expression, Or, Variable

YEAR = "2026"
_OPERATIONS = {
    "==": numpy.equal,
    "<": numpy.less,
    "<=": numpy.less_equal,
    ">": numpy.greater,
    ">=": numpy.greater_equal,
}


def variables(program: Program) -> Run:
    """One case at a time."""
    run = columns(program)

    def one(facts: Facts) -> list[str]:
        found = run({name: numpy.array([value], numpy.int32) for name, value in facts.items()})
        return [name for name, truth in found.items() if truth[0]]

    return one


def columns(program: Program) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """From whole numbers (int32: what OpenFisca keeps) of many cases to the truth of each rule in all of them."""
    case = build_entity("case", "cases", "", is_person=True)
    system = TaxBenefitSystem([case])
    for name in program.names:
        if name not in program.yes_no:
            system.add_variable(_declared(case, name, int))
    for rule in program.rules.values():
        system.add_variable(_declared(case, rule.target, bool, formula=_formula(rule.when)))

    def run(facts: Mapping[str, Any]) -> dict[str, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(next(iter(facts.values()))))
        for name, values in facts.items():
            simulation.set_input(name, YEAR, values)
        return {rule.id: simulation.calculate(rule.target, YEAR) for rule in program.rules.values()}

    return run


def _declared(entity: Any, name: str, kind: type, **more: Any) -> Any:
    said = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Declared,), {**said, **more})


def _formula(tree: Expression) -> Callable[[Any, Any], Any]:
    def formula(case: Any, period: Any) -> Any:
        return _value(tree, lambda name: case(name, period))

    return formula


def _value(tree: Expression, value_of: Callable[[str], Any]) -> Any:
    match tree:
        case And(parts) | Or(parts):
            join = numpy.logical_and if isinstance(tree, And) else numpy.logical_or
            found = _value(parts[0], value_of)
            for part in parts[1:]:
                found = join(found, _value(part, value_of))
            return found
        case Compare(op, Variable(name), Constant(value)):
            return _OPERATIONS[op](value_of(name), value)
        case Variable(name):
            return value_of(name)
    raise ValueError(tree)
