"""Looks up texts, days and names in the reader's language."""

from collections.abc import Mapping

from services.kit import context
from services.kit.language import Language, Texts, texts
from vocabulary import UnknownConcept, load


def text_of(texts: Texts) -> str:
    """A text in the reader's language."""
    return texts[context.current().language]


def label(entry_id: str) -> str:
    """A field's or skill's name; its id where it has left the vocabulary."""
    try:
        return load().label(entry_id, context.current().language)
    except UnknownConcept:
        return entry_id


_LANGUAGE_NAMES: Mapping[str, Texts] = {
    "nb": texts(nb="bokmål", nn="bokmål", en="Norwegian Bokmål"),
    "nn": texts(nb="nynorsk", nn="nynorsk", en="Norwegian Nynorsk"),
    "en": texts(nb="engelsk", nn="engelsk", en="English"),
    "se": texts(nb="nordsamisk", nn="nordsamisk", en="Northern Sámi"),
    "sma": texts(nb="sørsamisk", nn="sørsamisk", en="Southern Sámi"),
    "smj": texts(nb="lulesamisk", nn="lulesamisk", en="Lule Sámi"),
    "smn": texts(nb="enaresamisk", nn="enaresamisk", en="Inari Sámi"),
    "sms": texts(nb="skoltesamisk", nn="skoltesamisk", en="Skolt Sámi"),
    "sje": texts(nb="pitesamisk", nn="pitesamisk", en="Pite Sámi"),
    "fkv": texts(nb="kvensk", nn="kvensk", en="Kven"),
    "sv": texts(nb="svensk", nn="svensk", en="Swedish"),
    "da": texts(nb="dansk", nn="dansk", en="Danish"),
    "fi": texts(nb="finsk", nn="finsk", en="Finnish"),
    "is": texts(nb="islandsk", nn="islandsk", en="Icelandic"),
    "fo": texts(nb="færøysk", nn="færøysk", en="Faroese"),
    "de": texts(nb="tysk", nn="tysk", en="German"),
    "fr": texts(nb="fransk", nn="fransk", en="French"),
    "es": texts(nb="spansk", nn="spansk", en="Spanish"),
    "pl": texts(nb="polsk", nn="polsk", en="Polish"),
    "uk": texts(nb="ukrainsk", nn="ukrainsk", en="Ukrainian"),
    "ar": texts(nb="arabisk", nn="arabisk", en="Arabic"),
}


def language_name(code: str, language: Language) -> str:
    """The code itself where it is not one the pool offers."""
    names = _LANGUAGE_NAMES.get(code)
    return code if names is None else names[language]
