"""The solver, z3: an extra, so that it is asked for in one place."""

from __future__ import annotations

from regiorules.errors import MissingExtra, Problem

try:
    import z3 as z3
except ImportError:
    raise MissingExtra([Problem("proofs_missing")]) from None
