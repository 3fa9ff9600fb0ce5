"""Decision tables: every form of cell, every hit policy against a plain reading, and every mistake with its cell."""

from __future__ import annotations

import operator
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve, frozen
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regiorules import Engine, Region, explain, region_of
from regiorules.authoring.testing.strategies import outer_values
from regiorules.engine.kleene import conjunction, evaluate, negation
from regiorules.errors import Problems, RuleSetError
from regiorules.facts.region import Given
from regiorules.rules.conditions import Names, parse_condition
from regiorules.rules.expressions import ALWAYS, bind
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import DecisionTable, HitPolicy, Rule
from regiorules.rules.tables.grid import PlainGrid, read_grid
from regiorules.rules.tables.rows import table_rules
from regiorules.text import Text
from tests.commands import flat, run
from tests.mini import KNOWLEDGE, MINI, VOCABULARY, messages
from tests.paths import DATA

TABLES = DATA / "tables"
NAMES = Names(VOCABULARY, frozenset(KNOWLEDGE.conclusions))
SOURCE = "because: {nl: Zo is het., en: So it is.}, statements: [S01], basis: source"
Cells = Sequence[Sequence[str]]


def ruleset(folder: Path, text: str, *, name: str = "t.csv", more: str = "") -> Path:
    """The mini rule set with a table in a file, declared in z.yaml."""
    shutil.copytree(MINI, folder / "mini")
    (folder / "mini" / "t.csv").write_bytes(text.encode())
    (folder / "mini" / "z.yaml").write_text(f"tables:\n  t: {{file: {name}, {more or SOURCE}}}\n", encoding="utf-8")
    return folder / "mini"


def loaded(folder: Path) -> dict[str, Rule]:
    """The rules of the table in a rule set."""
    return {name: rule for name, rule in load_rulesets(folder).rules.items() if rule.table}


def mistakes(folder: Path) -> list[str]:
    """The messages about a rule set, without its folder."""
    return [line.replace(f"{folder}/", "") for line in messages(RuleSetError, load_rulesets, folder)]


def read(rows: Cells, hit: HitPolicy = "collect") -> tuple[list[Rule], list[str]]:
    """The rules in a table of cells, and the messages about it."""
    cells = {(row, at): cell for row, line in enumerate(rows, 1) for at, cell in enumerate(line, 1) if cell}
    problems = Problems()
    table = DecisionTable("t.csv", "source", hit, because=Text("x", "x"), statements=("S01",), id="t", ruleset="mini")
    rules = table_rules(table, PlainGrid("t.csv", "", cells, problems), NAMES, KNOWLEDGE.conclusions, problems)
    return rules, [problem.say("en").removeprefix("t.csv:") for problem in problems.found]


def one(header: str, cell: str) -> tuple[list[Rule], list[str]]:
    """The table with one condition."""
    return read([[header, "→ talk"], [cell, "x"]])


# --- cells ---------------------------------------------------------------------------------------

CELLS = [
    ("trust", "low", "trust == low"),
    ("trust", " Laag ", "trust == low"),
    ("trust", "GEMIDDELD", "trust == medium"),
    ("trust", "low, hoog", "trust in (low, high)"),
    ("trust", "not low", "trust != low"),
    ("trust", "not (low, medium)", "trust not in (low, medium)"),
    ("trust", "not low, medium", "trust not in (low, medium)"),
    ("trust", ">= medium", "trust >= medium"),
    ("trust", ">=gemiddeld", "trust >= medium"),
    ("trust", "not >= medium", "trust < medium"),
    ("trust", "!= low", "trust != low"),
    ("trust", "[low..medium]", "low <= trust <= medium"),
    ("trust", "]low..high]", "low < trust <= high"),
    ("trust", "low .. medium", "low <= trust <= medium"),
    ("trust", "< medium, high", "trust < medium or trust == high"),
    ("strategy_agreed", "yes", "strategy_agreed"),
    ("strategy_agreed", "Nee", "not strategy_agreed"),
    ("strategy_agreed", "true", "strategy_agreed"),
    ("strategy_agreed", "not ja", "not strategy_agreed"),
    ("strained", "yes", "strained"),
    ("strained", "no", "not strained"),
    ("domains", "work", "work in domains"),
    ("domains", "zorg, jeugd", "care in domains or youth in domains"),
    ("domains", "not werk", "work not in domains"),
    ("domains", "not (work, care)", "not (work in domains or care in domains)"),
    ("shape", "één kern", "shape == one_centre"),
    ("budget", "12", "budget == 12"),
    ("budget", "1.50", "budget == 1.5"),
    ("budget", "1, 2", "budget in (1, 2)"),
    ("budget", "< 3", "budget < 3"),
    ("budget", ">= large_city", "budget >= large_city"),
    ("budget", "fair_share", "budget == fair_share"),
    ("budget", "fair_share, 3", "budget == fair_share or budget == 3"),
    ("budget", "< 2 * fair_share", "budget < 2 * fair_share"),
    ("budget", "[2..5]", "2 <= budget <= 5"),
    ("budget", "]2..5[", "2 < budget < 5"),
    ("budget", "[fair_share..5[", "fair_share <= budget < 5"),
    ("budget", "not [2..5]", "not (2 <= budget <= 5)"),
    ("budget", "0..1, > 10", "0 <= budget <= 1 or budget > 10"),
    ("budget", "not (1 + 1) * (2 + 3)", "budget != (1 + 1) * (2 + 3)"),
    ("budget", "> max(municipalities, population)", "budget > max(municipalities, population)"),
    ("large_cities", "2", "large_cities == 2"),
    ("large_city", "< 50000", "large_city < 50000"),
    ("count(municipalities,population>=large_city)", "> 2", "count(municipalities, population >= large_city) > 2"),
    ("largest_share * 100", "> 2", "largest_share * 100 > 2"),
    ("any(municipalities, role == guest)", "ja", "any(municipalities, role == guest)"),
    ("any(municipalities, role == guest)", "nee", "not (any(municipalities, role == guest))"),
    ("trust >= medium", "no", "not (trust >= medium)"),
    ("strained or strategy_agreed", "no", "not (strained or strategy_agreed)"),
    ("known(trust)", "yes", "known(trust)"),
    ("centre_municipality", "Almere", 'centre_municipality == "Almere"'),
    ("centre_municipality", '"Almere"', 'centre_municipality == "Almere"'),
    (
        "centre_municipality",
        '\'s-Gravenhage, "Bergen (L), of zo"',
        'centre_municipality in ("\'s-Gravenhage", "Bergen (L), of zo")',
    ),
    ("centre_municipality", "not Almere", 'centre_municipality != "Almere"'),
]


