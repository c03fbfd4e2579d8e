"""Commands on candidacies: `invite`, `apply`, `offer` and `accept`."""

from typing import Annotated

import typer

from ressurspool.cli.arguments import End, Percentage, Place, Start, Tasks, terms_of
from ressurspool.cli.output import show_candidacy, show_terms
from ressurspool.cli.shell import logged_in
from ressurspool.cli.texts import say
from ressurspool.client.placements import Offer

NeedId = Annotated[str, typer.Argument()]
ExpertId = Annotated[str, typer.Argument(help="As `candidates` shows it")]
CandidacyId = Annotated[str, typer.Argument()]
Message = Annotated[str, typer.Option(help="A few words to the other side")]


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


def apply(need_id: NeedId, message: Message = "") -> None:
    """Offer yourself for a need. The host then sees your name and profile."""
    with logged_in() as (client, remembered):
        candidacy = client.placements.apply(client.pool.mine().id, need_id, message=message)
        show_candidacy(candidacy, remembered.language)


def offer(
    *, candidacy_id: CandidacyId, start: Start, end: End, place: Place, tasks: Tasks, percentage: Percentage = 100
) -> None:
    """Answer an application, or a shown interest, with an offer."""
    with logged_in() as (client, remembered):
        terms = Offer(**terms_of(start, end, percentage, place, tasks).model_dump(exclude_unset=True))
        show_candidacy(client.placements.offer(candidacy_id, terms), remembered.language)


def accept(candidacy_id: CandidacyId, yes: Annotated[bool, typer.Option("--yes", help="Do not ask")] = False) -> None:
    """Accept an offer, after reading its terms. Accepting is your decision on them."""
    with logged_in() as (client, remembered):
        candidacy = client.placements.candidacy(candidacy_id)
        if candidacy.terms is not None and not yes:
            show_terms(candidacy.terms, remembered.language)
            typer.confirm(say("accept_terms", remembered.language), abort=True)
        accepted = client.placements.accept(candidacy_id, terms_version=candidacy.terms_version or 1)
        show_candidacy(accepted, remembered.language)


def add_to(app: typer.Typer) -> None:
    app.command("invite")(invite)
    app.command("apply")(apply)
    app.command("offer")(offer)
    app.command("accept")(accept)
