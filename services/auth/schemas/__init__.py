"""The wire of auth."""

from services.auth.schemas.absences import AbsenceAnnounced, AbsenceCreate, AbsenceRead, AbsenceWarning
from services.auth.schemas.audit import AuditEntryRead, AuditFilter
from services.auth.schemas.client_keys import JwksCreate, PublicKeyCreate
from services.auth.schemas.clients import ClientCreate, ClientCreated, ClientKeyRead, ClientRead, SecretCreate
from services.auth.schemas.consents import ConsentRead
from services.auth.schemas.delegations import DelegationAcceptanceCreate, DelegationCreate, DelegationRead
from services.auth.schemas.fields import (
    InvitedRole,
    Password,
    Secret,
)
from services.auth.schemas.identities import IdentityRead
from services.auth.schemas.identity import UserInfoRead
from services.auth.schemas.letters import LetterRead
from services.auth.schemas.mail_domains import MailDomainCreate, MailDomainRead, SignUpAsked, SignUpCreate
from services.auth.schemas.metadata import MetadataRead
from services.auth.schemas.oauth import (
    DeviceAuthorizationRead,
    IntrospectionRead,
    JwksRead,
    RefusalRead,
    TokenRead,
)
from services.auth.schemas.organisations import Body, DepartureRead, OrganisationRead, ProposalAsked, ProposalCreate
from services.auth.schemas.people import (
    AcceptanceCreate,
    AcceptanceRead,
    ContactRead,
    DisablementRead,
    InvitationCreate,
    InvitationCreated,
    InvitationRead,
    MemberRead,
    MembershipCreate,
    MembershipUpdate,
    MeRead,
    MeUpdate,
    PasswordUpdate,
    PersonRead,
    SubstituteCreate,
)
from services.auth.schemas.policies import Department, PolicyRead, PolicyUpdate
from services.auth.schemas.sessions import SessionRead

__all__ = [
    "AbsenceAnnounced",
    "AbsenceCreate",
    "AbsenceRead",
    "AbsenceWarning",
    "AcceptanceCreate",
    "AcceptanceRead",
    "AuditEntryRead",
    "AuditFilter",
    "Body",
    "ClientCreate",
    "ClientCreated",
    "ClientKeyRead",
    "ClientRead",
    "ConsentRead",
    "ContactRead",
    "DelegationAcceptanceCreate",
    "DelegationCreate",
    "DelegationRead",
    "Department",
    "DepartureRead",
    "DeviceAuthorizationRead",
    "DisablementRead",
    "IdentityRead",
    "IntrospectionRead",
    "InvitationCreate",
    "InvitationCreated",
    "InvitationRead",
    "InvitedRole",
    "JwksCreate",
    "JwksRead",
    "LetterRead",
    "MailDomainCreate",
    "MailDomainRead",
    "MeRead",
    "MeUpdate",
    "MemberRead",
    "MembershipCreate",
    "MembershipUpdate",
    "MetadataRead",
    "OrganisationRead",
    "Password",
    "PasswordUpdate",
    "PersonRead",
    "PolicyRead",
    "PolicyUpdate",
    "ProposalAsked",
    "ProposalCreate",
    "PublicKeyCreate",
    "RefusalRead",
    "Secret",
    "SecretCreate",
    "SessionRead",
    "SignUpAsked",
    "SignUpCreate",
    "SubstituteCreate",
    "TokenRead",
    "UserInfoRead",
]
