"""A mail server that takes everything and keeps nothing: prints its port, and at the end how many mails it took."""

import socket
import sys
from typing import Any

from aiosmtpd.controller import Controller


class Sink:
    """Counts mails."""

    def __init__(self) -> None:
        self.taken = 0

    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        self.taken += 1
        return "250 queued"


def main() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    print(port, flush=True)
    sys.stdin.read()
    controller.stop()
    print(sink.taken, flush=True)


if __name__ == "__main__":
    main()
