"""The demonstration: plays the scheme's main job on real services, or leaves them running with its data."""

from ressurspool.ops.demo.runs import play, stay_up

__all__ = ["play", "stay_up"]
