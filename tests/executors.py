"""The executors as tests take them: which of them there are, and what goes into the live network."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from regiorules.authoring.testing.strategies import Case
from regiorules.engine import rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.executor import MakeExecutor, Outcome
from regiorules.engine.live import LiveNetwork

installed = pytest.mark.skipif(not rete.available(), reason="durable-rules isn't installed")
each_executor = pytest.mark.parametrize("executor", ["compiled", pytest.param("durable", marks=installed)])


EXAMPLES = int(os.environ.get("REGIORULES_EXAMPLES", "200"))
DATABASE = None  # a run depends on nothing that an earlier run left behind
FULL = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=DATABASE,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SOME = settings(FULL, max_examples=max(50, EXAMPLES // 3))
EXECUTORS: list[Any] = [
    pytest.param(CompiledExecutor, id="compiled"),
    pytest.param(
        DurableExecutor,
        id="durable",
        marks=pytest.mark.skipif(not rete.available(), reason="durable-rules isn't installed"),
    ),
]
every_executor = pytest.mark.parametrize("make", EXECUTORS)


def outcome(make: MakeExecutor, case: Case) -> Outcome:
    """What an executor makes of a case."""
    return make(case.program()).run(case.given)


def copies(network: LiveNetwork, name: str) -> int:
    """In how many messages a variable goes in."""
    return len(list(network.conjunctions.messages(name, 0)))
