"""Reads settings from environment variables and the files they name, and says in a sentence what is wrong with one."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, EnvSettingsSource, PydanticBaseSettingsSource

FILE = "_FILE"  # POOL_CLIENT_SECRET_FILE names a file that holds POOL_CLIENT_SECRET, as Kubernetes mounts secrets
# What others put into the environment under names like ours: systemd, uvicorn's users, Kubernetes for each of its
# services, and the passwords that .env gives to PostgreSQL, where containers are given the whole file.
NOT_OURS = re.compile(
    r"NOTIFY_SOCKET|WEB_CONCURRENCY|[A-Z]+_DATABASE_PASSWORD"
    r"|.+_SERVICE_(HOST|PORT)(_.+)?|.+_PORT(_\d+_(TCP|UDP)(_.+)?)?"
)


class SettingsRefused(Exception):
    """Settings that nothing can be started with. Each line says what to do about one of them."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)


class EnvironmentSettings(BaseSettings):
    """Settings from variables with a prefix, or from the files that `<VARIABLE>_FILE` names.

    Raises SettingsRefused, which shows no value: it may be a secret.
    """

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            prefix = values.get("_env_prefix") or self.model_config.get("env_prefix", "")
            raise SettingsRefused([_line(prefix, detail) for detail in error.errors()]) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- the signature is the library's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        prefix = getattr(env_settings, "env_prefix", "")
        return init_settings, _Environment(settings_cls, env_prefix=prefix)


class _Environment(EnvSettingsSource):
    """The variables, and for each that is given as a file, the file's content without the white space around it."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        given = dict(super()._load_env_vars())
        for field in self.settings_cls.model_fields:
            name = f"{self.env_prefix}{field}".lower()
            file = given.get(f"{name}{FILE.lower()}")
            if file is None:
                continue
            if name in given:
                raise SettingsRefused([f"{name.upper()} is set twice: set it, or {name.upper()}{FILE}, not both."])
            given[name] = _content(Path(file), f"{name.upper()}{FILE}")
        return given

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return super().decode_complex_value(field_name, field, value)
        except ValueError:
            name = f"{self.env_prefix}{field_name}".upper()
            raise SettingsRefused([f"{name} is not JSON; .env.example shows its form."]) from None


def unknown_variables(prefix: str, fields: Sequence[str]) -> list[str]:
    """The variables with this prefix that set nothing: a name that is misspelt is a setting that is not made."""
    known = {f"{prefix}{field}{end}".upper() for field in fields for end in ("", FILE)}
    ours = [name for name in os.environ if name.upper().startswith(prefix.upper())]
    return sorted(name for name in ours if name.upper() not in known and not NOT_OURS.fullmatch(name.upper()))


def _content(file: Path, variable: str) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsRefused([f"{variable} names a file that cannot be read; mend the name or the rights."]) from None


def _line(prefix: str, detail: ErrorDetails) -> str:
    """The sentence about one setting: our own validators' words as they are, pydantic's behind the variable's name."""
    said = detail["msg"].removeprefix("Value error, ")
    if not detail["loc"]:
        return said
    return f"{prefix}{detail['loc'][0]}".upper() + f": {said[:1].lower()}{said[1:]}."
