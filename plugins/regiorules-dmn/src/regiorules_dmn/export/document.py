"""The XML of a model: item definitions, input data, decisions, knowledge sources, and the diagram of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from regiorules import ExportWish, Fact, Knowledge
from regiorules.facts.vocabulary import Option
from regiorules_dmn.export.decisions import Decisions, Made, Table, bounds, feel_type
from regiorules_dmn.export.diagram import draw
from regiorules_dmn.export.feel import literal

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DMNDI = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
DI = "http://www.omg.org/spec/DMN/20180521/DI/"
LEFT_OUT = "left_out"  # the id of the annotation that says what isn't in the model
_PREFIXES = {"": MODEL, "dmndi": DMNDI, "dc": DC, "di": DI}
_BECAUSE = {"nl": "omdat", "en": "because"}


def document_of(found: Decisions, knowledge: Knowledge, wish: ExportWish) -> str:
    """The document; the same rule set gives the same text."""
    for prefix, namespace in _PREFIXES.items():
        ET.register_namespace(prefix, namespace)
    root = _Writer(found, knowledge, wish).root()
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


class _Writer:
    def __init__(self, found: Decisions, knowledge: Knowledge, wish: ExportWish) -> None:
        self.found = found
        self.knowledge = knowledge
        self.wish = wish
        self.statements = list(dict.fromkeys(name for each in found.made.values() for name in each.statements))

    def root(self) -> ET.Element:
        """The whole model."""
        info = next(each for each in self.knowledge.rulesets if each.id == self.wish.ruleset)
        attributes = {
            "id": f"m_{info.id}",
            "name": info.title.say(self.wish.language),
            "namespace": self.wish.base or f"urn:regiorules:{info.id}:{info.version}",
            "exporter": "regiorules-dmn",
        }
        root = ET.Element(_model("definitions"), attributes)
        for fact in (*self.found.inputs.values(), *self.decided()):
            self.item(root, fact)
        for fact in self.found.inputs.values():
            self.input(root, fact)
        for made in self.found.made.values():
            self.decision(root, made)
        for name in self.statements:
            self.source(root, name)
        if self.found.problems:
            annotation = ET.SubElement(root, _model("textAnnotation"), {"id": LEFT_OUT})
            said = dict.fromkeys(_without_place(each.say(self.wish.language)) for each in self.found.problems)
            ET.SubElement(annotation, _model("text")).text = "\n".join(said)
        draw(root, self.found, self.statements)
        return root

    def decided(self) -> Iterable[Fact]:
        facts = self.knowledge.vocabulary.facts
        return (facts[name] for name in self.found.made if name in facts)

    # --- types -----------------------------------------------------------------------------------

    def item(self, root: ET.Element, fact: Fact) -> None:
        """The type of a fact, where it isn't one of FEEL."""
        if fact.type in ("level", "choice", "set"):
            item = ET.SubElement(root, _model("itemDefinition"), {"id": f"t_{fact.id}", "name": f"t_{fact.id}"})
            if fact.type == "set":
                item.set("isCollection", "true")
            _options(item, fact.options)
        elif fact.type == "number" and bounds(fact):
            _number(ET.SubElement(root, _model("itemDefinition"), {"id": f"t_{fact.id}", "name": f"t_{fact.id}"}), fact)
        elif fact.type == "records":
            attributes = {"id": f"t_{fact.id}", "name": f"t_{fact.id}", "isCollection": "true"}
            item = ET.SubElement(root, _model("itemDefinition"), attributes)
            for each in fact.fields:
                self.component(item, each)

    def component(self, item: ET.Element, field: Fact) -> None:
        part = ET.SubElement(item, _model("itemComponent"), {"name": field.id})
        if field.options:
            _options(part, field.options)
        elif field.type == "number":
            _number(part, field)
        else:
            ET.SubElement(part, _model("typeRef")).text = feel_type(field)

    # --- elements --------------------------------------------------------------------------------

    def input(self, root: ET.Element, fact: Fact) -> None:
        attributes = {"id": fact.id, "name": fact.id, "label": fact.title.say(self.wish.language)}
        element = ET.SubElement(root, _model("inputData"), attributes)
        question = fact.question or fact.title
        ET.SubElement(element, _model("description")).text = question.say(self.wish.language)
        ET.SubElement(element, _model("variable"), {"name": fact.id, "typeRef": feel_type(fact)})

    def decision(self, root: ET.Element, made: Made) -> None:
        attributes = {"id": made.name, "name": made.name, "label": made.title}
        element = ET.SubElement(root, _model("decision"), attributes)
        ET.SubElement(element, _model("description")).text = made.title
        ET.SubElement(element, _model("variable"), {"name": made.name, "typeRef": made.type})
        for name in made.reads:
            kind = "requiredDecision" if name in self.found.made else "requiredInput"
            if name in self.found.made or name in self.found.inputs:
                need = ET.SubElement(element, _model("informationRequirement"), {"id": f"r_{made.name}_{name}"})
                ET.SubElement(need, _model(kind), {"href": f"#{name}"})
        for name in made.statements:
            need = ET.SubElement(element, _model("authorityRequirement"), {"id": f"a_{made.name}_{name}"})
            ET.SubElement(need, _model("requiredAuthority"), {"href": f"#s_{name}"})
        if isinstance(made.logic, Table):
            self.table(element, made, made.logic)
        else:
            _text(ET.SubElement(element, _model("literalExpression"), {"typeRef": made.type}), made.logic)

    def source(self, root: ET.Element, name: str) -> None:
        text = self.knowledge.statements[name].text.say(self.wish.language)
        ET.SubElement(root, _model("knowledgeSource"), {"id": f"s_{name}", "name": f"{name}: {text}"})

    # --- tables ----------------------------------------------------------------------------------

    def table(self, decision: ET.Element, made: Made, table: Table) -> None:
        attributes = {"id": f"d_{made.name}", "hitPolicy": table.policy}
        if table.aggregation:
            attributes["aggregation"] = table.aggregation
        element = ET.SubElement(decision, _model("decisionTable"), attributes)
        for at, column in enumerate(table.columns, 1):
            self.column(element, f"i_{made.name}_{at}", column)
        output = ET.SubElement(element, _model("output"), {"id": f"o_{made.name}", "name": made.name})
        if table.default:
            _text(ET.SubElement(output, _model("defaultOutputEntry")), table.default)
        ET.SubElement(element, _model("annotation"), {"name": _BECAUSE[self.wish.language]})
        for row in table.rows:
            rule = ET.SubElement(element, _model("rule"))
            for cell in row.cells:
                _text(ET.SubElement(rule, _model("inputEntry")), cell)
            _text(ET.SubElement(rule, _model("outputEntry")), row.output)
            _text(ET.SubElement(rule, _model("annotationEntry")), row.because)

    def column(self, table: ET.Element, name: str, column: str) -> None:
        fact = self.knowledge.vocabulary.facts.get(column)
        label = fact.title.say(self.wish.language) if fact is not None else column
        element = ET.SubElement(table, _model("input"), {"id": name, "label": label})
        is_value = fact is not None and fact.type != "yes_no" and column not in self.knowledge.conclusions
        kind = feel_type(fact) if fact is not None and is_value else "boolean"
        _text(ET.SubElement(element, _model("inputExpression"), {"typeRef": kind}), column)


def _model(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _text(element: ET.Element, text: str) -> None:
    ET.SubElement(element, _model("text")).text = text


def _options(item: ET.Element, options: Iterable[Option]) -> None:
    ET.SubElement(item, _model("typeRef")).text = "string"
    _text(ET.SubElement(item, _model("allowedValues")), ", ".join(literal(each.id) for each in options))


def _number(item: ET.Element, fact: Fact) -> None:
    ET.SubElement(item, _model("typeRef")).text = "number"
    if bounds(fact):
        _text(ET.SubElement(item, _model("allowedValues")), bounds(fact))


def _without_place(said: str) -> str:
    """A remark without the place in the files of the rule set, which a reader of the model doesn't have."""
    place, _, rest = said.partition(": ")
    return rest if "/" in place or place.endswith(tuple("0123456789")) else said