@pytest.mark.parametrize(("header", "cell", "text"), CELLS)
def test_a_cell_is_a_condition(header: str, cell: str, text: str) -> None:
    """Each form of cell reads as a condition in the expression language, and means what that means."""
    [rule], problems = one(header, cell)
    assert problems == []
    assert rule.text == text
    assert rule.when == parse_condition(text, NAMES, rule.place, "", Problems())


@pytest.mark.parametrize("cell", ["", "-"])
def test_an_empty_cell_allows_anything(cell: str) -> None:
    """Nothing and a dash ask nothing; a row that asks nothing always holds."""
    [rule], problems = read([["trust", "effort", "→ talk"], [cell, "low", "x"]])
    assert (rule.text, problems) == ("effort == low", [])
    [rule], _ = one("trust", cell)
    assert (rule.text, rule.when) == ("always", ALWAYS)


def test_conditions_of_a_row_all_count() -> None:
    """What a cell combines stands in brackets in the condition of the row."""
    [rule], _ = read([["domains", "budget", "trust", "→ talk"], ["work, care", "1..3", "low", "x"]])
    assert rule.text == "(work in domains or care in domains) and 1 <= budget <= 3 and trust == low"
    assert rule.when == parse_condition(rule.text, NAMES, rule.place, "", Problems())
    [rule], _ = read([["strained or strategy_agreed", "trust", "→ talk"], ["ja", "low", "x"]])
    assert rule.text == "(strained or strategy_agreed) and trust == low"


WRONG_CELLS = [
    ("trust", "lo", "lo isn't a value of trust; choose from: low, medium, high; did you mean low?"),
    ("trust", "low, hgh", "hgh isn't a value of trust; choose from: low, medium, high; did you mean high?"),
    (
        "trust",
        ">= gemideld",
        "gemideld isn't a value of trust; choose from: low, medium, high; did you mean medium?",
    ),
    ("trust", "unknown", "unknown isn't a value of trust; choose from: low, medium, high"),
    ("trust", "3", "3 isn't a value of trust; choose from: low, medium, high"),
    ("trust", "< low", "< low holds for no value of trust at all"),
    ("trust", "[high..low]", "[high..low] holds for no value of trust at all"),
    ("trust", "not (low, medium, high)", "not (low, medium, high) holds for no value of trust at all"),
    ("trust", "[low..medium", "[low..medium isn't a range with clear ends; write [2..5], or [2..5[ without 5"),
    (
        "trust",
        "low,,high",
        "low,,high can't be read; write a value, a list (a, b), >= a, [a..b], not a, or - for anything",
    ),
    ("strategy_agreed", "yse", "yse isn't yes or no; write yes, no, or - for both; did you mean yes?"),
    ("strained", "high", "high isn't yes or no; write yes, no, or - for both"),
    (
        "shape",
        "> spread",
        "shape has no order, so > spread can't be; write a value, a list, or not with a value",
    ),
    ("shape", "a..b", "shape has no order, so a..b can't be; write a value, a list, or not with a value"),
    ("domains", "wrk", "wrk isn't a value of domains; choose from: work, care, youth; did you mean work?"),
    ("budget", "low", "low isn't a fact, conclusion or assumption"),
    ("budget", "> larg_city", "larg_city isn't a fact, conclusion or assumption; did you mean large_city?"),
    ("budget", "trust", "trust isn't a number"),
    ("budget", "0,5,7", "0,5,7: put a space after each comma of a list (0, 5), or a semicolon"),
    ("budget", "[2..", "[2.. isn't a range with clear ends; write [2..5], or [2..5[ without 5"),
    ("budget", "[2..5..7]", "[2..5..7] isn't a range with clear ends; write [2..5], or [2..5[ without 5"),
    ("budget", "not (2..5)", "not (2..5) isn't a range with clear ends; write [2..5], or [2..5[ without 5"),
    ("budget", "5..2", "5..2 holds for no value of budget at all"),
    ("budget", "]2..2]", "]2..2] holds for no value of budget at all"),
    ("budget", "< 0", "< 0 holds for no value of budget at all"),
    ("budget", "1e20", "1e+20 can't stand in a condition"),
    ("budget", "> strained", "strained isn't a number"),
    ("budget", "> 2 if strategy_agreed else 3", "2 if strategy_agreed else 3 can't stand in a condition"),
    (
        "budget",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13",
        "more than 12 values in one cell; divide them over more rows",
    ),
    (
        "budget",
        "fair_share, 2, 3, 4, 5",
        "more than 4 values in one cell; divide them over more rows",
    ),
    ("count(municipalities)", "2.5", "2.5 isn't a whole number"),
    (
        "known(trust)",
        "no",
        "not known(…) can't be: what isn't given is unknown and may become known later",
    ),
    (
        "known(trust)",
        "not yes",
        "not known(…) can't be: what isn't given is unknown and may become known later",
    ),
]


@pytest.mark.parametrize(("header", "cell", "message"), WRONG_CELLS)
def test_a_wrong_cell_says_what_is_wrong(header: str, cell: str, message: str) -> None:
    """One mistake, one message, at the cell."""
    rules, problems = one(header, cell)
    assert (rules, problems) == ([], [f"A2 tables.t: {message}"])


# --- conclusions, ids and texts ------------------------------------------------------------------


def test_a_row_gives_a_rule_for_every_filled_conclusion() -> None:
    """A conclusion, one with a severity or a strength, and a fact; an id says which where it must."""
    header = ["trust", "→ talk", "-> strained", "=> city_first", "→ shape"]
    rules, problems = read(
        [header, ["low", "x", "", "", ""], ["medium", "-", "high", "strong", "één kern"], ["high", "", "Ja", "", ""]]
    )
    assert problems == []
    assert {rule.id: (rule.target, rule.value, rule.grade, str(rule.place)) for rule in rules} == {
        "t-2": ("talk", True, "", "t.csv:B2"),
        "t-3-strained": ("strained", True, "high", "t.csv:C3"),
        "t-3-city-first": ("city_first", True, "strong", "t.csv:D3"),
        "t-3-shape": ("shape", "one_centre", "", "t.csv:E3"),
        "t-4": ("strained", True, "", "t.csv:C4"),
    }


