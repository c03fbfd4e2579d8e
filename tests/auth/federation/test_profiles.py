"""The file of issuers: what it may say, and how faults are reported before anything starts."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from services.auth.federation.profiles import WrongProfiles, read_profiles
from services.auth.main import create_app
from services.auth.settings import AuthSettings

SECRETS = {"entra": SecretStr("s3cret-at-the-issuer")}
LABEL = 'label = { nb = "Jobb", nn = "Jobb", en = "Work" }'
ENTRA = f"""[entra]
type = "oidc"
issuer = "https://login.example/tenant/v2.0"
client_id = "x"
authentication = "client_secret_basic"
orgnr = "942114184"
{LABEL}
"""
ANSATTPORTEN = f"""[ansattporten]
type = "ansattporten"
issuer = "https://ansattporten.no"
client_id = "x"
authentication = "private_key_jwt"
acr_values = ["substantial"]
authorization_details = [{{ type = "ansattporten:orgno" }}]
{LABEL}
"""

WRONG = {
    "no TOML": (ENTRA + "=", "Invalid"),
    "no table": ('entra = "x"', "must be a table"),
    "an unknown setting": (ENTRA + "tenant = 1", "tenant"),
    "no https": (ENTRA.replace("https:", "http:"), "must be an https address"),
    "a query": (ENTRA.replace("/v2.0", "?a=b"), "without query"),
    "no label in nynorsk": (ENTRA.replace('nn = "Jobb", ', ""), "nb, nn and en"),
    "no openid": (ENTRA + 'scopes = ["profile"]', "scopes must hold openid"),
    "a secret for a key": (ENTRA.replace("client_secret_basic", "private_key_jwt"), "AUTH_ISSUER_SECRETS"),
    "no body": (ENTRA.replace("orgnr =", "# orgnr ="), "either orgnr or orgnr_claim"),
    "two ways to a body": (ENTRA + 'orgnr_claim = "org"', "either orgnr or orgnr_claim"),
    "a body that is none": (ENTRA.replace("942114184", "942114185"), "orgnr"),
    "a claim for any body": (ENTRA.replace('orgnr = "942114184"', 'orgnr_claim = "org"'), "bodies"),
    "a slash": (ENTRA + ANSATTPORTEN.replace("porten.no", "porten.no/"), "no slash"),
    "an unknown level": (ENTRA + ANSATTPORTEN.replace('"substantial"', '"low"'), "acr_values"),
    "no level": (ENTRA + ANSATTPORTEN.replace('"substantial"', ""), "acr_values"),
    "an unknown representation": (ENTRA + ANSATTPORTEN.replace("porten:orgno", "porten:x"), "authorization_details"),
    "no representation": (
        ENTRA + ANSATTPORTEN.replace('{ type = "ansattporten:orgno" }', ""),
        "which representation",
    ),
    "a body at Ansattporten": (ENTRA + ANSATTPORTEN + 'orgnr = "942114184"', "leave out orgnr"),
    "a secret for nobody": (ANSATTPORTEN, "AUTH_ISSUER_SECRETS names entra"),
}


def file_of(text: str, folder: Path) -> str:
    file = folder / "issuers.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_reads_the_profiles_in_order(tmp_path: Path) -> None:
    entra, ansattporten = read_profiles(file_of(ENTRA + ANSATTPORTEN, tmp_path), SECRETS)
    assert (entra.name, entra.orgnr, entra.provisions) == ("entra", "942114184", False)
    assert ansattporten.authorization_details == [{"type": "ansattporten:orgno"}]
    assert "s3cret" not in repr(entra)


def test_there_are_none_by_default() -> None:
    assert read_profiles("", {}) == []


@pytest.mark.parametrize("wrong", WRONG)
def test_tells_what_is_wrong_and_where(wrong: str, tmp_path: Path) -> None:
    text, answered = WRONG[wrong]
    with pytest.raises(WrongProfiles) as error:
        read_profiles(file_of(text, tmp_path), SECRETS)
    assert answered in str(error.value)
    assert "issuers.toml" in str(error.value)
    assert "s3cret" not in str(error.value)


def test_refuses_two_profiles_of_one_issuer(tmp_path: Path) -> None:
    with pytest.raises(WrongProfiles, match="the same issuer"):
        read_profiles(
            file_of(ENTRA + ENTRA.replace("[entra]", "[two]"), tmp_path), {**SECRETS, "two": SecretStr("another")}
        )


def test_a_file_that_is_not_there_stops_the_service() -> None:
    with pytest.raises(WrongProfiles, match="No such file"):
        create_app(AuthSettings(issuers_file="/nowhere/issuers.toml"))
