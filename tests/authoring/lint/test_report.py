"""The report of lint: as JSON, and the line that counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.authoring.lint.spoiling import BOTH, region, with_extra
from tests.commands import run


def test_the_report_as_json(mini: Path, tmp_path: Path) -> None:
    """What kind each file is, and every problem with its place, its code and its words."""
    with_extra(mini, f"groups:\n  g: {BOTH}\n")
    path = region(tmp_path, "region: X\nfacts: {trsut: low}\n")
    code, out, _ = run("lint", path, mini / "z.yaml", mini / "scenarios" / "z.yaml", "--format", "json", "--lang", "en")
    found = json.loads(out)
    assert code == 2
    assert [each["kind"] for each in found["files"]] == ["region", "ruleset", "scenario"]
    (error,), (warning,) = found["errors"], found["warnings"]
    assert error["place"] == {"file": str(path), "line": 2, "column": 9, "cell": None}
    assert error["path"] == "facts.trsut"
    assert warning == {
        "code": "lint_unused",
        "detail": "nothing uses this",
        "fields": {"name": "g"},
        "place": {"file": str(mini / "z.yaml"), "line": 2, "column": 3, "cell": None},
        "path": "groups.g",
        "suggestion": None,
    }


@pytest.mark.parametrize(
    ("texts", "code", "summary"),
    [
        (["region: X", "region: Y"], 0, ("2 bestanden: niets mis.", "2 files: nothing wrong.")),
        (["region: X", "regio: Y"], 2, ("2 bestanden: 1 fout.", "2 files: 1 error.")),
        (
            ["region: Zeelnd", "a: Y\nregion: X\nb: Z"],
            2,
            ("2 bestanden: 2 fouten, 1 waarschuwing.", "2 files: 2 errors, 1 warning."),
        ),
        (["region: Zeelnd", "region: Flevlnd"], 1, ("2 bestanden: 2 waarschuwingen.", "2 files: 2 warnings.")),
    ],
)
def test_the_summary_counts(tmp_path: Path, texts: list[str], code: int, summary: tuple[str, str]) -> None:
    """One line at the end, in both languages; the worst decides the exit code."""
    paths = [region(tmp_path, text, f"r{number}.yaml") for number, text in enumerate(texts)]
    for language, expected in zip(("nl", "en"), summary, strict=True):
        found = run("lint", *paths, "--lang", language)
        assert (found[0], found[1].splitlines()[-1]) == (code, expected)
