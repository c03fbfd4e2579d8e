"""The noun `candidate`: who fits a need, the body's own shortlist, and invitations."""

from typing import Annotated

import typer

from ressurspool.cli.arguments import End, OfNeed, Percentage, Place, Start, Tasks, terms_of
from ressurspool.cli.lists import Json, print_json
from ressurspool.cli.nouns import Noun
from ressurspool.cli.output import show_candidacy, show_candidates, show_explanation, show_shortlisted
from ressurspool.cli.prompts import Yes, confirm
from ressurspool.cli.shell import logged_in, out
from ressurspool.cli.texts import say
from ressurspool.client.placements import Wanted

NeedId = Annotated[str, typer.Argument(help="As `need list` shows it")]
ExpertId = Annotated[str, typer.Argument(help="As `candidate list` shows it")]
CandidacyId = Annotated[str, typer.Argument(help="As `offer list` shows it")]
Message = Annotated[str, typer.Option(help="A few words to the other side")]
Private = Annotated[str, typer.Option(help="For your own body alone")]


def list_candidates(
    need_id: NeedId, limit: Annotated[int, typer.Option(help="How many at most")] = 5, as_json: Json = False
) -> None:
    """Show who fits a need best, and why."""
    with logged_in() as (client, remembered):
        found = client.matching.candidates(need_id, limit=limit, include=["contacted", "conditions"])
        if as_json:
            print_json(found)
            return
        show_candidates(found, remembered.language)


def explain(need_id: NeedId, expert_id: Annotated[str, typer.Argument()]) -> None:
    """Show why one expert fits a need, or why not."""
    with logged_in() as (client, remembered):
        show_explanation(client.matching.explain(need_id, expert_id), remembered.language)


def invite(
    *,
    expert_id: ExpertId,
    need_id: NeedId,
    start: Start,
    end: End,
    place: Place,
    tasks: Tasks,
    percentage: Percentage = 100,
    message: Message = "",
) -> None:
    """Invite an expert to a need, with an offer that can be accepted at once."""
    with logged_in() as (client, remembered):
        terms = terms_of(start, end, percentage, place, tasks)
        candidacy = client.placements.invite(expert_id, need_id, offer=terms, message=message)
        show_candidacy(candidacy, remembered.language)


def keep(candidacy_id: CandidacyId, note: Private = "") -> None:
    """Put a candidacy on your body's shortlist, or write another note. Nobody else learns of it."""
    with logged_in() as (client, remembered):
        version = client.placements.shortlist_entry(candidacy_id).version
        client.placements.put_on_shortlist(candidacy_id, note, version=version)
        show_shortlisted(client.placements.candidacy(candidacy_id), remembered.language)


def drop(candidacy_id: CandidacyId, yes: Yes = False) -> None:
    """Take a candidacy off the shortlist. Its note is erased."""
    with logged_in() as (client, remembered):
        version = client.placements.shortlist_entry(candidacy_id).version
        show_shortlisted(client.placements.candidacy(candidacy_id), remembered.language)
        confirm(yes, "leave_shortlist", remembered.language)
        client.placements.take_off_shortlist(candidacy_id, version=version)


def kept(need_id: OfNeed = None) -> None:
    """Show what your body has on its shortlist, with the notes."""
    with logged_in() as (client, remembered):
        found = list(client.placements.candidacies(Wanted(shortlisted=True, need_id=need_id)))
        for candidacy in found:
            show_shortlisted(candidacy, remembered.language)
        if not found:
            out.print(say("empty_shortlist", remembered.language))


app = Noun("Who fits a need, and why; your body's shortlist; invitations.")
app.command("list")(list_candidates)
app.command("why")(explain)
app.command("invite")(invite)
app.command("keep")(keep)
app.command("drop")(drop)
app.command("kept")(kept)
