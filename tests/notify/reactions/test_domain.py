"""The rule of each event: what it opens and closes, and whom it notifies."""

import pytest

from services.notify.events.domain import Recipient
from services.notify.followers import SOURCES
from services.notify.reactions.domain import RULES
from services.notify.tasks.domain import AMENDING, DECIDING, NEGOTIATING, SETTLING, Kind


class TestRules:
    def test_every_event_comes_from_a_followed_service(self) -> None:
        assert {kind.partition(".")[0] for kind in RULES} == set(SOURCES)

    def test_every_task_can_be_opened_and_closed(self) -> None:
        assert {kind for rule in RULES.values() for kind in rule.opens} == set(Kind)
        assert {kind for rule in RULES.values() for kind in rule.closes} == set(Kind)

    def test_no_recipient_has_two_notices_of_one_event(self) -> None:
        for kind, rule in RULES.items():
            recipients = [recipient for notice in rule.notifies for recipient in notice.to]
            assert len(set(recipients)) == len(recipients), kind

    @pytest.mark.parametrize(
        ("event", "opened"),
        [
            ("expert.submitted", {Kind.ENDORSE_EXPERT}),
            ("expert.renewed", {Kind.ENDORSE_EXPERT}),
            ("expert.endorsement_revoked", {Kind.ENDORSE_EXPERT}),
            ("expert.returned", {Kind.COMPLETE_PROFILE}),
            ("candidacy.applied", {Kind.CONSIDER_APPLICATION}),
            ("candidacy.interested", {Kind.CONSIDER_APPLICATION}),
            ("candidacy.invited", {Kind.ANSWER_INVITATION}),
            ("candidacy.offered", {Kind.ANSWER_OFFER}),
            ("placement.proposed", set(DECIDING)),
            ("placement.terms_changed", set(DECIDING)),
            ("placement.doubted", set(SETTLING)),
            ("amendment.proposed", set(AMENDING)),
            ("expert.endorsement_ending", {Kind.PROLONG_ENDORSEMENT}),
            ("candidacy.returned", {Kind.CONSIDER_APPLICATION}),
            ("candidacy.terms_proposed", {Kind.ANSWER_TERMS_OF_OFFER}),
            ("placement.terms_proposed", set(NEGOTIATING)),
            ("organisation.uncoordinated", {Kind.FIND_COORDINATOR}),
        ],
    )
    def test_what_opens(self, event: str, opened: set[Kind]) -> None:
        assert set(RULES[event].opens) == opened

    def test_nothing_else_opens(self) -> None:
        assert sum(1 for rule in RULES.values() if rule.opens) == 17

    @pytest.mark.parametrize("ending", ["accepted", "declined", "withdrawn", "expired", "not_selected"])
    def test_the_end_of_a_candidacy_closes_all_that_waited_for_an_answer(self, ending: str) -> None:
        waiting = {Kind.ANSWER_OFFER, Kind.ANSWER_INVITATION, Kind.CONSIDER_APPLICATION, Kind.ANSWER_TERMS_OF_OFFER}
        assert set(RULES[f"candidacy.{ending}"].closes) == waiting

    @pytest.mark.parametrize("ending", ["agreed", "rejected", "cancelled", "expired"])
    def test_the_end_of_a_proposal_closes_all_three_decisions(self, ending: str) -> None:
        assert set(RULES[f"placement.{ending}"].closes) - set(SETTLING) == set(DECIDING + NEGOTIATING)

    @pytest.mark.parametrize("ending", ["applied", "rejected", "withdrawn", "expired"])
    def test_the_end_of_an_amendment_closes_all_three_decisions_on_it(self, ending: str) -> None:
        assert RULES[f"amendment.{ending}"].closes == AMENDING

    @pytest.mark.parametrize("ending", ["settled", "cancelled", "completed", "ended_early"])
    def test_the_end_of_a_doubt_closes_both_tasks(self, ending: str) -> None:
        assert set(RULES[f"placement.{ending}"].closes) >= set(SETTLING)

    def test_an_agreement_notifies_all_three_parties(self) -> None:
        (notice,) = RULES["placement.agreed"].notifies
        assert set(notice.to) == {Recipient.PERSON, Recipient.HOME_COORDINATORS, Recipient.HOST_COORDINATORS}
        assert notice.mail
