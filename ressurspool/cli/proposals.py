"""The employee's other dates or percentage, of an offer and of a placement: the proposal, and its answers."""

from collections.abc import Callable
from typing import Annotated

import typer

from ressurspool.cli.arguments import NewEnd, NewPercentage, NewStart, changed_terms
from ressurspool.cli.output import show_proposal, show_terms
from ressurspool.cli.prompts import Note, Why, Yes, confirm, explained
from ressurspool.cli.shell import logged_in, stop
from ressurspool.client import Client
from ressurspool.client.cases import NewTermsProposal
from ressurspool.client.placements import C

ThingId = Annotated[str, typer.Argument(metavar="ID")]


def add_to(app: typer.Typer, find: Callable[[Client, str], C]) -> None:
    """The four verbs, for what `find` finds."""
    _add_propose(app, find)
    _add_answers(app, find)


def _add_propose(app: typer.Typer, find: Callable[[Client, str], C]) -> None:
    @app.command("propose")
    def propose(
        *,
        thing_id: ThingId,
        start: NewStart = None,
        end: NewEnd = None,
        percentage: NewPercentage = None,
        note: Note = "",
        yes: Yes = False,
    ) -> None:
        """Answer with other dates or another percentage, as the employee."""
        given = changed_terms(start, end, percentage)
        if not given:
            raise typer.BadParameter("--start, --end, --percentage")
        with logged_in() as (client, remembered):
            case = _shown(client, find, thing_id, remembered.language)
            confirm(yes, "propose_terms", remembered.language)
            said = {"note": note} if note else {}
            proposal = NewTermsProposal(terms_version=case.terms_version or 1, **given, **said)
            show_proposal(client.placements.propose_terms(case, proposal), remembered.language)


def _add_answers(app: typer.Typer, find: Callable[[Client, str], C]) -> None:
    @app.command("adopt")
    def adopt(thing_id: ThingId, yes: Yes = False) -> None:
        """Make what the employee proposes the terms."""
        with logged_in() as (client, remembered):
            case = _proposed(client, find, thing_id, remembered.language)
            confirm(yes, "adopt_terms", remembered.language)
            show_proposal(client.placements.adopt_terms(case), remembered.language)

    @app.command("turn-down")
    def turn_down(thing_id: ThingId, reason: Why = "", note: Note = "", yes: Yes = False) -> None:
        """Say no to what the employee proposes. The terms stay as they are."""
        with logged_in() as (client, remembered):
            case = _proposed(client, find, thing_id, remembered.language)
            confirm(yes, "turn_down_terms", remembered.language)
            why = explained(reason, note, remembered.language)
            show_proposal(client.placements.decline_terms(case, why), remembered.language)

    @app.command("take-back")
    def take_back(thing_id: ThingId, yes: Yes = False) -> None:
        """Take back what you proposed."""
        with logged_in() as (client, remembered):
            case = _proposed(client, find, thing_id, remembered.language)
            confirm(yes, "take_back_terms", remembered.language)
            show_proposal(client.placements.withdraw_terms(case), remembered.language)


def _shown(client: Client, find: Callable[[Client, str], C], thing_id: str, language: str) -> C:
    case = find(client, thing_id)
    if case.terms is not None:
        show_terms(case.terms, language)
    show_proposal(case, language)
    return case


def _proposed(client: Client, find: Callable[[Client, str], C], thing_id: str, language: str) -> C:
    """The case, with its proposal shown; ends with 1 where there is none."""
    case = _shown(client, find, thing_id, language)
    return case if case.terms_proposal is not None else stop("no_proposal", language)
