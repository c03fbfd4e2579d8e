"""What messages about mail itself say: that more waits than is mailed, and that mail comes back."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

MAILS: Mapping[str, Texts] = {
    "more_waiting": texts(
        nb="Flere meldinger venter i innboksen din. Det har kommet mange om det samme på kort tid, så vi sender ikke "
        "flere e-poster om det i dag. Logg inn og les dem.",
        nn="Fleire meldingar ventar i innboksen din. Det har kome mange om det same på kort tid, så vi sender ikkje "
        "fleire e-postar om det i dag. Logg inn og les dei.",
        en="More messages wait in your inbox. There have been many about the same in a short time, so we send no more "
        "mail about it today. Log in and read them.",
    ),
    "mail_returned": texts(
        nb="E-post til deg kommer ikke fram. Mottakeren avviser adressen din, så vi sender ikke mer dit den neste "
        "måneden. Oppgi en annen adresse på siden din; til da er meldingene bare her.",
        nn="E-post til deg kjem ikkje fram. Mottakaren avviser adressa di, så vi sender ikkje meir dit den neste "
        "månaden. Gje opp ei anna adresse på sida di; til då er meldingane berre her.",
        en="Mail to you does not arrive. The receiving server refuses your address, so we send nothing more there for "
        "a month. Give another address on your page; until then your messages are only here.",
    ),
}
