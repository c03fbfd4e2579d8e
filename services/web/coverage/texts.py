"""What the page of coverage says, in bokmål, nynorsk and English."""

from collections.abc import Mapping

from services.kit.language import Texts, texts

WORDS: Mapping[str, Texts] = {
    "coverage": texts(nb="Dekning", nn="Dekning", en="Coverage"),
    "coverage_lead": texts(
        nb="Hvor det mangler fagpersoner, og hvor det er flere enn det blir spurt etter, måned for måned.",
        nn="Kvar det manglar fagpersonar, og kvar det er fleire enn det blir spurt etter, månad for månad.",
        en="Where experts are short, and where there are more than asked for, month by month.",
    ),
    "key": texts(
        nb="Ledige er fagpersoner som kan begynne i måneden. Ønsket er ledige plasser som kan begynne da. Grupper"
        " som er så små at noen kunne kjennes igjen, vises ikke.",
        nn="Ledige er fagpersonar som kan byrje i månaden. Ønskt er ledige plassar som kan byrje då. Grupper som "
        "er så små at nokon kunne kjennast att, blir ikkje viste.",
        en="Free are experts who can begin in the month. Wanted are free places that can begin then. Groups so "
        "small that somebody could be recognised are not shown.",
    ),
    "region": texts(nb="Fylke", nn="Fylke", en="County"),
    "region_all": texts(nb="Hele landet", nn="Heile landet", en="The whole country"),
    "region_none": texts(nb="Uten fylke", nn="Utan fylke", en="No county"),
    "region_other": texts(nb="Andre fylker samlet", nn="Andre fylke samla", en="Other counties together"),
    "show": texts(nb="Vis", nn="Vis", en="Show"),
    "caption": texts(
        nb="Ledige og ønsket etter fagfelt og måned",
        nn="Ledige og ønskt etter fagfelt og månad",
        en="Free and wanted by field and month",
    ),
    "field": texts(nb="Fagfelt", nn="Fagfelt", en="Field"),
    "short": texts(nb="▼ Mangler {}", nn="▼ Manglar {}", en="▼ {} short"),
    "spare": texts(nb="▲ {} til overs", nn="▲ {} til overs", en="▲ {} to spare"),
    "even": texts(nb="= Går opp", nn="= Går opp", en="= Even"),
    "nothing": texts(nb="–", nn="–", en="–"),
    "hidden": texts(nb="For få til å vises", nn="For få til å visast", en="Too few to show"),
    "free": texts(nb="{} ledige", nn="{} ledige", en="{} free"),
    "wanted": texts(nb="{} ønsket", nn="{} ønskt", en="{} wanted"),
    "across": texts(nb="På tvers av sektorer", nn="På tvers av sektorar", en="Across sectors"),
    "across_lead": texts(
        nb="Så stor del av mulige koblinger ville gått mellom to sektorer.",
        nn="Så stor del av moglege koplingar ville gått mellom to sektorar.",
        en="So large a share of possible matches would go between two sectors.",
    ),
    "share": texts(nb="Andel", nn="Del", en="Share"),
    "nobody": texts(
        nb="Det er ingen ledige fagpersoner og ingen åpne behov å telle ennå.",
        nn="Det er ingen ledige fagpersonar og ingen opne behov å telje enno.",
        en="There are no free experts and no open needs to count yet.",
    ),
}
