"""What messages say. The first sentence is the title and the subject of the mail: it is the same for everybody."""

from collections.abc import Mapping
from typing import Any

from services.kit.language import Language, Texts, texts
from services.notify.texts.proposals import PROPOSALS
from services.notify.texts.reminders import ABOUT_MAIL, REMINDERS
from services.notify.texts.stays import PLACEMENTS
from services.notify.texts.tasks import task_sentence
from services.notify.texts.words import Words, with_reference

_EXPERTS: Mapping[str, Texts] = {
    "expert_submitted": texts(
        nb="En profil venter på anbefaling. En ansatt hos dere har meldt seg til ressurspoolen. Les profilen, og "
        "anbefal den eller send den tilbake.",
        nn="Ein profil ventar på tilråding. Ein tilsett hos dykk har meldt seg til ressurspoolen. Les profilen, og "
        "tilrå han eller send han tilbake.",
        en="A profile waits for endorsement. One of your employees signed up for the resource pool. Read the profile, "
        "and endorse it or return it.",
    ),
    "expert_renewed": texts(
        nb="En profil venter på ny anbefaling. Anbefalingen gikk ut, og den ansatte ber om en ny. Les profilen, og "
        "anbefal den eller send den tilbake.",
        nn="Ein profil ventar på ny tilråding. Tilrådinga gjekk ut, og den tilsette ber om ei ny. Les profilen, og "
        "tilrå han eller send han tilbake.",
        en="A profile waits for a new endorsement. The endorsement ran out, and the employee asks for a new one. Read "
        "the profile, and endorse it or return it.",
    ),
    "expert_returned": texts(
        nb="Profilen din er sendt tilbake. Arbeidsgiveren vil ha den rettet før den kan anbefales. Grunn: {reason}.",
        nn="Profilen din er send tilbake. Arbeidsgjevaren vil ha han retta før han kan tilrådast. Grunn: {reason}.",
        en="Your profile was returned. Your employer wants it mended before it can be endorsed. Reason: {reason}.",
    ),
    "expert_endorsed": texts(
        nb="Du er anbefalt. Arbeidsgiveren har anbefalt profilen din til og med {valid_until}. Nå kan virksomheter "
        "finne den, uten navnet ditt, og du kan søke på behov.",
        nn="Du er tilrådd. Arbeidsgjevaren har tilrådd profilen din til og med {valid_until}. No kan verksemder finne "
        "han, utan namnet ditt, og du kan søkje på behov.",
        en="You are endorsed. Your employer has endorsed your profile until {valid_until}. Agencies can find it now, "
        "without your name, and you can apply for needs.",
    ),
    "expert_endorsement_changed": texts(
        nb="Anbefalingen din er endret. Arbeidsgiveren anbefaler nå profilen din til og med {valid_until}. Det som er "
        "i gang, går videre.",
        nn="Tilrådinga di er endra. Arbeidsgjevaren tilrår no profilen din til og med {valid_until}. Det som er i "
        "gang, går vidare.",
        en="Your endorsement was changed. Your employer now endorses your profile until {valid_until}. What is under "
        "way goes on.",
    ),
    "expert_endorsement_ending": texts(
        nb="En anbefaling går snart ut. Siste dag er {valid_until}. Arbeidsgiveren kan forlenge den; ellers vises ikke "
        "profilen lenger, og det som ikke er avtalt, avsluttes.",
        nn="Ei tilråding går snart ut. Siste dag er {valid_until}. Arbeidsgjevaren kan forlengje ho; elles blir ikkje "
        "profilen vist lenger, og det som ikkje er avtalt, blir avslutta.",
        en="An endorsement runs out soon. Its last day is {valid_until}. The employer can prolong it; otherwise the "
        "profile is no longer shown, and what is not agreed ends.",
    ),
    "expert_endorsement_revoked": texts(
        nb="Anbefalingen er trukket tilbake. Arbeidsgiveren har trukket anbefalingen av profilen din, og den vises "
        "ikke for andre lenger. Det som er avtalt, står.",
        nn="Tilrådinga er trekt tilbake. Arbeidsgjevaren har trekt tilrådinga av profilen din, og han blir ikkje vist "
        "for andre lenger. Det som er avtalt, står.",
        en="The endorsement was revoked. Your employer has revoked the endorsement of your profile, and others no "
        "longer see it. What is agreed stands.",
    ),
    "expert_withdrawn": texts(
        nb="En profil er trukket fra ressurspoolen. Åpne kandidaturer avsluttes; det som er avtalt, står. Grunn: "
        "{reason}.",
        nn="Ein profil er trekt frå ressurspoolen. Opne kandidatur blir avslutta; det som er avtalt, står. Grunn: "
        "{reason}.",
        en="A profile was withdrawn from the resource pool. Open candidacies end; what is agreed stands. Reason: "
        "{reason}.",
    ),
    "expert_expired": texts(
        nb="En anbefaling har gått ut. Profilen vises ikke for andre før den ansatte ber om en ny anbefaling og "
        "arbeidsgiveren gir den.",
        nn="Ei tilråding har gått ut. Profilen blir ikkje vist for andre før den tilsette ber om ei ny tilråding og "
        "arbeidsgjevaren gjev ho.",
        en="An endorsement has run out. Others do not see the profile until the employee asks for a new endorsement "
        "and the employer gives it.",
    ),
}

