"""Plays the scheme's main job on real services, and leaves them running for whoever wants to try."""

from ressurspool.ops.demo.runs import play, stay_up

__all__ = ["play", "stay_up"]
