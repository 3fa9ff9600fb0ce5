"""The exit codes of a command, besides 0 for what is done and in order."""

from __future__ import annotations

FOUND_WANTING = 1
BAD_INPUT = 2
PLUGIN_FAILED = 3
INTERRUPTED = 130
