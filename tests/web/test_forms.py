"""What is typed into forms, and posted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from services.kit.data.database import Database
from services.web.forms.domain import Typed, field_of, nested, values_of
from services.web.forms.fields import Day, FormModel, Number
from services.web.forms.repository import PostedForms
from services.web.forms.service import KeptTyping, Posts
from services.web.forms.vocabulary import Skill, field_groups, skill_suggestions
from services.web.page.typed_values import Unreadable, read
from services.web.sessions.seals import Seal


class Level(FormModel):
    field: str
    level: Number


class Asked(FormModel):
    title: str
    start: Day | None = None
    fields: list[Level] = []
    skills: list[Skill] = []
    remote: bool = False


class TestReading:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("1.3.2027", date(2027, 3, 1)),
            ("01.03.27", date(2027, 3, 1)),
            (" 1. 3. 2027 ", date(2027, 3, 1)),
            ("1/3 2027", date(2027, 3, 1)),
            ("2027-03-01", date(2027, 3, 1)),
        ],
    )
    def test_takes_days_as_people_write_them(self, typed: str, day: date) -> None:
        assert read(Asked, {"title": ["x"], "start": [typed]}).start == day

    @pytest.mark.parametrize("typed", ["31.2.2027", "i morgen", "3.2027", "1.3.2027.4", "1.3.20270"])
    def test_says_beside_the_field_what_no_day_is(self, typed: str) -> None:
        with pytest.raises(Unreadable) as refused:
            read(Asked, {"title": ["x"], "start": [typed]})
        assert refused.value.faults == {"start": "Skriv en dag slik: 1.3.2027"}

    def test_reads_names_as_pointers(self) -> None:
        typed = values_of(
            [
                ("title", " x "),
                ("fields/1/field", "b"),
                ("fields/1/level", "2"),
                ("fields/0/field", "a"),
                ("fields/0/level", "80 %"),
                ("start", ""),
                ("_token", "t"),
                ("remote", "true"),
            ]
        )
        asked = read(Asked, typed)
        assert [(one.field, one.level) for one in asked.fields] == [("a", 80), ("b", 2)]
        assert (asked.title, asked.start, asked.remote) == ("x", None, True)

    def test_puts_a_fault_beside_the_nearest_field(self) -> None:
        with pytest.raises(Unreadable) as refused:
            read(Asked, {"title": [" "], "fields/0/field": ["a"], "skills": ["juggling"]})
        assert set(refused.value.faults) == {"title", "fields", "skills"}
        assert field_of("/skills/0", ["skills"]) == "skills"
        assert field_of("/whole", []) == "whole"

    def test_refuses_what_no_field_is_for(self) -> None:
        with pytest.raises(Unreadable):
            read(Asked, {"title": ["x"], "admin": ["true"]})

    @pytest.mark.parametrize("names", [["a", "a/b"], ["a/b", "a"], ["a/0", "a/x"]])
    def test_no_names_break_it(self, names: list[str]) -> None:
        assert isinstance(nested({name: ["1"] for name in names}, frozenset()), dict)

    def test_takes_skills_by_their_words(self) -> None:
        suggested = skill_suggestions()[0]
        (skill,) = read(Asked, {"title": ["x"], "skills": [suggested.upper()]}).skills
        assert skill != suggested

    def test_offers_every_field_once_in_its_group(self) -> None:
        offered = [code for _text, options in field_groups() for code, _word in options]
        assert len(offered) > 20


def double_click(database: Database) -> int:
    """How often a form whose button is pressed by eight at once has its effect."""
    posts, ready, effects = Posts(database=database), Barrier(8), []

    def press(_number: int) -> str:
        ready.wait()
        earlier = posts.begin("key")
        if earlier is not None:
            return earlier
        effects.append(1)
        posts.finish("key", "/web/done")
        return "/web/done"

    with ThreadPoolExecutor(8) as clicks:
        assert set(clicks.map(press, range(8))) == {"/web/done"}
    return len(effects)


class TestPosts:
    def test_are_one_effect_however_often_the_button_is_pressed(self, committed: Database) -> None:
        assert double_click(committed) == 1

    def test_would_be_several_without_the_claim(self, committed: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(PostedForms, "claim", lambda _self, _key: True)
        assert double_click(committed) > 1

    def test_may_be_sent_again_where_they_had_no_effect(self, database: Database) -> None:
        posts = Posts(database=database)
        assert posts.begin("key") is None
        posts.release("key")
        assert posts.begin("key") is None


class TestKeptTyping:
    typed = Typed(person_id="p", path="/web/needs/new", values={"title": ["Hemmelig"]})

    def test_comes_back_once_to_its_person_on_its_page(self, database: Database) -> None:
        kept = KeptTyping(database=database, seal=Seal("s" * 40))
        secret = kept.keep(self.typed)
        assert kept.take(secret, person_id="p", path="/web/needs/new") == self.typed
        assert kept.take(secret, person_id="p", path="/web/needs/new") is None

    @pytest.mark.parametrize(("person", "path"), [("another", "/web/needs/new"), ("p", "/web/me")])
    def test_comes_to_nobody_else(self, database: Database, person: str, path: str) -> None:
        kept = KeptTyping(database=database, seal=Seal("s" * 40))
        assert kept.take(kept.keep(self.typed), person_id=person, path=path) is None

    def test_is_replaced_by_what_is_kept_by_the_same_secret(self, database: Database) -> None:
        kept = KeptTyping(database=database, seal=Seal("s" * 40))
        newer = Typed(person_id="p", path="/web/needs/new", values={"once": ["Nyere"]})
        for typed in (self.typed, newer):
            assert kept.keep(typed, by="secret") == "secret"
        assert kept.take("secret", person_id="p", path="/web/needs/new") == newer