def test_a_row_may_have_an_id_and_a_text_of_its_own() -> None:
    """Where it has none, its number and the text of the table count; empty rows count as rows."""
    header = ["id", "trust", "→ talk", "because nl", "because en"]
    rules, problems = read([header, ["a-1", "low", "x", "Zo.", "So."], [], ["", "high", "x", "", ""]])
    assert problems == []
    assert {rule.id: rule.because for rule in rules} == {"t-a-1": Text("Zo.", "So."), "t-4": Text("x", "x")}


def test_a_rule_takes_the_rest_from_its_table(tmp_path: Path) -> None:
    """Statements, basis, why and the days on which it is in force are those of the table."""
    more = (
        "because: {nl: a, en: b}, statements: [S01, S02], basis: assumption, why: {nl: c, en: d},"
        " valid_from: 2020-01-01, valid_until: 2021-12-31"
    )
    [rule] = loaded(ruleset(tmp_path, "trust,→ talk\nlow,x\n", more=more)).values()
    assert (rule.statements, rule.basis, rule.why) == (("S01", "S02"), "assumption", Text("c", "d"))
    assert (str(rule.valid_from), str(rule.valid_until), rule.ruleset) == ("2020-01-01", "2021-12-31", "mini")


WRONG_TABLES: list[tuple[Cells, list[str]]] = [
    ([["trust", "→ talk"]], ["A1 tables.t: this table is empty: below a row of headers belongs at least one row"]),
    (
        [["trust", "talk"], ["low", "yes"]],
        ["B1 tables.t: this table concludes nothing; put an arrow in the header of the last column: → conclusion"],
    ),
    (
        [["→ talk", "trust"], ["x", "low"]],
        ["B1 tables.t: trust stands after a conclusion; put the columns with conditions first"],
    ),
    (
        [["trsut", "→ talk"], ["low", "x"], ["high", "x"]],
        ["A1 tables.t: trsut isn't a fact, conclusion or assumption; did you mean trust?"],
    ),
    ([["municipalities", "→ talk"], ["3", "x"]], ["A1 tables.t: municipalities isn't a number"]),
    (
        [["trust >= hihg", "→ talk"], ["ja", "x"]],
        ["A1 tables.t: hihg isn't a value of trust (but: low, medium, high); did you mean high?"],
    ),
    (
        [["trust >=", "→ talk"], ["ja", "x"]],
        [
            "A1 tables.t: this condition can't be read at: trust >=; write comparisons like a >= 5, with and, or or not"
            " between them"
        ],
    ),
    ([["trust", "→ tlak"], ["low", "x"]], ["B1 tables.t: tlak isn't a conclusion; did you mean talk?"]),
    (
        [["trust", "→ budget"], ["low", "3"]],
        ["B1 tables.t: number can't stand here; choose from: level, choice, yes_no"],
    ),
    (
        [["trust", "trust", "→ talk", "-> talk"], ["", "low", "x", "x"], ["", "high", "x", "x"]],
        ["B1 tables.t: the header trust stands in A1 too", "D1 tables.t: the header -> talk stands in C1 too"],
    ),
    (
        [["id", "trust", "→ talk"], ["a", "low", "x"], ["a", "high", "x"], ["B c", "medium", "x"]],
        [
            "A3 tables.t: a is already defined in t.csv:A2",
            "A4 tables.t: B c isn't a valid name (kleine-letters-met-streepjes)",
        ],
    ),
    (
        [["trust", "→ talk"], ["low", ""], ["high", "-"]],
        [
            f"A{row} tables.t: this row concludes nothing; fill in a column with an arrow, or empty the whole row"
            for row in (2, 3)
        ],
    ),
    (
        [["trust", "→ talk"], ["low", "x", "", "hm"]],
        ["D2 tables.t: there is no header above this cell; give the column a header or empty the cell"],
    ),
    (
        [["trust", "→ talk", "→ strained", "→ shape"], ["low", "no", "hgih", "sprea"]],
        [
            "B2 tables.t: no can't stand here; choose from: yes, x, ja",
            "C2 tables.t: hgih can't stand here; choose from: yes, x, ja, watch, medium, high; did you mean high?",
            "D2 tables.t: sprea can't stand here; choose from: one_centre, spread; did you mean spread?",
        ],
    ),
    (
        [["trust", "→ talk", "because nl"], ["low", "x", "Zo."]],
        ["C1 tables.t: a text belongs here in both languages: because nl and because en"],
    ),
    (
        [["trust", "→ talk", "because nl", "because en"], ["low", "x", "Zo."]],
        ["C2 tables.t: a text belongs here in both languages: because nl and because en"],
    ),
    (
        [["trust", *[""] * 60, "→ talk"], ["low"]],
        ["  tables.t: a table has at most 200 rows and 60 columns; split this one"],
    ),
    (
        [["trust", "→ talk"], *[[] for _ in range(200)], ["low", "x"]],
        ["  tables.t: a table has at most 200 rows and 60 columns; split this one"],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), WRONG_TABLES)
def test_a_wrong_table_says_what_is_wrong(rows: Cells, expected: list[str]) -> None:
    """The header, the ids, the conclusions and the texts: each mistake at its cell, and no echo of it."""
    _, problems = read(rows, "unique")
    assert [line.strip() for line in expected] == [line.removeprefix("t.csv").strip() for line in problems]


