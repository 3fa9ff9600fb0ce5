"""Tables of regions as spreadsheet programs write them, and what a table may not say."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.errors import InputError
from regiorules.facts.profiles import Profile, built_in_profiles, columns_of, read_profiles
from regiorules.facts.region import FROM_TABLE, region_from_profile
from regiorules.facts.tables import Column
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import thaw
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run
from tests.mini import codes, messages
from tests.paths import SHARED

Factory = pytest.TempPathFactory
VOCABULARY = load_rulesets(ruleset_folder("core")).vocabulary
COLUMNS = columns_of(VOCABULARY)
HEAD = "region_number,region,municipality,population\n"
INPUT = SHARED / "F19-semicolon-profile.csv"


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "regions.csv"
    path.write_bytes(text.encode(encoding))
    return path


def contents(profiles: dict[str, Profile]) -> list[tuple[Any, ...]]:
    return [(each.number, each.name, each.codes, each.facts) for each in profiles.values()]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_table_in_any_form_is_that_table(data: Any, tmp_path_factory: Factory) -> None:
    """Delimiter, `sep=`, mark, ends of lines, quotes, names and order of the columns, thousands, and what is left."""
    delimiter = data.draw(st.sampled_from(",;\t"))
    order = data.draw(st.permutations(list(COLUMNS)))
    names = [data.draw(st.sampled_from(sorted(COLUMNS[name].names))) for name in order]
    cased = data.draw(st.sampled_from([str, str.upper, str.title]))
    point = data.draw(st.sampled_from(["", ".", " ", "\u00a0"]))
    extra = data.draw(st.booleans())
    out = io.StringIO()
    quoting = data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    ends = data.draw(st.sampled_from(["\n", "\r\n"]))
    behind = data.draw(st.sampled_from([[], [""]]))
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=ends)
    if data.draw(st.booleans()):
        out.write(f"sep={delimiter}\r\n")
    writer.writerow([*map(cased, names), *(["Provincie"] if extra else [])])
    for each in built_in_profiles(VOCABULARY).values():
        for record in each.facts["municipalities"]:
            people = f"{record['population']:,}".replace(",", point)
            told = (each.number, each.name, each.codes[record["name"]], record["name"], people)
            row = dict(zip(COLUMNS, (*told, each.facts.get("centre_municipality", "")), strict=True))
            writer.writerow([*(row[name] for name in order), *(["x"] if extra else []), *behind])
    writer.writerow([""] * 4)
    path = table(tmp_path_factory.mktemp("t"), out.getvalue(), data.draw(st.sampled_from(["utf-8", "utf-8-sig"])))
    assert contents(read_profiles(path, VOCABULARY)) == contents(built_in_profiles(VOCABULARY))


@pytest.mark.skipif(not INPUT.is_file(), reason="the inputs of others' bug reports aren't here")
def test_a_table_with_semicolons_gives_35_regions() -> None:
    """As the command shows it."""
    code, out, err = run("regions", "--profiles", INPUT, "--format", "json")
    assert (code, err) == (0, "")
    assert out.count('"number":') == 35


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "1,R,A,5\n2,S,a,6\n",
            "3:1 municipality: a stands in line 2 too, under R; remove one of the two",
        ),
        ("1,R,A-B,5\n1,R,A\u00a0b,6\n", "3:1 municipality: A b stands in line 2 too, under R;"),
        ("1,R,A,5\n1,S,B,6\n", "3:1 region_number: 1 is the number of S, and of R in line 2;"),
        ("1,R,A,5\n2,R,B,6\n", "3:1 region_number: R has number 2 here and number 1 in line 2"),
        ("1,Noord Oost,A,5\n1,Noord-Oost,B,6\n", "3:1 region: Noord-Oost is called Noord Oost in line 2;"),
        ("1,,A,5\n", "2:1 region: this text is empty"),
        ("1,R,A,5,6\n", "2:1: this row has 5 values instead of 4"),
    ],
)
def test_what_stands_twice_is_an_error_with_both_lines(rows: str, expected: str, tmp_path: Path) -> None:
    """A municipality, a number, a name: never silently the last."""
    path = table(tmp_path, HEAD + rows)
    lines = messages(InputError, read_profiles, path, VOCABULARY)
    assert len(lines) == 1
    assert lines[0].removeprefix(f"{path}:").startswith(expected)


def test_names_in_other_letters_of_one_look_are_one_region(tmp_path: Path) -> None:
    """Composed and decomposed letters look the same: they are the same."""
    path = table(tmp_path, HEAD + "1,Frysl\u00e2n,A,5\n1,Frysla\u0302n,B,6\n")
    assert [len(each.facts["municipalities"]) for each in read_profiles(path, VOCABULARY).values()] == [2]


def test_a_column_twice_or_none_at_all_is_refused(tmp_path: Path) -> None:
    """In Dutch the Dutch names are told."""
    path = table(tmp_path, "nr;regio;gemeente;inwoners;Regio\n")
    assert messages(InputError, read_profiles, path, VOCABULARY) == [
        f"{path}:1:1: the column regio is in it twice; remove one"
    ]
    code, _, err = run("regions", "--profiles", table(tmp_path, "sep=;\nnr;regio;gemeente\n1;R;A\n"), "--lang", "nl")
    assert (code, err) == (2, f"{path}:2:1: de kolommen moeten zijn: regio,gemeente,inwoners\n")


def test_many_rows_take_one_look_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is held against all before it: a name is folded a few times, however many rows there are."""
    from regiorules.facts import profiles

    count = 0

    def counted(name: str) -> str:
        nonlocal count
        count += 1
        return name.casefold()

    monkeypatch.setattr(profiles, "fold", counted)
    rows = "".join(f"1,R,Gemeente {number},5\n" for number in range(3_000))
    assert len(read_profiles(table(tmp_path, HEAD + rows), VOCABULARY)["R"].facts["municipalities"]) == 3_000
    assert count < 3_000 * 4


