"""Who has to say yes, who has, and who may not say it twice."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.kit.errors import ServiceError
from services.placements.decisions.domain import (
    Decided,
    Verdict,
    all_agree,
    deciding_party,
    may_decide,
    waiting_for,
)
from services.placements.decisions.errors import AlreadyDecided, DecidesForTwo
from services.placements.parties.domain import Affiliation, Delegation
from services.scheme.parties import Party


def said(party: Party, sub: str, version: int = 1, verdict: Verdict = Verdict.APPROVE) -> Decided:
    return Decided(party=party, sub=sub, verdict=verdict, terms_version=version)


class TestDecisions:
    def test_waits_for_those_who_have_not_said_yes_to_this_version(self) -> None:
        decisions = [said(Party.HOST, "h", version=1), said(Party.EMPLOYEE, "e", version=2)]
        assert waiting_for(decisions, terms_version=2) == [Party.HOME, Party.HOST]

    def test_three_yeses_of_two_people_do_not_agree(self) -> None:
        decisions = [said(Party.HOME, "x"), said(Party.HOST, "x"), said(Party.EMPLOYEE, "e")]
        assert not all_agree(decisions, terms_version=1)

    def test_nobody_decides_for_two_parties(self) -> None:
        with pytest.raises(DecidesForTwo):
            deciding_party({Party.HOME}, "x", [said(Party.HOST, "x")], terms_version=1)

    def test_who_lets_another_decide_has_had_their_say(self) -> None:
        lent = replace(said(Party.HOME, "delegate"), let_by="x")
        with pytest.raises(DecidesForTwo):
            deciding_party({Party.HOST}, "x", [lent], terms_version=1)
        with pytest.raises(DecidesForTwo):
            deciding_party({Party.HOST}, "another delegate", [lent], terms_version=1, let_by="x")
        assert deciding_party({Party.HOST}, "y", [lent], terms_version=1) is Party.HOST
        assert all_agree([lent, said(Party.HOST, "y"), said(Party.EMPLOYEE, "e")], terms_version=1)
        assert not all_agree([lent, said(Party.HOST, "x"), said(Party.EMPLOYEE, "e")], terms_version=1)

    def test_on_ones_own_stay_one_is_only_the_employee(self) -> None:
        both = {Party.EMPLOYEE, Party.HOME}
        assert deciding_party(both, "e", [], terms_version=1) is Party.EMPLOYEE
        with pytest.raises(DecidesForTwo):
            deciding_party(both, "e", [said(Party.EMPLOYEE, "e")], terms_version=1)

    def test_a_party_decides_once_on_a_version(self) -> None:
        with pytest.raises(AlreadyDecided):
            deciding_party({Party.HOME}, "y", [said(Party.HOME, "x")], terms_version=1)
        assert deciding_party({Party.HOME}, "x", [said(Party.HOME, "x")], terms_version=2) is Party.HOME


class TestMayDecide:
    """Who is shown that they may decide: it is the same rule by which a decision is refused."""

    coordinator = Affiliation(person_id="c", home_org="935478715", host_org="935478715")
    requester = Affiliation(person_id="r", home_org=None, host_org="935478715")
    delegation = Delegation(id=uuid4(), placement_id=uuid4(), org="935478715", let_by="c")
    delegate = Affiliation(person_id="d", home_org=None, host_org=None, delegation=delegation)

    def may(self, speaker: Affiliation, party: Party, *decisions: Decided, person_id: str = "e") -> bool:
        return may_decide(speaker, {party}, decisions, person_id=person_id, terms_version=1)

    def test_the_employee_and_coordinators_may_and_a_requester_may_not(self) -> None:
        employee = Affiliation(person_id="e", home_org=None, host_org=None)
        assert self.may(employee, Party.EMPLOYEE)
        assert self.may(self.coordinator, Party.HOST)
        assert not self.may(self.requester, Party.HOST)

    def test_nobody_may_once_they_or_their_party_have(self) -> None:
        assert not self.may(self.coordinator, Party.HOME, said(Party.HOME, "another"))
        assert not self.may(self.coordinator, Party.HOME, said(Party.HOST, "c"))
        assert self.may(self.coordinator, Party.HOME, said(Party.HOME, "c", version=2))

    def test_a_delegate_may_once_on_whichever_terms(self) -> None:
        assert self.may(self.delegate, Party.HOME)
        used = replace(said(Party.HOME, "d", version=2), delegation_id=self.delegation.id)
        assert not self.may(self.delegate, Party.HOME, used)

    @pytest.mark.parametrize("own", ["d", "c"])
    def test_a_delegate_may_not_on_their_own_stay_nor_on_the_coordinators(self, own: str) -> None:
        assert not self.may(self.delegate, Party.HOME, person_id=own)

    def test_a_delegate_may_not_where_the_coordinator_has_for_another_party(self) -> None:
        assert not self.may(self.delegate, Party.HOME, said(Party.HOST, "c"))


PEOPLE = {
    "employee": {Party.EMPLOYEE},
    "employee who is HR at home": {Party.EMPLOYEE, Party.HOME},
    "home": {Party.HOME},
    "home too": {Party.HOME},
    "host": {Party.HOST},
    "host too": {Party.HOST},
    "works at both": {Party.HOME},
}


class Deciding(RuleBasedStateMachine):
    """Anybody decides at any time, the terms change in between: agreed is always three different people's yes."""

    def __init__(self) -> None:
        super().__init__()
        self.decisions: list[Decided] = []
        self.version = 1
        self.agreed = False

    @precondition(lambda self: not self.agreed)
    @rule(who=st.sampled_from(sorted(PEOPLE)), verdict=st.sampled_from(Verdict), for_host=st.booleans())
    def decide(self, who: str, verdict: Verdict, for_host: bool) -> None:
        parties = {Party.HOST} if who == "works at both" and for_host else PEOPLE[who]
        sub = "employee" if who.startswith("employee") else who
        try:
            party = deciding_party(parties, sub, self.decisions, terms_version=self.version)
        except ServiceError:
            return
        self.decisions.append(said(party, sub, self.version, verdict))
        self.agreed = all_agree(self.decisions, terms_version=self.version)

    @precondition(lambda self: not self.agreed)
    @rule()
    def edit(self) -> None:
        self.version += 1

    @precondition(lambda self: self.agreed)
    @rule()
    def begin_anew(self) -> None:
        self.decisions, self.version, self.agreed = [], 1, False

    @invariant()
    def agreed_means_three_people_for_three_parties_on_this_version(self) -> None:
        yes = [
            decided
            for decided in self.decisions
            if decided.terms_version == self.version and decided.verdict is Verdict.APPROVE
        ]
        three = {decided.party for decided in yes} == set(Party) and len({decided.sub for decided in yes}) == 3
        assert self.agreed == three

    @invariant()
    def nobody_speaks_twice_on_a_version(self) -> None:
        spoken = [(decided.terms_version, decided.sub) for decided in self.decisions]
        assert len(spoken) == len(set(spoken))


TestDeciding = Deciding.TestCase
TestDeciding.settings = settings(deadline=None)
