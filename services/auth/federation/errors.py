"""Errors of logging in through an issuer.

LoginImpossible        400  of pages
├── UnknownIssuer      400
└── LoginNotBegun      400
FederationFailed
├── IssuerUnavailable
├── IssuerRefused
├── AnswerNotBelieved
├── AccountExists
├── AlreadyLinked
├── NameMissing
├── NotFresh
└── NotStrongEnough
"""

from typing import ClassVar

from services.auth.pages.errors import LoginImpossible


class UnknownIssuer(LoginImpossible):
    """No such issuer is switched on."""

    code = "unknown-issuer"


class LoginNotBegun(LoginImpossible):
    """What came back belongs to no login that this browser began within ten minutes, or was used already."""

    code = "login-not-begun"


class FederationFailed(Exception):
    """Shows the login page again; `fault` is the key of its text."""

    fault: ClassVar[str] = "issuer-unavailable"


class IssuerUnavailable(FederationFailed):
    """The issuer is down, too slow, or answers what cannot be used."""


class IssuerRefused(FederationFailed):
    """The issuer sent the browser back without a code, as when somebody pressed cancel."""

    fault = "issuer-refused"


class AnswerNotBelieved(FederationFailed):
    """The answer is not this issuer's, for this client, this login and this time."""

    fault = "answer-not-believed"


class AccountExists(FederationFailed):
    """The invited address has an account, which nobody gets by an invitation: it is linked by its password."""

    fault = "account-exists"


class AlreadyLinked(FederationFailed):
    """The identity is another account's."""

    fault = "already-linked"


class NameMissing(FederationFailed):
    """An account needs a name, and the issuer gave none."""

    fault = "name-missing"


class NotFresh(FederationFailed):
    """The person logged in at the issuer longer ago than the client asks for, or it does not say when."""

    fault = "login-too-old"


class NotStrongEnough(FederationFailed):
    """The person logged in at the issuer in a weaker way, or longer ago, than we ask for."""

    fault = "not-strong-enough"
