"""zen-engine: GoRules' decision engine, in Rust."""

from __future__ import annotations

import itertools
import json
from typing import Any

import zen

from benchmarks.peers import Facts, Run
from benchmarks.peers.spelling import Spelling
from regiorules.engine.program import Layer, Program

ZEN = Spelling("and", "or")


def layers(program: Program) -> Run:
    """A compiled expression a layer."""
    return ZEN.layers(program, lambda text: zen.compile_expression(text).evaluate)


def whole(program: Program) -> Run:
    """One compiled expression."""
    return ZEN.whole(program, lambda text: zen.compile_expression(text).evaluate)


def decision(program: Program) -> Run:
    """A decision with a node a layer, that passes on what it was given."""
    nodes = [_node(number, layer) for number, layer in enumerate(program.layers)]
    ends = [
        {"id": kind, "name": kind, "type": f"{kind}Node", "content": {"schema": ""}} for kind in ("input", "output")
    ]
    names = ["input", *(node["id"] for node in nodes), "output"]
    edges = [
        {"id": f"{start}-{end}", "type": "edge", "sourceId": start, "targetId": end}
        for start, end in itertools.pairwise(names)
    ]
    made = zen.ZenEngine().create_decision(json.dumps({"nodes": [*nodes, *ends], "edges": edges}))
    targets = {rule.target: rule.id for rule in program.rules.values()}

    def run(facts: Facts) -> list[str]:
        found = made.evaluate(dict(facts))["result"]
        return [name for target, name in targets.items() if found[target]]

    return run


def _node(number: int, layer: Layer) -> dict[str, Any]:
    expressions = [{"id": rule.id, "key": rule.target, "value": ZEN.text(rule.when, {})} for rule in layer.rules]
    content = {"expressions": expressions, "passThrough": True, "executionMode": "single"}
    return {"id": f"layer{number}", "name": f"layer{number}", "type": "expressionNode", "content": content}
