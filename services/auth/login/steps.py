"""The steps that a login may show next. `state` is what the page's form carries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.auth.bodies.models import Organisation
from services.auth.credentials.second_factor import Enrolment
from services.auth.login.states import IdentityKnown, LinkingProven, Proven, Started


@dataclass(frozen=True, kw_only=True)
class AskLogin:
    """Show the login page. `fault` says why it is shown again, `wait` how many seconds to wait before the next try."""

    state: Started = field(default_factory=Started)
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskAccount:
    """Show the page that links an issuer's identity to an account, or to an invitation."""

    state: IdentityKnown
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class AskSecondFactor:
    """Show the page that asks for a code, or with an `enrolment` the page that enrols an authenticator."""

    state: Proven | LinkingProven
    enrolment: Enrolment | None = None
    fault: str | None = None
    status: int = 200
    wait: int | None = None


@dataclass(frozen=True, kw_only=True)
class ShowRecoveryCodes:
    """Show the recovery codes, this once."""

    state: Proven | LinkingProven
    codes: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class AskBody:
    """Show the page that asks which of several bodies the person acts for now."""

    state: Proven
    bodies: Sequence[Organisation]


@dataclass(frozen=True, kw_only=True)
class AskConsent:
    """Show the consent page: what the client wants to do, and for which body."""

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
