"""What was nearly enough, and what is odd about a need, in three languages."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

CHANGES: Mapping[str, Texts] = {
    "pause_over": texts(
        nb="Ville passet fra {day}, når pausen er over.",
        nn="Ville passa frå {day}, når pausen er over.",
        en="Would qualify from {day}, when the pause is over.",
    ),
    "pause_ended": texts(
        nb="Ville passet hvis fagpersonen avsluttet pausen.",
        nn="Ville passa om fagpersonen avslutta pausen.",
        en="Would qualify if the expert ended the pause.",
    ),
    "later_start": texts(
        nb="Ville passet fra {day}, hvis oppholdet kunne begynne så sent.",
        nn="Ville passa frå {day}, om opphaldet kunne byrje så seint.",
        en="Would qualify from {day}, if the stay could begin that late.",
    ),
    "longer_endorsement": texts(
        nb="Ville passet hvis anbefalingen fra arbeidsgiveren gjaldt til {day}.",
        nn="Ville passa om tilrådinga frå arbeidsgivaren galdt til {day}.",
        en="Would qualify if the employer's endorsement lasted until {day}.",
    ),
}

NOTES: Mapping[str, Texts] = {
    "no_field": texts(
        nb="Behovet ber ikke om noe fagfelt, og da passer ingen.",
        nn="Behovet ber ikkje om noko fagfelt, og då passar ingen.",
        en="The need asks for no professional field, so nobody fits.",
    ),
    "unknown_field": texts(
        nb="Behovet ber om fagfelt som ikke finnes lenger, og de teller ikke: {fields}.",
        nn="Behovet ber om fagfelt som ikkje finst lenger, og dei tel ikkje: {fields}.",
        en="The need asks for professional fields that are no more, and they do not count: {fields}.",
    ),
    "start_passed": texts(
        nb="Siste mulige start var {day}, så ingen kan begynne.",
        nn="Siste moglege start var {day}, så ingen kan byrje.",
        en="The latest possible start was {day}, so nobody can begin.",
    ),
    "starts_end_before_begin": texts(
        nb="Siste mulige start er før den første, så ingen kan begynne.",
        nn="Siste moglege start er før den første, så ingen kan byrje.",
        en="The latest possible start is before the earliest, so nobody can begin.",
    ),
    "place_not_told": texts(
        nb="Virksomheten har fått svar om så mange fylker at det ikke blir fortalt hvor de få med fylket skjult holder "
        "til. En megler kan hjelpe.",
        nn="Verksemda har fått svar om så mange fylke at det ikkje blir fortalt kvar dei få med fylket skjult held "
        "til. Ein meklar kan hjelpe.",
        en="The agency has had answers about so many counties that it is not told where the few with a hidden county "
        "are based. A broker can help.",
    ),
}
