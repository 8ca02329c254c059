"""Launch sites that the words of a notice name, by their own names, country or coast.

Limits: a name is evidence, not proof: a notice off one coast may warn of a launch from another.
"""

import re
from collections.abc import Iterable

from visviva.data.schema.site import SiteFact

#: States and regions that notices print in their heads, and the sites on their ground.
REGIONS: dict[str, tuple[str, ...]] = {
    "FLORIDA": ("cape-canaveral", "kennedy"),
    "CALIFORNIA": ("vandenberg",),
    "VIRGINIA": ("wallops",),
    "TEXAS": ("boca-chica",),
    "ALASKA": ("kodiak",),
    "HAWAII": ("barking-sands",),
    "FRENCH GUIANA": ("kourou",),
    "MARSHALL ISLANDS": ("kwajalein-omelek",),
    "KAZAKHSTAN": ("baikonur",),
    "NORTH KOREA": ("sohae", "tonghae"),
    "DPRK": ("sohae", "tonghae"),
    "북한": ("sohae", "tonghae"),
    "北朝鮮": ("sohae", "tonghae"),
}
#: Other names in use in notices.
OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "sriharikota": ("SHAR", "SDSC"),
    "cape-canaveral": ("CCSFS", "CCAFS", "CAPE CANAVERAL"),
    "kennedy": ("KSC", "KENNEDY SPACE CENTER"),
    "vandenberg": ("VSFB", "VAFB", "VANDENBERG"),
    "mahia": ("MAHIA",),
    "kourou": ("KOUROU", "CSG"),
    "sohae": ("SOHAE", "TONGCHANG-RI", "SEOHAE", "서해위성발사장", "동창리", "東倉里"),
    "tonghae": ("TONGHAE", "MUSUDAN-RI", "무수단리", "舞水端里"),
    "palmachim": ("PALMACHIM",),
    "naro": ("나로우주센터", "나로도", "고흥"),
    "tanegashima": ("種子島", "다네가시마"),
    "uchinoura": ("内之浦",),
    "wenchang": ("文昌", "원창"),
    "jiuquan": ("酒泉", "주취안"),
    "taiyuan": ("太原", "타이위안"),
    "xichang": ("西昌", "시창"),
}
#: Weights of a site's own name, of its region and of its country.
OWN_NAME, REGION, COUNTRY = 1.0, 0.4, 0.2
#: Words of exercises, and words of rockets that speak against them.
_EXERCISE = re.compile(
    r"\b(?:GUNNERY|GUN ?FIRE|FIRING EXERCISES?|LIVE FIRING|NAVAL EXERCISES?|MILITARY EXERCISES?|"
    r"BOMBING|TORPEDO|MISSILE|UNDERWATER|SEISMIC|CABLE|DREDGING|DRILLING)\b",
    re.IGNORECASE,
)
_ROCKET = re.compile(
    r"\b(?:ROCKETS?|SPACE|SATELLITES?|LAUNCH(?:ES|ING)?|AEROSPACE|DEBRIS|STAGES?|FAIRING|"
    r"FALLING|DROP ZONES?|SPLASH ?DOWN|RE-?ENTRY|SPACECRAFT)\b",
    re.IGNORECASE,
)


def named_sites(text: str, sites: Iterable[SiteFact]) -> dict[str, float]:
    """Weight of each site that the text names, by slug."""
    shouted = text.upper()
    out: dict[str, float] = {}
    for site in sites:
        # A platform at sea bears the name of its sea, which every notice of that sea prints.
        if "at sea" in site.country:
            continue
        names = {site.slug.replace("-", " "), *site.names.values(), *OTHER_NAMES.get(site.slug, ())}
        names |= {a for aliases in site.aliases.values() for a in aliases}
        if any(_has(shouted, name.upper()) for name in names if len(name) > 2):
            out[site.slug] = OWN_NAME
        elif any(_has(shouted, r) and site.slug in slugs for r, slugs in REGIONS.items()):
            out[site.slug] = REGION
        elif len(site.country) > 3 and _has(shouted, site.country.upper()):
            out[site.slug] = COUNTRY
    return out


def is_exercise(text: str) -> str:
    """The word that shows a notice to be of an exercise or works, not of a rocket; else empty.

    Examples
    --------
    >>> is_exercise("HAZARDOUS OPERATIONS, GUNNERY"), is_exercise("ROCKET LAUNCHING, MISSILE RANGE")
    ('GUNNERY', '')
    """
    found = _EXERCISE.search(text)
    return found[0].upper() if found and not _ROCKET.search(text) else ""


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<![A-Z]){re.escape(name)}(?![A-Z])", text) is not None
