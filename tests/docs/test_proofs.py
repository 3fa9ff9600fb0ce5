"""The page about proofs says what the code says."""

from __future__ import annotations

import doctest

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from tests.paths import ROOT


def test_the_examples_of_the_page_come_out() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "proofs.md"), module_relative=False)
    assert tried > 0
    assert failed == 0
