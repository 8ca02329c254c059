"""Articles as the press writes them, twelve more; a first reading found 0.72 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/seventh.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_SEVENTH = {
    "seventh-en-wire-oneweb": Case(
        "en",
        date(2022, 10, 23),
        "India puts 36 OneWeb satellites into orbit\n\n"
        "BENGALURU, Oct 23 (Newswire) - India's heaviest rocket successfully placed 36 "
        "broadband satellites into low Earth orbit early on Sunday, its first "
        "commercial mission.\n\n"
        "The LVM3 blasted off from Sriharikota at 00:07 local time, the Indian Space "
        "Research Organisation said.\n\n"
        "OneWeb had turned to India after Moscow in March refused to let its satellites"
        " fly from Baikonur aboard a Soyuz.\n\n"
        "The 43.5-metre rocket can haul up to 10 tonnes to low Earth orbit, ISRO "
        "chairman S. Somanath told reporters.\n\n"
        "OneWeb's network orbits at 1,200 km, where a revolution lasts 109 minutes.\n\n"
        "Shares in its shareholder Bharti rose 2 percent.",
        (
            ("placed 36 broadband", "orbit", "yes", None),
            ("blasted off from Sriharikota", "launch", "yes", None),
            ("10 tonnes", "orbit", None, "lvm3-10000-kg-200-km"),
            ("109 minutes", "orbit", "yes", None),
        ),
        (("2022-10-23", "2022-10-23"), ("2022-10-23", "2022-10-23"), ("2022-03-01", "2022-03-31")),
    ),
    "seventh-en-tabloid-soyuz": Case(
        "en",
        date(2018, 10, 12),
        "'We're going home!' Astronauts survive 4,000mph plunge after rocket fails\n\n"
        "Two astronauts walked away without a scratch yesterday after their Soyuz "
        "rocket broke up on the edge of space.\n\n"
        "American Nick Hague and Russian Alexei Ovchinin had been in the air for barely"
        " two minutes when a booster smashed into the core of their rocket 31 miles "
        "above Kazakhstan.\n\n"
        "Their capsule was flung clear and thumped down 250 miles from Baikonur, the "
        "launch site.\n\n"
        "It was the first time since 1983 that a Soyuz crew had to be pulled off a "
        "failing rocket.\n\n"
        "The pair had been due to dock with the International Space Station six hours "
        "after lift-off.\n\n"
        "NASA has no other ride to the station: the last Space Shuttle flew on July 8, "
        "2011.",
        (
            ("Soyuz rocket broke up", "crew", "yes", None),
            ("due to dock", "docking", None, "soyuz-iss"),
            ("July 8, 2011", "launch", "yes", None),
        ),
        (("2018-10-11", "2018-10-11"), ("1983-01-01", "1983-12-31"), ("2011-07-08", "2011-07-08")),
    ),
    "seventh-en-feature-skylark": Case(
        "en",
        date(2024, 8, 25),
        "Letter from Unst: the rocket that never left the ground\n\n"
        "On this windswept island at the top of Shetland, they have learned to be "
        "patient.\n\n"
        "A nine-engine booster of the German firm Rocket Factory Augsburg went up in "
        "flames during a test on 19 August, on the very pad from which it was to become"
        " the first to reach orbit from British soil.\n\n"
        "SaxaVord sits 320 km north of Aberdeen. On a clear night you see the lights of"
        " the oil rigs.\n\n"
        "The RFA One was designed for 1,300 kg to a polar orbit of 500 km.\n\n"
        "The last British attempt came from the air: Virgin Orbit's LauncherOne dropped"
        " from a jumbo jet off Cornwall on 9 January 2023 and its nine satellites were "
        "lost.\n\n"
        '"We will be back," says the company.',
        (
            ("SaxaVord sits 320 km north of Aberdeen.", "distance", "no", None),
            ("9 January 2023", "failure", "unknown", None),
        ),
        (("2024-08-19", "2024-08-19"), ("2023-01-09", "2023-01-09")),
    ),
    "seventh-en-official-sentinel": Case(
        "en",
        date(2024, 12, 6),
        "Sentinel-1C launched\n\n"
        "The third Copernicus Sentinel-1 satellite has been launched aboard a Vega-C "
        "from Europe's Spaceport in French Guiana.\n\n"
        "Liftoff occurred on 5 December at 22:20 CET. The radar satellite was delivered"
        " to a Sun-synchronous orbit at an altitude of 700 km. An orbit takes it 98.6 "
        "minutes.\n\n"
        "With this flight Vega-C returns to service: its second flight, on 20 December "
        "2022, was lost when the Zefiro-40 motor failed.\n\n"
        "Sentinel-1B stopped working in December 2021.\n\n"
        "Vega-C can carry 2.3 tonnes to a 500 km Sun-synchronous orbit, according to "
        "Arianespace.",
        (
            ("launched aboard a Vega-C", "satellite", "yes", None),
            ("on 5 December at 22:20", "launch", "yes", None),
            ("98.6 minutes", "orbit", "yes", None),
            ("20 December 2022", "failure", "unknown", None),
            ("2.3 tonnes", "capability", None, "vega-c-2300-kg-sso-500-km"),
        ),
        (("2024-12-05", "2024-12-05"), ("2022-12-20", "2022-12-20"), ("2021-12-01", "2021-12-31")),
    ),
    "seventh-fr-depeche-hope": Case(
        "fr",
        date(2020, 7, 20),
        "Les Emirats en route vers Mars\n\n"
        "TOKYO, 20 juil. - La première sonde arabe vers Mars a décollé lundi du centre "
        "spatial de Tanegashima, dans le sud du Japon.\n\n"
        "« Al-Amal » (« Espoir »), placée au sommet d'une fusée H-IIA, a quitté la "
        "Terre à 6h58 (21h58 GMT dimanche), après deux reports dus au mauvais temps.\n\n"
        "La sonde de 1 350 kilos s'est séparée du lanceur une heure plus tard.\n\n"
        "Elle doit atteindre la planète rouge en février 2021, pour les 50 ans de "
        "l'unification des sept émirats.\n\n"
        "Elle tournera autour de Mars en 55 heures, entre 20 000 et 43 000 km "
        "d'altitude.\n\n"
        "Deux autres missions partent cet été : la Chine avec Tianwen-1, sur une Longue"
        " Marche 5 depuis Wenchang, et les Etats-Unis avec Perseverance, depuis Cap "
        "Canaveral.\n\n"
        "Tanegashima est à environ 1 000 km au sud-ouest de Tokyo.",
        (
            ("a décollé lundi du centre", "satellite", "yes", None),
            ("au sommet d'une fusée H-IIA", "launch", "yes", None),
            ("Longue Marche 5 depuis Wenchang", "other", "yes", None),
            ("1 000 km au sud-ouest", "distance", "yes", None),
        ),
        (
            ("2020-07-20", "2020-07-20"),
            ("2020-07-19", "2020-07-19"),
            ("2021-02-01", "2021-02-28"),
            ("2020-03-01", "2020-03-31"),
        ),
    ),
    "seventh-fr-magazine-csg": Case(
        "fr",
        date(2023, 7, 8),
        "Ariane 5, la retraite d'une reine\n\n"
        "Mercredi soir, sur le coup de 19 heures, la vieille dame a tiré sa révérence. "
        "Pour la 117e et dernière fois, une Ariane 5 s'est arrachée de la jungle "
        "guyanaise.\n\n"
        "Qui se souvient du 4 juin 1996 ? Ce jour-là, la toute première avait explosé "
        "au bout de 37 secondes.\n\n"
        "Puis vinrent Rosetta, le cargo ATV, et le télescope Webb, largué avec une "
        "telle précision que sa durée de vie a doublé.\n\n"
        "Elle savait déposer plus de dix tonnes sur l'orbite de transfert "
        "géostationnaire.\n\n"
        "Ariane 6 ? « Fin d'année, si tout va bien », glisse un ingénieur.\n\n"
        "Kourou n'est qu'à 500 kilomètres de l'équateur, et la Terre y donne un élan de"
        " 460 m/s.",
        (
            ("Mercredi soir", "launch", "yes", None),
            ("Pour la 117e", "launch", "yes", None),
            ("4 juin 1996", "failure", "unknown", None),
            ("plus de dix tonnes", "orbit", None, "ariane-5-eca-10000-kg-gto"),
        ),
        (("2023-07-05", "2023-07-05"), ("1996-06-04", "1996-06-04"), ("1996-06-04", "1996-06-04")),
    ),
    "seventh-fr-blog-angara": Case(
        "fr",
        date(2024, 4, 12),
        "Angara à Vostotchny, enfin\n\n"
        "Trois jours, trois comptes à rebours. Le premier, le 9 avril, s'est arrêté à "
        "deux minutes du décollage ; le second, le 10, un peu plus tôt encore.\n\n"
        "Et puis, jeudi matin, l'Angara-A5 s'est élevée du cosmodrome de Vostotchny, "
        "son premier vol depuis l'Extrême-Orient russe.\n\n"
        "Les trois tirs précédents avaient eu lieu à Plessetsk, à 800 km au nord de "
        "Moscou.\n\n"
        "Sur le papier, la bête place 24,5 tonnes à 200 km. Dans les faits elle n'a "
        "emporté jusqu'ici que des maquettes, ou presque.\n\n"
        "L'étage Orion a gagné l'orbite géostationnaire, à 36 000 km.\n\n"
        "Moscou rêve d'une station, ROS, dont le premier module partirait en 2027 sur "
        "ce lanceur, vers une orbite inclinée à 97 degrés.",
        (
            ("jeudi matin", "launch", "yes", None),
            ("800 km au nord de Moscou", "distance", "yes", None),
            ("24,5 tonnes", "capability", None, "angara-a5-24500-kg-200-km"),
            ("36 000 km", "orbit", "yes", None),
        ),
        (("2024-04-09", "2024-04-09"), ("2024-04-11", "2024-04-11"), ("2027-01-01", "2027-12-31")),
    ),
    "seventh-ko-tabloid-starship": Case(
        "ko",
        date(2024, 10, 14),
        "머스크 '젓가락 로봇팔'이 해냈다…스타십 5차 비행\n\n"
        "스페이스X의 초대형 로켓 스타십이 13일(현지시간) 텍사스 보카치카에서 "
        "다섯 번째로 날아올랐다.\n\n"
        "1단 슈퍼헤비는 7분 만에 돌아와 발사탑의 로봇팔에 안겼다. 머스크는 "
        '"공상이 현실이 됐다"고 썼다.\n\n'
        "2단 우주선은 고도 210㎞까지 올라가 지구 반 바퀴를 돈 뒤 인도양에 "
        "떨어졌다.\n\n"
        "스타십은 저궤도에 100톤 이상을 실어 나를 수 있다.\n\n"
        "지난해 4월 20일 첫 비행 때는 이륙 4분 만에 폭발했다.\n\n"
        "보카치카는 휴스턴에서 남쪽으로 약 470㎞ 떨어져 있다.",
        (
            ("13일(현지시간)", "launch", "yes", None),
            ("100톤", "capability", None, "starship-100000-kg-200-km"),
            ("4월 20일 첫 비행", "failure", "yes", None),
            ("약 470㎞", "distance", "yes", None),
        ),
        (("2024-10-13", "2024-10-13"), ("2023-04-20", "2023-04-20")),
    ),
    "seventh-ko-feature-nuri4": Case(
        "ko",
        date(2025, 11, 27),
        "누리호 네 번째 비행, 처음으로 밤하늘을 갈랐다\n\n"
        "27일 새벽 1시 13분, 나로우주센터가 대낮처럼 밝아졌다. 누리호가 "
        "처음으로 한밤에 솟구친 순간이다.\n\n"
        "한화에어로스페이스가 조립을 맡은 이번 발사체에는 차세대중형위성 3호와 "
        "큐브위성 12기가 실렸다.\n\n"
        "위성은 고도 600㎞ 태양동기궤도에 놓였고 하루에 지구를 약 15바퀴 "
        "돈다.\n\n"
        "누리호는 1.9톤급 위성을 600㎞ 궤도에 올릴 수 있다.\n\n"
        "첫 발사는 2021년 10월 21일이었으나 3단 엔진이 일찍 꺼져 "
        "실패했다. 이듬해 6월 21일 두 번째 발사에서 성공했다.\n\n"
        "고흥은 서울에서 직선으로 약 330㎞ 떨어져 있다.",
        (
            ("27일 새벽 1시 13분, 나로우주센터가 대낮처럼 밝아졌다.", "other", "yes", None),
            ("누리호가 처음으로 한밤에", "launch", "yes", None),
            ("약 15바퀴", "orbit", "yes", None),
            ("1.9톤급", "orbit", None, "nuri-1900-kg-600-km"),
            ("2021년 10월 21일", "failure", "unknown", None),
            ("6월 21일 두 번째", "launch", "unknown", None),
        ),
        (
            ("2025-11-27", "2025-11-27"),
            ("2021-10-21", "2021-10-21"),
            ("2022-01-01", "2022-12-31"),
            ("2022-06-21", "2022-06-21"),
        ),
    ),
    "seventh-ko-wire-iran": Case(
        "ko",
        date(2024, 9, 15),
        "이란 혁명수비대, 위성 '참란-1' 발사 성공 주장\n\n"
        "(테헤란=뉴스) 이란 혁명수비대가 14일 연구용 위성 '참란-1'을 "
        "우주로 쏘아 올렸다고 국영 매체가 보도했다.\n\n"
        "위성은 고체연료 로켓 가엠-100에 실려 고도 550㎞ 궤도에 올랐다. "
        "무게는 약 60㎏이다.\n\n"
        "가엠-100은 올해 1월 20일에도 위성 소라야를 고도 750㎞에 "
        "올렸다.\n\n"
        "미국은 이 기술이 장거리 탄도미사일에 쓰일 수 있다고 우려한다.\n\n"
        "발사장인 샤흐루드는 테헤란에서 동쪽으로 약 350㎞ 거리에 있다.",
        (
            ("14일 연구용 위성", "satellite", "yes", None),
            ("위성은 고체연료 로켓 가엠-100에 실려 고도", "orbit", "yes", None),
            ("1월 20일에도", "orbit", "yes", None),
        ),
        (("2024-09-14", "2024-09-14"), ("2024-01-20", "2024-01-20")),
    ),
    "seventh-ru-agency-condor": Case(
        "ru",
        date(2023, 5, 27),
        "«Кондор-ФКА» успешно выведен на орбиту\n\n"
        "ВОСТОЧНЫЙ, 27 мая. /Корр./ Радиолокационный спутник «Кондор-ФКА» № 1 отделился"
        " от разгонного блока «Фрегат» и вышел на целевую орбиту, сообщили в "
        "«Роскосмосе».\n\n"
        "Ракета «Союз-2.1а» стартовала с Восточного в 00:14 по московскому времени.\n\n"
        "Аппарат массой 1050 кг будет летать на солнечно-синхронной орбите высотой 500 "
        "км, облетая планету за 94,6 минуты.\n\n"
        "Радар различает детали до одного метра в любую погоду.\n\n"
        "С Восточного с 2016 года ушло двенадцать ракет, все — «Союзы-2».\n\n"
        "От Благовещенска до космодрома 180 км, до Москвы по прямой — 5500.",
        (
            ("стартовала с Восточного", "launch", "yes", None),
            ("94,6 минуты", "orbit", "yes", None),
            ("С Восточного с 2016 года", "launch", "unknown", None),
        ),
        (("2023-05-27", "2023-05-27"), ("2016-01-01", "2016-12-31")),
    ),
    "seventh-ru-blog-polaris": Case(
        "ru",
        date(2024, 9, 16),
        "Выше всех после «Аполлона»: итоги Polaris Dawn\n\n"
        "Экипаж миллиардера Айзекмана вернулся в воскресенье у берегов Флориды.\n\n"
        "Корабль Crew Dragon запустили 10 сентября с мыса Канаверал, и в первый же день"
        " он забрался на 1400 км. Так высоко люди не летали с декабря 1972 года.\n\n"
        "12 сентября двое впервые в истории частной космонавтики вышли наружу, на "
        "высоте около 740 км.\n\n"
        "К МКС «Дракон» на этот раз не летал: стыковочный узел заменили люком.\n\n"
        "Корабль сбросил скорость с 27 000 км/ч и приводнился.\n\n"
        "Кстати, МКС летит ниже, примерно в 420 км, и делает виток за полтора часа.",
        (
            ("запустили 10 сентября", "launch", "yes", None),
            ("Кстати, МКС летит ниже, примерно в 420 км", "orbit", "yes", None),
            ("виток за полтора часа", "orbit", "yes", None),
        ),
        (
            ("2024-09-15", "2024-09-15"),
            ("2024-09-10", "2024-09-10"),
            ("1972-12-01", "1972-12-31"),
            ("2024-09-12", "2024-09-12"),
        ),
    ),
}
