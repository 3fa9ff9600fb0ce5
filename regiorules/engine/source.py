"""
The source of a compiled program: Python, written from the rules' own trees.

Each condition becomes two plain expressions, "is true" and "is false"; neither is "open".  Where nothing can be partly
known a number that is unknown is NaN there, of which every comparison is false, so that nothing else asks for it.
Nothing of a rule's text reaches the generated code: names are numbered, constants are bound.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import CodeType
from typing import Any

from regiorules.engine.kleene import aggregate, calculate
from regiorules.engine.numeric import against_number, may_be_partly, numbers, whole_reads
from regiorules.engine.program import Derivation, Program, ProgramRule
from regiorules.engine.settling import (
    COLLECT,
    CONFLICT,
    settle_calculated,
    settle_range,
    settle_set,
    settle_silent,
    settle_value,
)
from regiorules.facts.possible import Held, Partly, among, equal, is_known, narrowed, size, unequal
from regiorules.frozen import frozen
from regiorules.kept import Cache, key_of
from regiorules.rules.expressions import (
    OPPOSITE,
    Aggregate,
    And,
    AssessmentDay,
    Calculate,
    Compare,
    Comparison,
    Constant,
    Contains,
    Expression,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    Size,
    Variable,
    reads,
)

Step = Derivation | tuple[ProgramRule, ...]  # what derives a name, or the rules that settle one
Function = Callable[[Callable[..., Any]], tuple[Sequence[bool | None], Sequence[Any], Sequence[str]]]
_GLOBALS: Mapping[str, Any] = {
    "_aggregate": aggregate,
    "_among": among,
    "_equal": equal,
    "_is_known": is_known,
    "_narrowed": narrowed,
    "_size": size,
    "_unequal": unequal,
    "_Held": Held,
    "_Partly": Partly,
    "_calculate": calculate,
    "_nan": float("nan"),
    settle_set.__name__: settle_set,
    settle_value.__name__: settle_value,
    settle_range.__name__: settle_range,
    settle_calculated.__name__: settle_calculated,
    **{settle.__name__: settle for settle in COLLECT.values()},
    "_CONFLICT": CONFLICT,
}


@frozen
class Piece:
    """
    A generated function: from a getter of what is known to statuses, values and disputed names.

    The statuses are those of `rules`, the values those of `settled`, in this order.
    """

    rules: tuple[str, ...]
    settled: tuple[str, ...]
    function: Function


def piece_of(
    program: Program, steps: Sequence[Step], cache: Cache | None = None, *, partly: bool, alone: bool
) -> Piece:
    """
    The function for these steps of a program; `partly` is whether what is given may be partly known.

    Where it stands `alone` its rules are all of the program, and keep the program's order.
    """
    writer = _Writer(program, steps, set(program.names) if partly else may_be_partly(program))
    source = writer.source(tuple(program.rules) if alone else ())
    namespace = dict(_GLOBALS) | writer.constants
    exec(_code(source, cache), namespace)
    return Piece(writer.rules, tuple(writer.settled), namespace["run"])


def _code(source: str, cache: Cache | None) -> CodeType:
    """The source compiled; kept as `marshal` has it, as that is what most of the time of a single run goes to."""
    key = key_of([source.encode()]) if cache else ""
    kept = cache.get(key) if cache else None
    if isinstance(kept, bytes):
        code: CodeType = marshal.loads(kept)  # noqa: S302  # of the user's own making
        return code
    code = compile(source, "<regiorules program>", "exec")
    if cache:
        cache.put(key, marshal.dumps(code))
    return code


class _Writer:
    """Writes the source of a function, line by line; `partly` are the names that may be partly known."""

    def __init__(self, program: Program, steps: Sequence[Step], partly: set[str]) -> None:
        self.program = program
        self.steps = steps
        self.partly = partly
        trees = list(_trees(steps))
        names = sorted({name for tree in trees for name in reads(tree)} | {_target(step) for step in steps})
        self.numbers = {name for tree in trees for name in numbers(tree)} - partly
        self.whole = {name for tree in trees for name in whole_reads(tree)}
        self.settled = dict.fromkeys(_target(step) for step in steps)
        self.variables = {name: f"v{number}" for number, name in enumerate(names)}
        self.statuses: dict[str, str] = {}
        self.constants: dict[str, Any] = {}
        self.lines: list[str] = ["def run(get):"]
        self.hoisted: dict[Expression, str] = {}
        self.in_record = False
        self.rules: tuple[str, ...] = ()

    def source(self, order: tuple[str, ...]) -> str:
        """The function; `order` is that of the statuses, else it is as the steps have them."""
        self.lines.append(" conflicts = ()")
        for name in self.variables:
            self.fetch(name)
        for step in self.steps:
            if isinstance(step, Derivation):
                self.derive(step)
            else:
                self.judge(step)
                self.settle(step)
            self.as_number(_target(step))
        self.rules = order or tuple(self.statuses)
        statuses = _tuple(self.statuses[rule] for rule in self.rules)
        values = _tuple(self.variables[name] for name in self.settled)
        self.lines.append(f" return {statuses}, {values}, conflicts")
        return "\n".join(self.lines)

    def fetch(self, name: str) -> None:
        if name in self.numbers and name not in self.settled and name not in self.whole:
            self.lines.append(f" {self.number(name)} = get({name!r}, _nan)")
            return
        self.lines.append(f" {self.variables[name]} = get({name!r})")
        if name not in self.settled:
            self.as_number(name)

    def as_number(self, name: str) -> None:
        if name in self.numbers:
            variable = self.variables[name]
            self.lines.append(f" {self.number(name)} = _nan if {variable} is None else {variable}")

    def number(self, name: str) -> str:
        """The variable that has NaN where the name is unknown."""
        return self.variables[name].replace("v", "n")

    def derive(self, step: Derivation) -> None:
        variable, value = self.variables[step.target], self.three_valued(step.expression)
        self.lines.append(f" if {variable} is None: {variable} = {value}")
        if step.target in self.partly:
            self.lines.append(f" elif isinstance({variable}, _Partly): {variable} = _narrowed({variable}, {value})")

    def judge(self, own: tuple[ProgramRule, ...]) -> None:
        for rule in own:
            status = self.statuses[rule.id] = f"s{len(self.statuses)}"
            true, false = self.true(rule.when), self.false(rule.when)
            self.lines.append(f" {status} = True if {true} else False if {false} else None")

    def settle(self, own: tuple[ProgramRule, ...]) -> None:
        target = own[0].target
        variable = self.variables[target]
        rules = [(self.statuses[rule.id], self.said(rule)) for rule in own]
        settle = self.program.settle[target]
        if settle is settle_silent:
            some = " or ".join(status for status, _ in rules)
            none = " and ".join(f"{status} is False" for status, _ in rules)
            value = rules[0][0] if len(rules) == 1 else f"True if {some} else False if {none} else None"
            self.lines.append(f" if {variable} is None: {variable} = {value}")
            return
        candidates = ", ".join(f"({status}, {value})" for status, value in rules)
        partly = f" or isinstance({variable}, _Partly)" if target in self.partly else ""
        self.lines += [
            f" if {variable} is None{partly}:",
            f"  said = {settle.__name__}(({candidates},))",
            "  if said is _CONFLICT:",
            f"   conflicts = (*conflicts, {target!r})",
            "  else:",
            f"   {variable} = said if {variable} is None else _narrowed({variable}, said)",
        ]

    def said(self, rule: ProgramRule) -> str:
        """Python that gives what a rule says, or None."""
        return self.constant(rule.value) if rule.works_out is None else self.operand(rule.works_out.tree)

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
                if self.is_partly(item):
                    plain = f"({plain} if {_plain(found)} else _among({found}, {constant}) is {truth})"
                return f"({found} is not None and {plain})"
            case Contains(collection, option):
                found = self.operand(collection)
                if positive:
                    return f"({found} is not None and {option!r} in {found})"
                lacks = f" and {_lacks(found, option)}" if self.is_partly(collection) else ""
                return f"({found} is not None and {option!r} not in {found}{lacks})"
            case Variable(name) if positive and name in self.program.yes_no and not self.is_partly(tree):
                return self.variables[name]
        return f"{self.operand(tree)} is {positive}"

    def comparison(self, sign: Comparison, left: Expression, right: Expression) -> str:
        """
        Python that is truthy where the comparison is certain.

        What is partly known says so itself of `<` and `>`; of `==` and `!=` only objects are compared.
        """
        number = against_number(tree := Compare(sign, left, right))
        if number in self.numbers and not self.in_record:
            return self.against(tree, self.number(number))
        first, second = self.operand(left), self.operand(right)
        lacking = [side for side, each in ((first, left), (second, right)) if not isinstance(each, Constant)]
        unsure = [side for side, each in ((first, left), (second, right)) if self.is_partly(each)]
        test = f"{first} {sign} {second}"
        if unsure and (sign == "!=" or (sign == "==" and len(lacking) > 1)):
            plain = " and ".join(map(_plain, unsure))
            test = f"({test} if {plain} else {'_equal' if sign == '==' else '_unequal'}({first}, {second}))"
        return "(" + " and ".join([*(f"{each} is not None" for each in lacking), test]) + ")"

    def against(self, tree: Compare, number: str) -> str:
        """A comparison of a number, that is NaN where it is unknown, with a constant."""
        sides = (
            self.constant(each.value) if isinstance(each, Constant) else number for each in (tree.left, tree.right)
        )
        first, second = sides
        return f"({first} < {second} or {first} > {second})" if tree.op == "!=" else f"{first} {tree.op} {second}"

    def is_partly(self, tree: Expression) -> bool:
        """True where the value of a tree may be partly known."""
        match tree:
            case Variable(name):
                return name in self.partly
            case Aggregate() | Field():
                return True
            case Calculate(_, left, right):
                return self.is_partly(left) or self.is_partly(right)
            case Size(collection):
                return self.is_partly(collection)
        return False

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
            case AssessmentDay():
                return "None"
            case Calculate(op, left, right):
                return self.hoist(tree, lambda: f"_calculate({op!r}, {self.operand(left)}, {self.operand(right)})")
            case Size(collection):
                return self.hoist(tree, lambda: f"_size({self.operand(collection)})")
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


def _trees(steps: Sequence[Step]) -> Iterator[Expression]:
    for step in steps:
        if isinstance(step, Derivation):
            yield step.expression
        else:
            yield from (tree for rule in step for tree in rule.trees)


def _target(step: Step) -> str:
    return step.target if isinstance(step, Derivation) else step[0].target


def _tuple(items: Iterator[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _plain(name: str) -> str:
    return f"not isinstance({name}, _Partly)"


def _lacks(name: str, option: str) -> str:
    return f"(not isinstance({name}, _Held) or {name}.lacks({option!r}))"
