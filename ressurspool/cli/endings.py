"""Prints, before somebody says yes to it, what an act would end of others'."""

from ressurspool.cli.shell import out
from ressurspool.cli.texts import say
from ressurspool.client import Client, ProblemError
from ressurspool.client.placements import Wanted, WantedStays
from ressurspool.client.pool import OpenCases


def tell_revoked(client: Client, expert_id: str, language: str) -> None:
    """What ends with an endorsement, as pool knows it."""
    _tell(client.pool.endorsement(expert_id).ends, language)


def tell_left(client: Client, expert_id: str, language: str) -> None:
    """What ends where one leaves the pool."""
    _tell(_open_cases(client, expert_id=expert_id), language)


def tell_closed(client: Client, need_id: str, language: str) -> None:
    """What ends with a need."""
    _tell(_open_cases(client, need_id=need_id), language)


def _open_cases(client: Client, *, expert_id: str | None = None, need_id: str | None = None) -> OpenCases | None:
    """What is open about an expert or a need; None where placements does not answer."""
    open_ = Wanted(is_open=True, expert_id=expert_id, need_id=need_id)
    proposed = WantedStays(states=["proposed"], expert_id=expert_id, need_id=need_id)
    try:
        candidacies, placements = client.placements.candidacies(open_), client.placements.placements(proposed)
        return OpenCases(candidacies=len(list(candidacies)), placements=len(list(placements)))
    except ProblemError as problem:
        if problem.status != 503:
            raise
        return None


def _tell(ends: OpenCases | None, language: str) -> None:
    if ends is None:
        out.print(say("unknown_ends", language))
        return
    counts = ((ends.candidacies, "open_candidacies"), (ends.placements, "proposed_placements"))
    told = ", ".join(f"{count} {say(what, language)}" for count, what in counts)
    out.print(f"{say('would_end', language)}: {told}")
