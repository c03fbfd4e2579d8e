"""An invitation comes by mail, and its link leads in."""

import email
import email.policy
import re
from pathlib import Path

import httpx

from ressurspool.client import login_with_form
from ressurspool.client.auth import InvitationDraft
from tests.journeys.cast import HOME, Cast, until

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


def link_to(address: str, maildir: Path) -> str:
    """The link in the one mail to that address; empty while it is under way."""
    for file in (maildir / "new").glob("*"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if mail["To"] == address:
            body = mail.get_body()
            assert body is not None
            found = re.search(r"http\S+/oauth/links\?token=\S+", body.get_content())
            assert found is not None
            return found[0]
    return ""
