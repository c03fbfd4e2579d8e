"""Prints lists: a table on a terminal, lines of tabs in a pipe, JSON where it is asked for."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import typer
from pydantic import BaseModel
from rich.markup import escape
from rich.table import Table

from ressurspool.cli.shell import out
from ressurspool.cli.texts import say

Json = Annotated[bool, typer.Option("--json", help="Print JSON, with everything the API says")]
ID_WIDE = 36  # signs of a UUID
Row = Mapping[str, Any]
M = TypeVar("M", bound=BaseModel)


def show_list(
    found: Iterable[M],
    row: Callable[[M], Row],
    *,
    as_json: bool,
    language: str,
    shown: Callable[[M], None] | None = None,
    empty: str = "empty_list",
) -> None:
    """Print what was found. `row` makes the row of one: what stands in each column, by the column's name.

    What a table has no room for is printed by `shown`, one after the other, in the table's place.
    """
    items = list(found)
    if as_json:
        print_json(items)
    elif out.is_terminal and (shown is None or not items):
        _print_table([row(item) for item in items], language, empty)
    elif out.is_terminal and shown is not None:
        for item in items:
            shown(item)
    else:
        for item in items:
            typer.echo("\t".join(_cell(value) for value in row(item).values()))


def print_json(thing: BaseModel | Sequence[BaseModel]) -> None:
    """Print one thing, or several."""
    if isinstance(thing, BaseModel):
        shown: Any = thing.model_dump(mode="json")
    else:
        shown = [one.model_dump(mode="json") for one in thing]
    typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))


def _print_table(rows: Sequence[Row], language: str, empty: str) -> None:
    if not rows:
        out.print(say(empty, language))
        return
    names = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    table = Table()
    for name in names:  # an id that is cut is of no use to the next command
        table.add_column(say(f"column_{name}", language), overflow="fold", min_width=ID_WIDE if name == "id" else None)
    for row in rows:
        table.add_row(*(escape(_cell(row[name])) for name in names))
    out.print(table)


def _cell(value: Any) -> str:
    """One line without tabs."""
    return " ".join(str("" if value is None else value).split())
