"""Work in threads, never more than fits: what is over the limit is refused at once, and what takes too long let go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import Any, TypeVar

from regiorules.errors import Problem
from regiorules_web.limits import RETRY_AFTER, Limits
from regiorules_web.problems import RequestError

T = TypeVar("T")
_PAUSE = 0.02  # seconds


class Work:
    """
    Threads that make answers.

    A thread can't be stopped: one whose answer comes too late keeps its place until it is done, so that there are never
    more at work than `limits.workers`.  To be used from one event loop.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._threads = ThreadPoolExecutor(limits.workers, "regiorules-web")
        self._room = limits.workers + limits.waiting

    @property
    def free(self) -> int:
        """How many more may be asked for."""
        return self._room

    async def run(self, action: Callable[[], T]) -> T:
        """What the action gives; raises RequestError (503) where there is no room, or where it takes too long."""
        if self._room <= 0:
            raise _refused(Problem("busy", {"limit": RETRY_AFTER}))
        return await self._run(action)

    async def wait(self, action: Callable[[], T]) -> T:
        """As `run`, for one of a row: it waits for room as long as an answer may take."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.work_time):
                while self._room <= 0:
                    await asyncio.sleep(_PAUSE)
        return await self.run(action)

    async def _run(self, action: Callable[[], T]) -> T:
        self._room -= 1
        loop = asyncio.get_running_loop()
        future: Future[Any] = self._threads.submit(copy_context().run, action)
        future.add_done_callback(lambda _: self._left(loop))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._limits.work_time)
        except TimeoutError:
            raise _refused(Problem("work_slow", {"limit": f"{self._limits.work_time:g}"})) from None

    def _left(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop has ended, and nobody waits any more
            loop.call_soon_threadsafe(self._done)

    def _done(self) -> None:
        self._room += 1

    def close(self) -> None:
        """Take no more, and wait for nothing."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _refused(problem: Problem) -> RequestError:
    return RequestError(503, problem, headers={"Retry-After": str(RETRY_AFTER)})
