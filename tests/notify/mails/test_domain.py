"""Subjects that fit and name nobody, addresses that lead to the thing, and which mails belong together."""

from typing import Any
from uuid import UUID

import pytest

from services.kit.language import Language
from services.notify.mails.domain import LONGEST_SUBJECT, MailedMessage, one_line, path_of, subject_line, thread_of
from services.notify.texts.letters import LETTERS
from services.notify.texts.messages import FOR_REASON, MESSAGES

ONE, OTHER, MESSAGE = (str(UUID(int=number)) for number in range(1, 4))
TITLES = sorted(
    text[language].partition(". ")[0]
    for table in (MESSAGES, FOR_REASON, LETTERS)
    for text in table.values()
    for language in Language
)
LONG_NEED, LONG_AGENCY = "Utredningsleder for felles løsninger " * 6, "Direktoratet for forvaltning og " * 7


def a_message(code: str, **params: Any) -> MailedMessage:
    return MailedMessage(message_id=UUID(MESSAGE), code=code, subject=ONE, params=params)


class TestSubjectLine:
    def test_names_the_need_and_the_agency(self) -> None:
        subject = subject_line("Du er invitert", need="Tjenestedesigner", agency="Husbanken")
        assert subject == "Du er invitert: Tjenestedesigner – Husbanken"

    @pytest.mark.parametrize(
        ("need", "agency", "subject"),
        [
            (None, None, "Du er invitert"),
            ("Innsikt", None, "Du er invitert: Innsikt"),
            (None, "Husbanken", "Du er invitert: Husbanken"),
            ("", "", "Du er invitert"),
        ],
    )
    def test_leaves_out_what_is_not_known(self, need: str | None, agency: str | None, subject: str) -> None:
        assert subject_line("Du er invitert", need=need, agency=agency) == subject

    def test_shortens_whichever_is_long(self) -> None:
        short_agency = subject_line("Du er invitert", need=LONG_NEED, agency="Husbanken")
        assert short_agency.endswith("… – Husbanken")
        short_need = subject_line("Du er invitert", need="Innsikt", agency=LONG_AGENCY)
        assert short_need.startswith("Du er invitert: Innsikt – Direktoratet for forvaltning og Direkt")

    def test_fits_with_the_longest_names_and_still_begins_both(self) -> None:
        for title in TITLES:
            subject = subject_line(title, need=LONG_NEED, agency=LONG_AGENCY)
            assert len(subject) <= LONGEST_SUBJECT, title
            assert subject.startswith(f"{title}: Utredning"), title
            assert " – Direk" in subject, title

    def test_of_an_endless_title_fits(self) -> None:
        assert len(subject_line("x" * 20_000, need="y" * 20_000, agency="z" * 20_000)) == LONGEST_SUBJECT

    @pytest.mark.parametrize("sign", ["\r\n", "\t", "\0", "\u2028", "\u202e", "\u2066", "\u200f", "\x7f", "\ufeff"])
    def test_has_no_sign_that_breaks_or_turns_it(self, sign: str) -> None:
        subject = subject_line("Du er invitert", need=f"A{sign}Bcc: b@b.example", agency=f"C{sign}D")
        assert subject.isprintable()
        assert sign not in subject

    def test_would_have_it_without_the_cleaning(self) -> None:
        assert not "Du er invitert: A\r\nBcc: b@b.example".isprintable()


class TestOneLine:
    def test_keeps_letters_of_all_kinds(self) -> None:
        assert one_line("  Bjørnøya,  Kárášjohka – «ja» 😀 ") == "Bjørnøya, Kárášjohka – «ja» 😀"


class TestPathOf:
    @pytest.mark.parametrize(
        ("code", "path"),
        [
            ("candidacy_offered", f"/candidacies/{ONE}"),
            ("placement_proposed", f"/placements/{ONE}"),
            ("need_closed", f"/needs/{ONE}"),
            ("opportunity_found", f"/needs/{ONE}"),
            ("plan_finished", f"/plans/{ONE}"),
            ("organisation_leaving_asked", "/body"),
            ("more_waiting", "/inbox"),
            ("something_new", f"/inbox/{MESSAGE}"),
        ],
    )
    def test_leads_to_the_thing(self, code: str, path: str) -> None:
        assert path_of(a_message(code), own=None) == path

    def test_leads_to_an_amendment_below_its_placement(self) -> None:
        message = a_message("amendment_proposed", placement_id=OTHER)
        assert path_of(message, own=None) == f"/placements/{OTHER}/amendments/{ONE}"
        assert path_of(a_message("amendment_proposed"), own=None) == f"/inbox/{MESSAGE}"

    @pytest.mark.parametrize(
        ("own", "path"), [(True, "/profile"), (False, f"/experts/{ONE}"), (None, f"/inbox/{MESSAGE}")]
    )
    def test_leads_to_a_profile_by_whose_it_is(self, own: bool | None, path: str) -> None:
        assert path_of(a_message("expert_expired"), own=own) == path

    def test_escapes_what_is_no_id(self) -> None:
        message = MailedMessage(message_id=UUID(MESSAGE), code="need_closed", subject="../x?y#z", params={})
        assert path_of(message, own=None) == "/needs/..%2Fx%3Fy%23z"


class TestThreadOf:
    def test_is_the_candidacy_from_the_first_to_the_last(self) -> None:
        codes = {"candidacy_id": ONE}
        messages = [a_message("candidacy_offered"), a_message("placement_agreed", **codes)]
        messages.append(a_message("amendment_applied", placement_id=OTHER, **codes))
        assert {thread_of(message) for message in messages} == {UUID(ONE)}

    def test_is_the_placement_where_the_candidacy_is_not_known(self) -> None:
        assert thread_of(a_message("placement_agreed")) == UUID(ONE)
        assert thread_of(a_message("amendment_applied", placement_id=OTHER)) == UUID(OTHER)

    def test_is_none_for_what_is_about_no_case(self) -> None:
        assert thread_of(a_message("need_closed")) is None
