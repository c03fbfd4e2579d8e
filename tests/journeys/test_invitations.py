"""A coordinator invites, sees what is still open, and takes it back."""

import pytest

from ressurspool.client.auth import Acceptance, InvitationDraft
from ressurspool.client.problem import ProblemError
from tests.journeys.cast import HOST, PASSWORD, Cast


def test_what_was_taken_back_is_not_accepted(cast: Cast) -> None:
    auth = cast.coordinator(HOST).client.auth
    kept, regretted = (
        auth.invite(InvitationDraft(email=f"{name}@husbanken.example", role="employee", hand_over=True))
        for name in ("ny-kollega", "angret")
    )
    assert {kept.id, regretted.id} <= {one.id for one in auth.invitations(open_only=True)}
    auth.withdraw_invitation(regretted.id)
    with pytest.raises(ProblemError) as refused:
        auth.accept_invitation(Acceptance(token=regretted.token or "", name="Angret", password=PASSWORD))
    assert refused.value.status == 409
    auth.accept_invitation(Acceptance(token=kept.token or "", name="Ny kollega, Husbanken", password=PASSWORD))
    states = {one.id: one.state for one in auth.invitations()}
    assert (states[kept.id], states[regretted.id]) == ("accepted", "expired")
    assert not {kept.id, regretted.id} & {one.id for one in auth.invitations(open_only=True)}
