"""Log lines go to what is standard output when they are written."""

import io
import json
from contextlib import redirect_stdout

import pytest
import structlog

from services.kit.logging import configure_logging


def test_a_line_is_written_though_the_output_of_the_beginning_is_closed(capsys: pytest.CaptureFixture[str]) -> None:
    with io.StringIO() as closed_soon, redirect_stdout(closed_soon):
        configure_logging("pool")
    structlog.get_logger().warning("keys_not_fetched", reason="ConnectError")
    line = json.loads(capsys.readouterr().out)
    assert (line["event"], line["service"], line["level"]) == ("keys_not_fetched", "pool", "warning")
