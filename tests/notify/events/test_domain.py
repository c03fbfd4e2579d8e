"""Whom an event concerns, and what may be stored of it."""

import pytest

from services.notify.events.domain import Recipient
from services.notify.events.errors import Unaddressed
from tests.notify.factories import an_incoming_event


class TestIncomingEvent:
    @pytest.mark.parametrize(
        ("recipient", "audience"),
        [
            (Recipient.PERSON, "person:p"),
            (Recipient.HOME_COORDINATORS, "coordinator:935478715"),
            (Recipient.HOST_COORDINATORS, "coordinator:942114184"),
            (Recipient.HOST_REQUESTERS, "requester:942114184"),
        ],
    )
    def test_finds_a_person_or_a_role_in_a_body(self, recipient: Recipient, audience: str) -> None:
        assert an_incoming_event().get_audience(recipient) == audience

    def test_refuses_where_it_does_not_say_who(self) -> None:
        with pytest.raises(Unaddressed):
            an_incoming_event(person=None).get_audience(Recipient.PERSON)

    def test_stores_codes_and_nothing_that_could_be_free_text(self) -> None:
        codes = {"reason": "workload", "start": "2027-01-04", "terms_version": 2, "name": "x", "outcome": "En setning"}
        assert an_incoming_event(codes=codes).params == {
            "reason": "workload",
            "start": "2027-01-04",
            "terms_version": 2,
        }

    def test_stores_no_body_so_that_no_host_learns_the_home_agency(self) -> None:
        codes = {"reason": "personal", "need_id": "n", "home_org": "935478715", "host_org": "942114184"}
        assert an_incoming_event(codes=codes).params == {"reason": "personal", "need_id": "n"}
