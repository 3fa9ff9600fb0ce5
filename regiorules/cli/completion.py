"""`regiorules completion`: what makes a shell complete what is typed, and how to install it."""

from __future__ import annotations

import click

from regiorules.cli.options import command as make
from regiorules.cli.output import write
from regiorules.cli.summaries import HELP
from regiorules.text import Language, Text

_SHELLS = ("bash", "zsh", "fish", "powershell")
_HOW = Text(
    """\
Zet dit in de instellingen van uw schil, en open een nieuw venster:

bash        ~/.bashrc                     eval "$(regiorules completion bash)"
zsh         ~/.zshrc, na compinit         eval "$(regiorules completion zsh)"
fish        ~/.config/fish/config.fish    regiorules completion fish | source
PowerShell  $PROFILE                      regiorules completion powershell | Out-String | Invoke-Expression

Daarna vult de Tab-toets opdrachten, opties, regio's, feiten, waarden, conclusies en uitvoervormen aan.
""",
    """\
Put this in the settings of your shell, and open a new window:

bash        ~/.bashrc                     eval "$(regiorules completion bash)"
zsh         ~/.zshrc, after compinit      eval "$(regiorules completion zsh)"
fish        ~/.config/fish/config.fish    regiorules completion fish | source
PowerShell  $PROFILE                      regiorules completion powershell | Out-String | Invoke-Expression

The Tab key then completes commands, options, regions, facts, values, conclusions and formats.
""",
)


@make(*HELP["completion"])
@click.argument("shell", required=False, metavar="[SCHIL]", type=click.Choice(_SHELLS))
def command(shell: str | None, lang: Language) -> None:
    """Write the script of a shell, or say how to install each."""
    from regiorules.cli.shells import SHELLS

    write(SHELLS[shell].script if shell else _HOW.say(lang))
