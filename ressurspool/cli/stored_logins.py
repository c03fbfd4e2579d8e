"""Stores logins between two commands, in files that only their owner can read, and refreshes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from ressurspool.cli.config import LoginNeeded, cache_folder, remembered_file, replace_file
from ressurspool.client import Client, Login, LoginError
from ressurspool.client.tokens import refreshed, revoke

USUAL = "login"


class Kept(BaseModel):
    """The tokens of one stored login."""

    model_config = ConfigDict(extra="ignore")

    origin: str
    access_token: str
    expires_at: float
    refresh_token: str | None = None
    details: list[dict[str, str]] = []

    @property
    def login(self) -> Login:
        return Login(
            access_token=self.access_token,
            expires_at=self.expires_at,
            scope="",
            refresh_token=self.refresh_token,
            details=self.details,
        )


def login_file(name: str = USUAL) -> Path:
    """A file of its own: writing the other settings must never put an old token back."""
    return remembered_file().with_name(f"{name}.json")


def kept(name: str = USUAL) -> Kept | None:
    """The stored login, or None without one."""
    try:
        return Kept.model_validate_json(login_file(name).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def keep(origin: str, login: Login, name: str = USUAL) -> None:
    replace_file(login_file(name), Kept(origin=origin, **vars(login)).model_dump(mode="json"))


def forget(name: str = USUAL) -> bool:
    """End the login here, then at the server. False where there was none.

    Raises OriginUnreachable; the login is deleted here all the same.
    """
    with _alone(name):
        known = kept(name)
        login_file(name).unlink(missing_ok=True)
        if known is not None and known.refresh_token is not None:
            revoke(known.origin, known.refresh_token)
    return known is not None


def client_of(language: str) -> Client:
    """A client with the stored login, which takes a fresh token for each call. Raises LoginNeeded."""
    known = kept()
    if known is None:
        raise LoginNeeded()
    fresh_token()
    return opened(known.origin, USUAL, language)


def opened(origin: str, name: str, language: str) -> Client:
    """A client with the login of that name. It keeps the words for codes between two commands."""
    return Client(origin, token=partial(fresh_token, name), language=language, cache=cache_folder())


def fresh_token(name: str = USUAL) -> str:
    """The stored access token, refreshed where it is about to end. Raises LoginNeeded where it cannot be.

    Only one command refreshes at a time: a refresh token works once, and using it twice would end the login.
    """
    known = kept(name)
    if known is not None and known.login.live:
        return known.access_token
    with _alone(name):
        known = kept(name)
        if known is not None and known.login.live:  # another command has refreshed it meanwhile
            return known.access_token
        if known is None or known.refresh_token is None:
            raise LoginNeeded()
        try:
            login = refreshed(known.origin, known.refresh_token)
        except LoginError:
            login_file(name).unlink(missing_ok=True)
            raise LoginNeeded() from None
        keep(known.origin, login, name)
        return login.access_token


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Holds a file lock: no other command of this person refreshes or forgets the login meanwhile."""
    lock = login_file(name).with_suffix(".lock")
    lock.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(lock, mode=0o600):
        yield
