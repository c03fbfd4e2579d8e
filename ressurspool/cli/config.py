"""Keeps what the command line remembers between calls, readable by its owner only."""

import json
import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from ressurspool.client import Client, Login

DEVELOPMENT_ORIGIN = "http://localhost:8000"


class LoginNeeded(Exception):
    """There is no token, or it has ended."""


class Step(BaseModel):
    """What a number of the last to-do list stands for."""

    text: str
    method: str | None = None
    path: str | None = None
    body: dict[str, Any] | None = None


class Remembered(BaseModel):
    """The origin, the language, the token, and the last to-do list."""

    model_config = ConfigDict(extra="ignore")

    origin: str = DEVELOPMENT_ORIGIN
    language: str = "nb"
    access_token: str | None = None
    expires_at: float = 0
    todo: list[Step] = []

    def client(self) -> Client:
        """A client for the person who logged in. Raises LoginNeeded."""
        login = Login(access_token=self.access_token or "", expires_at=self.expires_at, scope="")
        if not self.access_token or not login.live:
            raise LoginNeeded()
        return Client(self.origin, token=self.access_token, language=self.language)


def remembered_file() -> Path:
    """Where it is kept (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "ressurspool" / "config.json"


def recall() -> Remembered:
    try:
        return Remembered.model_validate_json(remembered_file().read_bytes())
    except (FileNotFoundError, ValidationError):
        return Remembered()


def remember(what: Remembered) -> None:
    """Replace the file as a whole; nobody else may read it at any moment."""
    file = remembered_file()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        json.dump(what.model_dump(mode="json"), opened)
    new.replace(file)
