"""The questionnaire with a rule set of one's own: its facts are asked too, and missed where it isn't loaded."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from regiorules.facts.workbook import read_workbook
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.facts.workbook.books import changed, written
from tests.mini import MINI, messages
from tests.mini import VOCABULARY as SMALL


def fill_own(book: Any) -> None:
    """Answers to the facts of the plugin, found by their questions."""
    facts = book["Feiten"]
    rows = {cell.value: cell.row for cell in facts["A"] if cell.value}
    assert rows["Hoeveel is er?"] < rows["Overige"] < rows["Welke kanten?"]
    facts.cell(rows["Hoeveel is er?"], 2).value = "VEEL"
    facts.cell(rows["noord"], 2).value = "nee"
    facts.cell(rows["zuid"], 2).value = "ja"
    book["Plannen groot klein alle die er"].append(["Visie", "ja"])
    book["Plannen groot klein alle die er"].append(["Agenda"])


def test_the_facts_of_a_plugin_are_asked_too(tmp_path: Path, own: Path) -> None:
    """A level, a set and a list of another rule set have their rows, their sheet, and come back."""
    vocabulary = load_rulesets(MINI, own).vocabulary
    path = written(tmp_path, vocabulary=vocabulary)
    book = load_workbook(path)
    sheet = book["Plannen groot klein alle die er"]
    for row in range(5, 17):  # what append goes under
        assert [cell.value for cell in sheet[row]][:2] == [None, None]
    region = read_workbook(changed(path, lambda book: (clear(book), fill_own(book))), vocabulary)
    assert {name: each.value for name, each in region.facts.items()} == {
        "own_level": "much",
        "own_set": ("south",),
        "own_list": ({"label": "Visie", "done": True}, {"label": "Agenda", "done": None}),
    }


def test_facts_of_another_region_are_not_asked(tmp_path: Path, own: Path) -> None:
    """A rule set for one region has its questions in the questionnaire of that region, or where one is answered."""
    folder = shutil.copytree(own, tmp_path / "own")
    head = folder / "ruleset.yaml"
    head.write_text(head.read_text("utf-8").replace("[mini]", "[core]\n  applies: {regions: [Zeeland]}"), "utf-8")

    def asked(name: str, *words: object) -> bool:
        path = tmp_path / f"{name}.xlsx"
        code, _, err = run("questionnaire", "--ruleset", "core", "--ruleset", folder, *words, "--output", path)
        assert (code, err) == (0, f"geschreven: {path}\n")
        return "Hoeveel is er?" in [cell.value for cell in load_workbook(path)["Feiten"]["A"]]

    assert asked("its", "--region", "Zeeland")
    assert not asked("other", "--region", "Flevoland")
    assert not asked("blank")
    assert asked("given", "--region", "Flevoland", "--set", "own_level=much")


def clear(book: Any) -> None:
    """Only the headings of the list, so that rows can be appended."""
    book["Plannen groot klein alle die er"].delete_rows(5, 20)


def test_an_answer_about_a_fact_that_isn_t_loaded_is_named(tmp_path: Path, own: Path) -> None:
    """Without the plugin its answers are refused, each by its cell; a questionnaire from before it is still read."""
    path = written(tmp_path, vocabulary=load_rulesets(MINI, own).vocabulary)
    changed(path, lambda book: (clear(book), fill_own(book)))
    places = {line.split(": ")[0].removeprefix(f"{path}:") for line in messages(InputError, read_workbook, path, SMALL)}
    assert places == {"Feiten!B4 facts.own_level", "Feiten!B16 facts.own_set", "Feiten!B18 facts.own_list"}
    old = written(tmp_path, Region("R", {"trust": Given("low")}), vocabulary=SMALL)
    assert read_workbook(old, load_rulesets(MINI, own).vocabulary) == Region("R", {"trust": Given("low")})


def test_excel_s_own_name_is_no_title(tmp_path: Path, own: Path) -> None:
    """A sheet can't be called History in Excel."""
    path = written(tmp_path, None, "en", vocabulary=load_rulesets(MINI, own).vocabulary)
    assert "History 2" in load_workbook(path).sheetnames
