"""`regiorules regions`: the regions in a table, in the words of the rule set."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import flat, run
from tests.mini import MINI

TABLE = "nr;regio;gemeente;inwoners\n1;Noord;A;5\n1;Noord;B;7\n2;Zuid;C;onbekend\n2;Zuid;D;3\n3;West;E;\n"


def test_the_columns_have_the_words_of_the_rule_set(tmp_path: Path) -> None:
    """How many records, the sum of each number where all are known, and the record with the most."""
    path = tmp_path / "t.csv"
    path.write_text(TABLE, "utf-8")
    code, out, err = run("regions", "--profiles", path, "--ruleset", "core", "--lang", "nl")
    assert (code, err) == (0, "")
    rows = [flat(line) for line in out.splitlines() if line.strip()]
    assert rows[0].startswith("nr arbeidsmarktregio gemeenten inwonertal grootste")
    assert {"1 Noord 2 12 B", "2 Zuid 2 onbekend D", "3 West 1 onbekend"} <= set(rows)
    assert "labour-market region" in run("regions", "--ruleset", "core", "--lang", "en")[1]


def test_as_data_it_has_the_facts_of_each_region() -> None:
    """Beside its number and name, and the date and the source of the table."""
    code, out, err = run("regions", "--ruleset", MINI, "--format", "json")
    assert (code, err) == (0, "")
    first, second = json.loads(out)
    assert list(first) == ["number", "name", "date", "source", "licence", "codes", "municipalities"]
    assert (first["name"], second["name"]) == ("Flevoland", "Zeeland")
    assert first["municipalities"][0] == {"name": "Almere", "population": 198145, "role": None}
