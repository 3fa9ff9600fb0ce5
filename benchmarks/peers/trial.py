"""Every peer in every form on a small program, in all its cases: whether it is here, and right."""

from __future__ import annotations

import sys
from itertools import product

from benchmarks.peers import WrongAnswer, check, forms
from regiorules.engine.program import Program, ProgramRule, build_program
from regiorules.rules.expressions import And, Compare, Comparison, Constant, Expression, Or, Variable

CASES = [{"x": x, "y": y} for x, y in product(range(3), repeat=2)]


def small() -> Program:
    """Three layers, both ways to join, every comparison, conclusions read twice, once and never."""
    whens: dict[str, Expression] = {
        "a": And((_compare("x", ">=", 1), _compare("y", "<", 2))),
        "b": Or((_compare("x", "==", 2), _compare("y", "<=", 1))),
        "c": And((Variable("a_holds"), _compare("y", ">", 0))),
        "d": Or((Variable("b_holds"), Variable("a_holds"), _compare("x", ">=", 2))),
        "e": And((Variable("d_holds"), _compare("x", ">=", 1), _compare("x", "<", 2))),
        "f": Or((Variable("c_holds"), _compare("y", "==", 2))),
        "g": And((_compare("y", ">=", 2),)),
    }
    rules = [ProgramRule(f"rule_{name}", when, f"{name}_holds") for name, when in whens.items()]
    return build_program(["x", "y"], [rule.target for rule in rules], [], rules)


def _compare(name: str, op: Comparison, value: int) -> Expression:
    return Compare(op, Variable(name), Constant(value))


def main() -> None:
    """A line for each form; exit code 1 where one is wrong."""
    program, wrong = small(), False
    for each in forms(program):
        try:
            if each.run is not None:
                check(each.peer, each.run, program, CASES)
            said = "not installed" if each.run is None else "right"
        except WrongAnswer as error:
            said, wrong = str(error), True
        print(each.peer, each.form, said, sep="\t")
    sys.exit(wrong)


if __name__ == "__main__":
    main()
