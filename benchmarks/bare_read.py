"""The limit of a read: FastAPI with one sync dependency and one statement by the driver; no token, no log, no rules."""

import sqlite3
import sys
import threading
from typing import Annotated, Any

import psycopg
import uvicorn
from fastapi import Depends, FastAPI
from sqlalchemy import make_url

from benchmarks.children import end_with_parent
from ressurspool.ops.addresses import LOOPBACK

app = FastAPI()
opened = threading.local()


def connection() -> Any:
    """One for each thread, to the database that was named."""
    if not hasattr(opened, "connection"):
        url = make_url(sys.argv[2])
        if url.get_backend_name() == "sqlite":
            opened.connection = sqlite3.connect(url.database or "", isolation_level=None)
        else:
            plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
            opened.connection = psycopg.connect(plain, autocommit=True)
    return opened.connection


def state_of_one(expert_id: str) -> str:
    mark = "?" if make_url(sys.argv[2]).get_backend_name() == "sqlite" else "%s"
    (state,) = connection().execute(f"SELECT state FROM experts WHERE id = {mark}", (expert_id,)).fetchone()  # noqa: S608 -- a mark of ours
    return str(state)


@app.get("/read/{expert_id}")
def read(state: Annotated[str, Depends(state_of_one)]) -> dict[str, str]:
    return {"state": state}


if __name__ == "__main__":
    end_with_parent()
    uvicorn.run(app, host=LOOPBACK, port=int(sys.argv[1]), access_log=False, log_config=None)
