"""The process that services are forked from: it imports what all of them share, once.

It starts no thread and opens nothing of a service: a fork copies neither in a usable state. `processes` is the
starter's side. For each process it sends one end of a pair of sockets, and through the pair what to run.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
from contextlib import suppress

from ressurspool.ops import app

SHARED = ("ressurspool.ops.origin", "services.kit.web.application", "services.kit.web.server")


def import_shared() -> None:
    """Import it, with no search for garbage: all of it stays, and a fork's searches leave these pages shared."""
    gc.disable()
    for module in SHARED:
        importlib.import_module(module)
    gc.freeze()
    gc.enable()


def serve_forks(orders: socket.socket) -> None:
    """Fork a process for each end of a pair that comes, until the starter is gone. Returns in each fork, too."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel removes the ended ones
    while True:
        came, ends, _, _ = socket.recv_fds(orders, 1, 1)
        if not came:
            return
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            orders.close()
            run(socket.socket(fileno=ends[0]))
            return
        os.close(ends[0])


def run(starter: socket.socket) -> None:
    """Run the command of `ressurspool-ops` that the starter sends, in its environment, with its log as output."""
    os.setsid()
    starter.sendall(f"{os.getpid()}\n".encode())
    order = json.loads(starter.makefile().readline())
    os.environ.clear()
    os.environ.update(order["environment"])
    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for output in (sys.stdout, sys.stderr):
        os.dup2(log, output.fileno())
    _end_with(starter)
    app(order["command"], prog_name="ressurspool-ops")


def _end_with(starter: socket.socket) -> None:
    """End this process by SIGTERM when its starter is gone, however that ended: it sends nothing more before."""

    def watch() -> None:
        with suppress(ConnectionResetError):  # it never read our line
            starter.recv(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    import_shared()
    serve_forks(socket.socket(fileno=int(sys.argv[1])))
