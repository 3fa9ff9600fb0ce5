"""
The compiled executor: Python generated from the rules' own trees.

Each condition becomes two plain expressions, "is true" and "is false"; neither is "open".
Nothing of a rule's text reaches the generated code: names are numbered, constants are bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from regiorules.engine.executor import ExecutorName, Outcome
from regiorules.engine.kleene import aggregate, calculate
from regiorules.engine.program import Derivation, Program, ProgramRule
from regiorules.engine.settling import CONFLICT, settle_range, settle_set, settle_silent, settle_value
from regiorules.facts.possible import Held, Partly, among, equal, is_known, narrowed, unequal
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
    reads,
)

Step = Derivation | tuple[ProgramRule, ...]  # what derives a name, or the rules that settle one
Function = Callable[[Callable[[str], Any]], tuple[dict[str, Any], dict[str, Any], list[str]]]
_MOST_RULES = 1000  # in one function: a large one takes much memory to compile


class CompiledExecutor:
    """Runs a program as one generated Python function, or a large program as some in turn."""

    name: ExecutorName = "compiled"

    def __init__(self, program: Program) -> None:
        self._program = program
        pieces = list(_pieces(program))
        self._functions = [
            _Writer(program, piece, program.names if len(pieces) == 1 else _names(piece)).function() for piece in pieces
        ]

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts."""
        statuses, values, conflicts = self._run(given)
        return Outcome(
            statuses, {name: value for name, value in values.items() if value is not None}, frozenset(conflicts)
        )

    def _run(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
        if len(self._functions) == 1:
            return self._functions[0](given.get)
        statuses: dict[str, Any] = dict.fromkeys(self._program.rules)
        values = {name: given.get(name) for name in self._program.names}
        conflicts: list[str] = []
        for function in self._functions:
            found, settled, disputed = function(values.get)
            statuses |= found
            values |= settled
            conflicts += disputed
        return statuses, values, conflicts


def _pieces(program: Program) -> Iterator[list[Step]]:
    """The steps of a program in order, so many together as go in one function."""
    piece: list[Step] = []
    size = 0
    for layer in program.layers:
        steps: list[Step] = [*layer.derivations, *layer.by_target.values()]
        for step in steps:
            if size >= _MOST_RULES:
                yield piece
                piece, size = [], 0
            piece.append(step)
            size += 1 if isinstance(step, Derivation) else len(step)
    yield piece


def _names(piece: list[Step]) -> list[str]:
    """The names that a piece reads or settles."""
    names: set[str] = set()
    for step in piece:
        for each in (step,) if isinstance(step, Derivation) else step:
            names |= {each.target, *reads(each.expression if isinstance(each, Derivation) else each.when)}
    return sorted(names)


class _Writer:
    """Writes the source of a function, line by line."""

    def __init__(self, program: Program, piece: list[Step], names: Iterable[str]) -> None:
        self.program = program
        self.piece = piece
        self.variables = {name: f"v{number}" for number, name in enumerate(names)}
        self.statuses: dict[str, str] = {}
        self.constants: dict[str, Any] = {
            "_aggregate": aggregate,
            "_among": among,
            "_equal": equal,
            "_is_known": is_known,
            "_narrowed": narrowed,
            "_unequal": unequal,
            "_Held": Held,
            "_Partly": Partly,
            "_calculate": calculate,
            settle_set.__name__: settle_set,
            settle_value.__name__: settle_value,
            settle_range.__name__: settle_range,
            "_CONFLICT": CONFLICT,
        }
        self.lines: list[str] = []
        self.hoisted: dict[Expression, str] = {}
        self.in_record = False

    def function(self) -> Function:
        source = self.source()
        namespace: dict[str, Any] = dict(self.constants)
        exec(compile(source, "<regiorules program>", "exec"), namespace)
        function: Function = namespace["run"]
        return function

    def source(self) -> str:
        self.lines = ["def run(get):", " conflicts = []"]
        for name, variable in self.variables.items():
            self.lines.append(f" {variable} = get({name!r})")
        for step in self.piece:
            if isinstance(step, Derivation):
                variable = self.variables[step.target]
                value = self.three_valued(step.expression)
                self.lines += [
                    f" if {variable} is None: {variable} = {value}",
                    f" elif isinstance({variable}, _Partly): {variable} = _narrowed({variable}, {value})",
                ]
            else:
                self.rules(step)
                self.settle(step)
        statuses = ", ".join(f"{name!r}: {status}" for name, status in self.statuses.items())
        values = ", ".join(f"{name!r}: {variable}" for name, variable in self.variables.items())
        self.lines.append(f" return {{{statuses}}}, {{{values}}}, conflicts")
        return "\n".join(self.lines)

    def rules(self, own: tuple[ProgramRule, ...]) -> None:
        for rule in own:
            status = self.statuses[rule.id] = f"s{len(self.statuses)}"
            true, false = self.true(rule.when), self.false(rule.when)
            self.lines.append(f" {status} = True if {true} else False if {false} else None")

    def settle(self, own: tuple[ProgramRule, ...]) -> None:
        target = own[0].target
        variable = self.variables[target]
        rules = [(self.statuses[rule.id], rule.value) for rule in own]
        settle = self.program.settle[target]
        if settle is settle_silent:
            some = " or ".join(status for status, _ in rules)
            none = " and ".join(f"{status} is False" for status, _ in rules)
            self.lines.append(f" if {variable} is None: {variable} = True if {some} else False if {none} else None")
            return
        candidates = ", ".join(f"({status}, {self.constant(value)})" for status, value in rules)
        self.lines += [
            f" if {variable} is None or isinstance({variable}, _Partly):",
            f"  said = {settle.__name__}(({candidates},))",
            "  if said is _CONFLICT:",
            f"   conflicts.append({target!r})",
            "  else:",
            f"   {variable} = said if {variable} is None else _narrowed({variable}, said)",
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
                return f"_is_known({self.variables[name]})"
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
                return self.comparison(op if positive else OPPOSITE[op], left, right)
            case OneOf(item, options):
                found, constant = self.operand(item), self.constant(options)
                sign, truth = ("in", "True") if positive else ("not in", "False")
                plain = f"{found} {sign} {constant}"
                partly = f"_among({found}, {constant}) is {truth}"
                return f"({found} is not None and ({plain} if {_plain(found)} else {partly}))"
            case Contains(collection, option):
                found = self.operand(collection)
                if positive:
                    return f"({found} is not None and {option!r} in {found})"
                return f"({found} is not None and ({option!r} not in {found}) and {_lacks(found, option)})"
        return f"{self.operand(tree)} is {positive}"

    def comparison(self, sign: str, left: Expression, right: Expression) -> str:
        """
        Python that is truthy where the comparison is certain.

        What is partly known says so itself of `<` and `>`; of `==` and `!=` only objects are compared.
        """
        first, second = self.operand(left), self.operand(right)
        lacking = [side for side, each in ((first, left), (second, right)) if not isinstance(each, Constant)]
        test = f"{first} {sign} {second}"
        if sign == "!=" or (sign == "==" and len(lacking) > 1):
            plain = " and ".join(map(_plain, lacking)) or "True"
            test = f"({test} if {plain} else {'_equal' if sign == '==' else '_unequal'}({first}, {second}))"
        return "(" + " and ".join([*(f"{each} is not None" for each in lacking), test]) + ")"

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
        records, limits = self.variables[tree.records], self.constant(tree.limits)
        return f"_aggregate({tree.function!r}, {records}, {test}, {tree.of!r}, {limits})"

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


def _plain(name: str) -> str:
    return f"not isinstance({name}, _Partly)"


def _lacks(name: str, option: str) -> str:
    return f"(not isinstance({name}, _Held) or {name}.lacks({option!r}))"
