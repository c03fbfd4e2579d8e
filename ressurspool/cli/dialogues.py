"""Commands between the two sides of a candidacy: `message` and `messages`, and the host's own `shortlist`."""

from typing import Annotated

import typer

from ressurspool.cli.output import show_message, show_shortlisted
from ressurspool.cli.prompts import Yes, confirm
from ressurspool.cli.shell import logged_in, out
from ressurspool.cli.texts import say
from ressurspool.client.placements import Wanted

CandidacyId = Annotated[str, typer.Argument()]
NeedId = Annotated[str | None, typer.Option("--need", help="Only candidates for this need")]
Private = Annotated[str, typer.Option(help="For your own body alone")]
shortlist = typer.Typer(no_args_is_help=True, help="Your body's own list of candidacies, each with a private note.")


@shortlist.command("add")
def add(candidacy_id: CandidacyId, note: Private = "") -> None:
    """Put a candidacy on your body's shortlist, or write another note. Nobody else learns of it."""
    with logged_in() as (client, remembered):
        version = client.placements.shortlist_entry(candidacy_id).version
        client.placements.put_on_shortlist(candidacy_id, note, version=version)
        show_shortlisted(client.placements.candidacy(candidacy_id), remembered.language)


@shortlist.command("remove")
def remove(candidacy_id: CandidacyId, yes: Yes = False) -> None:
    """Take a candidacy off the shortlist. Its note is erased."""
    with logged_in() as (client, remembered):
        version = client.placements.shortlist_entry(candidacy_id).version
        show_shortlisted(client.placements.candidacy(candidacy_id), remembered.language)
        confirm(yes, "leave_shortlist", remembered.language)
        client.placements.take_off_shortlist(candidacy_id, version=version)


@shortlist.command("show")
def show(need_id: NeedId = None) -> None:
    """Show what your body has on its shortlist, with the notes."""
    with logged_in() as (client, remembered):
        found = list(client.placements.candidacies(Wanted(shortlisted=True, need_id=need_id)))
        for candidacy in found:
            show_shortlisted(candidacy, remembered.language)
        if not found:
            out.print(say("empty_shortlist", remembered.language))


def write(candidacy_id: CandidacyId, text: Annotated[str, typer.Argument(help="At most 2,000 signs")]) -> None:
    """Write to the other side of a candidacy, who is notified. There are 20 messages in all."""
    with logged_in() as (client, remembered):
        show_message(client.placements.write(candidacy_id, text), remembered.language)


def messages(candidacy_id: CandidacyId) -> None:
    """Show what the employee and the host wrote to each other, oldest first."""
    with logged_in() as (client, remembered):
        found = list(client.placements.messages(candidacy_id))
        for message in found:
            show_message(message, remembered.language)
        if not found:
            out.print(say("no_messages", remembered.language))


def add_to(app: typer.Typer) -> None:
    app.add_typer(shortlist, name="shortlist")
    app.command("message")(write)
    app.command("messages")(messages)
