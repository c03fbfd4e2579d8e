"""The rules of placements, without anything around them."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.kit.errors import ServiceError, WrongState
from services.kit.months import last_day
from services.placements.domain import (
    CANDIDACY,
    OPEN,
    PLACEMENT,
    CandidacyState,
    Decided,
    Endorsement,
    Party,
    PlacementState,
    Verdict,
    all_agree,
    deciding_party,
    endorsement_of,
    legal_for_candidacy,
    legal_for_placement,
    months_between,
    move_candidacy,
    refuse_unwanted,
    terms_hash,
    waiting_for,
    within_endorsement,
    within_length,
)
from services.placements.errors import AlreadyDecided, DecidesForTwo, ExpertNotAvailable, NeedNotOpen
from tests.placements.factories import a_need, an_expert, domain_terms


class TestMachines:
    @pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn", "not_selected", "expired"])
    def test_a_candidacy_that_is_over_stays_over(self, state: str) -> None:
        assert CANDIDACY.legal(CandidacyState(state)) == []

    @pytest.mark.parametrize("state", ["completed", "ended_early", "rejected", "expired", "cancelled"])
    def test_a_placement_that_is_over_stays_over(self, state: str) -> None:
        assert PLACEMENT.legal(PlacementState(state)) == []

    @pytest.mark.parametrize(
        ("state", "employee", "host"),
        [
            ("applied", ["withdraw"], ["decline", "offer", "withdraw"]),
            ("invited", ["decline", "interest", "withdraw"], ["withdraw"]),
            ("interested", ["withdraw"], ["decline", "offer", "withdraw"]),
            ("offered", ["accept", "decline", "withdraw"], ["withdraw"]),
        ],
    )
    def test_one_declines_what_one_was_asked(self, state: str, employee: list[str], host: list[str]) -> None:
        assert legal_for_candidacy(CandidacyState(state), {Party.EMPLOYEE}) == employee
        assert legal_for_candidacy(CandidacyState(state), {Party.HOST}) == host
        assert legal_for_candidacy(CandidacyState(state), {Party.HOME}) == []

    def test_the_employee_does_not_edit_the_terms(self) -> None:
        assert legal_for_placement(PlacementState.PROPOSED, {Party.EMPLOYEE}) == ["approve", "cancel", "reject"]
        assert "edit" in legal_for_placement(PlacementState.PROPOSED, {Party.HOME})

    def test_an_illegal_move_names_the_legal_ones(self) -> None:
        with pytest.raises(WrongState) as refused:
            move_candidacy(CandidacyState.INVITED, "accept", parties={Party.EMPLOYEE})
        assert refused.value.facts == {"legal": ["decline", "interest", "withdraw"]}

    def test_every_open_candidacy_can_end_in_each_way(self) -> None:
        for state in OPEN:
            assert {"decline", "withdraw", "pass_over", "expire"} <= set(CANDIDACY.legal(state))


class TestLength:
    @pytest.mark.parametrize(
        ("start", "months", "last"),
        [
            ("2027-01-11", 2, "2027-03-10"),
            ("2027-01-01", 2, "2027-02-28"),
            ("2027-12-01", 3, "2028-02-29"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2026-12-29", 2, "2027-02-28"),
            ("2026-12-28", 2, "2027-02-27"),
            ("2027-08-31", 1, "2027-09-30"),
            ("2027-11-15", 3, "2028-02-14"),
        ],
    )
    def test_months_are_calendar_months_with_both_ends(self, start: str, months: int, last: str) -> None:
        assert last_day(date.fromisoformat(start), months=months) == date.fromisoformat(last)

    @pytest.mark.parametrize(
        ("end", "months", "allowed"),
        [
            ("2027-01-11", 1, False),
            ("2027-03-09", 2, False),
            ("2027-03-10", 2, True),
            ("2027-03-11", 3, True),
            ("2027-04-10", 3, True),
            ("2027-04-11", 4, False),
        ],
    )
    def test_two_to_three_months_from_11_january(self, end: str, months: int, allowed: bool) -> None:
        start, last = date(2027, 1, 11), date.fromisoformat(end)
        assert months_between(start, last) == months
        assert within_length(start, last, min_months=2, max_months=3) is allowed

    @settings(deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 12))
    def test_exactly_so_many_months_is_so_many_and_a_day_more_is_one_more(self, start: date, months: int) -> None:
        last = last_day(start, months=months)
        assert months_between(start, last) == months
        assert months_between(start, last + timedelta(days=1)) == months + 1

    @settings(deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 11))
    def test_more_months_end_later(self, start: date, months: int) -> None:
        assert start < last_day(start, months=months) < last_day(start, months=months + 1)

    @settings(deadline=None)
    @given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 500))
    def test_a_later_start_never_ends_earlier(self, start: date, days: int) -> None:
        assert last_day(start, months=2) <= last_day(start + timedelta(days=days), months=2)


class TestTermsHash:
    def test_is_the_same_for_the_same_terms(self) -> None:
        assert terms_hash(domain_terms()) == terms_hash(domain_terms())

    @pytest.mark.parametrize(
        "change", [{"percentage": 80}, {"place": "Oslo"}, {"tasks": "x"}, {"unit": "IT"}, {"payer": "host"}]
    )
    def test_changes_with_every_field(self, change: dict[str, object]) -> None:
        assert terms_hash(replace(domain_terms(), **change)) != terms_hash(domain_terms())  # type: ignore[arg-type]  # names and values are the parameters'

    def test_is_of_canonical_json(self) -> None:
        known = domain_terms(start="2027-01-11", place="Bærum", tasks="Å lære")
        canonical = (
            '{"employer":"home","end":"2027-03-10","learning_goals":null,"payer":"home","percentage":100,'
            '"place":"Bærum","start":"2027-01-11","tasks":"Å lære","unit":null}'
        )
        assert terms_hash(known) == hashlib.sha256(canonical.encode()).hexdigest()


class TestWithinEndorsement:
    endorsed = Endorsement(until=date(2027, 3, 10), max_months=2, max_percentage=60)

    @pytest.mark.parametrize(
        ("changes", "inside"),
        [
            ({"percentage": 60}, True),
            ({"percentage": 61}, False),
            ({"end": "2027-03-11"}, False),
            ({"start": "2027-01-09", "end": "2027-03-10"}, False),
        ],
    )
    def test_holds_dates_length_and_percentage(self, changes: dict[str, object], inside: bool) -> None:
        terms = domain_terms(**{"start": "2027-01-11", "percentage": 50, **changes})
        assert within_endorsement(terms, self.endorsed) is inside


class TestFacts:
    def test_an_endorsement_that_ran_out_is_none(self) -> None:
        expert = an_expert(endorsement=Endorsement(until=date(2026, 1, 1), max_months=3, max_percentage=100))
        with pytest.raises(ExpertNotAvailable):
            endorsement_of(expert, on=date(2026, 1, 2), states={"available"})
        assert endorsement_of(expert, on=date(2026, 1, 1), states={"available"}).max_months == 3

    @pytest.mark.parametrize("state", ["draft", "submitted", "returned", "paused", "expired", "withdrawn"])
    def test_only_the_available_are_asked(self, state: str) -> None:
        with pytest.raises(ExpertNotAvailable):
            endorsement_of(an_expert(state=state), on=date(2026, 1, 1), states={"available"})

    def test_a_closed_need_takes_nobody(self) -> None:
        with pytest.raises(NeedNotOpen):
            refuse_unwanted(a_need(state="closed"), states={"open"})


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
