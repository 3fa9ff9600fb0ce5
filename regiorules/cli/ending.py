"""The end of the process: what a plugin leaves behind doesn't keep it for ever."""

from __future__ import annotations

import os
import sys
import threading
import time

from regiorules.cli.wrong import in_full
from regiorules.errors import PluginError, Problem


def end_in_time(seconds: float, code: int) -> None:
    """
    End the process that many seconds after its main thread has, if something still keeps it then.

    Threads that a plugin began and functions that it gave to `atexit` are waited for by Python, however
    long they take.  Where that is so it is said, and `code` is the exit code.
    """
    register = getattr(threading, "_register_atexit", None)  # `atexit` comes after the waiting, this before it
    if register is None:
        return
    ended = threading.Event()
    line = in_full(PluginError([Problem("plugin_stays", {"limit": f"{seconds:g}"})]))

    def watch() -> None:
        ended.wait()
        time.sleep(min(seconds, threading.TIMEOUT_MAX))
        os.write(2, f"{line}\n".encode(getattr(sys.__stderr__, "encoding", None) or "utf-8", "replace"))
        os._exit(code)

    threading.Thread(target=watch, name="regiorules-ending", daemon=True).start()
    register(ended.set)
