"""What each act on a placement or an amendment is called, what it means, and what is said when it is done."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

_CALLED: Mapping[str, Texts] = {
    "approval": texts(nb="Si ja", nn="Sei ja", en="Say yes"),
    "rejection": texts(nb="Si nei", nn="Sei nei", en="Say no"),
    "terms": texts(nb="Endre vilkår eller kontakter", nn="Endre vilkår eller kontaktar", en="Change terms or contacts"),
    "proposal": texts(nb="Foreslå andre vilkår", nn="Føreslå andre vilkår", en="Propose other terms"),
    "adoption": texts(nb="Ta inn forslaget", nn="Ta inn forslaget", en="Adopt the proposal"),
    "decline": texts(nb="Si nei til forslaget", nn="Sei nei til forslaget", en="Decline the proposal"),
    "proposal_withdrawal": texts(nb="Trekk forslaget", nn="Trekk forslaget", en="Take the proposal back"),
    "settlement": texts(
        nb="Bekreft at den går som avtalt", nn="Stadfest at ho går som avtalt", en="Confirm it goes on"
    ),
    "extension": texts(nb="Be om forlengelse", nn="Be om forlenging", en="Ask for an extension"),
    "dates": texts(nb="Be om andre datoer", nn="Be om andre datoar", en="Ask for other dates"),
    "content": texts(nb="Be om annet innhold", nn="Be om anna innhald", en="Ask for other content"),
    "early_return": texts(nb="Avslutt tidligere", nn="Avslutt tidlegare", en="End early"),
    "recall": texts(nb="Kall tilbake", nn="Kall tilbake", en="Recall"),
    "no_show": texts(nb="Meld at ingen møtte", nn="Meld at ingen møtte", en="Report that nobody came"),
    "cancellation": texts(nb="Avlys", nn="Avlys", en="Cancel the placement"),
    "amendment_approval": texts(nb="Si ja til endringen", nn="Sei ja til endringa", en="Say yes to the change"),
    "amendment_rejection": texts(nb="Si nei til endringen", nn="Sei nei til endringa", en="Say no to the change"),
    "amendment_withdrawal": texts(nb="Trekk endringen", nn="Trekk endringa", en="Take the change back"),
}

_MEANS: Mapping[str, Texts] = {
    "approval": texts(
        nb="Du sier ja på vegne av parten din, til akkurat disse vilkårene. Den er avtalt når alle tre har sagt ja.",
        nn="Du seier ja på vegner av parten din, til akkurat desse vilkåra. Ho er avtalt når alle tre har sagt ja.",
        en="You say yes for your party, to exactly these terms. It is agreed when all three have said yes.",
    ),
    "rejection": texts(
        nb="Ett nei avslutter saken for alle tre. De andre får vite grunnen.",
        nn="Eitt nei avsluttar saka for alle tre. Dei andre får vite grunnen.",
        en="One no ends the case for all three. The others are told the reason.",
    ),
    "terms": texts(
        nb="Endres vilkårene, faller alle ja som er gitt, og alle tre må svare på nytt. Kontakter kan endres uten det.",
        nn="Blir vilkåra endra, fell alle ja som er gitt, og alle tre må svare på nytt. Kontaktar kan "
        "endrast utan det.",
        en="If the terms change, every yes so far is void, and all three have to answer again. Contacts alone void "
        "nothing.",
    ),
    "proposal": texts(
        nb="Virksomhetene får forslaget og kan ta det inn i vilkårene eller si nei til det.",
        nn="Verksemdene får forslaget og kan ta det inn i vilkåra eller seie nei til det.",
        en="The bodies get the proposal, and can adopt it or say no to it.",
    ),
    "adoption": texts(
        nb="Vilkårene blir slik den ansatte foreslår. Den ansatte har da sagt ja; virksomhetene må svare på nytt.",
        nn="Vilkåra blir slik den tilsette føreslår. Den tilsette har då sagt ja; verksemdene må svare på nytt.",
        en="The terms become what the employee proposes. The employee has then said yes; the bodies have to answer "
        "again.",
    ),
    "decline": texts(
        nb="Vilkårene står som de er. Den ansatte får vite grunnen.",
        nn="Vilkåra står som dei er. Den tilsette får vite grunnen.",
        en="The terms stand as they are. The employee is told the reason.",
    ),
    "proposal_withdrawal": texts(
        nb="Vilkårene står som de er.", nn="Vilkåra står som dei er.", en="The terms stand as they are."
    ),
    "settlement": texts(
        nb="Du bekrefter for virksomheten din at hospiteringen går som avtalt.",
        nn="Du stadfestar for verksemda di at hospiteringa går som avtalt.",
        en="You confirm for your body that the placement goes on as agreed.",
    ),
    "extension": texts(
        nb="Forlengelsen gjelder når alle tre har sagt ja. Forespørselen din er det ene.",
        nn="Forlenginga gjeld når alle tre har sagt ja. Førespurnaden din er det eine.",
        en="The extension holds when all three have said yes. Asking for it is one of them.",
    ),
    "dates": texts(
        nb="De nye datoene gjelder når alle tre har sagt ja. Forespørselen din er det ene.",
        nn="Dei nye datoane gjeld når alle tre har sagt ja. Førespurnaden din er det eine.",
        en="The new dates hold when all three have said yes. Asking for them is one of them.",
    ),
    "content": texts(
        nb="Det nye innholdet gjelder når alle tre har sagt ja. Forespørselen din er det ene.",
        nn="Det nye innhaldet gjeld når alle tre har sagt ja. Førespurnaden din er det eine.",
        en="The new content holds when all three have said yes. Asking for it is one of them.",
    ),
    "early_return": texts(
        nb="Med varsel avsluttes hospiteringen uten at de andre må si ja. En tidligere dag enn varselet gir, krever at "
        "alle tre sier ja.",
        nn="Med varsel blir hospiteringa avslutta utan at dei andre må seie ja. Ein tidlegare dag enn varselet gir, "
        "krev at alle tre seier ja.",
        en="With notice the placement ends without the others' yes. An earlier day than the notice gives takes all "
        "three.",
    ),
    "recall": texts(
        nb="Den ansatte kommer tilbake til dere etter varselet. De andre får vite grunnen.",
        nn="Den tilsette kjem tilbake til dykk etter varselet. Dei andre får vite grunnen.",
        en="The employee returns to you after the notice. The others are told the reason.",
    ),
    "no_show": texts(
        nb="Hospiteringen avsluttes i dag, og plassen blir ledig.",
        nn="Hospiteringa blir avslutta i dag, og plassen blir ledig.",
        en="The placement ends today, and the place is free again.",
    ),
    "cancellation": texts(
        nb="Hospiteringen blir ikke noe av. Den ansatte og plassen blir ledige, og de andre får vite grunnen.",
        nn="Hospiteringa blir det ikkje noko av. Den tilsette og plassen blir ledige, og dei andre får vite grunnen.",
        en="The placement comes to nothing. The employee and the place are free again, and the others are told the "
        "reason.",
    ),
    "amendment_approval": texts(
        nb="Du sier ja på vegne av parten din. Endringen gjelder når alle tre har sagt ja.",
        nn="Du seier ja på vegner av parten din. Endringa gjeld når alle tre har sagt ja.",
        en="You say yes for your party. The change holds when all three have said yes.",
    ),
    "amendment_rejection": texts(
        nb="Ett nei, og hospiteringen fortsetter som den var. De andre får vite grunnen.",
        nn="Eitt nei, og hospiteringa held fram som ho var. Dei andre får vite grunnen.",
        en="One no, and the placement goes on as it was. The others are told the reason.",
    ),
    "amendment_withdrawal": texts(
        nb="Hospiteringen fortsetter som den var. De andre får vite grunnen.",
        nn="Hospiteringa held fram som ho var. Dei andre får vite grunnen.",
        en="The placement goes on as it was. The others are told the reason.",
    ),
}

_YES = texts(nb="Du har sagt ja.", nn="Du har sagt ja.", en="You said yes.")
_NO = texts(nb="Du har sagt nei.", nn="Du har sagt nei.", en="You said no.")
_SAID: Mapping[str, Texts] = {
    "approval": _YES,
    "rejection": _NO,
    "terms": texts(nb="Endret.", nn="Endra.", en="Changed."),
    "proposal": texts(nb="Forslaget er sendt.", nn="Forslaget er sendt.", en="The proposal was sent."),
    "adoption": texts(nb="Vilkårene er endret.", nn="Vilkåra er endra.", en="The terms were changed."),
    "decline": _NO,
    "proposal-withdrawal": texts(
        nb="Forslaget er trukket.", nn="Forslaget er trekt.", en="The proposal was taken back."
    ),
    "settlement": texts(nb="Bekreftet.", nn="Stadfesta.", en="Confirmed."),
    "cancellation": texts(nb="Avlyst.", nn="Avlyst.", en="Cancelled."),
    "withdrawal": texts(nb="Endringen er trukket.", nn="Endringa er trekt.", en="The change was taken back."),
    "asked": texts(
        nb="Sendt. De andre får beskjed.", nn="Sendt. Dei andre får melding.", en="Sent. The others are told."
    ),
}

ACTS: Mapping[str, Texts] = {
    **{f"act_{name}": text for name, text in _CALLED.items()},
    **{f"means_{name}": text for name, text in _MEANS.items()},
    **{f"said_{name}": text for name, text in _SAID.items()},
}
