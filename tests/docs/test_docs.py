"""The documentation for plugin authors says what the code says."""

from __future__ import annotations

import ast
import inspect
import re
import shutil
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from regiorules.authoring.testing.running import run
from regiorules.plugins import hookspecs, load_plugins
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import flat
from tests.paths import DATA, ROOT

FLEVOLAND = ROOT / "examples" / "regions" / "flevoland.yaml"
PAGE = (ROOT / "docs" / "plugins.md").read_text()
RULE_SETS = (ROOT / "docs" / "rulesets.md").read_text()
SPECS = {
    node.name: node
    for node in ast.parse(inspect.getsource(hookspecs)).body
    if isinstance(node, ast.FunctionDef) and node.name.startswith("regiorules_")
}
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)


def section(hook: str) -> str:
    """What the page says of a hook, from its heading to the next."""
    found = re.search(rf"^### `{hook}`\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"docs/plugins.md has no heading for {hook}"
    return found[1]


def plugin(hook: str) -> Any:
    """The example of a hook, run as the module of a plugin."""
    module = ModuleType("regiorules_demo")
    exec(CODE.findall(section(hook))[1], module.__dict__)
    return module


def test_every_hook_has_a_section_and_no_section_lacks_a_hook() -> None:
    """The headings of the page are the hooks of the specification, in its order."""
    assert re.findall(r"^### `(regiorules_\w+)`$", PAGE, re.MULTILINE) == sorted(SPECS, key=list(SPECS).index)


@pytest.mark.parametrize("hook", SPECS)
def test_signature_is_exact(hook: str) -> None:
    """The first code under the heading is the signature, to the letter."""
    node = SPECS[hook]
    wanted = f"def {hook}({ast.unparse(node.args)}) -> {ast.unparse(node.returns) if node.returns else ''}"
    assert CODE.findall(section(hook))[0].strip() == wanted


@pytest.mark.parametrize("hook", SPECS)
def test_example_implements_the_hook(hook: str) -> None:
    """The second code is a plugin that loads without a problem and implements that hook."""
    registry = load_plugins(only=(), modules={"demo": plugin(hook)})
    assert [problem.say("en") for problem in registry.problems] == []
    assert registry.plugins[-1].hooks == (hook,)


def test_examples_do_what_they_say(tmp_path: Path) -> None:
    """The format writes titles, the source reads a line or says what is missing, the profile and the note are used."""
    modules = {hook: plugin(f"regiorules_{hook}") for hook in ("renderers", "sources", "profiles", "notes")}
    titles = run("advise", FLEVOLAND, "--format", "titles", plugins=modules)
    assert titles.out.startswith("1. ")
    line = tmp_path / "line.txt"
    zeeland = ("advise", "--region", "Zeeland", "--facts", f"line={line}")
    line.write_text("Goes\n")
    assert "centrumgemeente: Goes" in run(*zeeland, plugins=modules).out
    line.write_text("")
    empty = run(*zeeland, plugins=modules)
    assert (empty.code, empty.err) == (2, f"{line}:1:1: hier hoort één regel te staan\n")
    assert "Proefregio" in run("regions", "--profiles", "trial", plugins=modules).out
    (tmp_path / "x.yaml").write_text("region: X\n")
    assert "Welke gemeenten horen bij de regio?" in run("advise", tmp_path / "x.yaml", plugins=modules).out


def test_examples_of_forms_do_what_they_say(tmp_path: Path) -> None:
    """What the one imports the other exports, and says what isn't in it."""
    modules = {hook: plugin(f"regiorules_{hook}") for hook in ("imports", "exports")}
    (tmp_path / "kids.questions").write_text("kids_school Is er een school?\n")
    made = run("import", tmp_path / "kids.questions", "--output", tmp_path / "kids", plugins=modules)
    assert (made.code, made.out) == (0, "")
    back = run("export", tmp_path / "kids", "--format", "names", plugins=modules)
    assert (back.code, back.out) == (0, "kids_school: Is er een school?\n")
    assert "regels staan er niet in" in back.err


EACH, EXCEPTION, CHANGE, BY_DATE, OWN = re.findall(r"```yaml\n(.*?)```", RULE_SETS, re.DOTALL)
HEAD = "id: demo\n  version: 0.1.0\n  title: {nl: Proef, en: Trial}\n  source: {title: {nl: Proef, en: Trial}}"


def test_the_rule_for_each_municipality_in_the_page_says_which(tmp_path: Path) -> None:
    """The small municipalities of a region, each with a risk of its own."""
    (tmp_path / "ruleset.yaml").write_text(f"ruleset:\n  {HEAD}\n  extends: [core]\n{EACH}")
    out = run("advise", "--region", "Zeeland", "--set", "regional_network=loose", "--ruleset", tmp_path).out
    assert "Noord-Beveland is klein — let op" in out
    assert "- Kapelle heeft 13.1" in out
    assert "Goes is klein" not in out


def test_the_exception_in_the_page_goes_before_a_rule_of_core(tmp_path: Path) -> None:
    """Where it holds, and not where it is itself excepted."""
    (tmp_path / "ruleset.yaml").write_text(f"ruleset:\n  {HEAD}\n  extends: [core]\n{EXCEPTION}")
    asked = ("explain", "organise_level_coordination", "--region", "Zeeland", "--ruleset", tmp_path, "--lang", "en")
    shared = (*asked, "--set", "client_file_shared=yes", "--set")
    applied = run(*shared, "regional_network=loose").out
    assert "for the exception holds: rule demo-working: Who shares files coordinates already." in flat(applied)
    assert "the exception doesn't hold: rule demo-working" in flat(run(*shared, "regional_network=absent").out)


def test_the_change_in_the_page_can_be_made(tmp_path: Path) -> None:
    """The example of a change switches off a rule of core, for that region only."""
    (tmp_path / "ruleset.yaml").write_text(CHANGE.replace("# …", HEAD))
    knowledge = load_rulesets(ruleset_folder("core"), tmp_path)
    [change] = knowledge.changes
    assert change.rule in knowledge.rules
    assert change.by is None
    shown = run("rules", "--ruleset", tmp_path, "--region", "Zeeland").out
    assert "In deze regio is de omvang van de gemeenten geen reden" in " ".join(shown.split())


def test_the_assumption_in_the_page_is_the_number_of_that_day_and_region(tmp_path: Path) -> None:
    """Before the first date, from each of them, and in the region with a value of its own."""
    (tmp_path / "ruleset.yaml").write_text(f"ruleset:\n  {HEAD}\n{BY_DATE}")
    vocabulary = load_rulesets(tmp_path).vocabulary
    asked = [("X", 2023), ("X", 2024), ("Zeeland", 2025), ("Zeeland", 2026), ("X", 2026)]
    values = [vocabulary.at(region, date(year, 1, 1)).parameters["large_city"].value for region, year in asked]
    assert values == [75_000, 100_000, 100_000, 60_000, 120_000]


def test_the_value_of_another_rule_set_in_the_page_counts_in_its_region(tmp_path: Path) -> None:
    """From its day, and not elsewhere."""
    (tmp_path / "ruleset.yaml").write_text(f"ruleset:\n  {HEAD}\n  extends: [core]\n{OWN}")
    vocabulary = load_rulesets(ruleset_folder("core"), tmp_path).vocabulary
    usual = vocabulary.at("Friesland", date(2025, 12, 31)).parameters["large_city"].value
    assert vocabulary.at("Friesland", date(2026, 1, 1)).parameters["large_city"].value == 80_000 != usual
    assert vocabulary.at("Zeeland", date(2026, 1, 1)).parameters["large_city"].value == usual


def test_every_section_of_a_rule_set_is_in_the_table() -> None:
    """The table of sections names what the loader reads."""
    from regiorules.rules.sections import SHAPES

    table = " ".join(line for line in RULE_SETS.splitlines() if line.startswith("| `"))
    assert {"ruleset", *SHAPES} - set(re.findall(r"`(\w+)`", table)) == set()


def test_the_table_in_the_page_becomes_rules(tmp_path: Path) -> None:
    """The example of a decision table loads, and its rows are rules under the names that the page gives."""
    page = (ROOT / "docs" / "decision-tables.md").read_text()
    folder = shutil.copytree(DATA / "tables", tmp_path / "tables")
    [declared], [rows] = (re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("yaml", "csv"))
    (folder / "tables" / "who-serves.csv").write_text(rows)
    head = (folder / "ruleset.yaml").read_text()
    start, end = head.index("tables:\n"), head.index("  approach:")
    (folder / "ruleset.yaml").write_text(head[:start] + declared + head[end:])
    rules = load_rulesets(folder).rules
    named = [name for name in re.findall(r"`(who-serves-[a-z-]+)`", page) if name in rules]
    assert named == ["who-serves-many-server", "who-serves-many-strained"]
    assert rules["who-serves-many-strained"].grade == "watch"


def test_the_code_in_the_readme_runs() -> None:
    """What developers copy from the README works as it stands."""
    blocks = CODE.findall((ROOT / "README.md").read_text())
    assert blocks
    for code in blocks:
        exec(code, {})
