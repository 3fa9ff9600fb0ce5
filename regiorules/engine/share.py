"""What all sessions with one program share: its live network, made when the first starts, as many a run has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regiorules.engine.locks import ProcessLock
from regiorules.engine.program import Program

if TYPE_CHECKING:
    from regiorules.engine.live import LiveNetwork, WorkingMemory


class LiveShare:
    """The live network of a program, made when it is first wanted; for any number of sessions and threads."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._lock = ProcessLock()
        self._network: LiveNetwork | None = None
        self._too_large = False

    def start(self) -> WorkingMemory | None:
        """A fresh working memory; None where the program is too large for one, or too many are in use."""
        with self._lock:
            if self._network is None and not self._too_large:
                self._make()
            return self._network.start() if self._network and self._network.has_room() else None

    def _make(self) -> None:
        from regiorules.engine.live import live_network

        self._network = live_network(self._program)
        self._too_large = self._network is None
