"""What can go wrong in auth.

ServiceError
├── WrongPassword            403
├── SecondFactorMissing      403
├── InvitationNotOpen        409
├── LastCoordinator          409
├── LastWayIn                409
├── OperatorsRole            409
├── LinkNotOpen              409
├── AlreadyJoined            409
├── AlreadyProposed          409
├── NotPublicBody            409
├── DomainTaken              409
├── HasCoordinator           409
├── GuessablePassword        422
├── TooMany                  429
│   ├── TooManyAsked         429
│   ├── TooManyLetters       429
│   └── TooManyGuesses       429
├── KeyTaken                 409
├── TooManyKeys              409
├── WrongAuthMethod          409
├── Invalid                  422  the kit's
│   ├── DomainRefused        422
│   └── MonthsOutsideScheme  422
├── Unavailable              503  the kit's
│   └── RegisterUnavailable  503
└── LoginImpossible          400  shown as a page, never sent back to the client
    ├── UnknownClient        400
    ├── WrongRedirect        400
    ├── UnreadableLogin      400
    ├── UnknownIssuer        400
    └── LoginNotBegun        400
FederationFailed                  the login page is shown again, with what to do
├── IssuerUnavailable
├── IssuerRefused
├── AnswerNotBelieved
├── AccountExists
├── AlreadyLinked
├── NameMissing
└── NotStrongEnough
TokenRefused                 400  not a problem, but the body of RFC 6749 §5.2
├── InvalidRequest           400
├── InvalidClient            401
├── InvalidGrant             400
├── UnauthorizedClient       400
├── UnsupportedGrantType     400
├── InvalidScope             400
├── UnsupportedTokenType     400  (RFC 7009 §2.2.1)
├── InvalidTarget            400  (RFC 8707 §2)
├── AuthorizationPending     400  (RFC 8628 §3.5)
├── SlowDown                 400
├── AccessDenied             400
└── ExpiredToken             400
KeyRefused                        at the operator's command line only
├── NotKnownYet
└── WrongPassphrase
SentBack                          the browser goes back to the client with an error (RFC 6749 §4.1.2.1)
"""

from services.auth.errors.agencies import (
    AlreadyJoined,
    AlreadyProposed,
    DomainRefused,
    DomainTaken,
    MonthsOutsideScheme,
    NotPublicBody,
    RegisterUnavailable,
)
from services.auth.errors.clients import KeyTaken, TooManyKeys, WrongAuthMethod
from services.auth.errors.devices import AccessDenied, AuthorizationPending, ExpiredToken, SlowDown
from services.auth.errors.federation import (
    AccountExists,
    AlreadyLinked,
    AnswerNotBelieved,
    FederationFailed,
    IssuerRefused,
    IssuerUnavailable,
    LoginNotBegun,
    NameMissing,
    NotFresh,
    NotStrongEnough,
    UnknownIssuer,
)
from services.auth.errors.keys import KeyRefused, NotKnownYet, WrongPassphrase
from services.auth.errors.logins import LoginImpossible, SentBack, UnknownClient, UnreadableLogin, WrongRedirect
from services.auth.errors.members import (
    GuessablePassword,
    HasCoordinator,
    InvitationNotOpen,
    LastCoordinator,
    LastWayIn,
    LinkNotOpen,
    OperatorsRole,
    SecondFactorMissing,
    TooManyAsked,
    TooManyGuesses,
    TooManyLetters,
    WrongPassword,
)
from services.auth.errors.oauth import (
    InvalidClient,
    InvalidGrant,
    InvalidRequest,
    InvalidScope,
    InvalidTarget,
    TokenRefused,
    UnauthorizedClient,
    UnsupportedGrantType,
    UnsupportedTokenType,
)

__all__ = [
    "AccessDenied",
    "AccountExists",
    "AlreadyJoined",
    "AlreadyLinked",
    "AlreadyProposed",
    "AnswerNotBelieved",
    "AuthorizationPending",
    "DomainRefused",
    "DomainTaken",
    "ExpiredToken",
    "FederationFailed",
    "GuessablePassword",
    "HasCoordinator",
    "InvalidClient",
    "InvalidGrant",
    "InvalidRequest",
    "InvalidScope",
    "InvalidTarget",
    "InvitationNotOpen",
    "IssuerRefused",
    "IssuerUnavailable",
    "KeyRefused",
    "KeyTaken",
    "LastCoordinator",
    "LastWayIn",
    "LinkNotOpen",
    "LoginImpossible",
    "LoginNotBegun",
    "MonthsOutsideScheme",
    "NameMissing",
    "NotFresh",
    "NotKnownYet",
    "NotPublicBody",
    "NotStrongEnough",
    "OperatorsRole",
    "RegisterUnavailable",
    "SecondFactorMissing",
    "SentBack",
    "SlowDown",
    "TokenRefused",
    "TooManyAsked",
    "TooManyGuesses",
    "TooManyKeys",
    "TooManyLetters",
    "UnauthorizedClient",
    "UnknownClient",
    "UnknownIssuer",
    "UnreadableLogin",
    "UnsupportedGrantType",
    "UnsupportedTokenType",
    "WrongAuthMethod",
    "WrongPassphrase",
    "WrongPassword",
    "WrongRedirect",
]
