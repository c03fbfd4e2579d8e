"""Callers take turns for the places of a process (I30)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from services.kit import clock
from services.kit.errors import Busy, ServiceError, TooManyRequests
from services.kit.web.turns import BUDGET_SECONDS, MOST_PLACES, MOST_POLLS, SAME_SECONDS, Asker, Turns

GREEDY, OTHER, THIRD = Asker(name="greedy"), Asker(name="other"), Asker(name="third")
SIBLING = Asker(name="sibling", sibling=True)
LIMIT = 7


class Work:
    """Requests that hold their places until they are released, and the order in which they got them."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.turns, self.order = Turns(limit), list[str]()
        self.release = asyncio.Event()

    async def ask(self, *askers: Asker) -> "list[asyncio.Task[None]]":
        tasks = [asyncio.create_task(self._work(asker)) for asker in askers]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return tasks

    async def _work(self, asker: Asker) -> None:
        began = await self.turns.take(asker)
        self.order.append(asker.name)
        try:
            await self.release.wait()
        finally:
            self.turns.give_back(asker, began)


def played(story: Callable[[Work], Awaitable[object]], limit: int = LIMIT) -> Work:
    async def play() -> Work:
        work = Work(limit)
        await story(work)
        return work

    return asyncio.run(play())


async def refusal_of(work: Work, asker: Asker) -> ServiceError:
    try:
        await work.turns.take(asker)
    except ServiceError as refusal:
        return refusal
    raise AssertionError(f"{asker.name} got a place")


