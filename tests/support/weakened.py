"""A copy of a module without one of its guards, to show that a test would notice."""

from pathlib import Path
from types import ModuleType


def weakened(module: ModuleType, guard: str, instead: str) -> ModuleType:
    """A copy of the module with `instead` in place of `guard`, which its source must have exactly once."""
    assert module.__file__ is not None
    source = Path(module.__file__).read_text(encoding="utf-8")
    assert source.count(guard) == 1, f"{module.__name__} has {source.count(guard)} times: {guard}"
    copy = ModuleType(f"{module.__name__}_weakened")
    exec(compile(source.replace(guard, instead), module.__file__, "exec"), copy.__dict__)
    return copy