def test_a_condition_stays_within_the_limit_of_conditions() -> None:
    """A row that would need a longer condition than a rule may have, is refused."""
    rows = [["budget", "trust", "→ talk"], *([f"> {10**6 - each}", "low", "x"] for each in range(1, 3))]
    assert read(rows, "collect")[1] == []
    many = [[f"count(municipalities, population > {each})" for each in range(50)] + ["→ talk"], ["3"] * 50 + ["x"]]
    assert read(many)[1] == [
        "A2 tables.t: the condition of this row gets longer than 2000 characters; narrow the row or split the table"
    ]


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    """Those in tables stand among the others of the rule set, each with its own place."""
    folder = ruleset(tmp_path, "trust,→ talk\nlo,x\nhigh,y\n")
    (folder / "y.yaml").write_text(
        "rules:\n  r1: {when: trst, then: talk, because: {nl: x, en: x}, basis: source, statements: [S01]}\n"
        "tables:\n  u: {file: t.csv, basis: source, hit: frist, statements: [S01]}\n"
    )
    assert mistakes(folder) == [
        "t.csv:A2 tables.t: lo isn't a value of trust; choose from: low, medium, high; did you mean low?",
        "t.csv:B3 tables.t: y can't stand here; choose from: yes, x, ja",
        "y.yaml:2:14 rules.r1.when: trst isn't a fact, conclusion or assumption; did you mean trust?",
        "y.yaml:4:40 tables.u.hit: frist can't stand here; choose from: unique, first, collect; did you mean first?",
    ]


def test_a_fact_that_is_wrong_itself_gives_no_echo(tmp_path: Path) -> None:
    """Nor does a conclusion: what is wrong with them is said where they stand."""
    folder = ruleset(tmp_path, "f1,→ c1\nlow,x\n,x\n")
    (folder / "y.yaml").write_text("facts: {f1: {type: levl}}\nconclusions: {c1: {kind: findng}}\n")
    assert {line.partition(" ")[2].partition(":")[0] for line in mistakes(folder)} == {
        "facts.f1.type",
        "facts.f1",
        "conclusions.c1.kind",
        "conclusions.c1",
    }


DECLARED = [
    ("u.csv", "", "z.yaml:2:13 tables.t.file: the file u.csv doesn't exist"),
    (
        "../t.csv",
        "",
        "z.yaml:2:13 tables.t.file: ../t.csv lies outside the folder of the rule set; put the table in that folder",
    ),
    (
        "/etc/hostname.csv",
        "",
        "z.yaml:2:13 tables.t.file: /etc/hostname.csv lies outside the folder of the rule set;"
        " put the table in that folder",
    ),
    (
        "u" * 300 + ".csv",
        "",
        f"z.yaml:2:13 tables.t.file: the file {'u' * 300}.csv doesn't exist",
    ),
    (
        '"u\\0.csv"',
        "",
        "z.yaml:2:14 tables.t.file: u\\x00.csv lies outside the folder of the rule set; put the table in that folder",
    ),
    ("t.ods", "", "z.yaml:2:13 tables.t.file: this kind of file can't be read (but: .csv, .xlsx)"),
    ("t.csv", f"sheet: A, {SOURCE}", "z.yaml:2:13 tables.t.file: sheet doesn't belong to a CSV"),
    (
        "t.csv",
        "statements: [S01], basis: source",
        "t.csv:A2 tables.t: this row has no text; fill in because nl and because en, or give the table a because",
    ),
    (
        "t.csv",
        "because: {nl: x, en: x}, basis: interpretation, statements: [S01]",
        "z.yaml:2:3 tables.t: a rule that isn't straight from the source says why: fill in why",
    ),
    (
        "t.csv",
        "because: {nl: x, en: x}, basis: source",
        "z.yaml:2:3 tables.t: a rule with basis source or interpretation names at least one statement",
    ),
    (
        "t.csv",
        "because: {nl: x, en: x}, basis: source, statements: [S99]",
        "z.yaml:2:73 tables.t.statements: S99 isn't a statement",
    ),
    (
        "t.csv",
        "because: {nl: '{trusst}', en: x}, basis: source, statements: [S01]",
        "z.yaml:2:3 tables.t: {trusst} in this text is neither a fact nor an assumption; did you mean trust?",
    ),
]


@pytest.mark.parametrize(("name", "more", "message"), DECLARED)
def test_a_wrong_declaration_says_so_once(tmp_path: Path, name: str, more: str, message: str) -> None:
    """What all rows rest on is checked once, where it stands in the YAML file."""
    found = mistakes(ruleset(tmp_path, "trust,→ talk\nlow,x\nhigh,x\n", name=name, more=more))
    assert message in found
    assert len(found) == (2 if "no text" in message else 1)


def test_a_text_of_a_row_is_checked_at_its_row(tmp_path: Path) -> None:
    """A slot in a row's own text must be a fact or an assumption."""
    folder = ruleset(tmp_path, "trust,→ talk,because nl,because en\nlow,x,{trusst},x\nhigh,x,,\n")
    assert mistakes(folder) == [
        "t.csv:B2 rules.t-2: {trusst} in this text is neither a fact nor an assumption; did you mean trust?"
    ]


def test_ids_of_rows_and_rules_are_told_apart(tmp_path: Path) -> None:
    """A row may not get the id of a rule, nor of another row."""
    folder = ruleset(tmp_path, "id,trust,→ talk,→ strained\na,low,x,x\na-talk,high,x,\n")
    rule = "{when: strategy_agreed, then: talk, because: {nl: x, en: x}, basis: source, statements: [S01]}"
    (folder / "y.yaml").write_text(f"rules:\n  t-a-strained: {rule}\n")
    assert mistakes(folder) == [
        "t.csv:D2 tables.t: t-a-strained is already defined in y.yaml:2:3",
        "t.csv:C3 tables.t: t-a-talk is already defined in t.csv:C2",
    ]


# --- files -----------------------------------------------------------------------------------------

ROWS = [["id", "trust", "count(municipalities, population >= 3)", "→ talk", "because nl", "because en"]]
ROWS += [["a", "laag, high", ">= 2", "x", "Zo, dus.", "So, then."], [], ["", "medium", "1", "yes", "", ""]]


def as_csv(rows: Cells, delimiter: str = ",", end: str = "\n") -> str:
    quoted = (
        '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell
        for row in rows
        for cell in row
    )
    cells = iter(quoted)
    return end.join(delimiter.join(next(cells) for _ in row) for row in rows) + end


