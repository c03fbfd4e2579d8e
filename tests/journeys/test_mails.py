"""A mail says what it is about, as six real services tell it: to each reader what they may know at that moment."""

import re

from ressurspool.client.words import Explained
from tests.journeys.cast import HOME, HOST, Cast, endorsed, published, until
from tests.journeys.scenes.letters import mail_about

TITLE = "Innsiktsarbeid som en e-post handler om"
INVITED, APPLIED = f"{TITLE}, med invitasjon", f"{TITLE}, med søknad"


def test_a_host_reads_the_name_once_it_is_disclosed(cast: Cast) -> None:
    employee, host = cast.new("employee", HOME), cast.coordinator(HOST)
    expert = endorsed(cast, employee)
    name, maildir = str(employee.client.pool.mine().name), cast.stack.maildir
    invited, applied = published(cast, title=INVITED), published(cast, title=APPLIED)

    candidacy = host.client.placements.invite(expert.id, invited.id)
    to_employee = until(lambda: mail_about(INVITED, employee.email, maildir), what="the invitation's mail")
    assert f"{cast.stack.origin}/web/candidacies/{candidacy.id}" in to_employee.split()
    assert "Husbanken" in to_employee

    employee.client.placements.decline(candidacy.id, Explained(reason="workload"))
    before = until(lambda: mail_about(INVITED, host.email, maildir), what="the mail that it was declined")
    assert (name in before, "Bærum" in before) == (False, False)

    employee.client.placements.apply(expert.id, applied.id)
    after = until(lambda: mail_about(APPLIED, host.email, maildir), what="the mail of the application")
    assert (name in after, "Bærum" in after) == (True, True)
    assert re.search(r"^Stillingsandel: [0-9]+ prosent$", after, re.MULTILINE)
