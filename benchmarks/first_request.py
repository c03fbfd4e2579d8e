"""First requests to a local process: waits until it is up, and reads what it answers."""

import time

import httpx

from benchmarks.load import Asked
from ressurspool.ops.addresses import LOOPBACK

START_SECONDS = 20
LOOK_EVERY_SECONDS = 0.05


def asked(port: int, path: str, *, token: str | None = None) -> Asked:
    """The request that the load repeats, and the body that every answer must have."""
    answer = _answer(port, path, token)
    answer.raise_for_status()
    return Asked(port=port, path=path, body=answer.text, token=token)


def wait_until_up(port: int, path: str, *, token: str | None = None, seconds: float = START_SECONDS) -> None:
    """Wait for a 200. Raises RuntimeError where none comes in time."""
    ends = time.monotonic() + seconds
    while not _is_up(port, path, token):
        if time.monotonic() > ends:
            raise RuntimeError(f"{path} on port {port} was not up in time")
        time.sleep(LOOK_EVERY_SECONDS)


def _is_up(port: int, path: str, token: str | None) -> bool:
    try:
        return _answer(port, path, token).status_code == 200
    except httpx.HTTPError:
        return False


def _answer(port: int, path: str, token: str | None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.get(f"http://{LOOPBACK}:{port}{path}", headers=headers, trust_env=False, timeout=5)
