"""An invitation comes by mail, and its link leads in."""

import httpx

from ressurspool.client import login_with_form
from ressurspool.client.auth import InvitationDraft
from tests.journeys.cast import HOME, Cast, until
from tests.journeys.scenes.letters import link_to

PASSWORD = "et langt og godt passord"


def test_a_mailed_link_makes_a_member_who_can_log_in(cast: Cast) -> None:
    address = "invitert-paa-post@baerum.example"
    draft = InvitationDraft(email=address, role="employee", language="nn")
    assert cast.coordinator(HOME).client.auth.invite(draft).token is None

    link = until(lambda: link_to(address, cast.stack.maildir), what="the mail")
    form = {"form_token": "here", "name": "Tilsett, Bærum kommune", "password": PASSWORD}
    assert httpx.get(link).status_code == 200
    done = httpx.post(link, data=form, headers={"Accept-Language": "nn"})
    assert (done.status_code, "Du er med" in done.text) == (200, True)
    assert httpx.post(link, data=form).status_code == 409
    assert login_with_form(cast.stack.origin, address, PASSWORD, HOME).access_token
