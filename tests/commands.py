"""How a test runs a command of RegioRules inside its own process, and reads what it prints."""

from __future__ import annotations

import json
import os
import signal

from regiorules.authoring.testing import running


def run(*words: object, stdin: str | bytes | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    done = running.run(*words, stdin=stdin)
    return done.code, done.out, done.err


def flat(out: str) -> str:
    """A note without the breaks of its lines and the lines of its trees."""
    return " ".join(out.translate(str.maketrans("│├└─", "    ")).split())


def detail(err: str) -> str:
    """What a person reads of an error, also where it is written for a program (`--format json`)."""
    return str(json.loads(err)["detail"]) if err.startswith("{") else err


def heeds_ctrl_c() -> None:
    """For `preexec_fn`: what a process in the background starts ignores Ctrl-C otherwise."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def controlled() -> None:
    """For `preexec_fn`: standard input is the terminal that controls the process, so that Ctrl-C comes through."""
    import fcntl  # not on every system
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    heeds_ctrl_c()
