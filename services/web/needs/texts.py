"""What pages of needs say, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

FACTS: Mapping[str, Texts] = {
    "fields": texts(nb="Fagfelt", nn="Fagfelt", en="Professional fields"),
    "level": texts(nb="nivå", nn="nivå", en="level"),
    "at": texts(nb="Virksomhet", nn="Verksemd", en="Public body"),
    "start_between": texts(nb="Oppstart mellom", nn="Oppstart mellom", en="Start between"),
    "latest_start": texts(nb="Siste oppstart", nn="Siste oppstart", en="Latest start"),
    "length": texts(nb="Varighet", nn="Lengd", en="Duration"),
    "month": texts(nb="måned", nn="månad", en="month"),
    "months": texts(nb="måneder", nn="månader", en="months"),
    "place": texts(nb="Sted", nn="Stad", en="Place"),
    "remote": texts(nb="kan gjøres på avstand", nn="kan gjerast på avstand", en="can be done from anywhere"),
    "place_open": texts(nb="ikke oppgitt", nn="ikkje oppgitt", en="not given"),
    "must_skills": texts(nb="Ferdigheter som trengs", nn="Ferdigheiter som trengst", en="Skills that are needed"),
    "nice_skills": texts(
        nb="Ferdigheter som er en fordel", nn="Ferdigheiter som er ein fordel", en="Skills that are a plus"
    ),
    "languages": texts(nb="Språk", nn="Språk", en="Languages"),
    "clearance": texts(nb="Sikkerhetsklarering", nn="Tryggleiksklarering", en="Security clearance"),
    "perspective": texts(nb="Perspektiv", nn="Perspektiv", en="Perspective"),
    "places": texts(nb="Plasser", nn="Plassar", en="Places"),
    "filled_of": texts(nb="{} av {} avtalt", nn="{} av {} avtalt", en="{} of {} agreed"),
    "external_id": texts(nb="Deres nøkkel", nn="Nøkkelen dykkar", en="Your key"),
    "outcome": texts(nb="Utfall", nn="Utfall", en="Outcome"),
    "see_candidates": texts(nb="Se kandidater", nn="Sjå kandidatar", en="See candidates"),
    "to_ours": texts(nb="Til våre behov", nn="Til behova våre", en="To our needs"),
}

_LISTS: Mapping[str, Texts] = {
    "which_needs": texts(nb="Hvilke behov", nn="Kva behov", en="Which needs"),
    "open_title": texts(nb="Åpne behov", nn="Opne behov", en="Open needs"),
    "ours_title": texts(nb="Våre behov", nn="Behova våre", en="Our needs"),
    "field_q": texts(nb="Ord", nn="Ord", en="Words"),
    "hint_q": texts(
        nb="Fra tittel, beskrivelse eller fagfelt, som «tjenestedesign»",
        nn="Frå tittel, skildring eller fagfelt, som «tenestedesign»",
        en="Of the title, the description or a field, such as “service design”",
    ),
    "field_field": texts(nb="Fagfelt", nn="Fagfelt", en="Professional field"),
    "hint_field": texts(
        nb="Et bredt felt tar med sine delfelt.", nn="Eit breitt felt tek med delfelta sine.", en="With its sub-fields."
    ),
    "field_county": texts(nb="Fylke", nn="Fylke", en="County"),
    "field_level": texts(nb="Forvaltningsnivå", nn="Forvaltningsnivå", en="Level of government"),
    "search": texts(nb="Søk", nn="Søk", en="Search"),
    "show_all": texts(nb="Vis alle", nn="Vis alle", en="Show all"),
    "open_found": texts(nb="åpne behov", nn="opne behov", en="open needs"),
    "one_open_found": texts(nb="åpent behov", nn="ope behov", en="open need"),
    "no_open": texts(
        nb="Ingen behov er åpne nå. Følg lista i en nyhetsleser, så ser du når det kommer et.",
        nn="Ingen behov er opne no. Følg lista i ein nyheitslesar, så ser du når det kjem eit.",
        en="No needs are open now. Follow the list in a feed reader to see when one comes.",
    ),
    "none_found": texts(
        nb="Ingen åpne behov passer til søket. Prøv færre ord, et bredere fagfelt eller hele landet.",
        nn="Ingen opne behov passar til søket. Prøv færre ord, eit breiare fagfelt eller heile landet.",
        en="No open needs match. Try fewer words, a broader field, or the whole country.",
    ),
    "follow": texts(
        nb="Følg denne lista i en nyhetsleser (Atom)",
        nn="Følg denne lista i ein nyheitslesar (Atom)",
        en="Follow this list in a feed reader (Atom)",
    ),
    "log_in_for_more": texts(
        nb="Logg inn for å se alt om et behov, og for å søke etter fylke.",
        nn="Logg inn for å sjå alt om eit behov, og for å søkje etter fylke.",
        en="Log in to see all of a need, and to search by county.",
    ),
    "new_need": texts(nb="Nytt behov", nn="Nytt behov", en="New need"),
    "with_closed": texts(nb="Vis lukkede også", nn="Vis lukka også", en="Show closed ones too"),
    "without_closed": texts(nb="Skjul lukkede", nn="Skjul lukka", en="Hide closed ones"),
    "wait_for_you": texts(
        nb="kandidater venter på svar fra dere", nn="kandidatar ventar på svar frå dykk", en="candidates wait for you"
    ),
    "one_waits_for_you": texts(
        nb="kandidat venter på svar fra dere", nn="kandidat ventar på svar frå dykk", en="candidate waits for you"
    ),
    "not_all_counted": texts(
        nb="Mange venter; tallene er de nyeste hundre.",
        nn="Mange ventar; tala er dei nyaste hundre.",
        en="Many wait; the numbers count the newest hundred.",
    ),
    "go_on": texts(nb="Fortsett på utkastet", nn="Hald fram med utkastet", en="Go on with the draft"),
    "no_needs_of_ours": texts(
        nb="Virksomheten har ingen behov her ennå. Beskriv et nytt, så ser du hvor mange som kan passe før du "
        "publiserer det.",
        nn="Verksemda har ingen behov her enno. Skildre eit nytt, så ser du kor mange som kan passe før du publiserer "
        "det.",
        en="Your body has no needs here yet. Describe a new one, and see how many may fit before you publish it.",
    ),
}

_DECISIONS: Mapping[str, Texts] = {
    "do_publish": texts(nb="Publiser behovet", nn="Publiser behovet", en="Publish the need"),
    "do_hold": texts(nb="Sett behovet på vent", nn="Set behovet på vent", en="Put the need on hold"),
    "do_resume": texts(nb="Åpne behovet igjen", nn="Opne behovet att", en="Open the need again"),
    "do_close": texts(nb="Lukk behovet", nn="Lukk behovet", en="Close the need"),
    "means_publish": texts(
        nb="Alle ansatte i ordningen kan se behovet og søke, og dere får se kandidater. Tittel, beskrivelse, fagfelt "
        "og oppstart vises også uten innlogging. Se over det først.",
        nn="Alle tilsette i ordninga kan sjå behovet og søkje, og de får sjå kandidatar. Tittel, skildring, fagfelt "
        "og oppstart blir viste også utan innlogging. Sjå over det først.",
        en="Every employee in the scheme can see the need and apply, and you see candidates. Title, description, "
        "fields and start are shown without a login too. Look it over first.",
    ),
    "means_hold": texts(
        nb="Behovet vises ikke lenger i lister, og ingen nye kan søke. Du kan åpne det igjen.",
        nn="Behovet blir ikkje lenger vist i lister, og ingen nye kan søkje. Du kan opne det att.",
        en="The need is no longer in lists, and nobody new can apply. You can open it again.",
    ),
    "means_resume": texts(
        nb="Behovet vises i lister igjen, og ansatte kan søke.",
        nn="Behovet blir vist i lister att, og tilsette kan søkje.",
        en="The need is in lists again, and employees can apply.",
    ),
    "means_close": texts(
        nb="Behovet tar ingen flere, for godt. Dette skjer:",
        nn="Behovet tek ingen fleire, for godt. Dette skjer:",
        en="The need takes nobody more, for good. This happens:",
    ),
    "ends": texts(
        nb="Kandidater som er i gang, og som får beskjed om at det er slutt: {}",
        nn="Kandidatar som er i gang, og som får vite at det er slutt: {}",
        en="Candidates under way, who are told that it ends: {}",
    ),
    "stands": texts(
        nb="Avtaler som er inngått, og som står ved lag: {}",
        nn="Avtalar som er inngått, og som står ved lag: {}",
        en="Agreements made, which stand: {}",
    ),
    "goes_on": texts(
        nb="Kandidater som er i gang, og som beholder plassen sin: {}",
        nn="Kandidatar som er i gang, og som held på plassen sin: {}",
        en="Candidates under way, who stay: {}",
    ),
    "the_need": texts(nb="Behovet", nn="Behovet", en="The need"),
    "field_outcome": texts(nb="Hvorfor lukkes det?", nn="Kvifor blir det lukka?", en="Why is it closed?"),
    "field_note": texts(nb="Merknad", nn="Merknad", en="Note"),
    "hint_note": texts(
        nb="For virksomheten selv. Skriv ikke navn på personer.",
        nn="For verksemda sjølv. Skriv ikkje namn på personar.",
        en="For your own body. Write no person's name.",
    ),
    "said_publish": texts(
        nb="Behovet er publisert. Kandidatene er klare om noen sekunder.",
        nn="Behovet er publisert. Kandidatane er klare om nokre sekund.",
        en="The need is published. Its candidates are ready in a few seconds.",
    ),
    "said_hold": texts(nb="Behovet er satt på vent.", nn="Behovet er sett på vent.", en="The need is on hold."),
    "said_resume": texts(nb="Behovet er åpent igjen.", nn="Behovet er ope att.", en="The need is open again."),
    "said_close": texts(nb="Behovet er lukket.", nn="Behovet er lukka.", en="The need is closed."),
}

WORDS: Mapping[str, Texts] = {
    **FACTS,
    **_LISTS,
    **_DECISIONS,
    "draft_is": texts(
        nb="Dette er et utkast. Bare dere ser det.",
        nn="Dette er eit utkast. Berre de ser det.",
        en="This is a draft. Only you see it.",
    ),
    "under_way": texts(nb="I gang med: {}", nn="I gang med: {}", en="Under way: {}"),
    "edit": texts(nb="Endre", nn="Endre", en="Edit"),
    "copy": texts(nb="Bruk som mal for et nytt", nn="Bruk som mal for eit nytt", en="Use as a model for a new one"),
    "log_in_to_see_all": texts(
        nb="Logg inn for å se alt behovet ber om, og for å søke.",
        nn="Logg inn for å sjå alt behovet ber om, og for å søkje.",
        en="Log in to see all that the need asks for, and to apply.",
    ),
    "how_to_apply": texts(
        nb="Har du en profil i poolen, kan du se hvordan behovet passer for deg, og søke.",
        nn="Har du ein profil i poolen, kan du sjå korleis behovet passar for deg, og søkje.",
        en="With a profile in the pool you can see how the need suits you, and apply.",
    ),
    "to_opportunities": texts(
        nb="Se hvordan det passer, og søk", nn="Sjå korleis det passar, og søk", en="See how it suits, and apply"
    ),
    "takes_nobody": texts(
        nb="Behovet tar ingen nye nå.", nn="Behovet tek ingen nye no.", en="The need takes nobody new now."
    ),
    "to_open": texts(nb="Alle åpne behov", nn="Alle opne behov", en="All open needs"),
}
