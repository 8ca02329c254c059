"""Articles as the press writes them, twelve more; a first reading found 0.76 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/eighth.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_EIGHTH = {
    "eighth-en-wire-biomass": Case(
        "en",
        date(2025, 4, 29),
        "ESA's forest scanner Biomass lifts off\n\n"
        "PARIS (Wire) - A satellite that will weigh the world's forests was launched on"
        " Tuesday from French Guiana.\n\n"
        "Biomass left Kourou atop a Vega-C at 0915 GMT on April 29 and was let go into "
        "a 666 km orbit less than an hour later.\n\n"
        "The spacecraft, built by Airbus in Stevenage, weighs 1.2 tonnes and unfurls a "
        "12-metre antenna.\n\n"
        "At that height it laps the planet in 98 minutes.\n\n"
        "It was Vega-C's fourth flight. The one before, in December 2024, carried a "
        "radar satellite.\n\n"
        "The launcher can loft 2,300 kg to a polar orbit 700 km up, Avio says.",
        (
            ("was launched on Tuesday", "satellite", "yes", None),
            ("Biomass left Kourou", "orbit", "yes", None),
            ("98 minutes", "orbit", "yes", None),
            ("December 2024", "satellite", "yes", None),
            ("2,300 kg", "orbit", None, "vega-c-2300-kg-700-km"),
        ),
        (("2025-04-29", "2025-04-29"), ("2025-04-29", "2025-04-29"), ("2024-12-01", "2024-12-31")),
    ),
    "eighth-en-tabloid-tiangong": Case(
        "en",
        date(2025, 11, 6),
        "STRANDED! Chinese crew stuck in space after junk hits capsule\n\n"
        "Three Chinese astronauts who were to come home yesterday are still up there "
        "after a piece of space junk may have hit their ship.\n\n"
        "Shenzhou-20 lifted the trio off the Gobi desert on April 24 for a six-month "
        "stay.\n\n"
        "Their relief, Shenzhou-21, tied up at Tiangong on October 31, just three and a"
        " half hours after leaving Jiuquan, a Chinese record.\n\n"
        "So now six people share the station, which whirls round the globe at "
        "17,000mph, some 240 miles over our heads.\n\n"
        "China has flown crews on its Long March 2F since 2003 without losing one.\n\n"
        "Could America help? No. Crew Dragon cannot dock with the Chinese station.",
        (
            ("off the Gobi desert on April 24", "launch", "unknown", None),
            ("tied up at Tiangong", "other", None, "shenzhou-tiangong"),
            ("17,000mph", "other", "yes", None),
            ("China has flown crews on", "crew", "yes", None),
            ("cannot dock", "docking", None, "soyuz-iss"),
        ),
        (
            ("2025-11-05", "2025-11-05"),
            ("2025-04-24", "2025-04-24"),
            ("2025-10-31", "2025-10-31"),
            ("2003-01-01", "2003-12-31"),
        ),
    ),
    "eighth-en-feature-vanguard": Case(
        "en",
        date(2023, 3, 17),
        "The grapefruit that outlived them all\n\n"
        "On St Patrick's Day 1958 a slim rocket climbed from Cape Canaveral with an "
        "aluminium ball that you could hold in one hand.\n\n"
        "Vanguard 1 fell silent in 1964. It is still there, the oldest thing that "
        "humans have left in orbit, swinging between 650 and 3,820 km every 132 "
        "minutes.\n\n"
        "Its rival Explorer 1 had gone up on January 31, 1958, on a Juno I. Both "
        "Sputniks came before.\n\n"
        "Sputnik 1 went round every 96 minutes, and burned up in January 1958.\n\n"
        "The record of orbital speed belongs to no satellite: low ones all do about 7.8"
        " km/s at 200 km.\n\n"
        "At Vanguard's inclination, 34 degrees, it never passes over London.",
        (
            ("every 132 minutes", "orbit", "yes", None),
            ("January 31, 1958", "launch", "yes", None),
            ("7.8 km/s at 200 km", "orbit", "yes", None),
        ),
        (("1964-01-01", "1964-12-31"), ("1958-01-31", "1958-01-31"), ("1958-01-01", "1958-01-31")),
    ),
    "eighth-en-blog-korea-drone": Case(
        "en",
        date(2024, 5, 28),
        "Pyongyang's fireball: what we know\n\n"
        "Late on Monday a rocket rose from Sohae and, about two minutes on, blew apart "
        "over the Yellow Sea. Japan's coast guard filmed the flash.\n\n"
        "State media owned up within two hours: the first stage, which burned liquid "
        "oxygen and petroleum, had failed.\n\n"
        "The satellite on board was called Malligyong-1-1.\n\n"
        "Pyongyang launched its first spy satellite on 21 November 2023 on a "
        "Chollima-1, after failures in May and August of that year.\n\n"
        "That bird flies about 500 km up and makes some 15 laps a day. Its camera "
        "cannot make out anything smaller than 3 metres, Seoul thinks.\n\n"
        "Sohae is just 50 km from the Chinese city of Dandong.\n\n"
        "Kim wants three more up this year. He will need to hurry.",
        (
            ("rose from Sohae", "launch", "yes", "chollima-2024-05"),
            ("the first stage", "failure", "yes", "chollima-2024-05"),
            ("21 November 2023", "satellite", "yes", "chollima-malligyong"),
            (
                "after failures in May and August of that year.",
                "failure",
                "yes",
                "chollima-2023-05",
            ),
            ("15 laps a day", "orbit", "yes", None),
            ("Dandong", "distance", "marginal", None),
        ),
        (
            ("2024-05-27", "2024-05-27"),
            ("2023-11-21", "2023-11-21"),
            ("2023-05-01", "2023-05-31"),
            ("2023-08-01", "2023-08-31"),
            ("2024-01-01", "2024-12-31"),
        ),
    ),
    "eighth-fr-depeche-soyouz": Case(
        "fr",
        date(2025, 4, 9),
        "Un Soyouz s'envole avec deux Russes et un Américain\n\n"
        "BAÏKONOUR (AFP) - Le vaisseau Soyouz MS-27 a décollé mardi de Baïkonour, au "
        "Kazakhstan, avec à son bord les cosmonautes Sergueï Ryjikov et Alexeï "
        "Zoubritski et l'astronaute Jonny Kim.\n\n"
        "La fusée Soyouz-2.1a s'est élancée à 8h47 heure de Moscou, selon les images de"
        " Roscosmos.\n\n"
        "Trois heures plus tard, le vaisseau s'est amarré à la Station spatiale "
        "internationale.\n\n"
        "Les trois hommes resteront huit mois à bord.\n\n"
        "Baïkonour, loué à la Russie jusqu'en 2050, est à quelque 2 100 km au sud-est "
        "de Moscou.\n\n"
        "Il s'agissait du deuxième vol d'un Soyouz en moins d'un an.",
        (
            ("a décollé mardi", "crew", "yes", None),
            ("s'est élancée", "launch", "yes", None),
            ("s'est amarré", "docking", None, "soyuz-iss"),
            ("2 100 km au sud-est", "distance", "yes", None),
        ),
        (("2025-04-08", "2025-04-08"), ("2050-01-01", "2050-12-31")),
    ),
    "eighth-fr-officiel-swot": Case(
        "fr",
        date(2022, 12, 17),
        "SWOT est en orbite\n\n"
        "Le satellite franco-américain SWOT a été lancé avec succès le 16 décembre 2022"
        " à 12h46 (heure de Paris) depuis la base de Vandenberg, en Californie, par un "
        "lanceur Falcon 9.\n\n"
        "Fruit d'une coopération du CNES et de la NASA, SWOT observera l'eau des lacs "
        "et des océans depuis une altitude de 891 km, sur une orbite inclinée à 77,6°.\n\n"
        "À cette altitude, il fait le tour de la Terre en 103 minutes.\n\n"
        "D'une masse de 2,2 tonnes, il embarque l'altimètre KaRIn.\n\n"
        "Son prédécesseur Jason-3 avait été mis en orbite le 17 janvier 2016, lui aussi"
        " depuis Vandenberg et par une Falcon 9.\n\n"
        "Le premier étage du lanceur s'est posé huit minutes après le décollage.",
        (
            ("16 décembre 2022", "satellite", "yes", None),
            ("103 minutes", "orbit", "yes", None),
            ("17 janvier 2016", "orbit", "yes", None),
        ),
        (("2022-12-16", "2022-12-16"), ("2016-01-17", "2016-01-17")),
    ),
    "eighth-fr-magazine-mir": Case(
        "fr",
        date(2021, 3, 23),
        "Il y a vingt ans, Mir tombait\n\n"
        "Le 23 mars 2001, au petit matin, ce qu'il restait de Mir s'abîmait à l'est de "
        "la Nouvelle-Zélande.\n\n"
        "Quinze ans plus tôt, le 20 février 1986, un Proton-K avait hissé le module de "
        "base depuis Baïkonour.\n\n"
        "Habitée pendant près de dix ans sans interruption, elle tournait à 390 km "
        "d'altitude, sur une orbite inclinée à 51,6°, en 92 minutes.\n\n"
        "Jean-Loup Chrétien y avait fait la première sortie d'un Européen.\n\n"
        "Une navette américaine l'avait rejointe neuf fois.\n\n"
        "L'ISS, elle, a commencé sa vie le 20 novembre 1998 quand un autre Proton a mis"
        " Zaria en orbite.",
        (
            ("20 février 1986", "other", "yes", None),
            ("51,6°", "crew", "yes", None),
            ("20 novembre 1998", "orbit", "unknown", None),
        ),
        (("2001-03-23", "2001-03-23"), ("1986-02-20", "1986-02-20"), ("1998-11-20", "1998-11-20")),
    ),
    "eighth-fr-tabloid-musk": Case(
        "fr",
        date(2023, 11, 19),
        "Boum ! La mégafusée de Musk explose encore\n\n"
        "Rebelote. La plus grande fusée du monde a de nouveau fini en feu d'artifice.\n\n"
        "Starship avait pourtant bien quitté son pas de tir de Boca Chica samedi 18 "
        "novembre, tous moteurs allumés.\n\n"
        "Deux minutes et demie plus tard, le premier étage se désintégrait. Le "
        "vaisseau, lui, a tenu huit minutes et frôlé les 150 km d'altitude.\n\n"
        "En avril, le premier essai n'avait duré que quatre minutes.\n\n"
        "Musk rêve d'y loger cent passagers et d'emporter 150 tonnes en orbite basse.\n\n"
        "Boca Chica se trouve à 30 km à l'est de Brownsville.",
        (
            ("samedi 18 novembre", "launch", "yes", None),
            ("150 tonnes", "orbit", None, "starship-150000-kg-200-km"),
            ("Boca Chica se trouve à 30 km à l'est de", "distance", "marginal", None),
        ),
        (("2023-11-18", "2023-11-18"), ("2023-04-01", "2023-04-30")),
    ),
    "eighth-ko-wire-chollima": Case(
        "ko",
        date(2023, 11, 22),
        '北 군사정찰위성 3차 발사…"궤도 진입 성공" 주장\n\n'
        "(서울=뉴스) 북한이 21일 밤 평안북도 동창리에서 군사정찰위성 "
        "'만리경-1호'를 쏘아 올렸다.\n\n"
        "조선중앙통신은 천리마-1형이 705초간 비행해 위성을 궤도에 정확히 "
        "진입시켰다고 22일 보도했다.\n\n"
        "북한은 지난 5월 31일과 8월 24일에도 발사했으나 모두 실패했다.\n\n"
        "통신은 김정은이 괌의 미군기지를 촬영한 사진을 봤다고 전했다.\n\n"
        "합참은 위성이 궤도에 들어간 것으로 평가했으나 정상 작동 여부는 더 봐야"
        " 한다고 밝혔다.\n\n"
        "동창리는 평양에서 북서쪽으로 약 110㎞ 떨어져 있다.",
        (
            ("21일 밤", "satellite", "yes", "chollima-malligyong"),
            ("천리마-1형이 705초간", "orbit", None, "chollima-malligyong"),
            ("5월 31일과 8월 24일", "failure", "yes", "chollima-2023-05"),
            ("괌의 미군기지를 촬영", "satellite", None, "malligyong-camera"),
            ("약 110㎞", "distance", "yes", None),
        ),
        (
            ("2023-11-21", "2023-11-21"),
            ("2023-11-22", "2023-11-22"),
            ("2023-05-31", "2023-05-31"),
            ("2023-08-24", "2023-08-24"),
        ),
    ),
    "eighth-ko-blog-jwst": Case(
        "ko",
        date(2022, 1, 26),
        "제임스 웹, 드디어 L2 도착\n\n"
        "성탄절 밤 아리안 5호에 실려 쿠루를 떠난 제임스 웹 우주망원경이 한 달"
        " 만인 25일 제2 라그랑주점에 들어갔다.\n\n"
        "지구에서 150만㎞. 달보다 네 배 멀다.\n\n"
        "허블은 고도 540㎞에서 95분에 한 바퀴씩 지구를 돈다. 고장이 나면 "
        "우주왕복선이 올라가 고쳤다. 웹은 그럴 수 없다.\n\n"
        "허블은 1990년 4월 24일 디스커버리호가 케네디 우주센터에서 싣고 "
        "올라갔다.\n\n"
        "아리안 5호는 정지천이궤도에 10톤을 올릴 수 있다.\n\n"
        "쿠루는 남미 프랑스령 기아나에 있다.",
        (
            ("성탄절 밤", "launch", "yes", None),
            ("95분에 한 바퀴", "orbit", "yes", None),
            ("1990년 4월 24일", "launch", "unknown", None),
            ("10톤을", "orbit", None, "ariane-5-eca-10000-kg-gto"),
        ),
        (("2021-12-25", "2021-12-25"), ("2022-01-25", "2022-01-25"), ("1990-04-24", "1990-04-24")),
    ),
    "eighth-ru-wire-iran": Case(
        "ru",
        date(2024, 2, 29),
        "Иранский спутник «Парс-1» запущен с Восточного\n\n"
        "ВОСТОЧНЫЙ, 29 февраля. Ракета «Союз-2.1б» вывела на орбиту российский "
        "«Метеор-М» № 2-4 и 18 попутчиков, среди них иранский «Парс-1».\n\n"
        "Пуск состоялся в 08:43 мск.\n\n"
        "Основной аппарат работает на солнечно-синхронной орбите высотой 820 км и "
        "обходит Землю за 101 минуту.\n\n"
        "«Парс-1» весит 134 кг и снимает с разрешением 15 метров.\n\n"
        "Тегеран и сам запускает спутники: 20 января «Каем-100» вывел «Сорайю» на 750 "
        "км.\n\n"
        "В августе 2022 года Россия доставила на орбиту с Байконура иранский «Хайям», "
        "тоже на «Союзе-2.1б».\n\n"
        "Космодром Восточный находится в 5500 км от Москвы.",
        (
            ("вывела на орбиту российский", "orbit", "yes", None),
            ("Пуск состоялся в 08:43 мск.", "launch", "yes", None),
            ("101 минуту", "orbit", "yes", None),
            ("20 января", "launch", "yes", None),
            ("В августе 2022", "crew", "unknown", None),
            ("5500 км", "distance", "yes", None),
        ),
        (("2024-02-29", "2024-02-29"), ("2024-01-20", "2024-01-20"), ("2022-08-01", "2022-08-31")),
    ),
    "eighth-ru-feature-buran": Case(
        "ru",
        date(2018, 11, 15),
        "Единственный полет «Бурана»\n\n"
        "15 ноября 1988 года, в шесть утра по Москве, с площадки 110 Байконура ушла "
        "«Энергия» с кораблем «Буран».\n\n"
        "Два витка, 206 минут — и автоматическая посадка с боковым ветром.\n\n"
        "Корабль летел на высоте около 250 км, каждый виток занимал полтора часа.\n\n"
        "«Энергия» могла поднять на низкую орбиту сто тонн. Летала она дважды, в 1987 и"
        " 1988 годах.\n\n"
        "Американцы к тому времени запустили шаттлы 27 раз: 29 сентября 1988 года "
        "«Дискавери» вернул их в строй после гибели «Челленджера».\n\n"
        "В 2002 году крыша монтажного корпуса рухнула, и летавший «Буран» погиб.",
        (("15 ноября 1988", "launch", "unknown", None), ("полтора часа", "orbit", "yes", None)),
        (
            ("1988-11-15", "1988-11-15"),
            ("1987-01-01", "1987-12-31"),
            ("1988-01-01", "1988-12-31"),
            ("1988-09-29", "1988-09-29"),
            ("2002-01-01", "2002-12-31"),
        ),
    ),
}
