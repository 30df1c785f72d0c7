"""Words that decide whether a listed name is that of a person, and whether one word of it may stand in a text alone."""

import re
from functools import cache
from importlib import resources
from zoneinfo import available_timezones

from igfdata import vocabulary as v

ORGANISATION = frozenset(
    """
    academy access action africa agency aid alliance amazon american apple arab asia asian assembly association authority bank board brasil bureau campaign
    center centre centro chamber charity child children church club coalition college comissao comite commission committee commonwealth community company
    conference consortium constituency corporation council data department dialogue digital directorate division ecpat embassy enfants eu europe european
    federation forum foundation fund fundacion gesellschaft global google government group gruppe gsma hotline icann idea igf inc inhope initiative insafe
    institut institute institution instituto interactive international internet itu kinder kids lab labs latin limited ltd meta microsoft ministerio ministry
    mission mozilla national nations network ngo niños office online open organisation organization parliament platform policy press programme project
    regulator research responsible rights safe safety save school schools secretariat sector security service services society solutions squad studies
    summit systems task team technology telecom telecommunications tiktok trust un unesco unicef union united universidad université university verband
    verein watch web wikimedia women working world youth youthdig zentrum
    """.split()  # noqa: SIM905
)
"""Words that show that a listed name is that of an organisation, which may stand in a text."""

FUNCTION = frozenset(
    """
    a about after all an and are as at auf before by for from has have how i in into is it its no not of off on or our out over that the their them they
    this to under up was we what when where who why will with without you your
    au aux avec dans des du en entre et le les ou par pour sans sur une
    am an auf aus bei das dem den der die ein eine für im mit oder ohne und vom zum zur
    con del el entre las los para por sin una um uma na nas no nos os
    """.split()  # noqa: SIM905
)
"""Words that no name of a person has, but those of organisations and titles do; particles such as ``de`` and ``van`` are below."""

PARTICLES = frozenset(
    "al abu am bin bint ben bar d da dal de dei del della den der di dos do du el ibn la las le los san st ten ter van vom von y zu zum".split()  # noqa: SIM905
)
"""Words between the parts of a name."""

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady hon honourable honorable rev amb ambassador minister senator judge he hrh excellency eng ing
    monsieur madame mme mlle herr frau señor señora sr sra srta don doña dott dra phd
    """.split()  # noqa: SIM905
)
"""Words before a name; a surname after one is always removed."""

ROLES = frozenset(
    """
    admin and assistant associate attendee audience author captioner chair chairman chairperson chairwoman chief clerk co coach contact coordinator counsel
    deputy desk director discussant editor engineer executive expert facilitator fellow female floor founder guest head help host info information
    interpreter interpretation invited keynote language lawyer lead leader legal mail male manager media member moderator n/a na none noreply office
    officer onsite operator opening organiser organizer panel panelist panellist participant person policymaker presenter president principal producer
    public question questioner rapporteur recording registration remote reply representative reporter researcher room secretary secretary-general senior
    sign site speaker speakers staff student support tba tbc tbd teacher technical trainer translator unknown user various vice video voice volunteer
    webmaster youth
    """.split()  # noqa: SIM905
)
"""What people do, and what stands where a name is missing."""

ALSO_WORDS = frozenset(
    """
    abby amber angel april archer art asher august aurora autumn baker banks barber bay beach bell berry best bill bird bishop black blue bond bow brook
    brown bush butcher carpenter carter chance charity chase christian church clay close cloud cole constant cook coral court cross crystal curry daisy dale
    dawn day days dean destiny diamond dick drew duke earl early east easter eden eve ever faith farmer fay field fields fine finch fisher flora flowers
    ford forest fox france frank free freedom freeman friend frost future gale garden gene gentle german gift ginger glass glory gold golden good grace
    grant gray green grey ground guy hall hand hands happy hardy harmony harper hart harvest hazel head heart heather heaven hill holiday holly home honor
    hope hopes house hunt hunter ice independence iris ivy jack jade jasmine jay jewel jordan joy judge july june junior justice key keys king kings knight
    lake lamb land lane lark laurel law laws lawyer leaf lee liberty light lily lion little lock long lord love major many march marina mark market marsh
    mason may mays melody mercy miles mill miller mills mine mint monday moon moore morning moss mountain myrtle nature new noble noon north norm novel oak
    ocean olive oliver opal page pages paige parent parents park parker parks pat patience pearl penny peoples phoenix piper play player pleasant poet pole
    pond poole poor pope porter post potter power powers price prince princess promise queen rain raven ray read reader reading reed reign rich ring rise
    river rivers rob robin rock rod rose rosemary rough round royal ruby rule rules rush sage sailor sand sandy savage say sea serenity shade shadow sharp
    shepherd short silver singer sky small smart smith snow song south speed spring star stars steel stone storm story street strong sue summer sun sunday
    sunny swift tanner taylor temple thorn tiger time times trinity true turner unity van victor victory viola violet virtue walker wall walls ward water
    waters way weaver weeks wells west white wild will willow wills win winter wisdom wise wish wolf wood woods worth wright young younger
    adult adults agenda amour art avenir bien code codes design development droit droits école ecole education effect enfant espoir evidence fair family
    frau freude geist girl girls glück gut haus hoffnung impact jeune jugend justicia kind klein krieg lehrer luna luz mar mensch mut médias neu niña niño
    paz people policies practice privacy protection provision participation question recht report rights schmidt schule sol son sommer spiel stark state
    story teen teens tools tech verde vida winter zeit
    bot chat coin cookie crime cyber email game games harm law machine media model network novel phone porn risk risks scam sign signal site tag trend trends
    """.split()  # noqa: SIM905
)
"""Names that are also words: alone they stay in a text."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def places() -> frozenset[str]:
    """Return words of places: of countries, regions and the cities that zones are named after."""
    words = {word.casefold() for zone in available_timezones() for word in _WORD.findall(zone)}
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    rows = (line.split("\t")[1] for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset(words | {word.casefold() for row in rows for word in _WORD.findall(row)})


@cache
def stay_alone() -> frozenset[str]:
    """Return words that stay in a text where they stand alone, whatever a person is called."""
    listed = (v.STAKEHOLDER_GROUPS, v.REGIONAL_GROUPS, v.SESSION_TYPES, v.PILLARS, v.ROLES)
    terms = (text for terms in listed for term in terms.values() for text in (term.label, *term.aliases))
    of_vocabulary = {word.casefold() for text in terms for word in _WORD.findall(text)}
    return ORGANISATION | FUNCTION | PARTICLES | TITLES | ROLES | ALSO_WORDS | places() | frozenset(of_vocabulary)
