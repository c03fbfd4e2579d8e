"""What auth says of coordinators who are away."""

from services.kit.language import texts

NO_SUBSTITUTE = texts(
    nb="Virksomheten har ingen annen koordinator alle dagene du er borte, så oppgavene kommer til deg likevel. "
    "Utnevn en vikar.",
    nn="Verksemda har ingen annan koordinator alle dagane du er borte, så oppgåvene kjem til deg likevel. "
    "Nemn opp ein vikar.",
    en="The public body has no other coordinator on all the days you are away, so its tasks still come to you. "
    "Appoint a substitute.",
)
