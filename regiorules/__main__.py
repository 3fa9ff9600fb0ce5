"""`regiorules`, or `python -m regiorules`: the command line as a process of its own."""

from __future__ import annotations

import gc

_RARELY = (100_000, 50, 100)  # most of what a command makes is needed to its end: looking for circles took a tenth


def main() -> None:
    """Run the command line; circles are looked for rarely, also while it is imported."""
    gc.set_threshold(*_RARELY)
    from regiorules.cli import main

    main()


if __name__ == "__main__":
    main()
