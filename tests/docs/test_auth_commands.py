"""The commands of docs/auth-call.md for an agency's own system, run as they stand there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from services.kit.settings import PROJECT_ROOT
from tests.docs.pages import fenced
from tests.journeys.cast import HOST, Cast

PAGE = PROJECT_ROOT / "docs" / "auth-call.md"
SECONDS = 60


@pytest.mark.skipif(
    shutil.which("curl") is None or shutil.which("openssl") is None, reason="no curl or no openssl on this machine"
)
def test_the_commands_register_a_system_and_get_its_tokens(cast: Cast, tmp_path: Path) -> None:
    ran = subprocess.run(
        ["bash", "-c", "\n".join(fenced(PAGE, "bash"))],
        env={"PATH": os.environ["PATH"], "ORIGIN": cast.stack.origin, "TOKEN": cast.coordinator(HOST).token()},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert ran.stdout.splitlines() == [
        "HR-systemet",
        "events:read",
        "2",
        "Bearer",
        "3",
        "events:read",
        "events:read",
    ]
    assert {file.name for file in tmp_path.iterdir() if file.stat().st_mode & 0o077 == 0} == {
        "hr-2026.pem",
        "hr-2027.pem",
    }
