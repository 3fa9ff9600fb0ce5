"""How much a service takes at once; all of it may be set, and nothing is without a limit."""

from __future__ import annotations

from attrs import frozen


@frozen
class Limits:
    """
    Sizes in bytes, times in seconds.

    `body` is the most that one request may send, `line` the most of one line of many, `values` how many values one
    document may hold.  `body_time` is how long a body may take to come (of a stream: each part of it), `work_time` how
    long an answer may take.  `workers` answers are made at once, `waiting` more may wait their turn.
    """

    body: int = 1_000_000
    line: int = 1_000_000
    values: int = 20_000
    body_time: float = 10.0
    work_time: float = 30.0
    workers: int = 4
    waiting: int = 64
    stop_time: float = 10.0


RETRY_AFTER = 2  # seconds; what waits is done in less
