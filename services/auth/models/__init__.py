"""auth's tables."""

from services.auth.models.absences import Absence
from services.auth.models.assertions import UsedAssertion
from services.auth.models.audit import DONE, Action, AuditEntry
from services.auth.models.clients import Client
from services.auth.models.consents import Consent
from services.auth.models.delegations import Delegation
from services.auth.models.devices import DeviceCode
from services.auth.models.federation import FederatedLogin, Identity
from services.auth.models.guesses import GuessGate, KnownBrowser
from services.auth.models.keys import SigningKey
from services.auth.models.letters import Letter
from services.auth.models.logins import AuthorizationCode, RefreshToken
from services.auth.models.mail_domains import MailDomain
from services.auth.models.organisations import Organisation, Proposal, RegisterEntry
from services.auth.models.people import Invitation, Membership, Person
from services.auth.models.policies import Policy
from services.auth.models.second_factors import RecoveryCode, SecondFactor
from services.auth.models.sessions import LoginSession
from services.auth.models.table import Table

__all__ = [
    "DONE",
    "Absence",
    "Action",
    "AuditEntry",
    "AuthorizationCode",
    "Client",
    "Consent",
    "Delegation",
    "DeviceCode",
    "FederatedLogin",
    "GuessGate",
    "Identity",
    "Invitation",
    "KnownBrowser",
    "Letter",
    "LoginSession",
    "MailDomain",
    "Membership",
    "Organisation",
    "Person",
    "Policy",
    "Proposal",
    "RecoveryCode",
    "RefreshToken",
    "RegisterEntry",
    "SecondFactor",
    "SigningKey",
    "Table",
    "UsedAssertion",
]
