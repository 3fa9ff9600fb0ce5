"""docs/robust.md shows what happens: its code gives what stands there."""

from __future__ import annotations

import doctest
import re
import warnings

import pytest

from tests.paths import ROOT

PAGE = (ROOT / "docs" / "robust.md").read_text("utf-8")


def test_the_code_on_the_page_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it shows is what comes of it, without a warning."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("REGIORULES_PLUGINS", "")
    code = "\n".join(re.findall(r"```pycon\n(.*?)```", PAGE, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(code, {}, "robust.md", "docs/robust.md", 0)
    said: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        doctest.DocTestRunner().run(test, out=said.append)
    assert (len(test.examples) >= 6, "".join(said)) == (True, "")
