"""The issuers that people may log in through, with their endpoints (OpenID Connect Discovery) and keys in memory."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from services.auth.federation.errors import IssuerUnavailable, UnknownIssuer
from services.auth.federation.profiles import Profile, read_profiles
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.access.jwks import ForeignKeys
from services.kit.calls.external_json import NoAnswer, get_json, is_secure
from services.kit.calls.single_flight import SingleFlight
from services.kit.errors import Unavailable

KEPT_SECONDS = 600  # then the configuration is fetched again
TRIED_SECONDS = 10  # an issuer that is down is tried once in this time, not once per login

log = structlog.get_logger()


class Metadata(BaseModel):
    """The part of an issuer's configuration that we need (OpenID Connect Discovery §3, RFC 9207 §3)."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    authorization_response_iss_parameter_supported: bool = False
    code_challenge_methods_supported: list[str] | None = None
    token_endpoint_auth_methods_supported: list[str] | None = None
    acr_values_supported: list[str] | None = None

    @property
    def secure(self) -> bool:
        """Whether all endpoints use https. Plain http is for this machine, and only for an issuer on it."""
        schemes = {"https", urlsplit(self.issuer).scheme}
        endpoints = (self.authorization_endpoint, self.token_endpoint, self.jwks_uri)
        return all(is_secure(address) and urlsplit(address).scheme in schemes for address in endpoints)


def configuration_address(issuer: str) -> str:
    return issuer.removesuffix("/") + "/.well-known/openid-configuration"


def fetch_metadata(issuer: str) -> Metadata:
    """Fetch the issuer's configuration. Raises NoAnswer, also where it names another issuer or plain http."""
    try:
        metadata = Metadata.model_validate(get_json(configuration_address(issuer)))
    except ValidationError:
        raise NoAnswer("incomplete_configuration") from None
    if metadata.issuer != issuer:
        raise NoAnswer("configuration_of_another_issuer")
    if not metadata.secure:
        raise NoAnswer("endpoints_without_tls")
    return metadata


class Issuer:
    """One issuer: its profile, and its configuration and keys as this process remembers them."""

    def __init__(self, profile: Profile, *, redirect_uri: str) -> None:
        self.profile = profile
        self.redirect_uri = redirect_uri
        self._metadata: Metadata | None = None
        self._keys: ForeignKeys | None = None
        self._fetched = float("-inf")
        self._flight = SingleFlight()
        self._choosing_keys = Lock()

    def metadata(self) -> Metadata:
        """The issuer's configuration; the last good one while it is fetched anew or the issuer is down.

        Raises IssuerUnavailable without any.
        """
        if clock.monotonic() - self._fetched > KEPT_SECONDS:
            self._refresh()
        if self._metadata is None:
            raise IssuerUnavailable()
        return self._metadata

    def find_key(self, kid: str) -> Mapping[str, Any] | None:
        """The issuer's key of that `kid`, or None where it has none.

        Raises IssuerUnavailable without any key set, or where too many callers wait for an unknown key already.
        """
        keys = self._key_set()
        try:
            if not keys.knows(kid):
                keys.refresh()
            elif keys.old:
                keys.freshen()
            return keys.find(kid)
        except Unavailable:
            raise IssuerUnavailable() from None

    def _key_set(self) -> ForeignKeys:
        address = self.metadata().jwks_uri
        with self._choosing_keys:
            if self._keys is None or self._keys.address != address:
                self._keys = ForeignKeys(address)
            return self._keys

    def _refresh(self) -> None:
        if self._metadata is not None:
            self._flight.fly(self._fetch, pause=TRIED_SECONDS, wait=False)
            return
        with suppress(Unavailable):  # enough callers wait for it already
            self._flight.fly_among_few(self._fetch, pause=TRIED_SECONDS)

    def _fetch(self) -> None:
        try:
            self._metadata = fetch_metadata(self.profile.issuer)
            self._fetched = clock.monotonic()
        except NoAnswer as error:
            log.warning("issuer_unavailable", issuer=self.profile.name, reason=error.reason)


class Issuers:
    """The issuers that are switched on, in the order of the login page."""

    def __init__(self, settings: AuthSettings) -> None:
        """Raises WrongProfiles where the file of issuers cannot be used."""
        profiles = read_profiles(settings.issuers_file, settings.issuer_secrets)
        self._known = {
            profile.name: Issuer(profile, redirect_uri=f"{settings.origin}/oauth/callback/{profile.name}")
            for profile in profiles
        }

    def __iter__(self) -> Iterator[Issuer]:
        return iter(self._known.values())

    def get(self, name: str) -> Issuer:
        """Raises UnknownIssuer."""
        if name not in self._known:
            raise UnknownIssuer()
        return self._known[name]

    def have(self, issuer: str) -> bool:
        """Whether the issuer of that address is switched on."""
        return any(one.profile.issuer == issuer for one in self)

    def vouch(self, issuer: str, orgnr: str) -> bool:
        """Whether that issuer is switched on and may speak for the body."""
        return any(one.profile.issuer == issuer and one.profile.speaks_for(orgnr) for one in self)
