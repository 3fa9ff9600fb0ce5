"""
All of `make soak`: `python -m soak [PART…] [--seconds N]`.

Each part takes its share of the seconds; after one that fails the next goes on.  At the end, or after Ctrl-C, stands
what failed, and what was skipped and why; the figures stand in docs/trust.md.  The exit code is 1 where one failed,
and 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys

from soak import page
from soak.parts import PARTS
from soak.running import Ran, run


def main() -> int:
    """Run the parts that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", help=", ".join(each.name for each in PARTS))
    asked.add_argument("--seconds", type=float, default=1200, help="for all parts together")
    options = asked.parse_args()
    if unknown := set(options.parts) - {each.name for each in PARTS}:
        asked.error(f"there is no part {', '.join(sorted(unknown))}")
    ran: list[Ran] = []
    try:
        for each in PARTS:
            if not options.parts or each.name in options.parts:
                ran.append(run(each, options.seconds * each.share))
        return int(any(each.failed for each in ran))
    except KeyboardInterrupt:
        return 130
    finally:
        page.main()
        print(report(ran))


def report(ran: list[Ran]) -> str:
    """A line for each part, and for each reason why something was skipped."""
    lines = []
    for each in ran:
        lines.append(f"{'FAILED' if each.failed else 'ok':7}{each.name:16}{each.seconds:6.0f} s  {each.summary}")
        lines += [f"{'':7}{'':16}{'':9} skipped: {count} × {why}" for why, count in each.skipped.items()]
    failed = [each.name for each in ran if each.failed]
    return "\n".join(["", *lines, "", f"failed: {', '.join(failed)}" if failed else "nothing failed"])


if __name__ == "__main__":
    sys.exit(main())
