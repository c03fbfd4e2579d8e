"""The operator's tool: runs the six services behind one origin, migrates, describes and demonstrates them."""

from ressurspool.ops.commands.app import app

__all__ = ["app"]