def save(rows: Cells, path: Path, title: str = "Blad", *, first: str = "") -> None:
    """A workbook with these cells; numbers as numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if first:
        sheet.title = first
        sheet = book.create_sheet()
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row, 1):
            sheet.cell(number, at, int(cell) if cell.isdigit() else cell or None)
    book.save(path)


def test_every_kind_of_file_gives_the_same_rules(tmp_path: Path) -> None:
    """Commas, semicolons with a byte-order mark and Windows lines, and a workbook: the rules are equal."""
    comma = ruleset(tmp_path / "1", as_csv(ROWS))
    semicolon = ruleset(tmp_path / "2", "\ufeff" + as_csv(ROWS, ";", "\r\n"))
    workbook = ruleset(tmp_path / "3", "", name="t.xlsx")
    save(ROWS, workbook / "t.xlsx")
    rules = loaded(comma)
    assert {name: rule.text for name, rule in rules.items()} == {
        "t-a": "trust in (low, high) and count(municipalities, population >= 3) >= 2",
        "t-4": "trust == medium and count(municipalities, population >= 3) == 1",
    }
    assert rules == loaded(semicolon) == loaded(workbook)
    assert [str(loaded(each)["t-4"].place).rpartition("/")[2] for each in (semicolon, workbook)] == [
        "t.csv:D4",
        "t.xlsx:Blad!D4",
    ]


def test_a_sheet_is_found_by_name(tmp_path: Path) -> None:
    """Without a name it is the first; an unknown name is a message with the nearest one."""
    folder = ruleset(tmp_path, "", name="t.xlsx", more=f"sheet: tweede, {SOURCE}")
    save(ROWS, folder / "t.xlsx", "Tweede", first="Eerste")
    assert len(loaded(folder)) == 2
    declared = folder / "z.yaml"
    declared.write_text(declared.read_text().replace("tweede", "twede"))
    assert mistakes(folder) == ["t.xlsx: the sheet twede is missing; did you mean Tweede?"]
    declared.write_text(declared.read_text().replace("sheet: twede, ", ""))
    assert mistakes(folder) == [
        "t.xlsx:Eerste!A1 tables.t: this table is empty: below a row of headers belongs at least one row"
    ]


def test_a_workbook_names_its_cells(tmp_path: Path) -> None:
    """A wrong value, and a formula without a value."""
    folder = ruleset(tmp_path, "", name="t.xlsx")
    save([["trust", "budget", "→ talk"], ["lo", "=1+1", "x"]], folder / "t.xlsx")
    assert mistakes(folder) == [
        "t.xlsx:Blad!A2 tables.t: lo isn't a value of trust; choose from: low, medium, high; did you mean low?",
        "t.xlsx:Blad!B2: =1+1 is a formula without a computed value; type the value itself, or open and save the"
        " file in a spreadsheet program",
    ]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """Whatever its name says."""
    folder = ruleset(tmp_path, "", name="t.xlsx")
    (folder / "t.xlsx").write_text("trust,→ talk")
    [message] = mistakes(folder)
    assert message.startswith("t.xlsx: this isn't an .xlsx file")


def test_without_openpyxl_a_workbook_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install, at the file that needs it."""
    folder = ruleset(tmp_path, "", name="t.xlsx")
    save(ROWS, folder / "t.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert mistakes(folder) == ["t.xlsx: spreadsheets need openpyxl; install regiorules[spreadsheet]"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('trust,→ talk\nlow,"x\nhigh,x\n', "B2"),
        ('trust;→ talk\n\n"low";x\n"hi"gh;x\n', "A4"),
        ('trust,effort,→ talk\n"low","a\nb","x" y\n', "C2"),
    ],
)
def test_a_quote_that_is_not_closed_is_found(tmp_path: Path, text: str, cell: str) -> None:
    """Its cell is named; a quoted cell may hold line breaks, and an empty line is a row."""
    assert mistakes(ruleset(tmp_path, text)) == [
        f't.csv:{cell}: a quote in this cell isn\'t closed properly; put the whole cell between quotes, or write ""'
    ]


