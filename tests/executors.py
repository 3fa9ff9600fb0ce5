"""The executors as tests take them: which of them there are, and what goes into the live network."""

from __future__ import annotations

import pytest

from regiorules.engine import rete
from regiorules.engine.live import LiveNetwork

installed = pytest.mark.skipif(not rete.available(), reason="durable-rules isn't installed")
each_executor = pytest.mark.parametrize("executor", ["compiled", pytest.param("durable", marks=installed)])


def copies(network: LiveNetwork, name: str) -> int:
    """In how many messages a variable goes in."""
    return len(list(network.conjunctions.messages(name, 0)))