def with_centre() -> Vocabulary:
    """Core, in whose tables a column may hold the centre municipality."""
    assert VOCABULARY.profile is not None
    column = Column(("centrum",), id="centre_municipality")
    return evolve(VOCABULARY, profile=evolve(VOCABULARY.profile, columns=(*VOCABULARY.profile.columns, column)))


def test_a_column_may_hold_a_fact_of_the_region_itself(tmp_path: Path) -> None:
    """Once or in each row, and a table may do without; by its own name, its title, or a name of the rule set."""
    for head in ("centrum", "centre_municipality", "Centrumgemeente", "CENTRE MUNICIPALITY"):
        path = table(tmp_path, f"nr;regio;gemeente;inwoners;{head}\n1;R;A;5;\n1;R;B;6;B\n1;R;C;;b\n2;S;D;7;\n")
        found = read_profiles(path, with_centre())
        assert found["R"].facts["centre_municipality"] == "B"
        assert list(found["S"].facts) == ["municipalities"]
        region = region_from_profile(found["R"])
        assert {name: each.sources for name, each in region.facts.items()} == dict.fromkeys(
            found["R"].facts, (FROM_TABLE,)
        )
    assert list(read_profiles(table(tmp_path, HEAD + "1,R,A,5\n"), with_centre())["R"].facts) == ["municipalities"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1;R;A;5;A\n1;R;B;6;B\n", "3:1 centrum: for R this is B, and A in line 2; write the same in every row of a"),
        (
            "1;R;A;5;A of B\n1;R;B;6;A\n",
            "3:1 centrum: for R this is A, and A or B in line 2; write the same in every row of a region",
        ),
        ("1;R;A;60.000 tot 40.000;\n", "2:1 inwoners: 60.000 tot 40.000 leaves no value at all;"),
        ("1;R;A;minstens 40k;\n", "2:1 inwoners: 40k isn't a number"),
        (
            "1;R;A;5;A of C\n1;R;B;6;\n",
            "2:1 centrum: C isn't in the list Municipalities (but: A, B)",
        ),
        (
            "1;R;A;5;C\n1;R;B;6;\n2;S;C;6;\n",
            "2:1 centrum: C isn't in the list Municipalities (but: A, B); did you mean",
        ),
    ],
)
def test_a_fact_of_the_region_is_one_thing(rows: str, expected: str, tmp_path: Path) -> None:
    """One that can be, the same in each row, and where it is the key of a record, of one of this region."""
    path = table(tmp_path, "nr;regio;gemeente;inwoners;centrum\n" + rows)
    [line] = messages(InputError, read_profiles, path, with_centre())
    assert line.removeprefix(f"{path}:").startswith(expected.removesuffix("; did you mean"))


def facts_of(folder: Path, rows: str) -> dict[str, Any]:
    """What the rows of a table with the centre municipality say of the region R."""
    path = table(folder, "nr;regio;gemeente;inwoners;centrum\n" + rows)
    return thaw(read_profiles(path, with_centre())["R"].facts)


def test_a_cell_may_say_what_is_partly_known(tmp_path: Path) -> None:
    """A population as a range, a centre that is one of two; what rows say the same in other words is one thing."""
    rows = "1;R;A;40.000 tot 60.000;A of B\n1;R;B;meer dan 75.000;b, of A\n1;R;C;at least 5;\n"
    assert facts_of(tmp_path, rows) == {
        "municipalities": [
            {"name": "A", "population": {"at_least": 40000, "less_than": 60000}},
            {"name": "B", "population": {"more_than": 75000}},
            {"name": "C", "population": {"at_least": 5}},
        ],
        "centre_municipality": {"one_of": ["A", "B"]},
    }


