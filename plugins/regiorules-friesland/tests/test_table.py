"""Reading a postcode table: what may be written, and what is said of what is wrong."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regiorules_friesland.areas import Area
from regiorules_friesland.table import MAX_ROWS, MAX_TEXT, read_table

from regiorules.errors import InputError
from regiorules.testing import fuzz, mutated
from regiorules.text import fold

HEADING = "postcode_van;postcode_tot_en_met;partij;contact\n"
NORTH = Area(8900, 8919, "Noord", "Loket", True)
same_file = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Where the table stands."""
    return tmp_path / "tabel.csv"


def read(path: Path, content: str | bytes) -> tuple[Area, ...]:
    """The areas in a file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path)


def problems(path: Path, content: str | bytes, language: str = "nl") -> list[str]:
    """What is said of a file with this content, without its folder."""
    with pytest.raises(InputError) as caught:
        read(path, content)
    return caught.value.say(language).replace(f"{path.parent}/", "").splitlines()  # type: ignore[arg-type]


# --- what may be written ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        HEADING + "8900;8919;Noord;Loket\n",
        HEADING + "8900;8919;Noord;Loket",
        "\ufeff" + HEADING + "8900;8919;Noord;Loket\n",
        (HEADING + "8900;8919;Noord;Loket\n").replace("\n", "\r\n"),
        (HEADING + "8900;8919;Noord;Loket\n").replace("\n", "\r"),
        (HEADING + "8900;8919;Noord;Loket\n").replace(";", ","),
        (HEADING + "8900;8919;Noord;Loket\n").replace(";", "\t"),
        "postcode_from,postcode_to,party,contact\n8900,8919,Noord,Loket\n",
        "Contact;Partij;Postcode tot en met;Postcode van\nLoket;Noord;8919;8900\n",
        "\n" + HEADING.strip() + ";;\n\n 8900 ;8919; Noord ;Loket;;\n;;;;;\n",
        HEADING + '"8900";"8919";"Noord";"Loket"\n',
    ],
    ids=["plain", "no end", "bom", "crlf", "cr", "comma", "tab", "english", "other order", "empty cells", "quoted"],
)
def test_the_same_table_in_many_forms(content: str, table: Path) -> None:
    """Separator, line ends, mark, language and order of the columns, and what a spreadsheet adds are nothing."""
    assert read(table, content) == (NORTH,)


def test_a_contact_is_there_missing_or_unknown(table: Path) -> None:
    """An empty cell says that there is none; `onbekend`, or no such column, leaves it open."""
    areas = read(table, HEADING + "8900;8900;A;Loket\n8901;8901;A;\n8902;8902;A;onbekend\n")
    assert [(area.contact, area.has_contact) for area in areas] == [("Loket", True), ("", False), ("", None)]
    (area,) = read(table, "postcode_van;postcode_tot_en_met;partij\n8900;8900;A\n")
    assert (area.contact, area.has_contact) == ("", None)


def test_areas_may_overlap(table: Path) -> None:
    """Two parties, or two contacts of one party, for the same postcodes are no error: the rules speak of it."""
    rows = "8900;8919;Noord;Loket\n8900;8919;Zuid;Loket\n8900;8919;Noord;Balie\n8910;8930;Noord;Loket\n"
    assert len(read(table, HEADING + rows)) == 4


def test_a_text_may_be_long(table: Path) -> None:
    """Up to the limit."""
    assert read(table, HEADING + f"8900;8919;{'x' * MAX_TEXT};\n")[0].party == "x" * MAX_TEXT


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
WORDS = TEXTS.map(lambda text: " ".join(text.split())).filter(
    lambda text: fold(text) not in ("", "unknown", "onbekend", "null", "~")
)
ROWS = st.lists(
    st.tuples(st.integers(1000, 9999), st.integers(1000, 9999), WORDS, WORDS),
    min_size=1,
    unique_by=lambda row: (min(row[:2]), max(row[:2]), fold(row[2]), fold(row[3])),
)


@same_file
@given(rows=ROWS, delimiter=st.sampled_from(";,\t"), line_end=st.sampled_from(["\n", "\r\n"]))
def test_what_a_spreadsheet_writes_is_read(
    rows: list[tuple[int, int, str, str]], delimiter: str, line_end: str, table: Path
) -> None:
    """Whatever stands in the cells, a table written as CSV gives its areas."""
    areas = [Area(min(row[:2]), max(row[:2]), row[2], row[3], True) for row in rows]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(["postcode_van", "postcode_tot_en_met", "partij", "contact"])
    writer.writerows([area.postcode_from, area.postcode_to, area.party, area.contact] for area in areas)
    assert read(table, out.getvalue()) == tuple(sorted(areas))


# --- what is wrong ---------------------------------------------------------------------------


@same_file
@given(content=st.one_of(st.binary(max_size=60), st.text(st.sampled_from('8911;,\t"\n\rAé '), max_size=60)))
@pytest.mark.parametrize("before", ["", HEADING, HEADING + "8911;8912;Noord;Loket\n"], ids=["bare", "heading", "row"])
def test_anything_is_read_or_refused(before: str, content: bytes | str, table: Path) -> None:
    """No file gives anything but areas, or problems that name the file; never nothing at all."""
    after = content if isinstance(content, bytes) else content.encode()
    try:
        found: list[object] = [*read(table, before.encode() + after)]
    except InputError as error:
        found = [problem for problem in error.problems if problem.place.file == str(table)]
    assert found


WRONG = {
    "missing column": (
        "postcode_van;partij\n8900;Noord\n",
        "1:1: de kolom postcode_tot_en_met ontbreekt; de eerste rij moet zijn: "
        "postcode_van;postcode_tot_en_met;partij;contact",
        "1:1: the column postcode_to is missing; the first row must be: postcode_from;postcode_to;party;contact",
    ),
    "no heading": (
        "8900;8919;Noord;Loket\n",
        "1:1: de kop ontbreekt; de eerste rij moet zijn: postcode_van;postcode_tot_en_met;partij;contact",
        "1:1: the heading is missing; the first row must be: postcode_from;postcode_to;party;contact",
    ),
    "unknown column": (
        HEADING.replace("contact", "contakt") + "8900;8919;Noord;Loket\n",
        "1:41: contakt is geen kolom van een postcodetabel (wel: postcode_van;postcode_tot_en_met;partij;contact); "
        "hernoem haar of haal haar weg; bedoelt u contact?",
        "1:41: contakt isn't a column of a postcode table (but: postcode_from;postcode_to;party;contact); "
        "rename or remove it; did you mean contact?",
    ),
    "column twice": (
        "partij;party;postcode_van;postcode_tot_en_met\nNoord;Zuid;8900;8919\n",
        "1:8: de kolom party staat er twee keer in; haal er een weg",
        "1:8: the column party is in it twice; remove one",
    ),
    "no rows": (
        HEADING + ";;;\n",
        "1:1: onder de kop staat niets; zet op elke rij wie welke postcodes bedient",
        "1:1: nothing stands below the heading; write in each row who serves which postcodes",
    ),
    "letters": (
        HEADING + "8911 AB;8919;Noord;\n",
        "2:1 postcode_van: 8911 AB is geen postcode van vier cijfers (1000 tot en met 9999); "
        "schrijf alleen de cijfers, zoals 8911",
        "2:1 postcode_van: 8911 AB isn't a postcode of four digits (1000 to 9999); write the digits only, such as 8911",
    ),
    "out of range": (
        HEADING + "8900;10000;Noord;\n",
        "2:6 postcode_tot_en_met: 10000 is geen postcode van vier cijfers (1000 tot en met 9999); "
        "schrijf alleen de cijfers, zoals 8911",
        "2:6 postcode_tot_en_met: 10000 isn't a postcode of four digits (1000 to 9999); "
        "write the digits only, such as 8911",
    ),
    "in quotation marks": (
        HEADING + '"8900";"89";"Noord";\n',
        "2:9 postcode_tot_en_met: 89 is geen postcode van vier cijfers (1000 tot en met 9999); "
        "schrijf alleen de cijfers, zoals 8911",
        "2:9 postcode_tot_en_met: 89 isn't a postcode of four digits (1000 to 9999); "
        "write the digits only, such as 8911",
    ),
    "thousands": (
        HEADING + "8.900;8919;Noord;\n",
        "2:1 postcode_van: 8.900 is geen postcode van vier cijfers (1000 tot en met 9999); "
        "schrijf alleen de cijfers, zoals 8911",
        "2:1 postcode_van: 8.900 isn't a postcode of four digits (1000 to 9999); write the digits only, such as 8911",
    ),
    "no postcode": (
        HEADING + "8900;;Noord;\n",
        "2:6 postcode_tot_en_met: hier ontbreekt een postcode; zet bij één postcode tweemaal hetzelfde",
        "2:6 postcode_tot_en_met: a postcode is missing here; for a single postcode write it twice",
    ),
    "wrong order": (
        HEADING + "8919;8900;Noord;\n",
        "2:1 postcode_van: 8919 ligt na 8900; zet de laagste postcode eerst",
        "2:1 postcode_van: 8919 comes after 8900; write the lowest one first",
    ),
    "no party": (
        HEADING + "8900;8919; ;Loket\n",
        "2:12 partij: hier ontbreekt wie de werkgevers bedient; noem de partij, of haal de rij weg",
        "2:12 partij: who serves the employers is missing here; name the party, or remove the row",
    ),
    "unknown party": (
        HEADING + "8900;8919;onbekend;Loket\n",
        "2:11 partij: hier ontbreekt wie de werkgevers bedient; noem de partij, of haal de rij weg",
        "2:11 partij: who serves the employers is missing here; name the party, or remove the row",
    ),
    "long text": (
        HEADING + f"8900;8919;Noord;{'x' * (MAX_TEXT + 1)}\n",
        "2:17 contact: deze tekst is langer dan 200 tekens; ontbreekt er een aanhalingsteken?",
        "2:17 contact: this text is longer than 200 characters; is a quotation mark missing?",
    ),
    "too few cells": (
        HEADING + "8900;8919\n",
        "2:1: deze rij heeft 2 cellen en de kop 4; vul aan wat ontbreekt, of zet een cel waarin een scheidingsteken "
        "staat tussen aanhalingstekens",
        "2:1: this row has 2 cells and the heading 4; add what is missing, or put a cell that holds a separator "
        "between quotation marks",
    ),
    "too many cells": (
        HEADING + "8900;8919;Noord;Loket;nog iets\n",
        "2:1: deze rij heeft 5 cellen en de kop 4; vul aan wat ontbreekt, of zet een cel waarin een scheidingsteken "
        "staat tussen aanhalingstekens",
        "2:1: this row has 5 cells and the heading 4; add what is missing, or put a cell that holds a separator "
        "between quotation marks",
    ),
    "said twice": (
        HEADING + "8900;8919;Noord;Loket\n8920;8929;Zuid;\n8900;8919;NOORD;loket\n",
        "4:1: deze rij zegt hetzelfde als regel 2; haal een van de twee weg, of verbeter de postcodes",
        "4:1: this row says the same as line 2; remove one of the two, or correct the postcodes",
    ),
    "open quotation mark": (
        HEADING + '8900;8919;"Noord;Loket\n8920;8929;Zuid;\n',
        "2:1: vanaf hier is dit geen CSV; een cel die met een aanhalingsteken begint, moet er ook mee eindigen",
        "2:1: from here on this isn't CSV; a cell that begins with a quotation mark must end with one",
    ),
    "too many rows": (
        HEADING + "".join(f"8900;8919;P{number};x\n" for number in range(MAX_ROWS + 5)),
        f"{MAX_ROWS + 2}:1: meer dan 5000 rijen; neem aaneengesloten postcodes van één partij samen",
        f"{MAX_ROWS + 2}:1: more than 5000 rows; join the consecutive postcodes of one party",
    ),
    "latin-1": (
        (HEADING + "8900;8919;Súdwest;\n").encode("cp1252"),
        "2:12: dit teken is geen UTF-8; bewaar de tabel in het spreadsheetprogramma als CSV UTF-8",
        "2:12: this character isn't UTF-8; save the table in the spreadsheet program as CSV UTF-8",
    ),
}


@pytest.mark.parametrize(("content", "dutch", "english"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_named_with_its_place(content: str | bytes, dutch: str, english: str, table: Path) -> None:
    """What is wrong, where (line, column, and the column's own name), and what to do; in both languages."""
    assert problems(table, content) == [f"tabel.csv:{dutch}"]
    assert problems(table, content, "en") == [f"tabel.csv:{english}"]


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0\x08", HEADING.encode("utf-16")], ids=["workbook", "utf-16"])
def test_what_is_no_text_is_refused(content: bytes, table: Path) -> None:
    """A workbook, or a text of two bytes a sign, isn't a CSV file."""
    assert problems(table, content) == [
        "tabel.csv: dit is geen tekstbestand; bewaar de tabel in het spreadsheetprogramma als CSV (UTF-8)"
    ]


@pytest.mark.parametrize("content", ["", "\n \n", ";;;\n;;;\n", "\ufeff"])
def test_an_empty_file_is_refused(content: str, table: Path) -> None:
    """Nothing, or nothing but separators."""
    assert problems(table, content) == ["tabel.csv: dit bestand is leeg"]


def test_a_file_that_isnt_there(table: Path) -> None:
    """Said as such."""
    with pytest.raises(InputError, match="dit bestand bestaat niet"):
        read_table(table)


def test_all_mistakes_are_reported_at_once(table: Path) -> None:
    """One mistake hides no other: neither in a row, nor in the heading, nor before a row that isn't CSV."""
    content = HEADING.replace("contact", "tel") + '89;x;;1\n8911;8912;Noord;1\n8919;8911;Zuid;2\n8900;"x"y;Z;3\n'
    places = [line.split(": ")[0] for line in problems(table, content)]
    assert places == [
        "tabel.csv:1:41",
        "tabel.csv:2:1 postcode_van",
        "tabel.csv:2:4 postcode_tot_en_met",
        "tabel.csv:2:6 partij",
        "tabel.csv:4:1 postcode_van",
        "tabel.csv:5:1",
    ]


def test_a_place_after_a_line_break_in_a_cell(table: Path) -> None:
    """A cell over two lines shifts the lines below it, and the cells behind it stand on its second line."""
    content = HEADING + '8900;8901;"Gemeente\nNoord";Loket\n89;8919;Zuid;\n'
    assert [line.split(": ")[0] for line in problems(table, content)] == ["tabel.csv:4:1 postcode_van"]
    content = "partij;postcode_van;postcode_tot_en_met\n" + '"Gemeente\nNoord; ""x""";89;8919\n'
    assert [line.split(": ")[0] for line in problems(table, content)] == ["tabel.csv:3:15 postcode_van"]
    assert read(table, content.replace("89;", "8900;"))[0].party == 'Gemeente Noord; "x"'


def test_a_strange_table_is_read_or_refused(tmp_path: Path) -> None:
    """Whatever stands in the file, it is a table or a clear error."""
    seed = "postcode_van;postcode_tot_en_met;partij\n8900;8941;Leeuwarden\n8600;8608;Súdwest-Fryslân\n".encode()
    fuzz(mutated([seed, seed.replace(b";", b",")]), "postcodes.csv", read_table, tmp_path)
