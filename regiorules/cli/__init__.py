"""The command line: one file a command, each imported only when it is used."""

from __future__ import annotations

from regiorules.cli.help import language_of_help
from regiorules.cli.running import LazyGroup

main = LazyGroup(
    "regiorules",
    help=language_of_help(
        "Onderbouwd advies over het verbinden van lokale en regionale werkgeversdienstverlening.",
        "Reasoned advice on connecting local and regional employer services.",
    ),
)
