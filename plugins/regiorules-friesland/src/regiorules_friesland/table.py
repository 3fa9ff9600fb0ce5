"""Reading a postcode table: a CSV file of who serves the employers in which postcodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import define, evolve, field

from regiorules.documents import Scalar
from regiorules.errors import InputError, Place, Problems
from regiorules.facts.values import clip, is_unknown
from regiorules.text import Text, fold, nearest
from regiorules_friesland.areas import Area, read_postcode
from regiorules_friesland.cells import Cell, problem, read_rows

COLUMNS = {  # as they are known here: as they may be called in a file
    "postcode_from": ("postcode_from", "postcode_van"),
    "postcode_to": ("postcode_to", "postcode_tot_en_met"),
    "party": ("party", "partij"),
    "contact": ("contact",),
}
_REQUIRED = {"postcode_from", "postcode_to", "party"}
MAX_ROWS = 5_000  # a table of one region takes some hundreds
MAX_TEXT = 200  # characters

_HEADING = {"nl": ";".join(names[-1] for names in COLUMNS.values()), "en": ";".join(COLUMNS)}
_NO_HEADING = Text(
    "de kop ontbreekt; de eerste rij moet zijn: {nl}", "the heading is missing; the first row must be: {en}"
)
_MISSING = Text(
    "de kolom {dutch} ontbreekt; de eerste rij moet zijn: {nl}",
    "the column {english} is missing; the first row must be: {en}",
)
_UNKNOWN = Text(
    "{name} is geen kolom van een postcodetabel (wel: {nl}); hernoem haar of haal haar weg",
    "{name} isn't a column of a postcode table (but: {en}); rename or remove it",
)
_TWICE = Text("de kolom {name} staat er twee keer in; haal er een weg", "the column {name} is in it twice; remove one")
_NO_ROWS = Text(
    "onder de kop staat niets; zet op elke rij wie welke postcodes bedient",
    "nothing stands below the heading; write in each row who serves which postcodes",
)
_CELLS = Text(
    "deze rij heeft {count} {count:cel|cellen} en de kop {wanted}; vul aan wat ontbreekt, of zet een cel waarin een"
    " scheidingsteken staat tussen aanhalingstekens",
    "this row has {count} {count:cell|cells} and the heading {wanted}; add what is missing, or put a cell that holds a"
    " separator between quotation marks",
)
_NO_POSTCODE = Text(
    "hier ontbreekt een postcode; zet bij één postcode tweemaal hetzelfde",
    "a postcode is missing here; for a single postcode write it twice",
)
_POSTCODE = Text(
    "{value} is geen postcode van vier cijfers (1000 tot en met 9999); schrijf alleen de cijfers, zoals 8911",
    "{value} isn't a postcode of four digits (1000 to 9999); write the digits only, such as 8911",
)
_ORDER = Text(
    "{first} ligt na {last}; zet de laagste postcode eerst",
    "{first} comes after {last}; write the lowest one first",
)
_NO_PARTY = Text(
    "hier ontbreekt wie de werkgevers bedient; noem de partij, of haal de rij weg",
    "who serves the employers is missing here; name the party, or remove the row",
)
_LONG = Text(
    "deze tekst is langer dan {limit} tekens; ontbreekt er een aanhalingsteken?",
    "this text is longer than {limit} characters; is a quotation mark missing?",
)
_DUPLICATE = Text(
    "deze rij zegt hetzelfde als regel {line}; haal een van de twee weg, of verbeter de postcodes",
    "this row says the same as line {line}; remove one of the two, or correct the postcodes",
)
_TOO_MANY = Text(
    "meer dan {limit} rijen; neem aaneengesloten postcodes van één partij samen",
    "more than {limit} rows; join the consecutive postcodes of one party",
)


def read_table(path: Path) -> tuple[Area, ...]:
    """
    The areas in a postcode table, in the order of the postcodes.

    The first row names the columns, in any order; that of the contact may be left out.  Areas may overlap, and it
    is for the rules to say what that means; two rows that say the same are a slip.
    Raises InputError with every problem in the file, each with line and column.
    """
    problems = Problems()
    rows = read_rows(path, problems)
    heading = _trimmed(next(rows, []))
    if not (heading or problems.found):
        problems.add("file_empty", Place(str(path)))
    reader = _Reader(heading, _columns(heading, problems), problems)
    if not _REQUIRED - set(reader.columns):
        reader.read(rows)
    problems.stop(InputError)
    return tuple(sorted(reader.areas))


def _trimmed(row: Sequence[Cell], width: int = 0) -> Sequence[Cell]:
    """A row without the empty cells that a spreadsheet program writes behind it."""
    while len(row) > width and not row[-1].text:
        row = row[:-1]
    return row


def _columns(heading: Sequence[Cell], problems: Problems) -> dict[str, int]:
    """At which cell each column stands."""
    called = {each: name for name, names in COLUMNS.items() for each in names}
    names = [called.get(fold(cell.text).replace(" ", "_")) for cell in heading]
    if heading and not any(names):
        problems.found.append(problem(_NO_HEADING, heading[0], **_HEADING))
        return {}
    columns: dict[str, int] = {}
    for index, (cell, name) in enumerate(zip(heading, names, strict=True)):
        if name is None:
            found = problem(_UNKNOWN, cell, name=clip(cell.text) or "?", **_HEADING)
            problems.found.append(evolve(found, suggestion=nearest(cell.text, called)))
        elif name in columns:
            problems.found.append(problem(_TWICE, cell, name=cell.text))
        else:
            columns[name] = index
    for name in COLUMNS if heading else ():
        if name in _REQUIRED - set(columns):
            problems.found.append(problem(_MISSING, heading[0], english=name, dutch=COLUMNS[name][-1], **_HEADING))
    return columns


@define
class _Reader:
    """Reads row by row; every problem goes on the list, reading goes on."""

    heading: Sequence[Cell]
    columns: dict[str, int]
    problems: Problems
    areas: list[Area] = field(factory=list)
    lines: dict[object, int] = field(factory=dict)  # of what each row says, to find what is said twice

    def read(self, rows: Iterable[Sequence[Cell]]) -> None:
        for number, row in enumerate(rows, 1):
            if number > MAX_ROWS:
                self.wrong(_TOO_MANY, row[0], limit=MAX_ROWS)
                return
            self.row(_trimmed(row, len(self.heading)))
        if not self.areas and not self.problems.found:
            self.wrong(_NO_ROWS, self.heading[0])

    def wrong(self, text: Text, cell: Cell, column: str = "", **fields: object) -> None:
        path = self.heading[self.columns[column]].text if column else ""
        self.problems.found.append(problem(text, cell, path, **fields))

    def row(self, row: Sequence[Cell]) -> None:
        if len(row) != len(self.heading):
            self.wrong(_CELLS, row[0], count=len(row), wanted=len(self.heading))
            return
        cells = {name: row[index] for name, index in self.columns.items()}
        first = self.postcode(cells["postcode_from"], "postcode_from")
        last = self.postcode(cells["postcode_to"], "postcode_to")
        party = self.text(cells["party"], "party")
        contact, has_contact = self.contact(cells.get("contact"))
        if not party:
            self.wrong(_NO_PARTY, cells["party"], "party")
        if first and last and first > last:
            self.wrong(_ORDER, cells["postcode_from"], "postcode_from", first=first, last=last)
        elif first and last and party:
            self.keep(Area(first, last, party, contact, has_contact), cells["postcode_from"])

    def postcode(self, cell: Cell, column: str) -> int | None:
        found = read_postcode(cell.text)
        if found is None:
            self.wrong(_POSTCODE if cell.text else _NO_POSTCODE, cell, column, value=clip(cell.text))
        return found

    def text(self, cell: Cell, column: str) -> str:
        """A text; empty where it is unknown."""
        if len(cell.text) > MAX_TEXT:
            self.wrong(_LONG, cell, column, limit=MAX_TEXT)
        return "" if is_unknown(Scalar(cell.text)) else cell.text

    def contact(self, cell: Cell | None) -> tuple[str, bool | None]:
        """The contact, and whether there is one: without the column, or with `onbekend` in it, that isn't known."""
        if cell is None:
            return "", None
        contact = self.text(cell, "contact")
        return contact, None if cell.text and not contact else bool(contact)

    def keep(self, area: Area, cell: Cell) -> None:
        """Keep an area, unless an earlier row says the same."""
        said = (area.postcode_from, area.postcode_to, area.party_id, fold(area.contact))
        if said in self.lines:
            self.wrong(_DUPLICATE, cell, line=self.lines[said])
            return
        self.lines[said] = cell.place.line
        self.areas.append(area)
