"""The tests of this plugin share a module that stands beside them, and one running service."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from regiorules_web.service import Service
from web_service import Served, core_service, served


@pytest.fixture(scope="session")
def service() -> Service:
    """What `regiorules serve` knows, without plugins."""
    return core_service()


@pytest.fixture(scope="session")
def web(service: Service) -> Iterator[Served]:
    """A running service with the limits that it has by default."""
    with served(service) as found:
        yield found
