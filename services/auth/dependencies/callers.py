"""Who may call auth's routes."""

from typing import Annotated

from fastapi import Depends

from services.kit.access import Caller, caller_for

Coordinator = Annotated[Caller, Depends(caller_for("create_invitation", "create_client", "create_delegation"))]


HomeReader = Annotated[
    Caller,
    Depends(
        caller_for(
            "list_invitations",
            "read_departure",
            "list_mail_domains",
            "read_mail_domain",
            "read_membership",
            "list_members",
            "read_invitation",
            "list_delegations",
            "read_delegation",
            "read_client",
            "list_clients",
            "list_client_keys",
        )
    ),
]


HomeCoordinator = Annotated[
    Caller,
    Depends(
        caller_for(
            "update_policy",
            "update_membership",
            "ask_departure",
            "appoint_substitute",
            "add_mail_domain",
            "remove_mail_domain",
            "withdraw_departure",
            "withdraw_invitation",
            "withdraw_delegation",
            "end_membership",
            "remove_client",
            "renew_client_secret",
            "add_client_key",
            "remove_client_key",
        )
    ),
]


Myself = Annotated[Caller, Depends(caller_for("join_organisation", "leave_organisation", "read_me", "update_me"))]


IdentityReader = Annotated[Caller, Depends(caller_for("read_userinfo", "request_userinfo"))]


SessionHolder = Annotated[Caller, Depends(caller_for("list_my_sessions", "end_my_session"))]
IdentityHolder = Annotated[Caller, Depends(caller_for("list_my_identities", "remove_my_identity"))]
ConsentGiver = Annotated[Caller, Depends(caller_for("list_my_consents", "withdraw_my_consent"))]
Delegate = Annotated[Caller, Depends(caller_for("accept_delegation"))]
AwayCoordinator = Annotated[Caller, Depends(caller_for("announce_absence", "list_my_absences", "withdraw_absence"))]
Administrator = Annotated[Caller, Depends(caller_for("disable_person", "read_disablement", "enable_person"))]
HomeMember = Annotated[Caller, Depends(caller_for("read_policy"))]


AuditReader = Annotated[Caller, Depends(caller_for("list_audit"))]
PasswordChanger = Annotated[Caller, Depends(caller_for("change_my_password"))]
LoginsReader = Annotated[Caller, Depends(caller_for("list_my_logins"))]


Sibling = Annotated[Caller, Depends(caller_for("read_contact", "read_letter"))]
