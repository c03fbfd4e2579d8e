"""The noun `field`: professional fields and skills, by the words that other commands take."""

from functools import partial
from typing import Annotated, Any

import typer

from ressurspool.cli.lists import Json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.shell import logged_in
from ressurspool.client.pool import Concept


def list_fields(
    skills: Annotated[bool, typer.Option("--skills", help="The skills instead")] = False, as_json: Json = False
) -> None:
    """List the professional fields, or the skills."""
    with logged_in() as (client, remembered):
        known, language = client.pool.fields(), remembered.language
        found = known.skills if skills else known.fields
        show_list(found, partial(_row, language=language), as_json=as_json, language=language)


def _row(found: Concept, *, language: str) -> dict[str, Any]:
    return {"id": found.id, "name": found.labels.get(language)}


def view(name: Annotated[str, typer.Argument(help="As `field list` shows it")]) -> None:
    """Show what a field or a skill is called in each language."""
    with logged_in() as (client, _):
        known = client.pool.fields()
        for concept in [*known.fields, *known.skills]:
            if concept.id == name:
                for language, label in concept.labels.items():
                    typer.echo(f"{language}\t{label}")
                return
    raise typer.BadParameter(f"{name}: see `field list`")


app = Noun("Professional fields and skills, as one names them to other commands.")
app.command("list")(list_fields)
app.command("view")(view)
