"""Rule sets as models: valid by the schemas of the kit, with a place for everything, and naming what isn't in them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import regiorules_dmn
from dmn_kit import ABSENT, KIT
from regiorules_dmn.export import export
from regiorules_dmn.xml import Element, read_xml

import regiorules
from regiorules import ExportWish
from regiorules.authoring.testing.running import run
from regiorules.rules.load import load_rulesets, ruleset_folder

PLUGINS = Path(__file__).parents[2]
FOLDERS = {
    "core": [],
    "werkcentra": [],
    **{each.parents[2].name: [each] for each in sorted(PLUGINS.glob("*/src/*/ruleset"))},
}
SCHEMA = KIT / "DMN13.xsd"
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason=ABSENT)


def written(name: str, language: regiorules.Language = "nl") -> regiorules.Exported:
    """A rule set as a model."""
    bases = [ruleset_folder(each) for each in ("core", "werkcentra")]
    knowledge = load_rulesets(*bases, *FOLDERS[name])
    ruleset = knowledge.rulesets[-1].id if FOLDERS[name] else name
    return export(knowledge, ExportWish(ruleset, language))


@needs_schema
@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_model_is_valid_by_the_schema_of_the_kit(name: str, language: regiorules.Language) -> None:
    """DMN 1.3, with its diagram."""
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    document = etree.fromstring(str(written(name, language).content).encode())
    assert schema.validate(document), schema.error_log


def elements(root: Element) -> dict[str, Element]:
    """Everything that has an id, in the diagram too."""
    found: dict[str, Element] = {}
    todo = [root]
    while todo:
        each = todo.pop()
        if "id" in each.attributes:
            assert each.attributes["id"] not in found
            found[each.attributes["id"]] = each
        todo += each.children
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_everything_has_its_own_place_in_the_diagram(name: str, tmp_path: Path) -> None:
    """Each element a shape that covers no other, each requirement an edge between the two that it is about."""
    (tmp_path / "a.dmn").write_text(str(written(name).content), "utf-8")
    root = read_xml(tmp_path / "a.dmn")
    every = elements(root)
    shapes = [each for each in every.values() if each.name == "DMNShape"]
    drawn = {each.attributes["dmnElementRef"] for each in every.values() if each.name in ("DMNShape", "DMNEdge")}
    kinds = ("inputData", "decision", "knowledgeSource", "informationRequirement", "authorityRequirement")
    assert {key for key, each in every.items() if each.name in (*kinds, "textAnnotation")} == drawn
    corners = [(bounds.attributes["x"], bounds.attributes["y"]) for each in shapes for bounds in each.children]
    assert len(set(corners)) == len(corners) == len(shapes)
    needed = [need.attributes["href"] for each in every.values() for need in each.children if "href" in need.attributes]
    assert {each.removeprefix("#") for each in needed} <= every.keys()


def test_the_same_rule_set_gives_the_same_text() -> None:
    """To the letter, and in both languages something else."""
    assert written("core").content == written("core").content
    assert written("core").content != written("core", "en").content


def test_what_isnt_in_the_model_is_said_twice() -> None:
    """By the command, with its place in the rule set, and in the model as an annotation."""
    done = run("export", "core", "--format", "dmn", "--lang", "en", plugins={"dmn": regiorules_dmn})
    assert done.code == 0
    [annotation] = ET.fromstring(done.out).iter("{https://www.omg.org/spec/DMN/20191111/MODEL/}textAnnotation")
    said = "regional_network can be given as well; in the model it only follows from rules"
    assert said in "".join(annotation.itertext())
    assert any(line.endswith(f"{said} [warning]") and "vocabulary.yaml:" in line for line in done.err.splitlines())


def test_a_base_names_the_model() -> None:
    """Its namespace is the address that was given, or one of ours."""
    knowledge = regiorules.load("core")
    for base, expected in (("https://example.org/rules", "https://example.org/rules"), ("", "urn:regiorules:core:")):
        content = str(export(knowledge, ExportWish("core", "nl", base)).content)
        assert ET.fromstring(content).attrib["namespace"].startswith(expected)


def test_every_kind_of_thing_that_is_left_out_is_named(tmp_path: Path) -> None:
    """Rules for some regions or days, changes, what FEEL can't say here, and what is about each record."""
    left_out = [each for name in FOLDERS for each in written(name).left_out]
    said = {each.say("en").rpartition(": ")[2] for each in left_out}
    assert any("in the model they hold everywhere and always" in each for each in said)
    assert any("strategy-partly-agreed, " in each for each in said)
    rules = """
ruleset: {id: trial, version: 1.0.0, title: {nl: Proef, en: Trial}, source: {title: {nl: Proef, en: Trial}}}
source_sections: {s1: {nl: Een, en: One}}
statements: {S01: {section: s1, text: {nl: Een, en: One}}}
facts:
  start: {type: date, title: {nl: Begin, en: Start}, question: {nl: Wanneer?, en: When?}}
  end: {type: date, title: {nl: Eind, en: End}, question: {nl: Tot wanneer?, en: Until when?}}
  long: {type: yes_no, asked: no, title: {nl: Lang, en: Long}}
  short: {type: yes_no, asked: no, title: {nl: Kort, en: Short}}
rules:
  r-1: {when: start < end, then: long, GROUNDS}
  r-2: {when: start < end, then: short, valid_from: 2025-01-01, GROUNDS}
""".replace("GROUNDS", "because: {nl: Omdat., en: Because.}, basis: source, statements: [S01]")
    (tmp_path / "ruleset.yaml").write_text(rules, "utf-8")
    found = export(load_rulesets(tmp_path), ExportWish("trial", "en"))
    [named] = found.left_out
    assert "rule r-2 is in force on some days only" in named.say("en")
    assert named.place.line == 12
