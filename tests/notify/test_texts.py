"""Every text for people is there in every language."""

import re
from typing import Any
from uuid import UUID

import pytest

from services.kit.language import Language
from services.notify.abouts.domain import MailAbout
from services.notify.deliveries.domain import MORE_WAITING
from services.notify.mails.domain import MailedMessage
from services.notify.mails.service import message_content
from services.notify.reactions.domain import RULES
from services.notify.suppressions.domain import MAIL_RETURNED, MAILBOX_RETURNED
from services.notify.tasks.domain import Kind
from services.notify.texts.messages import FOR_REASON, MESSAGES, message_text, message_words
from services.notify.texts.reminders import REMINDERS
from services.notify.texts.tasks import TASK_TEXTS, task_text
from services.notify.texts.words import iso_in_words
from services.notify.webhooks.domain import DisabledReason
from services.scheme.words import DECISIONS, PARTIES, REASONS

FULL = {
    "start": "2027-01-04",
    "end": "2027-03-31",
    "answer_by": "2026-12-01T23:30:00+00:00",
    "decide_by": "2026-12-20",
    "settle_by": "2027-01-03",
    "doubt": "home_left",
    "valid_until": "2027-11-23",
    "reason": "workload",
    "outcome": "no_candidate_found",
    "party": "home",
    "changed": ["dates", "place"],
    "decision": "approve",
    "terms_version": 2,
    "reference": "H-2027-00042",
    "task": "answer_offer",
    "due": "2026-12-20T11:00:00+00:00",
    "code": "a-code",
}
BY_THE_CLOCK = [("", code) for code in (*REMINDERS, "mailbox_code") if code.startswith(("task_", "mailbox_"))]
NOTICES = [(event, notice.code) for event, rule in RULES.items() for notice in rule.notifies] + BY_THE_CLOCK


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("event", "code"), NOTICES)
class TestEveryRule:
    def test_has_a_mail_in_every_language(self, event: str, code: str, language: Language) -> None:
        title, text = message_words(code, FULL, language)
        message = MailedMessage(message_id=UUID(int=1), code=code, subject="s", params=FULL)
        body = message_content(message, MailAbout(), name="HR-koordinator", language=language, web="http://w").text
        assert title
        assert text.endswith(".")
        assert "{" not in title + body
        assert f"{title} {' '.join(text.split())}" in " ".join(body.split())

    def test_names_the_case(self, event: str, code: str, language: Language) -> None:
        assert message_text(code, FULL, language)[1].endswith(": H-2027-00042.")
        assert "H-2027" not in message_text(code, {}, language)[1]

    def test_survives_missing_and_unknown_codes(self, event: str, code: str, language: Language) -> None:
        message_text(code, {}, language)
        message_text(code, {"reason": "something_new", "outcome": "something_new"}, language)

    def test_names_nobody_and_nothing_in_the_subject(self, event: str, code: str, language: Language) -> None:
        title = MESSAGES[code][language].partition(". ")[0]
        assert "{" not in title
        assert not re.search(r"[0-9]", title)


@pytest.mark.parametrize(
    ("code", "reason", "wrong", "right"),
    [
        ("candidacy_expired", "not_available", "nobody answered", "on another placement"),
        ("candidacy_expired", "person_taken", "nobody answered", "on another placement"),
        ("candidacy_not_selected", "no_longer_required", "Others have filled", "no longer requires"),
    ],
)
def test_the_end_of_a_candidacy_is_explained_by_its_own_reason(code: str, reason: str, wrong: str, right: str) -> None:
    title, text = message_text(code, {"reason": reason}, Language.EN)
    assert right in text
    assert wrong not in title + text
    assert wrong in " ".join(message_text(code, {"reason": "no_response"}, Language.EN))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("code", "reason"), FOR_REASON)
def test_a_reasons_own_text_has_a_title_and_no_gaps(code: str, reason: str, language: Language) -> None:
    assert code in MESSAGES
    assert reason in REASONS
    title, text = message_text(code, {"reason": reason}, language)
    assert title
    assert text.endswith(".")
    assert "{" not in title + text


def test_no_message_is_left_over() -> None:
    disabled = {f"webhook_disabled_{reason}" for reason in DisabledReason if reason is not DisabledReason.BODY_LEFT}
    assert {code for _, code in NOTICES} | {MORE_WAITING, MAIL_RETURNED, MAILBOX_RETURNED} | disabled == set(MESSAGES)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_task_has_a_text(kind: Kind, language: Language) -> None:
    assert task_text(kind, {"terms_version": 2}, language)
    assert ("2" in task_text(kind, {"terms_version": 2}, language)) == ("{terms_version}" in TASK_TEXTS[kind][language])


@pytest.mark.parametrize("table", [PARTIES, DECISIONS, REASONS, MESSAGES, FOR_REASON, TASK_TEXTS])
def test_texts_are_complete_and_differ_where_the_languages_do(table: dict[Any, dict[Language, str]]) -> None:
    for words in table.values():
        assert set(words) == set(Language)
        assert words[Language.EN] != words[Language.NB]


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "2. desember 2026"), ("nn", "2. desember 2026"), ("en", "2 December 2026")]
)
def test_a_moment_becomes_its_day_in_norway(language: str, words: str) -> None:
    assert iso_in_words("2026-12-01T23:30:00+00:00", Language(language)) == words


def test_a_missing_code_becomes_not_stated() -> None:
    assert "ikkje oppgitt" in message_text("candidacy_offered", {}, Language.NN)[1]
