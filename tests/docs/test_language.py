"""The page on the expression language: it is the one that the code makes now, and has no function or type less."""

from __future__ import annotations

import subprocess
import sys
from typing import get_args

from regiorules.facts.vocabulary import FactType
from regiorules.rules.language import COMPARISONS, FORMS, OPERATORS
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "language.md").read_text("utf-8")


def test_the_page_is_what_the_code_makes() -> None:
    done = subprocess.run([sys.executable, "docs/language.py"], capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == PAGE


def test_every_sign_function_and_type_is_on_it() -> None:
    for each in (*COMPARISONS.values(), *OPERATORS.values(), *get_args(FactType)):
        assert f"`{each}`" in PAGE
    for form in FORMS.values():
        assert f"`{form.split(' / ')[0]}`" in PAGE
