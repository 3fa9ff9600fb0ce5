"""How each shell says which words are typed, and how it takes a completion; nothing of it ever shows an error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress

import click
from click.shell_completion import CompletionItem, ShellComplete, split_arg_string

from regiorules.cli.completing import paths
from regiorules.cli.scripts import BASH, FISH, POWERSHELL, ZSH
from regiorules.patterns import pattern
from regiorules.text import visible

_END = "\N{CHECK MARK}"  # put behind a line, to see where its last word ends
_PLAIN_IN_BASH = pattern(r"[^\w@%+=:,./~-]")
_PLAIN_IN_POWERSHELL = pattern(r"[\w=:./\\-]+")


class _Shell(ShellComplete):
    """A shell that gives the line up to the cursor, and takes values as they are."""

    script = ""

    def source(self) -> str:
        """The script that makes the shell ask."""
        return self.script

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is typed, and that one."""
        *words, self.typed = self.words(os.environ.get("COMP_WORDS", ""))
        return words[1:], self.typed

    def words(self, line: str) -> Sequence[str]:
        """The words of a line, the last as far as it is typed."""
        words = split_arg_string(line + _END)
        return [*words[:-1], words[-1].removesuffix(_END)]

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """What may stand there, where an option and its value are one word (`--set=fact`) with the option."""
        items = super().get_completions(list(args), incomplete)
        option, equals, value = incomplete.partition("=")
        if not (equals and option.startswith("--") and "--" not in args):
            return items
        return [*self.behind(f"{option}=", value, items)]

    def behind(self, option: str, value: str, items: Iterable[CompletionItem]) -> Iterable[CompletionItem]:
        """The values behind an option as whole words, files too: the shell would take them for files of that name."""
        for item in items:
            files = (
                paths(value) if item.type == "file" else paths(value, folders=True) if item.type == "dir" else [item]
            )
            yield from (CompletionItem(f"{option}{each.value}", type=each.type, help=each.help) for each in files)

    def complete(self) -> str:
        """The completions, a line each; none where anything goes wrong, and nothing that a plugin prints."""
        with suppress(Exception, SystemExit), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return super().complete()
        return ""

    def format_completion(self, item: CompletionItem) -> str:
        """A completion as its kind, its value and its help."""
        return "\t".join((item.type, self.quoted(visible(str(item.value))), visible(item.help or "")))

    def quoted(self, value: str) -> str:
        """A value as it is put on the command line."""
        return value


class Bash(_Shell):
    """Bash completes what stands behind the last `=` or `:` of a word, and takes values with their quotes."""

    name = "bash"
    script = BASH

    def behind(self, option: str, value: str, items: Iterable[CompletionItem]) -> Iterable[CompletionItem]:
        """The values alone: to Bash they are words of their own."""
        self.typed = value
        return items

    def quoted(self, value: str) -> str:
        """The value behind what Bash takes for another word; with escapes, unless the word is typed in quotes."""
        line = os.environ.get("COMP_WORDS", "")
        if (quote := _open_quote(line)) is not None:
            return value[len(super().words(line[:quote])[-1]) :]
        breaks = [at for at, sign in enumerate(self.typed, 1) if sign in "=:" and sign in self.breaks()]
        return _PLAIN_IN_BASH.sub(r"\\\g<0>", value[breaks[-1] if breaks else 0 :])

    @staticmethod
    def breaks() -> str:
        """The signs at which Bash begins another word."""
        return os.environ.get("COMP_BREAKS", "=:")


class Zsh(_Shell):
    """Zsh gives the words, each as it is typed."""

    name = "zsh"
    script = ZSH

    def words(self, line: str) -> Sequence[str]:
        """Each word without its quotes."""
        return ["".join(split_arg_string(word)) for word in line.split("\n")]


class Fish(_Shell):
    """Fish quotes what it takes."""

    name = "fish"
    script = FISH


class PowerShell(_Shell):
    """PowerShell gives the words without quotes, and completes files by itself where nothing else is offered."""

    name = "powershell"
    script = POWERSHELL

    def words(self, line: str) -> Sequence[str]:
        """The words; the last may begin with a quote."""
        *words, last = line.split("\n")
        return [*words, last.lstrip("'\"")]

    def quoted(self, value: str) -> str:
        """In quotes where it has anything that isn't a letter, a figure or a sign of file names."""
        return value if _PLAIN_IN_POWERSHELL.fullmatch(value) else "'" + value.replace("'", "''") + "'"


def _open_quote(line: str) -> int | None:
    """Where the quote stands that isn't closed in a line; None where all are."""
    found: int | None = None
    escaped = False
    for at, sign in enumerate(line):
        if escaped:
            escaped = False
        elif sign == "\\" and (found is None or line[found] == '"'):
            escaped = True
        elif sign in "'\"" and (found is None or line[found] == sign):
            found = at if found is None else None
    return found


SHELLS: dict[str, type[_Shell]] = {each.name: each for each in (Bash, Zsh, Fish, PowerShell)}


def complete(group: click.Command, instruction: str) -> int:
    """Do what a shell asks (`bash_complete`, `zsh_source`); the exit code."""
    shell, _, what = instruction.partition("_")
    found = SHELLS[shell](group, {}, "regiorules", "") if shell in SHELLS else None
    text = found.complete() if found and what == "complete" else found.source() if found and what == "source" else None
    if text is None:
        return 1
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.buffer.write(f"{text}\n".encode(errors="replace"))
        sys.stdout.flush()
    return 0
