"""One of several processes that guess at an account: `python -m tests.faults.scenes.guesser <url> <guesses> <how>`.

Prints how many guesses were let through. Each comes from a network of its own, as a botnet's would.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from secrets import randbits
from threading import Lock

from services.auth.limits.errors import TooManyGuesses
from services.auth.limits.repository import Gate
from services.auth.limits.service import Gates, account_gates, take_places
from services.auth.settings import AuthSettings
from services.auth.tables import Table
from services.kit.data.database import Database
from services.kit.errors import Busy

ACCOUNT = "hr@husbanken.example"
THREADS = 4

Guess = Callable[[Gates], bool]


def in_database(database: Database) -> Guess:
    def guess(gates: Gates) -> bool:
        while True:
            try:
                take_places(database, gates)
            except TooManyGuesses:
                return False
            except Busy:  # no place was taken; a guesser would try again as well
                continue
            return True

    return guess


def in_this_process() -> Guess:
    """The control: a count that each process keeps for itself, however well it guards it."""
    counts: dict[str, int] = {}
    guard = Lock()

    def guess(gates: Gates) -> bool:
        with guard:
            gate: Gate = gates[-1]
            counts[gate.key] = counts.get(gate.key, 0) + 1
            return counts[gate.key] <= gate.burst

    return guess


def main(url: str, guesses: int, how: str) -> int:
    database = Database(url, Table.metadata, connections=THREADS)
    guess = in_database(database) if how == "in-database" else in_this_process()

    def once(_number: int) -> bool:
        source = f"2001:{randbits(16):x}:{randbits(16):x}::1"
        return guess(account_gates(AuthSettings(), email=ACCOUNT, source=source)[0])

    with ThreadPoolExecutor(THREADS) as pool:
        made = sum(pool.map(once, range(guesses)))
    database.close()
    return made


if __name__ == "__main__":
    sys.stdout.write(str(main(sys.argv[1], int(sys.argv[2]), sys.argv[3])))
