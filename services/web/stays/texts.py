"""What the list of stays says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "stays_title": texts(nb="Hospiteringer", nn="Hospiteringar", en="Placements"),
    "field_side": texts(nb="Retning", nn="Retning", en="Direction"),
    "field_state": texts(nb="Status", nn="Status", en="Status"),
    "field_from": texts(nb="Fra dag", nn="Frå dag", en="From day"),
    "field_to": texts(nb="Til dag", nn="Til dag", en="To day"),
    "open": texts(nb="Ikke avsluttet", nn="Ikkje avslutta", en="Not over yet"),
    "all": texts(nb="Alle", nn="Alle", en="All"),
    "both_ways": texts(nb="Ut og inn", nn="Ut og inn", en="Out and in"),
    "side_home": texts(nb="Ut: vi låner bort", nn="Ut: vi låner bort", en="Out: we lend"),
    "side_host": texts(nb="Inn: vi låner", nn="Inn: vi låner", en="In: we borrow"),
    "side_mine": texts(nb="Mine egne", nn="Mine eigne", en="My own"),
    "out": texts(nb="Ut", nn="Ut", en="Out"),
    "in": texts(nb="Inn", nn="Inn", en="In"),
    "drawn": texts(
        nb="Hver stripe er en hospitering. Fylt: ut fra virksomheten. Tom: inn. De loddrette strekene er "
        "månedsskifter; den stiplede er i dag.",
        nn="Kvar stripe er ei hospitering. Fylt: ut frå verksemda. Tom: inn. Dei loddrette strekane er månadsskifte; "
        "den stipla er i dag.",
        en="Each bar is a placement. Filled: out of the body. Empty: into it. Upright lines are where months begin; "
        "the dashed one is today.",
    ),
    "drawn_own": texts(
        nb="Hver stripe er en hospitering. De loddrette strekene er månedsskifter; den stiplede er i dag.",
        nn="Kvar stripe er ei hospitering. Dei loddrette strekane er månadsskifte; den stipla er i dag.",
        en="Each bar is a placement. Upright lines are where months begin; the dashed one is today.",
    ),
    "nothing": texts(
        nb="Ingen hospiteringer ennå. De kommer hit når noen har tatt imot et tilbud.",
        nn="Ingen hospiteringar enno. Dei kjem hit når nokon har teke imot eit tilbod.",
        en="No placements yet. They come here when somebody has accepted an offer.",
    ),
    "none_found": texts(
        nb="Ingen passer med det du ser etter.", nn="Ingen passar med det du ser etter.", en="None match."
    ),
    "show_all": texts(nb="Vis alle", nn="Vis alle", en="Show all"),
    "as_table": texts(nb="Vis som tabell", nn="Vis som tabell", en="Show as a table"),
    "employee": texts(nb="Ansatt", nn="Tilsett", en="Employee"),
    "unknown": texts(nb="En ansatt", nn="Ein tilsett", en="An employee"),
    "direction": texts(nb="Retning", nn="Retning", en="Direction"),
    "host": texts(nb="Hos", nn="Hos", en="At"),
    "home": texts(nb="Fra", nn="Frå", en="From"),
    "start": texts(nb="Første dag", nn="Første dag", en="First day"),
    "end": texts(nb="Siste dag", nn="Siste dag", en="Last day"),
    "percentage": texts(nb="Prosent", nn="Prosent", en="Per cent"),
    "state": texts(nb="Status", nn="Status", en="Status"),
    "waits_for": texts(nb="Venter på", nn="Ventar på", en="Waits for"),
    "change_waits": texts(nb="endring venter", nn="endring ventar", en="change waits"),
}
