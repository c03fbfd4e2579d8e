"""Texts of the scopes, for whoever is asked to consent to them."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

SCOPES: Mapping[str, Texts] = {
    "scope-openid": texts(nb="se hvem du er", nn="sjå kven du er", en="see who you are"),
    "scope-profile": texts(nb="se navnet ditt", nn="sjå namnet ditt", en="see your name"),
    "scope-email": texts(nb="se e-postadressen din", nn="sjå e-postadressa di", en="see your email address"),
    "scope-offline_access": texts(
        nb="fortsette når du ikke er her, uten ny innlogging",
        nn="halde fram når du ikkje er her, utan ny innlogging",
        en="go on when you are not here, without a new login",
    ),
    "scope-organisation:read": texts(
        nb="se virksomheten din og rollene der", nn="sjå verksemda di og rollene der", en="see your body and its roles"
    ),
    "scope-organisation:manage": texts(
        nb="administrere virksomheten din", nn="administrere verksemda di", en="manage your public body"
    ),
    "scope-account:manage": texts(
        nb="se og endre kontoen din: innlogginger, passord og hvor du er medlem",
        nn="sjå og endre kontoen din: innloggingar, passord og kor du er medlem",
        en="see and change your account: logins, password and memberships",
    ),
    "scope-pool:join": texts(
        nb="melde deg på og endre profilen din",
        nn="melde deg på og endre profilen din",
        en="sign you up and change your profile",
    ),
    "scope-pool:read": texts(nb="lese profiler i poolen", nn="lese profilar i poolen", en="read profiles in the pool"),
    "scope-pool:endorse": texts(
        nb="anbefale ansatte på dine vegne", nn="tilrå tilsette på dine vegner", en="endorse employees on your behalf"
    ),
    "scope-needs:read": texts(nb="lese behov", nn="lese behov", en="read needs"),
    "scope-needs:post": texts(nb="legge ut behov", nn="leggje ut behov", en="post needs"),
    "scope-matching:read": texts(nb="se forslag", nn="sjå forslag", en="see suggestions"),
    "scope-placements:read": texts(nb="lese avtaler", nn="lese avtalar", en="read placements"),
    "scope-placements:apply": texts(
        nb="søke og svare på invitasjoner", nn="søkje og svare på invitasjonar", en="apply, and answer invitations"
    ),
    "scope-placements:offer": texts(nb="gi tilbud", nn="gje tilbod", en="make offers"),
    "scope-placements:decide": texts(
        nb="avgjøre og signere på dine vegne",
        nn="avgjere og signere på dine vegner",
        en="decide and sign on your behalf",
    ),
    "scope-notify:read": texts(
        nb="lese oppgavene og meldingene dine",
        nn="lese oppgåvene og meldingane dine",
        en="read your tasks and messages",
    ),
    "scope-events:read": texts(
        nb="følge hendelser i virksomheten din", nn="følgje hendingar i verksemda di", en="follow events of your body"
    ),
}
