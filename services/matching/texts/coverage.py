"""The words of the picture of coverage, in three languages."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

COVERAGE: Mapping[str, Texts] = {
    "title": texts(
        nb="Tilbud og behov per fagfelt og måned",
        nn="Tilbod og behov per fagfelt og månad",
        en="Supply and demand by professional field and month",
    ),
    "key": texts(
        nb="Ledige / etterspurte. ▲ flere ledige, ▼ færre ledige, = like mange, · færre enn {fewest} ledige (vises "
        "ikke).",
        nn="Ledige / etterspurde. ▲ fleire ledige, ▼ færre ledige, = like mange, · færre enn {fewest} ledige (blir "
        "ikkje vist).",
        en="Available / wanted. ▲ more available, ▼ fewer available, = as many, · fewer than {fewest} available (not "
        "shown).",
    ),
    "field": texts(nb="Fagfelt", nn="Fagfelt", en="Field"),
}
