"""A worklist and an inbox say what they are about, and nobody's profile is read by it."""

from tests.journeys.cast import HOME, HOST, Cast, endorsed, published, terms, until
from tests.journeys.scenes.news import asked, told


def test_a_worklist_names_the_need_the_bodies_and_the_employee(cast: Cast) -> None:
    employee, home, host = cast.new("employee", HOME), cast.coordinator(HOME), cast.coordinator(HOST)
    expert, need = endorsed(cast, employee), published(cast)
    candidacy = host.client.placements.invite(expert.id, need.id, offer=terms())
    placement_id = employee.client.placements.accept(candidacy.id, terms_version=1).placement_id
    assert placement_id is not None
    until(lambda: asked(home, placement_id), what="home to be asked")
    until(lambda: told(employee, placement_id), what="the employee to be told")
    before = len(list(employee.client.pool.access_log()))

    (task,) = [one for one in home.client.notify.tasks(about=True) if one.subject == placement_id]
    assert task.about is not None
    assert (task.about.need_title, task.about.expert) == (need.title, employee.client.pool.mine().name)
    assert None not in (task.about.home, task.about.host, task.about.start, task.about.reference)
    assert home.client.notify.task(task.id, about=True).about == task.about
    (first, *_) = [one for one in employee.client.notify.inbox(about=True) if one.subject == placement_id]
    assert first.about is not None
    assert (first.about.need_title, first.about.unavailable) == (need.title, [])
    assert len(list(employee.client.pool.access_log())) == before
