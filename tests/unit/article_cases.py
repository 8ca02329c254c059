"""Short articles written for the tests, with what a careful reader finds in them.

Each: language, own date, text, and for every checkable claim a piece of it, its kind and how it
comes out (a verdict, or the name of the study that says). Every other claim has no check.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Case:
    """An article and its checkable claims: (piece, kind, verdict or None, study or None)."""

    language: str
    own: date
    text: str
    claims: tuple[tuple[str, str, str | None, str | None], ...]
    dates: tuple[tuple[str, str], ...] = ()


CASES = {
    "en-tiangong": Case(
        "en",
        date(2024, 3, 2),
        "Moscow, 2 March 2024\n"
        "A Soyuz spacecraft could dock with the Chinese station Tiangong, an official said. "
        "The president did not comment on the agreement. "
        "The cosmodrome of Vostochny lies 5,500 km east of Moscow. "
        "It may be open in May, or the march of time may decide.",
        (
            ("could dock", "docking", None, "soyuz-tiangong"),
            ("5,500 km east", "distance", "yes", None),
        ),
        (("2024-03-02", "2024-03-02"), ("2024-05-01", "2024-05-31")),
    ),
    "en-kourou": Case(
        "en",
        date(2024, 7, 10),
        "Ariane 6 is a launcher of many partners. "
        "Kourou lies 700 km east of Paris, a reader wrote. "
        "Ministers met in Paris and agreed on a budget.",
        (("700 km east", "distance", "no", None),),
    ),
    "en-electron": Case(
        "en",
        date(2023, 9, 20),
        "The rocket Electron of Rocket Lab failed on 19 September 2023. "
        "The company will find the cause. "
        "Electron launches from Mahia in New Zealand.",
        (
            ("failed on 19", "failure", "yes", None),
            ("from Mahia", "launch", "yes", None),
        ),
        (("2023-09-19", "2023-09-19"),),
    ),
    "en-dragon": Case(
        "en",
        date(2024, 2, 1),
        "A Crew Dragon capsule will dock with the International Space Station. "
        "SpaceX said the crew was well. "
        "The minister praised the cooperation.",
        (("will dock", "docking", None, "soyuz-iss"),),
    ),
    "fr-danuri": Case(
        "fr",
        date(2023, 1, 5),
        "La sonde Danuri est en orbite autour de la Lune depuis le 16 décembre 2022. "
        "Le ministre a visité le centre mardi, au bord de la mer. "
        "Le tir ne dépend pas du mar de café.",
        (("depuis le 16", "orbit", "yes", "danuri"),),
        (("2022-12-16", "2022-12-16"), ("2023-01-03", "2023-01-03")),
    ),
    "fr-shenzhou": Case(
        "fr",
        date(2024, 4, 20),
        "Le vaisseau Shenzhou s'arrime à la station Tiangong avec trois astronautes. "
        "Une capsule Soyouz ne peut pas s'arrimer à la Station spatiale internationale. "
        "Le prochain sommet aura lieu à Paris.",
        (
            ("Shenzhou s'arrime", "docking", None, "shenzhou-tiangong"),
            ("ne peut pas", "docking", None, "soyuz-iss"),
        ),
    ),
    "fr-vostochny": Case(
        "fr",
        date(2024, 4, 12),
        "Le cosmodrome de Vostotchny possède une rampe de lancement pour la fusée Angara. "
        "La base est à 2 000 kilomètres à l'ouest de Moscou, à Vostotchny. "
        "Le président a signé un accord.",
        (
            ("une rampe", "launch", "yes", "vostochny-angara"),
            ("à l'ouest", "distance", "no", None),
        ),
    ),
    "ko-malligyong": Case(
        "ko",
        date(2023, 9, 15),
        "북한은 지난 5월 31일 천리마 1형으로 만리경 1호를 발사했으나 실패했다. "
        "소유즈 우주선이 톈궁 우주정거장에 도킹할 수 있다고 관계자가 밝혔다. "
        "대통령은 회담에서 협력을 논의했다.",
        (
            ("지난 5월 31일", "failure", "yes", "chollima-2023-05"),
            ("도킹할", "docking", None, "soyuz-tiangong"),
        ),
        (("2023-05-31", "2023-05-31"),),
    ),
    "ko-nuri": Case(
        "ko",
        date(2023, 6, 1),
        "누리호가 2023년 5월 25일 나로우주센터에서 발사되었다. "
        "다누리는 2022년 12월 17일 달 궤도에 들어갔다. "
        "장관은 축하의 말을 전했다.",
        (
            ("누리호가", "launch", "yes", None),
            ("다누리는", "orbit", "yes", "danuri"),
        ),
        (("2023-05-25", "2023-05-25"), ("2022-12-17", "2022-12-17")),
    ),
    "ru-tiangong": Case(
        "ru",
        date(2024, 5, 6),
        "Корабль «Союз МС» не сможет пристыковаться к станции «Тяньгун», считают инженеры. "
        "С космодрома Восточный стартует ракета в октябре. "
        "Президент обсудил сотрудничество в Москве.",
        (("не сможет", "docking", None, "soyuz-tiangong"),),
    ),
    "ru-chollima": Case(
        "ru",
        date(2023, 9, 15),
        "Ракета «Чхоллима-1» потерпела неудачу в мае и августе 2023 года. "
        "Космодром Восточный находится в 5500 км к востоку от Москвы. "
        "Министр заявил о новом визите в марте, март был выбран не случайно.",
        (
            ("потерпела", "failure", "yes", "chollima-2023-05"),
            ("5500 км", "distance", "yes", None),
        ),
        (("2023-05-01", "2023-05-31"), ("2023-08-01", "2023-08-31"), ("2023-03-01", "2023-03-31")),
    ),
    "en-many": Case(
        "en",
        date(2024, 5, 30),
        "Iran said its Simorgh rocket put three satellites into orbit on January 28. "
        "Starship exploded over Boca Chica in April 2023. "
        "The Dragon capsule cannot dock with Tiangong. "
        "SpaceX launched its Falcon 9 rocket from Vandenberg. "
        "ISRO hopes for a Mars landing in December. "
        "Mr Singh of Delhi was the guest of the government.",
        (
            ("Simorgh", "orbit", "yes", None),
            ("Starship", "failure", "yes", None),
            ("Dragon", "docking", None, "soyuz-iss"),
            ("Falcon 9 rocket", "launch", "yes", None),
        ),
        (("2024-01-28", "2024-01-28"), ("2023-04-01", "2023-04-30")),
    ),
    "ru-angara": Case(
        "ru",
        date(2024, 5, 5),
        "Ракета-носитель «Ангара-А5» стартовала с космодрома Восточный 11 апреля 2024 года. "
        "Корабль «Союз МС-25» пристыковался к МКС 25 марта. "
        "Байконур расположен в 2100 км к юго-востоку от Москвы. "
        "Мир хочет мира, сказал министр. "
        "Россия планирует запуск в декабре.",
        (
            ("Ангара", "launch", "yes", None),
            ("пристыковался", "docking", None, "soyuz-iss"),
            ("2100 км", "distance", "yes", None),
        ),
        (("2024-04-11", "2024-04-11"), ("2024-03-25", "2024-03-25")),
    ),
    "ko-many": Case(
        "ko",
        date(2024, 5, 30),
        "선저우 18호는 톈궁에 도킹했다. "
        "북한은 2024년 5월 27일 만리경-1-1호를 발사했으나 폭발했다. "
        "나로우주센터는 서울에서 남쪽으로 350km 떨어져 있다. "
        "한국은 1992년 우리별 1호를 발사했다.",
        (
            ("선저우", "docking", None, "shenzhou-tiangong"),
            ("폭발", "failure", "yes", "chollima-2024-05"),
            ("350km", "distance", "yes", None),
        ),
        (("2024-05-27", "2024-05-27"), ("1992-01-01", "1992-12-31")),
    ),
    "fr-many": Case(
        "fr",
        date(2024, 5, 12),
        "Kourou est à 7 000 km au sud-ouest de Paris. "
        "Le vaisseau Soyouz MS a emmené un Français à la Station spatiale internationale. "
        "Selon Roscosmos, Angara A5 a volé depuis Vostotchny le 11 avril 2024. "
        "Malligyong-1 prend des images à haute résolution, affirme Pyongyang. "
        "Le ministre a salué la coopération.",
        (
            ("7 000 km", "distance", "yes", None),
            ("emmené", "crew", None, "soyuz-iss"),
            ("Angara", "launch", "yes", None),
            ("résolution", "capability", None, "malligyong-resolution"),
        ),
        (("2024-04-11", "2024-04-11"),),
    ),
    "en-china": Case(
        "en",
        date(2024, 6, 3),
        "The Long March 5 waits at Wenchang. "
        "Europe's Vega launcher will retire in September. "
        "A Soyuz could not reach Tiangong from Baikonur, experts say. "
        "North Korea's second spy satellite launch failed on 27 May. "
        "Kim visited Vostochny, 8,000 kilometers west of Moscow.",
        (
            ("could not reach", "docking", None, "soyuz-tiangong"),
            ("spy satellite", "failure", "yes", "chollima-2024-05"),
            ("8,000", "distance", "no", None),
        ),
        (("2024-09-01", "2024-09-30"), ("2024-05-27", "2024-05-27")),
    ),
    "fr-naro": Case(
        "fr",
        date(2025, 11, 8),
        "Le centre spatial de Naro est à 350 km au sud de Séoul. "
        "La station Mir a été désorbitée en 2001. "
        "Aucun vaisseau Soyouz n'a rejoint Tiangong. "
        "Nice est belle en mai, dit le maire de la ville.",
        (
            ("350 km", "distance", "yes", None),
            ("Aucun", "docking", None, "soyuz-tiangong"),
        ),
        (("2001-01-01", "2001-12-31"), ("2025-05-01", "2025-05-31")),
    ),
}
