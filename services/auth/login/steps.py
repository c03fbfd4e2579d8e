"""What may be shown next in a login. `state` is what the page's form carries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.auth.bodies.models import Organisation
from services.auth.credentials.second_factor import Enrolment
from services.auth.login.states import IdentityKnown, LinkingProven, Proven, Started


@dataclass(frozen=True, kw_only=True)
class AskLogin:
    """Show the page that asks for account and password; `fault` says why again, `wait` for how many seconds not."""

    state: Started = field(default_factory=Started)
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskAccount:
    """Show the page that links somebody who logged in at an issuer to an account, or to an invitation."""

    state: IdentityKnown
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskSecondFactor:
    """Show the page that asks for a code, or with an `enrolment` the one that begins an authenticator."""

    state: Proven | LinkingProven
    enrolment: Enrolment | None = None
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class ShowRecoveryCodes:
    """Show the codes for when the authenticator is lost, this once."""

    state: Proven | LinkingProven
    codes: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class AskBody:
    """Show the page that asks for which of several bodies the person acts now."""

    state: Proven
    bodies: Sequence[Organisation]


@dataclass(frozen=True, kw_only=True)
class AskConsent:
    """Show what the client wants to do for the person and for which body; they say yes or no."""

    state: Proven
    body: Organisation


@dataclass(frozen=True, kw_only=True)
class GoToIssuer:
    """Send the browser to an issuer to log in there; `label` is what people call it."""

    location: str
    label: str


@dataclass(frozen=True, kw_only=True)
class GoBack:
    """Send the browser back to the client."""

    location: str


PageStep = AskLogin | AskAccount | AskSecondFactor | ShowRecoveryCodes | AskBody | AskConsent | GoToIssuer
Step = PageStep | GoBack

EXPIRED = AskLogin(fault="form-expired", status=400)
