"""Takes the README's pictures of the web application: `python -m tests.web.pictures FOLDER`. Needs a browser."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import ViewportSize

from ressurspool.client.matching import PlanOrder
from ressurspool.client.words import FieldLevel
from ressurspool.ops.stack import Stack
from services.scheme.services import PROCESSES
from tests.journeys.cast import HOME, HOST, PASSWORD, Cast, a_sign_up, endorsed, published, until
from tests.web.browsers import a_browser, a_tab

SIZE = ViewportSize(width=1000, height=760)
MOST_BYTES = 200_000


def scene(cast: Cast) -> list[tuple[str, str, str]]:
    """Something to look at: the name of each picture, its page, and whose it is."""
    cast.new("employee", HOST).client.pool.sign_up(a_sign_up())
    endorsed(cast, cast.new("employee", HOME))
    needs = [
        published(cast, HOST).id,
        published(cast, HOST, title="Innsikt i boligdata", fields=[FieldLevel(field="data-science", level=3)]).id,
    ]
    coordinator = cast.coordinator(HOST).client
    plan = coordinator.matching.ask_for_plan(PlanOrder(need_ids=needs)).id
    until(lambda: coordinator.matching.plan(plan).state == "done", what="the plan")
    until(lambda: list(coordinator.notify.tasks()), what="a task")
    email = cast.coordinator(HOST).email
    return [("web-tasks", "/web/tasks", email), ("web-plan", f"/web/plans/{plan}", email)]


def take(folder: Path) -> None:
    with TemporaryDirectory() as place, Stack(Path(place), services=PROCESSES) as stack, a_browser() as browser:
        cast = Cast(stack)
        for name, path, email in scene(cast):
            tab = a_tab(browser, stack.origin, viewport=SIZE).open(path).log_in(email, PASSWORD)
            tab.page.wait_for_url(f"**{path}")
            picture = tab.page.screenshot(path=folder / f"{name}.png")
            assert len(picture) <= MOST_BYTES, f"{name}.png has {len(picture)} bytes"
            tab.page.context.close()
        cast.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
