"""Profiles of issuers on loopback, as a settings file has them."""

from collections.abc import Callable

from tests.auth.federation.scenes.loopback_issuer import CLIENT_ID, LoopbackIssuer
from tests.support.api import Api
from tests.support.callers import HUSBANKEN

LABELS = 'label = { nb = "Jobbinnlogging", nn = "Jobbinnlogging", en = "Work login" }'


WithIssuers = Callable[..., Api]


def entra(issuer: LoopbackIssuer, more: str = "") -> str:
    """A profile of an agency's own directory."""
    return f"""[entra]
type = "oidc"
issuer = "{issuer.address}"
client_id = "{CLIENT_ID}"
authentication = "client_secret_basic"
orgnr = "{HUSBANKEN}"
{LABELS}
{more}
"""


def ansattporten(issuer: LoopbackIssuer, details: str, more: str = "") -> str:
    return f"""[ansattporten]
type = "ansattporten"
issuer = "{issuer.address}"
client_id = "{CLIENT_ID}"
authentication = "private_key_jwt"
acr_values = ["substantial", "high"]
authorization_details = [{details}]
{LABELS}
{more}
"""
