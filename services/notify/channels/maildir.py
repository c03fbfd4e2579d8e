"""Puts letters into a maildir, each exactly once."""

from os import O_RDONLY, close, fsync
from os import open as open_handle
from pathlib import Path

from services.kit.ids import new_id
from services.notify.channels.mail import mail_of
from services.notify.domain import Letter
from services.notify.errors import ChannelUnavailable


class Maildir:
    """A maildir on disk. A letter's file is named after its delivery, so that a repeated sending is recognised."""

    def __init__(self, folder: Path, *, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Write the letter unless it is there. Raises ChannelUnavailable, LetterRefused."""
        mail, name = mail_of(letter, sender=self._sender), f"{letter.delivery_id}.ressurspool"
        try:
            for part in ("tmp", "new", "cur"):
                (self._folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._holds(name):
                self._write(name, mail)
        except OSError as error:
            raise ChannelUnavailable() from error

    def _holds(self, name: str) -> bool:
        """Whether it was written before; a mail program moves what was read to `cur` and adds flags to the name."""
        return (self._folder / "new" / name).exists() or any((self._folder / "cur").glob(f"{name}*"))

    def _write(self, name: str, mail: bytes) -> None:
        """Whole or not at all: a reader sees it, and a crash leaves it, only once it is safely on disk."""
        draft = self._folder / "tmp" / f"{name}.{new_id()}"
        with draft.open("xb") as file:
            file.write(mail)
            file.flush()
            fsync(file.fileno())
        draft.rename(self._folder / "new" / name)
        _sync(self._folder / "new")


def _sync(folder: Path) -> None:
    handle = open_handle(folder, O_RDONLY)
    try:
        fsync(handle)
    finally:
        close(handle)
