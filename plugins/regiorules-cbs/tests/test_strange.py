"""Fuzzing what CBS answers: it is a table, or a clear error."""

import json
from pathlib import Path
from typing import Any

from regiorules_cbs.columns import find_columns
from regiorules_cbs.limits import Budget, Limits
from regiorules_cbs.odata import all_records
from regiorules_cbs.table import make_table

from regiorules.errors import Place
from regiorules.testing import fuzz, mutated

TABLE = "83287NED"
PARTS = json.loads((Path(__file__).parent / "data" / f"{TABLE}.json").read_bytes())
PLACE = Place("https://cbs.example")


def records(answer: bytes) -> list[Any]:
    """The records in one answer, that is given again for any page that follows."""
    return list(all_records(lambda _: answer, "https://x", PLACE, Budget(Limits(pages=3), 10.0)))


def test_a_strange_answer_is_read_or_refused(tmp_path: Path) -> None:
    """Whichever of the three answers it is that is strange."""
    good = {name: json.dumps({"value": PARTS[name]}, indent=1).encode() for name in PARTS}

    def read(path: Path) -> None:
        for wrong in good:
            answers = {**good, wrong: path.read_bytes()}
            info, properties, rows = (
                records(answers[name]) for name in ("TableInfos", "DataProperties", "TypedDataSet")
            )
            make_table(TABLE, info[0] if info else {}, rows, find_columns(properties, TABLE, PLACE), PLACE)

    fuzz(mutated([*good.values(), b'{"value": [], "odata.nextLink": "https://x"}']), "answer", read, tmp_path)
