"""
Loading rule sets from folders of YAML files, with all their problems at once.

A rule set is a folder with `ruleset.yaml`; every YAML file below it (but for `scenarios/`) may
hold any of the sections in `regiorules.rules.sections`.  Each item is read by itself, so that one mistake hides no
other.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import evolve, field, mutable

from regiorules.documents import Mapping, Node, Scalar, plain, read_bytes, read_document
from regiorules.errors import NOWHERE, Place, Problems, RuleSetError
from regiorules.facts.tables import ProfileForm, RegionTable
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.bundled import bundled
from regiorules.rules.bundled import ruleset_folder as ruleset_folder
from regiorules.rules.check import check
from regiorules.rules.conditions import parse_condition, parse_number
from regiorules.rules.each import looking_at
from regiorules.rules.exceptions import with_unless
from regiorules.rules.expressions import Expression
from regiorules.rules.folder import name_look_alikes, ruleset_files
from regiorules.rules.model import (
    GRADED,
    Conclusion,
    DecisionTable,
    Knowledge,
    Rule,
    RuleChange,
    RuleSetInfo,
    TableForm,
)
from regiorules.rules.names import Names
from regiorules.rules.order import built_on, in_building_order
from regiorules.rules.own_values import with_own_values
from regiorules.rules.plan_checks import with_trees
from regiorules.rules.rule_items import read_unless, rule_of
from regiorules.rules.scopes import check_regions
from regiorules.rules.sections import FORMS, NAME, SHAPES, SINGLE, RuleShape
from regiorules.rules.shapes import node_at, place_of, read_shape
from regiorules.rules.tables.files import data_files, file_path, table_path
from regiorules.rules.terms import SECTIONS, Term, in_order
from regiorules.text import Near, fold, listing

_OF_OTHERS = ("changes", "values")  # of one rule or assumption, each rule set for its own regions


@mutable
class _Item:
    """One item of a section: its node, and what was read from it (None where it is wrong)."""

    node: Node
    place: Place
    ruleset: str
    value: Any = None


@mutable
class _Loader:
    problems: Problems = field(factory=Problems)
    infos: list[RuleSetInfo] = field(factory=list)
    items: dict[str, dict[str, _Item]] = field(factory=lambda: {name: {} for name in SHAPES})
    roots: dict[str, Path] = field(factory=dict)
    extends: dict[tuple[str, str], Place] = field(factory=dict)  # which rule set says that it builds on which
    forms: dict[str, TableForm] = field(factory=dict)  # of decision tables
    partial: bool = False  # something isn't there: what is said of the rest would only be echoes

    # --- files ---------------------------------------------------------------------------

    def folder(self, folder: Path) -> None:
        head = folder / "ruleset.yaml"
        if not os.path.isfile(head):
            self.problems.add("ruleset_missing", Place(str(folder)))
            return
        name_look_alikes(folder, self.problems)
        documents: list[Mapping] = []
        digest = hashlib.sha256()
        for path in ruleset_files(folder):
            try:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + read_bytes(path, RuleSetError))
                node = read_document(path, RuleSetError, self.problems)
            except RuleSetError as error:
                self.problems.found.extend(error.problems)
                self.partial = True
                continue
            if isinstance(node, Mapping):
                documents.append(node)
            else:
                self.problems.add("expected_mapping", node.place)
        for path in data_files(folder, documents):
            with suppress(RuleSetError):  # said where the table is read
                digest.update(path.relative_to(folder.resolve()).as_posix().encode() + b"\0")
                digest.update(read_bytes(path, RuleSetError))
        name = self.head(documents, digest.hexdigest(), head) or folder.name
        if name in self.roots:  # nobody could tell the two apart, nor the rules of one from those of the other
            at = next(
                (place_of(each.entries["ruleset"], "id") for each in documents if "ruleset" in each.entries), None
            )
            self.problems.add("ruleset_twice", at or Place(str(head), 1, 1), name=name, other=self.roots[name])
            self.partial = True
            return
        self.roots[name] = folder
        for document in documents:
            self.document(document, name)

    def head(self, documents: Iterable[Mapping], digest: str, path: Path) -> str | None:
        heads = [document.entries["ruleset"] for document in documents if "ruleset" in document.entries]
        if not heads:
            self.problems.add("missing_key", Place(str(path), 1, 1), name="ruleset")
            return None
        for extra in heads[1:]:
            self.problems.add("defined_twice", extra.place, "ruleset", name="ruleset", first=heads[0].place)
        info = read_shape(heads[0], RuleSetInfo, "ruleset", self.problems)
        if info is None and isinstance(heads[0], Mapping) and isinstance(heads[0].entries.get("id"), Scalar):
            return str(plain(heads[0].entries["id"]))
        if info is None:
            return None
        applies = evolve(info.applies, place=place_of(heads[0], "applies", "regions"))
        self.infos.append(evolve(info, digest=digest, applies=applies))
        self.extends |= {
            (info.id, name): place_of(heads[0], "extends", number) for number, name in enumerate(info.extends)
        }
        return info.id

    def document(self, document: Mapping, ruleset: str) -> None:
        known = ["ruleset", *SHAPES]
        for name, place in document.keys.items():
            if name not in known:
                hint = Near(name, known)
                self.problems.add("unknown_key", place, name=name, known=listing(known, 20), suggestion=hint)
        for name in SHAPES:
            section = document.entries.get(name)
            if section is None:
                continue
            if name in SINGLE:
                self.item(name, name, _Item(section, document.keys[name], ruleset))
                continue
            if not isinstance(section, Mapping):
                self.problems.add("expected_mapping", section.place, name)
                continue
            for key, node in section.entries.items():
                self.item(name, key, _Item(node, section.keys[key], ruleset))

    def item(self, section: str, key: str, item: _Item) -> None:
        pattern, form = FORMS.get(section, NAME)
        if not pattern.fullmatch(key):
            self.problems.add("pattern", item.place, section, value=key, form=form)
        name = key
        if section in _OF_OTHERS:
            key = f"{name} {item.ruleset}"
        first = self.items[section].get(key)
        if first is not None:
            under = built_on(first.ruleset, self.infos) - {first.ruleset}
            wrong, right = (first, item) if item.ruleset in under else (item, first)
            self.problems.add("defined_twice", wrong.place, section, name=name, first=right.place)
            return
        self.items[section][key] = item

    def built_on(self) -> None:
        """The bundled rule sets that those loaded build on come along by themselves."""
        loaded = {info.id for info in self.infos}
        for name in sorted({name for info in self.infos for name in info.extends} - loaded):
            if os.path.isfile(bundled("rulesets") / name / "ruleset.yaml"):
                self.folder(bundled("rulesets") / name)
        known = {info.id for info in self.infos}
        for (ruleset, name), place in self.extends.items():
            if name not in known:
                self.problems.add("extends", place, "ruleset.extends", name=name, ruleset=ruleset)
                self.partial = True
        self.infos = in_building_order(self.infos)
        rank = {info.id: number for number, info in enumerate(self.infos)}
        for section, items in self.items.items():  # in one order, whichever way they were asked for
            self.items[section] = dict(sorted(items.items(), key=lambda pair: rank.get(pair[1].ruleset, len(rank))))

    # --- items ---------------------------------------------------------------------------

    def shapes(self) -> None:
        for section, shape in SHAPES.items():
            for key, item in self.items[section].items():
                node = self.with_scale(item.node, f"{section}.{key}") if section == "facts" else item.node
                name = key.partition(" ")[0] if section in _OF_OTHERS else key
                path = section if section in SINGLE else f"{section}.{name}"
                item.value = read_shape(node, shape, path, self.problems)

    def with_scale(self, node: Node, path: str) -> Node:
        """A fact's node with the name of a scale replaced by that scale."""
        if not isinstance(node, Mapping) or not isinstance(node.entries.get("scale"), Scalar):
            return node
        name = node.entries["scale"]
        assert isinstance(name, Scalar)
        scale = self.items["scales"].get(name.text)
        if scale is None:
            hint = Near(name.text, self.items["scales"])
            self.problems.add(
                "unknown_reference", name.place, f"{path}.scale", name=name.text, kind="scale", suggestion=hint
            )
        replaced = scale.node if scale else Mapping({}, {}, name.place)
        return evolve(node, entries={**node.entries, "scale": replaced})

    def good(self, section: str) -> dict[str, Any]:
        return {key: item.value for key, item in self.items[section].items() if item.value is not None}

    def filled(self, section: str) -> dict[str, Any]:
        """The good items of a section, each knowing its id, its rule set and its place."""
        done = {}
        for key, value in self.good(section).items():
            item = self.items[section][key]
            names = {each.name for each in value.__attrs_attrs__}
            extra = {"id": key, "ruleset": item.ruleset, "place": item.place}
            done[key] = evolve(value, **{name: given for name, given in extra.items() if name in names})
        return done

    # --- the whole -----------------------------------------------------------------------

    def knowledge(self) -> Knowledge:
        vocabulary = self.vocabulary()
        conclusions = self.filled("conclusions")
        terms = {name: in_order(self.filled(section)) for name, section in SECTIONS.items()}
        names = self.names(vocabulary, conclusions, terms)
        tables = self.filled("tables")
        rules = self.rules(names, conclusions, tables)
        names = evolve(names, broken=names.broken | (self.items["rules"].keys() - rules.keys()))
        knowledge = Knowledge(
            rulesets=tuple(_with_names(each, vocabulary.profile) for each in self.infos),
            vocabulary=vocabulary,
            conclusions=conclusions,
            rules=rules,
            changes=self.changes(names),
            derivations=self.derivations(vocabulary, names),
            statements=self.filled("statements"),
            source_sections=self.good("source_sections"),
            positions=self.filled("positions"),
            topics=self.filled("topics"),
            sections=self.filled("sections"),
            goals=with_trees(self.filled("goals"), names, self.locate, self.problems),
            moves=with_trees(self.filled("moves"), names, self.locate, self.problems),
            constraints=self.filled("constraints"),
            tables={name: evolve(table, form=self.forms.get(name, table.form)) for name, table in tables.items()},
            terms=terms,
        )
        return check(knowledge, names, self.locate, self.problems)

    def vocabulary(self) -> Vocabulary:
        facts = {
            key: evolve(fact, derive_place=place_of(self.items["facts"][key].node, "derive"))
            for key, fact in self.filled("facts").items()
        }
        profile = self.filled("profile").get("profile")
        vocabulary = Vocabulary(
            facts,
            self.filled("parameters"),
            self.good("groups"),
            self.good("words"),
            self.with_paths(profile) if profile else None,
        )
        check_regions(vocabulary, self.locate, self.problems)
        return with_own_values(vocabulary, self.filled("values"), self.locate, self.problems)

    def with_paths(self, profile: ProfileForm) -> ProfileForm:
        """The tables of regions and of successions, each with the path of its file."""
        tables = tuple(self.with_path(each, "tables", each.id) for each in profile.tables)
        successions = self.with_path(profile.successions, "successions") if profile.successions else None
        return evolve(profile, tables=tables, successions=successions)

    def with_path(self, table: RegionTable, *path: str) -> RegionTable:
        """A table with the path of its file."""
        root = self.roots[self.items["profile"]["profile"].ruleset]
        place = self.locate("profile", "profile", *path, "file")
        where = ".".join(("profile", *path, "file"))
        found = file_path(table.file, place, root, where, self.problems, kinds=(".csv",))
        return evolve(table, location=str(found or ""))

    def names(
        self, vocabulary: Vocabulary, conclusions: dict[str, Conclusion], terms: dict[str, dict[str, Term]]
    ) -> Names:
        broken = {key for items in self.items.values() for key, item in items.items() if item.value is None}
        grades = {kind: tuple(terms[name]) for kind, name in GRADED.items()}
        return Names(vocabulary, frozenset(conclusions), frozenset(broken), grades)

    def rules(
        self, names: Names, conclusions: dict[str, Conclusion], tables: dict[str, DecisionTable]
    ) -> dict[str, Rule]:
        built = {}
        for key, shape in self.good("rules").items():
            rule = self.rule(key, shape, self.items["rules"][key], names)
            if rule is not None:
                built[key] = rule
        for table in tables.values():
            for rule in self.table(table, names, conclusions):
                first = built.setdefault(rule.id, rule)
                if first is not rule:
                    self.problems.add(
                        "defined_twice", rule.place, f"tables.{table.id}", name=rule.id, first=first.place
                    )
        return dict(sorted(built.items()))

    def table(self, table: DecisionTable, names: Names, conclusions: dict[str, Conclusion]) -> list[Rule]:
        """The rules in the file of a table; what reads them is only loaded where there is one."""
        from regiorules.rules.tables.grid import read_grid
        from regiorules.rules.tables.rows import read_table

        path = table_path(table, self.locate("tables", table.id, "file"), self.roots[table.ruleset], self.problems)
        grid = read_grid(path, table.sheet, self.problems) if path else None
        place = self.locate("tables", table.id, "each")
        about = looking_at(table.each, names, place, f"tables.{table.id}.each", self.problems)
        place = self.locate("tables", table.id, "unless")
        exception = read_unless(table.unless, about, place, f"tables.{table.id}.unless", self.problems)
        if grid is None or about is None:
            return []
        self.forms[table.id], rules = read_table(table, grid, about, conclusions, self.problems)
        return [with_unless(evolve(rule, overrides=table.overrides), table.unless, exception) for rule in rules]

    def changes(self, names: Names) -> tuple[RuleChange, ...]:
        built = []
        for key, shape in sorted(self.good("changes").items()):
            item, rule_id = self.items["changes"][key], key.split()[0]
            if shape.off is (shape.replace is not None):
                self.problems.add("change_form", item.place, f"changes.{rule_id}")
                continue
            inside = evolve(item, node=node_at(item.node, ("replace",)))
            by = self.rule(rule_id, shape.replace, inside, names) if shape.replace else None
            by = by and evolve(by, changed=shape.reason)
            built.append(RuleChange(rule_id, shape.reason, item.ruleset, by, item.place))
        return tuple(built)

    def rule(self, key: str, shape: RuleShape, item: _Item, names: Names) -> Rule | None:
        about = looking_at(shape.each, names, place_of(item.node, "each"), f"rules.{key}.each", self.problems)
        place = place_of(item.node, "when")
        when = parse_condition(shape.when, about, place, f"rules.{key}.when", self.problems) if about else None
        target, value = self.target(shape.then, item, key)
        place = place_of(item.node, "unless")
        exception = read_unless(shape.unless, about, place, f"rules.{key}.unless", self.problems)
        if when is None or not target or (shape.unless and exception is None):
            return None
        made = rule_of(key, shape, when, target, value, item.ruleset, item.place)
        return with_unless(made, shape.unless, exception)

    def target(self, then: Any, item: _Item, key: str) -> tuple[str, Any]:
        if isinstance(then, str) and then:
            return then, True
        if isinstance(then, dict) and len(then) == 1 and "" not in then:
            return next(iter(then.items()))
        self.problems.add("then_form", place_of(item.node, "then"), f"rules.{key}.then")
        return "", None

    def derivations(self, vocabulary: Vocabulary, names: Names) -> dict[str, Expression]:
        built = {}
        for fact in vocabulary.facts.values():
            if fact.derive:
                read = parse_number if fact.type == "number" else parse_condition
                tree = read(fact.derive, names, fact.derive_place, f"facts.{fact.id}.derive", self.problems)
                if tree is not None:
                    built[fact.id] = tree
        return built

    def locate(self, section: str, key: str, *trail: str | int) -> Place:
        item = self.items.get(section, {}).get(key)
        return place_of(item.node, *trail) if item and trail else item.place if item else NOWHERE


def load_rulesets(*folders: Path | str) -> Knowledge:
    """
    The knowledge in one or more folders, put together.

    Raises RuleSetError with every problem in every file, each with file, line and column.
    """
    loader = _Loader()
    for folder in dict.fromkeys(map(Path, folders)):
        loader.folder(folder)
    loader.built_on()
    loader.shapes()
    if loader.partial or not loader.infos:
        loader.problems.stop(RuleSetError)
    knowledge = loader.knowledge()
    loader.problems.stop(RuleSetError)
    return knowledge


def _with_names(info: RuleSetInfo, profile: ProfileForm | None) -> RuleSetInfo:
    """A rule set that knows all that its regions are called."""
    called = (profile.called(each) if profile else frozenset({fold(each)}) for each in info.applies.regions)
    return evolve(info, applies=evolve(info.applies, names=frozenset().union(*called)))
