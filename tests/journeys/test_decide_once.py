"""Somebody who is no coordinator decides one placement by a mailed link, and does nothing else with it."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from typer.testing import CliRunner

from ressurspool.cli import app
from ressurspool.cli.stored_logins import keep, kept
from ressurspool.client import Client, ProblemError, login_with_form
from ressurspool.client.cases import Placement
from ressurspool.client.delegations import Delegation, DelegationDraft
from tests.client.terminal import at_home
from tests.faults.scenes.refusals import ELSEWHERE, PROMPT, PROMPT_SECONDS, StatusOf, seconds_until_refused
from tests.journeys.cast import HOME, HOST, PASSWORD, Actor, Cast, endorsed, published, terms, until
from tests.journeys.scenes.letters import link_to

ELSE = {*ELSEWHERE.values(), PROMPT["auth"], PROMPT["pool"]}


@pytest.fixture
def manager(cast: Cast) -> Actor:
    return cast.new("employee", HOME)


@pytest.fixture
def proposed(cast: Cast) -> Placement:
    """Only the home agency has not said yes."""
    employee, host = cast.new("employee", HOME), cast.coordinator(HOST)
    expert, need = endorsed(cast, employee), published(cast)
    asked = host.client.placements.invite(expert.id, need.id, offer=terms())
    placement_id = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement_id is not None
    return host.client.placements.placement(placement_id)


def delegated(cast: Cast, placement: Placement, manager: Actor) -> tuple[Delegation, str]:
    """The delegation, and the link in the manager's mail: its coordinator never sees that."""
    draft = DelegationDraft(placement_id=placement.id, email=manager.email, language="nn")
    made = cast.coordinator(HOME).client.auth.delegations.create(draft)
    return made, until(lambda: link_to(manager.email, cast.stack.maildir), what="the mail")


def token_in(link: str) -> str:
    return parse_qs(urlsplit(link).query)["token"][0]


def test_the_command_decides_from_the_mailed_link(
    cast: Cast, proposed: Placement, manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home(tmp_path, monkeypatch)
    _, link = delegated(cast, proposed, manager)
    page = httpx.get(link, headers={"Accept-Language": "nn"}, trust_env=False)
    assert "ressurspool decide" in page.text, "the page leads to the command, and changes nothing"

    keep(cast.stack.origin, login_with_form(cast.stack.origin, manager.email, PASSWORD, HOME))
    done = CliRunner().invoke(app, ["decide", link, "--yes", "--language", "nn"])
    assert done.exit_code == 0, done.output
    agreed = cast.coordinator(HOME).client.placements.placement(proposed.id)
    assert (agreed.state, agreed.waiting_for) == ("agreed", [])
    assert kept() is not None, "the manager's own login stays"
    assert CliRunner().invoke(app, ["decide", link, "--yes"]).exit_code != 0, "the link works once"


def test_its_token_opens_nothing_else_and_decides_once(
    cast: Cast, proposed: Placement, manager: Actor, status_of: StatusOf
) -> None:
    delegation, link = delegated(cast, proposed, manager)
    with pytest.raises(ProblemError) as refused:
        cast.new("employee", HOME).client.auth.delegations.accept(token_in(link))
    assert refused.value.status == httpx.codes.NOT_FOUND, "nobody else's"

    token = manager.client.auth.delegations.accept(token_in(link)).access_token
    own = cast.coordinator(HOME).client.auth.delegations
    assert own.read(delegation.id).state == "accepted"
    assert delegation.id in {one.id for one in own.listed(state="accepted")}
    assert {status_of(token, route) for route in ELSE} == {httpx.codes.FORBIDDEN}
    assert status_of(token, PROMPT["placements"]) == httpx.codes.NOT_FOUND, "another placement"
    with Client(cast.stack.origin, token=lambda: token) as client:
        assert client.placements.approve(proposed.id, terms_version=1).state == "agreed"
        with pytest.raises(ProblemError) as again:
            client.placements.approve(proposed.id, terms_version=1)
    assert again.value.status == httpx.codes.CONFLICT

    read = ("GET", f"/placements/v1/placements/{proposed.id}")
    assert status_of(token, read) == httpx.codes.OK
    own.withdraw(delegation.id)
    assert seconds_until_refused(status_of, token, {"placements": read}) <= PROMPT_SECONDS
