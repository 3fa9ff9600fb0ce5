"""JDM graphs for the tests: built by hand, and at random."""

from __future__ import annotations

import itertools
import json
from typing import Any

from hypothesis import strategies as st

NUMBERS = [0, 1, 2.5, 3, 4, 7, 10]
TEXTS = ["a", "b", "c d"]


def node(name: str, kind: str, **content: Any) -> dict[str, Any]:
    """A node, of which the id is the name."""
    return {"id": name, "name": name, "type": f"{kind}Node", "position": {"x": 0, "y": 0}, "content": content}


def table(name: str, inputs: list[str], outputs: list[str], rows: list[tuple[str, ...]], **more: Any) -> dict[str, Any]:
    """A decision table: its rows have a cell for each input and each output."""
    ins = [{"id": f"i{at}", "name": field, **({"field": field} if field else {})} for at, field in enumerate(inputs)]
    outs = [{"id": f"o{at}", "name": field, "field": field} for at, field in enumerate(outputs)]
    names = [each["id"] for each in (*ins, *outs)]
    rules = [{"_id": str(at), **dict(zip(names, row, strict=True))} for at, row in enumerate(rows)]
    return node(name, "decisionTable", **{"hitPolicy": "first", "inputs": ins, "outputs": outs, "rules": rules, **more})


def formulas(name: str, values: dict[str, str], **more: Any) -> dict[str, Any]:
    """A node that calculates values."""
    lines = [{"id": key, "key": key, "value": value} for key, value in values.items()]
    return node(name, "expression", expressions=lines, **more)


def graph(*nodes: dict[str, Any], edges: list[tuple[str, str]] | None = None, schema: str = "") -> str:
    """A file: the request, these nodes, and the response; one after another, unless the edges say otherwise."""
    every = [node("request", "input", schema=schema), *nodes, node("response", "output", schema="")]
    pairs = edges or itertools.pairwise(each["id"] for each in every)
    lines = [{"id": f"{one}-{two}", "type": "edge", "sourceId": one, "targetId": two} for one, two in pairs]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": every, "edges": lines}, indent=1)


# --- at random ---------------------------------------------------------------------------------

_number = st.sampled_from(NUMBERS).map(str)
_sign = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
_quoted = st.sampled_from(TEXTS).flatmap(lambda text: st.sampled_from([f"'{text}'", f'"{text}"']))


@st.composite
def _range(draw: st.DrawFn) -> str:
    low, high = sorted(draw(st.lists(st.sampled_from(NUMBERS), min_size=2, max_size=2, unique=True)))
    return f"{draw(st.sampled_from('[('))}{low}..{high}{draw(st.sampled_from('])'))}"


def _number_test(other: str) -> st.SearchStrategy[str]:
    one = st.one_of(
        st.builds("{} {}".format, _sign, _number),
        _number,
        _range(),
        st.builds("{} {}".format, st.sampled_from(["<", ">="]), st.just(other)),
        st.just(other),
        st.builds("> {} + 1".format, st.just(other)),
        st.builds("in [{}, {}]".format, _number, _number),
        st.builds("not in {}".format, _range()),
        st.builds("$ * 2 > {} or {} == 3".format, _number, st.just(other)),
        st.builds("not ($ > {})".format, _number),
    )
    both = st.builds("> {} and {} {}".format, _number, _sign, _number)
    return both | st.lists(one, min_size=1, max_size=3).map(", ".join)


_text_test = st.one_of(
    st.lists(_quoted, min_size=1, max_size=2).map(", ".join),
    st.builds("!= {}".format, _quoted),
    st.builds("$ not in [{}, {}]".format, _quoted, _quoted),
    st.builds("{} or {}".format, _quoted, _quoted),
)
_truth_test = st.sampled_from(["true", "false", "== true", "!= true"])
_condition = st.one_of(
    st.builds("n1 + n2 {} {}".format, st.sampled_from(["<", ">="]), _number),
    st.builds("n1 {} n2 and f1".format, _sign),
    st.builds("p.text == {} or not f1".format, _quoted),
    st.builds("(n1 > {} or f1 == false) and n2 in {}".format, _number, _range()),
)
_anything = st.just("")
_CELLS = {
    "n1": _number_test("n2"),
    "n2": _number_test("n1"),
    "n1 - n2": st.builds("{} {}".format, st.sampled_from(["<", ">"]), _number),
    "p.text": _text_test,
    "f1": _truth_test,
    "n1 > n2": _truth_test,
    "": _condition,
}
_PLAIN = {"number": _number, "text": _quoted, "truth": st.sampled_from(["true", "false"])}
_VALUES = {**_PLAIN, "number": _number | st.sampled_from(["n1 + 1", "n2 * 2 - n1", "n2"])}


@st.composite
def tables(draw: st.DrawFn, name: str, cells: dict[str, st.SearchStrategy[str]], **more: Any) -> dict[str, Any]:
    """A table about these columns, with one result of each kind; its last row may hold for everything."""
    given = _PLAIN if more.get("hitPolicy") == "collect" else _VALUES  # what is collected is the same each time
    inputs = draw(st.lists(st.sampled_from(sorted(cells)), min_size=1, max_size=3, unique=True))
    outputs = [f"{name}_{kind}" for kind in given]
    cell = [st.one_of(_anything, cells[each]) for each in inputs]
    values = [st.one_of(_anything, each) for each in given.values()]
    rows = draw(st.lists(st.tuples(*cell, *values), min_size=1, max_size=5))
    if draw(st.booleans()):
        rows.append((*("" for _ in inputs), *(draw(each) for each in given.values())))
    return table(name, inputs, outputs, rows, **more)


_FOLLOWING = {
    **_CELLS,
    "one_number": _number_test("n1"),
    "one_text": _text_test,
    "one_truth": _truth_test,
}
_FORMULAS = {
    "sum": st.sampled_from(["n1 + one_number", "n1 * 2 - n2", "3", "(n1 - 2) * (n2 + 1)"]),
    "large": st.sampled_from(["n1 > 3", "one_number >= n1 and f1", "not f1", "n1 in [1..4]", "p.text == 'a'"]),
    "word": st.sampled_from(["n1 > 3 ? 'x' : 'y'", "f1 ? 'x' : one_number > 2 ? 'y' : 'z'", "'x'"]),
    "either": st.sampled_from(["f1 ? n1 : 2", "n1 > 3 ? n1 - n2 : n2"]),
    "same": st.just("n1"),
}


@st.composite
def graphs(draw: st.DrawFn) -> str:
    """A table, one that goes on with what it gives, and calculations with both."""
    one = draw(tables("one", _CELLS, passThrough=True))
    two = draw(tables("two", _FOLLOWING, passThrough=True))
    three = formulas("three", {key: draw(value) for key, value in _FORMULAS.items()}, passThrough=True)
    return graph(one, two, three, schema=draw(st.sampled_from(["", SCHEMA])))


requests = st.fixed_dictionaries(
    {
        "n1": st.sampled_from(NUMBERS),
        "n2": st.sampled_from(NUMBERS),
        "f1": st.booleans(),
        "p": st.fixed_dictionaries({"text": st.sampled_from([*TEXTS, "other"])}),
    }
)
COLLECTED = _CELLS
_TEXT = {"type": "object", "properties": {"text": {"type": "string"}}}
_PROPERTIES = {"n1": {"type": "number"}, "n2": {"type": "number"}, "f1": {"type": "boolean"}, "p": _TEXT}
SCHEMA = json.dumps({"type": "object", "properties": _PROPERTIES})
