"""The `ressurspool` command, for employees, for those who look for somebody, and for HR coordinators."""

from ressurspool.cli.commands import app

__all__ = ["app"]
