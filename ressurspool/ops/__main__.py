"""Runs `ressurspool-ops` as `python -m ressurspool.ops`: the stack starts its processes in this way."""

from ressurspool.ops import app

app()
