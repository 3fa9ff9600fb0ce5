"""What is counted, for Prometheus: requests by route and status, how long they took, and how much is going on."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

MEDIA_TYPE = CONTENT_TYPE_LATEST
_METHODS = frozenset(["GET", "HEAD", "POST", "OPTIONS"])
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counts of one service; a label is never what somebody sent."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter("regiorules_requests", "Requests answered.", labels, registry=self.registry)
        self._seconds = Histogram(
            "regiorules_request_seconds", "Time to an answer.", ("route",), registry=self.registry, buckets=_SECONDS
        )
        self.going = Gauge("regiorules_requests_going", "Requests being answered.", registry=self.registry)
        self.free = Gauge("regiorules_room", "Requests that can still be taken.", registry=self.registry)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request that was answered."""
        self._requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All counts, as Prometheus reads them."""
        return generate_latest(self.registry)
