"""The peer: FastAPI's hello world, served as ours are: one uvicorn worker, uvloop, httptools, no access log."""

import sys

import uvicorn
from fastapi import FastAPI

from benchmarks.children import end_with_parent
from ressurspool.ops.addresses import LOOPBACK

app = FastAPI()


@app.get("/def")
def hello() -> dict[str, str]:
    return {"Hello": "World"}


@app.get("/async")
async def hello_async() -> dict[str, str]:
    return {"Hello": "World"}


if __name__ == "__main__":
    end_with_parent()
    uvicorn.run(app, host=LOOPBACK, port=int(sys.argv[1]), access_log=False, log_config=None)
