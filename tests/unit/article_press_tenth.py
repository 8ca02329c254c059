"""Articles as the press writes them, twelve more; a first reading found 0.87 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/tenth.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_TENTH = {
    "tenth-en-wire-viasat": Case(
        "en",
        date(2025, 11, 14),
        "ULA rocket carries Viasat's last giant to orbit\n\n"
        "CAPE CANAVERAL (Wire) - An Atlas V roared into the night sky on Thursday with "
        "the second of three ViaSat-3 satellites.\n\n"
        "The rocket, in its 551 dress with five boosters, left the pad at 10:04 p.m. on"
        " November 13.\n\n"
        "It was to let its passenger go after three and a half hours; electric engines "
        "will carry it to 35,786 km above the equator.\n\n"
        "Blue Origin's New Glenn had flown from the same spaceport hours earlier, bound"
        " for Mars with two NASA probes.\n\n"
        "The Atlas V 551 can lift 8.9 tonnes to geostationary transfer orbit.",
        (
            ("roared into the night sky", "satellite", "yes", None),
            ("left the pad at 10:04", "launch", "yes", None),
            ("Blue Origin's New Glenn had flown from the", "satellite", "yes", None),
            ("8.9 tonnes", "capability", None, "atlas-v-551-8900-kg-gto"),
        ),
        (("2025-11-13", "2025-11-13"), ("2025-11-13", "2025-11-13"), ("2025-11-12", "2025-11-13")),
    ),
    "tenth-en-blog-astro": Case(
        "en",
        date(2024, 2, 20),
        "Rendezvous with a corpse: Astroscale's inspector\n\n"
        "Rocket Lab put a Japanese inspector into orbit on Sunday. ADRAS-J left Mahia "
        "on an Electron at 14:52 UTC on February 18.\n\n"
        "Its quarry is the upper stage of an H-IIA that lifted a climate satellite from"
        " Tanegashima on 23 January 2009.\n\n"
        "The dead stage is 11 metres long, weighs three tonnes and tumbles 600 km up, "
        "once around every 97 minutes.\n\n"
        "Nobody will touch it this time.\n\n"
        "Mahia sits about 400 km north-east of Wellington.",
        (
            ("into orbit on Sunday", "orbit", "unknown", None),
            ("left Mahia on an Electron", "other", "unknown", None),
            ("23 January 2009", "satellite", "yes", None),
            ("every 97 minutes", "orbit", "yes", None),
            ("400 km north-east", "distance", "marginal", None),
        ),
        (("2024-02-18", "2024-02-18"), ("2024-02-18", "2024-02-18"), ("2009-01-23", "2009-01-23")),
    ),
    "tenth-fr-agence-galileo": Case(
        "fr",
        date(2024, 9, 18),
        "Deux Galileo de plus grâce à SpaceX\n\n"
        "CAP CANAVERAL (AFP) - Faute de lanceur européen, deux satellites de navigation"
        " Galileo ont été mis en orbite mercredi par une Falcon 9 américaine.\n\n"
        "Le tir a eu lieu à 22h50 GMT mardi 17 septembre depuis la Floride.\n\n"
        "Les engins rejoindront leurs frères à 23 222 km d'altitude, où ils font le "
        "tour de la Terre en un peu plus de 14 heures.\n\n"
        "La constellation compte désormais 32 satellites.\n\n"
        "Ariane 6, qui a volé pour la première fois le 9 juillet, prendra la suite en "
        "2025.",
        (
            ("mis en orbite mercredi", "orbit", "yes", None),
            ("Le tir a eu lieu", "launch", "yes", None),
            ("14 heures", "orbit", "yes", None),
            ("le 9 juillet", "launch", "unknown", None),
        ),
        (
            ("2024-09-18", "2024-09-18"),
            ("2024-09-17", "2024-09-17"),
            ("2024-07-09", "2024-07-09"),
            ("2025-01-01", "2025-12-31"),
        ),
    ),
    "tenth-fr-reportage-esrange": Case(
        "fr",
        date(2025, 3, 31),
        "Andøya, trente secondes d'espace\n\n"
        "Le vent du large, une flamme blanche, puis un plongeon. Dimanche à 12h30, la "
        "première Spectrum d'Isar Aerospace a quitté Andøya, en Norvège, et fini dans "
        "la mer une demi-minute après.\n\n"
        "« Un grand succès », assure pourtant Daniel Metzler.\n\n"
        "La fusée de 28 mètres doit un jour porter une tonne en orbite basse.\n\n"
        "Andøya se situe à 300 km au nord du cercle polaire.\n\n"
        "L'autre port spatial nordique, Esrange, près de Kiruna, n'a encore rien mis en"
        " orbite.",
        (("Dimanche à 12h30", "launch", "unknown", None),),
        (("2025-03-30", "2025-03-30"),),
    ),
    "tenth-ko-wire-tianwen": Case(
        "ko",
        date(2025, 5, 29),
        "중국, 소행성 탐사선 톈원 2호 발사\n\n"
        "(베이징=뉴스) 중국이 29일 새벽 1시 31분 쓰촨성 "
        "시창위성발사센터에서 창정 3호B 로켓으로 톈원 2호를 쏘아 올렸다.\n\n"
        "탐사선은 소행성 카모오알레와에서 시료를 채취해 2027년 지구로 "
        "돌려보낸다.\n\n"
        "시창은 베이징에서 남서쪽으로 약 1800㎞ 떨어져 있다.\n\n"
        "중국은 2020년 7월 23일 창정 5호로 화성 탐사선 톈원 1호를 "
        "보냈다.\n\n"
        "톈궁 우주정거장은 고도 약 390㎞에서 92분마다 지구를 돈다.",
        (
            ("29일 새벽", "satellite", "yes", None),
            ("약 1800", "distance", "yes", None),
            ("2020년 7월 23일", "satellite", "yes", None),
            ("92분마다", "orbit", "yes", None),
        ),
        (("2025-05-29", "2025-05-29"), ("2027-01-01", "2027-12-31"), ("2020-07-23", "2020-07-23")),
    ),
    "tenth-ru-wire-gonets": Case(
        "ru",
        date(2025, 3, 17),
        "Военные вывели на орбиту спутник связи\n\n"
        "С космодрома Плесецк в воскресенье стартовала «Ангара-1.2» с аппаратами "
        "Минобороны, сообщили в ведомстве.\n\n"
        "Пуск провели 16 марта в 13:50 по Москве, через семь минут вторая ступень "
        "отделилась.\n\n"
        "Лёгкая «Ангара» выводит на орбиту высотой 200 км до 3,5 тонны.\n\n"
        "Предыдущая такая ракета ушла из Плесецка 17 сентября 2024 года.\n\n"
        "Плесецк лежит в 800 км севернее Москвы.",
        (
            ("в воскресенье стартовала", "launch", "yes", None),
            ("Пуск провели 16 марта", "launch", "yes", None),
            ("3,5 тонны", "orbit", None, "angara-a5-3500-kg-200-km"),
            ("17 сентября 2024", "launch", "yes", None),
            ("800 км севернее", "distance", "yes", None),
        ),
        (("2025-03-16", "2025-03-16"), ("2025-03-16", "2025-03-16"), ("2024-09-17", "2024-09-17")),
    ),
    "tenth-en-tabloid-debris": Case(
        "en",
        date(2025, 1, 3),
        "Half-tonne METAL RING crashes into Kenyan village\n\n"
        "Villagers in Makueni heard a bang on Monday, then found a glowing hoop of "
        "metal two and a half metres wide in the bush.\n\n"
        "Kenya's space agency says that it came from a rocket. One suspect: an Ariane 5"
        " that flew from Kourou on July 2, 2008.\n\n"
        "Things left at 300 km fall within months; they tear around Earth at 7.7 km/s.\n\n"
        "Makueni is about 100 km south-east of Nairobi.",
        (
            ("July 2, 2008", "launch", "unknown", None),
            ("Makueni is about 100 km south-east of Nairobi.", "distance", "yes", None),
        ),
        (("2024-12-30", "2024-12-30"), ("2008-07-02", "2008-07-02")),
    ),
    "tenth-en-official-sets": Case(
        "en",
        date(2024, 4, 30),
        "Fact sheet: Shenzhou-18\n\n"
        "Launch: 25 April 2024, Long March 2F, Jiuquan. Crew: three.\n\n"
        "The ship docked with Tianhe's radial port six and a half hours later.\n\n"
        "Tiangong's orbit: 390 km, inclination 41.5 degrees, period 92.3 minutes.\n\n"
        "Jiuquan to Beijing: 1,370 km as the crow flies.\n\n"
        "Shenzhou-17 landed at Dongfeng on April 30.",
        (
            ("25 April 2024", "launch", "yes", None),
            ("docked with", "docking", None, "shenzhou-tiangong"),
            ("Tiangong's orbit: 390 km", "orbit", "yes", None),
            ("inclination 41.5 degrees", "orbit", "yes", None),
            ("period 92.3", "other", "yes", None),
            ("1,370 km", "distance", "yes", None),
        ),
        (("2024-04-25", "2024-04-25"), ("2024-04-30", "2024-04-30")),
    ),
    "tenth-fr-blog-prospero": Case(
        "fr",
        date(2021, 10, 28),
        "Prospero a cinquante ans\n\n"
        "C'était un Black Arrow rouge à lèvres, au milieu du désert australien. Le 28 "
        "octobre 1971, à 4h09 GMT, il s'élança de Woomera et les Anglais devinrent la "
        "sixième puissance spatiale. Le programme était déjà annulé.\n\n"
        "Prospero tourne toujours, entre 530 et 1 310 km, une fois toutes les 103 "
        "minutes.\n\n"
        "Un lanceur d'une tonne d'aujourd'hui, l'Electron, en fait autant depuis Mahia "
        ": 300 kg à 500 km.\n\n"
        "Woomera se trouve à 450 km au nord d'Adélaïde.",
        (
            ("Le 28 octobre 1971, à 4h09 GMT, il s'élança", "other", "yes", None),
            ("103 minutes", "orbit", "yes", None),
            ("300 kg à 500 km", "other", None, "electron-300-kg-500-km"),
            ("l'Electron, en fait autant depuis Mahia", "other", "yes", None),
            ("450 km au nord", "distance", "marginal", None),
        ),
        (("1971-10-28", "1971-10-28"),),
    ),
    "tenth-ko-blog-vega": Case(
        "ko",
        date(2024, 9, 6),
        "베가, 마지막 인사\n\n"
        "유럽의 소형 로켓 베가가 은퇴했다. 5일 밤 10시 50분(현지시간) "
        "쿠루에서 날아오른 22번째 비행이 마지막이었다.\n\n"
        "승객은 지구관측위성 센티널-2C. 위성은 고도 786㎞를 100분에 한 "
        "바퀴씩 돈다.\n\n"
        "베가는 2012년 2월 13일 첫선을 보였다.\n\n"
        "두 번의 실패도 있었다. 2019년 7월 11일에는 아랍에미리트 위성을 "
        "바다에 떨어뜨렸다.\n\n"
        "베가는 1.5톤을 고도 700㎞ 극궤도에 올렸다.",
        (
            ("5일 밤 10시", "launch", "yes", None),
            ("100분에 한 바퀴", "orbit", "yes", None),
            ("베가는 2012년 2월 13일 첫선을 보였다.", "launch", "yes", None),
            (
                "2019년 7월 11일에는 아랍에미리트 위성을 바다에 떨어뜨렸다.",
                "satellite",
                "yes",
                None,
            ),
            ("1.5톤", "orbit", None, "vega-1500-kg-700-km"),
        ),
        (("2024-09-05", "2024-09-05"), ("2012-02-13", "2012-02-13"), ("2019-07-11", "2019-07-11")),
    ),
    "tenth-ru-tabloid-iss": Case(
        "ru",
        date(2021, 7, 30),
        "МКС закрутило: «Наука» включила двигатели сама\n\n"
        "Новый модуль «Наука», пристыкованный к станции в четверг, через три часа вдруг"
        " начал толкать её. МКС сделала полтора оборота.\n\n"
        "«Науку» запустили на «Протоне-М» с Байконура 21 июля.\n\n"
        "Станция летит на 420 км со скоростью 27 600 км/ч, и наклонение её орбиты "
        "51,6°.\n\n"
        "Из-за этого Boeing отложил пуск Starliner на Atlas V, намеченный на 30 июля.\n\n"
        "Байконур в 2100 км от Москвы, но и там ночь не спали.",
        (
            ("21 июля", "launch", "unknown", None),
            ("27 600 км/ч", "orbit", "yes", None),
            ("наклонение её орбиты 51,6°.", "orbit", "yes", None),
            ("Из-за этого Boeing отложил", "schedule", "unknown", None),
            ("2100 км от Москвы", "distance", "yes", None),
        ),
        (("2021-07-29", "2021-07-29"), ("2021-07-21", "2021-07-21"), ("2021-07-30", "2021-07-30")),
    ),
    "tenth-ru-official-usp": Case(
        "ru",
        date(2025, 7, 26),
        "Сообщение пресс-службы\n\n"
        "25 июля в 8:54 по московскому времени с Восточного стартовала ракета "
        "«Союз-2.1б» с аппаратами «Ионосфера-М» № 3 и № 4.\n\n"
        "Вместе с ними летели ещё 18 спутников, включая иранский «Нахид-2».\n\n"
        "Орбита — круговая, высота 820 км, период обращения 101 минута.\n\n"
        "Это третий пуск с космодрома Восточный в этом году.\n\n"
        "Ракета выводит до 8,3 тонны на низкую орбиту.",
        (
            ("25 июля в 8:54", "launch", "yes", None),
            ("101 минута", "orbit", "yes", None),
            ("8,3 тонны", "orbit", None, "soyuz-2.1b-8300-kg-200-km"),
        ),
        (("2025-07-25", "2025-07-25"), ("2025-01-01", "2025-12-31")),
    ),
}
