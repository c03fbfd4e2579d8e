"""Asks for what an answer still lacks: one of several words, a reason, a yes."""

import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any, cast, get_args

import typer
from rich.markup import escape

from ressurspool.cli.codes import REASON, Group, named
from ressurspool.cli.shell import err, out, stop
from ressurspool.cli.texts import say
from ressurspool.client.words import Explained, Reason

REASONS = get_args(Reason)
Why = Annotated[str, typer.Option("--reason", help=f"One of {', '.join(REASONS)}; asked for where it is missing")]
Note = Annotated[str, typer.Option(help="A few words to the other parties")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask")]

MISSING = 2  # wrong usage, as of a missing option
YESES, NOS = {"j", "ja", "y", "yes"}, {"n", "nei", "no"}  # in whichever language


def choose(question: str, answers: Sequence[str], *, default: str, option: str, language: str) -> str:
    """The answer that is typed, one of these. In a pipe that has none, `option` is what is missing."""

    def one_of(typed: str) -> str:
        if typed not in answers:
            raise typer.BadParameter("/".join(answers))
        return typed

    asked = f"{question} ({'/'.join(answers)})"
    return str(_typed(asked, one_of, default=default, option=option, language=language))


def choose_code(question: str, group: Group, codes: Sequence[str], *, default: str, option: str, language: str) -> str:
    """The code that is typed, one of these, after each was shown with its word."""
    for code in codes:
        out.print(f"  {code}  [dim]{escape(named(group, code))}[/]")
    return choose(question, codes, default=default, option=option, language=language)


def known_reason(typed: str) -> str:
    """The reason of an option. Raises BadParameter for a word that is none."""
    if typed and typed not in REASONS:
        raise typer.BadParameter(f"--reason: {', '.join(REASONS)}")
    return typed


def explained(reason: str, note: str, language: str) -> Explained:
    """The reason of the options, or of an answer at the prompt, with the note."""
    why = Explained(reason=cast(Reason, known_reason(reason) or ask_reason(language)))
    if note:
        why.note = note
    return why


def ask_reason(language: str) -> str:
    question = say("ask_reason", language)
    return choose_code(question, REASON, REASONS, default="other", option="--reason", language=language)


def confirm(yes: bool, what: str, language: str) -> None:
    """Ask whether to go on, unless the option says so. Ends with 1 at a no, with 2 in a pipe that has no answer."""
    if yes:
        return
    asked = f"{say(what, language)} [{say('yes_or_no', language)}]"
    if not _typed(asked, _is_yes, default="n", option="--yes", language=language, show_default=False):
        stop("nothing_done", language)


def _is_yes(typed: str) -> bool:
    answer = typed.strip().lower()
    if answer not in YESES | NOS:
        raise typer.BadParameter("j/n, y/n")
    return answer in YESES


def _typed(question: str, read: Callable[[str], Any], *, default: str, option: str, language: str, **more: Any) -> Any:
    try:
        return typer.prompt(question, default=default, value_proc=read, **more)
    except typer.Abort:
        if sys.stdin.isatty():  # Ctrl-C
            raise
        err.print(f"\n{say('nobody_to_ask', language)} {option}")
        raise typer.Exit(MISSING) from None
