"""What happens when somebody has a new name, a new address, a second employer, or two accounts that become one."""

import httpx

from ressurspool.client.auth import InvitationDraft, MeChange
from ressurspool.client.cases import Placement
from tests.journeys.cast import HOME, HOST, OTHER_HOST, Actor, Cast, endorsed, published, terms, until
from tests.journeys.scenes.letters import link_to

NAME = "Prosjektleder ved flytting"


def follow_link(cast: Cast, address: str, **fields: str) -> None:
    """Open the mail to the address, follow its link and post its form."""
    link = until(lambda: link_to(address, cast.stack.maildir), what="the mail")
    with httpx.Client(trust_env=False) as browser:
        form = {"form_token": link.partition("token=")[2], **fields}
        assert browser.post(link, data=form).status_code == 200


def agreed(cast: Cast, employee: Actor, host: str = HOST) -> Placement:
    expert, need = endorsed(cast, employee), published(cast, host)
    asked = cast.coordinator(host).client.placements.invite(expert.id, need.id, offer=terms())
    placement_id = employee.client.placements.accept(asked.id, terms_version=1).placement_id
    assert placement_id is not None
    return cast.coordinator(employee.orgnr).client.placements.approve(placement_id, terms_version=1)


def test_a_new_name_is_seen_by_those_who_see_the_person(cast: Cast) -> None:
    employee, home = cast.new("employee", HOME), cast.coordinator(HOME).client
    expert, me = endorsed(cast, employee), employee.client.auth.me()
    employee.client.auth.change_me(MeChange(name=NAME), version=me.version)
    members = {one.person_id: one.name for one in home.auth.members(HOME)}
    assert members[me.id] == NAME
    until(lambda: home.pool.expert(expert.id).name == NAME, what="the profile with the new name")


def test_a_second_employer_has_the_same_person(cast: Cast) -> None:
    employee, second = cast.new("employee", HOME), f"privat-{HOME}@husbanken.example"
    me = employee.client.auth.me().id
    employee.client.auth.account.add_address(second)
    follow_link(cast, second)
    assert [one.email for one in employee.client.auth.account.addresses()] == [employee.email, second]

    draft = InvitationDraft(email=second, role="employee", hand_over=True)
    token = cast.coordinator(HOST).client.auth.invite(draft).token or ""
    assert employee.client.auth.join(token).id == me
    at_second = Actor(cast.stack.origin, second, HOST)
    assert (at_second.client.auth.me().id, at_second.client.auth.me().org) == (me, HOST)
    at_second.client.close()


def test_a_mailed_invitation_to_another_address_adds_it(cast: Cast) -> None:
    employee, second = cast.new("employee", HOME), f"invitert-{HOME}@husbanken.example"
    me = employee.client.auth.me().id
    cast.coordinator(HOST).client.auth.invite(InvitationDraft(email=second, role="employee"))
    link = until(lambda: link_to(second, cast.stack.maildir), what="the mail")
    assert employee.client.auth.join(link.partition("token=")[2]).id == me
    assert [one.email for one in employee.client.auth.account.addresses()] == [employee.email, second]


def test_two_accounts_become_one_with_their_stays(cast: Cast) -> None:
    stays, ends = cast.new("employee", HOME), cast.new("employee", HOST)
    first, second = agreed(cast, stays, OTHER_HOST), agreed(cast, ends, OTHER_HOST)
    code = stays.client.auth.account.begin_join().code
    assert ends.client.auth.account.accept_join(code).id == stays.client.auth.me().id

    until(lambda: {first.id, second.id} <= {one.id for one in stays.client.placements.placements()}, what="both stays")
    states = {one.id: (one.state, one.doubt) for one in stays.client.placements.placements()}
    assert states[first.id] == ("agreed", None)
    assert states[second.id] == ("agreed", "booked_twice"), "they share days: neither is lost, and the later is asked"
    hosts = cast.coordinator(OTHER_HOST).client
    until(lambda: any(one.subject == second.id for one in hosts.notify.tasks()), what="the task to settle it")
    until(lambda: len(profiles(stays)) == 2, what="the profiles of both")
    assert sorted(str(one["state"]) for one in profiles(stays)) == ["available", "withdrawn"]
    at_host = Actor(cast.stack.origin, stays.email, HOST)
    assert at_host.client.auth.me().id == stays.client.auth.me().id
    assert refused(cast, ends)
    at_host.client.close()


def profiles(actor: Actor) -> list[dict[str, object]]:
    headers = {"Authorization": f"Bearer {actor.token()}"}
    with httpx.Client(trust_env=False) as http:
        shown = http.get(f"{actor.origin}/pool/v1/me/export", headers=headers).json()
    experts: list[dict[str, object]] = shown["experts"]
    return experts


def refused(cast: Cast, ended: Actor) -> bool:
    """True for a token of the account that ended."""
    with httpx.Client(trust_env=False) as http:
        headers = {"Authorization": f"Bearer {ended.token()}"}
        return http.get(f"{cast.stack.origin}/auth/v1/me", headers=headers).status_code == 401
