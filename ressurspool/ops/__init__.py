"""The operator's command `ressurspool-ops`: runs, migrates, administers, describes and demonstrates the services."""

from ressurspool.ops.commands.app import app

__all__ = ["app"]
