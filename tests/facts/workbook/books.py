"""Questionnaires as tests make, change and read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from regiorules.facts.values import UNKNOWN_WORDS
from regiorules.facts.vocabulary import Vocabulary
from regiorules.facts.workbook import read_workbook, workbook_content
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import LANGUAGES, Language, fold, visible
from tests.mini import VOCABULARY as SMALL
from tests.paths import DATA, REGIONS

EXAMPLES = sorted(REGIONS.glob("*.yaml"))
KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
ENGINE = Engine(KNOWLEDGE, "compiled")
KNOWN = Region(
    "X",
    {
        "trust": Given("low"),
        "domains": Given(["work"]),
        "municipalities": Given([{"name": "A", "population": 5, "role": None}]),
    },
)
BY_NAME = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
TEXTS = (
    "=1+1",
    "+31 20",
    "-5",
    "nee",
    "'s-Gravenhage",
    "a; b",
    "twee\nregels",
    "#N/A",
    "TRUE",
    "1e5",
    "2016",
    "x" * 300,
)


def assessed(region: Region) -> str:
    return ENGINE.assess(region).to_json()


def written(folder: Path, region: Region | None = None, language: Language = "nl", **named: Any) -> Path:
    """A questionnaire of core, unless another vocabulary is given."""
    path = folder / "scan.xlsx"
    path.write_bytes(workbook_content(named.pop("vocabulary", VOCABULARY), region, language, **named))
    return path


def changed(path: Path, change: Callable[[Any], object]) -> Path:
    """The workbook after a change with openpyxl."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def texts() -> st.SearchStrategy[str]:
    """Texts of one line and more; without `~` and `NULL`, which say unknown."""
    others = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9)
    shown = others.filter(lambda text: visible(text) == text)  # what can't be seen is spelled out in a cell
    return st.one_of(st.sampled_from(TEXTS), shown).filter(lambda text: fold(text) not in UNKNOWN_WORDS)


def choices(book: Any, style: str = "stop") -> dict[tuple[str, str], list[str]]:
    """What the drop-down list of every cell holds, where nothing else may be typed (`warning`: where it may)."""
    found = {}
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            title, where = rule.formula1.replace("'", "").split("!")
            labels = [row[0].value for row in book[title][where.replace("$", "")]]
            if rule.showErrorMessage and (rule.errorStyle or "stop") == style:
                assert rule.type == "list"
                places = (each for part in rule.sqref.ranges for each in part.cells)
                found |= {(sheet.title, f"{get_column_letter(column)}{row}"): labels for row, column in places}
    return found


MISTAKES = yaml.safe_load((DATA / "workbook.yaml").read_text(encoding="utf-8"))
TOGETHER = [mistake for mistake in MISTAKES if not mistake.get("alone")]
TYPED = {where: value for mistake in TOGETHER for where, value in mistake["cells"].items()}


def type_in(typed: Mapping[str, Any]) -> Callable[[Any], None]:
    """What types values in cells of a workbook."""

    def change(book: Any) -> None:
        for where, value in typed.items():
            sheet, _, cell = where.partition("!")
            book[sheet][cell] = value

    return change


def said(path: Path, vocabulary: Vocabulary = SMALL) -> dict[Language, list[str]]:
    """What is said of a workbook in both languages, without its name."""
    with pytest.raises(InputError) as caught:
        read_workbook(path, vocabulary)
    return {each: [line.removeprefix(f"{path}:") for line in caught.value.say(each).splitlines()] for each in LANGUAGES}
