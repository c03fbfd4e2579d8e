"""Stores settings between two commands, in a file that only its owner can read."""

import json
import os
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_config_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

DEVELOPMENT_ORIGIN = "http://localhost:8000"


class LoginNeeded(Exception):
    """Nobody is logged in here, or the login has ended."""


class Step(BaseModel):
    """One item of the last to-do list, with the request that does it where there is one."""

    text: str
    method: str | None = None
    path: str | None = None
    body: dict[str, Any] | None = None


def readers_language() -> str:
    """The language that this machine is set to; bokmål where that is none of ours."""
    set_to = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return {"nn": "nn", "en": "en"}.get(set_to[:2].lower(), "nb")


class Remembered(BaseModel):
    """The origin, the language and the last list of tasks. The login has a file of its own."""

    model_config = ConfigDict(extra="ignore")

    origin: str = DEVELOPMENT_ORIGIN
    language: str = Field(default_factory=readers_language)
    todo: list[Step] = []


def remembered_file() -> Path:
    """The file's place: where this system keeps a program's settings of one person."""
    return _folder() / "config.json"


def cache_folder() -> Path:
    """Where this system keeps what a program can fetch again."""
    return user_cache_path("ressurspool", appauthor=False)


def _folder() -> Path:
    """The folder of settings and logins. One in the place of earlier versions is moved here, where this one is new."""
    folder = user_config_path("ressurspool", appauthor=False, roaming=False)
    earlier = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "ressurspool"
    if earlier != folder and earlier.is_dir() and not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        earlier.rename(folder)
    return folder


def recall() -> Remembered:
    """The stored settings; the defaults where there is no file or an unreadable one."""
    try:
        return Remembered.model_validate_json(remembered_file().read_bytes())
    except (FileNotFoundError, ValidationError):
        return Remembered()


def remember(what: Remembered) -> None:
    replace_file(remembered_file(), what.model_dump(mode="json"))


def replace_file(file: Path, content: dict[str, Any]) -> None:
    """Replace the file as a whole. Nobody else can read it at any moment."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        json.dump(content, opened)
    new.replace(file)
