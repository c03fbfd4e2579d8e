"""The settings of docs/auth-operate.md for issuers and Maskinporten are settings that work."""

import json
import re
from pathlib import Path

from pydantic import SecretStr

from services.auth.federation.profiles import read_profiles
from services.kit.access.maskinporten import MaskinportenSetting
from services.kit.settings import PROJECT_ROOT
from tests.docs.pages import fenced

PAGE = PROJECT_ROOT / "docs" / "auth-operate.md"


def test_the_file_of_issuers_is_one(tmp_path: Path) -> None:
    (block,) = fenced(PAGE, "toml")
    file = tmp_path / "issuers.toml"
    file.write_text(re.sub("<[^>]+>", "x", block), encoding="utf-8")
    profiles = read_profiles(str(file), {"husbanken": SecretStr("x")})
    assert [profile.name for profile in profiles] == ["ansattporten", "husbanken", "kommunene"]


def test_the_setting_of_maskinporten_is_one() -> None:
    settings = [match[1] for block in fenced(PAGE, "sh") for match in re.finditer("MASKINPORTEN='(.*)'", block)]
    assert [MaskinportenSetting.read(setting) is not None for setting in settings] == [True]


def test_the_secrets_are_json() -> None:
    (secrets,) = [match[1] for block in fenced(PAGE, "sh") for match in re.finditer("SECRETS='(.*)'", block)]
    assert set(json.loads(secrets)) == {"husbanken"}
