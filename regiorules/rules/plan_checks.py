"""Reading and checking what a rule set knows of getting further."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from attrs import evolve

from regiorules.errors import Problems
from regiorules.frozen import frozen
from regiorules.rules.conditions import parse_condition
from regiorules.rules.declared import Declared, Locate
from regiorules.rules.model import Knowledge
from regiorules.rules.names import Names
from regiorules.rules.plans import Goal, Move
from regiorules.text import Near, listing

E = TypeVar("E", Goal, Move)
CONDITIONS: Mapping[type, tuple[str, str]] = {Goal: ("goals", "when"), Move: ("moves", "presupposes")}


def with_trees(every: Mapping[str, E], names: Names, locate: Locate, problems: Problems) -> dict[str, E]:
    """These goals or moves, each with its condition read; without those of which it is wrong."""
    found = {}
    for name, each in every.items():
        section, key = CONDITIONS[type(each)]
        place = locate(section, name, key)
        tree = parse_condition(each.text, names, place, f"{section}.{name}.{key}", problems)
        if tree is not None:
            found[name] = evolve(each, tree=tree)
    return found


@frozen
class PlanChecks:
    """Holds goals and moves against the rest of the knowledge; what is wrong goes on the list."""

    knowledge: Knowledge
    locate: Locate
    problems: Problems
    declared: Declared

    def check(self) -> None:
        """All of it."""
        for goal in self.knowledge.goals.values():
            self.goal(goal)
        for move in self.knowledge.moves.values():
            self.move(move)

    def goal(self, goal: Goal) -> None:
        """It rests on something, and its figure is there."""
        path, known = f"goals.{goal.id}", self.knowledge.positions
        self.grounds(goal, path)
        if goal.position and goal.position not in known:
            fields = {"value": goal.position, "known": listing(known, 20)}
            place = self.locate("goals", goal.id, "position")
            self.problems.add("no_such_term", place, path, suggestion=Near(goal.position, known), **fields)

    def move(self, move: Move) -> None:
        """It is what following a recommendation takes that has effects."""
        path, section = f"moves.{move.id}", "moves"
        self.grounds(move, path)
        self.recommended(move, path)
        for at, name in enumerate(move.agree):
            self.declared.use(name, "addressee", self.locate(section, move.id, "agree", at), f"{path}.agree")
        if move.months < 0:
            place = self.locate(section, move.id, "months")
            self.problems.add("months_negative", place, f"{path}.months", value=move.months)

    def recommended(self, move: Move, path: str) -> None:
        """A problem where there is no such recommendation, or it changes nothing."""
        conclusions, broken = self.knowledge.conclusions, self.declared.broken
        known = [name for name, each in conclusions.items() if each.kind == "recommendation"]
        if move.id not in known and move.id not in broken:
            fields = {"name": move.id, "kind": "recommendation"}
            self.problems.add("unknown_reference", move.place, path, suggestion=Near(move.id, known), **fields)
        elif move.id in conclusions and not conclusions[move.id].effects:
            self.problems.add("move_without_effect", conclusions[move.id].place, path, name=move.id)

    def grounds(self, each: Goal | Move, path: str) -> None:
        """As of a rule: what isn't in the source has a reason, and what is more than an assumption its statements."""
        if each.basis != "source" and each.why is None:
            self.problems.add("why_needed", each.place, path)
        if each.basis != "assumption" and not each.statements:
            self.problems.add("no_statements", each.place, path)
        for at, name in enumerate(each.statements):
            known = self.knowledge.statements
            if name not in known and name not in self.declared.broken:
                place = self.locate(*path.split("."), "statements", at)
                fields = {"name": name, "kind": "statement"}
                where = f"{path}.statements"
                self.problems.add("unknown_reference", place, where, suggestion=Near(name, sorted(known)), **fields)
