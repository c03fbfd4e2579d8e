"""The words of the origin's pages, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

HOME: Texts = texts(
    nb="Ressurspool er en oversikt over offentlig ansatte som vil arbeide to til tre måneder i prosjektet til en annen "
    "virksomhet. Et opphold kommer i stand når alle tre sier ja: den ansatte, virksomheten som låner bort, og den som "
    "låner. Her er programgrensesnittet: seks tjenester bak én adresse.",
    nn="Ressurspool er ei oversikt over offentleg tilsette som vil arbeide to til tre månader i prosjektet til ei anna "
    "verksemd. Eit opphald kjem i stand når alle tre seier ja: den tilsette, verksemda som låner bort, og den som "
    "låner. Her er programgrensesnittet: seks tenester bak éi adresse.",
    en="Ressurspool is an overview of public employees who are willing to work two to three months in another body's "
    "project. A stay comes about when all three say yes: the employee, the body that lends and the one that borrows. "
    "This is its API: six services behind one address.",
)

ROOMS: Mapping[str, Texts] = {
    "auth": texts(
        nb="Hvem er dette, og hvilken virksomhet handler de for?",
        nn="Kven er dette, og kva verksemd handlar dei for?",
        en="Who is this, and for which public body do they act?",
    ),
    "pool": texts(nb="Hvem vil ut?", nn="Kven vil ut?", en="Who is willing to go?"),
    "needs": texts(nb="Hvem trenger noen?", nn="Kven treng nokon?", en="Who needs somebody?"),
    "matching": texts(
        nb="Hvem passer til hva, og hvorfor?", nn="Kven høver til kva, og kvifor?", en="Who fits what, and why?"
    ),
    "placements": texts(nb="Er alle tre enige?", nn="Er alle tre samde?", en="Do all three agree?"),
    "notify": texts(
        nb="Hvem må gjøre eller vite noe?", nn="Kven må gjere eller vite noko?", en="Who must do or know something?"
    ),
}

WORDS: Mapping[str, Texts] = {
    "rooms": texts(nb="Seks tjenester", nn="Seks tenester", en="Six services"),
    "documents": texts(nb="Dokumenter", nn="Dokument", en="Documents"),
    "description": texts(
        nb="Hele beskrivelsen, til å lese og prøve",
        nn="Heile skildringa, til å lese og prøve",
        en="The whole description, to read and to try",
    ),
    "file": texts(nb="Den samme som OpenAPI-fil", nn="Den same som OpenAPI-fil", en="The same as a file in OpenAPI"),
    "problems": texts(
        nb="Alle feil, og hva du gjør med dem",
        nn="Alle feil, og kva du gjer med dei",
        en="All problems, and what to do about them",
    ),
    "login": texts(
        nb="Hvor innlogging og tokener er", nn="Kvar innlogging og token er", en="Where logins and tokens are"
    ),
    "status": texts(nb="Status", nn="Status", en="Status"),
    "ready": texts(nb="er klar?", nn="er klar?", en="is ready?"),
}