def test_a_file_must_be_utf_8(tmp_path: Path) -> None:
    """What an old program writes is refused with what to do."""
    folder = ruleset(tmp_path, "")
    (folder / "t.csv").write_bytes("trust,→ talk\nlow,één\n".encode("utf-16"))
    assert mistakes(folder) == ["t.csv: byte 0 isn't UTF-8; save the file as UTF-8"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """The file of a table stays inside the rule set, links included."""
    folder = ruleset(tmp_path, "", name="u.csv")
    (tmp_path / "elsewhere.csv").write_text("trust,→ talk\nlow,x\n")
    (folder / "u.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert [line.partition("; ")[0] for line in mistakes(folder)] == [
        "z.yaml:2:13 tables.t.file: u.csv lies outside the folder of the rule set"
    ]


def test_the_digest_is_of_the_tables_too(tmp_path: Path) -> None:
    """Another byte in a table is another rule set; a file that no table names doesn't count."""
    folder = ruleset(tmp_path, "trust,→ talk\nlow,x\n")
    before = load_rulesets(folder).rulesets[0].digest
    (folder / "other.csv").write_text("x")
    assert load_rulesets(folder).rulesets[0].digest == before
    (folder / "t.csv").write_text("trust,→ talk\nhigh,x\n")
    assert load_rulesets(folder).rulesets[0].digest != before


# --- hit policies ------------------------------------------------------------------------------------

FIRST: list[tuple[Cells, list[str]]] = [
    (
        [["trust", "effort", "→ strained"], ["low", "high", "watch"], ["low", "-", "medium"], ["-", "-", "high"]],
        ["trust == low and effort == high", "trust == low and effort != high", "trust != low"],
    ),
    (
        [
            ["trust", "effort", "→ strained"],
            ["low", "high", "watch"],
            ["high", "high", "medium"],
            ["-", "> low", "high"],
        ],
        [
            "trust == low and effort == high",
            "trust == high and effort == high",
            "effort > low and not (trust == low and effort == high) and not (trust == high and effort == high)",
        ],
    ),
    (
        [["budget", "→ strained"], ["< fair_share", "watch"], [">= fair_share", "medium"]],
        ["budget < fair_share", "budget >= fair_share"],
    ),
    (
        [["budget", "→ strained"], ["< 5000", "watch"], ["< large_city", "medium"]],
        ["budget < 5000", "budget < large_city and budget >= 5000"],
    ),
    ([["strained", "→ strained"], ["nee", "watch"], ["-", "medium"]], ["not strained", "strained"]),
]


@pytest.mark.parametrize(("rows", "texts"), FIRST)
def test_first_excludes_the_earlier_rows_that_matter(rows: Cells, texts: list[str]) -> None:
    """A condition stays readable: rows that can't hold together, and what follows already, aren't in it."""
    rules, problems = read(rows, "first")
    assert problems == []
    assert [rule.text for rule in rules] == texts


def test_a_row_that_never_comes_first_is_refused() -> None:
    """It would be a rule that can't hold."""
    rows = [["trust", "effort", "→ talk"], [">= medium", "-", "x"], ["low", "-", "x"], ["high", "low", "x"]]
    assert read(rows, "first")[1] == [
        "A4 tables.t: row 4 never holds: row 2 comes first and holds whenever this one does; move or remove this row"
    ]


def test_what_is_known_can_not_be_asked_in_order() -> None:
    """`known` can't be denied, so that no row can come after one that asks it."""
    assert read([["known(trust)", "→ talk"], ["yes", "x"], ["-", "x"]], "first")[1] == [
        "A1 tables.t: not known(…) can't be: what isn't given is unknown and may become known later"
    ]


UNIQUE = [
    ("trust", "low, medium", "medium", "overlap"),
    ("trust", ">= medium", "low", ""),
    ("trust", "not (low, medium)", "medium", ""),
    ("strategy_agreed", "yes", "no", ""),
    ("strategy_agreed", "yes", "-", "overlap"),
    ("domains", "work", "care", "overlap"),
    ("domains", "work", "not (work, care)", ""),
    ("domains", "work, care", "not work", "overlap"),
    ("domains", "not work", "not care", "overlap"),
    ("budget", "[1..2]", "]2..3]", ""),
    ("budget", "[1..2]", "[2..3]", "overlap"),
    ("budget", "> 2", "< 3", "overlap"),
    ("large_cities", "> 2", "< 3", ""),
    ("count(municipalities)", "not 0", "< 1", ""),
    ("budget", "not (1, 2)", "1", ""),
    ("budget", "not 1..2, 5", "1..2", ""),
    ("largest_share", "> 1", "> 2", "overlap"),  # calculated, and so not held to its limits
    ("budget", "< fair_share", ">= fair_share", ""),
    ("budget", "<= fair_share", ">= fair_share", "unsure"),
    ("budget", "< fair_share", "> 1", ""),
    ("budget", "< fair_share", "> 0.5", "unsure"),
    ("budget", "< fair_share", "< fair_share", "overlap"),
    ("budget", "> large_city", "< fair_share", ""),
    ("budget", "< 2 * fair_share", ">= fair_share * 2", "unsure"),
    ("budget", "< 2 * fair_share", ">= 2*fair_share", ""),
    ("centre_municipality", "Almere", "Lelystad", ""),
    ("centre_municipality", "not Almere", "Lelystad", "overlap"),
    ("centre_municipality", "not Almere", "Almere", ""),
]


@pytest.mark.parametrize(("header", "cell", "other", "what"), UNIQUE)
def test_unique_refuses_rows_that_can_hold_together(header: str, cell: str, other: str, what: str) -> None:
    """Levels, sets, texts and numbers exactly; assumptions where nothing proves that the rows exclude each other."""
    expected = {
        "": [],
        "overlap": [
            "A3 tables.t: row 3 and row 2 can hold together (A2/A3); make them exclude each other, or choose hit:"
            " first or collect"
        ],
        "unsure": [
            "A3 tables.t: row 3 and row 2 don't certainly exclude each other: it depends on an assumption or another"
            " fact in A2/A3; use the same bound in both, or choose hit: first or collect"
        ],
    }[what]
    assert read([[header, "→ talk"], [cell, "x"], [other, "x"]], "unique")[1] == expected


def test_rows_are_unique_where_one_column_tells_them_apart() -> None:
    """One column is enough; the message names the cells of both rows."""
    header = ["trust", "effort", "→ talk"]
    assert read([header, ["low", "low", "x"], ["low", "high", "x"]], "unique")[1] == []
    [message] = read([header, ["low", "low", "x"], ["high", "", "x"], ["low", "<= medium", "x"]], "unique")[1]
    assert message.startswith("A4 tables.t: row 4 and row 2 can hold together (A2/A4, B2/B4);")


# --- against a plain reading -----------------------------------------------------------------------


@frozen
class Cell:
    """A cell, and what it says of a value."""

    text: str
    holds: Callable[[Any], bool]


SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne}
LEVELS = VOCABULARY.facts["trust"].option_ids
COLUMNS = ("trust", "effort", "strategy_agreed", "domains", "budget", "count(municipalities)", "centre_municipality")
ANY = Cell("-", lambda _: True)
TOWNS = ("Almere", "'s-Gravenhage", "Súdwest-Fryslân")


def ranked(values: Sequence[Any], rank: Callable[[Any], Any]) -> st.SearchStrategy[Cell]:
    """Cells about values with an order: a value, a comparison, an interval."""

    def compared(sign: str, value: Any) -> Cell:
        return Cell(f"{sign} {value}", lambda seen: SIGNS[sign](rank(seen), rank(value)))

    def interval(ends: list[Any], left: str, right: str) -> Cell:
        low, high = sorted(ends, key=rank)
        above, below = SIGNS[">" if left == "]" else ">="], SIGNS["<" if right == "[" else "<="]
        text = f"{left}{low}..{high}{right}"
        return Cell(text, lambda seen: above(rank(seen), rank(low)) and below(rank(seen), rank(high)))

    value = st.sampled_from(values)
    side = st.sampled_from("[]")
    return st.one_of(
        value.map(lambda each: Cell(str(each), lambda seen: seen == each)),
        st.builds(compared, st.sampled_from(sorted(SIGNS)), value),
        st.builds(interval, st.lists(value, min_size=2, max_size=2), side, side),
    )


def has(option: str) -> Cell:
    return Cell(option, lambda seen: option in seen)


def is_so(value: Any, text: str) -> Cell:
    return Cell(text, lambda seen: seen == value)


def listed(tests: st.SearchStrategy[Cell]) -> st.SearchStrategy[Cell]:
    """Cells with one to three tests, denied or not, or with nothing."""

    def together(parts: list[Cell], denied: bool) -> Cell:
        text = ", ".join(part.text for part in parts)
        if not denied:
            return Cell(text, lambda seen: any(part.holds(seen) for part in parts))
        return Cell(f"not ({text})", lambda seen: not any(part.holds(seen) for part in parts))

    return st.one_of(st.just(ANY), st.builds(together, st.lists(tests, min_size=1, max_size=3), st.booleans()))


