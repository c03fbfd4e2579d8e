"""Saves the index in a file, so that a start follows the feeds from where the last run was, not from the beginning.

A file that is incomplete, or of another version of the format, the scoring or the vocabulary, is ignored.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from os import O_CREAT, O_TRUNC, O_WRONLY, fdopen, fsync
from os import open as open_handle
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import structlog

from services.matching.engine.base import Base, Groups
from services.matching.engine.codes import codes_of
from services.matching.engine.columns import Beside, Columns, Numbers, Part
from services.matching.engine.experts import Experts, resting
from services.matching.engine.further import Further
from services.matching.engine.index import Snapshot
from services.matching.fit.scoring import VERSION
from services.matching.fit.states import ExpertState, NeedState
from vocabulary import load

FORMAT = 3  # of the file; a change of the columns, or of what is saved beside them, is a new one
CODES = ("skills", "fields", "languages", "homes", "counties", "sectors", "levels")
_PLAIN = ("ranges", "learns", "high", "low", "row_at", "places")

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class SavedIndex:
    """The states of both feeds, and the positions they were followed to."""

    experts: Experts
    experts_position: str
    needs: Mapping[str, NeedState]
    needs_position: str


def save(snapshot: Snapshot, file: Path) -> None:
    """Write the file, readable by its owner only. The old file stays until the new one is whole. Raises OSError."""
    experts = snapshot.experts.states
    assert isinstance(experts, Experts)
    merged = experts.merged() if experts.base is not None else experts
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.new")
    with fdopen(open_handle(unfinished, O_WRONLY | O_CREAT | O_TRUNC, 0o600), "wb") as written:
        np.savez(written, allow_pickle=False, **_arrays(merged), told=_as_json(_described(merged, snapshot)))
        written.flush()
        fsync(written.fileno())
    unfinished.replace(file)


def find_saved(file: Path) -> SavedIndex | None:
    """The saved index. None where the file is absent, incomplete, or of another version."""
    try:
        with (
            file.open("rb") as opened,
            np.load(opened, allow_pickle=False) as arrays,
        ):  # np.load leaves an incomplete file open
            about = json.loads(arrays["told"].tobytes())
            if about["versions"] != _versions():
                log.info("kept_index_of_another_version")
                return None
            return _saved(about, {name: arrays[name] for name in arrays.files})
    except FileNotFoundError:
        return None
    except Exception as error:  # whatever is wrong with the file, the feeds have everything
        log.warning("kept_index_unreadable", reason=type(error).__name__)
        return None


def _versions() -> dict[str, Any]:
    return {"format": FORMAT, "scoring": VERSION, "vocabulary": load().version}


def _described(experts: Experts, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "versions": _versions(),
        "positions": snapshot.positions,
        "codes": {name: sorted(numbers, key=numbers.__getitem__) for name, numbers in _codes(experts).items()},
        "further": {key: sorted(bodies) for key, bodies in experts.further.bodies.items()},
        "loose": [entry.raw.decode() for entry in experts.since.entries.values()],
        "needs": [need.coded() for need in snapshot.needs.states.values()],
    }


def _codes(experts: Experts) -> dict[str, dict[str, int]]:
    return {name: getattr(experts.codes, name) for name in CODES}


def _arrays(experts: Experts) -> dict[str, Numbers]:
    """The base as arrays by name. Empty where there is no base. The states are one string of bytes."""
    base = experts.base
    if base is None:
        return {}
    tuples: dict[str, NamedTuple] = {
        "columns": base.part.columns,
        "spans": base.part.spans,
        "learning": base.part.learning,
        "groups": base.groups,
    }
    named = {f"{name}.{field}": array for name, one in tuples.items() for field, array in one._asdict().items()}
    lengths = np.fromiter((len(state) for state in base.states), np.int64, len(base))
    states = {"states": _packed_bytes(b"".join(base.states)), "lengths": lengths}
    return {**named, **{name: getattr(base, name) for name in _PLAIN}, **states, "row_groups": base.part.groups}


def _saved(about: Mapping[str, Any], arrays: Mapping[str, Numbers]) -> SavedIndex:
    codes = codes_of(about["codes"], skills=load().skills)
    further = Further(bodies={key: frozenset(bodies) for key, bodies in about["further"].items()})
    experts = resting(_base(arrays), codes, further=further) if "ranges" in arrays else Experts.none()
    loose = [(state["id"], ExpertState.of(state), state) for state in map(json.loads, about["loose"])]
    needs = [NeedState.of(state) for state in about["needs"]]
    return SavedIndex(
        experts=experts.changed(loose),
        experts_position=about["positions"]["experts"],
        needs={need.id: need for need in needs},
        needs_position=about["positions"]["needs"],
    )


def _base(arrays: Mapping[str, Numbers]) -> Base:
    def part_of(name: str, kind: Any) -> Any:
        return kind(**{field: arrays[f"{name}.{field}"] for field in kind._fields})

    spans, learning = part_of("spans", Beside), part_of("learning", Beside)
    part = Part(columns=part_of("columns", Columns), groups=arrays["row_groups"], spans=spans, learning=learning)
    plain = {name: arrays[name] for name in _PLAIN}
    return Base(part=part, groups=part_of("groups", Groups), states=_states(arrays), **plain)


def _states(arrays: Mapping[str, Numbers]) -> Numbers:
    whole, ends = arrays["states"].tobytes(), np.cumsum(arrays["lengths"])
    states = np.empty(len(ends), object)
    starts = np.concatenate([[0], ends[:-1]]).tolist() if len(ends) else []
    states[:] = [whole[start:end] for start, end in zip(starts, ends.tolist(), strict=True)]
    return states


def _as_json(about: Mapping[str, Any]) -> Numbers:
    return _packed_bytes(json.dumps(about, separators=(",", ":"), default=str).encode())


def _packed_bytes(whole: bytes) -> Numbers:
    return np.frombuffer(whole, np.uint8)