_NEEDS: Mapping[str, Texts] = {
    "opportunity_found": texts(
        nb="Et nytt behov passer for deg. Les behovet, og søk hvis det frister. Du får slike meldinger fordi du har "
        "bedt om det i profilen din, og kan slå dem av der.",
        nn="Eit nytt behov passar for deg. Les behovet, og søk om det freistar. Du får slike meldingar fordi du har "
        "bede om det i profilen din, og kan slå dei av der.",
        en="A new need fits you. Read the need, and apply if it tempts you. You get such messages because your "
        "profile asks for them, and you can turn them off there.",
    ),
    "plan_finished": texts(
        nb="Planen er ferdig. Den fyller {placements} av {places} plasser. Les den, og inviter dem du vil ha, én for "
        "én; planen inviterer ingen.",
        nn="Planen er ferdig. Han fyller {placements} av {places} plassar. Les han, og inviter dei du vil ha, éin for "
        "éin; planen inviterer ingen.",
        en="The plan is finished. It fills {placements} of {places} places. Read it, and invite those you want, one "
        "by one; the plan invites nobody.",
    ),
    "plan_failed": texts(
        nb="Planen ble ikke laget. Be om den på nytt; skjer det igjen, si fra til den som drifter ressurspoolen.",
        nn="Planen vart ikkje laga. Be om han på nytt; skjer det igjen, sei frå til den som driftar ressurspoolen.",
        en="The plan was not made. Ask for it again; if it happens again, tell whoever runs the resource pool.",
    ),
    "need_opened": texts(
        nb="Et behov er lyst ut. Virksomheten din har lyst ut et behov i ressurspoolen.",
        nn="Eit behov er lyst ut. Verksemda di har lyst ut eit behov i ressurspoolen.",
        en="A need was published. Your agency has published a need in the resource pool.",
    ),
    "need_filled": texts(
        nb="Behovet er dekket. Alle plassene er avtalt, og det tas ikke imot flere søknader.",
        nn="Behovet er dekt. Alle plassane er avtalte, og det blir ikkje teke imot fleire søknader.",
        en="The need is filled. All places are agreed, and no more applications are taken.",
    ),
    "need_reopened": texts(
        nb="En plass er ledig igjen. Behovet er åpent for søknader og tilbud på nytt.",
        nn="Ein plass er ledig igjen. Behovet er ope for søknader og tilbod på nytt.",
        en="A place is free again. The need is open for applications and offers once more.",
    ),
    "need_lapsed": texts(
        nb="Behovet tar ikke imot flere. Siste mulige oppstart er passert. Det som er i gang, avgjøres i ro, og så "
        "lukkes behovet; sett en senere oppstart for å åpne det igjen.",
        nn="Behovet tek ikkje imot fleire. Siste moglege oppstart er passert. Det som er i gang, blir avgjort i ro, og "
        "så blir behovet lukka; set ein seinare oppstart for å opne det igjen.",
        en="The need takes nobody new. The last possible start has passed. What is under way is decided in its own "
        "time, and then the need closes; give it a later start to open it again.",
    ),
    "need_closed": texts(
        nb="Behovet er lukket. Åpne kandidaturer avsluttes; det som er avtalt, står. Grunn: {outcome}.",
        nn="Behovet er lukka. Opne kandidatur blir avslutta; det som er avtalt, står. Grunn: {outcome}.",
        en="The need is closed. Open candidacies end; what is agreed stands. Reason: {outcome}.",
    ),
}

