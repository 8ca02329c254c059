"""The way from a pad to a plane in words, and what has flown there before."""

from visviva.core.message import Message, MessageArgument, speaker
from visviva.data import record
from visviva.data.schema.site import SiteFact

TEXTS = {
    "en": {
        "straight": "straight into the plane, heading {heading}° ({source})",
        "straight.flown": "straight into the plane, heading {heading}°: no azimuth is declared "
        "there, and {flown}",
        "free": "straight into the plane, heading {heading}°: no azimuth is declared there, and "
        "nothing listed has flown to that plane",
        "no-site": "no site of the facts: straight into the plane, heading {heading}°",
        "dogleg": "by the declared dog-leg, {first}° at first, then {then}° ({source})",
        "dogleg.loose": "by the declared dog-leg, {first}° at first, then {then}° ({source}); how "
        "long the first heading is kept is not known: the interval reaches down to a turn that "
        "waits for the next stage",
        "turned.recalled": "by a dog-leg: {first}° at first, the nearest azimuth of a wide range "
        "that is recalled, not read ({source}), then a turn towards {heading}°: the real way may "
        "cost far more; {flown}",
        "turned": "by a dog-leg: {first}° at first, the nearest azimuth declared ({source}), then "
        "a turn towards {heading}°; {flown}",
        "east": "heading {heading}°, the lowest plane that may be entered ({source}), then a turn "
        "of the plane by {turn}° on the way",
        "asked": "headings as asked for; their price is part of the payload",
        "flown.listed": "{count} listed flights went from here to such a plane, the last {tag} of "
        "{day}",
        "flown.one": "one listed flight went from here to such a plane, {tag} of {day}",
        "flown.range": "planes of {low} to {high}° have been reached from here",
        "flown.none": "nothing listed has flown from here to such a plane",
    },
    "fr": {
        "straight": "droit dans le plan, cap {heading}° ({source})",
        "straight.flown": "droit dans le plan, cap {heading}°\u00a0: aucun azimut n’y est déclaré, "
        "et {flown}",
        "free": "droit dans le plan, cap {heading}°\u00a0: aucun azimut n’y est déclaré, et aucun "
        "vol recensé n’est allé dans ce plan",
        "no-site": "aucun site des faits\u00a0: droit dans le plan, cap {heading}°",
        "dogleg": "par la trajectoire coudée déclarée, {first}° d’abord, puis {then}° ({source})",
        "dogleg.loose": "par la trajectoire coudée déclarée, {first}° d’abord, puis {then}° "
        "({source})\u202f; on ignore combien de temps le premier cap est tenu\u00a0: l’intervalle "
        "descend jusqu’à un virage qui attend l’étage suivant",
        "turned.recalled": "par une trajectoire coudée\u00a0: {first}° d’abord, l’azimut le plus "
        "proche d’une large plage citée de mémoire ({source}), puis un virage vers "
        "{heading}°\u00a0: la route réelle peut coûter bien plus\u202f; {flown}",
        "turned": "par une trajectoire coudée\u00a0: {first}° d’abord, l’azimut déclaré le plus "
        "proche ({source}), puis un virage vers {heading}°\u202f; {flown}",
        "east": "cap {heading}°, le plan le plus bas où l’on peut partir ({source}), puis un "
        "changement de plan de {turn}° en route",
        "asked": "caps demandés\u202f; leur prix est compris dans la charge utile",
        "flown.listed": "{count} vols recensés sont allés d’ici dans un tel plan, le dernier {tag} "
        "du {day}",
        "flown.one": "un vol recensé est allé d’ici dans un tel plan, {tag} du {day}",
        "flown.range": "des plans de {low} à {high}° ont été atteints d’ici",
        "flown.none": "aucun vol recensé n’est allé d’ici dans un tel plan",
    },
    "ko": {
        "straight": "방위각 {heading}°로 곧바로 궤도면에 들어감({source})",
        "straight.flown": "방위각 {heading}°로 곧바로 궤도면에 들어감: 제시된 방위각은 없고, "
        "{flown}",
        "free": "방위각 {heading}°로 곧바로 궤도면에 들어감: 제시된 방위각이 없고, 목록에는 그 "
        "궤도면으로 간 비행이 없다",
        "no-site": "자료에 있는 발사장이 아님: 방위각 {heading}°로 곧바로 궤도면에 들어감",
        "dogleg": "제시된 도그레그로, 처음 {first}°, 그다음 {then}°({source})",
        "dogleg.loose": "제시된 도그레그로, 처음 {first}°, 그다음 {then}°({source}). 처음 방위각을 "
        "얼마나 오래 지키는지는 알려지지 않음: 구간은 다음 단까지 기다리는 선회까지 내려감",
        "turned.recalled": "도그레그로: 처음에는 읽은 것이 아니라 기억에 따른 넓은 범위에서 "
        "가장 가까운 방위각 {first}°({source}), 그다음 {heading}° 쪽으로 선회. "
        "실제 경로는 훨씬 더 비쌀 수 있음; {flown}",
        "turned": "도그레그로: 처음에는 제시된 가장 가까운 방위각 {first}°({source}), 그다음 "
        "{heading}° 쪽으로 선회; {flown}",
        "east": "방위각 {heading}°, 들어갈 수 있는 가장 낮은 궤도면({source}), 그다음 도중에 "
        "궤도면을 {turn}° 변경",
        "asked": "요청한 방위각; 그 비용은 탑재량에 들어 있다",
        "flown.listed": "목록의 비행 {count}회가 여기서 그런 궤도면으로 갔다(마지막은 {day}의 "
        "{tag})",
        "flown.one": "목록의 비행 한 번이 여기서 그런 궤도면으로 갔다({day}의 {tag})",
        "flown.range": "여기서 {low}~{high}°의 궤도면에 도달한 적이 있다",
        "flown.none": "목록에는 여기서 그런 궤도면으로 간 비행이 없다",
    },
}
say = speaker(TEXTS)
#: A flight to a plane this near shows that such a plane is flown to from the site, deg.
SUCH_PLANE_DEG = 1.5


def flown_words(site: SiteFact, wanted_deg: float) -> Message | None:
    """What has flown from a site to a plane like that; None where nothing has."""
    listed = [
        f
        for f in record.flights_from(site.slug)
        if not f.failed
        and f.inclination_deg is not None
        and abs(f.inclination_deg - wanted_deg) <= SUCH_PLANE_DEG
    ]
    if listed:
        last = listed[-1]
        key = "flown.one" if len(listed) == 1 else "flown.listed"
        return say(key, count=(len(listed), 0), tag=last.tag, day=last.day.isoformat())
    band = site.flown.inclination_deg if site.flown is not None else None
    if site.flown is None or band is None or not band[0] <= wanted_deg <= band[1]:
        return None
    return say("flown.range", low=(band[0], 1), high=(band[1], 1))


def say_heading(key: str, heading: float, **words: MessageArgument) -> Message:
    """As `say`, with a heading in degrees."""
    return say(key, heading=(heading % 360.0, 1), **words)
