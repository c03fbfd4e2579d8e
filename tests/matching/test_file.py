"""The index in a file: what was saved is restored exactly, and a file that cannot be trusted is ignored."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from services.matching.engine import compilation, file
from services.matching.engine.experts import Experts
from services.matching.engine.file import SavedIndex, find_saved, save
from services.matching.engine.index import Index, View
from services.matching.engine.ranking import best_experts, rank_experts
from services.matching.jobs import IndexFile
from tests.matching.scenes.pools import put, some_expert, some_need, taken
from tests.matching.scenes.states import NOON, TODAY, an_id, expert_json, need_json
from vocabulary import load

SIZE = 60


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    compilation.compile_all()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "index.npz"


def an_index(experts: Experts, *, position: str = "e.7") -> Index:
    """An index that has followed both feeds to their heads."""
    index = Index()
    index.experts.view = View(states=experts, position=position, head=7, complete=True, heard_at=NOON)
    index.needs.apply([(an_id(n), need_json(n)) for n in (1001, 1002)], position="n.2", head=2)
    return index


def kept(experts: Experts, path: Path) -> SavedIndex:
    save(an_index(experts).snapshot(), path)
    found = find_saved(path)
    assert found is not None
    return found


def lived_through(chance: Random) -> Experts:
    """Merged, changed since, with somebody whom the columns cannot hold."""
    experts = put(Experts.none(), [some_expert(chance, n) for n in range(1, SIZE)]).merged()
    experts = put(experts, [some_expert(chance, n) for n in chance.sample(range(1, SIZE + 9), 20)])
    return taken(put(experts, [expert_json(SIZE + 10, percentage=-5)]), chance.sample(range(1, SIZE), 5))


class TestKept:
    @pytest.mark.parametrize("seed", range(20))
    def test_is_what_it_was(self, path: Path, seed: int) -> None:
        chance = Random(seed)
        experts = lived_through(chance)
        again = kept(experts, path)
        assert dict(again.experts) == dict(experts)
        assert (again.experts_position, again.needs_position) == ("e.7", "n.2")
        assert sorted(again.needs) == [an_id(1001), an_id(1002)]
        for n in range(10):
            need = some_need(chance, 1001 + n)
            expected = rank_experts(need, experts.values(), limit=20, on=TODAY, vocabulary=load())
            assert best_experts(need, again.experts, limit=20, on=TODAY, vocabulary=load()) == expected

    def test_may_be_changed_and_merged_again(self, path: Path) -> None:
        experts = kept(lived_through(Random(1)), path).experts
        later = taken(put(experts, [expert_json(500)]), [2, 3]).merged()
        assert an_id(500) in later
        assert an_id(2) not in later
        assert len(later) == len(dict(later))

    def test_of_few_without_columns(self, path: Path) -> None:
        few = put(Experts.none(), [expert_json(1), expert_json(2)])
        assert dict(kept(few, path).experts) == dict(few)

    def test_is_for_its_owner_only(self, path: Path) -> None:
        kept(lived_through(Random(1)), path)
        assert path.stat().st_mode & 0o777 == 0o600
        assert [one.name for one in path.parent.iterdir()] == [path.name]


class TestUnbelievable:
    def test_absent(self, path: Path) -> None:
        assert find_saved(path) is None

    def test_torn_anywhere(self, path: Path) -> None:
        kept(lived_through(Random(1)), path)
        whole = path.read_bytes()
        for end in range(0, len(whole), max(len(whole) // 50, 1)):
            path.write_bytes(whole[:end])
            assert find_saved(path) is None

    def test_with_a_wrong_byte_in_what_it_holds(self, path: Path) -> None:
        """A byte of the archive's own padding changes nothing; one of an array is found by its sum."""
        experts = lived_through(Random(1))
        kept(experts, path)
        whole = bytearray(path.read_bytes())
        for at in range(100, len(whole), max(len(whole) // 60, 1)):
            path.write_bytes(bytes([*whole[:at], whole[at] ^ 0xFF, *whole[at + 1 :]]))
            found = find_saved(path)
            assert found is None or dict(found.experts) == dict(experts)

    @pytest.mark.parametrize("name", ["FORMAT", "VERSION"])
    def test_of_another_version(self, path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        save(an_index(lived_through(Random(1))).snapshot(), path)
        monkeypatch.setattr(file, name, "another")
        assert find_saved(path) is None

    def test_something_else_altogether(self, path: Path) -> None:
        path.parent.mkdir()
        np.savez(path, told=np.frombuffer(b'{"versions": []}', np.uint8))
        assert find_saved(path) is None
        path.write_bytes(b"nothing of ours")
        assert find_saved(path) is None


class TestRestoring:
    def test_goes_on_from_the_position(self, path: Path) -> None:
        before = an_index(lived_through(Random(1)))
        IndexFile(index=before, file=path).save(None)  # type: ignore[arg-type]  # asks no database
        after = Index()
        IndexFile(index=after, file=path).restore()
        assert (after.experts.view.position, after.needs.view.position) == ("e.7", "n.2")
        assert not after.complete
        after.experts.apply([(an_id(900), expert_json(900))], position="e.8", head=8)
        after.needs.apply([], position="n.2", head=2)
        assert after.complete
        assert an_id(900) in after.experts.view.states

    def test_a_feed_that_is_behind_what_was_kept_is_begun_anew(self, path: Path) -> None:
        save(an_index(lived_through(Random(1))).snapshot(), path)
        index = Index()
        IndexFile(index=index, file=path).restore()
        assert index.experts.goes_backwards("e.3", 3)

    def test_is_not_written_while_the_index_is_built(self, path: Path) -> None:
        IndexFile(index=Index(), file=path).save(None)  # type: ignore[arg-type]  # asks no database
        assert not path.exists()

    def test_is_not_written_again_where_nothing_moved(self, path: Path) -> None:
        keeper = IndexFile(index=an_index(lived_through(Random(1))), file=path)
        keeper.save(None)  # type: ignore[arg-type]  # asks no database
        path.unlink()
        keeper.save(None)  # type: ignore[arg-type]  # asks no database
        assert not path.exists()
