"""From the XML of DMN 1.1 to 1.6 to a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from regiorules.errors import InputError, Problem
from regiorules_dmn.model import (
    Column,
    Conditional,
    Context,
    Decision,
    Entry,
    Foreign,
    Function,
    Input,
    Invocation,
    Items,
    ItemType,
    Literal,
    Logic,
    Model,
    Parameter,
    Row,
    Source,
    Table,
    Text,
)
from regiorules_dmn.words import problem, refusal
from regiorules_dmn.xml import Element, read_xml

NAMESPACES = (
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
    "https://www.omg.org/spec/DMN/20240513/MODEL/",
)
_LOGIC = (
    "literalExpression",
    "decisionTable",
    "context",
    "invocation",
    "conditional",
    "list",
    "relation",
    "functionDefinition",
    "for",
    "some",
    "every",
    "filter",
)
_POLICIES = {
    "UNIQUE": "U",
    "ANY": "A",
    "PRIORITY": "P",
    "FIRST": "F",
    "RULE ORDER": "R",
    "OUTPUT ORDER": "O",
    "COLLECT": "C",
}
_CHECKED = (("informationRequirement", "requiredInput"), ("knowledgeRequirement", "requiredKnowledge"))
_SIGNS = {"SUM": "+", "COUNT": "#", "MIN": "<", "MAX": ">"}


def read_model(path: Path) -> Model:
    """The model in a file; raises InputError with every problem and its place."""
    root = read_xml(path)
    if root.name != "definitions" or root.namespace not in NAMESPACES:
        raise refusal("no_dmn", root.place, name=root.name, namespace=root.namespace or "''")
    return _Reader(root).model()


class _Reader:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.by_id = {each.attributes["id"]: each for each in root.children if "id" in each.attributes}

    def model(self) -> Model:
        decisions = [self.decision(each) for each in self.root.all("decision")]
        if not decisions:
            self.problems.append(problem("nothing", self.root.place))
        functions = [self.function(each) for each in self.root.all("businessKnowledgeModel")]
        inputs = [self.input(each) for each in self.root.all("inputData")]
        self.names([*inputs, *decisions, *functions])
        model = Model(
            self.root.attributes.get("name", ""),
            self.root.place,
            {each.name: each for each in map(_type, self.root.all("itemDefinition"))},
            tuple(inputs),
            {each.name: each for each in functions},
            self.in_order(decisions),
            tuple(map(_source, self.root.all("knowledgeSource"))),
        )
        if self.problems:
            raise InputError(self.problems)
        return model

    def names(self, items: Iterable[Input | Decision | Function]) -> None:
        """Each thing has a name, and one of its own."""
        seen: set[str] = set()
        for each in items:
            if not each.name:
                self.problems.append(problem("unnamed", each.place))
            elif each.name in seen:
                self.problems.append(problem("twice", each.place, name=each.name))
            seen.add(each.name)

    def in_order(self, decisions: list[Decision]) -> tuple[Decision, ...]:
        """The decisions, each after those that it needs."""
        by_name = {each.name: each for each in decisions}
        try:
            order = TopologicalSorter({each.name: each.needs for each in decisions}).static_order()
            return tuple(by_name[name] for name in order if name in by_name)
        except CycleError as circle:
            place = by_name[circle.args[1][0]].place
            self.problems.append(problem("circle", place, name=circle.args[1][0]))
            return ()

    # --- the elements of the diagram --------------------------------------------------------

    def input(self, element: Element) -> Input:
        return Input(_name(element), element.place, _refers(element), element.said("description"))

    def decision(self, element: Element) -> Decision:
        for requirement, kind in _CHECKED:
            list(self.required(element, requirement, kind))
        return Decision(
            _name(element),
            element.place,
            next((logic(each) for each in element.all(*_LOGIC)), None),
            _refers(element),
            tuple(_name(each) for each in self.required(element, "informationRequirement", "requiredDecision")),
            tuple(
                each.attributes["id"] for each in self.required(element, "authorityRequirement", "requiredAuthority")
            ),
            element.said("question") or element.said("description"),
        )

    def required(self, element: Element, requirement: str, kind: str) -> Iterator[Element]:
        """What an element needs of one kind, as far as it is in this model."""
        for each in element.all(requirement):
            for needed in each.all(kind):
                href = needed.attributes.get("href", "")
                name = href.rpartition("#")[2]
                if name in self.by_id:
                    yield self.by_id[name]
                elif href.startswith("#"):  # else it stands in another model
                    self.problems.append(problem("dangling", needed.place, name=href))

    def function(self, element: Element) -> Function:
        inside = element.first("encapsulatedLogic")
        found = function_logic(inside) if inside is not None else Foreign(element.place, "businessKnowledgeModel")
        return Function(_name(element), element.place, parameters(inside), found, _refers(element))


# --- logic -----------------------------------------------------------------------------------


def logic(element: Element) -> Logic:
    """The logic in an element of a kind that holds logic."""
    readers: dict[str, Callable[[Element], Logic]] = {
        "literalExpression": lambda each: Literal(_text(each)),
        "decisionTable": _table,
        "context": _context,
        "invocation": _invocation,
        "conditional": _conditional,
        "list": _items,
    }
    reader = readers.get(element.name)
    return reader(element) if reader else Foreign(element.place, element.name)


def parameters(inside: Element | None) -> tuple[Parameter, ...]:
    """The formal parameters of a function."""
    found = inside.all("formalParameter") if inside is not None else ()
    return tuple(Parameter(each.attributes.get("name", ""), _reference(each), each.place) for each in found)


def function_logic(inside: Element) -> Logic:
    """The body of a function; one in another language than FEEL is foreign."""
    kind = inside.attributes.get("kind", "FEEL")
    return _inner(inside) if kind == "FEEL" else Foreign(inside.place, kind)


def _inner(element: Element) -> Logic:
    """The one piece of logic in an element."""
    return next((logic(each) for each in element.all(*_LOGIC)), Foreign(element.place, element.name))


def _context(element: Element) -> Context:
    entries = []
    for each in element.all("contextEntry"):
        variable = each.first("variable")
        name = variable.attributes.get("name", "") if variable is not None else ""
        entries.append(Entry(_one_line(name), each.place, _inner(each), _refers(each)))
    return Context(element.place, tuple(entries))


def _invocation(element: Element) -> Logic:
    function = element.first("literalExpression")
    if function is None:
        return Foreign(element.place, element.name)
    bindings: dict[str, Logic] = {}
    for each in element.all("binding"):
        parameter = each.first("parameter")
        bindings[_one_line(parameter.attributes.get("name", "")) if parameter is not None else ""] = _inner(each)
    return Invocation(element.place, _one_line(_text(function).text), bindings)


def _conditional(element: Element) -> Conditional:
    parts = {name: element.first(name) or element for name in ("if", "then", "else")}
    return Conditional(element.place, _inner(parts["if"]), _inner(parts["then"]), _inner(parts["else"]))


def _items(element: Element) -> Items:
    return Items(element.place, tuple(logic(each) for each in element.all(*_LOGIC)))


def _table(element: Element) -> Table:
    policy = element.attributes.get("hitPolicy", "UNIQUE")
    sign = _SIGNS.get(element.attributes.get("aggregation", ""), "") if policy == "COLLECT" else ""
    return Table(
        element.place,
        _POLICIES.get(policy, policy) + sign,
        tuple(map(_input_column, element.all("input"))),
        tuple(map(_output_column, element.all("output"))),
        tuple(map(_row, element.all("rule"))),
    )


def _input_column(element: Element) -> Column:
    expression = element.first("inputExpression")
    found = _text(expression) if expression is not None else Text("", element.place)
    name = element.attributes.get("label") or found.text.strip()
    refers = _reference(expression) if expression is not None else ""
    return Column(_one_line(name), element.place, found, refers, _optional(element, "inputValues"))


def _output_column(element: Element) -> Column:
    name = _one_line(element.attributes.get("name", ""))
    values, default = _optional(element, "outputValues"), _optional(element, "defaultOutputEntry")
    return Column(name, element.place, None, _reference(element), values, default)


def _row(element: Element) -> Row:
    inputs, outputs = (tuple(map(_text, element.all(name))) for name in ("inputEntry", "outputEntry"))
    notes = tuple(each.said("text") for each in element.all("annotationEntry"))
    return Row(element.place, inputs, outputs, tuple(filter(None, (*notes, element.said("description")))))


# --- parts -----------------------------------------------------------------------------------


def _type(element: Element) -> ItemType:
    return ItemType(
        _name(element),
        element.place,
        _bare(element.said("typeRef")),
        tuple(map(_type, element.all("itemComponent"))),
        element.attributes.get("isCollection") == "true",
        _optional(element, "allowedValues") or _optional(element, "typeConstraint"),
    )


def _source(element: Element) -> Source:
    return Source(element.attributes.get("id", ""), _name(element), element.attributes.get("locationURI", ""))


def _refers(element: Element) -> str:
    """The type of the variable of an element."""
    variable = element.first("variable")
    return _reference(variable) if variable is not None else ""


def _reference(element: Element) -> str:
    return _bare(element.attributes.get("typeRef", "") or element.said("typeRef"))


def _bare(name: str) -> str:
    """The name of a type without its prefix (`feel:string`)."""
    return _one_line(name.rpartition(":")[2])


def _text(element: Element) -> Text:
    inside = element.first("text")
    if inside is None:
        return Text("", element.place)
    return Text(inside.text, inside.text_place if inside.text else inside.place)


def _optional(element: Element, name: str) -> Text | None:
    found = element.first(name)
    return _text(found) if found is not None and _text(found).text.strip() else None


def _name(element: Element) -> str:
    return _one_line(element.attributes.get("name", ""))


def _one_line(text: str) -> str:
    return " ".join(text.split())
