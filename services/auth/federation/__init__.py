"""Logs people in through the identity providers that agencies have: Ansattporten, Entra ID, Keycloak and the like.

auth is the relying party (OpenID Connect Core §3.1, RFC 9700). Which issuers there are is set by the operator; none
is on by default. An identity is the issuer's name and its `sub`, never an e-mail address.
"""

from services.auth.federation.codeflow import Answer, Started
from services.auth.federation.identity import FederatedIdentity
from services.auth.federation.issuers import Issuer, Issuers
from services.auth.federation.profiles import Profile, read_profiles

__all__ = ["Answer", "FederatedIdentity", "Issuer", "Issuers", "Profile", "Started", "read_profiles"]
