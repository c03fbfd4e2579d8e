"""Checks the configured issuers and Maskinporten over the network, before anybody depends on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.auth.federation.check import faults_of, key_faults
from services.auth.federation.issuers import Issuer, Issuers
from services.auth.federation.profiles import WrongProfiles
from services.auth.operator.errors import OperationRefused
from services.auth.settings import AuthSettings
from services.kit.access.maskinporten import InvalidMaskinportenSetting, MaskinportenSetting


@dataclass(frozen=True, kw_only=True)
class IssuerCheck:
    """The faults of an issuer, one sentence each, and the addresses of ours that have to be registered there."""

    name: str
    faults: Sequence[str]
    redirect_uri: str = ""
    jwks_uri: str = ""


def check_all(settings: AuthSettings) -> Iterator[IssuerCheck]:
    """Check one issuer after the other, Maskinporten last. Raises OperationRefused for settings that cannot be read."""
    try:
        issuers, machines = Issuers(settings), MaskinportenSetting.read(settings.maskinporten)
    except (WrongProfiles, InvalidMaskinportenSetting) as error:
        raise OperationRefused(str(error)) from None
    for issuer in issuers:
        yield _check(issuer, jwks_uri=f"{settings.origin}/oauth/jwks")
    if machines is not None:
        yield IssuerCheck(name="maskinporten", faults=key_faults(machines.jwks_uri))


def _check(issuer: Issuer, *, jwks_uri: str) -> IssuerCheck:
    profile = issuer.profile
    signs = profile.authentication == "private_key_jwt"
    return IssuerCheck(
        name=profile.name,
        faults=faults_of(profile),
        redirect_uri=issuer.redirect_uri,
        jwks_uri=jwks_uri if signs else "",
    )
