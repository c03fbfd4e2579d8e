"""What each event does: which tasks it opens and closes, and who is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.notify.domain.tasks import ANSWERING, DECIDING, Audience, Kind


@dataclass(frozen=True, kw_only=True)
class Tell:
    """A message: its code, to whom, and whether it is worth a mail."""

    code: str
    to: tuple[Audience, ...]
    mail: bool = True


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What an event does.

    `party_answers`: the party in the event's codes has decided, which closes its own task.
    `voids`: earlier decisions count no more. `gives_way_to`: the code that says another event tells it better.
    """

    opens: tuple[Kind, ...] = ()
    closes: tuple[Kind, ...] = ()
    tells: tuple[Tell, ...] = ()
    party_answers: bool = False
    voids: bool = False
    gives_way_to: str | None = None


_EMPLOYEE = (Audience.PERSON,)
_HOME = (Audience.HOME_COORDINATORS,)
_HOST = (Audience.HOST_REQUESTERS,)
_POSTER_AND_HR = (Audience.PERSON, Audience.HOST_COORDINATORS)  # `person` of a need is who posted it
_BOTH_SIDES = (Audience.PERSON, Audience.HOST_REQUESTERS)
_DECIDERS = (Audience.PERSON, Audience.HOME_COORDINATORS, Audience.HOST_COORDINATORS)
_ALL = (Audience.PERSON, Audience.HOME_COORDINATORS, Audience.HOST_REQUESTERS)


def _tell(code: str, *to: Audience, mail: bool = True) -> tuple[Tell, ...]:
    return (Tell(code=code, to=to, mail=mail),)


RULES: Mapping[str, Rule] = {
    "organisation.uncoordinated": Rule(
        opens=(Kind.FIND_COORDINATOR,), tells=_tell("organisation_uncoordinated", Audience.ADMINS)
    ),
    "organisation.one_coordinator": Rule(tells=_tell("organisation_one_coordinator", *_HOME)),
    "organisation.leaving_asked": Rule(tells=_tell("organisation_leaving_asked", *_HOME)),
    "organisation.left": Rule(closes=(Kind.FIND_COORDINATOR,)),
    "expert.submitted": Rule(
        opens=(Kind.ENDORSE_EXPERT,), closes=(Kind.COMPLETE_PROFILE,), tells=_tell("expert_submitted", *_HOME)
    ),
    "expert.renewed": Rule(opens=(Kind.ENDORSE_EXPERT,), tells=_tell("expert_renewed", *_HOME)),
    "expert.returned": Rule(
        opens=(Kind.COMPLETE_PROFILE,), closes=(Kind.ENDORSE_EXPERT,), tells=_tell("expert_returned", *_EMPLOYEE)
    ),
    "expert.endorsed": Rule(closes=(Kind.ENDORSE_EXPERT,), tells=_tell("expert_endorsed", *_EMPLOYEE)),
    "expert.endorsement_revoked": Rule(
        opens=(Kind.ENDORSE_EXPERT,), tells=_tell("expert_endorsement_revoked", *_EMPLOYEE)
    ),
    "expert.withdrawn": Rule(
        closes=(Kind.ENDORSE_EXPERT, Kind.COMPLETE_PROFILE), tells=_tell("expert_withdrawn", *_EMPLOYEE, *_HOME)
    ),
    "expert.expired": Rule(tells=_tell("expert_expired", *_EMPLOYEE, *_HOME)),
    "need.opened": Rule(tells=_tell("need_opened", Audience.HOST_COORDINATORS, mail=False)),
    "need.filled": Rule(tells=_tell("need_filled", *_POSTER_AND_HR)),
    "need.reopened": Rule(tells=_tell("need_reopened", *_POSTER_AND_HR)),
    "need.closed": Rule(tells=_tell("need_closed", *_POSTER_AND_HR)),
    "opportunity.found": Rule(tells=_tell("opportunity_found", *_EMPLOYEE)),
    # `person` of a plan is who asked for it
    "plan.finished": Rule(tells=_tell("plan_finished", Audience.PERSON, mail=False)),
    "plan.failed": Rule(tells=_tell("plan_failed", Audience.PERSON, mail=False)),
    "candidacy.applied": Rule(
        opens=(Kind.CONSIDER_APPLICATION,),
        tells=_tell("candidacy_applied", *_HOST) + _tell("candidacy_applied_home", *_HOME),
    ),
    "candidacy.invited": Rule(
        opens=(Kind.ANSWER_INVITATION,), tells=_tell("candidacy_invited", *_EMPLOYEE), gives_way_to="with_offer"
    ),
    "candidacy.interested": Rule(
        opens=(Kind.CONSIDER_APPLICATION,),
        closes=(Kind.ANSWER_INVITATION,),
        tells=_tell("candidacy_interested", *_HOST),
    ),
    "candidacy.offered": Rule(
        opens=(Kind.ANSWER_OFFER,),
        closes=(Kind.ANSWER_INVITATION, Kind.CONSIDER_APPLICATION),
        tells=_tell("candidacy_offered", *_EMPLOYEE),
    ),
    # the placement that opens with it is what is mailed
    "candidacy.accepted": Rule(closes=ANSWERING, tells=_tell("candidacy_accepted", *_HOST, mail=False)),
    "candidacy.declined": Rule(closes=ANSWERING, tells=_tell("candidacy_declined", *_BOTH_SIDES)),
    "candidacy.withdrawn": Rule(closes=ANSWERING, tells=_tell("candidacy_withdrawn", *_BOTH_SIDES)),
    "candidacy.not_selected": Rule(closes=ANSWERING, tells=_tell("candidacy_not_selected", *_EMPLOYEE)),
    "candidacy.expired": Rule(closes=ANSWERING, tells=_tell("candidacy_expired", *_BOTH_SIDES)),
    "placement.proposed": Rule(opens=DECIDING, tells=_tell("placement_proposed", *_DECIDERS)),
    "placement.decided": Rule(party_answers=True, tells=_tell("placement_decided", *_DECIDERS, mail=False)),
    "placement.terms_changed": Rule(opens=DECIDING, voids=True, tells=_tell("placement_terms_changed", *_DECIDERS)),
    "placement.agreed": Rule(closes=DECIDING, tells=_tell("placement_agreed", *_DECIDERS)),
    "placement.rejected": Rule(closes=DECIDING, tells=_tell("placement_rejected", *_ALL)),
    "placement.cancelled": Rule(closes=DECIDING, tells=_tell("placement_cancelled", *_ALL)),
    "placement.expired": Rule(closes=DECIDING, tells=_tell("placement_expired", *_ALL)),
    "placement.started": Rule(tells=_tell("placement_started", *_DECIDERS)),
    "placement.completed": Rule(tells=_tell("placement_completed", *_DECIDERS)),
    "placement.ended_early": Rule(tells=_tell("placement_ended_early", *_ALL)),
}
