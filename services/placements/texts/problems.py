"""What can go wrong, in words."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

PROBLEMS: Mapping[str, Texts] = {
    "own-employee": texts(
        nb="Fagpersonen er ansatt i virksomheten som har behovet. Ressurspoolen er for lån mellom virksomheter; "
        "velg en fra en annen virksomhet.",
        nn="Fagpersonen er tilsett i verksemda som har behovet. Ressurspoolen er for lån mellom verksemder; "
        "vel ein frå ei anna verksemd.",
        en="The expert is employed by the agency that has the need. The pool is for lending between agencies; "
        "choose somebody from another one.",
    ),
    "expert-not-available": texts(
        nb="Fagpersonen kan ikke spørres nå. Profilen må være anbefalt av arbeidsgiveren og tilgjengelig; "
        "se etter andre kandidater.",
        nn="Fagpersonen kan ikkje spørjast no. Profilen må vere tilrådd av arbeidsgivaren og tilgjengeleg; "
        "sjå etter andre kandidatar.",
        en="The expert cannot be asked now. The profile has to be endorsed by the employer and available; "
        "look for other candidates.",
    ),
    "need-not-open": texts(
        nb="Behovet tar ikke imot kandidater nå. Se om det er åpnet igjen, eller finn et annet.",
        nn="Behovet tek ikkje imot kandidatar no. Sjå om det er opna igjen, eller finn eit anna.",
        en="The need does not take candidates now. See whether it has been opened again, or find another.",
    ),
    "already-candidate": texts(
        nb="Fagpersonen er allerede kandidat til dette behovet. Gå videre med kandidaturet som finnes.",
        nn="Fagpersonen er alt kandidat til dette behovet. Gå vidare med kandidaturet som finst.",
        en="The expert is a candidate for this need already. Go on with the candidacy there is.",
    ),
    "pair-rests": texts(
        nb="Dere har nylig trukket to kandidaturer mellom disse to. "
        "Dere kan begynne på nytt fra {from_day}; den andre parten kan gjøre det nå.",
        nn="De har nyleg trekt to kandidatur mellom desse to. "
        "De kan byrje på nytt frå {from_day}; den andre parten kan gjere det no.",
        en="Your side withdrew two candidacies of these two lately. "
        "You can begin again from {from_day}; the other side can do so now.",
    ),
    "no-free-place": texts(
        nb="Alle plassene er tilbudt eller tatt. Vent på svar, trekk et tilbud, eller øk antall plasser i behovet.",
        nn="Alle plassane er tilbodne eller tekne. Vent på svar, trekk eit tilbod, eller auk talet på plassar i "
        "behovet.",
        en="Every place is offered or taken. Wait for answers, withdraw an offer, or give the need more places.",
    ),
    "person-already-booked": texts(
        nb="Fagpersonen er bundet av en annen hospitering disse dagene, uansett prosent. Velg en annen periode.",
        nn="Fagpersonen er bunden av ei anna hospitering desse dagane, uansett prosent. Vel ein annan periode.",
        en="The expert is bound by another placement on some of these days, at any percentage. Choose other days.",
    ),
    "stale-terms": texts(
        nb="Vilkårene er endret. Les versjon {current} og svar på den.",
        nn="Vilkåra er endra. Les versjon {current} og svar på den.",
        en="The terms have changed. Read version {current} and answer that one.",
    ),
    "amendment-open": texts(
        nb="Det venter alt en endring av denne hospiteringen. Svar på den, eller få den trukket: {amendment_id}.",
        nn="Det ventar alt ei endring av denne hospiteringa. Svar på ho, eller få ho trekt: {amendment_id}.",
        en="An amendment of this stay waits already. Decide on it, or have it withdrawn: {amendment_id}.",
    ),
    "terms-proposal-open": texts(
        nb="Forslaget om andre vilkår er ikke besvart. Vent på svaret, eller trekk det: {proposal_id}.",
        nn="Framlegget om andre vilkår er ikkje svara på. Vent på svaret, eller trekk det: {proposal_id}.",
        en="The proposal of other terms is not answered yet. Wait for the answer, or withdraw it: {proposal_id}.",
    ),
    "dialogue-full": texts(
        nb="Dere har skrevet alle meldingene et kandidatur kan ha. Grensen er {most} til sammen; gi et tilbud, svar, "
        "eller avslutt kandidaturet.",
        nn="De har skrive alle meldingane eit kandidatur kan ha. Grensa er {most} til saman; gje eit tilbod, svar, "
        "eller avslutt kandidaturet.",
        en="All the messages that a candidacy may have are written. The limit is {most} in all; make an offer, answer, "
        "or end the candidacy.",
    ),
    "no-show-too-late": texts(
        nb="Oppholdet begynte for lenge siden til å melde at ingen møtte. Siste dag var {last_day}; avslutt "
        "oppholdet med varsel.",
        nn="Opphaldet byrja for lenge sidan til å melde at ingen møtte. Siste dag var {last_day}; avslutt opphaldet "
        "med varsel.",
        en="The stay began too long ago to report a no-show. The last day for that was {last_day}; end the stay with "
        "notice.",
    ),
    "outside-endorsement": texts(
        nb="Endringen går lenger enn anbefalingen. Den gjelder til {until}, for {max_months} måneder og "
        "{max_percentage} prosent; endre anbefalingen først, eller svar nei.",
        nn="Endringa går lenger enn tilrådinga. Ho gjeld til {until}, for {max_months} månader og {max_percentage} "
        "prosent; endre tilrådinga først, eller svar nei.",
        en="The amendment goes beyond the endorsement. That is until {until}, for {max_months} months and "
        "{max_percentage} per cent; change the endorsement first, or say no.",
    ),
    "notice-too-short": texts(
        nb="Varselet er for kort. Siste dag kan tidligst være {first_day}; blir dere enige, kan oppholdet slutte før.",
        nn="Varselet er for kort. Siste dag kan tidlegast vere {first_day}; blir de samde, kan opphaldet slutte før.",
        en="The notice is too short. The last day can be {first_day} at the earliest; if all three agree, the stay can "
        "end sooner.",
    ),
    "already-decided": texts(
        nb="Denne parten har alt svart på denne versjonen av vilkårene. Du trenger ikke gjøre mer.",
        nn="Denne parten har alt svart på denne versjonen av vilkåra. Du treng ikkje gjere meir.",
        en="This party has decided on this version of the terms. There is nothing more for you to do.",
    ),
    "decides-for-two": texts(
        nb="Du kan bare svare for én part, og ikke som HR i din egen sak. Be en annen koordinator om å svare.",
        nn="Du kan berre svare for éin part, og ikkje som HR i di eiga sak. Be ein annan koordinator om å svare.",
        en="You can only speak for one party, and not as HR in your own case. Ask another coordinator to answer.",
    ),
    "delegation-used": texts(
        nb="Du har svart den ene gangen du kunne. Er vilkårene endret, må en koordinator svare eller gi "
        "deg en ny lenke.",
        nn="Du har svara den eine gongen du kunne. Er vilkåra endra, må ein koordinator svare eller gje "
        "deg ei ny lenkje.",
        en="You have decided the one time you could. Where the terms have changed, a coordinator decides or gives you "
        "a new link.",
    ),
    "deadline-passed": texts(
        nb="Fristen er ute. Be den andre parten om et nytt tilbud.",
        nn="Fristen er ute. Be den andre parten om eit nytt tilbod.",
        en="The deadline has passed. Ask the other party for a new offer.",
    ),
    "day-passed": texts(
        nb="Det gjelder fra {day}, og den dagen er forbi. Be om et nytt tilbud, eller foreslå andre dager.",
        nn="Det gjeld frå {day}, og den dagen er forbi. Be om eit nytt tilbod, eller føreslå andre dagar.",
        en="It counts from {day}, and that day is over. Ask for a new offer, or propose other days.",
    ),
    "lending-cap-reached": texts(
        nb="Avgivende virksomhet har så mange borte som den tillater. Grensen er {limit} om gangen; velg andre dager.",
        nn="Avgjevande verksemd har så mange borte som ho tillèt. Grensa er {limit} om gongen; vel andre dagar.",
        en="The home agency has as many away as it allows. The limit is {limit} at a time; choose other days.",
    ),
    "wrong-length": texts(
        nb="Oppholdet har feil lengde. Det skal vare fra {min_months} til {max_months} hele måneder; "
        "siste dag regnes med.",
        nn="Opphaldet har feil lengd. Det skal vare frå {min_months} til {max_months} heile månader; "
        "siste dag blir rekna med.",
        en="The stay has the wrong length. It has to last {min_months} to {max_months} whole months; "
        "the last day is included.",
    ),
}

FAULTS: Mapping[str, Texts] = {
    "ends_before_start": texts(nb="slutter før det begynner", nn="sluttar før det byrjar", en="ends before it starts"),
    "past": texts(nb="er fortid", nn="er fortid", en="is in the past"),
    "begun": texts(
        nb="kan ikke flyttes etter at oppholdet har begynt",
        nn="kan ikkje flyttast etter at opphaldet har byrja",
        en="cannot move once the stay has begun",
    ),
    "no_change": texts(nb="er som før", nn="er som før", en="is as it was"),
    "not_later": texts(
        nb="må være etter den siste dagen nå",
        nn="må vere etter den siste dagen no",
        en="has to lie after the last day of now",
    ),
    "not_earlier": texts(
        nb="må være før den siste dagen nå; uten en egen dag gjelder varselet",
        nn="må vere før den siste dagen no; utan ein eigen dag gjeld varselet",
        en="has to lie before the last day of now; without a day of its own it is that of the notice",
    ),
    "within_notice": texts(
        nb="er før varselet er ute", nn="er før varselet er ute", en="comes before the notice runs out"
    ),
    "not_of_this_kind": texts(
        nb="hører til en annen type endring",
        nn="høyrer til ein annan type endring",
        en="belongs to another kind of amendment",
    ),
    "length": texts(
        nb="gjør oppholdet for kort eller for langt",
        nn="gjer opphaldet for kort eller for langt",
        en="makes the stay too short or too long",
    ),
    "invitation_only": texts(
        nb="hører til en invitasjon, ikke en søknad",
        nn="høyrer til ein invitasjon, ikkje ein søknad",
        en="belongs to an invitation, not an application",
    ),
}
