"""What is known in a state, and which parts are met there, by no more of a program than that takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regiorules.engine.compiled import CompiledExecutor, compiled, keep_code
from regiorules.engine.program import ProgramRule, build_program
from regiorules.frozen import frozen
from regiorules.planning.derived import Derivable, behind
from regiorules.planning.ways import Values, Ways
from regiorules.rules.expressions import Not, reads


@frozen
class Lookout:
    """
    Runs the rules behind the parts, and behind what else is shown, as far as something may change by them.

    A part has a rule too; of one that must only not be contradicted that rule says that it is: those are `weak`.
    `fixed` are the names that it reads and that are the same in every state: it must be given those that are known.
    """

    executor: CompiledExecutor
    bits: Mapping[str, int]  # of the rule of each part, the part as a set; of all else nothing
    weak: int
    fixed: frozenset[str]

    def met(self, given: Values) -> int:
        """The parts that are met in a state, as a set."""
        holding = self.executor.run(given).holding()
        return self.weak ^ sum(map(self.bits.__getitem__, holding))  # each has a bit of its own

    def values(self, given: Values) -> Values:
        """What is known in a state, of what it looks at."""
        return {**given, **self.executor.run(given).values}


def lookout(whole: Derivable, ways: Ways, shown: Iterable[str] = ()) -> Lookout:
    """That of a program, which shows some names besides."""
    program = whole.program
    own = {f"part {number}": part for number, part in enumerate(ways.parts)}
    rules = [ProgramRule(name, Not(part.tree) if part.weak else part.tree, name) for name, part in own.items()]
    live = behind([*shown, *(name for each in rules for name in each.reads)], whole.sources) & whole.changing
    derivations = [each for layer in program.layers for each in layer.derivations if each.target in live]
    rules += [each for each in program.rules.values() if each.target in live]
    read = {*live, *(name for each in rules for name in each.reads)}
    read.update(name for each in derivations for name in reads(each.expression))
    yes_no = (program.yes_no & read) | own.keys()
    needed = build_program({*read, *own}, yes_no, derivations, rules, program.options, program.collected)
    keep_code(needed, program.memo.get("cache"))
    bits = dict.fromkeys(needed.rules, 0) | {name: 1 << number for number, name in enumerate(own)}
    weak = sum(bits[name] for name, part in own.items() if part.weak)
    return Lookout(compiled(needed), bits, weak, (frozenset(read) | {*shown}) - whole.changing)
