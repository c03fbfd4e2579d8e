"""The channel that writes letters into a maildir."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from services.notify.deliveries.channels.maildir import Maildir
from services.notify.deliveries.errors import ChannelUnavailable, LetterRefused
from tests.notify.factories import a_letter


@pytest.fixture
def maildir(tmp_path: Path) -> Maildir:
    return Maildir(tmp_path / "mail", sender="ressurspool@ressurspool.example")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "mail").rglob("*") if path.is_file())


class TestMaildir:
    def test_writes_a_whole_mail_into_new(self, maildir: Maildir, tmp_path: Path) -> None:
        letter = a_letter()
        maildir.send(letter)
        (file,) = files(tmp_path)
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert file.parent.name == "new"
        assert mail["Message-ID"] == f"<{letter.delivery_id}@ressurspool.example>"
        assert (mail["Subject"], mail["Content-Language"]) == ("En profil venter på anbefaling", "nb")
        assert mail["To"] == "Rådgiver <hr@kommune.example>"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail.get_content_type() == "text/plain"
        assert mail.get_content() == letter.text

    def test_writes_a_delivery_once(self, maildir: Maildir, tmp_path: Path) -> None:
        letter = a_letter()
        maildir.send(letter)
        maildir.send(letter)
        assert len(files(tmp_path)) == 1

    def test_recognises_a_mail_that_was_read_meanwhile(self, maildir: Maildir, tmp_path: Path) -> None:
        letter = a_letter()
        maildir.send(letter)
        (file,) = files(tmp_path)
        file.rename(tmp_path / "mail" / "cur" / f"{file.name}:2,S")
        maildir.send(letter)
        assert len(files(tmp_path)) == 1

    def test_is_unavailable_where_the_disk_refuses(self, tmp_path: Path) -> None:
        (tmp_path / "mail").write_text("a file where the folder should be")
        with pytest.raises(ChannelUnavailable):
            Maildir(tmp_path / "mail", sender="ressurspool@ressurspool.example").send(a_letter())

    @pytest.mark.parametrize(
        "changes", [{"to": "not an address"}, {"to": ""}, {"name": "a\r\nBcc: x@y.example"}, {"subject": "a\nb"}]
    )
    def test_refuses_what_no_header_can_hold(self, maildir: Maildir, tmp_path: Path, changes: dict[str, str]) -> None:
        with pytest.raises(LetterRefused):
            maildir.send(a_letter(**changes))
        assert files(tmp_path) == []
