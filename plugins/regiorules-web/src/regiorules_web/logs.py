"""Logs as lines of JSON: what was asked, how it went and how long it took, and never what was answered or sent."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from regiorules.text import visible_json


class JsonLines(logging.Formatter):
    """A record as one line: its time (UTC), level and event, and the fields that come with it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; of an error the kind and the places in the code, not the message, which may hold answers."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        data: dict[str, Any] = {"time": time, "level": record.levelname.lower(), "event": record.getMessage()}
        data |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0]:
            data |= {"error": record.exc_info[0].__name__, "at": _places(record)}
        return visible_json(json.dumps(data, ensure_ascii=False, default=str))


def _places(record: logging.LogRecord) -> list[str]:
    """Where an error came from: file, line and function of each step."""
    found, trace = [], record.exc_info[2] if record.exc_info else None
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found


def log_to_stderr() -> None:
    """Let all that the service and its server log go to standard error, as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in ("regiorules_web", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)
    logging.getLogger("uvicorn").propagate = False
