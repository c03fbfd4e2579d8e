"""Reads the issuer profiles: which issuers people may log in through, and what each may vouch for."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints, ValidationError
from pydantic import model_validator as validates

from services.kit.calls.external_json import is_secure
from services.kit.language import Language
from services.kit.text import Line, Orgnr

ANSATTPORTEN_LEVELS = {"substantial", "high", "entraid"}
REPRESENTATIONS = {"ansattporten:altinn:service", "ansattporten:altinn:resource", "ansattporten:orgno"}


class WrongProfiles(ValueError):
    """The file of issuers cannot be used; the message says where and why."""


def _issuer(value: str) -> str:
    if not is_secure(value) or urlsplit(value).query:
        raise ValueError("must be an https address without query or fragment")
    return value


Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
Value = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,300}$")]


class Profile(BaseModel):
    """One issuer. `authorization_details` is sent unchanged (RFC 9396), and the id_token is compared with it.

    An issuer of type `ansattporten` names the bodies it speaks for in `authorization_details`. One of type `oidc`
    speaks for one body (`orgnr`), or for those of `bodies` that its claim `orgnr_claim` names.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    type: Literal["ansattporten", "oidc"]
    issuer: Annotated[Value, AfterValidator(_issuer)]
    client_id: Value
    authentication: Literal["client_secret_basic", "private_key_jwt"]
    scopes: list[Value] = ["openid"]
    acr_values: list[Value] = []
    max_age: Annotated[int | None, Field(ge=0)] = None
    authorization_details: list[dict[str, Any]] = []
    orgnr: Orgnr | None = None
    orgnr_claim: Value | None = None
    bodies: list[Orgnr] = []
    provisions: bool = False
    label: dict[Language, Line]
    secret: SecretStr | None = None

    @validates(mode="after")
    def _holds_together(self) -> Self:
        for fault in (self._fault(), self._ansattporten_fault() if self.type == "ansattporten" else self._oidc_fault()):
            if fault is not None:
                raise ValueError(fault)
        return self

    def speaks_for(self, orgnr: str) -> bool:
        """Whether the issuer may vouch for the body at all. Ansattporten may for any."""
        return self.type == "ansattporten" or orgnr in {self.orgnr, *self.bodies}

    def _fault(self) -> str | None:
        if "openid" not in self.scopes:
            return "scopes must hold openid"
        if set(self.label) != set(Language):
            return "label must be given in nb, nn and en"
        if (self.secret is None) == (self.authentication == "client_secret_basic"):
            return "AUTH_ISSUER_SECRETS must hold a secret for client_secret_basic, and none for private_key_jwt"
        return None

    def _ansattporten_fault(self) -> str | None:
        if self.issuer.endswith("/"):
            return "Ansattporten's issuer has no slash at its end"
        if not self.acr_values or not set(self.acr_values) <= ANSATTPORTEN_LEVELS:
            return f"acr_values must be some of {', '.join(sorted(ANSATTPORTEN_LEVELS))}"
        if not self.authorization_details:
            return "authorization_details must say which representation to ask for"
        if not all(wanted.get("type") in REPRESENTATIONS for wanted in self.authorization_details):
            return f"authorization_details must be of type {', '.join(sorted(REPRESENTATIONS))}"
        if self.orgnr or self.orgnr_claim or self.bodies:
            return "the public body comes from authorization_details: leave out orgnr, orgnr_claim and bodies"
        return None

    def _oidc_fault(self) -> str | None:
        if (self.orgnr is None) == (self.orgnr_claim is None):
            return "give either orgnr or orgnr_claim"
        if (self.orgnr_claim is None) == bool(self.bodies):
            return "orgnr_claim needs bodies, the only ones the issuer may speak for, and orgnr needs none"
        return None


def read_profiles(path: str, secrets: Mapping[str, SecretStr]) -> Sequence[Profile]:
    """The profiles of a TOML file, one per table, in the order of the login page. Raises WrongProfiles."""
    if not path:
        return []
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongProfiles(f"{path}: {error}") from None
    profiles = [_profile(path, name, table, secrets.get(name)) for name, table in tables.items()]
    if len({profile.issuer for profile in profiles}) != len(profiles):
        raise WrongProfiles(f"{path}: two profiles have the same issuer")
    if unknown := sorted(secrets.keys() - tables.keys()):
        raise WrongProfiles(f"AUTH_ISSUER_SECRETS names {', '.join(unknown)}, which {path} does not")
    return profiles


def _profile(path: str, name: str, table: Any, secret: SecretStr | None) -> Profile:
    try:
        return Profile.model_validate({**table, "name": name, "secret": secret})
    except (ValidationError, TypeError) as error:
        raise WrongProfiles(f"{path}, [{name}]: {_message(error)}") from None


def _message(error: ValidationError | TypeError) -> str:
    """The error without the values, since one of them is a secret."""
    if isinstance(error, TypeError):
        return "must be a table"
    places = [(".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors()]
    return "; ".join(f"{place}: {message}" if place else message for place, message in places)
