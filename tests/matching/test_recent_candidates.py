"""A list of candidates that is opened again is found without a search, and never among other experts."""

from services.matching.engine.experts import Experts
from services.matching.suggestions.recent_candidates import MOST, Found, RecentCandidates


class Search:
    """A search that counts how often it was made."""

    times = 0

    def __call__(self) -> Found:
        self.times += 1
        return Found(shown=[], lines=[], counted={"considered": self.times})


class TestRecentCandidates:
    def test_are_found_again_without_a_search(self) -> None:
        recent, experts, search = RecentCandidates(), Experts.none(), Search()
        assert recent.find("a need", experts, search) is recent.find("a need", experts, search)
        assert search.times == 1

    def test_of_another_question_are_searched_for(self) -> None:
        recent, experts, search = RecentCandidates(), Experts.none(), Search()
        assert recent.find("a need", experts, search) is not recent.find("another", experts, search)

    def test_among_changed_experts_are_searched_for(self) -> None:
        recent, search = RecentCandidates(), Search()
        before, after = Experts.none(), Experts.none()
        assert before == after, "equal, and not the same"
        assert recent.find("a need", before, search) is not recent.find("a need", after, search)

    def test_are_kept_for_few_questions(self) -> None:
        recent, experts, search = RecentCandidates(), Experts.none(), Search()
        for number in range(MOST + 1):
            recent.find(number, experts, search)
        recent.find(0, experts, search)
        assert search.times == MOST + 2
