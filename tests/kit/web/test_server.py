"""The server excludes what lives as long as the process from garbage collection."""

import subprocess
import sys

NONE_SERVED = """
import gc
import json
from contextlib import asynccontextmanager
from fastapi import FastAPI
from services.kit.web.server import serve

@asynccontextmanager
async def lifespan(app):
    print(json.dumps([gc.get_freeze_count(), len(gc.get_objects())]), flush=True)
    raise SystemExit
    yield

serve(lambda: FastAPI(lifespan=lifespan), host="127.0.0.1", port=0)
"""


def test_what_stays_is_not_walked_for_garbage() -> None:
    ran = subprocess.run([sys.executable, "-c", NONE_SERVED], capture_output=True, text=True, check=False)
    stays, walked = map(int, ran.stdout.strip("[]\n").split(", "))
    assert stays > 10 * walked > 0, ran.stderr
