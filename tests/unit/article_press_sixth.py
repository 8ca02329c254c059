"""Articles as the press writes them, twelve more; a first reading found 0.77 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/sixth.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_SIXTH = {
    "sixth-en-juice": Case(
        "en",
        date(2023, 4, 15),
        "Europe's Jupiter probe is on its way\n\n"
        "KOUROU, French Guiana (Wire) - A European spacecraft left for Jupiter's icy "
        "moons on Friday, one day late after lightning threatened the pad.\n\n"
        "The six-tonne JUICE rode an Ariane 5 out of Kourou at 9:14 a.m. local time on "
        "April 14.\n\n"
        "It was the last but one outing for the veteran launcher, whose successor "
        "Ariane 6 is not expected before the end of the year.\n\n"
        '"It is a great moment," said the agency\'s director general, Josef Aschbacher.\n\n'
        "The same rocket type sent the James Webb Space Telescope on its journey on "
        "Christmas Day 2021.\n\n"
        "JUICE will need eight years to cover the distance to Jupiter.\n\n"
        "Kourou lies about 60 km north-west of Cayenne, on the Atlantic coast.",
        (
            ("left for Jupiter", "other", "yes", None),
            ("rode an Ariane 5", "other", "yes", None),
            ("Christmas Day 2021", "launch", "yes", None),
            ("60 km north-west", "distance", "marginal", None),
        ),
        (("2023-04-14", "2023-04-14"), ("2023-04-14", "2023-04-14"), ("2021-12-25", "2021-12-25")),
    ),
    "sixth-en-tomahawk": Case(
        "en",
        date(2024, 10, 15),
        "SCIENCE | Clipper clears the storm\n\n"
        "The biggest planetary probe that NASA has ever built is heading for Europa "
        "after a hurricane kept it in the hangar for four days.\n\n"
        "A Falcon Heavy carried Europa Clipper away from Kennedy Space Center at noon "
        "on Monday, 14 October. Liftoff had been planned for the 10th.\n\n"
        "The booster gave everything: none of its three cores came back.\n\n"
        "SpaceX's big rocket, whose own debut was on February 6, 2018, can put some "
        "63.8 tonnes into low Earth orbit when nothing is saved for the return.\n\n"
        "Clipper will pass Mars in February 2025 and Earth in December 2026 before it "
        "arrives in April 2030.\n\n"
        "At Europa it will skim the ice at just 25 km.",
        (
            ("A Falcon Heavy carried", "launch", "yes", None),
            ("debut was on February 6, 2018", "capability", None, "falcon-heavy-63800-kg-200-km"),
            ("SpaceX's big rocket, whose own debut was on", "launch", "unknown", None),
        ),
        (
            ("2024-10-14", "2024-10-14"),
            ("2018-02-06", "2018-02-06"),
            ("2025-02-01", "2025-02-28"),
            ("2026-12-01", "2026-12-31"),
            ("2030-04-01", "2030-04-30"),
        ),
    ),
    "sixth-en-blog-cosmos": Case(
        "en",
        date(2025, 5, 12),
        "The Venus probe that never left home\n\n"
        "So it is down. Kosmos 482, the Soviet lander that was meant for Venus, came "
        "back on Saturday, 53 years after it set out from Baikonur on 31 March 1972.\n\n"
        "A little history. Its Molniya-M launcher worked; the upper stage cut out too "
        "early and left the ship around Earth.\n\n"
        "In its last weeks the old ball was circling between 150 and 400 km high, with "
        "a period of around 90 minutes and an inclination of 52 degrees.\n\n"
        "Was anyone in danger? Hardly. It was built to survive Venus, 495 kg of "
        "titanium, and the Indian Ocean is large.\n\n"
        "Its twin, Venera 8, had lifted off four days before.\n\n"
        "What's next? Skylab-style panic is not called for. By the way, Skylab was put "
        "up by a Saturn V on 14 May 1973, and went round every 93 minutes at 435 km.",
        (
            ("31 March 1972", "other", "yes", None),
            ("period of around 90 minutes", "orbit", "yes", None),
            ("14 May 1973", "launch", "yes", None),
            ("By the way, Skylab was put up by a Saturn V", "launch", "yes", None),
        ),
        (("1972-03-31", "1972-03-31"), ("1973-05-14", "1973-05-14")),
    ),
    "sixth-en-official-kuiper": Case(
        "en",
        date(2025, 4, 29),
        "PRESS RELEASE - FOR IMMEDIATE PUBLICATION\n\n"
        "Project Kuiper's first full batch of satellites is in orbit. United Launch "
        "Alliance sent 27 of them up from Cape Canaveral on an Atlas V at 7:01 p.m. EDT"
        " on April 28.\n\n"
        "The satellites separated at an altitude of 450 km and will raise themselves to"
        " 630 km. There, each one circles the planet about every 90 minutes at more "
        "than 27,000 km/h.\n\n"
        '"All 27 are talking to us," said Rajeev Badyal, vice president of the project.\n\n'
        "The mission, called KA-01, is the first of more than 80 that the company has "
        "bought from Arianespace, Blue Origin, SpaceX and ULA.\n\n"
        "Two prototypes flew on October 6, 2023, also on an Atlas V.",
        (
            ("at 7:01 p.m. EDT on April 28", "launch", "yes", None),
            ("every 90 minutes", "orbit", "marginal", None),
            ("October 6, 2023", "launch", "unknown", None),
        ),
        (("2025-04-28", "2025-04-28"), ("2023-10-06", "2023-10-06")),
    ),
    "sixth-fr-gaia": Case(
        "fr",
        date(2025, 3, 28),
        "Adieu à Gaia\n\n"
        "Le satellite Gaia a été éteint jeudi 27 mars. Il avait été lancé depuis Kourou"
        " le 19 décembre 2013 par une fusée Soyouz et avait cartographié près de deux "
        "milliards d'étoiles.\n\n"
        "Ses ingénieurs ont dû effacer un par un ses logiciels. « On ne tue pas un "
        "engin pareil d'un simple clic », raconte l'un d'eux.\n\n"
        "L'observatoire se trouvait à 1,5 million de kilomètres de la Terre, au point "
        "de Lagrange L2.\n\n"
        "Son remplaçant ? Pas avant 2040. D'ici là Euclid, parti de Cap Canaveral sur "
        "une Falcon 9 le 1er juillet 2023, prend le relais pour une partie du ciel.\n\n"
        "L'Agence spatiale européenne pilotait Gaia depuis Darmstadt, à 30 km au sud de"
        " Francfort.",
        (
            ("19 décembre 2013", "launch", "yes", None),
            ("1er juillet 2023", "launch", "yes", None),
            ("L'Agence spatiale européenne pilotait Gaia", "distance", "yes", None),
        ),
        (("2025-03-27", "2025-03-27"), ("2013-12-19", "2013-12-19"), ("2023-07-01", "2023-07-01")),
    ),
    "sixth-fr-turquie": Case(
        "fr",
        date(2024, 1, 20),
        "Premier Turc dans l'espace : Ankara exulte\n\n"
        "ISTANBUL (AFP) - La Turquie tient son premier astronaute. Alper Gezeravci, 44 "
        "ans, a quitté jeudi la Floride à bord d'une capsule Crew Dragon avec trois "
        "compagnons.\n\n"
        "Le décollage, retardé de 24 heures, a eu lieu le 18 janvier à 16h49 heure "
        "locale.\n\n"
        "L'amarrage à la Station spatiale internationale était attendu samedi.\n\n"
        "Le quatuor doit y passer deux semaines. La station file à 28 000 km/h, à "
        "quelque 400 km au-dessus de nos têtes, et boucle seize tours de la Terre par "
        "jour.\n\n"
        "Le président Erdogan a promis que la prochaine fusée serait turque.\n\n"
        "La base de lancement turque serait bâtie en Somalie, selon la presse.",
        (
            ("quitté jeudi la Floride", "launch", "unknown", None),
            ("le 18 janvier", "launch", "unknown", None),
            ("L'amarrage à la Station", "docking", None, "soyuz-iss"),
            ("28 000 km/h", "other", "yes", None),
            ("à quelque 400 km au-dessus de nos têtes", "orbit", "yes", None),
            ("boucle seize tours de la Terre par jour.", "orbit", "marginal", None),
        ),
        (("2024-01-18", "2024-01-18"), ("2024-01-18", "2024-01-18")),
    ),
    "sixth-fr-blog-ofeq": Case(
        "fr",
        date(2025, 9, 4),
        "Ofek-19 : Israël tire à contre-courant\n\n"
        "Mardi soir, depuis la base de Palmachim, un Shavit-2 a emporté le satellite "
        "radar Ofek-19.\n\n"
        "Comme toujours, le tir s'est fait vers l'ouest, au-dessus de la Méditerranée :"
        " impossible de survoler les voisins. Le lanceur y perd presque le tiers de sa "
        "charge.\n\n"
        "L'engin, de plus de 300 kg selon la rumeur, évolue sur une orbite rétrograde "
        "inclinée à 142°.\n\n"
        "Depuis 1988, le pays a mis sur orbite une douzaine de ces espions. Le "
        "précédent, Ofek-13, était parti le 29 mars 2023, de la même base et sur le "
        "même lanceur.\n\n"
        "Palmachim est à une vingtaine de kilomètres au sud de Tel-Aviv.",
        (
            ("un Shavit-2 a emporté", "satellite", "yes", None),
            ("29 mars 2023", "launch", "yes", None),
            ("au sud de Tel-Aviv", "distance", "yes", None),
        ),
        (("2025-09-02", "2025-09-02"), ("1988-01-01", "1988-12-31"), ("2023-03-29", "2023-03-29")),
    ),
    "sixth-ko-425": Case(
        "ko",
        date(2024, 12, 22),
        '군 정찰위성 3호기 발사 성공…"독자 감시망 눈앞"\n\n'
        "(서울=뉴스) 우리 군의 정찰위성 3호기가 21일 미국 밴덴버그 "
        "우주군기지에서 스페이스X의 팰컨9에 실려 발사됐다.\n\n"
        "위성은 발사 51분 뒤 로켓에서 분리돼 목표 궤도에 들어갔다고 국방부가 "
        "밝혔다.\n\n"
        "2호기는 지난 4월 8일 케네디 우주센터에서, 1호기는 작년 12월 2일"
        " 밴덴버그에서 각각 팰컨9로 올라갔다.\n\n"
        "3호기는 고도 500㎞에서 하루 열다섯 바퀴 지구를 돌며 북한을 살핀다.\n\n"
        "군은 2025년까지 5기를 모두 올릴 계획이다.\n\n"
        "북한의 만리경 1호는 지난해 11월 21일 발사됐으나 해상도는 3m "
        "수준으로 알려졌다.",
        (
            ("21일 미국 밴덴버그", "satellite", "unknown", None),
            ("4월 8일 케네디", "other", "yes", None),
            ("1호기는 작년 12월 2일 밴덴버그에서 각각 팰컨9로 올라갔다.", "launch", "yes", None),
            ("열다섯 바퀴", "orbit", "yes", None),
            ("11월 21일 발사", "capability", "yes", "chollima-malligyong"),
        ),
        (
            ("2024-12-21", "2024-12-21"),
            ("2024-04-08", "2024-04-08"),
            ("2023-12-02", "2023-12-02"),
            ("2025-01-01", "2025-12-31"),
            ("2023-11-21", "2023-11-21"),
        ),
    ),
    "sixth-ko-slim": Case(
        "ko",
        date(2024, 1, 22),
        "일본 '달 저격수' 슬림, 거꾸로 섰다\n\n"
        "일본 탐사선 슬림(SLIM)이 20일 달에 내려앉았다. "
        "소련·미국·중국·인도에 이어 다섯 번째다.\n\n"
        "슬림은 지난해 9월 7일 다네가시마에서 H-IIA 로켓 47호기로 "
        "떠났다. 같은 로켓에는 엑스선 망원경 XRISM도 함께 실렸다.\n\n"
        "H-IIA는 2001년 첫 비행 이래 48번 중 47번 성공한 일본의 "
        "간판 발사체다.\n\n"
        "다네가시마 우주센터는 도쿄에서 남서쪽으로 약 1000㎞ 떨어져 있다.\n\n"
        "한국의 다누리는 2022년 12월부터 달 상공 100㎞를 돌고 있다.",
        (
            ("9월 7일 다네가시마", "launch", "unknown", None),
            ("H-IIA는 2001년 첫 비행 이래 48번 중", "launch", "unknown", None),
            ("남서쪽으로 약 1000", "distance", "yes", None),
            ("다누리는 2022년 12월", "orbit", "yes", "danuri"),
        ),
        (
            ("2024-01-20", "2024-01-20"),
            ("2023-09-07", "2023-09-07"),
            ("2001-01-01", "2001-12-31"),
            ("2022-12-01", "2022-12-31"),
        ),
    ),
    "sixth-ko-official-ax": Case(
        "ko",
        date(2025, 6, 26),
        "액시엄 4 임무, 인도·폴란드·헝가리 우주인 ISS 도착\n\n"
        "인도와 폴란드, 헝가리가 40여 년 만에 다시 우주인을 배출했다.\n\n"
        "크루 드래건 우주선은 25일 새벽(현지시간) 케네디 우주센터 39A "
        "발사대에서 팰컨9에 실려 이륙했다.\n\n"
        "우주선은 하루 뒤인 26일 국제우주정거장과 도킹했다.\n\n"
        "네 사람은 최대 14일 동안 머물며 60여 건의 실험을 한다.\n\n"
        "국제우주정거장은 고도 약 400km에서 90분마다 지구를 한 바퀴 돈다.\n\n"
        "인도는 2027년 자국 LVM3 로켓으로 유인 우주선 가가니안을 발사할 "
        "계획이다.",
        (
            ("25일 새벽", "launch", "yes", None),
            (
                "크루 드래건 우주선은 25일 새벽(현지시간) 케네디 우주센터 39A 발사대에서",
                "launch",
                "yes",
                None,
            ),
            ("26일 국제우주정거장과 도킹", "docking", None, "soyuz-iss"),
            ("90분마다", "orbit", "yes", None),
        ),
        (
            ("2025-06-25", "2025-06-25"),
            ("2025-06-26", "2025-06-26"),
            ("2025-06-26", "2025-06-26"),
            ("2027-01-01", "2027-12-31"),
        ),
    ),
    "sixth-ru-glonass": Case(
        "ru",
        date(2020, 10, 26),
        "Новый «Глонасс-К» вышел на орбиту\n\n"
        "МОСКВА, 26 октября. Ракета-носитель «Союз-2.1б» с навигационным спутником "
        "«Глонасс-К» стартовала в воскресенье с космодрома Плесецк, сообщили в "
        "Минобороны.\n\n"
        "Пуск прошел в 22:08 мск 25 октября. Через три с половиной часа разгонный блок "
        "«Фрегат» отделил аппарат.\n\n"
        "Спутник будет работать на высоте 19 100 км и делать оборот за 11 часов 15 "
        "минут.\n\n"
        "Наклонение орбиты — 64,8 градуса, что удобно для северных широт.\n\n"
        "Предыдущий аппарат этой серии улетел 1 декабря 2014 года.\n\n"
        "Плесецк расположен в 180 км к югу от Архангельска.",
        (
            ("стартовала в воскресенье", "satellite", "yes", None),
            ("22:08 мск 25 октября", "launch", "yes", None),
            ("11 часов 15 минут", "orbit", "yes", None),
            ("180 км к югу", "distance", "yes", None),
        ),
        (
            ("2020-10-26", "2020-10-26"),
            ("2020-10-25", "2020-10-25"),
            ("2020-10-25", "2020-10-25"),
            ("2014-12-01", "2014-12-01"),
        ),
    ),
    "sixth-ru-luna25": Case(
        "ru",
        date(2023, 8, 21),
        "«Луна-25» разбилась\n\n"
        "Станция «Луна-25» столкнулась с поверхностью Луны, признал «Роскосмос» в "
        "воскресенье. Связь пропала в субботу в 14:57 мск.\n\n"
        "Первую за 47 лет российскую лунную экспедицию отправили 11 августа с "
        "Восточного на «Союзе-2.1б» с «Фрегатом». Пять дней спустя аппарат вышел на "
        "круговую орбиту высотой 100 км, где на один виток уходит около двух часов.\n\n"
        "Индийский «Чандраян-3», взлетевший 14 июля на ракете LVM3 из Шрихарикоты, "
        "сядет на Луну в среду.\n\n"
        "Глава «Роскосмоса» Борисов пообещал не сворачивать программу.\n\n"
        "Аварии бывали и прежде: 28 ноября 2017 года «Союз-2.1б» с Восточного не довел "
        "до орбиты «Метеор-М».",
        (
            ("11 августа с Восточного", "launch", "yes", None),
            ("около двух часов", "orbit", "yes", None),
            ("взлетевший 14 июля", "launch", "yes", None),
            ("28 ноября 2017", "failure", "yes", None),
        ),
        (
            ("2023-08-20", "2023-08-20"),
            ("2023-08-19", "2023-08-19"),
            ("2023-08-11", "2023-08-11"),
            ("2023-08-16", "2023-08-16"),
            ("2023-07-14", "2023-07-14"),
            ("2023-08-16", "2023-08-16"),
            ("2017-11-28", "2017-11-28"),
        ),
    ),
}
