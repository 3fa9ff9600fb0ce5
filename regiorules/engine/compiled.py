"""
The compiled executor: Python generated from the rules' own trees.

Each condition becomes two plain expressions, "is true" and "is false"; neither is "open".
Nothing of a rule's text reaches the generated code: names are numbered, constants are bound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from regiorules.engine.executor import CONFLICT, Outcome, settle_value
from regiorules.engine.kleene import aggregate, calculate
from regiorules.engine.program import Layer, Program
from regiorules.rules.expressions import (
    OPPOSITE,
    Aggregate,
    And,
    Calculate,
    Compare,
    Constant,
    Contains,
    Expression,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    Variable,
)


class CompiledExecutor:
    """Runs a program as one generated Python function."""

    name = "compiled"

    def __init__(self, program: Program) -> None:
        writer = _Writer(program)
        source = writer.source()
        namespace: dict[str, Any] = dict(writer.constants)
        exec(compile(source, "<regiorules program>", "exec"), namespace)
        self._run: Callable[[Any], tuple[dict[str, Any], dict[str, Any], list[str]]] = namespace["run"]

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts."""
        statuses, values, conflicts = self._run(given.get)
        return Outcome(
            statuses, {name: value for name, value in values.items() if value is not None}, frozenset(conflicts)
        )


class _Writer:
    """Writes the source of the function, line by line."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.variables = {name: f"v{number}" for number, name in enumerate(program.names)}
        self.statuses = {name: f"s{number}" for number, name in enumerate(program.rules)}
        self.constants: dict[str, Any] = {
            "_aggregate": aggregate,
            "_calculate": calculate,
            "_settle": settle_value,
            "_CONFLICT": CONFLICT,
        }
        self.lines: list[str] = []
        self.hoisted: dict[Expression, str] = {}
        self.in_record = False

    def source(self) -> str:
        self.lines = ["def run(get):", " conflicts = []"]
        for name, variable in self.variables.items():
            self.lines.append(f" {variable} = get({name!r})")
        for layer in self.program.layers:
            self.layer(layer)
        statuses = ", ".join(f"{name!r}: {status}" for name, status in self.statuses.items())
        values = ", ".join(f"{name!r}: {variable}" for name, variable in self.variables.items())
        self.lines.append(f" return {{{statuses}}}, {{{values}}}, conflicts")
        return "\n".join(self.lines)

    def layer(self, layer: Layer) -> None:
        for derivation in layer.derivations:
            variable = self.variables[derivation.target]
            self.lines.append(f" if {variable} is None: {variable} = {self.three_valued(derivation.expression)}")
        for rule in layer.rules:
            true, false = self.true(rule.when), self.false(rule.when)
            self.lines.append(f" {self.statuses[rule.id]} = True if {true} else False if {false} else None")
        for target in layer.targets:
            self.settle(target, layer)

    def settle(self, target: str, layer: Layer) -> None:
        variable = self.variables[target]
        rules = [(self.statuses[rule.id], rule.value) for rule in layer.rules if rule.target == target]
        if target in self.program.yes_no:
            some = " or ".join(status for status, _ in rules)
            none = " and ".join(f"{status} is False" for status, _ in rules)
            self.lines.append(f" if {variable} is None: {variable} = True if {some} else False if {none} else None")
            return
        candidates = ", ".join(f"({status}, {self.constant(value)})" for status, value in rules)
        self.lines += [
            f" if {variable} is None:",
            f"  {variable} = _settle(({candidates},))",
            f"  if {variable} is _CONFLICT:",
            f"   {variable} = None",
            f"   conflicts.append({target!r})",
        ]

    # --- expressions -----------------------------------------------------------------------

    def constant(self, value: Any) -> str:
        if value is None or isinstance(value, bool | int | float | str):
            return repr(value)
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def true(self, tree: Expression) -> str:
        """Python that is truthy exactly where the tree is true."""
        match tree:
            case And(parts):
                return "(" + " and ".join(self.true(part) for part in parts) + ")"
            case Or(parts):
                return "(" + " or ".join(self.true(part) for part in parts) + ")"
            case Not(part):
                return self.false(part)
            case Known(name):
                return f"{self.variables[name]} is not None"
        return self.leaf(tree, positive=True)

    def false(self, tree: Expression) -> str:
        """Python that is truthy exactly where the tree is false."""
        match tree:
            case And(parts):
                return "(" + " or ".join(self.false(part) for part in parts) + ")"
            case Or(parts):
                return "(" + " and ".join(self.false(part) for part in parts) + ")"
            case Not(part):
                return self.true(part)
            case Known(_):
                return "False"
        return self.leaf(tree, positive=False)

    def leaf(self, tree: Expression, *, positive: bool) -> str:
        match tree:
            case Constant(value):
                return repr(bool(value) is positive)
            case Compare(op, left, right):
                first, second = self.operand(left), self.operand(right)
                known = [f"{side} is not None" for side, each in ((first, left), (second, right)) if _may_lack(each)]
                return "(" + " and ".join([*known, f"{first} {op if positive else OPPOSITE[op]} {second}"]) + ")"
            case OneOf(item, options):
                found = self.operand(item)
                return f"({found} is not None and {found} {'in' if positive else 'not in'} {self.constant(options)})"
            case Contains(collection, option):
                found = self.operand(collection)
                return f"({found} is not None and {option!r} {'in' if positive else 'not in'} {found})"
        return f"{self.operand(tree)} is {positive}"

    def three_valued(self, tree: Expression) -> str:
        """Python that gives the value of the tree, or None."""
        match tree:
            case And() | Or() | Not() | Compare() | OneOf() | Contains() | Known():
                return f"(True if {self.true(tree)} else False if {self.false(tree)} else None)"
        return self.operand(tree)

    def operand(self, tree: Expression) -> str:
        match tree:
            case Variable(name):
                return self.variables[name]
            case Field(name):
                return f"r.get({name!r})"
            case Constant(value):
                return self.constant(value)
            case Calculate(op, left, right):
                return self.hoist(tree, lambda: f"_calculate({op!r}, {self.operand(left)}, {self.operand(right)})")
            case Aggregate():
                return self.hoist(tree, lambda: self.aggregate(tree))
        return self.three_valued(tree)

    def aggregate(self, tree: Aggregate) -> str:
        test = "None"
        if tree.where is not None:
            self.in_record = True
            test = f"lambda r: {self.three_valued(tree.where)}"
            self.in_record = False
        return f"_aggregate({tree.function!r}, {self.variables[tree.records]}, {test}, {tree.of!r})"

    def hoist(self, tree: Expression, write: Callable[[], str]) -> str:
        """A calculation stands once, in a line of its own, unless it is about one record."""
        if self.in_record:
            return write()
        if tree not in self.hoisted:
            text = write()
            name = f"t{len(self.hoisted)}"
            self.hoisted[tree] = name
            self.lines.append(f" {name} = {text}")
        return self.hoisted[tree]


def _may_lack(tree: Expression) -> bool:
    return not isinstance(tree, Constant)
