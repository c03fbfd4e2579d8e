"""Settings are read from variables and files, and what is wrong with one is said in a sentence."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict
from typer.testing import CliRunner

from ressurspool.ops import app
from ressurspool.ops.settings import settings_class
from services.kit.environment import SettingsRefused, unknown_variables
from services.kit.settings import FEWEST_SIGNS, UNUSED, ServiceSettings
from services.scheme.services import PROCESSES

OWN = "o" * FEWEST_SIGNS
SAFE: dict[str, Any] = {
    "environment": "production",
    "database_url": "postgresql+psycopg://db/own",
    "origin": "https://ressurspool.example",
    "client_secret": OWN,
}


class OwnSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="OWN_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///x.db"
    many: dict[str, SecretStr] = {}
    spare: SecretStr = Field(default=UNUSED)


def refused(**values: Any) -> list[str]:
    with pytest.raises(SettingsRefused) as error:
        OwnSettings(**values)
    return error.value.lines[0].splitlines()


class TestServiceSettings:
    def test_development_starts_without_any(self) -> None:
        assert OwnSettings().environment == "development"

    def test_production_starts_with_what_is_safe(self) -> None:
        assert OwnSettings(**SAFE, spare="").environment == "production"

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"client_secret": "development-only"}, "OWN_CLIENT_SECRET still has its development value; set another."),
            ({"client_secret": ""}, "OWN_CLIENT_SECRET is too short; set it to 32 signs or more."),
            ({"client_secret": OWN[:-1]}, "OWN_CLIENT_SECRET is too short; set it to 32 signs or more."),
            ({"many": {"x": ""}}, "OWN_MANY of x is too short; set it to 32 signs or more."),
            (
                {"database_url": "sqlite:///x.db"},
                "OWN_DATABASE_URL is SQLite; name a PostgreSQL database, or set OWN_ALLOW_SQLITE=true.",
            ),
            (
                {"origin": "http://ressurspool.example"},
                "OWN_ORIGIN is not https; name the address that clients reach through TLS.",
            ),
        ],
    )
    def test_production_refuses_what_is_unsafe(self, given: dict[str, Any], said: str) -> None:
        assert refused(**SAFE | given) == [said]

    def test_production_takes_sqlite_where_it_is_asked_for(self) -> None:
        assert OwnSettings(**SAFE | {"database_url": "sqlite:///x.db", "allow_sqlite": True})

    def test_all_faults_are_said_at_once(self) -> None:
        said = refused(environment="production")
        assert [line.split()[0] for line in said] == ["OWN_DATABASE_URL", "OWN_CLIENT_SECRET"]

    def test_production_refuses_a_misspelt_name_and_knows_those_of_others(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        others = ("OWN_PORT", "OWN_PORT_8002_TCP_ADDR", "OWN_SERVICE_HOST", "OWN_DATABASE_PASSWORD", "OWNER")
        for name in ("OWN_TYPO", *others):
            monkeypatch.setenv(name, "x")
        assert refused(**SAFE) == [
            "OWN_TYPO is no setting; mend its name or unset it. All of them stand in .env.example."
        ]
        assert OwnSettings().environment == "development"

    def test_production_knows_the_names_that_others_give_to_notify_and_web(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("NOTIFY_SOCKET", "WEB_CONCURRENCY", "WEB_TYPO"):
            monkeypatch.setenv(name, "x")
        assert unknown_variables("NOTIFY_", ["origin"]) == []
        assert unknown_variables("WEB_", ["origin"]) == ["WEB_TYPO"]


class TestVariables:
    def test_a_setting_may_stand_in_a_file(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        for name, content in {"client_secret": f"{OWN}\n", "many": f'{{"x": "{OWN}"}}\n'}.items():
            (tmp_path / name).write_text(content)
            monkeypatch.setenv(f"OWN_{name}_FILE".upper(), str(tmp_path / name))
        made = OwnSettings(**{name: value for name, value in SAFE.items() if name != "client_secret"})
        assert (made.client_secret.get_secret_value(), made.many["x"].get_secret_value()) == (OWN, OWN)

    def test_a_setting_given_twice_is_refused(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("OWN_ORIGIN", "https://ressurspool.example")
        monkeypatch.setenv("OWN_ORIGIN_FILE", str(tmp_path / "origin"))
        assert refused() == ["OWN_ORIGIN is set twice: set it, or OWN_ORIGIN_FILE, not both."]

    @pytest.mark.parametrize("content", [None, b"\xff"])
    def test_a_file_that_cannot_be_read_is_named(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
    ) -> None:
        if content:
            (tmp_path / "origin").write_bytes(content)
        monkeypatch.setenv("OWN_ORIGIN_FILE", str(tmp_path / "origin"))
        assert refused() == ["OWN_ORIGIN_FILE names a file that cannot be read; mend the name or the rights."]

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("OWN_MANY", '{"x', "OWN_MANY is not JSON; .env.example shows its form."),
            ("OWN_ENVIRONMENT", "test", "OWN_ENVIRONMENT: input should be 'development' or 'production'."),
            ("OWN_METRICS_PORT", "s3cret", "OWN_METRICS_PORT: input should be a valid integer"),
        ],
    )
    def test_a_wrong_value_is_named_and_not_shown(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
    ) -> None:
        monkeypatch.setenv(name, value)
        (line,) = refused()
        assert line.startswith(said)
        assert "s3cret" not in line


class TestCommands:
    def test_a_refused_setting_ends_a_command_with_a_sentence_and_2(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AUTH_TOKEN_SECONDS", "5")
        ended = CliRunner().invoke(app, ["keys", "list"])
        assert ended.exit_code == 2
        assert ended.stderr == "AUTH_TOKEN_SECONDS: input should be greater than or equal to 60.\n"

    @pytest.mark.parametrize("service", PROCESSES)
    def test_a_command_that_reads_a_database_needs_nothing_else(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, service: str
    ) -> None:
        """As an operator has it: the addresses alone, though the services run in production."""
        monkeypatch.setenv(f"{service}_ENVIRONMENT".upper(), "production")
        monkeypatch.setenv(f"{service}_DATABASE_URL".upper(), f"sqlite:///{tmp_path}/{service}.db")
        with pytest.raises(SettingsRefused):
            settings_class(service)()
        for command in (["migrate", service], ["parked", "list", service], ["audit", "verify", service]):
            ended = CliRunner().invoke(app, command)
            assert ended.exit_code == 0, ended.output