class TestPlaces:
    def test_are_three_for_who_is_alone(self) -> None:
        async def story(work: Work) -> None:
            await work.ask(*[GREEDY] * 10)
            assert work.order == ["greedy"] * MOST_PLACES

        played(story)

    def test_are_one_as_soon_as_another_has_asked(self) -> None:
        async def story(work: Work) -> None:
            await work.ask(OTHER)
            await work.ask(*[GREEDY] * 10)
            assert work.order == ["other", "greedy"]

        played(story)

    @pytest.mark.parametrize("limit", [1, 2, 3, 4])
    def test_are_never_more_than_half_for_one(self, limit: int) -> None:
        async def story(work: Work) -> None:
            await work.ask(*[GREEDY] * 10)
            assert len(work.order) == max(limit // 2, 1)

        played(story, limit)

    def test_are_free_for_others_however_many_one_asks_for(self) -> None:
        async def story(work: Work) -> None:
            await work.ask(*[GREEDY] * 40)
            await work.ask(OTHER, THIRD)
            assert work.order[MOST_PLACES:] == ["other", "third"]

        played(story)

    def test_are_given_in_turns(self) -> None:
        """Of a single place: one of each in turn, though one queue is much longer and began before."""

        async def story(work: Work) -> None:
            waiting = await work.ask(*[GREEDY] * 4, OTHER, OTHER, THIRD)
            work.release.set()
            await asyncio.gather(*waiting)

        names = ["greedy", "greedy", "other", "third", "greedy", "other", "greedy"]
        assert played(story, 1).order == names

    def test_are_all_a_siblings_where_it_needs_them(self) -> None:
        async def story(work: Work) -> None:
            await work.ask(GREEDY)
            await work.ask(*[SIBLING] * 10)
            assert work.order == ["greedy"] + ["sibling"] * (LIMIT - 1)

        played(story)

    def test_are_handed_on_by_who_gives_up(self) -> None:
        async def story(work: Work) -> None:
            first, gone, second = await work.ask(GREEDY, GREEDY, GREEDY)
            gone.cancel()
            work.release.set()
            await asyncio.gather(first, second)
            await asyncio.wait_for(asyncio.gather(*await work.ask(GREEDY, OTHER)), timeout=1)
            assert work.order == ["greedy"] * 3 + ["other"]

        played(story, 1)


class OneQueue(Turns):
    """All places for whoever asks first, as they were."""

    def _most_of(self, asker: Asker) -> int:
        return self.limit


class TestTurnsTakenAway:
    def test_negative_control_one_queue_for_all_starves_the_others(self) -> None:
        async def story(work: Work) -> None:
            work.turns = OneQueue(LIMIT)
            await work.ask(*[GREEDY] * 40)
            await work.ask(OTHER)
            assert work.order == ["greedy"] * LIMIT

        played(story)


class TestRefusal:
    def test_is_429_where_ones_own_requests_are_in_the_way(self) -> None:
        async def story(work: Work) -> None:
            await work.ask(*[GREEDY] * MOST_PLACES)
            refusal = await refusal_of(work, GREEDY)
            assert isinstance(refusal, TooManyRequests)
            assert refusal.rate_limit == {
                "RateLimit-Policy": '"places";q=3;qu="concurrent-requests"',
                "RateLimit": '"places";r=0;t=2',
            }
            assert refusal.retry_after == 2

        played(story)

    def test_is_503_where_all_others_are(self) -> None:
        async def story(work: Work) -> None:
            await work.ask(GREEDY, OTHER)
            assert isinstance(await refusal_of(work, THIRD), Busy)

        played(story, 2)


class TestBudget:
    def test_is_never_exceeded_one_after_another(self) -> None:
        with clock.stopped_at(clock.now()) as move:

            async def story(work: Work) -> None:
                for _ in range(100):
                    async with work.turns.place(GREEDY):
                        move(timedelta(seconds=7))

            played(story)

    def test_is_refused_beyond_until_enough_is_forgotten(self) -> None:
        with clock.stopped_at(clock.now()) as move:

            async def story(work: Work) -> None:
                for _ in range(2):
                    began = [await work.turns.take(GREEDY) for _ in range(2)]
                    move(timedelta(seconds=BUDGET_SECONDS / 2))
                    for one in began:
                        work.turns.give_back(GREEDY, one)
                refusal = await refusal_of(work, GREEDY)
                assert isinstance(refusal, TooManyRequests)
                seconds = refusal.retry_after
                assert refusal.rate_limit == {
                    "RateLimit-Policy": '"work";q=60;w=60;qu="work-seconds"',
                    "RateLimit": f'"work";r=0;t={seconds}',
                }
                assert (await work.turns.take(OTHER)) is not None
                move(timedelta(seconds=seconds or 0))
                assert (await work.turns.take(GREEDY)) is not None

            played(story)

    def test_is_none_for_siblings(self) -> None:
        with clock.stopped_at(clock.now()) as move:

            async def story(work: Work) -> None:
                began = [await work.turns.take(SIBLING) for _ in range(5)]
                move(timedelta(hours=1))
                for one in began:
                    work.turns.give_back(SIBLING, one)
                await work.turns.take(SIBLING)

            played(story)


class TestPoll:
    def test_is_refused_beyond_a_few_of_one_client(self) -> None:
        async def story(work: Work) -> None:
            async with asyncio.TaskGroup() as group:
                waiting = [group.create_task(self.wait(work, GREEDY)) for _ in range(MOST_POLLS)]
                await asyncio.sleep(0)
                with pytest.raises(TooManyRequests) as refused:
                    async with work.turns.poll(GREEDY, wait=0.01):
                        pass
                assert refused.value.rate_limit["RateLimit-Policy"] == '"polls";q=4;qu="concurrent-requests"'
                async with work.turns.poll(OTHER, wait=9):
                    work.release.set()
            assert all(task.done() for task in waiting)
            async with work.turns.poll(GREEDY, wait=9):
                pass

        played(story)

    def test_is_never_refused_to_siblings(self) -> None:
        """Each of their processes follows, and asks once more who has lost a role."""

        async def story(work: Work) -> None:
            async with asyncio.TaskGroup() as group:
                for _ in range(50):
                    group.create_task(self.wait(work, SIBLING))
                await asyncio.sleep(0)
                work.release.set()

        played(story)

    async def wait(self, work: Work, asker: Asker) -> None:
        async with work.turns.poll(asker, wait=9):
            await work.release.wait()


def test_a_new_request_does_not_overtake_one_that_waits() -> None:
    """Not even where the share has just grown, because the others stopped asking."""

    async def story() -> bool:
        turns, one = Turns(6), Asker(name="one")
        with clock.stopped_at(clock.now()) as move:
            await turns.take(Asker(name="another"))
            await turns.take(one)
            waits = asyncio.create_task(turns.take(one))
            await asyncio.sleep(0)
            move(timedelta(seconds=SAME_SECONDS + 1))
            later = asyncio.create_task(turns.take(one))
            await asyncio.sleep(0.01)
            first = waits.done()
            later.cancel()
            await asyncio.gather(waits, later, return_exceptions=True)
            return first

    assert asyncio.run(story())
