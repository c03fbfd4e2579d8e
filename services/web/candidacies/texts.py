"""What the pages of candidacies say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

NEXT: Mapping[str, Texts] = {
    "next_applied_employee": texts(
        nb="Virksomheten vurderer søknaden din. Den gir et tilbud, eller sier nei.",
        nn="Verksemda vurderer søknaden din. Ho gir eit tilbod, eller seier nei.",
        en="The body considers your application. It makes an offer, or says no.",
    ),
    "next_applied_host": texts(
        nb="Noen har søkt hos dere. Gi et tilbud, eller takk nei.",
        nn="Nokon har søkt hos dykk. Gi eit tilbod, eller takk nei.",
        en="Somebody has applied to you. Make an offer, or decline.",
    ),
    "next_invited_employee": texts(
        nb="Du er invitert. Si deg interessert, så får virksomheten vite hvem du er og kan gi et tilbud.",
        nn="Du er invitert. Sei deg interessert, så får verksemda vite kven du er og kan gi eit tilbod.",
        en="You are invited. Say that you are interested: the body learns who you are and can make an offer.",
    ),
    "next_invited_host": texts(
        nb="Dere venter på svar. Dere får vite hvem det er når den ansatte er interessert.",
        nn="De ventar på svar. De får vite kven det er når den tilsette er interessert.",
        en="You wait for an answer. You learn who it is once the employee is interested.",
    ),
    "next_interested_employee": texts(
        nb="Du har sagt at du er interessert. Nå venter du på et tilbud.",
        nn="Du har sagt at du er interessert. No ventar du på eit tilbod.",
        en="You have said that you are interested. Now you wait for an offer.",
    ),
    "next_interested_host": texts(
        nb="Den ansatte er interessert. Gi et tilbud, eller takk nei.",
        nn="Den tilsette er interessert. Gi eit tilbod, eller takk nei.",
        en="The employee is interested. Make an offer, or decline.",
    ),
    "next_offered_employee": texts(
        nb="Du har fått et tilbud. Ta imot, foreslå noe annet, eller takk nei. Deretter svarer virksomhetene.",
        nn="Du har fått eit tilbod. Ta imot, føreslå noko anna, eller takk nei. Deretter svarer verksemdene.",
        en="You have an offer. Accept, propose something else, or decline. After that the bodies answer.",
    ),
    "next_offered_host": texts(
        nb="Tilbudet er gitt. Dere venter på svar fra den ansatte.",
        nn="Tilbodet er gitt. De ventar på svar frå den tilsette.",
        en="The offer is made. You wait for the employee's answer.",
    ),
    "next_proposed_employee": texts(
        nb="Du har foreslått andre vilkår, og venter på svar. Tilbudet står så lenge.",
        nn="Du har føreslått andre vilkår, og ventar på svar. Tilbodet står så lenge.",
        en="You have proposed other terms, and wait for an answer. The offer stands meanwhile.",
    ),
    "next_proposed_host": texts(
        nb="Den ansatte foreslår andre vilkår. Ta dem inn i tilbudet, eller avslå.",
        nn="Den tilsette føreslår andre vilkår. Ta dei inn i tilbodet, eller avslå.",
        en="The employee proposes other terms. Adopt them into the offer, or decline them.",
    ),
    "next_reserve_employee": texts(
        nb="Alle plassene er avtalt. Du står i reserve, og får et tilbud om en plass blir ledig.",
        nn="Alle plassane er avtalte. Du står i reserve, og får eit tilbod om ein plass blir ledig.",
        en="All places are agreed. You are in reserve, and get an offer if a place becomes free.",
    ),
    "next_reserve_host": texts(
        nb="Alle plassene er avtalt. Den ansatte står i reserve.",
        nn="Alle plassane er avtalte. Den tilsette står i reserve.",
        en="All places are agreed. The employee is in reserve.",
    ),
    "next_accepted_employee": texts(
        nb="Tilbudet er tatt imot. Følg oppholdet på siden for det: der står hvem som har sagt ja.",
        nn="Tilbodet er teke imot. Følg opphaldet på sida for det: der står kven som har sagt ja.",
        en="The offer is accepted. Follow the stay on its own page: it says who has said yes.",
    ),
    "next_accepted_host": texts(
        nb="Tilbudet er tatt imot. Følg oppholdet på siden for det: der står hvem som har sagt ja.",
        nn="Tilbodet er teke imot. Følg opphaldet på sida for det: der står kven som har sagt ja.",
        en="The offer is accepted. Follow the stay on its own page: it says who has said yes.",
    ),
    "next_over_employee": texts(
        nb="Dette er over. Ingenting venter på deg.",
        nn="Dette er over. Ingenting ventar på deg.",
        en="This is over. Nothing waits for you.",
    ),
    "next_over_host": texts(
        nb="Dette er over. Ingenting venter på dere.",
        nn="Dette er over. Ingenting ventar på dykk.",
        en="This is over. Nothing waits for you.",
    ),
}

SAID: Mapping[str, Texts] = {
    "said_applied": texts(nb="Søknaden er sendt.", nn="Søknaden er send.", en="The application is sent."),
    "said_interested": texts(
        nb="Virksomheten vet nå hvem du er.", nn="Verksemda veit no kven du er.", en="The body knows who you are now."
    ),
    "said_accepted": texts(
        nb="Du har tatt imot tilbudet. Nå svarer virksomhetene.",
        nn="Du har teke imot tilbodet. No svarer verksemdene.",
        en="You have accepted the offer. Now the bodies answer.",
    ),
    "said_decline": texts(nb="Det er takket nei.", nn="Det er takka nei.", en="It is declined."),
    "said_withdrawal": texts(nb="Kandidaturet er trukket.", nn="Kandidaturet er trekt.", en="It is withdrawn."),
    "said_changed": texts(
        nb="Noe er endret i mellomtiden. Slik står det nå.",
        nn="Noko er endra i mellomtida. Slik står det no.",
        en="Something changed meanwhile. This is how it stands now.",
    ),
    "said_invited": texts(nb="Invitasjonen er sendt.", nn="Invitasjonen er send.", en="The invitation is sent."),
    "said_offered": texts(nb="Tilbudet er sendt.", nn="Tilbodet er sendt.", en="The offer is sent."),
    "said_proposed": texts(nb="Forslaget er sendt.", nn="Forslaget er sendt.", en="The proposal is sent."),
    "said_taken_back": texts(nb="Forslaget er trukket.", nn="Forslaget er trekt.", en="The proposal is withdrawn."),
    "said_adopted": texts(
        nb="Forslaget er nå tilbudet.", nn="Forslaget er no tilbodet.", en="The proposal is the offer now."
    ),
    "said_terms_declined": texts(
        nb="Forslaget er avslått. Tilbudet står.",
        nn="Forslaget er avslått. Tilbodet står.",
        en="The proposal is declined. The offer stands.",
    ),
}

QUESTIONS: Mapping[str, Texts] = {
    "ask_interest": texts(
        nb="Si at du er interessert", nn="Sei at du er interessert", en="Say that you are interested"
    ),
    "means_interest": texts(
        nb="Virksomheten får se navnet ditt, tittelen, hva du har skrevet om deg, og hvor du er ansatt. Din egen "
        "virksomhet får også vite det. Du binder deg ikke til noe.",
        nn="Verksemda får sjå namnet ditt, tittelen, kva du har skrive om deg, og kvar du er tilsett. Di eiga verksemd "
        "får òg vite det. Du bind deg ikkje til noko.",
        en="The body is shown your name, your title, what you wrote about yourself, and where you are employed. Your "
        "own body learns of it too. You commit to nothing.",
    ),
    "do_interest": texts(nb="Ja, jeg er interessert", nn="Ja, eg er interessert", en="Yes, I am interested"),
    "ask_acceptance": texts(nb="Ta imot tilbudet", nn="Ta imot tilbodet", en="Accept the offer"),
    "means_acceptance": texts(
        nb="Du sier ja til disse vilkårene. Dagene blir holdt av, andre tilbud for de samme dagene faller bort, og "
        "virksomhetene blir bedt om å svare. Oppholdet er avtalt når alle har sagt ja.",
        nn="Du seier ja til desse vilkåra. Dagane blir haldne av, andre tilbod for dei same dagane fell bort, og "
        "verksemdene blir bedne om å svare. Opphaldet er avtalt når alle har sagt ja.",
        en="You say yes to these terms. The days are held, other offers for the same days lapse, and the bodies are "
        "asked to answer. The stay is agreed once all have said yes.",
    ),
    "do_acceptance": texts(nb="Ja, jeg tar imot", nn="Ja, eg tek imot", en="Yes, I accept"),
    "ask_decline": texts(nb="Takk nei", nn="Takk nei", en="Decline"),
    "means_decline": texts(
        nb="Den andre siden får vite grunnen. Meldingene mellom dere blir slettet.",
        nn="Den andre sida får vite grunnen. Meldingane mellom dykk blir sletta.",
        en="The other side is shown the reason. The messages between you are erased.",
    ),
    "do_decline": texts(nb="Takk nei", nn="Takk nei", en="Decline"),
    "ask_withdrawal": texts(nb="Trekk deg", nn="Trekk deg", en="Withdraw"),
    "means_withdrawal": texts(
        nb="Den andre siden får vite grunnen. Meldingene mellom dere blir slettet, og det går noen dager før den som "
        "trekker seg, kan begynne på nytt.",
        nn="Den andre sida får vite grunnen. Meldingane mellom dykk blir sletta, og det går nokre dagar før den som "
        "trekkjer seg, kan byrje på nytt.",
        en="The other side is shown the reason. The messages between you are erased, and it takes some days before "
        "whoever withdraws can begin anew.",
    ),
    "do_withdrawal": texts(nb="Trekk", nn="Trekk", en="Withdraw"),
}

WORDS: Mapping[str, Texts] = {
    **NEXT,
    **SAID,
    **QUESTIONS,
    "candidacies_title": texts(nb="Søknader og tilbud", nn="Søknader og tilbod", en="Applications and offers"),
    "nothing_yet": texts(
        nb="Du har ikke søkt på noe, og ingen har invitert deg ennå.",
        nn="Du har ikkje søkt på noko, og ingen har invitert deg enno.",
        en="You have applied for nothing, and nobody has invited you yet.",
    ),
    "nothing_open": texts(nb="Ingenting er åpent nå.", nn="Ingenting er ope no.", en="Nothing is open now."),
    "now": texts(nb="Åpne nå", nn="Opne no", en="Open now"),
    "earlier": texts(nb="Tidligere", nn="Tidlegare", en="Earlier"),
    "case": texts(nb="Sak", nn="Sak", en="Case"),
    "see": texts(nb="Se og svar", nn="Sjå og svar", en="See and answer"),
    "see_only": texts(nb="Se", nn="Sjå", en="See"),
    "due": texts(nb="Frist", nn="Frist", en="Due"),
    "need": texts(nb="Behov", nn="Behov", en="Need"),
    "host": texts(nb="Hos", nn="Hos", en="At"),
    "home": texts(nb="Fra", nn="Frå", en="From"),
    "kind": texts(nb="Slik begynte det", nn="Slik byrja det", en="How it began"),
    "ended_at": texts(nb="Avsluttet", nn="Avslutta", en="Ended"),
    "the_offer": texts(nb="Tilbudet", nn="Tilbodet", en="The offer"),
    "offer_is": texts(nb="Tilbudet", nn="Tilbodet", en="The offer"),
    "you_offer": texts(nb="Du tilbyr", nn="Du tilbyr", en="You offer"),
    "they_offer": texts(nb="Den ansatte tilbyr", nn="Den tilsette tilbyr", en="The employee offers"),
    "need_asks": texts(nb="Behovet ber om", nn="Behovet ber om", en="The need asks for"),
    "differs": texts(nb="Dette er annerledes", nn="Dette er annleis", en="What differs"),
    "no_difference": texts(
        nb="Tilbudet er innenfor det du tilbyr og det behovet ber om.",
        nn="Tilbodet er innanfor det du tilbyr og det behovet ber om.",
        en="The offer is within what you offer and what the need asks for.",
    ),
    "no_difference_host": texts(
        nb="Tilbudet er innenfor det den ansatte tilbyr og det behovet ber om.",
        nn="Tilbodet er innanfor det den tilsette tilbyr og det behovet ber om.",
        en="The offer is within what the employee offers and what the need asks for.",
    ),
    "need_changed": texts(
        nb="Behovet er endret etter at tilbudet ble gitt",
        nn="Behovet er endra etter at tilbodet vart gitt",
        en="The need was changed after the offer was made",
    ),
    "term": texts(nb="Vilkår", nn="Vilkår", en="Term"),
    "the_need": texts(nb="Behovet", nn="Behovet", en="The need"),
    "whole_need": texts(nb="Les hele behovet", nn="Les heile behovet", en="Read the whole need"),
    "the_employee": texts(nb="Den ansatte", nn="Den tilsette", en="The employee"),
    "unnamed": texts(
        nb="Navnet er skjult til den ansatte søker, sier seg interessert eller tar imot.",
        nn="Namnet er skjult til den tilsette søkjer, seier seg interessert eller tek imot.",
        en="The name is hidden until the employee applies, is interested or accepts.",
    ),
    "proposal": texts(nb="Andre vilkår", nn="Andre vilkår", en="Other terms"),
    "proposal_declined": texts(nb="Forslaget ble avslått", nn="Forslaget vart avslått", en="The proposal was declined"),
    "answer": texts(nb="Svar", nn="Svar", en="Answer"),
    "adopt": texts(nb="Ta dem inn i tilbudet", nn="Ta dei inn i tilbodet", en="Adopt them into the offer"),
    "decline_terms": texts(nb="Avslå forslaget", nn="Avslå forslaget", en="Decline the proposal"),
    "take_back": texts(nb="Trekk forslaget", nn="Trekk forslaget", en="Withdraw the proposal"),
    "verb_interest": texts(nb="Jeg er interessert …", nn="Eg er interessert …", en="I am interested …"),
    "verb_accept": texts(nb="Ta imot tilbudet …", nn="Ta imot tilbodet …", en="Accept the offer …"),
    "verb_offer": texts(nb="Gi et tilbud …", nn="Gi eit tilbod …", en="Make an offer …"),
    "verb_propose_terms": texts(nb="Foreslå noe annet …", nn="Føreslå noko anna …", en="Propose something else …"),
    "verb_decline": texts(nb="Takk nei …", nn="Takk nei …", en="Decline …"),
    "verb_withdraw": texts(nb="Trekk …", nn="Trekk …", en="Withdraw …"),
    "to_placement": texts(nb="Til oppholdet", nn="Til opphaldet", en="To the stay"),
    "messages": texts(nb="Meldinger", nn="Meldingar", en="Messages"),
    "no_messages": texts(
        nb="Ingen har skrevet noe ennå. Her kan dere avklare det som er uklart; virksomheten den ansatte kommer fra, "
        "leser det ikke.",
        nn="Ingen har skrive noko enno. Her kan de avklare det som er uklart; verksemda den tilsette kjem frå, les det "
        "ikkje.",
        en="Nobody has written yet. Here you can clear up what is unclear; the body that the employee comes from does "
        "not read it.",
    ),
    "you": texts(nb="Du", nn="Du", en="You"),
    "your_body": texts(nb="Dere", nn="De", en="You"),
    "begins": texts(nb="Kan begynne", nn="Kan byrje", en="Can begin"),
    "the_host": texts(nb="Virksomheten", nn="Verksemda", en="The host"),
    "first_message": texts(nb="da det begynte", nn="då det byrja", en="when it began"),
    "no_more_messages": texts(
        nb="Det er skrevet 20 meldinger, som er alt det er plass til. Ring heller.",
        nn="Det er skrive 20 meldingar, som er alt det er plass til. Ring heller.",
        en="20 messages are written, which is all there is room for. Call instead.",
    ),
    "field_text": texts(nb="Ny melding", nn="Ny melding", en="New message"),
    "field_reason": texts(nb="Grunn", nn="Grunn", en="Reason"),
    "field_note": texts(nb="Merknad", nn="Merknad", en="Note"),
    "no_shortlist": texts(nb="Ikke på kortlisten", nn="Ikkje på kortlista", en="Not on the shortlist"),
    "shortlist": texts(nb="Kortlisten deres", nn="Kortlista dykkar", en="Your shortlist"),
    "shortlist_title": texts(nb="Notat til kortlisten", nn="Notat til kortlista", en="Note for the shortlist"),
    "shortlist_lead": texts(
        nb="Bare dere ser notatet. Det slettes når kandidaturet er over.",
        nn="Berre de ser notatet. Det blir sletta når kandidaturet er over.",
        en="Only your body sees the note. It is erased when the candidacy is over.",
    ),
    "put_on": texts(nb="Sett på kortlisten", nn="Set på kortlista", en="Put on the shortlist"),
    "change_note": texts(nb="Endre notatet", nn="Endre notatet", en="Change the note"),
    "take_off": texts(nb="Ta av kortlisten", nn="Ta av kortlista", en="Take off the shortlist"),
    "to_candidacies": texts(nb="Til søknader og tilbud", nn="Til søknader og tilbod", en="To applications and offers"),
    "to_opportunities": texts(nb="Behov som passer deg", nn="Behov som passar deg", en="Needs that fit you"),
}
