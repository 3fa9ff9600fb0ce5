"""Which parts are met in a state, by no more of a program than that takes."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from regiorules.engine.compiled import CompiledExecutor, compiled, keep_code
from regiorules.engine.program import ProgramRule, build_program
from regiorules.planning.derived import Derivable, behind
from regiorules.planning.ways import Values, Ways, union
from regiorules.rules.expressions import Not, reads


@frozen
class Lookout:
    """
    Runs the rules behind the parts as far as something may change by them, with a rule for every part.

    Of a part that must only not be contradicted the rule says that it is: those are `weak`.
    """

    executor: CompiledExecutor
    bits: Mapping[str, int]  # of the rule of each part, the part as a set
    weak: int
    fixed: frozenset[str]  # what it reads that is the same in every state

    def met(self, values: Values) -> int:
        """The parts that are met by what is given in a state, and what is `fixed`; as a set."""
        holding = self.executor.run(values).holding()
        return self.weak ^ union(self.bits.get(name, 0) for name in holding)


def lookout(whole: Derivable, ways: Ways) -> Lookout:
    """That of a program."""
    program = whole.program
    own = {f"part {number}": part for number, part in enumerate(ways.parts)}
    rules = [ProgramRule(name, Not(part.tree) if part.weak else part.tree, name) for name, part in own.items()]
    names = behind([name for each in rules for name in each.reads], whole.sources)
    live = names & whole.changing
    derivations = [each for layer in program.layers for each in layer.derivations if each.target in live]
    behind_them = [each for each in program.rules.values() if each.target in live]
    read = {name for each in (*rules, *behind_them) for name in each.reads}
    read.update(name for each in derivations for name in reads(each.expression))
    needed = build_program(
        {*read, *own}, (program.yes_no & read) | own.keys(), derivations, [*behind_them, *rules], program.options
    )
    keep_code(needed, program.memo.get("cache"))
    bits = {name: 1 << number for number, name in enumerate(own)}
    weak = union(bits[name] for name, part in own.items() if part.weak)
    return Lookout(compiled(needed), bits, weak, frozenset(read) - whole.changing)
