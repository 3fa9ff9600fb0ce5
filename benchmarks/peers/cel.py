"""common-expression-language: Rust's implementation of CEL."""

from __future__ import annotations

import cel

from benchmarks.peers import Facts, Run
from benchmarks.peers.spelling import Evaluate, Spelling
from regiorules.engine.program import Program

CEL = Spelling("&&", "||")


def layers(program: Program) -> Run:
    """A program a layer, evaluated with a dict."""
    return CEL.layers(program, lambda text: cel.compile(text).execute)


def whole(program: Program) -> Run:
    """One program, evaluated with a context that is kept: quicker than with a dict."""
    context = cel.Context()

    def compiled(text: str) -> Evaluate:
        execute = cel.compile(text).execute

        def evaluate(facts: Facts) -> list[bool]:
            context.update(facts)
            return execute(context)

        return evaluate

    return CEL.whole(program, compiled)
