"""What many logins leave in memory (P9)."""

import subprocess
import sys

HASH_IN_FORTY_THREADS = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from argon2 import PasswordHasher
from services.auth.credentials import memory

def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) // 1024

def hash_once(_):
    together.wait()  # each in a thread of its own
    return PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1).hash("et langt passord")

{setting}
memory.give_memory_back()
together, small = Barrier(40), resident()
with ThreadPoolExecutor(40) as threads:
    list(threads.map(hash_once, range(40)))
    print(resident() - small)
"""
AS_BY_ITSELF = "memory.MIB = 2**25"  # the threshold that glibc comes to once a large block was freed


def grown_by(*, setting: str = "") -> int:
    """By how many MiB a process has grown after it hashed once in each of forty threads."""
    source = [sys.executable, "-c", HASH_IN_FORTY_THREADS.format(setting=setting)]
    return int(subprocess.run(source, capture_output=True, text=True, check=True, timeout=60).stdout)


class TestGiveMemoryBack:
    def test_the_memory_of_hashes_is_given_back(self) -> None:
        assert grown_by() < 60

    def test_negative_control_the_c_library_keeps_it_for_each_thread(self) -> None:
        assert grown_by(setting=AS_BY_ITSELF) > 300
