"""What a host finds out about somebody who never said yes to it: not whom the person works for."""

from collections.abc import Iterator

import httpx

from ressurspool.client.words import Explained
from tests.journeys.cast import HOST, Actor, Cast, endorsed, published, until

SHY_HOME = "880455702"  # Tolletaten, which no other journey comes from
FEEDS = ("pool", "needs", "placements", "notify")


def texts_for(reader: Actor, *, candidacy_id: str, expert_id: str) -> Iterator[tuple[str, str]]:
    """Everything a coordinator of the host can read about it, as it is on the wire."""
    paths = [
        "/notify/v1/inbox?limit=100",
        "/notify/v1/tasks?all=true&limit=100",
        "/notify/v1/deliveries?limit=100",
        "/placements/v1/candidacies?limit=100",
        f"/placements/v1/candidacies/{candidacy_id}",
        "/placements/v1/placements?limit=100",
        f"/pool/v1/experts/{expert_id}",
        "/pool/v1/experts?limit=100",
        *[f"/{service}/v1/events?limit=200" for service in FEEDS],
    ]
    headers = {"Authorization": f"Bearer {reader.token()}"}
    with httpx.Client(base_url=reader.origin, headers=headers, trust_env=False, timeout=10) as http:
        for path in paths:
            answer = http.get(path)
            assert answer.status_code == 200, (path, answer.text)
            yield path, answer.text


class TestAnInvitedExpertWhoDeclines:
    def test_leaves_the_host_without_a_trace_of_the_home_agency(self, cast: Cast) -> None:
        employee, host = cast.new("employee", SHY_HOME), cast.coordinator(HOST)
        expert, need = endorsed(cast, employee), published(cast, HOST)
        invited = host.client.placements.invite(expert.id, need.id)
        employee.client.placements.decline(invited.id, Explained(reason="personal"))
        until(
            lambda: [message for message in host.client.notify.inbox() if message.subject == invited.id],
            what="the news of the refusal",
        )
        shown = dict(texts_for(host, candidacy_id=invited.id, expert_id=expert.id))
        assert [path for path, text in shown.items() if SHY_HOME in text] == []
        assert invited.id in shown["/notify/v1/inbox?limit=100"]
        assert "candidacy.declined" in shown["/placements/v1/events?limit=200"]
