"""docs/messages.md has every mail as it is written now."""

from services.kit.settings import PROJECT_ROOT
from services.notify.main import mail_previews
from services.notify.previews.domain import samples
from services.notify.reactions.domain import RULES
from services.notify.texts.letters import LETTERS
from services.notify.texts.messages import FOR_REASON, MESSAGES

DOCUMENT = PROJECT_ROOT / "docs" / "messages.md"


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == mail_previews(), "run `make messages`, and read the change"


def test_it_has_every_message_reason_and_letter() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    headings = {line.partition(" (")[0] for line in document.splitlines() if line.startswith("## ")}
    reasons = {f"## {code}, {reason}" for code, reason in FOR_REASON}
    letters = {f"## letter: {purpose}" for purpose in LETTERS}
    assert headings == {f"## {code}" for code in MESSAGES} | reasons | letters


def test_each_reader_of_a_message_has_a_sample() -> None:
    recipients = {
        (notice.code, recipient) for rule in RULES.values() for notice in rule.notifies for recipient in notice.to
    }
    shown = {sample.message.code for sample in samples()}
    assert shown == set(MESSAGES)
    assert len({(sample.message.code, sample.reader) for sample in samples()}) > len(recipients) / 2