_CANDIDACIES: Mapping[str, Texts] = {
    "candidacy_applied": texts(
        nb="En fagperson har søkt på behovet deres. Les søknaden, og gi et tilbud eller avslå.",
        nn="Ein fagperson har søkt på behovet dykkar. Les søknaden, og gje eit tilbod eller avslå.",
        en="An expert has applied for your need. Read the application, and make an offer or decline.",
    ),
    "candidacy_applied_home": texts(
        nb="En ansatt hos dere har søkt. Søknaden gjelder et behov i en annen virksomhet. Dere får si ja eller nei "
        "når et opphold er foreslått.",
        nn="Ein tilsett hos dykk har søkt. Søknaden gjeld eit behov i ei anna verksemd. De får seie ja eller nei når "
        "eit opphald er føreslått.",
        en="One of your employees has applied. The application is for a need of another agency. You get to say yes or "
        "no when a placement is proposed.",
    ),
    "candidacy_invited": texts(
        nb="Du er invitert. En virksomhet spør om du er interessert i et behov. Svarfrist: {answer_by}.",
        nn="Du er invitert. Ei verksemd spør om du er interessert i eit behov. Svarfrist: {answer_by}.",
        en="You are invited. An agency asks whether a need interests you. Answer by: {answer_by}.",
    ),
    "candidacy_interested": texts(
        nb="En invitert fagperson er interessert. Profilen er åpnet for dere. Gi et tilbud, eller avslå.",
        nn="Ein invitert fagperson er interessert. Profilen er opna for dykk. Gje eit tilbod, eller avslå.",
        en="An invited expert is interested. The profile is open to you now. Make an offer, or decline.",
    ),
    "candidacy_offered": texts(
        nb="Du har fått et tilbud om hospitering. Les vilkårene, og takk ja eller avslå. Svarfrist: {answer_by}.",
        nn="Du har fått eit tilbod om hospitering. Les vilkåra, og takk ja eller avslå. Svarfrist: {answer_by}.",
        en="You have been offered a placement. Read the terms, and accept or decline. Answer by: {answer_by}.",
    ),
    "candidacy_reserved": texts(
        nb="Du står i reserve. Alle plassene er avtalt. Blir en ledig før oppholdene har begynt, kan du få den; du kan "
        "også trekke deg.",
        nn="Du står i reserve. Alle plassane er avtalte. Blir ein ledig før opphalda har byrja, kan du få han; du kan "
        "òg trekkje deg.",
        en="You stand in reserve. All places are agreed. If one comes free before the stays have begun, it may be "
        "yours; you can also withdraw.",
    ),
    "candidacy_returned": texts(
        nb="En plass er ledig igjen. Kandidaturet står ikke lenger i reserve, og virksomheten kan gi et tilbud. "
        "Svarfrist: {answer_by}.",
        nn="Ein plass er ledig igjen. Kandidaturet står ikkje lenger i reserve, og verksemda kan gje eit tilbod. "
        "Svarfrist: {answer_by}.",
        en="A place is free again. The candidacy no longer stands in reserve, and the agency can make an offer. "
        "Answer by: {answer_by}.",
    ),
    "candidacy_need_changed": texts(
        nb="Et behov du er kandidat til, er endret. Dette er nytt: {changed}. Les behovet; passer det ikke lenger, kan "
        "du trekke deg.",
        nn="Eit behov du er kandidat til, er endra. Dette er nytt: {changed}. Les behovet; passar det ikkje lenger, "
        "kan du trekkje deg.",
        en="A need you are a candidate for has changed. New is: {changed}. Read the need; if it no longer fits, you "
        "can withdraw.",
    ),
    "candidacy_accepted": texts(
        nb="Et tilbud er tatt imot. Fagpersonen har takket ja. Nå skal de to virksomhetene svare.",
        nn="Eit tilbod er teke imot. Fagpersonen har takka ja. No skal dei to verksemdene svare.",
        en="An offer was accepted. The expert has said yes. Now the two agencies have to answer.",
    ),
    "candidacy_declined": texts(
        nb="Et kandidatur er avslått. En av partene har sagt nei. Grunn: {reason}.",
        nn="Eit kandidatur er avslått. Ein av partane har sagt nei. Grunn: {reason}.",
        en="A candidacy was declined. One of the parties has said no. Reason: {reason}.",
    ),
    "candidacy_withdrawn": texts(
        nb="Et kandidatur er trukket. Det kan ikke besvares lenger. Grunn: {reason}.",
        nn="Eit kandidatur er trekt. Det kan ikkje svarast på lenger. Grunn: {reason}.",
        en="A candidacy was withdrawn. It can no longer be answered. Reason: {reason}.",
    ),
    "candidacy_not_selected": texts(
        nb="Du ble ikke valgt denne gangen. Behovet er dekket av andre. Profilen din er fortsatt i ressurspoolen.",
        nn="Du vart ikkje vald denne gongen. Behovet er dekt av andre. Profilen din er framleis i ressurspoolen.",
        en="You were not selected this time. Others have filled the need. Your profile is still in the resource pool.",
    ),
    "candidacy_expired": texts(
        nb="Svarfristen er ute. Kandidaturet er avsluttet fordi ingen svarte i tide.",
        nn="Svarfristen er ute. Kandidaturet er avslutta fordi ingen svara i tide.",
        en="The time to answer is over. The candidacy has ended because nobody answered in time.",
    ),
}

