"""Every query of auth."""

from services.auth.repository.absences import Absences
from services.auth.repository.assertions import UsedAssertions
from services.auth.repository.audit import AuditEntries
from services.auth.repository.clients import Clients
from services.auth.repository.consents import Consents
from services.auth.repository.delegations import Delegations
from services.auth.repository.devices import DeviceCodes
from services.auth.repository.federation import FederatedLogins, Identities
from services.auth.repository.guesses import Guesses, KnownBrowsers
from services.auth.repository.keys import SigningKeys
from services.auth.repository.letters import Letters
from services.auth.repository.logins import Codes, RefreshTokens
from services.auth.repository.mail_domains import MailDomains
from services.auth.repository.organisations import Organisations, Proposals, RegisterEntries
from services.auth.repository.people import Invitations, People
from services.auth.repository.policies import Policies
from services.auth.repository.second_factors import SecondFactors
from services.auth.repository.sessions import Sessions

__all__ = [
    "Absences",
    "AuditEntries",
    "Clients",
    "Codes",
    "Consents",
    "Delegations",
    "DeviceCodes",
    "FederatedLogins",
    "Guesses",
    "Identities",
    "Invitations",
    "KnownBrowsers",
    "Letters",
    "MailDomains",
    "Organisations",
    "People",
    "Policies",
    "Proposals",
    "RefreshTokens",
    "RegisterEntries",
    "SecondFactors",
    "Sessions",
    "SigningKeys",
    "UsedAssertions",
]
