"""Articles as the press writes them, a first dozen; a first reading found 0.67 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/first.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_FIRST = {
    "first-en-wire": Case(
        "en",
        date(2024, 1, 2),
        "BENGALURU, Jan 1 (Newswire) - India's space agency began the new year by sending"
        " a satellite to study black holes into orbit on Monday.\n\n"
        "The Polar Satellite Launch Vehicle, or PSLV, carrying XPoSat and ten other "
        "payloads was launched from Sriharikota at 9:10 a.m. local time on January 1, "
        "2024.\n\n"
        "The 469-kg satellite was dropped off in a circular orbit of 650 km about 21 "
        "minutes later, ISRO said.\n\n"
        "The rocket's upper stage was then lowered to 350 km, where it burns up within "
        "months.\n\n"
        '"It will be a year of Gaganyaan," chairman S. Somanath told reporters, referring'
        " to the crewed capsule that has yet to carry anyone.\n\n"
        "India's heaviest rocket, the LVM3, is able to haul up to 8 tonnes to low Earth "
        "orbit.\n\n"
        "Sriharikota sits roughly 100 km north of Chennai.\n\n"
        "Shares in Hindustan Aeronautics closed 2% higher.",
        (
            ("BENGALURU, Jan 1 (Newswire) - India's space", "orbit", "yes", None),
            ("was launched from Sriharikota", "satellite", "yes", None),
            ("The 469-kg satellite was", "orbit", None, "pslv-xl-469-kg-650-km"),
            ("8 tonnes", "orbit", None, "lvm3-8000-kg-200-km"),
            ("roughly 100 km", "distance", "yes", None),
        ),
        (("2024-01-01", "2024-01-01"), ("2024-01-01", "2024-01-01"), ("2024-01-01", "2024-01-01")),
    ),
    "first-en-tabloid": Case(
        "en",
        date(2025, 1, 17),
        "BOOM! Musk's mega-rocket blows up over Caribbean AGAIN\n\n"
        "Holidaymakers watched in horror as flaming chunks of SpaceX's giant Starship "
        "rained down over the Turks and Caicos Islands last night.\n\n"
        "The 400ft monster was blasted off from Boca Chica, Texas, on January 16, 2025 "
        "but contact was lost eight and a half minutes into the flight.\n\n"
        'Its first stage was caught by the tower\'s "chopstick" arms minutes earlier.\n\n'
        "Airlines had to divert dozens of jets.\n\n"
        'Billionaire Musk, 53, quipped on X: "Success is uncertain, but entertainment is '
        'guaranteed!"\n\n'
        "Rival Jeff Bezos was luckier: his Blue Origin's New Glenn reached orbit at the "
        "first attempt hours earlier from Cape Canaveral in Florida.\n\n"
        "The FAA has ordered an investigation.",
        (
            ("was blasted off from Boca Chica", "failure", "yes", None),
            ("his Blue Origin's New Glenn", "orbit", "yes", None),
        ),
        (("2025-01-16", "2025-01-17"), ("2025-01-16", "2025-01-16")),
    ),
    "first-en-feature": Case(
        "en",
        date(2025, 3, 20),
        "The long way home\n\n"
        "Butch and Suni came back on a Tuesday. They had gone up in June 2024 for a stay "
        "of eight days, in a Starliner that nobody afterwards wanted to ride, and they "
        "splashed down off Tallahassee in a ship built by the competition.\n\n"
        "The Starliner had been lofted by an Atlas V from Cape Canaveral on June 5, 2024,"
        " and it limped to the International Space Station a day later with five "
        "thrusters out.\n\n"
        "The empty capsule was sent home in September 2024 and landed in the New Mexico "
        "desert.\n\n"
        "Their ride down, Crew Dragon Freedom, had been docked there since late "
        "September.\n\n"
        "What is it like up there? The station flies 260 miles above the ground and does "
        "a lap every hour and a half. Sixteen dawns a day.\n\n"
        '"You get used to the noise of the fans," a former resident says. "You never get '
        'used to the window."\n\n'
        "Neither of them complained.",
        (
            ("lofted by an Atlas V", "launch", "unknown", None),
            ("Their ride down, Crew Dragon", "docking", None, "soyuz-iss"),
            ("260 miles", "orbit", "yes", None),
        ),
        (
            ("2025-03-18", "2025-03-18"),
            ("2024-06-01", "2024-06-30"),
            ("2024-06-05", "2024-06-05"),
            ("2024-06-06", "2024-06-06"),
            ("2024-09-01", "2024-09-30"),
            ("2024-09-19", "2024-09-30"),
        ),
    ),
    "first-en-release": Case(
        "en",
        date(2024, 9, 6),
        "PRESS RELEASE N° 41-2024\n\n"
        "Final Vega lifts Sentinel-2C into orbit\n\n"
        "The last flight of Europe's Vega rocket took place on 5 September 2024 at 03:50 "
        "CEST from Europe's Spaceport in French Guiana.\n\n"
        "• Launcher: Vega (flight VV24)\n"
        "• Payload: Sentinel-2C, 1143 kg\n"
        "• Orbit: Sun-synchronous, 786 km, inclination 98.6°\n"
        "• Separation: 57 minutes after lift-off\n\n"
        "From this altitude the satellite completes one orbit in just over 100 minutes.\n\n"
        "Vega could loft 1430 kg into a 700 km polar orbit.\n\n"
        "Its successor, Vega C, is expected to return to flight in November from Kourou.\n\n"
        "About the Agency: ESA is Europe's gateway to space, with 22 Member States.",
        (
            ("took place on 5 September 2024", "launch", "yes", None),
            ("just over 100 minutes", "orbit", "yes", None),
            ("1430 kg", "orbit", None, "vega-1430-kg-700-km"),
            ("is expected to return to flight", "launch", "unknown", None),
        ),
        (("2024-09-05", "2024-09-05"), ("2024-11-01", "2024-11-30")),
    ),
    "first-en-blog": Case(
        "en",
        date(2024, 7, 15),
        "So a Falcon 9 actually failed. I know, I had to read it twice too.\n\n"
        "On July 11 the second stage of a Starlink flight from Vandenberg sprang an "
        "oxygen leak and couldn't finish its second burn. Twenty satellites ended up with"
        " a perigee of only 135 km. For scale: at that height a circular orbit takes 87 "
        "minutes, and the air is thick enough to pull you down within a day or two.\n\n"
        "The last time a Falcon 9 lost a payload in flight was June 28, 2015, when CRS-7 "
        "came apart off Florida.\n\n"
        "My hot take: don't panic. The rocket can put 17.5 tonnes in LEO and land the "
        "booster on a ship, and nobody else can do that.\n\n"
        "Meanwhile Ariane 6 finally flew, from Kourou on July 9. It didn't do its deorbit"
        " burn, but it did reach orbit.\n\n"
        "Comments are open. Be nice.",
        (
            ("On July 11 the second stage", "launch", "unknown", None),
            ("87 minutes", "orbit", "yes", None),
            ("June 28, 2015", "failure", "yes", None),
            ("17.5 tonnes", "capability", None, "falcon-9-17500-kg-200-km"),
            ("finally flew, from Kourou on July 9", "launch", "unknown", None),
        ),
        (("2024-07-11", "2024-07-11"), ("2015-06-28", "2015-06-28"), ("2024-07-09", "2024-07-09")),
    ),
    "first-fr-agence": Case(
        "fr",
        date(2024, 5, 4),
        "PEKIN, 3 mai 2024 (Agence) - La Chine a lancé vendredi une sonde vers la face "
        "cachée de la Lune, une première.\n\n"
        "La fusée Longue Marche 5 emportant Chang'e-6 a été tirée le 3 mai à 17h27 "
        "locales depuis le centre de lancement de Wenchang, sur l'île tropicale de "
        "Hainan.\n\n"
        "La sonde de plus de huit tonnes doit rapporter deux kilos d'échantillons.\n\n"
        "« Le lancement est un succès total », s'est félicitée l'agence spatiale CNSA.\n\n"
        "Wenchang est situé à environ 2 300 kilomètres au sud de Pékin.\n\n"
        "La Chine compte envoyer un équipage sur la Lune d'ici 2030.\n\n"
        "Fin avril, trois astronautes avaient rejoint la station Tiangong à bord du "
        "vaisseau Shenzhou-18.\n\n"
        "La station évolue à quelque 390 kilomètres d'altitude.",
        (
            ("PEKIN, 3 mai 2024 (Agence) -", "satellite", "unknown", None),
            ("a été tirée le 3 mai", "launch", "unknown", None),
            ("2 300 kilomètres", "distance", "yes", None),
            ("avaient rejoint la station", "docking", None, "shenzhou-tiangong"),
            ("390 kilomètres", "orbit", "yes", None),
        ),
        (
            ("2024-05-03", "2024-05-03"),
            ("2024-05-03", "2024-05-03"),
            ("2024-05-03", "2024-05-03"),
            ("2024-04-19", "2024-04-30"),
        ),
    ),
    "first-fr-presse": Case(
        "fr",
        date(2024, 7, 10),
        "Ariane 6 : l'Europe retrouve le chemin de l'espace\n\n"
        "Kourou, envoyé spécial\n\n"
        "Il était 16 heures, heure de Guyane, ce mardi 9 juillet, quand la nouvelle fusée"
        " européenne s'est arrachée à son pas de tir.\n\n"
        "Quatre ans de retard, 4 milliards d'euros : le vol inaugural d'Ariane 6 était "
        "attendu.\n\n"
        "Une heure plus tard, onze petits satellites étaient largués à près de 600 km "
        "d'altitude.\n\n"
        "Seule ombre au tableau, l'étage supérieur n'a pas pu être désorbité.\n\n"
        "Dans sa version à deux propulseurs, le lanceur peut hisser 4,5 tonnes vers "
        "l'orbite de transfert géostationnaire.\n\n"
        "Le prochain vol est programmé d'ici la fin de l'année. Il mettra sur orbite "
        "CSO-3, un satellite espion français.\n\n"
        "« On n'a pas le droit à l'erreur », glisse un ingénieur du Cnes.\n\n"
        "Kourou se trouve à 7 000 km de Paris et à 5 degrés au nord de l'équateur.",
        (
            ("ce mardi 9 juillet", "launch", "unknown", None),
            ("4,5 tonnes", "orbit", None, "ariane-62-4500-kg-gto"),
            ("7 000 km de Paris", "distance", "yes", None),
        ),
        (("2024-07-09", "2024-07-09"),),
    ),
    "first-fr-blog": Case(
        "fr",
        date(2023, 4, 22),
        "Pourquoi Starship a explosé (et pourquoi ce n'est pas grave)\n\n"
        "Jeudi 20 avril 2023, le plus gros lanceur jamais construit a quitté Boca Chica, "
        "au Texas. Quatre minutes après, plus rien : il avait fait des tonneaux, puis "
        "boum.\n\n"
        "Rappel des faits. Trois moteurs n'ont pas démarré. Le pas de tir a été "
        "pulvérisé. Les étages ne se sont pas séparés.\n\n"
        "À terme, l'engin doit soulever 100 tonnes en orbite basse, contre 22,8 tonnes "
        "pour Falcon 9 sans récupération.\n\n"
        "Pour mémoire, sur une orbite basse à 300 km on fait le tour du globe en une "
        "heure et demie, à 27 800 km/h.\n\n"
        "Elon Musk promet un nouvel essai dans quelques mois.\n\n"
        "Et la capsule Orion ? Elle n'ira jamais à l'ISS, et ce n'est pas son but.",
        (
            ("Jeudi 20 avril 2023", "launch", "yes", None),
            (
                "À terme, l'engin doit soulever 100 tonnes en",
                "orbit",
                None,
                "starship-100000-kg-200-km",
            ),
            ("22,8 tonnes pour Falcon 9", "other", None, "falcon-9-22800-kg-200-km"),
            ("une heure et demie", "orbit", "yes", None),
            ("n'ira jamais à l'ISS", "docking", "unknown", None),
        ),
        (("2023-04-20", "2023-04-20"),),
    ),
    "first-ko-wire": Case(
        "ko",
        date(2023, 11, 22),
        "(서울=통신) 북한이 21일 밤 군사정찰위성을 기습 발사했다.\n\n"
        "합동참모본부는 이날 오후 10시 43분께 북한이 평안북도 동창리 일대에서 "
        "남쪽으로 위성 1기를 쏘아 올렸다고 밝혔다.\n\n"
        "조선중앙통신은 22일 천리마-1형이 만리경-1호를 궤도에 정확히 진입시켰다고"
        " 보도했다.\n\n"
        "앞서 북한은 지난 5월과 8월 두 차례 발사에 실패했다.\n\n"
        "전문가들은 이 위성의 해상도가 3m 수준이라고 본다.\n\n"
        "위성은 고도 약 500㎞에서 94분마다 지구를 한 바퀴 돈다.\n\n"
        "동창리는 평양에서 북서쪽으로 약 150㎞ 떨어져 있다.\n\n"
        "정부는 9·19 군사합의 일부를 효력 정지했다.",
        (
            ("21일 밤", "satellite", "yes", "chollima-malligyong"),
            (
                "합동참모본부는 이날 오후 10시 43분께 북한이 평안북도 동창리 일대에서 남쪽으로",
                "satellite",
                "yes",
                "chollima-malligyong",
            ),
            ("천리마-1형이", "orbit", None, "chollima-malligyong"),
            ("두 차례 발사에 실패", "failure", "yes", "chollima-2023-05"),
            ("해상도가 3m", "capability", None, "malligyong-resolution"),
            ("94분마다", "orbit", "yes", None),
            ("북서쪽으로 약 150", "distance", "no", None),
        ),
        (
            ("2023-11-21", "2023-11-21"),
            ("2023-11-21", "2023-11-21"),
            ("2023-11-22", "2023-11-22"),
            ("2023-05-01", "2023-05-31"),
            ("2023-08-01", "2023-08-31"),
        ),
    ),
    "first-ko-feature": Case(
        "ko",
        date(2025, 11, 27),
        "누리호, 새벽 하늘을 가르다\n\n"
        "27일 오전 1시 13분. 전남 고흥 나로우주센터 발사대에서 누리호가 "
        "불기둥을 뿜으며 솟구쳤다. 네 번째 비행이자 첫 야간 발사였다.\n\n"
        "차세대중형위성 3호는 고도 600km 궤도에 안착했다. 무게는 "
        "516kg이다.\n\n"
        "누리호는 1.5톤급 위성을 600~800km 궤도에 올릴 수 있다.\n\n"
        "지난 2023년 5월 25일 3차 발사 이후 2년 반 만이다.\n\n"
        "이번 발사는 한화에어로스페이스가 제작을 총괄했다.\n\n"
        "나로우주센터는 서울에서 약 330km 남쪽에 있다.\n\n"
        "다섯 번째 발사는 내년으로 예정돼 있다.",
        (
            ("전남 고흥 나로우주센터 발사대에서", "launch", "yes", None),
            ("1.5톤급", "orbit", None, "nuri-1500-kg-700-km"),
            ("2023년 5월 25일", "launch", "yes", None),
            ("330km", "distance", "marginal", None),
        ),
        (("2025-11-27", "2025-11-27"), ("2023-05-25", "2023-05-25"), ("2026-01-01", "2026-12-31")),
    ),
    "first-ru-wire": Case(
        "ru",
        date(2024, 9, 12),
        "БАЙКОНУР, 11 сентября 2024 г. Ракета-носитель «Союз-2.1а» с пилотируемым "
        "кораблём «Союз МС-26» стартовала в среду с космодрома Байконур к Международной "
        "космической станции.\n\n"
        "В составе экипажа Алексей Овчинин, Иван Вагнер и астронавт НАСА Дональд Петтит.\n\n"
        "Через три часа корабль причалил к модулю «Рассвет».\n\n"
        "Станция летает на высоте около 415 километров и совершает 15,5 витков в сутки.\n\n"
        "По данным Роскосмоса, экипаж проведёт на орбите 202 дня.\n\n"
        "Предыдущий пуск с Байконура состоялся 15 августа: к МКС ушёл грузовик «Прогресс "
        "МС-28».\n\n"
        "Китайские корабли на МКС не летают: станция «Тяньгун» у Пекина своя.",
        (
            ("стартовала в среду", "crew", "yes", None),
            ("причалил к модулю", "docking", None, "soyuz-iss"),
            ("415 километров", "orbit", "yes", None),
            ("совершает 15,5 витков в сутки.", "orbit", "yes", None),
            ("15 августа", "launch", "unknown", None),
            ("ушёл грузовик", "launch", None, "soyuz-iss"),
        ),
        (("2024-09-11", "2024-09-11"), ("2024-09-11", "2024-09-11"), ("2024-08-15", "2024-08-15")),
    ),
    "first-ru-feature": Case(
        "ru",
        date(2024, 4, 13),
        "С третьей попытки\n\n"
        "Тяжёлая «Ангара-А5» всё-таки улетела. 9 и 10 апреля пуск отменяли за минуты до "
        "старта, а 11 апреля в полдень по Москве ракета ушла с Восточного.\n\n"
        "Аппарат выведен на низкую орбиту, откуда разгонный блок «Орион» поднял его выше.\n\n"
        "Носитель способен доставить 24 тонны на низкую околоземную орбиту.\n\n"
        "До Восточного из Москвы лететь больше семи часов: космодром лежит почти в 5,5 "
        "тыс. км к востоку от столицы.\n\n"
        "Прежде «Ангара-А5» летала лишь из Плесецка, трижды: в 2014, 2020 и 2021 годах.\n\n"
        "«Протон» ещё послужит, уверяют в Центре Хруничева, но недолго.\n\n"
        "Юрий Борисов поздравил коллектив.",
        (
            ("11 апреля в полдень", "launch", "yes", None),
            ("24 тонны", "capability", None, "angara-a5-24000-kg-200-km"),
            ("2014, 2020 и 2021", "launch", "yes", None),
        ),
        (
            ("2024-04-09", "2024-04-09"),
            ("2024-04-10", "2024-04-10"),
            ("2024-04-11", "2024-04-11"),
            ("2014-01-01", "2014-12-31"),
            ("2020-01-01", "2020-12-31"),
            ("2021-01-01", "2021-12-31"),
        ),
    ),
}
