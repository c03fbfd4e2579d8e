"""Posts to URLs that somebody outside the scheme has chosen, within bounds of place, time and size.

A name is looked up once, every address it has must be allowed, and the connection goes to such an address, whatever
the name server says a moment later. TLS checks the certificate against the name. No redirect is followed, nothing is
unpacked, and of the answer a few KB are read.
"""

import ssl
from asyncio import get_running_loop
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from socket import SOCK_STREAM

import httpx

from services.kit import context
from services.kit.calls.deadline import within
from services.kit.calls.exchange import authorities
from services.kit.calls.external_json import NoAnswer
from services.kit.calls.public_addresses import HTTPS_PORTS, AllowedNetworks, is_outside_url

SECONDS = 10.0  # for all of it, from the look-up of the name to the last byte
MAX_ANSWER_BYTES = 4 * 1024
MOST_ADDRESSES = 4  # of a name that are tried one after the other

LookUp = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The status and the beginning of the body."""

    status: int
    body: bytes


async def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a name."""
    found = await get_running_loop().getaddrinfo(host, port, type=SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, kw_only=True)
class GuardedClient:
    """Posts to allowed addresses only. Tests replace who looks names up, and which authorities are trusted."""

    allowed: AllowedNetworks
    look_up: LookUp = look_up
    trusted: Callable[[], ssl.SSLContext] = field(default=authorities)
    seconds: float = SECONDS

    def post(self, url: str, body: bytes, *, headers: Mapping[str, str]) -> Answer:
        """What the URL answers. Raises NoAnswer, with a reason that is a code."""
        if context.current().in_transaction:
            raise RuntimeError("asked outside the scheme while a transaction was open")
        if not is_outside_url(url, self.allowed):
            raise NoAnswer("url_not_allowed")
        try:
            return within(self.seconds, self._exchange(httpx.URL(url), body, headers))
        except NoAnswer:
            raise
        except TimeoutError:
            raise NoAnswer("too_slow") from None
        except Exception as error:  # an invalid name raises errors of httpx, of idna, or a group of them
            raise NoAnswer(_reason(error)) from None

    async def _exchange(self, url: httpx.URL, body: bytes, headers: Mapping[str, str]) -> Answer:
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = await self._allowed_addresses(url.host, port)
        async with httpx.AsyncClient(
            verify=self.trusted(),
            trust_env=False,
            timeout=None,  # noqa: S113 -- the whole of it is timed
        ) as client:
            for address in addresses[:-1]:
                try:
                    return await self._ask(client, url, address, body, headers)
                except httpx.ConnectError:  # nothing was sent: the next address of the name may work
                    continue
            return await self._ask(client, url, addresses[-1], body, headers)

    async def _allowed_addresses(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a name, looked up this once. Raises NoAnswer where any is not allowed, or none is there."""
        try:
            found = (await self.look_up(host, port))[:MOST_ADDRESSES]
        except OSError:
            raise NoAnswer("name_unknown") from None
        if not found:
            raise NoAnswer("name_unknown")
        inside = port not in HTTPS_PORTS  # another port is for the networks that the operator allows
        if not all(self._may_ask(address, inside=inside) for address in found):
            raise NoAnswer("address_not_allowed")
        return found

    def _may_ask(self, address: str, *, inside: bool) -> bool:
        return self.allowed.reach(address) and (not inside or self.allowed.name(ip_address(address)))

    async def _ask(
        self, client: httpx.AsyncClient, url: httpx.URL, address: str, body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        request = client.build_request(
            "POST",
            url.copy_with(host=address),
            content=body,
            headers={**headers, "Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"},
            extensions={"sni_hostname": url.host},  # and the certificate has to be of this name
        )
        answer = await client.send(request, stream=True, follow_redirects=False)
        try:
            return Answer(status=answer.status_code, body=await _beginning(answer))
        finally:
            await answer.aclose()


async def _beginning(answer: httpx.Response) -> bytes:
    """The first bytes as they came, without unpacking them. What follows is not waited for."""
    body = bytearray()
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) >= MAX_ANSWER_BYTES:
            break
    return bytes(body[:MAX_ANSWER_BYTES])


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.ConnectError):
        certificate = isinstance(error.__cause__ and error.__cause__.__cause__, ssl.SSLError)
        return "certificate_refused" if certificate or "CERTIFICATE" in str(error).upper() else "no_connection"
    return "broken_answer" if isinstance(error, httpx.HTTPError) else "no_connection"
