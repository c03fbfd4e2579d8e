"""What may come next in a login."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.auth.federation import FederatedIdentity
from services.auth.grants.login.proven import Proven
from services.auth.models import Organisation
from services.auth.service.second_factor import Enrolment


@dataclass(frozen=True, kw_only=True)
class AskLogin:
    """Show the page that asks for account and password; `fault` says why again, `wait` for how many seconds not."""

    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskBody:
    """Show the page that asks for which of several bodies the person acts now; `fault` says why again."""

    proven: Proven
    bodies: Sequence[Organisation]
    fault: str | None = None


@dataclass(frozen=True, kw_only=True)
class AskConsent:
    """Show what the client wants to do for the person and for which body; they say yes or no."""

    proven: Proven
    body: Organisation


@dataclass(frozen=True, kw_only=True)
class GoBack:
    """Send the browser back to the client."""

    location: str


@dataclass(frozen=True, kw_only=True)
class GoToIssuer:
    """Send the browser to an issuer to log in there; `label` is what people call it."""

    location: str
    label: str


@dataclass(frozen=True, kw_only=True)
class AskAccount:
    """Show the page that links somebody who logged in at an issuer to an account, or to an invitation."""

    identity: FederatedIdentity
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskSecondFactor:
    """Show the page that asks for a code, or with an `enrolment` the one that begins an authenticator."""

    proven: Proven
    enrolment: Enrolment | None = None
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class ShowRecoveryCodes:
    """Show the codes for when the authenticator is lost, this once."""

    proven: Proven
    codes: Sequence[str]


SecondFactorStep = AskSecondFactor | ShowRecoveryCodes
PageStep = AskLogin | AskBody | AskConsent | AskAccount | SecondFactorStep | GoToIssuer
NextStep = PageStep | GoBack
