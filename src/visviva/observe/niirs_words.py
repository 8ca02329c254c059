"""What a trained reader can tell apart at each whole rating of NIIRS, in three languages.

Source: Civil NIIRS reference guide (Imagery Resolution Assessments and Reporting Standards
Committee, 1996), visible pictures, in our words.
"""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "0.0": "nothing: the picture is hidden, degraded or too coarse",
        "1.0": "tell land use apart in large fields: city, farmland, forest, water",
        "1.1": "see a medium-sized harbour, or runways and taxiways of a large airfield",
        "2.0": "see large buildings such as hospitals and factories",
        "2.1": "see a large road pattern, and ice-breaker tracks",
        "3.0": "see individual houses in a residential area, and trains of rolling stock on rails",
        "3.1": "tell an inland waterway's barges apart",
        "4.0": "count farm buildings, tell tracked vehicles in groups",
        "4.1": "see railway tracks one by one, and basketball and tennis courts",
        "5.0": "tell vehicle trailers apart, see open bay doors of storage buildings",
        "5.1": "see tents in camps, and tell railway wagons by kind",
        "6.0": "tell cars from station wagons and vans",
        "6.1": "see utility poles in residential areas",
        "7.0": "see single railway ties, and steps of a stairway",
        "7.1": "see stumps and rocks in clearings",
        "8.0": "count baby pigs, see a survey mark on pavement",
        "8.1": "see the windscreen wipers of a vehicle",
        "9.0": "see single barbs on a wire fence, and spikes in railway ties",
        "9.1": "tell ear tags on large animals",
    },
    "fr": {
        "0.0": "rien\u00a0: l’image est masquée, dégradée ou trop grossière",
        "1.0": "distinguer l’usage du sol en grandes parcelles\u00a0: ville, cultures, forêt, eau",
        "1.1": "voir un port de taille moyenne, ou les pistes et les voies de circulation d’un "
        "grand aérodrome",
        "2.0": "voir de grands bâtiments, comme des hôpitaux et des usines",
        "2.1": "voir le tracé de grandes routes, et le sillage d’un brise-glace",
        "3.0": "voir des maisons une à une dans un quartier, et des rames de wagons sur les rails",
        "3.1": "distinguer les péniches d’une voie navigable",
        "4.0": "compter des bâtiments de ferme, distinguer des véhicules chenillés en groupes",
        "4.1": "voir les voies ferrées une à une, et des terrains de basket et de tennis",
        "5.0": "distinguer des remorques, voir les portes ouvertes d’entrepôts",
        "5.1": "voir des tentes dans un camp, et distinguer les wagons par type",
        "6.0": "distinguer une berline d’un break ou d’une camionnette",
        "6.1": "voir les poteaux des lignes dans un quartier",
        "7.0": "voir les traverses d’une voie une à une, et les marches d’un escalier",
        "7.1": "voir des souches et des rochers dans une clairière",
        "8.0": "compter des porcelets, voir un repère d’arpenteur sur la chaussée",
        "8.1": "voir les essuie-glaces d’un véhicule",
        "9.0": "voir les pointes d’un barbelé, et les crampons des traverses",
        "9.1": "distinguer les marques d’oreille de grands animaux",
    },
    "ko": {
        "0.0": "아무것도 알아볼 수 없음: 가려졌거나 나빠졌거나 너무 거칢",
        "1.0": "넓은 땅의 쓰임을 구별: 도시, 농지, 숲, 물",
        "1.1": "중간 크기의 항구, 또는 큰 비행장의 활주로와 유도로를 알아봄",
        "2.0": "병원과 공장 같은 큰 건물을 알아봄",
        "2.1": "큰 도로망과 쇄빙선이 지나간 자국을 알아봄",
        "3.0": "주택가의 집 하나하나와 선로 위의 열차를 알아봄",
        "3.1": "내륙 수로의 바지선을 구별",
        "4.0": "농가 건물을 세고, 무리 지은 궤도 차량을 구별",
        "4.1": "선로를 하나하나, 농구장과 테니스장을 알아봄",
        "5.0": "차량의 트레일러를 구별하고, 창고의 열린 문을 알아봄",
        "5.1": "야영지의 천막을 알아보고, 철도 차량을 종류별로 구별",
        "6.0": "승용차를 왜건이나 승합차와 구별",
        "6.1": "주택가의 전봇대를 알아봄",
        "7.0": "철도 침목 하나하나와 계단의 단을 알아봄",
        "7.1": "빈터의 그루터기와 바위를 알아봄",
        "8.0": "새끼 돼지를 세고, 포장도로의 측량 표지를 알아봄",
        "8.1": "차량의 와이퍼를 알아봄",
        "9.0": "철조망의 가시 하나하나와 침목의 스파이크를 알아봄",
        "9.1": "큰 동물의 귀표를 구별",
    },
}
SAY = speaker(TEXTS)


def criteria(rating: int) -> tuple[str, ...]:
    """What can be told apart at a whole rating, 0 to 9.

    Examples
    --------
    >>> criteria(6)[1]
    'see utility poles in residential areas'
    """
    return tuple(SAY(key) for key in TEXTS["en"] if key.startswith(f"{rating}."))
