"""Texts about coordinators who are away."""

from services.kit.language import texts

NO_SUBSTITUTE = texts(
    nb="Virksomheten har ingen annen koordinator alle dagene du er borte, så oppgavene kommer til deg likevel. "
    "Utnevn en vikar.",
    nn="Verksemda har ingen annan koordinator alle dagane du er borte, så oppgåvene kjem til deg likevel. "
    "Nemn opp ein vikar.",
    en="The public body has no other coordinator on all the days you are away, so its tasks still come to you. "
    "Appoint a substitute.",
)
ALONE = texts(
    nb="Du er den eneste koordinatoren i virksomheten, og den har ingen vikar. Utnevn en, så ikke alt venter på deg.",
    nn="Du er den einaste koordinatoren i verksemda, og ho har ingen vikar. Nemn opp ein, så ikkje alt ventar på deg.",
    en="You are the body's only coordinator, and it has no substitute. Appoint one, so that not all waits for you.",
)
