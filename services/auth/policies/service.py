"""Reads and replaces a body's policy, within the scheme's months."""

from sqlalchemy.orm import Session

from services.auth.audit.models import Action
from services.auth.audit.service import record_audit
from services.auth.bodies.models import Organisation
from services.auth.policies.errors import MonthsOutsideScheme
from services.auth.policies.models import Policy
from services.auth.policies.repository import Policies
from services.auth.policies.schemas import PolicyRead, PolicyUpdate
from services.auth.settings import AuthSettings
from services.kit.access.table import Caller
from services.kit.data.outbox import Event, emit_event


def scheme_policy(orgnr: str, settings: AuthSettings) -> Policy:
    """The policy until the body decides: the scheme's months, no cap, home pays (the rule for a short exchange)."""
    return Policy(
        orgnr=orgnr,
        min_months=settings.min_months,
        max_months=settings.max_months,
        payer="home",
        departments=[],
    )


def show_policy(policies: Policies, body: Organisation, settings: AuthSettings) -> PolicyRead:
    return PolicyRead.of(policies.find(body.orgnr) or scheme_policy(body.orgnr, settings), body)


def update_policy(
    policies: Policies,
    policy: Policy,
    body: Organisation,
    caller: Caller,
    asked: PolicyUpdate,
    *,
    settings: AuthSettings,
) -> PolicyRead:
    """Replace the policy, and emit the new one. Raises MonthsOutsideScheme."""
    _refuse_outside(asked, settings)
    for name, value in asked.model_dump().items():
        setattr(policy, name, value)
    policy.version += 1
    policies.keep(policy)
    emit_policy(policies.session, policy)
    record_audit(policies.session, Action.POLICY_CHANGED, caller)
    return PolicyRead.of(policy, body)


def _refuse_outside(asked: PolicyUpdate, settings: AuthSettings) -> None:
    limits = {"min_months": settings.min_months, "max_months": settings.max_months}
    outside = [(f"/{name}", "out_of_range") for name in limits if not _inside(getattr(asked, name), settings)]
    if asked.max_total_months is not None and asked.max_total_months > settings.max_total_months:
        outside.append(("/max_total_months", "out_of_range"))
    if outside:
        raise MonthsOutsideScheme(*outside, **limits, max_total_months=settings.max_total_months)


def _inside(months: int, settings: AuthSettings) -> bool:
    return settings.min_months <= months <= settings.max_months


def emit_policy(session: Session, policy: Policy) -> None:
    """Emit the policy as it now is."""
    codes = {
        "min_months": policy.min_months,
        "max_months": policy.max_months,
        "lending_cap": policy.lending_cap,
        "payer": policy.payer,
        "notice_weeks": policy.notice_weeks,
        "max_total_months": policy.max_total_months,
    }
    event = Event(
        type="organisation.policy_changed",
        subject=policy.orgnr,
        version=policy.version,
        orgs=[policy.orgnr],
        codes=codes,
    )
    emit_event(session, event)
