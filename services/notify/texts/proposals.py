"""What messages say of what the employee and the bodies propose and write to each other; see `messages`."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

PROPOSALS: Mapping[str, Texts] = {
    "candidacy_terms_proposed": texts(
        nb="En fagperson ber om andre vilkår enn tilbudet. Fra {start} til og med {end}, {percentage} prosent. Gjør "
        "det til tilbudet, eller avslå. Svarfrist: {answer_by}.",
        nn="Ein fagperson ber om andre vilkår enn tilbodet. Frå {start} til og med {end}, {percentage} prosent. Gjer "
        "det til tilbodet, eller avslå. Svarfrist: {answer_by}.",
        en="An expert asks for other terms than those offered. From {start} to {end}, at {percentage} per cent. Make "
        "that the offer, or decline. Answer by: {answer_by}.",
    ),
    "candidacy_terms_declined": texts(
        nb="Virksomheten sier nei til vilkårene du ba om. Tilbudet står som før, og venter på svaret ditt. Grunn: "
        "{reason}. Svarfrist: {answer_by}.",
        nn="Verksemda seier nei til vilkåra du bad om. Tilbodet står som før, og ventar på svaret ditt. Grunn: "
        "{reason}. Svarfrist: {answer_by}.",
        en="The agency says no to the terms you asked for. The offer stands as before, and waits for your answer. "
        "Reason: {reason}. Answer by: {answer_by}.",
    ),
    "candidacy_terms_withdrawn": texts(
        nb="En fagperson ber ikke lenger om andre vilkår. Tilbudet står som før.",
        nn="Ein fagperson ber ikkje lenger om andre vilkår. Tilbodet står som før.",
        en="An expert no longer asks for other terms. The offer stands as before.",
    ),
    "candidacy_employee_wrote": texts(
        nb="En fagperson har skrevet til dere. Les meldingen i kandidaturet, og svar der.",
        nn="Ein fagperson har skrive til dykk. Les meldinga i kandidaturet, og svar der.",
        en="An expert has written to you. Read the message in the candidacy, and answer there.",
    ),
    "candidacy_host_wrote": texts(
        nb="En virksomhet har skrevet til deg. Les meldingen i kandidaturet, og svar der.",
        nn="Ei verksemd har skrive til deg. Les meldinga i kandidaturet, og svar der.",
        en="An agency has written to you. Read the message in the candidacy, and answer there.",
    ),
    "placement_terms_proposed": texts(
        nb="Den ansatte ber om andre vilkår. Fra {start} til og med {end}, {percentage} prosent. En av virksomhetene "
        "kan gjøre det til vilkårene, eller avslå. Frist: {decide_by}.",
        nn="Den tilsette ber om andre vilkår. Frå {start} til og med {end}, {percentage} prosent. Ei av verksemdene "
        "kan gjere det til vilkåra, eller avslå. Frist: {decide_by}.",
        en="The employee asks for other terms. From {start} to {end}, at {percentage} per cent. One of the agencies "
        "can make these the terms, or decline. Decide by: {decide_by}.",
    ),
    "placement_terms_declined": texts(
        nb="Vilkårene den ansatte ba om, er avslått. Nei fra {party}; de gjeldende vilkårene står. Grunn: {reason}.",
        nn="Vilkåra den tilsette bad om, er avslått. Nei frå {party}; dei gjeldande vilkåra står. Grunn: {reason}.",
        en="The terms that the employee asked for were declined. The no is from {party}; the current terms stand. "
        "Reason: {reason}.",
    ),
    "placement_terms_withdrawn": texts(
        nb="Den ansatte ber ikke lenger om andre vilkår. De gjeldende vilkårene står.",
        nn="Den tilsette ber ikkje lenger om andre vilkår. Dei gjeldande vilkåra står.",
        en="The employee no longer asks for other terms. The current terms stand.",
    ),
}
