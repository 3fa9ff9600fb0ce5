"""Spark where it isn't installed."""

from __future__ import annotations

import sys

import pytest

from regiorules.bulk import spark
from regiorules.errors import MissingExtra


def test_without_pyspark_one_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MissingExtra) as caught:
        spark.session()
    assert [each.code for each in caught.value.problems] == ["bulk_no_spark"]
