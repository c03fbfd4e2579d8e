"""Reasons for which a login session ends."""

from enum import StrEnum


class EndReason(StrEnum):
    """Why a login session ended before its time."""

    BY_PERSON = "by_person"
    LOGGED_OUT = "logged_out"
    BY_CLIENT = "by_client"  # RFC 7009
    REFRESH_TOKEN_REUSED = "refresh_token_reused"  # noqa: S105 -- a reason's name
    CODE_REUSED = "code_reused"  # RFC 6749 §4.1.2: somebody else may have the code
    MEMBERSHIP_ENDED = "membership_ended"
    PERSON_DISABLED = "person_disabled"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- a reason's name
    SECOND_FACTOR_MISSING = "second_factor_missing"  # a coordinator since then, who had given a password alone
    DELEGATION_ENDED = "delegation_ended"
    IDENTITY_REMOVED = "identity_removed"  # the one at the issuer that the login came through
    ISSUER_REMOVED = "issuer_removed"  # switched off, or no longer vouches for the body
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CLIENT_REMOVED = "client_removed"
    ACCOUNT_JOINED = "account_joined"  # into another one of the same person
    BODY_SUCCEEDED = "body_succeeded"  # another body has taken its place, and the person acts for that one now
