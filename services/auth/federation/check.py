"""Compares an issuer's published configuration with its profile, before anybody logs in through it."""

from collections.abc import Iterator

from services.auth.federation.issuers import Metadata, fetch_metadata
from services.auth.federation.profiles import Profile
from services.kit.access.jwks import ForeignKeys
from services.kit.calls.external_json import NoAnswer


def faults_of(profile: Profile) -> list[str]:
    """What would keep people from logging in, one sentence each; empty where nothing does."""
    try:
        metadata = fetch_metadata(profile.issuer)
    except NoAnswer as error:
        return [f"its configuration cannot be had: {error.reason}"]
    return [*_mismatches(profile, metadata), *key_faults(metadata.jwks_uri)]


def key_faults(jwks_uri: str) -> list[str]:
    """Why no token could be verified with the keys at that address; empty where tokens can."""
    keys = ForeignKeys(jwks_uri)
    keys.refresh()
    return [] if keys.present else [f"no usable RSA keys at {jwks_uri}"]


def _mismatches(profile: Profile, metadata: Metadata) -> Iterator[str]:
    if "S256" not in (metadata.code_challenge_methods_supported or ["S256"]):
        yield "it does not know PKCE with S256"
    methods = metadata.token_endpoint_auth_methods_supported or ["client_secret_basic"]
    if profile.authentication not in methods:
        yield f"it does not take {profile.authentication}, but {', '.join(methods)}"
    unknown = set(profile.acr_values) - set(metadata.acr_values_supported or profile.acr_values)
    if unknown:
        yield f"it does not know acr {', '.join(sorted(unknown))}"