AMOUNTS = (0, 1, 2.5, 10, 100)
COUNTS = (0, 1, 2, 3)
ASKED: Mapping[str, st.SearchStrategy[Cell]] = {
    "trust": listed(ranked(LEVELS, LEVELS.index)),
    "effort": listed(ranked(LEVELS, LEVELS.index)),
    "strategy_agreed": st.sampled_from([ANY, is_so(True, "ja"), is_so(False, "no"), is_so(False, "not yes")]),
    "domains": listed(st.sampled_from([has(each) for each in VOCABULARY.facts["domains"].option_ids])),
    "budget": listed(ranked(AMOUNTS, float)),
    "count(municipalities)": listed(ranked(COUNTS, float)),
    "centre_municipality": listed(st.sampled_from([is_so(each, each) for each in TOWNS])),
}
POSSIBLE: Mapping[str, Sequence[Any]] = {
    "trust": LEVELS,
    "effort": LEVELS,
    "strategy_agreed": (True, False),
    "domains": [chosen for size in range(4) for chosen in combinations(VOCABULARY.facts["domains"].option_ids, size)],
    "budget": sorted({*AMOUNTS, *(each + 0.1 for each in AMOUNTS), *(max(0, each - 0.1) for each in AMOUNTS)}),
    "count(municipalities)": range(6),
    "centre_municipality": (*TOWNS, "elders"),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[dict[str, Cell]]]:
    """Columns, and rows of cells, each of which holds for some value."""
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3, unique=True))
    row = st.fixed_dictionaries({name: ASKED[name] for name in columns})
    able = row.filter(lambda each: all(any(map(each[name].holds, POSSIBLE[name])) for name in columns))
    return columns, draw(st.lists(able, min_size=1, max_size=len(OUTCOMES)))


OUTCOMES = ("x", "watch", "medium", "high")  # of rows that exclude each other


def cells_of(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]]) -> list[list[str]]:
    return [
        [*columns, "→ strained"],
        *([*(row[name].text for name in columns), end] for row, end in zip(rows, OUTCOMES, strict=False)),
    ]


def row_holds(row: Mapping[str, Cell], seen: Mapping[str, Any]) -> bool | None:
    """A row as a person reads it: all its cells; unknown where that depends on what isn't known."""
    asked = {name: cell for name, cell in row.items() if cell is not ANY}
    return conjunction(None if seen.get(name) is None else cell.holds(seen[name]) for name, cell in asked.items())


def read_plainly(rows: Sequence[Mapping[str, Cell]], hit: str, seen: Mapping[str, Any]) -> list[bool | None]:
    """Row by row; with `first` a row holds where no earlier one does."""
    found: list[bool | None] = []
    every = [row_holds(row, seen) for row in rows]
    for at, truth in enumerate(every):
        found.append(conjunction([truth, *map(negation, every[:at])]) if hit == "first" else truth)
    return found


@st.composite
def regions(draw: st.DrawFn) -> tuple[Region, Region]:
    """A region of which all is known, and the same with some of it unknown."""
    names = [name for name in COLUMNS if "(" not in name]
    facts: dict[str, Any] = {name: draw(outer_values(VOCABULARY.facts[name])) for name in names}
    facts["budget"] = draw(st.sampled_from(POSSIBLE["budget"]))
    facts["centre_municipality"] = draw(st.sampled_from(POSSIBLE["centre_municipality"]))
    facts["municipalities"] = [{"name": f"G{at}", "population": 9} for at in range(draw(st.integers(0, 5)))]
    hidden = draw(st.sets(st.sampled_from(sorted(facts))))
    whole, part = ({name: Given(value) for name, value in facts.items() if name not in out} for out in ((), hidden))
    return Region("x", whole), Region("x", part)


def seen_in(region: Region) -> dict[str, Any]:
    known = {name: each.value for name, each in region.facts.items()}
    return {**known, "count(municipalities)": len(known["municipalities"]) if "municipalities" in known else None}


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from(["first", "collect"]), regions())
def test_a_table_means_what_a_person_reads_in_it(
    table: tuple[list[str], list[dict[str, Cell]]], hit: HitPolicy, both: tuple[Region, Region]
) -> None:
    """
    On what is known rows hold as a plain reading says, and on part of it they never say otherwise.

    Where the plain reading is decided, so is the rule; a rule may be decided sooner.
    """
    columns, rows = table
    rules, problems = read(cells_of(columns, rows), hit)
    assume(not any("holds for every value" in line for line in problems))
    masked = {int(line.partition(" tables")[0][1:]) - 2 for line in problems}
    by_row = {int(rule.id.removeprefix("t-")) - 2: rule for rule in rules}
    assert masked == set(range(len(rows))) - set(by_row)
    engine = Engine(evolve(KNOWLEDGE, rules={rule.id: rule for rule in rules}), "compiled")
    words: dict[str, bool | None] = {"holds": True, "fails": False, "open": None}
    statuses = [engine.statuses(region) for region in both]
    whole, part = (read_plainly(rows, hit, seen_in(region)) for region in both)
    for at, rule in by_row.items():
        on_all, on_part = (words[each[rule.id]] for each in statuses)
        assert on_all is whole[at]
        assert on_part in (None, on_all)
        if part[at] is not None:
            assert on_part is part[at]
        if hit == "collect":
            assert on_part is part[at]
        assert parse_condition(rule.text, NAMES, rule.place, "", Problems()) == rule.when
    for at in masked:
        assert whole[at] is False


@settings(max_examples=150, deadline=None)
@given(tables())
def test_unique_finds_exactly_the_rows_that_can_hold_together(table: tuple[list[str], list[dict[str, Cell]]]) -> None:
    """Against all values of every column, tried one by one; each row is told of one other."""
    columns, rows = table
    _, problems = read(cells_of(columns, rows), "unique")
    assume(not any("holds for every value" in line for line in problems))
    found = {tuple(int(word) for word in line.split() if word.isdigit()) for line in problems}
    expected = {}
    for row, later in combinations(range(len(rows)), 2):
        pairs = [(rows[row][name], rows[later][name], POSSIBLE[name]) for name in columns]
        if all(any(one.holds(value) and other.holds(value) for value in values) for one, other, values in pairs):
            expected.setdefault(later + 2, row + 2)
    assert found == set(expected.items())


