"""Who speaks for which party, and what a caller's roles make of it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from services.kit.access.table import Caller, CallerKind
from services.kit.access.tokens import OneDecision
from services.placements.access import affiliation_of, author_of, offer_decides
from services.placements.parties.domain import Thing, parties_of
from services.placements.placements.domain import PlacementState, legal_for_reader
from services.placements.standings.domain import Facts
from services.scheme.parties import Party
from tests.placements.factories import a_need, an_expert
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN

PAIR = Facts(expert=an_expert(person_id="e", home_org=BAERUM), need=a_need(host_org=HUSBANKEN))
PLACEMENT = uuid4()


def a_caller(org: str | None, *roles: str, sub: str = "somebody", scopes: frozenset[str] = frozenset()) -> Caller:
    return Caller(
        kind=CallerKind.PERSON, sub=sub, client_id="cli", org=org, roles=frozenset(roles), scopes=scopes, bearer=""
    )


def a_delegate(org: str, *roles: str) -> Caller:
    decision = OneDecision(org=org, placement=PLACEMENT, delegation=uuid4(), by="coordinator")
    return replace(a_caller(org, *roles), decision=decision)


class TestPartiesOf:
    @pytest.mark.parametrize(
        ("caller", "parties"),
        [
            (a_caller(None, sub="e"), {Party.EMPLOYEE}),
            (a_caller(BAERUM, "employee", "requester", "coordinator", sub="e"), {Party.EMPLOYEE, Party.HOME}),
            (a_caller(BAERUM, "coordinator"), {Party.HOME}),
            (a_caller(BAERUM, "requester"), set()),
            (a_caller(HUSBANKEN, "requester"), {Party.HOST}),
            (a_caller(HUSBANKEN, "employee"), set()),
            (a_caller(LANEKASSEN, "requester", "coordinator"), set()),
            (a_caller(None, "requester", "coordinator"), set()),
        ],
    )
    def test_the_home_agency_is_its_coordinators_and_the_host_who_posts_needs(
        self, caller: Caller, parties: set[Party]
    ) -> None:
        assert parties_of(affiliation_of(caller), PAIR) == parties

    @pytest.mark.parametrize(("org", "party"), [(BAERUM, {Party.HOME}), (HUSBANKEN, {Party.HOST}), (LANEKASSEN, set())])
    def test_a_delegate_speaks_for_their_body_in_one_placement(self, org: str, party: set[Party]) -> None:
        speaker = affiliation_of(a_delegate(org))
        assert parties_of(speaker, PAIR, placement_id=PLACEMENT) == party
        assert parties_of(speaker, PAIR, placement_id=uuid4()) == set()
        assert parties_of(speaker, PAIR) == set()

    def test_a_delegates_roles_and_own_stay_count_for_nothing(self) -> None:
        everything = replace(a_delegate(BAERUM, "coordinator", "requester", "employee"), sub="e")
        assert parties_of(affiliation_of(everything), PAIR) == set()
        assert affiliation_of(everything).home_org is None


class TestOfferDecides:
    @pytest.mark.parametrize(
        ("role", "scope", "decides"),
        [
            ("coordinator", "placements:decide", True),
            ("coordinator", "placements:offer", False),
            ("requester", "placements:decide", False),
        ],
    )
    def test_takes_a_coordinator_whose_token_may_decide(self, role: str, scope: str, decides: bool) -> None:
        assert offer_decides(a_caller(HUSBANKEN, role, scopes=frozenset({scope}))) is decides


def test_the_record_names_the_person_the_client_and_the_delegation() -> None:
    author, delegated = author_of(a_caller(BAERUM)), author_of(a_delegate(BAERUM))
    assert (author.sub, author.client_id, author.let_by) == ("somebody", "cli", None)
    assert delegated.people == {"somebody", "coordinator"}


class TestOpenVerbs:
    """The verbs that somebody may request, before the state of the thing is asked."""

    scopes = frozenset({"placements:apply", "placements:offer", "placements:decide"})

    def legal(self, caller: Caller, state: PlacementState, *parties: Party) -> list[str]:
        may = affiliation_of(caller).may(Thing.PLACEMENT, frozenset(parties))
        return legal_for_reader(state, set(parties), may=may, may_decide=True, doubt="home_left")

    def test_leave_nothing_else_to_who_is_let_decide_once(self) -> None:
        delegate = replace(a_delegate(BAERUM, "coordinator"), scopes=self.scopes)
        assert self.legal(delegate, PlacementState.PROPOSED, Party.HOME) == ["approve", "reject"]

    def test_a_requester_asks_and_does_not_end(self) -> None:
        requester = a_caller(HUSBANKEN, "requester", scopes=self.scopes)
        assert self.legal(requester, PlacementState.ACTIVE, Party.HOST) == ["content", "dates", "extension"]
        coordinator = a_caller(HUSBANKEN, "requester", "coordinator", scopes=self.scopes)
        assert {"early_return", "no_show", "settle"} <= {*self.legal(coordinator, PlacementState.ACTIVE, Party.HOST)}

    def test_whoever_goes_does_nothing_as_hr_about_it(self) -> None:
        own = a_caller(BAERUM, "employee", "requester", "coordinator", sub="e", scopes=self.scopes)
        found = self.legal(own, PlacementState.PROPOSED, Party.EMPLOYEE, Party.HOME)
        assert found == ["approve", "cancel", "propose_terms", "reject"]

    def test_a_program_without_the_scope_has_none(self) -> None:
        assert self.legal(a_caller(HUSBANKEN, "requester"), PlacementState.PROPOSED, Party.HOST) == []
