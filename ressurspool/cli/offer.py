"""The noun `offer`: what an employee and a host are agreeing on, from an application or an invitation on."""

from typing import Annotated, Any

import typer

from ressurspool.cli import proposals
from ressurspool.cli.arguments import End, ListOrder, OfNeed, Percentage, Place, Start, States, Tasks, terms_of
from ressurspool.cli.codes import CANDIDACY_STATE, named
from ressurspool.cli.details import show_whole_need
from ressurspool.cli.dialogues import messages, write
from ressurspool.cli.lists import Json, print_json, show_list
from ressurspool.cli.nouns import Noun
from ressurspool.cli.output import show_candidacy, show_details, show_outcome, show_terms
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in
from ressurspool.client.cases import Candidacy, Offer
from ressurspool.client.placements import Wanted

NeedId = Annotated[str, typer.Argument(help="As `need list` shows it")]
CandidacyId = Annotated[str, typer.Argument(help="As `offer list` shows it")]
Message = Annotated[str, typer.Option(help="A few words to the other side")]


def list_offers(
    *,
    state: States = None,
    need: OfNeed = None,
    closed: Annotated[bool, typer.Option("--closed", help="Those that are over, too")] = False,
    order: ListOrder = None,
    names: Annotated[bool, typer.Option("--names", help="With titles and names; each name is logged as read")] = False,
    as_json: Json = False,
) -> None:
    """List what concerns you or the body you act for: who applied, was invited, was made an offer."""
    open_only = None if closed or state else True
    wanted = Wanted(states=state or (), need_id=need, is_open=open_only, order=order, named=names)
    with logged_in() as (client, remembered):
        found = client.placements.candidacies(wanted)
        show_list(found, offer_row, as_json=as_json, language=remembered.language)


def offer_row(candidacy: Candidacy) -> dict[str, Any]:
    names = candidacy.names
    return {
        "id": candidacy.id,
        "reference": candidacy.reference,
        "state": named(CANDIDACY_STATE, candidacy.state),
        "need": names and names.need_title,
        "expert": names and names.expert,
    }


def view(candidacy_id: CandidacyId, as_json: Json = False) -> None:
    """Show whom and what it is about, its terms, and what you may do."""
    with logged_in() as (client, remembered):
        candidacy = client.placements.candidacy(candidacy_id, named=True)
        if as_json:
            print_json(candidacy)
            return
        show_candidacy(candidacy, remembered.language)
        show_details(candidacy, remembered.language)


def interest(candidacy_id: CandidacyId, yes: Yes = False) -> None:
    """Say that you are interested in what you were invited to. The host then sees your name and profile."""
    with logged_in() as (client, remembered):
        show_candidacy(client.placements.candidacy(candidacy_id), remembered.language)
        confirm(yes, "show_interest", remembered.language)
        show_outcome(client.placements.show_interest(candidacy_id))


def apply(need_id: NeedId, message: Message = "", yes: Yes = False) -> None:
    """Offer yourself for a need. The host then sees your name and profile."""
    with logged_in() as (client, remembered):
        show_whole_need(client, client.needs.need(need_id), remembered.language)
        confirm(yes, "apply_for_need", remembered.language)
        candidacy = client.placements.apply(client.pool.mine().id, need_id, message=message)
        show_outcome(candidacy)


def offer(
    *,
    candidacy_id: CandidacyId,
    start: Start,
    end: End,
    place: Place,
    tasks: Tasks,
    percentage: Percentage = 100,
    yes: Yes = False,
) -> None:
    """Answer an application, or a shown interest, with an offer."""
    with logged_in() as (client, remembered):
        show_candidacy(client.placements.candidacy(candidacy_id), remembered.language)
        terms = Offer(**terms_of(start, end, percentage, place, tasks).model_dump(exclude_unset=True))
        show_terms(terms, remembered.language)
        confirm(yes, "make_offer", remembered.language)
        show_outcome(client.placements.offer(candidacy_id, terms))


def accept(candidacy_id: CandidacyId, yes: Yes = False) -> None:
    """Accept an offer, after reading its terms. Accepting is your decision on them."""
    with logged_in() as (client, remembered):
        candidacy = client.placements.candidacy(candidacy_id)
        if candidacy.terms is not None and not yes:
            show_terms(candidacy.terms, remembered.language)
            confirm(yes, "accept_terms", remembered.language)
        accepted = client.placements.accept(candidacy_id, terms_version=candidacy.terms_version or 1)
        show_outcome(accepted)


def decline(candidacy_id: CandidacyId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Say no to what you were asked: an invitation, an offer, an application."""
    with logged_in() as (client, remembered):
        show_candidacy(client.placements.candidacy(candidacy_id), remembered.language)
        confirm(yes, "decline_offer", remembered.language)
        why = explained(reason, note, remembered.language)
        show_outcome(client.placements.decline(candidacy_id, why))


def withdraw(candidacy_id: CandidacyId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
    """Step back from a candidacy, no matter whose turn it is."""
    with logged_in() as (client, remembered):
        show_candidacy(client.placements.candidacy(candidacy_id), remembered.language)
        confirm(yes, "withdraw_candidacy", remembered.language)
        why = explained(reason, note, remembered.language)
        show_outcome(client.placements.withdraw(candidacy_id, why))


app = Noun("What an employee and a host are agreeing on: applications, invitations, offers, answers.")
app.command("list")(list_offers)
app.command("view")(view)
app.command("apply")(apply)
app.command("interest")(interest)
app.command("make")(offer)
app.command("accept")(accept)
app.command("decline")(decline)
app.command("withdraw")(withdraw)
app.command("message")(write)
app.command("messages")(messages)
proposals.add_to(app, lambda client, found: client.placements.candidacy(found))
