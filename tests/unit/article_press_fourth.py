"""Articles as the press writes them, a fourth dozen; a first reading found 0.76 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/fourth.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_FOURTH = {
    "fourth-en-rideshare": Case(
        "en",
        date(2025, 1, 15),
        "SpaceX packs 131 payloads on one rocket\n\n"
        "VANDENBERG SPACE FORCE BASE, Calif. - The twelfth Transporter mission rode to "
        "orbit Tuesday, Jan. 14, aboard a Falcon 9 that lifted off at 11:09 a.m. Pacific.\n\n"
        "Among the customers: 36 Earth-imaging cubesats for Planet and a re-entry capsule"
        " for Varda.\n\n"
        "All were let go in a sun-synchronous orbit about 510 km high over the course of "
        "an hour.\n\n"
        "At that altitude a satellite comes round every 95 minutes.\n\n"
        "Rideshare seats start at $300,000 for 50 kg. A dedicated ride on Electron costs "
        "some $8 million for up to 200 kg to sun-synchronous orbit at 500 km.\n\n"
        "The booster landed back at the base.",
        (
            ("rode to orbit Tuesday, Jan. 14", "orbit", "yes", None),
            ("every 95 minutes", "orbit", "yes", None),
            ("200 kg to sun-synchronous", "orbit", None, "electron-200-kg-sso-500-km"),
        ),
        (("2025-01-14", "2025-01-14"),),
    ),
    "fourth-en-denial": Case(
        "en",
        date(2023, 9, 16),
        "Kremlin: no plans to send North Korean to ISS\n\n"
        "Moscow did not agree to fly a North Korean cosmonaut to the International Space "
        "Station, spokesman Dmitry Peskov said on Friday.\n\n"
        '"Nobody promised anything," he told reporters.\n\n'
        "A Soyuz cannot dock with China's Tiangong either, engineers note: the two use "
        "different docking hardware.\n\n"
        "Kim Jong Un visited the Vostochny cosmodrome, some 5,500 km east of Moscow, on "
        "Wednesday. He was shown the Angara pad.\n\n"
        "North Korea has never put an astronaut in space. Its Chollima-1 failed in May "
        "and again in August.\n\n"
        "A third attempt is planned for October, state media say.",
        (
            ("cannot dock with China", "docking", None, "soyuz-tiangong"),
            ("5,500 km east", "distance", "yes", None),
            ("shown the Angara pad", "other", "yes", "vostochny-angara"),
            ("failed in May and again in August", "failure", "yes", "chollima-2023-05"),
            ("planned for October", "schedule", "no", "chollima-2023-11-notice"),
        ),
        (
            ("2023-09-15", "2023-09-15"),
            ("2023-09-13", "2023-09-13"),
            ("2023-05-01", "2023-05-31"),
            ("2023-08-01", "2023-08-31"),
            ("2023-10-01", "2023-10-31"),
        ),
    ),
    "fourth-en-moonlander": Case(
        "en",
        date(2025, 3, 3),
        "A golden lander named Blue Ghost settled on the Moon on Sunday, the second "
        "private craft to do so and the first to stay upright.\n\n"
        "Firefly Aerospace's four-legged robot had left Kennedy Space Center on 15 "
        "January on a Falcon 9 it shared with Resilience, a lander of Japan's ispace.\n\n"
        "It spent 25 days circling the Earth and 16 in lunar orbit.\n\n"
        '"You all stuck the landing, we\'re on the Moon," chief engineer Will Coogan '
        "called out.\n\n"
        "Firefly's own rocket, Alpha, can loft about one tonne to low Earth orbit. It "
        "last flew on July 3, 2024, from Vandenberg.\n\n"
        "Intuitive Machines follows: its Athena, launched on Wednesday, is due to land on"
        " Thursday.",
        (
            ("had left Kennedy Space Center on 15 January", "other", "unknown", None),
            ("about one tonne", "orbit", None, "alpha-1000-kg-200-km"),
            ("last flew on July 3, 2024", "launch", "yes", None),
        ),
        (
            ("2025-03-02", "2025-03-02"),
            ("2025-01-15", "2025-01-15"),
            ("2024-07-03", "2024-07-03"),
            ("2025-02-26", "2025-02-26"),
            ("2025-03-06", "2025-03-06"),
        ),
    ),
    "fourth-en-caption": Case(
        "en",
        date(2024, 11, 6),
        "PHOTO: A Soyuz-2.1b stands on its pad at Vostochny, 3 November 2024. (Roscosmos)\n\n"
        "PHOTO: Residents watch the same rocket climb away early on 5 November with two "
        "Ionosfera-M satellites and 53 small ones, two of them Iranian.\n\n"
        "Iran's Kowsar and Hodhod are the first satellites of its private sector.\n\n"
        "The Ionosfera pair works at 820 km, where it takes 101 minutes to go round the "
        "Earth once, on an orbit inclined at 98.8 degrees.\n\n"
        "Vostochny, Russia's newest spaceport, opened in April 2016.\n\n"
        "It lies 8,000 km from Moscow by road, officials like to say; on the map it is "
        "5,550.",
        (
            ("stands on its pad at Vostochny", "other", "yes", "vostochny-soyuz-2"),
            ("climb away early on 5 November", "satellite", "yes", None),
            ("101 minutes", "orbit", "yes", None),
        ),
        (("2024-11-03", "2024-11-03"), ("2024-11-05", "2024-11-05"), ("2016-04-01", "2016-04-30")),
    ),
    "fourth-en-kosmos": Case(
        "en",
        date(2025, 5, 10),
        "Soviet Venus probe falls home after 53 years\n\n"
        "Kosmos 482, which left Baikonur on March 31, 1972, for Venus and never got out "
        "of Earth orbit, came down on Saturday morning, Roscosmos said, somewhere over "
        "the Indian Ocean west of Jakarta.\n\n"
        "The half-tonne lander was built to survive the air of Venus; whether it reached "
        "the sea whole, no one knows.\n\n"
        "Most trackers had expected it between Friday night and Saturday noon.\n\n"
        "Its path, tilted 52 degrees to the equator, carried it over everything from "
        "London to Cape Horn.\n\n"
        "Uncontrolled re-entries happen daily; at 200 km an object has days left, and "
        "whips round in 88 minutes.",
        (
            ("left Baikonur on March 31, 1972", "orbit", "yes", None),
            ("88 minutes", "orbit", "yes", None),
        ),
        (("1972-03-31", "1972-03-31"), ("2025-05-10", "2025-05-10")),
    ),
    "fourth-fr-vega": Case(
        "fr",
        date(2024, 12, 6),
        "Vega-C revole, deux ans après\n\n"
        "Kourou (Guyane), 5 déc. - Elle aura patienté sept cent quinze jours. La fusée "
        "italienne Vega-C s'est envolée jeudi soir à 18 h 20, heure locale, avec "
        "Sentinel-1C, un satellite radar de 2,3 tonnes, largué sans encombre à 700 "
        "kilomètres.\n\n"
        "Le 20 décembre 2022, son deuxième étage avait lâché et deux Pléiades Neo avaient"
        " fini dans l'Atlantique.\n\n"
        "Le constructeur Avio promet quatre tirs en 2025.\n\n"
        "Vega-C est taillée pour 2,3 tonnes en orbite polaire à 700 km.\n\n"
        "Quant à Soyouz, il ne repartira plus de Guyane.",
        (
            ("s'est envolée jeudi soir", "satellite", "yes", None),
            ("Le 20 décembre 2022", "launch", "unknown", None),
            ("2,3 tonnes en orbite polaire", "orbit", None, "vega-c-2300-kg-700-km"),
        ),
        (("2024-12-05", "2024-12-05"), ("2022-12-20", "2022-12-20"), ("2025-01-01", "2025-12-31")),
    ),
    "fourth-fr-coree": Case(
        "fr",
        date(2024, 5, 28),
        "Nouvel échec pour le satellite espion nord-coréen\n\n"
        "SÉOUL - Une boule orange dans la nuit. Le lanceur qui devait satelliser "
        "Malligyong-1-1 a explosé lundi soir, deux minutes à peine après avoir quitté "
        "Tongchang-ri.\n\n"
        "Pyongyang a reconnu l'accident, survenu pendant le vol du premier étage.\n\n"
        "En novembre, un tir de Chollima-1 avait pourtant réussi à placer Malligyong-1 "
        "sur une orbite à 500 km.\n\n"
        "Depuis, l'engin tourne toujours. Séoul doute qu'il ait pris la moindre image.\n\n"
        "Trois autres satellites étaient promis pour 2024.\n\n"
        "La base de Sohae est à 150 km environ au nord-ouest de Pyongyang.",
        (
            ("a explosé lundi soir", "failure", "yes", "chollima-2024-05"),
            ("En novembre, un tir de Chollima-1", "orbit", "yes", None),
            ("150 km environ", "distance", "no", None),
        ),
        (("2024-05-27", "2024-05-27"), ("2023-11-01", "2023-11-30"), ("2024-01-01", "2024-12-31")),
    ),
    "fourth-fr-chine": Case(
        "fr",
        date(2025, 10, 31),
        "Pékin envoie une souris et trois hommes là-haut\n\n"
        "Le vaisseau Shenzhou-21 a quitté Jiuquan vendredi à 23 h 44 au sommet d'une "
        "Longue Marche 2F. Il doit rejoindre Tiangong en trois heures et demie seulement,"
        " contre six auparavant.\n\n"
        "À bord, le plus jeune taïkonaute du pays, 32 ans, et quatre souris.\n\n"
        "La relève de Shenzhou-20 s'achèvera le 5 novembre.\n\n"
        "Un Pakistanais pourrait s'y rendre l'an prochain.\n\n"
        "La station chinoise gravite à environ 400 km ; elle boucle 15,6 révolutions par "
        "jour.\n\n"
        "Les Américains, eux, n'y sont pas conviés : la loi l'interdit.",
        (
            ("a quitté Jiuquan vendredi", "launch", "yes", None),
            ("doit rejoindre Tiangong", "docking", None, "shenzhou-tiangong"),
            ("15,6 révolutions par jour", "orbit", "yes", None),
        ),
        (("2025-10-31", "2025-10-31"), ("2025-11-05", "2025-11-05"), ("2026-01-01", "2026-12-31")),
    ),
    "fourth-ko-hanbit": Case(
        "ko",
        date(2025, 11, 3),
        "민간 우주발사체 '한빛-나노'가 브라질 알칸타라 우주센터에서 첫 상업 발사를"
        " 준비하고 있다.\n\n"
        "이노스페이스는 발사 시도 기간이 이달 22일부터라고 3일 공시했다.\n\n"
        "한빛-나노는 90㎏급 탑재체를 고도 500㎞ 태양동기궤도에 투입하는 2단 "
        "발사체다.\n\n"
        "알칸타라는 남위 2.3도로 적도에 가깝다.\n\n"
        "앞서 지난 2023년 3월 19일에는 시험발사체 한빛-TLV가 같은 곳에서 "
        "날아올랐다.\n\n"
        "정부의 누리호는 오는 27일 나로우주센터에서 네 번째로 발사된다.",
        (
            ("민간 우주발사체 '한빛-나노'가 브라질 알칸타라", "launch", "unknown", None),
            ("오는 27일 나로우주센터", "launch", "yes", None),
        ),
        (
            ("2025-11-22", "2025-11-22"),
            ("2025-11-03", "2025-11-03"),
            ("2023-03-19", "2023-03-19"),
            ("2025-11-27", "2025-11-27"),
        ),
    ),
    "fourth-ko-iss": Case(
        "ko",
        date(2025, 9, 18),
        "시그너스 화물선, 엔진 이상으로 ISS 도착 연기\n\n"
        "노스럽그러먼의 신형 화물선 시그너스 XL이 17일로 예정됐던 국제우주정거장 "
        "도착을 미뤘다.\n\n"
        "이 우주선은 14일 플로리다주 케이프커내버럴에서 팰컨 9에 실려 발사됐다.\n\n"
        "나사는 엔진이 예정보다 일찍 꺼졌다고 설명했다.\n\n"
        "우주선에는 4.9톤의 보급품이 실려 있다.\n\n"
        "정거장은 고도 약 420㎞에서 90분에 한 번씩 지구를 돈다.\n\n"
        "시그너스는 스스로 도킹하지 못하고 로봇팔로 붙잡아 결합한다.",
        (
            ("도착을 미뤘다", "schedule", None, "soyuz-iss"),
            ("14일 플로리다주 케이프커내버럴", "launch", "yes", None),
            ("90분에 한 번씩", "orbit", "yes", None),
        ),
        (("2025-09-17", "2025-09-17"), ("2025-09-14", "2025-09-14")),
    ),
    "fourth-ru-iran": Case(
        "ru",
        date(2024, 12, 7),
        "Иран показал разгонный блок\n\n"
        "Тегеран вывел в пятницу на орбиту связку «Саман-1» — космический буксир — и два "
        "малых спутника. Общая масса груза, 300 кг, — рекорд для страны.\n\n"
        "Пуск ракеты «Симург» выполнен с космодрома Семнан.\n\n"
        "Буксир достиг эллиптической орбиты с апогеем 410 км.\n\n"
        "В начале года «Симург» после пяти аварий подряд впервые отработал штатно: 28 "
        "января три спутника оказались на высотах не менее 450 км.\n\n"
        "Семнан расположен в 220 км восточнее Тегерана.\n\n"
        "МИД Великобритании назвал запуск вызовом.",
        (
            ("с космодрома Семнан", "launch", "yes", None),
            ("В начале года «Симург» после", "failure", "yes", None),
            ("220 км восточнее", "distance", "marginal", None),
        ),
        (("2024-12-06", "2024-12-06"), ("2024-01-28", "2024-01-28")),
    ),
    "fourth-ru-dragon": Case(
        "ru",
        date(2024, 9, 30),
        "«Дракон» для двоих\n\n"
        "Спасать экипаж «Старлайнера» отправились налегке. Crew Dragon с Ником Хейгом и "
        "Александром Горбуновым ушёл к МКС в субботу, 28 сентября, на ракете Falcon 9 с "
        "мыса Канаверал и через 29 часов пристыковался.\n\n"
        "Два кресла пустые: на них в феврале вернутся Уилмор и Уильямс.\n\n"
        "Вторая ступень ракеты после отделения сошла с орбиты не там, где нужно; компания"
        " остановила полёты.\n\n"
        "Комплекс обращается на высоте 420 км, совершая виток за 93 минуты.\n\n"
        "«Союз» на такие подмены не рассчитан: корабль берёт троих.\n\n"
        "Falcon Heavy, старшая сестра, поднимает на низкую орбиту до 63,8 тонны.",
        (
            ("ушёл к МКС в субботу", "docking", None, "soyuz-iss"),
            ("Crew Dragon с Ником Хейгом и Александром", "launch", "yes", None),
            ("виток за 93 минуты", "orbit", "yes", None),
            ("63,8 тонны", "orbit", None, "falcon-heavy-63800-kg-200-km"),
        ),
        (("2024-09-28", "2024-09-28"),),
    ),
}
