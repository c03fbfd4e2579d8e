"""Commands on candidacies: `invite`, `apply`, `offer`, and the answers `accept`, `decline` and `withdraw`."""

from typing import Annotated

import typer

from ressurspool.cli.arguments import End, Percentage, Place, Start, Tasks, terms_of
from ressurspool.cli.output import show_candidacy, show_terms
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in
from ressurspool.client.cases import Offer

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


def accept(candidacy_id: CandidacyId, yes: Yes = False) -> None:
    """Accept an offer, after reading its terms. Accepting is your decision on them."""
    with logged_in() as (client, remembered):
        candidacy = client.placements.candidacy(candidacy_id)
        if candidacy.terms is not None and not yes:
            show_terms(candidacy.terms, remembered.language)
            confirm(yes, "accept_terms", remembered.language)
        accepted = client.placements.accept(candidacy_id, terms_version=candidacy.terms_version or 1)
        show_candidacy(accepted, remembered.language)


def decline(candidacy_id: CandidacyId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Say no to what you were asked: an invitation, an offer, an application."""
    with logged_in() as (client, remembered):
        show_candidacy(client.placements.candidacy(candidacy_id), remembered.language)
        confirm(yes, "decline_offer", remembered.language)
        why = explained(reason, note, remembered.language)
        show_candidacy(client.placements.decline(candidacy_id, why), remembered.language)


def withdraw(candidacy_id: CandidacyId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Step back from a candidacy, no matter whose turn it is."""
    with logged_in() as (client, remembered):
        show_candidacy(client.placements.candidacy(candidacy_id), remembered.language)
        confirm(yes, "withdraw_candidacy", remembered.language)
        why = explained(reason, note, remembered.language)
        show_candidacy(client.placements.withdraw(candidacy_id, why), remembered.language)


def add_to(app: typer.Typer) -> None:
    app.command("invite")(invite)
    app.command("apply")(apply)
    app.command("offer")(offer)
    app.command("accept")(accept)
    app.command("decline")(decline)
    app.command("withdraw")(withdraw)
