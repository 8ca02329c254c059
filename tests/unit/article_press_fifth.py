"""Articles as the press writes them, six more; a first reading found 0.68 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/fifth.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_FIFTH = {
    "fifth-en-crew": Case(
        "en",
        date(2023, 10, 22),
        "India tests crew escape for its astronaut capsule\n\n"
        "SRIHARIKOTA - A small test rocket leapt from Sriharikota on Saturday and flung "
        "an empty Gaganyaan capsule clear at 12 km up, nine minutes of drama that ended "
        "under parachutes in the Bay of Bengal.\n\n"
        "India wants to put three people in a 400 km orbit in 2025 on an LVM3.\n\n"
        "An earlier attempt that morning was held at T minus five seconds.\n\n"
        "From 400 km a capsule circles the planet in about 92 minutes.\n\n"
        "The LVM3 lofted OneWeb satellites on 26 March 2023 and has never failed.",
        (
            ("leapt from Sriharikota on Saturday", "launch", "unknown", None),
            ("in 2025 on an LVM3", "orbit", "yes", None),
            ("about 92 minutes", "orbit", "yes", None),
            ("on 26 March 2023", "satellite", "yes", None),
        ),
        (("2023-10-21", "2023-10-21"), ("2025-01-01", "2025-12-31"), ("2023-03-26", "2023-03-26")),
    ),
    "fifth-en-private": Case(
        "en",
        date(2025, 7, 31),
        "Gilmour's Eris stays up 14 seconds\n\n"
        "The first Australian-made orbital rocket rose from Bowen, Queensland, on "
        "Wednesday, hovered, slid sideways and fell. Nobody was hurt.\n\n"
        '"Got off the pad, I am happy," boss Adam Gilmour wrote.\n\n'
        "Eris is meant to take 215 kg to a 500 km Sun-synchronous orbit.\n\n"
        "Bowen lies some 1,000 km north-west of Brisbane.\n\n"
        "Rocket Lab, by contrast, has flown Electron more than 60 times; it last lifted "
        "off from Mahia on June 28.",
        (
            ("rose from Bowen", "orbit", "yes", None),
            ("1,000 km north-west", "distance", "yes", None),
            ("Rocket Lab, by contrast, has", "launch", "unknown", None),
            ("lifted off from Mahia on June 28", "launch", "yes", None),
        ),
        (("2025-07-30", "2025-07-30"), ("2025-06-28", "2025-06-28")),
    ),
    "fifth-fr-decouverte": Case(
        "fr",
        date(2025, 2, 20),
        "Un morceau de Falcon 9 dans un entrepôt polonais\n\n"
        "Le réservoir calciné retrouvé mercredi matin près de Poznan vient de l'étage "
        "supérieur d'une Falcon 9 partie de Vandenberg le 1er février 2025.\n\n"
        "L'étage devait retomber dans le Pacifique ; une fuite l'en a empêché.\n\n"
        "Personne n'a été blessé. À 200 km d'altitude, un débris fait encore le tour de "
        "la Terre en 88 minutes, puis l'air l'emporte.\n\n"
        "Poznan se trouve à 280 km à l'ouest de Varsovie.\n\n"
        "La fusée est capable d'emporter 22,8 tonnes en orbite basse.",
        (
            ("partie de Vandenberg le 1er février", "launch", "yes", None),
            ("88 minutes", "debris", "yes", None),
            ("280 km à l'ouest", "distance", "yes", None),
            ("22,8 tonnes", "capability", None, "falcon-9-22800-kg-200-km"),
        ),
        (("2025-02-19", "2025-02-19"), ("2025-02-01", "2025-02-01")),
    ),
    "fifth-fr-agence": Case(
        "fr",
        date(2024, 12, 31),
        "NEW DELHI, 31 déc. - L'Inde a lancé lundi soir deux petits satellites qui "
        "tenteront de s'arrimer l'un à l'autre en orbite, une manœuvre maîtrisée par "
        "trois pays seulement.\n\n"
        "La fusée PSLV a décollé de Sriharikota à 22 h locales, le 30 décembre, emportant"
        " SpaDeX.\n\n"
        "Les deux engins de 220 kg chacun volent à 470 km.\n\n"
        "Sriharikota est à une centaine de kilomètres au nord de Chennai.\n\n"
        "La station indienne est promise pour 2035.",
        (
            ("a lancé lundi soir", "docking", "unknown", None),
            ("a décollé de Sriharikota", "launch", "unknown", None),
            ("Sriharikota est à une", "distance", "marginal", None),
        ),
        (("2024-12-30", "2024-12-30"), ("2024-12-30", "2024-12-30"), ("2035-01-01", "2035-12-31")),
    ),
    "fifth-ko-soyuz": Case(
        "ko",
        date(2024, 3, 25),
        "소유즈 MS-25 우주선이 23일 카자흐스탄 바이코누르에서 발사됐다.\n\n"
        "당초 21일 발사하려 했으나 이륙 20초 전 자동 중단됐다.\n\n"
        "우주선은 25일 국제우주정거장에 도킹했다.\n\n"
        "바이코누르는 모스크바에서 남동쪽으로 2,100㎞ 떨어져 있다.\n\n"
        "벨라루스 첫 여성 우주인 마리나 바실렙스카야는 12일간 머문다.",
        (
            ("23일 카자흐스탄 바이코누르", "launch", "yes", None),
            ("국제우주정거장에 도킹", "docking", None, "soyuz-iss"),
            ("2,100㎞", "distance", "yes", None),
        ),
        (("2024-03-23", "2024-03-23"), ("2024-03-21", "2024-03-21"), ("2024-03-25", "2024-03-25")),
    ),
    "fifth-ru-gruz": Case(
        "ru",
        date(2023, 8, 23),
        "В ночь на среду с Байконура ушёл «Прогресс МС-24»: «Союз-2.1а» стартовал в 04:08"
        " по Москве 23 августа.\n\n"
        "Грузовик доставит на МКС две с половиной тонны и причалит 25 августа.\n\n"
        "Станция сейчас на высоте 415 км, наклонение её орбиты 51,6 градуса.\n\n"
        "«Союз-2.1а» поднимает на низкую орбиту около 7 тонн.\n\n"
        "Накануне КНДР предупредила Японию о пуске между 24 и 31 августа.\n\n"
        "От Байконура до Москвы по прямой 2100 км.",
        (
            ("с Байконура ушёл", "launch", "yes", None),
            ("«Союз-2.1а» стартовал в 04:08", "launch", "yes", None),
            ("доставит на МКС", "docking", None, "soyuz-iss"),
            ("Станция сейчас на высоте 415 км", "orbit", "yes", None),
            ("наклонение её орбиты", "orbit", "yes", None),
            ("около 7 тонн", "orbit", None, "soyuz-2.1a-7000-kg-200-km"),
            ("по прямой 2100 км", "distance", "yes", None),
        ),
        (
            ("2023-08-23", "2023-08-23"),
            ("2023-08-23", "2023-08-23"),
            ("2023-08-25", "2023-08-25"),
            ("2023-08-24", "2023-08-24"),
            ("2023-08-31", "2023-08-31"),
        ),
    ),
}
