"""What is wrong or odd in scenario files that can be read: facts and names that don't exist, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import field

from regiorules.documents import Mapping, Node, Scalar, Sequence, read_document
from regiorules.errors import Place, Problems, RuleSetError, UnknownName
from regiorules.facts.given import read_given
from regiorules.facts.names import find_profile
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.values import read_value
from regiorules.frozen import frozen
from regiorules.rules.bundled import bundled
from regiorules.rules.folder import ruleset_files
from regiorules.rules.model import Knowledge
from regiorules.text import Near, Text

_EXAMPLE = Text("meegeleverd voorbeeld", "bundled example")


@frozen
class ScenarioCheck:
    """Goes through scenario files; `errors` can't be run, `warnings` can but don't say what they seem to say."""

    knowledge: Knowledge
    errors: Problems = field(factory=Problems)
    warnings: Problems = field(factory=Problems)

    def folder(self, folder: Path) -> None:
        """Every scenario and case beside the rules in a folder."""
        for path in ruleset_files(folder, scenarios=True):
            document = read_document(path, RuleSetError)
            for number, item in enumerate(_items(_part(document, "scenarios")), 1):
                self.scenario(item, f"scenarios[{number}]")
            cases = _part(document, "cases")
            if isinstance(cases, Mapping):
                for name, item in cases.entries.items():
                    self.case(name, cases.keys[name], item)

    def scenario(self, item: Node, path: str) -> None:
        """One story: its region, its facts, and the names that it expects something of."""
        self.start(item, path)
        for key in ("facts", "set"):
            self.facts(_part(item, key), f"{path}.{key}")
        conclusions, rules = self.knowledge.conclusions, self.knowledge.rules
        for key in ("holds", "fails", "not_holds", "open"):
            for name in _items(_part(item, key)):
                self.expected(_text(name), name.place, f"{path}.{key}", {**conclusions, **rules})
        self.values(_part(item, "values"), f"{path}.values", self.knowledge.vocabulary.facts)
        self.keys(_part(item, "severity"), f"{path}.severity", conclusions)
        self.keys(_part(item, "records"), f"{path}.records", self.knowledge.drawn_for)

    def start(self, item: Node, path: str) -> None:
        """The example or the profile that a scenario starts from."""
        example, profile = _part(item, "example"), _part(item, "profile")
        if isinstance(example, Scalar):
            known = sorted(each.stem for each in (bundled("examples") / "regions").glob("*.yaml"))
            if example.text not in known:
                fields = {"name": example.text, "kind": _EXAMPLE}
                hint = Near(example.text, known)
                self.errors.add("unknown_reference", example.place, f"{path}.example", suggestion=hint, **fields)
        if isinstance(profile, Scalar):
            vocabulary = self.knowledge.vocabulary
            try:
                find_profile(profile.text, built_in_profiles(vocabulary), vocabulary)
            except UnknownName as error:
                problem = error.problems[0]
                self.errors.add(
                    problem.code, profile.place, f"{path}.profile", suggestion=problem.suggestion, **problem.fields
                )

    def case(self, name: str, place: Place, item: Node) -> None:
        """One rule: it exists, and so do the facts that it is tried with and what it gives."""
        path = f"cases.{name}"
        if name not in self.knowledge.rules:
            self.warnings.add("lint_rule_gone", place, path, name=name, suggestion=Near(name, self.knowledge.rules))
        gives = _part(item, "gives")
        known = {**self.knowledge.conclusions, **self.knowledge.vocabulary.facts}
        if isinstance(gives, Scalar):
            self.expected(gives.text, gives.place, f"{path}.gives", known)
        self.values(gives, f"{path}.gives", known)
        for key in ("holds", "fails"):
            for number, facts in enumerate(_items(_part(item, key)), 1):
                where = f"{path}.{key}[{number}]"
                if not isinstance(facts, Mapping):
                    self.errors.add("expected_mapping", facts.place, where)
                self.facts(facts, where)

    def facts(self, node: Node | None, path: str) -> None:
        """Facts and assumptions as a scenario gives them: derived facts may be given too."""
        vocabulary = self.knowledge.vocabulary
        for name, value in node.entries.items() if isinstance(node, Mapping) else ():
            assert isinstance(node, Mapping)
            if name in vocabulary.parameters:
                read_value(vocabulary.parameters[name].as_fact(), value, self.errors, f"{path}.{name}")
            elif name in vocabulary.facts:
                read_given(vocabulary.facts[name], value, self.errors, f"{path}.{name}")
            else:
                hint = Near(name, [*vocabulary.facts, *vocabulary.parameters])
                self.errors.add("unknown_fact", node.keys[name], path, name=name, suggestion=hint)

    def values(self, node: Node | None, path: str, known: Iterable[str]) -> None:
        """Names as the keys of a mapping, with values that facts may have."""
        self.keys(node, path, known)
        for name, value in node.entries.items() if isinstance(node, Mapping) else ():
            if name in self.knowledge.vocabulary.facts:
                read_given(self.knowledge.vocabulary.facts[name], value, self.errors, f"{path}.{name}")

    def keys(self, node: Node | None, path: str, known: Iterable[str]) -> None:
        """Names as the keys of a mapping."""
        for name, place in node.keys.items() if isinstance(node, Mapping) else ():
            self.expected(name, place, path, known)

    def expected(self, name: str, place: Place, path: str, known: Iterable[str]) -> None:
        """A name that something is expected of."""
        names = list(known)
        if name not in names:
            self.warnings.add("unknown_expected", place, path, name=name, suggestion=Near(name, names))


def _part(node: Node, key: str) -> Node | None:
    return node.entries.get(key) if isinstance(node, Mapping) else None


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _text(node: Node) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""
