"""The page for embedders: its code runs as it stands, and its tables say what the code says."""

from __future__ import annotations

import doctest
import re
import warnings

import pytest

from regiorules.authoring.schemas import SCHEMAS
from regiorules.errors import RegioRulesError
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "embedding.md").read_text("utf-8")


def test_the_code_on_the_page_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it shows is what comes of it, from the first line to the last, without a warning."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("REGIORULES_PLUGINS", "")
    code = "\n".join(re.findall(r"```pycon\n(.*?)```", PAGE, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(code, {}, "embedding.md", "docs/embedding.md", 0)
    said: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        doctest.DocTestRunner().run(test, out=said.append)
    assert (len(test.examples) > 30, "".join(said)) == (True, "")
    assert "```python" not in PAGE  # which nothing here would run


def test_the_table_of_errors_is_that_of_the_classes() -> None:
    """Every kind with its code, and no other."""
    rows = dict(re.findall(r"^\| `(\w+)` \| `(\w+)` \|", PAGE, re.MULTILINE))
    kinds = [each for each in RegioRulesError.__subclasses__() if each.__module__ == "regiorules.errors"]
    assert rows == {each.code: each.__name__ for each in kinds}


def test_every_schema_that_a_program_needs_is_named() -> None:
    """Those of the files of a rule set are for authors."""
    section = PAGE.partition("## Schemas")[2].partition("## ")[0]
    assert set(SCHEMAS) - {"ruleset", "catalogue", "scenario"} <= set(re.findall(r"`(\w+)`", section)) | {"advice"}
