"""Articles as the press writes them, twelve more; a first reading found 0.72 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/ninth.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_NINTH = {
    "ninth-en-wire-terrasar": Case(
        "en",
        date(2024, 8, 17),
        "Satellites of a dozen nations ride one rocket\n\n"
        "VANDENBERG SPACE FORCE BASE, Calif. (Wire) - SpaceX sent 116 small payloads "
        "into space on Friday, among them Kenyan, Greek and Senegalese firsts.\n\n"
        "The Falcon 9 cleared the tower at 11:56 a.m. Pacific time on August 16. It was"
        " the eleventh flight of the Transporter series.\n\n"
        "Senegal's cubesat, GaindeSat-1A, weighs less than a bag of shopping.\n\n"
        "Most of the passengers were dropped at 510 km, on a path inclined 97.4 "
        "degrees, where a trip around the Earth takes 95 minutes.\n\n"
        "The previous Transporter left the same base on March 4.\n\n"
        "Falcon 9 has flown more than 200 times.",
        (
            ("sent 116 small payloads", "launch", "yes", None),
            ("cleared the tower", "launch", "yes", None),
            ("95 minutes", "orbit", "yes", None),
            ("on March 4", "other", "yes", None),
            ("more than 200 times", "launch", "yes", None),
        ),
        (("2024-08-16", "2024-08-16"), ("2024-08-16", "2024-08-16"), ("2024-03-04", "2024-03-04")),
    ),
    "ninth-en-obit-progress": Case(
        "en",
        date(2023, 2, 12),
        "Leak aboard a second Russian ship alarms partners\n\n"
        "MOSCOW - A cargo ship docked at the International Space Station lost its "
        "coolant on Saturday, weeks after the same befell a crew capsule.\n\n"
        "Progress MS-21 had been attached to the Poisk module since October. It is to "
        "be thrown away in the Pacific on Friday.\n\n"
        "Its successor, Progress MS-22, had tied up hours before; a Soyuz-2.1a launched"
        " it from Baikonur on February 9.\n\n"
        "The station's seven residents are in no danger, both agencies said.\n\n"
        "Soyuz MS-22, hit in December by what Moscow calls a micrometeoroid, will come "
        "back empty; Soyuz MS-23 is to fly up to the ISS without a crew on February 20.\n\n"
        "The ISS circles at 417 km; at that height, grains of dust arrive at 10 km a "
        "second.",
        (
            ("Progress MS-21 had been", "other", None, "soyuz-iss"),
            ("launched it from Baikonur on February 9", "launch", "unknown", None),
            ("fly up to the ISS", "docking", None, "soyuz-iss"),
            ("417 km", "other", "yes", None),
        ),
        (
            ("2023-02-11", "2023-02-11"),
            ("2022-10-01", "2022-10-31"),
            ("2023-02-17", "2023-02-17"),
            ("2023-02-09", "2023-02-09"),
            ("2022-12-01", "2022-12-31"),
            ("2023-02-20", "2023-02-20"),
        ),
    ),
    "ninth-en-blog-shavit": Case(
        "en",
        date(2021, 9, 3),
        "Firefly's first Alpha: two minutes of hope\n\n"
        "Alpha's debut ended as debuts do. On Thursday evening the 29-metre rocket rose"
        " from Vandenberg, lost one of its four engines after 15 seconds, and tumbled "
        "when it reached the speed of sound.\n\n"
        "Range safety blew it up at T+2:30.\n\n"
        "Thirty-six grams of algae and a bag of souvenirs were on board.\n\n"
        "Alpha is sold as a one-tonne launcher: 1,170 kg to 200 km, or 745 kg to a 500 "
        "km Sun-synchronous orbit.\n\n"
        "For scale, Rocket Lab's Electron, which has been flying from Mahia since 2017,"
        " manages 300 kg.\n\n"
        "Last month Astra failed too: its Rocket 3.3 slid sideways off the pad at "
        "Kodiak on August 28.",
        (
            ("rose from Vandenberg", "failure", "unknown", None),
            ("1,170 kg", "orbit", None, "alpha-1170-kg-200-km"),
            ("745 kg to a 500 km Sun-synchronous orbit.", "orbit", None, "alpha-745-kg-sso-500-km"),
            ("For scale, Rocket Lab's", "launch", "yes", None),
            ("Last month Astra failed too", "failure", "yes", None),
            ("August 28", "launch", "yes", None),
        ),
        (
            ("2021-09-02", "2021-09-02"),
            ("2017-01-01", "2017-12-31"),
            ("2021-08-01", "2021-08-31"),
            ("2021-08-28", "2021-08-28"),
        ),
    ),
    "ninth-en-official-noaa": Case(
        "en",
        date(2022, 11, 10),
        "Media advisory: JPSS-2 now in polar orbit\n\n"
        "NASA's and NOAA's newest weather satellite, JPSS-2, launched at 1:49 a.m. PST "
        "Thursday from Vandenberg on a United Launch Alliance Atlas V 401.\n\n"
        "The satellite will circle 824 km above the ground, 14 times a day, crossing "
        "the equator at 1:30 in the afternoon.\n\n"
        "Alongside rode LOFTID, an inflatable heat shield six metres wide. It dived "
        "back from orbit and was fished out of the Pacific east of Hawaii.\n\n"
        "This was the hundredth launch from the West Coast for the company, and the "
        "last Atlas V from there.\n\n"
        "Its elder sister JPSS-1 went up on Nov. 18, 2017, on a Delta II.",
        (
            ("launched at 1:49 a.m. PST Thursday", "satellite", "yes", None),
            ("14 times a day", "orbit", "yes", None),
            ("Nov. 18, 2017", "launch", "unknown", None),
        ),
        (("2022-11-10", "2022-11-10"), ("2017-11-18", "2017-11-18")),
    ),
    "ninth-fr-depeche-kuaizhou": Case(
        "fr",
        date(2024, 3, 13),
        "Japon : la première fusée d'une start-up explose au bout de cinq secondes\n\n"
        "TOKYO (AFP) - La première fusée privée japonaise à viser l'orbite a explosé "
        "mercredi, cinq secondes après avoir quitté son pas de tir de la péninsule de "
        "Kii.\n\n"
        "Kairos, haute de 18 mètres, emportait un petit satellite du gouvernement.\n\n"
        "« Nous n'employons pas le mot échec », a déclaré le patron de Space One, "
        "Masakazu Toyoda.\n\n"
        "L'engin pourrait placer 250 kg sur une orbite basse.\n\n"
        "Le Japon compte sur le H3, dont le deuxième exemplaire a réussi son vol le 17 "
        "février depuis Tanegashima après l'échec de mars 2023.\n\n"
        "Le site de lancement se trouve à une centaine de kilomètres au sud d'Osaka.",
        (("a explosé mercredi", "failure", "yes", None), ("le 17 février", "launch", "yes", None)),
        (("2024-03-13", "2024-03-13"), ("2024-02-17", "2024-02-17"), ("2023-03-01", "2023-03-31")),
    ),
    "ninth-fr-feature-thomas": Case(
        "fr",
        date(2021, 4, 24),
        "Pesquet est chez lui\n\n"
        "Vingt-trois heures de voyage et une bise à tout le monde : samedi à 11h08, "
        "Thomas Pesquet a retrouvé la Station spatiale internationale.\n\n"
        "La capsule Crew Dragon « Endeavour » était partie la veille de Floride, à "
        "5h49, au sommet d'une Falcon 9 dont le premier étage avait déjà servi.\n\n"
        "Le Normand y restera six mois, à 400 km d'altitude, et verra seize levers de "
        "Soleil par jour.\n\n"
        "En 2016, il était monté à bord d'un Soyouz, le 17 novembre, depuis Baïkonour.\n\n"
        "Pour dormir : un placard et un sac accroché au mur.",
        (
            ("était partie la veille", "launch", "yes", None),
            ("Le Normand y restera six", "orbit", "yes", None),
            ("le 17 novembre", "launch", "yes", None),
        ),
        (
            ("2021-04-24", "2021-04-24"),
            ("2021-04-23", "2021-04-23"),
            ("2016-01-01", "2016-12-31"),
            ("2016-11-17", "2016-11-17"),
        ),
    ),
    "ninth-fr-critique-vegac": Case(
        "fr",
        date(2023, 10, 12),
        "Vega : l'Europe n'a plus de petite fusée, ou presque\n\n"
        "Il en reste deux. Deux vieilles Vega, puis plus rien jusqu'au retour de "
        "Vega-C, clouée au sol depuis l'échec du 20 décembre 2022.\n\n"
        "La première des deux est partie lundi 9 octobre de Kourou, avec le satellite "
        "thaïlandais Theos-2 et dix passagers.\n\n"
        "La Vega sait placer 1,5 tonne à 700 km en orbite polaire ; sa remplaçante vise"
        " 2,2 tonnes.\n\n"
        "Le satellite taïwanais Triton, posé à 550 km, boucle son orbite en 95 minutes "
        "et demie.\n\n"
        "En 2020 déjà, le 17 novembre, deux câbles inversés avaient envoyé un satellite"
        " espagnol et un français au fond de l'Arctique. La fusée était une Vega.\n\n"
        "Paris et Rome se disputent la suite.",
        (
            ("20 décembre 2022", "failure", "unknown", None),
            ("lundi 9 octobre", "satellite", "unknown", None),
            ("1,5 tonne", "orbit", None, "vega-1500-kg-700-km"),
            ("95 minutes", "orbit", "yes", None),
            ("En 2020 déjà, le 17 novembre, deux câbles", "satellite", "yes", None),
        ),
        (
            ("2022-12-20", "2022-12-20"),
            ("2023-10-09", "2023-10-09"),
            ("2020-01-01", "2020-12-31"),
            ("2020-11-17", "2020-11-17"),
        ),
    ),
    "ninth-ko-wire-h3": Case(
        "ko",
        date(2024, 7, 1),
        "일본, H3 로켓 3호기 발사 성공…다이치 4호 궤도에\n\n"
        "(도쿄=뉴스) 일본 우주항공연구개발기구(JAXA)가 1일 낮 12시 6분"
        " 다네가시마우주센터에서 H3 로켓 3호기를 쏘아 올렸다.\n\n"
        "로켓은 이륙 16분 34초 뒤 지구관측위성 '다이치 4호'를 예정된 "
        "궤도에 올려놓았다.\n\n"
        "다이치 4호는 고도 628㎞에서 97분에 한 바퀴씩 지구를 돈다.\n\n"
        "H3는 지난해 3월 첫 발사에서 2단 엔진이 점화되지 않아 실패했고, "
        "올해 2월 17일 2호기가 성공했다.\n\n"
        "H3는 태양동기궤도 500㎞에 4톤을 올릴 수 있다.\n\n"
        "일본은 연 6회 발사를 목표로 한다.",
        (
            ("1일 낮", "launch", "yes", None),
            ("97분에 한 바퀴", "orbit", "yes", None),
            ("2월 17일", "failure", "yes", None),
            ("4톤", "orbit", None, "h3-24-4000-kg-sso-500-km"),
        ),
        (("2024-07-01", "2024-07-01"), ("2023-03-01", "2023-03-31"), ("2024-02-17", "2024-02-17")),
    ),
    "ninth-ko-feature-vostok": Case(
        "ko",
        date(2021, 4, 12),
        "유리 가가린, 108분의 비행 60주년\n\n"
        "1961년 4월 12일 오전 9시 7분, 바이코누르에서 보스토크 로켓이 "
        '불을 뿜었다. "포예할리(가자)!"\n\n'
        "스물일곱 살 가가린은 고도 181~327㎞ 궤도로 지구를 한 바퀴 돌고 "
        "돌아왔다. 한 바퀴에 89분이 걸렸다.\n\n"
        "그해 5월 5일 미국의 셰퍼드가 15분짜리 준궤도 비행으로 뒤를 이었다.\n\n"
        "1957년 10월 4일 스푸트니크 1호 이후 3년 반 만이었다.\n\n"
        "지금은 국제우주정거장에 늘 사람이 산다. 정거장은 고도 420㎞에서 시속"
        " 2만7600㎞로 난다.\n\n"
        "바이코누르는 지금 카자흐스탄 땅이다.",
        (
            ("1961년 4월 12일", "launch", "unknown", None),
            ("89분이 걸렸다", "orbit", "yes", None),
            ("시속 2만7600", "orbit", "yes", None),
        ),
        (("1961-04-12", "1961-04-12"), ("1961-05-05", "1961-05-05"), ("1957-10-04", "1957-10-04")),
    ),
    "ninth-ko-blog-shenzhou19": Case(
        "ko",
        date(2024, 10, 31),
        "90년대생 우주인 둘, 톈궁에 가다\n\n"
        "30일 새벽 4시 27분 고비 사막 주취안에서 창정 2호 F 로켓이 "
        "솟았다. 꼭대기에는 선저우 19호.\n\n"
        "우주선은 여섯 시간 반 뒤 톈궁 정거장 톈허 모듈 앞쪽에 붙었다.\n\n"
        "톈궁은 고도 390㎞ 안팎에서 하루 열여섯 바퀴 지구를 돈다. 궤도 "
        "경사각은 41.5도.\n\n"
        "중국은 2030년 전에 사람을 달에 보낼 작정이다.\n\n"
        "크루 드래건이 톈궁에 도킹할 수 있을까? 없다.\n\n"
        "창정 2호 F는 8톤 남짓을 저궤도에 올린다.",
        (
            ("30일 새벽", "launch", "yes", None),
            ("톈허 모듈 앞쪽에", "other", None, "shenzhou-tiangong"),
            ("열여섯 바퀴", "orbit", "yes", None),
            ("궤도 경사각은 41.5도.", "orbit", "yes", None),
            ("톈궁에 도킹할 수", "docking", None, "soyuz-iss"),
            ("8톤", "orbit", None, "long-march-2f-8000-kg-200-km"),
        ),
        (("2024-10-30", "2024-10-30"), ("2030-01-01", "2030-12-31")),
    ),
    "ninth-ru-wire-arktika": Case(
        "ru",
        date(2021, 2, 28),
        "«Арктика-М» отправилась следить за Севером\n\n"
        "БАЙКОНУР, 28 февраля. Ракета «Союз-2.1б» с первым российским спутником для "
        "наблюдения за Арктикой стартовала в воскресенье в 09:55 мск с площадки № 31 "
        "Байконура.\n\n"
        "Через два с лишним часа «Фрегат» вывел аппарат на высокоэллиптическую орбиту.\n\n"
        "Период обращения на орбите от 1000 до 39 750 км составляет около 12 часов, "
        "наклонение 63,3 градуса.\n\n"
        "Масса спутника — 2,1 тонны.\n\n"
        "В тот же день индийская PSLV вывела из Шрихарикоты бразильский спутник "
        "«Амазония-1».\n\n"
        "Второй аппарат планируют запустить в 2023 году.",
        (
            ("стартовала в воскресенье", "satellite", "yes", None),
            ("около 12 часов", "orbit", "yes", None),
            ("PSLV вывела", "satellite", "yes", None),
        ),
        (
            ("2021-02-28", "2021-02-28"),
            ("2021-02-28", "2021-02-28"),
            ("2021-02-28", "2021-02-28"),
            ("2023-01-01", "2023-12-31"),
        ),
    ),
    "ninth-ru-column-starship": Case(
        "ru",
        date(2025, 1, 17),
        "Фейерверк над Карибами\n\n"
        "Вчера вечером Starship поднялся из Бока-Чики в седьмой раз. Ускоритель "
        "вернулся в объятия башни, а сам корабль через восемь с половиной минут "
        "взорвался, и обломки посыпались на острова Теркс и Кайкос.\n\n"
        "Рейсы над Карибским морем разворачивали на лету.\n\n"
        "В тот же день, часами раньше, впервые слетал New Glenn Безоса: с мыса "
        "Канаверал на орбиту, с первого раза.\n\n"
        "Маск обещает 100 тонн на низкую орбиту, Безос — 45.\n\n"
        "Предыдущий Starship, шестой, стартовал 19 ноября.\n\n"
        "От Бока-Чики до Хьюстона 500 километров, так что грохот там не слышали.",
        (
            ("поднялся из Бока-Чики", "launch", "yes", None),
            ("слетал New Glenn", "launch", "yes", None),
            ("стартовал 19 ноября", "launch", "yes", None),
            ("Хьюстона 500", "distance", "yes", None),
        ),
        (("2025-01-16", "2025-01-16"), ("2025-01-16", "2025-01-16"), ("2024-11-19", "2024-11-19")),
    ),
}
