"""Asks for what an answer still lacks: one of several words, a reason, a yes."""

from collections.abc import Sequence
from typing import Annotated, cast, get_args

import typer

from ressurspool.cli.texts import say
from ressurspool.client.words import Explained, Reason

REASONS = get_args(Reason)
Why = Annotated[str, typer.Option("--reason", help=f"One of {', '.join(REASONS)}; asked for where it is missing")]
Note = Annotated[str, typer.Option(help="A few words to the other parties")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask")]


def choose(question: str, answers: Sequence[str], *, default: str) -> str:
    """The answer that is typed, one of these."""

    def one_of(typed: str) -> str:
        if typed not in answers:
            raise typer.BadParameter("/".join(answers))
        return typed

    return str(typer.prompt(f"{question} ({'/'.join(answers)})", default=default, value_proc=one_of))


def known_reason(typed: str) -> str:
    """The reason of an option. Raises BadParameter for a word that is none."""
    if typed and typed not in REASONS:
        raise typer.BadParameter(f"--reason: {', '.join(REASONS)}")
    return typed


def explained(reason: str, note: str, language: str) -> Explained:
    """The reason of the options, or of an answer at the prompt, with the note."""
    code = known_reason(reason) or choose(say("ask_reason", language), REASONS, default="other")
    why = Explained(reason=cast(Reason, code))
    if note:
        why.note = note
    return why


def confirm(yes: bool, what: str, language: str) -> None:
    """Ask whether to go on, unless the option says so. Raises Abort at a no."""
    if not yes:
        typer.confirm(say(what, language), abort=True)
