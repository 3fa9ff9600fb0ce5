"""Small models for tests: the XML around what a test is about."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="Trial" namespace="urn:trial" id="d">\n'


def model(*parts: str) -> str:
    """A model of these parts."""
    return HEAD + "\n".join(parts) + "\n</definitions>\n"


def given(name: str, kind: str = "number") -> str:
    """Input data."""
    return f'<inputData name="{name}" id="i_{name}"><variable name="{name}" typeRef="{kind}"/></inputData>'


def literal(name: str, text: str, kind: str = "number") -> str:
    """A decision that is an expression."""
    return decision(name, f"<literalExpression><text>{escape(text)}</text></literalExpression>", kind)


def decision(name: str, logic: str, kind: str = "") -> str:
    """A decision with its logic."""
    return f'<decision name="{name}" id="d_{name}"><variable name="{name}" typeRef="{kind}"/>\n{logic}</decision>'


def table(
    inputs: Sequence[str],
    outputs: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    policy: str = "UNIQUE",
    aggregation: str = "",
    default: str = "",
) -> str:
    """A table: the expressions of its inputs, the name and listed values of its outputs, and its rows."""
    more = f' aggregation="{aggregation}"' if aggregation else ""
    found = [f'<decisionTable hitPolicy="{policy}"{more}>']
    found += [f"<input><inputExpression><text>{escape(each)}</text></inputExpression></input>" for each in inputs]
    for name, values in outputs:
        listed = f"<outputValues><text>{escape(values)}</text></outputValues>" if values else ""
        last = f"<defaultOutputEntry><text>{escape(default)}</text></defaultOutputEntry>" if default else ""
        found.append(f'<output name="{name}">{listed}{last}</output>')
    for row in rows:
        cells = [f"<inputEntry><text>{escape(each)}</text></inputEntry>" for each in row[: len(inputs)]]
        cells += [f"<outputEntry><text>{escape(each)}</text></outputEntry>" for each in row[len(inputs) :]]
        found.append(f"<rule>{''.join(cells)}</rule>")
    return "\n".join([*found, "</decisionTable>"])


def item(name: str, kind: str = "", *parts: str, many: bool = False, allowed: str = "") -> str:
    """An item definition."""
    inside = f"<typeRef>{kind}</typeRef>" if kind else ""
    inside += f"<allowedValues><text>{escape(allowed)}</text></allowedValues>" if allowed else ""
    inside += "".join(each.replace("itemDefinition", "itemComponent") for each in parts)
    return f'<itemDefinition name="{name}" isCollection="{str(many).lower()}">{inside}</itemDefinition>'
