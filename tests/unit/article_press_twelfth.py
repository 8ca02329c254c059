"""Articles as the press writes them, ten more; a first reading found 0.79 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/twelfth.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_TWELFTH = {
    "twelfth-en-wire-eris": Case(
        "en",
        date(2025, 7, 31),
        "Australian-made rocket crashes after 14 seconds\n\n"
        "SYDNEY (AP) — The first Australian-made rocket to attempt to reach orbit "
        "crashed after 14 seconds of flight on Wednesday.\n\n"
        "The Eris rocket, built by Gilmour Space Technologies, cleared the tower at "
        "the company's spaceport near the township of Bowen in the north of "
        "Queensland, hovered and then slid sideways before it dropped out of sight. "
        "Nobody was hurt.\n\n"
        'Chief executive Adam Gilmour said he was pleased. "Of course I would have '
        'liked more flight time but happy with this."\n\n'
        "The country has seen two orbital launches before: an American Redstone took "
        "WRESAT up from Woomera on Nov. 29, 1967, and Britain's Black Arrow followed "
        "on Oct. 28, 1971.\n\n"
        "Bowen is about 1,000 kilometers north-west of Brisbane.",
        (
            ("14 seconds of flight on Wednesday", "failure", "yes", None),
            ("The Eris rocket, built by Gilmour Space", "launch", "yes", None),
            ("Nov. 29, 1967", "other", "yes", None),
            ("1,000 kilometers north-west", "distance", "yes", None),
        ),
        (("2025-07-30", "2025-07-30"), ("1967-11-29", "1967-11-29"), ("1971-10-28", "1971-10-28")),
    ),
    "twelfth-en-official-cms03": Case(
        "en",
        date(2025, 11, 2),
        "PRESS NOTE\n"
        "02 November 2025\n\n"
        "LVM3-M5 / CMS-03 MISSION ACCOMPLISHED\n\n"
        "India's heaviest launch vehicle lofted the communication satellite CMS-03 "
        "from the Second Launch Pad at Sriharikota today at 17:26 hrs IST.\n\n"
        "Lift-off mass of the satellite: 4,410 kg, the heaviest to a transfer orbit "
        "from Indian soil.\n\n"
        "LVM3 is capable of placing 4,000 kg into Geosynchronous Transfer Orbit and "
        "8,000 kg into Low Earth Orbit of 600 km.\n\n"
        "On 14 July 2023 the same vehicle type had set Chandrayaan-3 on its way.\n\n"
        "The spaceport is situated about 80 km north of Chennai.",
        (
            ("LVM3-M5 / CMS-03 MISSION ACCOMPLISHED", "other", "yes", None),
            ("lofted the communication satellite", "satellite", "yes", None),
            ("4,000 kg into", "capability", None, "lvm3-4000-kg-gto"),
            ("8,000 kg into", "orbit", None, "lvm3-8000-kg-600-km"),
            ("14 July 2023", "other", "yes", None),
            ("80 km north of Chennai", "distance", "marginal", None),
        ),
        (("2025-11-02", "2025-11-02"), ("2025-11-02", "2025-11-02"), ("2023-07-14", "2023-07-14")),
    ),
    "twelfth-en-magazine-sputnik": Case(
        "en",
        date(2025, 10, 4),
        "The sphere that beeped\n\n"
        "It weighed about as much as a grown man. On the night of October 4, 1957, an "
        "R-7 rocket hurled the polished ball off the Kazakh steppe at Baikonur, and "
        "for twenty-one days anyone with a ham set could listen in.\n\n"
        "Sputnik swung between 215 and 939 kilometers, girdling the planet every 96 "
        "minutes. It burned up on January 4, 1958.\n\n"
        "Washington's answer blew up on the pad: on December 6, 1957, a Vanguard "
        "rocket rose four feet and sat down again.\n\n"
        "Wernher von Braun got his turn eight weeks later. His Jupiter-C, renamed Juno "
        "I for the occasion, carried Explorer 1 away from Cape Canaveral on January "
        "31, 1958.\n\n"
        "The old design never quite retired. Its great-grandchild, the Soyuz-2.1a, "
        "still lifts 7,000 kg to low orbit from Baikonur, 2,100 kilometers southeast "
        "of Moscow.",
        (
            ("October 4, 1957", "launch", "yes", None),
            ("every 96 minutes", "orbit", "yes", None),
            ("January 31, 1958", "other", "yes", None),
            ("7,000 kg", "distance", "yes", None),
            (
                "Its great-grandchild, the Soyuz-2.1a, still",
                "orbit",
                None,
                "soyuz-2.1a-7000-kg-200-km",
            ),
        ),
        (
            ("1957-10-04", "1957-10-04"),
            ("1958-01-04", "1958-01-04"),
            ("1957-12-06", "1957-12-06"),
            ("1958-01-28", "1958-02-03"),
            ("1958-01-31", "1958-01-31"),
        ),
    ),
    "twelfth-fr-quotidien-h2a": Case(
        "fr",
        date(2025, 6, 29),
        "Le Japon tourne la page H-2A\n\n"
        "TOKYO - Correspondance\n\n"
        "Elle avait débuté le 29 août 2001. La fusée H-2A a tiré sa révérence dans la "
        "nuit de samedi à dimanche depuis l'île de Tanegashima, emportant vers 666 km "
        "d'altitude le satellite climatique Gosat-GW.\n\n"
        "Sur cinquante lancements, un seul raté, celui du 29 novembre 2003, lorsqu'un "
        "propulseur d'appoint refusa de se détacher.\n\n"
        "La H-2A plaçait 4 tonnes en orbite de transfert géostationnaire ; la H3, qui "
        "lui succède, en promet 6,5.\n\n"
        "Gosat-GW bouclera chaque révolution en 98 minutes, martèle la JAXA.\n\n"
        "Il faudra désormais compter sur la H3, dont le vol inaugural, le 7 mars 2023, "
        "s'était soldé par un échec.\n\n"
        "Tanegashima, à 1 000 kilomètres au sud-ouest de Tokyo, perd un peu de son "
        "âme, soupire un pêcheur.",
        (
            ("tiré sa révérence dans la nuit", "orbit", "yes", None),
            ("29 novembre 2003", "failure", "unknown", None),
            ("4 tonnes en orbite de transfert", "orbit", None, "h-iia-202-4000-kg-gto"),
            ("98 minutes", "other", "yes", None),
            ("7 mars 2023", "failure", "yes", None),
            ("1 000 kilomètres au sud-ouest", "distance", "yes", None),
        ),
        (
            ("2001-08-29", "2001-08-29"),
            ("2025-06-28", "2025-06-28"),
            ("2025-06-29", "2025-06-29"),
            ("2003-11-29", "2003-11-29"),
            ("2023-03-07", "2023-03-07"),
        ),
    ),
    "twelfth-fr-blog-zhuque": Case(
        "fr",
        date(2025, 12, 5),
        "Zhuque-3 : presque !\n\n"
        "Bon, on ne va pas bouder. Le 3 décembre, LandSpace a envoyé sa Zhuque-3 en "
        "orbite du premier coup, depuis Jiuquan. L'étage de base, lui, a pris feu à "
        "quelques secondes de la plateforme.\n\n"
        "Petit rappel pour ceux du fond : Falcon 9 avait posé son premier étage dès le "
        "21 décembre 2015, après un vol bien réel vers l'orbite.\n\n"
        "La concurrence s'active. La Longue Marche 12A doit voler avant la fin du "
        "mois.\n\n"
        "Côté muscles, la Falcon 9 sort 22,8 t en orbite basse et la Falcon Heavy 63,8 "
        "t, sur le papier.\n\n"
        "Jiuquan, pour les géographes, c'est à 1 500 km à l'ouest de Pékin.\n\n"
        "Orbite visée : circulaire, 450 km, un tour toutes les 93 minutes et demie.",
        (
            ("Le 3 décembre", "orbit", "unknown", None),
            ("21 décembre 2015", "orbit", "yes", None),
            ("22,8 t", "orbit", None, "falcon-9-22800-kg-200-km"),
            ("63,8 t", "other", None, "falcon-heavy-63800-kg-200-km"),
            ("1 500 km à l'ouest", "distance", "marginal", None),
            ("93 minutes et demie", "orbit", "yes", None),
        ),
        (("2025-12-03", "2025-12-03"), ("2015-12-21", "2015-12-21")),
    ),
    "twelfth-ko-analysis-nahid": Case(
        "ko",
        date(2025, 7, 26),
        "이란 위성, 또 러시아 로켓 탔다\n\n"
        "이란 통신위성 나히드-2가 25일 러시아 극동 보스토치니 우주기지에서 "
        "소유스-2.1b에 실려 올라갔다. 주 승객은 러시아의 지구물리 위성 두 기였다.\n\n"
        "나히드-2는 고도 500㎞에서 95분에 한 번 지구를 돈다.\n\n"
        "이란은 2022년 8월 9일에도 바이코누르에서 소유스로 하이얌 위성을 띄웠다.\n\n"
        "자체 발사체도 있다. 지난해 9월 14일 혁명수비대는 가엠-100으로 참란-1호를 "
        "550㎞ 궤도에 올려놓았다.\n\n"
        "보스토치니는 모스크바에서 동쪽으로 5500㎞ 떨어져 있다.\n\n"
        "소유스-2.1b는 태양동기궤도에 4.8톤을 실어 나를 수 있다.",
        (
            ("25일 러시아 극동", "satellite", "yes", None),
            ("95분에 한 번", "orbit", "yes", None),
            ("2022년 8월 9일", "satellite", "unknown", None),
            ("지난해 9월 14일", "orbit", "yes", None),
            ("5500㎞", "distance", "yes", None),
            ("4.8톤", "capability", None, "soyuz-2.1b-4800-kg-sso-500-km"),
        ),
        (("2025-07-25", "2025-07-25"), ("2022-08-09", "2022-08-09"), ("2024-09-14", "2024-09-14")),
    ),
    "twelfth-ko-blog-newglenn": Case(
        "ko",
        date(2025, 1, 18),
        "베이조스의 로켓, 드디어\n\n"
        "솔직히 기대 안 했다. 2025년 1월 16일 새벽(현지시간), 뉴글렌이 "
        "케이프커내버럴에서 첫 비행에 나서 그대로 궤도까지 갔다. 1단은 바다에 "
        "빠졌지만.\n\n"
        "스페이스X의 스타십은 같은 날 오후 보카치카에서 7번째로 날았다가 터졌다.\n\n"
        "팰컨헤비는 2018년 2월 6일 테슬라를 싣고 데뷔했었다.\n\n"
        "케이프커내버럴에서 올랜도까지는 80㎞쯤. 놀이공원 가는 길에 들러도 된다.\n\n"
        "국제우주정거장은 92분에 한 바퀴를 돈다. 거기서 내려다보면 둘 다 개미다.",
        (
            ("2025년 1월 16일 새벽", "orbit", "yes", None),
            ("같은 날 오후 보카치카", "other", "yes", None),
            ("2018년 2월 6일", "launch", "unknown", None),
            ("올랜도까지는 80", "distance", "yes", None),
            ("92분에 한 바퀴", "orbit", "yes", None),
        ),
        (("2025-01-16", "2025-01-16"), ("2025-01-16", "2025-01-16"), ("2018-02-06", "2018-02-06")),
    ),
    "twelfth-ru-wire-bion": Case(
        "ru",
        date(2025, 8, 20),
        "«Бион-М» №2 вывели на орбиту\n\n"
        "МОСКВА, 20 авг — Новости. Ракета-носитель «Союз-2.1б» с биоспутником «Бион-М» "
        "№2 стартовала с Байконура, трансляцию ведет Роскосмос.\n\n"
        "Пуск состоялся в 20:13 мск. На борту 75 мышей, полторы тысячи мух и семена "
        "растений.\n\n"
        "Аппарат проведет месяц на околополярной орбите высотой 370-380 километров с "
        "наклонением 96,6 градуса; виток займет около 92 минут.\n\n"
        "Первый «Бион-М» отправился в космос 19 апреля 2013 года на «Союзе-2.1а» и "
        "вернулся через 30 суток под Оренбургом.\n\n"
        "«Союз-2.1б» способен доставить на низкую орбиту до 8,2 тонны груза. С "
        "Байконура до Москвы 2100 километров по прямой.",
        (
            ("стартовала с Байконура", "satellite", "yes", None),
            ("Пуск состоялся в 20:13", "launch", "yes", None),
            ("около 92 минут", "orbit", "yes", None),
            ("19 апреля 2013", "launch", "yes", None),
            ("8,2 тонны", "capability", None, "soyuz-2.1b-8200-kg-200-km"),
            ("2100 километров по прямой", "distance", "yes", None),
        ),
        (("2025-08-20", "2025-08-20"), ("2013-04-19", "2013-04-19"), ("2013-05-19", "2013-05-19")),
    ),
    "twelfth-ru-blog-pslv": Case(
        "ru",
        date(2025, 5, 20),
        "Сто первый блин\n\n"
        "Индусы долго не падали. И вот 18 мая PSLV, рабочая лошадка, впервые за восемь "
        "лет не довезла груз: в третьей ступени просело давление, и радиолокационный "
        "EOS-09 ушёл в океан.\n\n"
        "Старт был из Шрихарикоты, как всегда. До этого случался и заклинивший "
        "обтекатель: 31 августа 2017 года ракета унесла на орбиту лишний тоннаж вместе "
        "со спутником.\n\n"
        "Зато какие были дни! 15 февраля 2017 года одна PSLV высыпала на орбиту 104 "
        "спутника разом.\n\n"
        "Возит она немного: 1750 кг на солнечно-синхронную орбиту высотой 600 км.\n\n"
        "Ченнаи от полигона в 80 километрах, а казалось бы, другая планета.",
        (
            ("18 мая PSLV", "failure", "unknown", None),
            ("Старт был из Шрихарикоты, как всегда.", "launch", "yes", None),
            ("31 августа 2017 года", "orbit", "yes", None),
            ("15 февраля 2017 года", "orbit", "unknown", None),
            ("1750 кг", "orbit", None, "pslv-xl-1750-kg-sso-600-km"),
            ("Ченнаи от полигона в 80", "distance", "marginal", None),
        ),
        (("2025-05-18", "2025-05-18"), ("2017-08-31", "2017-08-31"), ("2017-02-15", "2017-02-15")),
    ),
    "twelfth-fr-page-shenzhou21": Case(
        "fr",
        date(2025, 11, 1),
        "Chine : trois nouveaux taïkonautes à bord de Tiangong\n"
        "1er novembre 2025\n"
        "PÉKIN — La fusée Longue Marche 2F emportant le vaisseau Shenzhou-21 a décollé "
        "vendredi à 23h44 (15h44 GMT) du centre de Jiuquan, dans le désert de Gobi.\n"
        "Le vaisseau s'est arrimé à la station Tiangong trois heures et demie plus "
        "tard, un record.\n"
        "Tiangong évolue à quelque 390 km d'altitude et boucle un tour en une heure et "
        "demie.\n"
        "L'équipage précédent, parti le 24 avril de Jiuquan, redescendra dans quelques "
        "jours.\n"
        "« Tout est nominal », s'est félicité un responsable.\n"
        "La Chine a envoyé son premier homme dans l'espace le 15 octobre 2003.",
        (
            ("décollé vendredi à 23h44", "launch", "yes", None),
            ("s'est arrimé à la station Tiangong", "docking", None, "shenzhou-tiangong"),
            ("Tiangong évolue à quelque 390 km d'altitude", "orbit", "yes", None),
            ("une heure et demie", "other", "yes", None),
            ("parti le 24 avril", "crew", "unknown", None),
            ("15 octobre 2003", "launch", "unknown", None),
        ),
        (
            ("2025-11-01", "2025-11-01"),
            ("2025-10-31", "2025-10-31"),
            ("2025-04-24", "2025-04-24"),
            ("2003-10-15", "2003-10-15"),
        ),
    ),
}
