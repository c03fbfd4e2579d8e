"""How many requests run at the same time, and for whom each is counted (I18, I30)."""

import asyncio
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Message

from services.kit import context
from services.kit.access.revocations import Revocations
from services.kit.access.tokens import API_AUDIENCE, Verifier
from services.kit.access.verified_tokens import VerifiedTokens
from services.kit.errors import ServiceError
from services.kit.web.concurrency import ConcurrencyLimit, asker_of
from services.kit.web.middleware import Metrics, RequestLog
from services.kit.web.turns import Turns
from tests.support.callers import BAERUM, ISSUER, StaticKeys, machine, person, service

LIMIT = 2  # places, one for each caller
ONE, OTHER, THIRD = "192.0.2.1", "192.0.2.2", "192.0.2.3"


def application(release: asyncio.Event) -> Starlette:
    """A route that waits until it is released, and one that answers at once."""

    async def wait(_request: Request) -> Response:
        await release.wait()
        return JSONResponse({})

    async def answer(_request: Request) -> Response:
        return JSONResponse({})

    paths = {"/v1/things": wait, "/v1/events": wait, "/v1/quick": answer}
    app = Starlette(routes=[Route(path, endpoint) for path, endpoint in paths.items()])
    app.add_middleware(ConcurrencyLimit, turns=Turns(LIMIT), refuse=refused)
    app.add_middleware(RequestLog, root="/t", metrics=Metrics(), fail=lambda: Response(status_code=500))
    return app


def refused(error: ServiceError) -> Response:
    return Response(status_code=error.status, headers={"Retry-After": str(error.retry_after)})


def client(app: Starlette, address: str = ONE) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 1)), base_url="http://t")


async def asked(app: Starlette, path: str, address: str = ONE) -> httpx.Response:
    async with client(app, address) as http:
        return await http.get(path)


class TestConcurrencyLimit:
    def test_sheds_what_waits_too_long_and_recovers(self) -> None:
        async def story() -> tuple[list[int], int, int]:
            release = asyncio.Event()
            app = application(release)
            working = [asyncio.create_task(asked(app, "/v1/things", address)) for address in (ONE, OTHER)]
            await asyncio.sleep(0.05)
            shed = await asked(app, "/v1/things", THIRD)
            assert shed.headers["Retry-After"] == "2"
            release.set()
            done = [(await one).status_code for one in working]
            return done, shed.status_code, (await asked(app, "/v1/things", THIRD)).status_code

        assert asyncio.run(story()) == ([200, 200], 503, 200)

    def test_refuses_whose_own_requests_are_in_the_way_and_nobody_else(self) -> None:
        async def story() -> tuple[int, int]:
            app = application(asyncio.Event())
            working = asyncio.create_task(asked(app, "/v1/things"))
            await asyncio.sleep(0.05)
            both = await asyncio.gather(asked(app, "/v1/things"), asked(app, "/v1/quick", OTHER))
            working.cancel()
            return both[0].status_code, both[1].status_code

        assert asyncio.run(story()) == (429, 200)

    def test_does_not_wait_for_who_is_slow_to_read(self) -> None:
        async def story() -> int:
            app, read = application(asyncio.Event()), asyncio.Event()

            async def receive() -> Message:
                return {"type": "http.request", "body": b"", "more_body": False}

            async def send(message: Message) -> None:
                await read.wait()

            scope = {"type": "http", "method": "GET", "path": "/v1/quick", "headers": [], "query_string": b""}
            slow = [asyncio.create_task(app({**scope, "client": (ONE, 1)}, receive, send)) for _ in range(LIMIT)]
            await asyncio.sleep(0.05)
            answer = await asked(app, "/v1/quick")
            read.set()
            await asyncio.gather(*slow)
            return answer.status_code

        assert asyncio.run(story()) == 200

    def test_lets_feeds_wait_without_a_place(self) -> None:
        async def story() -> list[int]:
            release = asyncio.Event()
            app = application(release)
            polls = [asyncio.create_task(asked(app, "/v1/events")) for _ in range(LIMIT * 5)]
            await asyncio.sleep(0.05)
            quick = await asked(app, "/v1/quick")
            release.set()
            return [(await one).status_code for one in polls] + [quick.status_code]

        assert set(asyncio.run(story())) == {200}


def asker(headers: dict[str, str], *, address: str | None = ONE, path: str = "/v1/things") -> str:
    """For whom a request of a network is counted."""
    app = Starlette()
    audiences = frozenset({API_AUDIENCE, "pool"})
    app.state.verified_tokens = VerifiedTokens(Verifier(keys=StaticKeys(), issuer=ISSUER, audiences=audiences))
    app.state.revocations = Revocations.nothing_revoked()
    context.begin(context.RequestContext(address=address))
    sent = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {"type": "http", "path": path, "headers": sent, "app": app}
    return asker_of(Request(scope)).name


class TestAskerOf:
    def test_is_the_client_and_the_person_of_a_good_token(self) -> None:
        first, second = person("requester", BAERUM), person("requester", BAERUM)
        assert asker(first) == asker(first, address=OTHER)
        assert asker(first) != asker(second)

    def test_is_the_network_of_a_forged_token(self) -> None:
        """However many are invented, they are one queue."""
        good = person("requester", BAERUM)["Authorization"]
        head, body, signature = good.split(".")
        forged = [f"{head}.{body}.{'A' * len(signature)}", "Bearer x.y.z", "Basic cG9vbDpwb29s", "Bearer", ""]
        assert {asker({"Authorization": one}) for one in forged} == {asker({})}

    def test_is_the_network_of_a_token_whose_key_is_not_known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(StaticKeys, "knows", lambda self, kid: False)
        assert asker(machine("coordinator", BAERUM)) == asker({})

    @pytest.mark.parametrize(
        ("address", "same"),
        [
            ("192.0.2.9", "::ffff:192.0.2.9"),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"),
            (None, None),
        ],
    )
    def test_is_one_for_all_of_a_network(self, address: str | None, same: str | None) -> None:
        assert asker({}, address=address) == asker({}, address=same)

    def test_is_another_for_each_network(self) -> None:
        addresses = [ONE, OTHER, "2001:db8:1:2::1", "2001:db8:1:3::1", None]
        assert len({asker({}, address=address) for address in addresses}) == len(addresses)

    def test_is_another_for_logins_and_tokens(self) -> None:
        """Who reads too much from a network keeps nobody there from logging in."""
        assert asker({}, path="/oauth/token") != asker({})

    def test_knows_a_sibling_by_its_token(self) -> None:
        app = Starlette()
        verifier = Verifier(keys=StaticKeys(), issuer=ISSUER, audiences=frozenset({"pool"}))
        app.state.verified_tokens = VerifiedTokens(verifier)
        app.state.revocations = Revocations.nothing_revoked()
        token = service("pool", of="placements")["Authorization"].encode()
        scope = {"type": "http", "path": "/", "headers": [(b"authorization", token)], "app": app}
        assert asker_of(Request(scope)).sibling
