"""The server's process: what it never collects, and where it serves its metrics."""

import subprocess
import sys
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from ressurspool.ops.addresses import LOOPBACK, free_ports
from services.kit.web.middleware import Metrics
from services.kit.web.server import metrics_served
from services.scheme.services import SERVICES
from tests.architecture.rooms import application
from tests.support.api import Api, assert_problem

NONE_SERVED = """
import gc
import json
from contextlib import asynccontextmanager
from types import SimpleNamespace
from fastapi import FastAPI
from services.kit.web.server import serve

@asynccontextmanager
async def lifespan(app):
    print(json.dumps([gc.get_freeze_count(), len(gc.get_objects())]), flush=True)
    raise SystemExit
    yield

app = FastAPI(lifespan=lifespan)
app.state.settings = SimpleNamespace(metrics_port=0)
serve(lambda: app, host="127.0.0.1", port=0)
"""


def test_what_stays_is_not_walked_for_garbage() -> None:
    ran = subprocess.run([sys.executable, "-c", NONE_SERVED], capture_output=True, text=True, check=False)
    stays, walked = map(int, ran.stdout.strip("[]\n").split(", "))
    assert stays > 10 * walked > 0, ran.stderr


SLEEPS_FOR_AN_HOUR = """
from contextlib import asynccontextmanager
from types import SimpleNamespace
from fastapi import FastAPI
from services.kit.web import server

@asynccontextmanager
async def lifespan(app):
    print("begins", flush=True)
    yield
    print("has ended", flush=True)

app = FastAPI(lifespan=lifespan)
app.state.settings = SimpleNamespace(metrics_port=0)
app.state.bell = SimpleNamespace(silence=lambda: None)
server.TICK_SECONDS = 3600
server.serve(lambda: app, host="127.0.0.1", port=0)
"""


def test_a_sleeping_server_ends_when_it_is_asked_to() -> None:
    with subprocess.Popen([sys.executable, "-c", SLEEPS_FOR_AN_HOUR], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "begins\n"
        server.terminate()
        assert server.communicate(timeout=30)[0] == "has ended\n"


class TestMetrics:
    def test_have_a_port_of_their_own(self) -> None:
        port, app = free_ports(["metrics"])["metrics"], FastAPI()
        app.state.settings, app.state.metrics = SimpleNamespace(metrics_port=port), Metrics()
        app.state.metrics.requests.labels("GET", "/v1/things/{thing_id}", 200).inc()
        with metrics_served(app, host=LOOPBACK):
            answer = httpx.get(f"http://{LOOPBACK}:{port}/metrics", trust_env=False)
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert 'http_requests_total{method="GET",route="/v1/things/{thing_id}",status="200"} 1.0' in answer.text

    @pytest.mark.parametrize("service", SERVICES)
    def test_are_nowhere_at_the_public_port(self, service: str) -> None:
        for path in ("/metrics", "/metrics/", f"/{service}/metrics"):
            assert_problem(Api(application(service)).get(path), 404, "not-found")
