"""Articles as the press writes them, a third dozen; a first reading found 0.74 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/third.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_THIRD = {
    "third-en-crewdragon": Case(
        "en",
        date(2025, 3, 15),
        "CAPE CANAVERAL, Florida (Agency) - A SpaceX Falcon 9 thundered away from Kennedy"
        " Space Center at 7:03 p.m. EDT on Friday, March 14, bringing two Americans, a "
        "Japanese and a Russian to the orbiting laboratory and opening the way home for "
        "the stranded Starliner pilots.\n\n"
        "The Crew Dragon capsule Endurance is to link up with the ISS late on Saturday.\n\n"
        "NASA's Anne McClain commands the mission.\n\n"
        '"It was a smooth ride," she radioed.\n\n'
        "The ship will approach to the station from below; at 420 km up, the complex "
        "travels at 17,500 mph.\n\n"
        "The handover will take two days, weather permitting, after which Wilmore and "
        "Williams can leave.",
        (
            ("thundered away from Kennedy", "orbit", "yes", None),
            ("- A SpaceX Falcon 9 thundered away from", "launch", "yes", None),
            ("link up with the ISS", "docking", None, "soyuz-iss"),
            ("17,500 mph", "other", "marginal", None),
        ),
        (("2025-03-14", "2025-03-14"), ("2025-03-15", "2025-03-15")),
    ),
    "third-en-spy": Case(
        "en",
        date(2023, 12, 2),
        "South Korea's first homegrown spy satellite is in space. The 800-kg craft, the "
        "first of five under a 1.2 trillion won project, was carried aloft by a Falcon 9 "
        "that left Vandenberg at 10:19 a.m. local time on Friday (3:19 a.m. Saturday in "
        "Seoul).\n\n"
        "It went up eleven days after the North's own reconnaissance satellite, "
        "Malligyong-1, was put in orbit by a Chollima-1 on November 21.\n\n"
        "Pyongyang says its satellite photographed the White House; it has shown no "
        "picture.\n\n"
        "Experts in Seoul think the North's eye cannot resolve anything smaller than "
        "three metres, against 30 centimetres for the South's.\n\n"
        "Vandenberg lies about 240 km northwest of Los Angeles.\n\n"
        "Seoul wants all five up by 2025.",
        (
            ("left Vandenberg at 10:19", "launch", "yes", None),
            ("was put in orbit by a Chollima-1", "orbit", "yes", "chollima-malligyong"),
            ("photographed the White House", "satellite", None, "malligyong-camera"),
            ("about 240 km northwest", "distance", "marginal", None),
        ),
        (
            ("2023-12-01", "2023-12-01"),
            ("2023-12-02", "2023-12-02"),
            ("2023-11-21", "2023-11-21"),
            ("2025-01-01", "2025-12-31"),
        ),
    ),
    "third-en-decay": Case(
        "en",
        date(2022, 11, 5),
        "Chinese rocket body drops into Pacific\n\n"
        "A 23-tonne stage of a Long March 5B came down over the south-central Pacific on "
        "Friday morning, US Space Command said, shutting Spanish airspace for 40 minutes "
        "on its way.\n\n"
        "It had been left in orbit after hauling Mengtian, the last module of the "
        "Tiangong station, from Wenchang on 31 October.\n\n"
        "Mengtian docked to the station 13 hours after launch.\n\n"
        "Tiangong orbits between 380 and 400 km up, at an inclination of 41.5 degrees.\n\n"
        "ESA's boss called for rules. Beijing says the chance of harm is extremely low.\n\n"
        "The rocket can place 25 tonnes in low Earth orbit but cannot restart its core.",
        (
            ("from Wenchang on 31 October", "orbit", "yes", None),
            ("between 380 and 400 km up", "orbit", "yes", None),
            ("at an inclination of 41.5 degrees.", "orbit", "yes", None),
            ("25 tonnes in low Earth orbit", "capability", None, "long-march-5b-25000-kg-200-km"),
        ),
        (("2022-11-04", "2022-11-04"), ("2022-10-31", "2022-10-31")),
    ),
    "third-en-table": Case(
        "en",
        date(2024, 4, 30),
        "Launch log, April 2024\n\n"
        "3 April – Soyuz MS-25's crew settles in aboard the International Space Station.\n"
        "9 April – Delta IV Heavy, Cape Canaveral: the last of its kind carries NROL-70. "
        "Success.\n"
        "11 April – Angara A5, Vostochny: third try works.\n"
        "17 April – Falcon 9, Cape Canaveral, Starlink 6-51.\n"
        "25 April – Long March 2F, Jiuquan: Shenzhou-18 with three aboard.\n"
        "26 April – Shenzhou-18 docks with Tiangong after six and a half hours.\n\n"
        "Pick of the month: the Delta IV Heavy, which could push 28.8 tonnes to low orbit"
        " and retires undefeated since 2004.",
        (
            ("3 April", "crew", None, "soyuz-iss"),
            ("9 April – Delta IV Heavy", "other", "unknown", None),
            ("11 April – Angara", "other", "yes", None),
            ("17 April – Falcon 9", "other", "yes", None),
            ("25 April – Long March 2F", "other", "yes", None),
            ("docks with Tiangong", "docking", None, "shenzhou-tiangong"),
            ("28.8 tonnes", "orbit", None, "delta-iv-heavy-28800-kg-200-km"),
        ),
        (
            ("2024-04-01", "2024-04-30"),
            ("2024-04-03", "2024-04-03"),
            ("2024-04-09", "2024-04-09"),
            ("2024-04-11", "2024-04-11"),
            ("2024-04-17", "2024-04-17"),
            ("2024-04-25", "2024-04-25"),
            ("2024-04-26", "2024-04-26"),
            ("2004-01-01", "2004-12-31"),
        ),
    ),
    "third-en-opinion": Case(
        "en",
        date(2024, 11, 20),
        "Brazil should stop dreaming of a national launcher\n\n"
        "Alcântara is the best address in rocketry: barely 2.3 degrees south of the "
        "equator, ocean on two sides. And yet nothing has ever reached orbit from there. "
        "In August 2003 a VLS-1 burned on its pad and killed 21 people.\n\n"
        "A South Korean start-up promised to launch its HANBIT-Nano from the base in "
        "2025.\n\n"
        "From the equator a rocket gets 465 metres a second for free. That is why Kourou,"
        " at 5 degrees north, lofts more to geostationary transfer orbit than Cape "
        "Canaveral.\n\n"
        "Geostationary satellites circle at 35,800 km.\n\n"
        "Spend the money on satellites, I say. India's PSLV already flew Amazonia-1 for "
        "us on 28 February 2021, from Sriharikota.",
        (
            ("In August 2003 a VLS-1", "failure", "unknown", None),
            ("promised to launch its HANBIT", "launch", "unknown", None),
            ("35,800 km", "satellite", "yes", None),
            ("flew Amazonia-1 for us", "launch", "yes", None),
        ),
        (("2003-08-01", "2003-08-31"), ("2025-01-01", "2025-12-31"), ("2021-02-28", "2021-02-28")),
    ),
    "third-fr-iss": Case(
        "fr",
        date(2025, 6, 26),
        "Sophie l'aurait rêvé, Shubhanshu Shukla l'a fait : le pilote indien est depuis "
        "jeudi le premier de son pays à bord de la Station spatiale internationale.\n\n"
        "Parti mercredi de Floride au sommet d'une Falcon 9, l'équipage privé d'Axiom-4 "
        "s'est amarré à 12 h 31 avec son vaisseau Crew Dragon, baptisé Grace.\n\n"
        "Les quatre passagers resteront deux semaines à quelque 400 kilomètres "
        "d'altitude, le temps de 230 tours de Terre : l'ISS en effectue près de seize par"
        " jour.\n\n"
        "L'Inde veut envoyer ses propres astronautes en 2027 à bord de Gaganyaan, que "
        "lancera une LVM3 depuis Sriharikota.\n\n"
        "Rakesh Sharma, en 1984, avait volé avec les Soviétiques.",
        (
            ("s'est amarré à 12 h 31", "docking", None, "soyuz-iss"),
            ("Parti mercredi de Floride au sommet d'une", "launch", "yes", None),
            ("quelque 400 kilomètres", "orbit", "yes", None),
            ("que lancera une LVM3 depuis Sriharikota.", "launch", "yes", None),
        ),
        (
            ("2025-06-26", "2025-06-26"),
            ("2025-06-25", "2025-06-25"),
            ("2027-01-01", "2027-12-31"),
            ("1984-01-01", "1984-12-31"),
        ),
    ),
    "third-fr-russie": Case(
        "fr",
        date(2023, 8, 21),
        "Luna-25 s'est écrasée\n\n"
        "La première mission lunaire russe depuis 1976 s'est achevée dans la poussière. "
        "Samedi, une mise à feu de 127 secondes au lieu de 84 a envoyé la sonde contre la"
        " surface.\n\n"
        "Luna-25 avait quitté Vostotchny dans la nuit du 10 au 11 août, emportée par une "
        "Soyouz-2.1b.\n\n"
        "Le patron de Roscosmos, Iouri Borissov, met en cause des décennies "
        "d'interruption.\n\n"
        "Le cosmodrome, à 8 fuseaux de Moscou, est distant de 5 500 km à vol d'oiseau.\n\n"
        "Selon lui, la prochaine sonde partira « dès que possible ».\n\n"
        "À Moscou, on ne commente pas.",
        (
            ("avait quitté Vostotchny dans la nuit", "launch", "yes", None),
            ("est distant de", "distance", "yes", None),
        ),
        (
            ("1976-01-01", "1976-12-31"),
            ("2023-08-19", "2023-08-19"),
            ("2023-08-10", "2023-08-10"),
            ("2023-08-11", "2023-08-11"),
        ),
    ),
    "third-fr-pratique": Case(
        "fr",
        date(2024, 1, 15),
        "Comment voir passer la Station ?\n\n"
        "C'est le troisième objet le plus brillant du ciel. La Station spatiale "
        "internationale file à 28 000 km/h, à 400 km au-dessus de vos têtes, et boucle un"
        " tour en 1 h 30.\n\n"
        "Guettez-la à l'aube ou au crépuscule. Elle ne clignote pas.\n\n"
        "Sa cousine chinoise, Tiangong, plus petite, vole un peu plus bas, vers 390 km. "
        "Son orbite est inclinée de 41,5 degrés : inutile de la chercher depuis Lille.\n\n"
        "Un satellite Starlink, lui, croise à 550 km.\n\n"
        "Bon à savoir : un Soyouz ne peut pas s'arrimer à Tiangong, les deux systèmes "
        "n'étant pas compatibles.",
        (
            ("28 000 km/h", "other", "yes", None),
            ("à 400 km au-dessus de vos têtes", "orbit", "yes", None),
            ("boucle un tour en 1 h 30.", "other", "yes", None),
            ("vers 390 km", "launch", "yes", None),
            ("inclinée de 41,5", "orbit", "yes", None),
            ("ne peut pas s'arrimer", "docking", None, "soyuz-tiangong"),
        ),
        (),
    ),
    "third-ko-spacex": Case(
        "ko",
        date(2025, 1, 17),
        "스페이스X의 초대형 발사체 스타십이 7번째 시험비행에서 공중 폭발했다.\n\n"
        "스타십은 16일 오후 4시 37분(현지시간) 텍사스주 보카치카 스타베이스에서"
        " 날아올랐으나 8분여 만에 교신이 끊겼다.\n\n"
        "1단 로켓 슈퍼헤비는 발사탑의 '젓가락' 팔에 무사히 붙잡혔다.\n\n"
        "같은 날 블루오리진의 뉴글렌은 플로리다 케이프커내버럴에서 첫 발사에 "
        "성공했다.\n\n"
        "머스크는 화재가 원인으로 보인다고 말했다.\n\n"
        "스타십은 저궤도에 100톤 이상을 실어 나르도록 설계됐다.",
        (
            ("스타십은 16일 오후", "launch", "yes", None),
            ("뉴글렌은 플로리다", "launch", "yes", None),
            ("100톤 이상", "orbit", None, "starship-100000-kg-200-km"),
        ),
        (("2025-01-16", "2025-01-16"), ("2025-01-16", "2025-01-16")),
    ),
    "third-ko-china": Case(
        "ko",
        date(2024, 5, 4),
        "중국이 달 뒷면의 흙을 가져오기 위한 탐사선 창어 6호를 3일 발사했다.\n\n"
        "창어 6호를 실은 창정 5호 로켓은 이날 오후 5시 27분 하이난성 "
        "원창우주발사장을 떠났다.\n\n"
        "앞서 지난달 25일에는 유인우주선 선저우 18호가 주취안에서 발사돼 톈궁과 "
        "도킹했다.\n\n"
        "우주정거장은 지상 400㎞ 상공을 돌고 있다.\n\n"
        "원창은 베이징에서 남쪽으로 2,300㎞ 거리다.\n\n"
        "한국은 2032년 달에 착륙선을 보낸다는 목표를 세웠다.",
        (
            ("3일 발사했다", "satellite", "unknown", None),
            ("창어 6호를 실은 창정 5호 로켓은 이날 오후", "launch", "unknown", None),
            ("선저우 18호가 주취안에서", "docking", None, "shenzhou-tiangong"),
            (
                "앞서 지난달 25일에는 유인우주선 선저우 18호가 주취안에서 발사돼 톈궁과",
                "docking",
                "yes",
                None,
            ),
            ("400㎞ 상공", "orbit", "yes", None),
            ("2,300㎞", "distance", "yes", None),
        ),
        (
            ("2024-05-03", "2024-05-03"),
            ("2024-05-03", "2024-05-03"),
            ("2024-04-25", "2024-04-25"),
            ("2032-01-01", "2032-12-31"),
        ),
    ),
    "third-ru-proton": Case(
        "ru",
        date(2023, 3, 14),
        "Протон вернулся\n\n"
        "С Байконура 13 марта ушла ракета «Протон-М» с разгонным блоком «Бриз-М» и "
        "спутником «Луч-5Х».\n\n"
        "Масса аппарата не раскрывается. Обычно «Протон-М» способен вывести на "
        "геопереходную орбиту 6,3 тонны.\n\n"
        "Байконур удалён от Москвы на 2100 километров к юго-востоку.\n\n"
        "Геостационарная орбита, напомним, находится на высоте 36 тысяч километров над "
        "экватором; спутник на ней совершает один оборот в сутки.\n\n"
        "Следующий старт с космодрома — «Союз МС-23»? Нет, он улетел ещё 24 февраля, без "
        "экипажа.\n\n"
        "В Роскосмосе рассчитывают на 11 пусков с Байконура до конца года.",
        (
            ("13 марта ушла ракета", "satellite", "unknown", None),
            ("6,3 тонны", "capability", None, "proton-m-briz-m-6300-kg-gto"),
            ("2100 километров", "distance", "yes", None),
            ("36 тысяч", "orbit", "yes", None),
            ("спутник на ней совершает один оборот в сутки.", "orbit", "yes", None),
            ("Следующий старт с", "crew", "unknown", None),
        ),
        (("2023-03-13", "2023-03-13"), ("2023-02-24", "2023-02-24")),
    ),
    "third-ru-korea": Case(
        "ru",
        date(2023, 5, 26),
        "Южная Корея с третьей попытки — по-настоящему\n\n"
        "Корейская ракета «Нури» в четверг вечером вышла на орбиту с восемью спутниками. "
        "Старт с космодрома Наро откладывали на сутки из-за неполадок в клапане.\n\n"
        "Первый полёт в октябре 2021 года закончился неудачей, второй, 21 июня 2022 года,"
        " удался.\n\n"
        "Носитель рассчитан на доставку полутора тонн на орбиты высотой 600–800 км.\n\n"
        "Главный пассажир, 180-килограммовый спутник с радаром, отделился на высоте 550 "
        "километров.\n\n"
        "Наро лежит на южном берегу, примерно в 350 км к югу от Сеула.\n\n"
        "Пхеньян тем временем готовит собственный пуск с Сохэ.",
        (
            ("в четверг вечером", "orbit", "yes", None),
            ("Первый полёт в октябре 2021", "failure", "unknown", None),
            ("полутора тонн", "orbit", None, "nuri-1500-kg-700-km"),
            ("180-килограммовый", "orbit", None, "nuri-180-kg-550-km"),
            ("350 км к югу", "distance", "yes", None),
        ),
        (("2023-05-25", "2023-05-25"), ("2021-10-01", "2021-10-31"), ("2022-06-21", "2022-06-21")),
    ),
}
