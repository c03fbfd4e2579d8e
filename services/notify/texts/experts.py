"""What messages about profiles say; see `messages`."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

EXPERTS: Mapping[str, Texts] = {
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
