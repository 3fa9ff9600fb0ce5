"""
A rule set as a JDM file: a graph in which each fact or conclusion that follows is a node.

zen-engine knows no unknown: what it answers is what the rules say where every fact is given.  What it can't say is left
out, with all that rests on it, and named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Any

from attrs import define, field

from regiorules.errors import Place, Problem
from regiorules.facts.vocabulary import Fact
from regiorules.rules.declared import unfilled
from regiorules.rules.expressions import And, Expression, Not, Or, assumes, reads
from regiorules.rules.forms import Exported
from regiorules.rules.model import Calculation, DecisionTable, Knowledge, Rule
from regiorules.rules.scope import Scope
from regiorules.text import Language, Text, listing
from regiorules_jdm.nodes import CONTENT_TYPE
from regiorules_jdm.trees import Unsayable
from regiorules_jdm.zen import Zen, quoted, value

_WIDE, _HIGH = 320, 140  # the distance between nodes, in the unit of the editor
_KINDS = {"yes_no": "boolean", "number": "number", "text": "string", "level": "string", "choice": "string"}
_POLICIES = ("unique", "any", "first", "collect")  # of which no more is asked than the conditions of their rows
Node = dict[str, Any]


def write_jdm(knowledge: Knowledge, language: Language = "nl") -> Exported:
    """The rule sets as a JDM file, and what was left out and why; the same each time."""
    graph = _Graph(knowledge, language)
    document = graph.document()
    return Exported(json.dumps(document, ensure_ascii=False, indent=2) + "\n", (*graph.remarks, *graph.simplified()))


@define
class _Graph:
    knowledge: Knowledge
    language: Language
    remarks: list[Problem] = field(factory=list)
    left_out: set[str] = field(factory=set)
    zen: Zen = field(init=False)
    rules: Mapping[str, tuple[Rule, ...]] = field(init=False)

    @rules.default
    def _rules(self) -> Mapping[str, tuple[Rule, ...]]:
        return self.knowledge.by_target

    @zen.default
    def _zen(self) -> Zen:
        never = [name for name in self.knowledge.conclusions if name not in self.knowledge.by_target]
        return Zen(self.knowledge.vocabulary, never)

    # --- the whole -------------------------------------------------------------------------------

    def document(self) -> Node:
        """The graph: the request, the assumptions, what follows in its order, and the response."""
        nodes = [node for name in self.in_order() if (node := self.node_of(name))]
        assumptions = self.assumptions()
        every = [self.request(), *assumptions, *nodes, _node("response", "outputNode", "Response", {"schema": ""})]
        for at, node in enumerate(every):
            node["position"] = {"x": _WIDE * (at % 8), "y": _HIGH * (at // 8)}
        edges = [
            {"id": f"{one['id']}-{two['id']}", "type": "edge", "sourceId": one["id"], "targetId": two["id"]}
            for one, two in pairwise(every)
        ]
        return {"contentType": CONTENT_TYPE, "nodes": every, "edges": edges}

    def in_order(self) -> Iterator[str]:
        """What follows, each after what it reads."""
        needs = {name: {each for tree in self.trees(name) for each in reads(tree)} for name in self.following()}
        order = TopologicalSorter({name: sorted(each & needs.keys()) for name, each in needs.items()})
        yield from order.static_order()

    def following(self) -> list[str]:
        """The facts and conclusions that follow from others."""
        return sorted({*self.rules, *self.knowledge.derivations})

    def trees(self, name: str) -> list[Expression]:
        """The conditions and the calculation that settle something."""
        own = [self.knowledge.derivations[name]] if name in self.knowledge.derivations else []
        return own + [tree for rule in self.rules.get(name, ()) for tree in rule.trees]

    def request(self) -> Node:
        """The node with what is asked: the facts that the graph reads, as a JSON Schema."""
        asked = [fact for fact in self.knowledge.vocabulary.facts.values() if fact.asked]
        schema = {"type": "object", "properties": {fact.id: self.property_of(fact) for fact in asked}}
        content = {"schema": json.dumps(schema, ensure_ascii=False, indent=1)}
        return _node("request", "inputNode", "Request", content)

    def property_of(self, fact: Fact) -> Node:
        """A fact as JSON Schema has it."""
        title = {"title": fact.title.say(self.language)}
        options = {"enum": list(fact.option_ids)} if fact.options else {}
        if fact.type == "set":
            return {"type": "array", **title, "items": {"type": "string", **options}}
        if fact.type == "records":
            fields = {each.id: self.property_of(each) for each in fact.fields}
            return {"type": "array", **title, "items": {"type": "object", "properties": fields}}
        limits = {"minimum": fact.minimum, "maximum": fact.maximum}
        kept = {key: each for key, each in limits.items() if each is not None}
        return {"type": _KINDS.get(fact.type, "string"), **title, **options, **kept}

    def assumptions(self) -> list[Node]:
        """A node with the assumptions that are used, so that a modeller can change them."""
        used = {name for each in self.following() for tree in self.trees(each) for name in assumes(tree)}
        values = {name: value(self.knowledge.vocabulary.parameters[name].value) for name in sorted(used)}
        return [_formulas("assumptions", Text("Aannames", "Assumptions").say(self.language), values)] if values else []

    # --- one fact or conclusion --------------------------------------------------------------------

    def node_of(self, name: str) -> Node | None:
        """The node that settles a fact or conclusion; None, and a remark, where it can't be said."""
        try:
            self.refuse(name)
            fact = self.knowledge.vocabulary.facts.get(name)
            if name in self.knowledge.derivations:
                return self.derived(name, fact)
            return self.union(name, fact) if fact and fact.type == "set" else self.table(name, fact)
        except Unsayable as cause:
            self.left_out.add(name)
            self.remarks.append(
                Problem.of(
                    Text(f"{name} is weggelaten: {cause.why.nl}", f"{name} was left out: {cause.why.en}"),
                    self.place_of(name),
                )
            )
            return None

    def simplified(self) -> Iterator[Problem]:
        """What is in the graph, and says less there: for which records something holds, and how grave a risk is."""
        every = [rule for name in self.rules for rule in self.rules[name] if name not in self.left_out]
        for rule in every:
            if rule.each:
                said = Text(
                    f"regel {rule.id} gaat over elk van {rule.each}; hier staat alleen of het voor één ervan geldt",
                    f"rule {rule.id} is about each of {rule.each}; here stands only whether it holds for some of them",
                )
                yield Problem.of(said, rule.place)
        if graded := [rule for rule in every if rule.grade]:
            names = listing([rule.id for rule in graded], len(graded))
            said = Text(
                f"een zwaarte of sterkte staat er niet in; die geven de regels {names}",
                f"a severity or strength isn't in it; these rules give one: {names}",
            )
            yield Problem.of(said, graded[0].place)

    def place_of(self, name: str) -> Place:
        """Where the first rule that settles it stands, or the fact itself."""
        rules = self.rules.get(name)
        return rules[0].place if rules else self.knowledge.vocabulary.facts[name].place

    def refuse(self, name: str) -> None:
        """Raises Unsayable for what rests on something that was left out, and for rules of some days or regions."""
        missing = sorted({each for tree in self.trees(name) for each in reads(tree)} & self.left_out)
        if missing:
            raise Unsayable(f"het rust op {missing[0]}", f"it rests on {missing[0]}")
        tables = [self.knowledge.tables[rule.table] for rule in self.rules.get(name, ()) if rule.table]
        policy = next((each.hit for each in tables if each.hit not in _POLICIES), "")
        if policy:
            raise Unsayable(f"een tabel met hit: {policy}", f"a table with hit: {policy}")
        scopes = {each.id: each.applies for each in self.knowledge.rulesets}
        for rule in self.rules.get(name, ()):
            if rule.valid_from or rule.valid_until or scopes.get(rule.ruleset, Scope()) != Scope():
                raise Unsayable(
                    f"regel {rule.id} geldt niet altijd en overal",
                    f"rule {rule.id} doesn't apply always and everywhere",
                )

    def derived(self, name: str, fact: Fact | None) -> Node:
        """A fact that is calculated; what is given for it goes before."""
        tree = self.knowledge.derivations[name]
        text = self.zen.value(tree) if fact and fact.type == "number" else self.zen.condition(tree)
        return _formulas(name, self.title_of(name), {name: f"{name} ?? {text}" if fact and fact.asked else text})

    def union(self, name: str, fact: Fact) -> Node:
        """A set, to which each rule that holds adds its options."""
        by_option = {
            option: self.zen.condition(Or(tuple(rule.when for rule in self.rules[name] if option in _options(rule))))
            for option in fact.option_ids
            if any(option in _options(rule) for rule in self.rules[name])
        }
        listed = ", ".join(f"{when} ? {quoted(option)} : null" for option, when in by_option.items())
        text = f"filter([{listed}], # != null)"
        return _formulas(name, self.title_of(name), {name: f"{name} ?? {text}" if fact.asked else text})

    def table(self, name: str, fact: Fact | None) -> Node:
        """A decision table with a row for each rule."""
        rows = [self.row(rule) for rule in self.rules[name]]
        if fact and fact.asked:
            rows.insert(0, {name: "!= null", "→": name})
        if fact is None or (fact.type == "yes_no" and all(rule.value is True for rule in self.rules[name])):
            rows.append({"→": "false"})
        columns = list(dict.fromkeys(each for row in rows for each in row if each not in ("→", "_description")))
        ids = {column: f"i{at}" for at, column in enumerate(columns, 1)}
        return _table(
            name,
            self.title_of(name),
            [self.column(ids[each], each) for each in columns],
            [
                {"_id": f"{name}-{at}", **{ids.get(key, "o" if key == "→" else key): cell for key, cell in row.items()}}
                for at, row in enumerate(rows, 1)
            ],
        )

    def column(self, number: str, name: str) -> Node:
        """A column about a fact or a conclusion; the one without a name holds whole conditions."""
        if not name:
            return {"id": number, "name": Text("Voorwaarde", "Condition").say(self.language)}
        return {"id": number, "name": self.title_of(name), "field": name}

    def row(self, rule: Rule) -> Node:
        """A rule as a row: where another rule holds that says otherwise, nothing follows."""
        others = (
            []
            if self.is_exclusive(rule)
            else [each.when for each in self.rules[rule.target] if each.value != rule.value]
        )
        when = And((rule.when, Not(Or(tuple(others))))) if others else rule.when
        because = f"{rule.id}: {unfilled(rule.because.say(self.language))} ({', '.join(rule.statements)})"
        return {**self.zen.cells(when), "→": self.outcome(rule), "_description": because.removesuffix(" ()")}

    def outcome(self, rule: Rule) -> str:
        """What a rule concludes, as an expression."""
        found = rule.value
        return self.zen.value(found.tree) if isinstance(found, Calculation) else value(found)

    def is_exclusive(self, rule: Rule) -> bool:
        """True where all rules for its target are rows of one table, of which one at most counts."""
        table = self.knowledge.tables.get(rule.table)
        return _counts_once(table) and all(each.table == rule.table for each in self.rules[rule.target])

    def title_of(self, name: str) -> str:
        """What a fact or a conclusion is called."""
        found = self.knowledge.conclusions.get(name) or self.knowledge.vocabulary.facts[name]
        return unfilled(found.title.say(self.language))


def _counts_once(table: DecisionTable | None) -> bool:
    return table is not None and table.hit in ("unique", "first")


def _options(rule: Rule) -> tuple[str, ...]:
    """The options that a rule adds to a set."""
    return (rule.value,) if isinstance(rule.value, str) else tuple(rule.value)


def _node(name: str, kind: str, title: str, content: Node) -> Node:
    return {"id": name, "type": kind, "name": title, "content": content}


def _formulas(name: str, title: str, values: Mapping[str, str]) -> Node:
    lines = [{"id": key, "key": key, "value": text} for key, text in values.items()]
    return _node(name, "expressionNode", title, {"expressions": lines, "passThrough": True, "executionMode": "single"})


def _table(name: str, title: str, inputs: list[Node], rules: list[Node]) -> Node:
    outputs = [{"id": "o", "name": title, "field": name}]
    content = {"hitPolicy": "first", "inputs": inputs, "outputs": outputs, "rules": rules, "passThrough": True}
    return _node(name, "decisionTableNode", title, content)
