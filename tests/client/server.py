"""A server that answers the client what a test says, and remembers what was asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx

from ressurspool.client import Client

EXPERT = {"id": "e1", "version": 3, "state": "available"}
Handler = Callable[[httpx.Request], httpx.Response]


class Server:
    """Answers one after the other, the last again and again, and remembers what was asked."""

    def __init__(self, *answers: httpx.Response | type[httpx.TransportError]) -> None:
        self._answers = list(answers)
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, httpx.Response):
            return answer
        raise answer("no", request=request)


@contextmanager
def client_of(server: Handler, *, patience: float = 5) -> Iterator[Client]:
    http = httpx.Client(transport=httpx.MockTransport(server))
    with Client("http://origin/", token="t", language="nn", patience=patience, http=http) as client:
        yield client
