"""What a legal step, or the clock, makes of a stay."""

from datetime import date, datetime

from tests.placements.steps.model import NOTICE, PARTIES, Asked, Stay


def move(stay: Stay, actor: str, step: str, *, today: date, deadline: datetime, ends: date | None) -> None:
    """An actor's legal step. `deadline` and `ends` are those of what it asks for, where it asks for something."""
    about, _, verb = step.rpartition(" ")
    party = PARTIES[actor]
    if about == "amendment":
        _decide(stay, party, verb)
    elif about == "proposal":
        _answer(stay, verb, deadline)
    elif step in {"extension", "dates", "content", "sooner"}:
        _ask(stay, actor, step, deadline=deadline, ends=ends or stay.last)
    else:
        _MOVES[step](stay, party, today, deadline)


def _approve(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    stay.said.add(party)
    stay.tell("placement.decided", "placement", "approve", stay.state)
    if stay.said == {"employee", "home", "host"}:
        stay.tell("placement.agreed", "placement", "agree", stay.state)
        stay.state = "agreed"
        _expire_proposal(stay)


def _reject(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    stay.said.add(party)
    stay.told.append("placement.decided")
    _end(stay, "placement.rejected", "reject", "rejected")


def _edit(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    stay.said, stay.decide_by = set(), deadline
    stay.tell("placement.terms_changed", "placement", "edit", stay.state)
    _expire_proposal(stay)


def _cancel(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    _end(stay, "placement.cancelled", "cancel", "cancelled")


def _settle(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    stay.doubt = False
    stay.tell("placement.settled", "placement", "settle", stay.state)


def _propose_terms(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    stay.proposal = True
    stay.tell("placement.terms_proposed", "placement", "propose_terms", stay.state)


def _give_notice(stay: Stay, verb: str, today: date) -> None:
    overtake(stay)
    stay.moves.add(("placement", verb, stay.state))
    stay.told += ["amendment.applied", "placement.changed"]
    stay.last, stay.early = today + NOTICE, True


def _return_early(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    _give_notice(stay, "early_return", today)


def _recall(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    _give_notice(stay, "recall", today)


def _report_no_show(stay: Stay, party: str, today: date, deadline: datetime) -> None:
    overtake(stay)
    stay.told.append("amendment.applied")
    stay.last, stay.early = today, True
    _end(stay, "placement.ended_early", "no_show", "ended_early")


_MOVES = {
    "approve": _approve, "reject": _reject, "edit": _edit, "cancel": _cancel, "settle": _settle,
    "propose_terms": _propose_terms, "early_return": _return_early, "recall": _recall, "no_show": _report_no_show,
}  # fmt: skip


def _ask(stay: Stay, actor: str, step: str, *, deadline: datetime, ends: date) -> None:
    kind = "early_return" if step == "sooner" else step
    stay.moves.add(("placement", kind, stay.state))
    stay.told.append("amendment.proposed")
    said = set() if actor == "requester" else {PARTIES[actor]}
    stay.asked = Asked(kind=kind, by=PARTIES[actor], decide_by=deadline, ends=ends, said=said)


def _decide(stay: Stay, party: str, verb: str) -> None:
    if verb != "approve":
        end_amendment(stay, verb, "rejected" if verb == "reject" else "withdrawn")
        return
    assert stay.asked is not None
    stay.asked.said.add(party)
    stay.tell("amendment.approved", "amendment", "approve", "proposed")
    if stay.asked.said == {"employee", "home", "host"}:
        stay.tell("amendment.applied", "amendment", "apply", "proposed")
        stay.told.append("placement.changed")
        stay.last, stay.said = stay.asked.ends, stay.asked.said
        stay.early = stay.early if stay.asked.kind == "content" else stay.asked.kind == "early_return"
        stay.asked = None


def _answer(stay: Stay, verb: str, deadline: datetime) -> None:
    """What is answered to the employee's proposal, or that it is taken back."""
    events = {"adopt": "terms_changed", "decline": "terms_declined", "withdraw": "terms_withdrawn"}
    stay.tell(f"placement.{events[verb]}", "proposal", verb, "proposed")
    stay.proposal = False
    if verb == "adopt":
        stay.said, stay.decide_by = {"employee"}, deadline


def end_amendment(stay: Stay, verb: str, became: str) -> None:
    stay.tell(f"amendment.{became}", "amendment", verb, "proposed")
    stay.asked = None


def overtake(stay: Stay) -> None:
    if stay.asked:
        end_amendment(stay, "expire", "expired")


def _expire_proposal(stay: Stay) -> None:
    if stay.proposal:
        stay.moves.add(("proposal", "expire", "proposed"))
    stay.proposal = False


def _end(stay: Stay, kind: str, verb: str, state: str) -> None:
    overtake(stay)
    _expire_proposal(stay)
    stay.tell(kind, "placement", verb, stay.state)
    stay.state, stay.doubt = state, False


def doubt(stay: Stay) -> None:
    """The employee has left the home agency."""
    stay.doubt = True
    stay.told.append("placement.doubted")


def pass_time(stay: Stay, now: datetime, today: date) -> None:
    """What the clock does at this moment, in the order of its jobs."""
    if stay.state == "proposed" and stay.decide_by <= now:
        _end(stay, "placement.expired", "expire", "expired")
    if stay.asked and stay.asked.decide_by <= now:
        overtake(stay)
    if stay.state == "agreed" and stay.first <= today:
        _begin(stay)
    if stay.state == "active" and stay.last < today:
        verb, state = ("end_early", "ended_early") if stay.early else ("complete", "completed")
        _end(stay, f"placement.{state}", verb, state)


def _begin(stay: Stay) -> None:
    if stay.doubt:
        _end(stay, "placement.cancelled", "cancel", "cancelled")
        return
    if stay.asked and stay.asked.kind == "dates":
        overtake(stay)
    stay.tell("placement.started", "placement", "start", "agreed")
    stay.state = "active"
