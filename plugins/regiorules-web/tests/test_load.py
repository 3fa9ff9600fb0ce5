"""Many clients at once get the right answers, in memory that stays as it is; the long form is `benchmarks.service`."""

from __future__ import annotations

import pytest
from regiorules_web.service import Service

benchmark = pytest.importorskip("benchmarks.service")


def test_no_wrong_answer_and_flat_memory(service: Service) -> None:
    """64 clients for a few seconds."""
    tally = benchmark.load(service, 4)
    assert tally.wrong == 0
    assert {200, 400} <= set(tally.seen) <= {200, 400, 503}
    assert tally.growth < benchmark.MOST_GROWTH
