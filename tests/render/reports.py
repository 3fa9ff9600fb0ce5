"""Reports for the tests: of example regions, of the other domain, and what stands in a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib

from regiorules.advice.advise import make_advice
from regiorules.advice.model import Advice
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region, read_region
from regiorules.render.html import render
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from regiorules.text import Language
from tests.mini import copied
from tests.paths import REGIONS, ROOT

CORE = load_rulesets(ruleset_folder("core"))
OTHER_DOMAIN = load_rulesets(ROOT / "examples" / "domains" / "jeugdzorg")
FILES = sorted(REGIONS.glob("*.yaml"))
EMPTY = Region("Leeg")


def advice_of(region: Region | Path, language: Language = "nl", knowledge: Knowledge = CORE) -> Advice:
    """The advice for a region, or for that of a file."""
    read = read_region(region, knowledge.vocabulary) if isinstance(region, Path) else region
    return make_advice(Engine(knowledge, "compiled").assess(read), knowledge, language)


def page_of(advice: Advice, layout: Layout | None = None) -> Any:
    """The page as a tree; a mistake in it is an error."""
    return parsed(render(advice, layout or Layout()))


def parsed(page: str) -> Any:
    """A page as a tree, read as strictly as the standard is."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def tags(tree: Any) -> list[str]:
    """The names of the elements, in order."""
    return [each.tag for each in tree.iter() if isinstance(each.tag, str)]


def words(tree: Any) -> str:
    """All text of an element, with single spaces."""
    return " ".join("".join(_texts(tree)).split())


def _texts(tree: Any) -> Iterator[str]:
    yield from (tree.text or "" if isinstance(tree.tag, str) and tree.tag != "style" else "",)
    for each in tree:
        yield from _texts(each)
        yield each.tail or ""


def tabled(folder: Path, language: Language = "nl", *rows: str) -> Advice:
    """Advice by a decision table with these rows, of which the first holds and the second is open."""
    mini = copied(folder)
    lines = ["id,trust,effort,→ strained,→ talk", "first,low,,x,", "second,,high,,x", "third,high,,x,", *rows]
    (mini / "t.csv").write_text("\n".join([*lines, ""]), "utf-8")
    said = "because: {nl: Zo is het., en: So it is.}, statements: [S01], basis: source"
    (mini / "z.yaml").write_text(f"tables:\n  t: {{file: t.csv, hit: collect, {said}}}\n", "utf-8")
    knowledge = load_rulesets(mini)
    return advice_of(Region("R").tell(knowledge.vocabulary, trust="low"), language, knowledge)