_TAKEN = texts(
    nb="Et tilbud gjelder ikke lenger. Fagpersonen er på en annen hospitering noen av dagene. Tilby gjerne andre.",
    nn="Eit tilbod gjeld ikkje lenger. Fagpersonen er på ei anna hospitering nokre av dagane. Tilby gjerne andre.",
    en="An offer no longer holds. The expert is on another placement on some of the days. Others may be offered.",
)

FOR_REASON: Mapping[tuple[str, str], Texts] = {
    ("candidacy_not_selected", "no_longer_required"): texts(
        nb="Behovet er lukket. Virksomheten trenger ikke lenger noen til det, og kandidaturet ditt er avsluttet. "
        "Profilen din er fortsatt i ressurspoolen.",
        nn="Behovet er lukka. Verksemda treng ikkje lenger nokon til det, og kandidaturet ditt er avslutta. Profilen "
        "din er framleis i ressurspoolen.",
        en="The need is closed. The agency no longer requires anybody for it, and your candidacy has ended. Your "
        "profile is still in the resource pool.",
    ),
    ("candidacy_expired", "person_taken"): _TAKEN,
    ("candidacy_expired", "not_available"): _TAKEN,  # the reason of before
    ("amendment_expired", "no_longer_required"): texts(
        nb="Endringen av hospiteringen er ikke aktuell lenger. Oppholdet slutter før eller blir ikke noe av, og det "
        "som var foreslått, kan ikke besvares.",
        nn="Endringa av hospiteringa er ikkje aktuell lenger. Opphaldet sluttar før eller blir ikkje noko av, og det "
        "som var føreslått, kan det ikkje svarast på.",
        en="The change of the placement has no ground any more. The stay ends sooner or will not take place, and what "
        "was proposed can no longer be decided on.",
    ),
}

_ORGANISATIONS: Mapping[str, Texts] = {
    "organisation_uncoordinated": texts(
        nb="En virksomhet står uten koordinator. Ingen kan anbefale eller avgjøre for den før noen får rollen.",
        nn="Ei verksemd står utan koordinator. Ingen kan tilrå eller avgjere for ho før nokon får rolla.",
        en="A public body is without a coordinator. Nobody can endorse or decide for it until somebody has the role.",
    ),
    "organisation_one_coordinator": texts(
        nb="Du er nå den eneste koordinatoren i virksomheten. Utnevn en vikar, gjerne fra en annen virksomhet, eller "
        "gjør en kollega til koordinator, så ikke alt venter på deg.",
        nn="Du er no den einaste koordinatoren i verksemda. Nemn opp ein vikar, gjerne frå ei anna verksemd, eller "
        "gjer ein kollega til koordinator, så ikkje alt ventar på deg.",
        en="You are now the only coordinator of the public body. Appoint a substitute, from another body if you like, "
        "or make a colleague coordinator, so that not all waits for you.",
    ),
    "organisation_succeeded": texts(
        nb="En virksomhet er erstattet av en annen. {successor} har overtatt for {predecessor} i ressurspoolen: "
        "ansatte, profiler, behov og avtalte hospiteringer følger med. Er du fra {predecessor}, logg inn på nytt; du "
        "handler nå for {successor}.",
        nn="Ei verksemd er erstatta av ei anna. {successor} har teke over for {predecessor} i ressurspoolen: "
        "tilsette, profilar, behov og avtalte hospiteringar følgjer med. Er du frå {predecessor}, logg inn på nytt; "
        "du handlar no for {successor}.",
        en="A public body was replaced by another. {successor} has taken the place of {predecessor} in the resource "
        "pool: employees, profiles, needs and agreed placements come along. If you are from {predecessor}, log in "
        "anew; you act for {successor} now.",
    ),
    "organisation_leaving_asked": texts(
        nb="En koordinator vil melde virksomheten ut. Bekreft det i ressurspoolen, eller ta det tilbake.",
        nn="Ein koordinator vil melde verksemda ut. Stadfest det i ressurspoolen, eller ta det tilbake.",
        en="A coordinator wants the public body to leave. Confirm it in the resource pool, or take it back.",
    ),
}

MESSAGES: Mapping[str, Texts] = {
    **_ORGANISATIONS,
    **_EXPERTS,
    **_NEEDS,
    **_CANDIDACIES,
    **PLACEMENTS,
    **PROPOSALS,
    **REMINDERS,
    **ABOUT_MAIL,
}


def message_text(code: str, params: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """The title, which names nobody and nothing, and the text of a message."""
    message = FOR_REASON.get((code, params.get("reason", ""))) or MESSAGES[code]
    title, _, text = message[language].partition(". ")
    words = Words(params, language)
    if "task" in params:
        words["task"] = task_sentence(params["task"], params, language)
    return title, with_reference(text.format_map(words), params, language)