@pytest.mark.parametrize("others", ["en andere;", "And others;", "…;onbekend", "overige;unknown"])
def test_a_row_may_say_that_there_are_others(tmp_path: Path, others: str) -> None:
    """The list is incomplete then, so that the centre may be one that isn't named."""
    found = facts_of(tmp_path, f"1;R;A;5;\n1;R;{others};X\n2;S;B;6;\n")
    records = [{"name": "A", "population": 5}]
    assert found == {"municipalities": {"records": records, "complete": False}, "centre_municipality": "X"}
    assert facts_of(tmp_path, f"1;R;{others};X\n") == {"municipalities": None, "centre_municipality": "X"}


def test_others_with_a_number_are_a_record_of_that_name(tmp_path: Path) -> None:
    """Of others that aren't named nothing else can be said."""
    assert facts_of(tmp_path, "1;R;Overige;5;\n") == {"municipalities": [{"name": "Overige", "population": 5}]}


def test_a_name_may_be_any_text(tmp_path: Path) -> None:
    """What means unknown elsewhere is a name here, where a name must be."""
    [record] = read_profiles(table(tmp_path, HEAD + "1,Onbekend,Unknown,unknown\n"), VOCABULARY)["Onbekend"].facts[
        "municipalities"
    ]
    assert record == {"name": "Unknown", "population": None}


def test_a_name_that_is_strangely_long_is_cut_where_many_rows_have_it(tmp_path: Path) -> None:
    """The error stays one that a person can read."""
    rows = "".join(f"1,{'[' * 900}R,Dorp {number},5\n" for number in range(40))
    path = table(tmp_path, HEAD + "1,R,Stad,5\n" + rows)
    with pytest.raises(InputError) as caught:
        read_profiles(path, VOCABULARY)
    assert len(caught.value.problems) == 40
    assert len(caught.value.say("nl")) < 10_000


def told(each: Profile, record: Any) -> dict[str, Any]:
    own = {"region": each.name, "region_number": each.number, "code": each.codes[record["name"]]}
    return {**own, **record}


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_csv_xlsx_and_json_of_one_table_give_the_same_profiles(data: Any, tmp_path_factory: Factory) -> None:
    """Of some regions, with columns in any order and language, with or without numbers and codes."""
    chosen = data.draw(st.sets(st.sampled_from(sorted(built_in_profiles(VOCABULARY))), min_size=1, max_size=4))
    needed = [name for name in COLUMNS if name not in ("region_number", "code", "centre_municipality")]
    order = data.draw(st.permutations(needed + data.draw(st.sampled_from([[], ["region_number"], ["code"]]))))
    names = [data.draw(st.sampled_from(sorted(COLUMNS[name].names))) for name in order]
    rows = [
        [told(each, record)[key] for key in order]
        for each in built_in_profiles(VOCABULARY).values()
        if each.name in chosen
        for record in each.facts["municipalities"]
    ]
    folder = tmp_path_factory.mktemp("k")
    book = openpyxl.Workbook()
    for row in [names, *rows]:
        book.active.append(row)
    book.save(folder / "t.xlsx")
    (folder / "t.json").write_text(json.dumps([dict(zip(names, row, strict=True)) for row in rows]), "utf-8")
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([names, *rows])
    found = [contents(read_profiles(folder / f"t.{kind}", VOCABULARY)) for kind in ("csv", "xlsx", "json")]
    assert found[0] == found[1] == found[2]
    assert {each[1] for each in found[0]} == chosen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", ["expected_list"]),
        ("[]", ["csv_columns"]),
        ("[1]", ["csv_columns", "expected_mapping"]),
        ('[{"regio": "R", "gemeente": "A", "inwoners": [1]}]', ["expected_text"]),
        ('[{"regio": "R", "gemeente": "A", "inwoners": "veel"}, 3]', ["not_number", "expected_mapping"]),
        ('[{"regio": "R", "gemeente": "A", "inwoners": 5}, {"regio": "R", "gemeente": "a"}]', ["record_twice"]),
    ],
)
def test_what_is_no_table_in_json_is_said_with_its_place(text: str, expected: list[str], tmp_path: Path) -> None:
    """What isn't a list of objects, or a value that is no text."""
    path = tmp_path / "t.json"
    path.write_text(text, "utf-8")
    assert codes(InputError, read_profiles, path, VOCABULARY) == expected


def test_a_workbook_says_the_cell_and_wants_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong cell has its row; an empty sheet before the table is none; without openpyxl the extra is named."""
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Gemeenten")
    for row in (["regio", "gemeente", "inwoners"], ["R", "A", "veel"], ["R", "B", None]):
        sheet.append(row)
    book.save(path)
    [line] = messages(InputError, read_profiles, path, VOCABULARY)
    assert line.startswith(f"{path}:Gemeenten!A2 inwoners: veel isn't a number")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    code, _, err = run("regions", "--profiles", path)
    assert (code, "spreadsheet" in err) == (2, True)
