"""The rule of each event: which tasks it opens and closes, and whom it notifies."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.notify.events.domain import Recipient
from services.notify.tasks.domain import AMENDING, ANSWERING, DECIDING, NEGOTIATING, SETTLING, Kind


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A message to send: its code, to whom, and whether a mail is made of it."""

    code: str
    to: tuple[Recipient, ...]
    mail: bool = True


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What an event does.

    `records_answer`: the party in the event's codes has decided, which closes its own task.
    `voids_answers`: earlier decisions count no more.
    `ends_mailbox`: the body's shared address is used no more.
    `unless`: the code with which the event does nothing, for another event says more about the same thing.
    """

    opens: tuple[Kind, ...] = ()
    closes: tuple[Kind, ...] = ()
    notifies: tuple[Notice, ...] = ()
    records_answer: bool = False
    voids_answers: bool = False
    ends_mailbox: bool = False
    unless: str | None = None

    @property
    def changes_tasks(self) -> bool:
        return bool(self.opens or self.closes or self.records_answer or self.voids_answers)


_EMPLOYEE = (Recipient.PERSON,)
_HOME = (Recipient.HOME_COORDINATORS,)
_HOST = (Recipient.HOST_REQUESTERS,)
_POSTER_AND_HR = (Recipient.PERSON, Recipient.HOST_COORDINATORS)  # `person` of a need is the one who posted it
_BOTH_SIDES = (Recipient.PERSON, Recipient.HOST_REQUESTERS)
_DECIDERS = (Recipient.PERSON, Recipient.HOME_COORDINATORS, Recipient.HOST_COORDINATORS)
_ALL = (Recipient.PERSON, Recipient.HOME_COORDINATORS, Recipient.HOST_REQUESTERS)


def _notice(code: str, *to: Recipient, mail: bool = True) -> tuple[Notice, ...]:
    return (Notice(code=code, to=to, mail=mail),)


RULES: Mapping[str, Rule] = {
    "organisation.uncoordinated": Rule(
        opens=(Kind.FIND_COORDINATOR,), notifies=_notice("organisation_uncoordinated", Recipient.ADMINS)
    ),
    "organisation.one_coordinator": Rule(notifies=_notice("organisation_one_coordinator", *_HOME)),
    "organisation.leaving_asked": Rule(notifies=_notice("organisation_leaving_asked", *_HOME)),
    "organisation.left": Rule(closes=(Kind.FIND_COORDINATOR,), ends_mailbox=True),
    "organisation.succeeded": Rule(
        closes=(Kind.FIND_COORDINATOR,),
        notifies=_notice("organisation_succeeded", *_HOME)
        + _notice("organisation_succeeded", Recipient.HOME_EMPLOYEES, mail=False),
    ),
    "expert.submitted": Rule(
        opens=(Kind.ENDORSE_EXPERT,), closes=(Kind.COMPLETE_PROFILE,), notifies=_notice("expert_submitted", *_HOME)
    ),
    "expert.renewed": Rule(opens=(Kind.ENDORSE_EXPERT,), notifies=_notice("expert_renewed", *_HOME)),
    "expert.returned": Rule(
        opens=(Kind.COMPLETE_PROFILE,), closes=(Kind.ENDORSE_EXPERT,), notifies=_notice("expert_returned", *_EMPLOYEE)
    ),
    "expert.endorsed": Rule(closes=(Kind.ENDORSE_EXPERT,), notifies=_notice("expert_endorsed", *_EMPLOYEE)),
    "expert.endorsement_changed": Rule(
        closes=(Kind.PROLONG_ENDORSEMENT,), notifies=_notice("expert_endorsement_changed", *_EMPLOYEE)
    ),
    "expert.endorsement_ending": Rule(
        opens=(Kind.PROLONG_ENDORSEMENT,), notifies=_notice("expert_endorsement_ending", *_EMPLOYEE, *_HOME)
    ),
    "expert.endorsement_revoked": Rule(
        opens=(Kind.ENDORSE_EXPERT,),
        closes=(Kind.PROLONG_ENDORSEMENT,),
        notifies=_notice("expert_endorsement_revoked", *_EMPLOYEE),
    ),
    "expert.withdrawn": Rule(
        closes=(Kind.ENDORSE_EXPERT, Kind.PROLONG_ENDORSEMENT, Kind.COMPLETE_PROFILE),
        notifies=_notice("expert_withdrawn", *_EMPLOYEE, *_HOME),
    ),
    "expert.expired": Rule(closes=(Kind.PROLONG_ENDORSEMENT,), notifies=_notice("expert_expired", *_EMPLOYEE, *_HOME)),
    "need.opened": Rule(notifies=_notice("need_opened", Recipient.HOST_COORDINATORS, mail=False)),
    "need.filled": Rule(notifies=_notice("need_filled", *_POSTER_AND_HR)),
    "need.reopened": Rule(notifies=_notice("need_reopened", *_POSTER_AND_HR)),
    "need.lapsed": Rule(notifies=_notice("need_lapsed", *_POSTER_AND_HR, mail=False)),  # its end is mailed
    "need.closed": Rule(notifies=_notice("need_closed", *_POSTER_AND_HR)),
    "opportunity.found": Rule(notifies=_notice("opportunity_found", *_EMPLOYEE)),
    # `person` of a plan is the one who asked for it
    "plan.finished": Rule(notifies=_notice("plan_finished", Recipient.PERSON, mail=False)),
    "plan.failed": Rule(notifies=_notice("plan_failed", Recipient.PERSON, mail=False)),
    "candidacy.applied": Rule(
        opens=(Kind.CONSIDER_APPLICATION,),
        notifies=_notice("candidacy_applied", *_HOST) + _notice("candidacy_applied_home", *_HOME),
    ),
    "candidacy.invited": Rule(
        opens=(Kind.ANSWER_INVITATION,), notifies=_notice("candidacy_invited", *_EMPLOYEE), unless="with_offer"
    ),
    "candidacy.interested": Rule(
        opens=(Kind.CONSIDER_APPLICATION,),
        closes=(Kind.ANSWER_INVITATION,),
        notifies=_notice("candidacy_interested", *_HOST),
    ),
    "candidacy.offered": Rule(
        opens=(Kind.ANSWER_OFFER,),
        closes=(Kind.ANSWER_INVITATION, Kind.CONSIDER_APPLICATION, Kind.ANSWER_TERMS_OF_OFFER),
        notifies=_notice("candidacy_offered", *_EMPLOYEE),
    ),
    "candidacy.terms_proposed": Rule(
        opens=(Kind.ANSWER_TERMS_OF_OFFER,), notifies=_notice("candidacy_terms_proposed", *_HOST)
    ),
    "candidacy.terms_declined": Rule(
        closes=(Kind.ANSWER_TERMS_OF_OFFER,), notifies=_notice("candidacy_terms_declined", *_EMPLOYEE)
    ),
    "candidacy.terms_withdrawn": Rule(
        closes=(Kind.ANSWER_TERMS_OF_OFFER,), notifies=_notice("candidacy_terms_withdrawn", *_HOST, mail=False)
    ),
    "candidacy.employee_wrote": Rule(notifies=_notice("candidacy_employee_wrote", *_HOST)),
    "candidacy.host_wrote": Rule(notifies=_notice("candidacy_host_wrote", *_EMPLOYEE)),
    "candidacy.reserved": Rule(closes=ANSWERING, notifies=_notice("candidacy_reserved", *_EMPLOYEE)),
    "candidacy.returned": Rule(
        opens=(Kind.CONSIDER_APPLICATION,), notifies=_notice("candidacy_returned", *_BOTH_SIDES)
    ),
    "candidacy.need_changed": Rule(notifies=_notice("candidacy_need_changed", *_EMPLOYEE)),
    # no mail: the placement that is proposed with it is mailed
    "candidacy.accepted": Rule(closes=ANSWERING, notifies=_notice("candidacy_accepted", *_HOST, mail=False)),
    "candidacy.declined": Rule(closes=ANSWERING, notifies=_notice("candidacy_declined", *_BOTH_SIDES)),
    "candidacy.withdrawn": Rule(closes=ANSWERING, notifies=_notice("candidacy_withdrawn", *_BOTH_SIDES)),
    "candidacy.not_selected": Rule(closes=ANSWERING, notifies=_notice("candidacy_not_selected", *_EMPLOYEE)),
    "candidacy.expired": Rule(closes=ANSWERING, notifies=_notice("candidacy_expired", *_BOTH_SIDES)),
    "placement.proposed": Rule(opens=DECIDING, notifies=_notice("placement_proposed", *_DECIDERS)),
    "placement.decided": Rule(records_answer=True, notifies=_notice("placement_decided", *_DECIDERS, mail=False)),
    "placement.terms_changed": Rule(
        opens=DECIDING, closes=NEGOTIATING, voids_answers=True, notifies=_notice("placement_terms_changed", *_DECIDERS)
    ),
    "placement.terms_proposed": Rule(opens=NEGOTIATING, notifies=_notice("placement_terms_proposed", *_HOME, *_HOST)),
    "placement.terms_declined": Rule(closes=NEGOTIATING, notifies=_notice("placement_terms_declined", *_ALL)),
    "placement.terms_withdrawn": Rule(
        closes=NEGOTIATING, notifies=_notice("placement_terms_withdrawn", *_HOME, *_HOST, mail=False)
    ),
    "placement.agreed": Rule(closes=DECIDING + NEGOTIATING, notifies=_notice("placement_agreed", *_DECIDERS)),
    "placement.rejected": Rule(closes=DECIDING + NEGOTIATING, notifies=_notice("placement_rejected", *_ALL)),
    "placement.doubted": Rule(opens=SETTLING, notifies=_notice("placement_doubted", *_DECIDERS)),
    "placement.settled": Rule(closes=SETTLING, notifies=_notice("placement_settled", *_DECIDERS)),
    "placement.cancelled": Rule(
        closes=DECIDING + NEGOTIATING + SETTLING, notifies=_notice("placement_cancelled", *_ALL)
    ),
    "placement.expired": Rule(closes=DECIDING + NEGOTIATING, notifies=_notice("placement_expired", *_ALL)),
    "placement.starting_soon": Rule(notifies=_notice("placement_starting_soon", *_DECIDERS)),
    "placement.ending_soon": Rule(notifies=_notice("placement_ending_soon", *_DECIDERS)),
    "placement.started": Rule(notifies=_notice("placement_started", *_DECIDERS)),
    "placement.completed": Rule(closes=SETTLING, notifies=_notice("placement_completed", *_DECIDERS)),
    "placement.ended_early": Rule(closes=SETTLING, notifies=_notice("placement_ended_early", *_ALL)),
    "placement.passed_on": Rule(notifies=_notice("placement_passed_on", *_ALL)),
    "amendment.proposed": Rule(opens=AMENDING, notifies=_notice("amendment_proposed", *_DECIDERS)),
    "amendment.approved": Rule(records_answer=True, notifies=_notice("amendment_approved", *_DECIDERS, mail=False)),
    "amendment.rejected": Rule(closes=AMENDING, notifies=_notice("amendment_rejected", *_ALL)),
    "amendment.withdrawn": Rule(closes=AMENDING, notifies=_notice("amendment_withdrawn", *_ALL)),
    "amendment.expired": Rule(closes=AMENDING, notifies=_notice("amendment_expired", *_ALL)),
    # where the stay is over with it, the placement's own event says so
    "amendment.applied": Rule(closes=AMENDING, notifies=_notice("amendment_applied", *_ALL), unless="over"),
}