REFUSED = ("holds for no value", "holds for every value", "is calculated", "range with clear ends")
OPERANDS = ("0", "0.5", "1", "2", "1000", "fair_share", "large_city", "2 * fair_share", "largest_share")
BOUNDED = st.one_of(
    st.builds("{} {}".format, st.sampled_from(sorted(SIGNS)), st.sampled_from(OPERANDS)),
    st.builds("{}..{}".format, st.sampled_from(OPERANDS), st.sampled_from(OPERANDS)),
    st.builds("]{}..{}[".format, st.sampled_from(OPERANDS), st.sampled_from(OPERANDS)),
    st.sampled_from(OPERANDS),
)
LISTED = st.builds(
    lambda parts, denied: f"not ({', '.join(parts)})" if denied else ", ".join(parts),
    st.lists(BOUNDED, min_size=1, max_size=3),
    st.booleans(),
)
SAMPLES = [
    ({"budget": budget, "largest_share": largest}, {"fair_share": share, "large_city": city})
    for budget, share, city in product(
        (0, 0.2, 0.5, 0.7, 1, 1.4, 2, 999, 1000, 5000, 1e6), (0, 0.2, 0.5, 0.7, 1), (1000, 5000)
    )
    for largest in (0.5, 3, None)
]


@settings(max_examples=60, deadline=None)
@given(LISTED, LISTED)
def test_what_depends_on_assumptions_is_never_wrongly_certain(cell: str, later: str) -> None:
    """
    Whatever value an assumption or another fact has: rows that pass as unique never hold together, and with
    `first` a row holds exactly where its cell does and the earlier one doesn't.
    """
    rows = [["budget", "→ strained"], [cell, "high"], [later, "watch"]]
    plain, problems = read(rows, "collect")
    if problems:  # a cell that can never hold
        assert all(any(why in line for why in REFUSED) for line in problems)
        return
    alone = [[evaluate(bind(rule.when, known), values) for rule in plain] for values, known in SAMPLES]
    _, problems = read(rows, "unique")
    assert problems or [True, True] not in alone
    [_, *second], _ = read(rows, "first")
    for (values, known), (one_holds, other_holds) in zip(SAMPLES, alone, strict=True):
        expected = conjunction([other_holds, negation(one_holds)])
        seen = evaluate(bind(second[0].when, known), values) if second else False
        assert seen is expected or (None in values.values() and seen is None) or (expected is None and not seen)


@settings(max_examples=100, deadline=None)
@given(
    st.text('trus,;"→->x \n\r\ufefflow@-=', max_size=60), st.sampled_from(["", "trust,→ talk\n", "trust;→ talk\r\n"])
)
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str, head: str) -> None:
    """Whatever stands in a CSV file, it is rules or located problems."""
    path = tmp_path_factory.mktemp("x") / "t.csv"
    path.write_bytes((head + text).encode())
    problems = Problems()
    grid = read_grid(path, "", problems)
    table = DecisionTable("t.csv", "source", because=Text("x", "x"), id="t")
    rules = table_rules(table, grid, NAMES, KNOWLEDGE.conclusions, problems) if grid else []
    assert rules or problems.found
    assert all(problem.place.file == str(path) for problem in problems.found)


@settings(max_examples=300, deadline=None)
@given(st.text("<>=![]().,'\"#x0123→- \tabotrue\\;", max_size=30), st.sampled_from([*COLUMNS, "strained", "shape"]))
def test_any_text_in_a_cell_is_read_or_refused(cell: str, header: str) -> None:
    """Nothing that stands in a cell breaks the reading; what is read is its own text again."""
    rules, problems = one(header, cell)
    assert bool(rules) is not bool(problems)
    for rule in rules:
        assert parse_condition(rule.text, NAMES, rule.place, "", Problems()) == rule.when


# --- a rule set with tables -------------------------------------------------------------------------


def test_a_table_works_like_rules() -> None:
    """Rows are rules to the engine and to explanations: with their reason, their condition and their statements."""
    knowledge = load_rulesets(TABLES)
    assert {rule.table for rule in knowledge.rules.values()} == {"who-serves", "approach"} == set(knowledge.tables)
    facts = {"size": "middelgroot", "vacancies": 3, "trust": False}
    region = region_of({"region": "X", "facts": facts}, knowledge.vocabulary)
    assessment = Engine(knowledge).assess(region)
    assert assessment.facts["server"].value == "local"
    assert (assessment.conclusions["strained"].status, assessment.conclusions["strained"].grade) == ("holds", "watch")
    [step] = explain(assessment, knowledge, "strained", "nl").proof.steps
    assert (step.id, step.wanted, step.text) == (
        "approach-3",
        "server == local and not trust",
        "Dichtbij, maar zonder vertrouwen.",
    )
    assert [line.id for line in step.statements] == ["S02"]
    more = evolve(region, parameters={"many": 2})
    assert Engine(knowledge).assess(more).facts["server"].value == "regional"


def test_the_rules_of_a_table_are_shown_and_tested() -> None:
    """`rules` and `test --coverage` know them by their ids."""
    code, out, _ = run("rules", "--ruleset", TABLES, "--lang", "en")
    assert code == 0
    assert "approach-4-visit — S02, source" in flat(out)
    assert "when: size == medium and vacancies < many → server = local" in flat(out)
    code, out, _ = run("test", TABLES, "--coverage", "--lang", "en")
    assert code == 0
    assert "100 % of the rules have a scenario in which they hold." in flat(out)
    assert "100 % of the rules have a scenario in which they don't hold." in flat(out)


def test_a_row_can_be_changed_like_a_rule(tmp_path: Path) -> None:
    """Another rule set switches off a row by its id, for its own regions."""
    (tmp_path / "ruleset.yaml").write_text(
        "ruleset:\n  {id: b, version: 1.0.0, title: {nl: x, en: x}, source: {title: {nl: x, en: x}}}\n"
        "changes:\n  who-serves-small: {off: yes, reason: {nl: x, en: x}}\n"
    )
    knowledge = load_rulesets(TABLES, tmp_path)
    region = region_of({"region": "X", "facts": {"size": "small"}}, knowledge.vocabulary)
    assert "who-serves-small" not in Engine(knowledge).assess(region).rules
