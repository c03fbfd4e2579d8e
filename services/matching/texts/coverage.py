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
        nb="Ledige / etterspurte. ▲ flere ledige, ▼ færre ledige, = like mange, · for få til å vises.",
        nn="Ledige / etterspurde. ▲ fleire ledige, ▼ færre ledige, = like mange, · for få til å bli viste.",
        en="Available / wanted. ▲ more available, ▼ fewer available, = as many, · too few to be shown.",
    ),
    "field": texts(nb="Fagfelt", nn="Fagfelt", en="Field"),
}
