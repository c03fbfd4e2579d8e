"""A channel that writes each letter into a maildir exactly once."""

from os import O_RDONLY, close, fsync
from os import open as open_handle
from pathlib import Path

from services.kit.ids import new_id
from services.notify.deliveries.channels.mail import mail_of
from services.notify.deliveries.domain import Letter
from services.notify.deliveries.errors import ChannelUnavailable


class Maildir:
    """A maildir on disk. A letter's file is named after its delivery, so that the second of two sendings finds it."""

    def __init__(self, folder: Path, *, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Write the letter unless its file is there already. Raises ChannelUnavailable, LetterRefused."""
        mail, name = mail_of(letter, sender=self._sender), f"{letter.delivery_id}.ressurspool"
        try:
            for part in ("tmp", "new", "cur"):
                (self._folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._holds(name):
                self._write(name, mail)
        except OSError as error:
            raise ChannelUnavailable() from error

    def _holds(self, name: str) -> bool:
        """True where the file was written before. Mail programs move read mail to `cur` and add flags to its name."""
        return (self._folder / "new" / name).exists() or any((self._folder / "cur").glob(f"{name}*"))

    def _write(self, name: str, mail: bytes) -> None:
        """Write the whole file or none: it appears in `new` only once it is safely on disk, whatever crashes."""
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
