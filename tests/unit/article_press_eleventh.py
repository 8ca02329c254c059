"""Articles as the press writes them, ten more; a first reading found 0.86 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/eleventh.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_ELEVENTH = {
    "eleventh-en-wire-cso3": Case(
        "en",
        date(2025, 3, 6),
        "Ariane 6 lofts French spy satellite in first commercial flight\n\n"
        "PARIS, March 6 (Reuters) - Europe's Ariane 6 heavy rocket blasted off on its "
        "first commercial mission on Thursday, carrying a French military "
        "reconnaissance satellite and closing a gap in the continent's independent "
        "access to space.\n\n"
        "The CSO-3 satellite left Europe's spaceport at Kourou, French Guiana, at 1:24 "
        "p.m. local time (1624 GMT) and separated from the upper stage about an hour "
        "later.\n\n"
        "Ariane 6 made its inaugural flight on July 9 last year, four years late and "
        "with a hitch in the upper stage that kept it from coming back as planned.\n\n"
        "CSO-3 joins two siblings in a Sun-synchronous orbit 800 km up, where one trip "
        "around the planet takes about 100 minutes.\n\n"
        "The version with two boosters can put 10.3 tonnes into low orbit; the heavier "
        "Ariane 64, due later this year, more than double that.\n\n"
        "Its predecessor, Ariane 5, bowed out in July 2023 after 117 launches.\n\n"
        "Kourou lies about 7,000 km from Paris. Shares in the maker's owners were "
        "little changed.",
        (
            ("blasted off on its first commercial", "satellite", "unknown", None),
            ("left Europe's spaceport at Kourou", "satellite", "unknown", None),
            ("inaugural flight on July 9", "launch", "unknown", None),
            ("about 100 minutes", "orbit", "yes", None),
            ("10.3 tonnes", "capability", None, "ariane-62-10300-kg-200-km"),
            ("bowed out in July 2023", "launch", "yes", None),
            ("7,000 km from Paris", "distance", "yes", None),
        ),
        (
            ("2025-03-06", "2025-03-06"),
            ("2025-03-06", "2025-03-06"),
            ("2024-07-09", "2024-07-09"),
            ("2024-01-01", "2024-12-31"),
            ("2025-01-01", "2025-12-31"),
            ("2023-07-01", "2023-07-31"),
        ),
    ),
    "eleventh-en-tabloid-flight9": Case(
        "en",
        date(2025, 5, 28),
        "MUSK'S MONSTER ROCKET SPINS OUT OF CONTROL - AND BURNS UP OVER THE INDIAN "
        "OCEAN\n\n"
        "STARSHIP has done it again. Elon Musk's 403ft beast reached space on Tuesday "
        "night, then lost its grip, spun like a top and burned to bits.\n\n"
        "It was outing number nine for the giant, which thundered out of Starbase, "
        "Texas, at 6.36pm local time on May 27.\n\n"
        "The booster had flown before, and SpaceX let it go this time. It went pop "
        "before its splashdown.\n\n"
        "Fuel leaked from the ship and a door for dummy satellites would not open.\n\n"
        "Two earlier goes this year, on January 16 and March 6, both ended in "
        "fireballs over the Caribbean.\n\n"
        'The boss still reckons the next three will go within weeks. "Lot of good data '
        'to review," he shrugged.\n\n'
        "Starship is built to haul 150 tonnes to low Earth orbit. Nasa wants it to put "
        "people on the Moon in 2027.\n\n"
        "Starbase lies 20 miles east of Brownsville. Locals are used to broken windows "
        "by now.",
        (
            ("reached space on Tuesday night", "failure", "unknown", None),
            ("thundered out of Starbase", "launch", "unknown", None),
            ("150 tonnes", "orbit", None, "starship-150000-kg-200-km"),
            ("20 miles east of Brownsville", "distance", "yes", None),
        ),
        (
            ("2025-05-27", "2025-05-27"),
            ("2025-05-27", "2025-05-27"),
            ("2025-01-01", "2025-12-31"),
            ("2025-01-16", "2025-01-16"),
            ("2025-03-06", "2025-03-06"),
            ("2027-01-01", "2027-12-31"),
        ),
    ),
    "eleventh-en-blog-sriharikota": Case(
        "en",
        date(2025, 2, 10),
        "Notes from the viewing gallery: number one hundred\n\n"
        "I have stood up there eleven times now and I still flinch. On 29 January, a "
        "little after 6.23 in the morning, GSLV-F15 climbed out of Sriharikota with "
        "NVS-02 on top: the hundredth launch from this island.\n\n"
        "Number one was an SLV-3, on 10 August 1979. It fell into the Bay of Bengal "
        "after five minutes.\n\n"
        "The three-stage GSLV carries about 2.25 tonnes to geostationary transfer "
        "orbit. LVM3, its big brother, manages four.\n\n"
        "NVS-02 itself never got where it was going. A valve stuck, and the satellite "
        "is marooned in a transfer orbit.\n\n"
        "A working one sits 35,786 km above the equator and needs 24 hours for a lap, "
        "so that it seems to hang over India.\n\n"
        "Chennai is just 80 km south of the pad at Sriharikota, and the traffic on the "
        "way back outlasts any countdown.",
        (
            ("On 29 January", "launch", "yes", None),
            ("10 August 1979", "other", "yes", None),
            ("2.25 tonnes", "orbit", None, "gslv-mk-ii-2250-kg-gto"),
            ("35,786 km above", "orbit", "yes", None),
            ("80 km south of the pad", "distance", "marginal", None),
        ),
        (("2025-01-29", "2025-01-29"), ("1979-08-10", "1979-08-10")),
    ),
    "eleventh-fr-regional-microcarb": Case(
        "fr",
        date(2025, 7, 26),
        "MicroCarb, le satellite toulousain, a pris son envol\n\n"
        "Il était 4 h 03 ce samedi, heure de Toulouse, quand Vega C s'est arrachée de "
        "la jungle guyanaise. Au Cnes, avenue Édouard-Belin, on n'a pas beaucoup "
        "dormi.\n\n"
        "À son bord, MicroCarb et les quatre satellites CO3D d'Airbus, soit un peu "
        "plus d'une tonne en tout.\n\n"
        "MicroCarb mesurera le gaz carbonique depuis 650 km d'altitude ; il bouclera "
        "son tour en 98 minutes.\n\n"
        "Vega C revient de loin. Le vol du 21 décembre 2022 s'était terminé au fond de "
        "l'Atlantique, la faute à une tuyère venue d'Ukraine.\n\n"
        "Le petit lanceur italien peut hisser 2,3 tonnes sur une orbite polaire à 700 "
        "km.\n\n"
        "Kourou se trouve à 7 100 km de Toulouse. « On s'y sent un peu chez nous », "
        "sourit une ingénieure.",
        (
            ("4 h 03 ce samedi", "launch", "yes", None),
            ("98 minutes", "orbit", "yes", None),
            ("21 décembre 2022", "launch", "unknown", None),
            ("2,3 tonnes", "orbit", None, "vega-c-2300-kg-700-km"),
            ("7 100 km de Toulouse", "distance", "marginal", None),
        ),
        (("2025-07-26", "2025-07-26"), ("2022-12-21", "2022-12-21")),
    ),
    "eleventh-fr-chronique-diamant": Case(
        "fr",
        date(2025, 11, 26),
        "Il y a soixante ans, Astérix\n\n"
        "26 novembre 2025\n\n"
        "On l'oublie souvent : la France fut la troisième nation à satelliser un objet "
        "par ses propres moyens. Le 26 novembre 1965, une Diamant A quitta Hammaguir, "
        "en plein Sahara, avec une capsule de 42 kg dans le nez.\n\n"
        "Baptisé Astérix, le petit appareil tourne encore entre 527 et 1 697 km, en "
        "107 minutes environ.\n\n"
        "Sa radio, elle, se tut au bout de deux jours.\n\n"
        "Les Soviétiques avaient ouvert le bal le 4 octobre 1957, et les Américains "
        "suivi le 1er février 1958 avec Explorer 1, sur une Juno I.\n\n"
        "Hammaguir, c'était à 120 km au sud-ouest de Béchar ; la base fut rendue à "
        "l'Algérie en 1967.\n\n"
        "Puis on plia bagage pour Kourou.",
        (
            ("Le 26 novembre 1965", "other", "yes", None),
            ("107 minutes", "orbit", "yes", None),
            ("1er février 1958", "other", "yes", None),
            ("120 km au sud-ouest", "distance", "yes", None),
        ),
        (
            ("2025-11-26", "2025-11-26"),
            ("1965-11-26", "1965-11-26"),
            ("1957-10-04", "1957-10-04"),
            ("1958-02-01", "1958-02-01"),
            ("1967-01-01", "1967-12-31"),
        ),
    ),
    "eleventh-ko-wire-425": Case(
        "ko",
        date(2025, 11, 2),
        "군 정찰위성 5호기 발사 성공…'425사업' 마무리\n\n"
        "(서울=통신) 김철수 기자 = 우리 군의 정찰위성 5호기가 2일 미국 플로리다주 "
        "케이프커내버럴 우주군기지에서 성공적으로 발사됐다.\n\n"
        "국방부에 따르면 위성은 이날 오후 2시 9분(한국시간) 스페이스X의 팰컨9 발사체에 "
        "실려 날아올랐고, 14분 뒤 2단에서 떨어져 나와 궤도에 들어섰다.\n\n"
        "앞서 1호기는 2023년 12월 2일 밴덴버그 기지에서, 4호기는 올해 4월 22일 "
        "플로리다에서 각각 쏘아 올렸다.\n\n"
        "5기가 모두 돌면 두 시간마다 한반도를 들여다볼 수 있다고 군은 설명했다.\n\n"
        "SAR 위성들은 고도 약 600㎞에서 하루 15바퀴 지구를 돈다.\n\n"
        "북한은 2023년 11월 21일 천리마 1형에 만리경 1호를 실어 발사했다.",
        (
            ("2일 미국 플로리다주", "satellite", "yes", None),
            ("오후 2시 9분", "orbit", "yes", None),
            ("2023년 12월 2일", "launch", "yes", None),
            ("하루 15바퀴", "orbit", "yes", None),
            ("2023년 11월 21일", "launch", "yes", "chollima-malligyong"),
        ),
        (
            ("2025-11-02", "2025-11-02"),
            ("2025-11-02", "2025-11-02"),
            ("2023-12-02", "2023-12-02"),
            ("2025-04-22", "2025-04-22"),
            ("2023-11-21", "2023-11-21"),
        ),
    ),
    "eleventh-ko-column-htvx": Case(
        "ko",
        date(2025, 10, 28),
        "[우주 읽는 밤] 일본 화물선이 돌아왔다\n\n"
        "고노토리가 은퇴한 지 5년. 일본이 다시 우주로 짐을 나르기 시작했다.\n\n"
        "신형 화물선 HTV-X 1호기는 26일 오전 9시 다네가시마에서 H3 로켓을 타고 떠났다. "
        "고체 부스터를 네 개나 단 24형은 이번이 처음이다.\n\n"
        "정거장은 고도 410㎞ 안팎, 시속 2만7600㎞로 날고 있다. 국제우주정거장의 "
        "로봇팔이 곧 화물선을 붙잡는다.\n\n"
        "옛 고노토리는 H-2B 로켓이 맡았다. 2009년 9월 11일 첫 비행부터 2020년 5월 21일 "
        "마지막까지 한 번도 실패하지 않았다.\n\n"
        "다네가시마는 도쿄에서 남서쪽으로 1000㎞쯤 떨어진 섬이다.\n\n"
        "H3는 태양동기궤도 500㎞에 4톤을 올린다.",
        (
            ("26일 오전 9시", "launch", "yes", None),
            ("2만7600", "orbit", "yes", None),
            ("2009년 9월 11일", "launch", "yes", None),
            ("1000㎞쯤", "distance", "yes", None),
            ("4톤을 올린다", "orbit", None, "h3-24-4000-kg-sso-500-km"),
        ),
        (("2025-10-26", "2025-10-26"), ("2009-09-11", "2009-09-11"), ("2020-05-21", "2020-05-21")),
    ),
    "eleventh-ru-wire-progress31": Case(
        "ru",
        date(2025, 7, 4),
        '"Прогресс МС-31" отправился к МКС\n\n'
        'МОСКВА, 4 июля. /Агентство/. Ракета-носитель "Союз-2.1а" с грузовым кораблем '
        '"Прогресс МС-31" стартовала с космодрома Байконур, передает корреспондент '
        "агентства.\n\n"
        "Пуск состоялся в четверг в 22:32 мск с 31-й площадки. Спустя девять минут "
        'корабль вышел на орбиту, а стыковка с модулем "Поиск" МКС запланирована на 6 '
        "июля в 00:27 мск.\n\n"
        "Грузовик везет на станцию 2,6 тонны топлива, воды и приборов.\n\n"
        '"Предыдущий "Прогресс", МС-30, ушел к станции 28 февраля и пробудет в ее '
        'составе до осени", - уточнили в Роскосмосе.\n\n'
        "Сейчас МКС летает на высоте 417 км, совершая оборот вокруг Земли за 92,9 "
        "минуты; наклонение орбиты - 51,6 градуса.",
        (
            ('"Прогресс МС-31" отправился к МКС', "docking", None, "soyuz-iss"),
            ("стартовала с космодрома Байконур", "launch", "yes", None),
            ("в четверг в 22:32", "launch", "unknown", None),
            ("стыковка с модулем", "docking", None, "soyuz-iss"),
            ("28 февраля", "launch", "unknown", None),
            ("417 км", "orbit", "yes", None),
            ("92,9 минуты", "orbit", "yes", None),
            ("51,6 градуса", "orbit", "yes", None),
        ),
        (
            ("2025-07-04", "2025-07-04"),
            ("2025-07-03", "2025-07-03"),
            ("2025-07-06", "2025-07-06"),
            ("2025-02-28", "2025-02-28"),
        ),
    ),
    "eleventh-ru-tabloid-kosmos482": Case(
        "ru",
        date(2025, 5, 12),
        "Советский зонд рухнул на Землю через 53 года. Где он упал?\n\n"
        "Полтонны титана свалились с неба утром 10 мая. «Космос-482» должен был сесть "
        "на Венеру, да не судьба.\n\n"
        "Аппарат отправили в путь 31 марта 1972 года с Байконура ракетой «Молния-М». "
        "Разгонный блок отключился раньше времени, и станция застряла у Земли: сперва "
        "между 210 и 9800 километрами, виток за три с лишним часа.\n\n"
        "А 27 марта 1972 года с того же космодрома ушла её сестра, «Венера-8», и ведь "
        "села!\n\n"
        "По данным Роскосмоса, обломки нырнули в Индийский океан западнее Джакарты.\n\n"
        "Перед падением она носилась на высоте 150 километров, делая круг за 87 минут.",
        (
            ("31 марта 1972 года", "launch", "yes", None),
            ("27 марта 1972 года", "launch", "unknown", None),
            ("87 минут", "orbit", "yes", None),
        ),
        (("2025-05-10", "2025-05-10"), ("1972-03-31", "1972-03-31"), ("1972-03-27", "1972-03-27")),
    ),
    "eleventh-en-page-qps": Case(
        "en",
        date(2025, 6, 12),
        "Rocket Lab launches radar satellite for iQPS\n"
        "by Jane Doe\n"
        "June 12, 2025\n"
        "SAN FRANCISCO — Rocket Lab sent a Japanese radar satellite into orbit June "
        "11, the third such mission this year for the Institute for Q-shu Pioneers of "
        "Space.\n"
        "An Electron lifted off from the company's Launch Complex 1 on New Zealand's "
        "Mahia Peninsula at 11:31 a.m. Eastern. Its kick stage released QPS-SAR-11 "
        "into a circular orbit at 575 kilometers about 50 minutes later.\n"
        "Electron on the pad. Credit: Rocket Lab\n"
        "Earlier launches for the customer took place March 14 and May 17.\n"
        "The company advertises a capacity of 320 kilograms to low Earth orbit for "
        "Electron.\n"
        "A rival, Firefly Aerospace, lost an Alpha on April 29 when its first stage "
        "broke apart just after separation.\n"
        "At 575 kilometers a satellite goes around the Earth about 15 times a day.",
        (
            ("into orbit June 11", "orbit", "yes", None),
            ("lifted off from the company's", "launch", "yes", None),
            ("March 14 and May 17", "launch", "yes", None),
            ("320 kilograms", "orbit", None, "electron-320-kg-200-km"),
            ("lost an Alpha on April 29", "failure", "yes", None),
            ("15 times a day", "satellite", "yes", None),
        ),
        (
            ("2025-06-12", "2025-06-12"),
            ("2025-06-11", "2025-06-11"),
            ("2025-01-01", "2025-12-31"),
            ("2025-03-14", "2025-03-14"),
            ("2025-05-17", "2025-05-17"),
            ("2025-04-29", "2025-04-29"),
        ),
    ),
}
