"""Articles as the press writes them, ten more; a first reading found 0.74 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/thirteenth.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_THIRTEENTH = {
    "thirteenth-en-wire-vulcan": Case(
        "en",
        date(2025, 8, 13),
        "CAPE CANAVERAL, Fla. (AP) — A Vulcan rocket took to the sky on its first "
        "mission for the U.S. Space Force late Tuesday, carrying an experimental "
        "navigation satellite straight to geosynchronous orbit.\n\n"
        "The 202-foot rocket, with four side boosters, cleared its pad at Cape "
        "Canaveral at 8:56 p.m. EDT.\n\n"
        "It was Vulcan's third outing. The debut, on Jan. 8, 2024, sent a privately "
        "built Moon lander on its way; the second, on Oct. 4 the same year, carried "
        "dead weight and shed a booster nozzle half a minute up, yet still got where "
        "it was going.\n\n"
        "Vulcan can deliver up to 14.4 metric tons to geostationary transfer orbit, "
        "its maker says.\n\n"
        "The new rocket replaces the Atlas V, which has flown more than 100 times "
        "since 2002.\n\n"
        "Satellites in that orbit, 22,236 miles above the equator, keep pace with the "
        "turning Earth: one lap every 24 hours.",
        (
            ("late Tuesday", "orbit", "yes", None),
            ("cleared its pad at Cape Canaveral at 8:56 p.m.", "launch", "yes", None),
            ("on Jan. 8, 2024", "launch", "yes", None),
            ("on Oct. 4 the same year", "launch", "yes", None),
            ("14.4 metric tons", "orbit", None, "vulcan-vc4-14400-kg-gto"),
            ("more than 100 times since 2002", "launch", "unknown", None),
            ("22,236 miles", "orbit", "yes", None),
        ),
        (
            ("2025-08-12", "2025-08-12"),
            ("2024-01-08", "2024-01-08"),
            ("2024-10-04", "2024-10-04"),
            ("2002-01-01", "2002-12-31"),
        ),
    ),
    "thirteenth-en-tabloid-newglenn": Case(
        "en",
        date(2025, 11, 15),
        "BEZOS STICKS IT: Billionaire's mega-rocket nails ocean landing\n\n"
        "JEFF BEZOS was jumping for joy as his colossal New Glenn rocket blasted two "
        "Nasa probes towards Mars and then dropped its booster bang on target in the "
        "Atlantic.\n\n"
        "The 321ft whopper tore off the pad in Florida at 3.55pm on Thursday after "
        "days of waiting for clouds, a cruise ship and even a solar storm to clear "
        "off.\n\n"
        "It is only the second trip for the rocket. On January 16 it made orbit at the "
        "first go but lost its booster.\n\n"
        "Rival Elon Musk sent his congratulations on X. His own Falcon 9 first nailed "
        "a landing on December 21, 2015.\n\n"
        "Blue Origin says New Glenn will haul 45 tonnes into low Earth orbit. The pad "
        "is about 50 miles east of Orlando.",
        (
            ("3.55pm on Thursday", "other", "yes", None),
            ("On January 16 it made orbit", "orbit", "yes", None),
        ),
        (("2025-11-13", "2025-11-13"), ("2025-01-16", "2025-01-16"), ("2015-12-21", "2015-12-21")),
    ),
    "thirteenth-en-explainer-iss": Case(
        "en",
        date(2023, 11, 20),
        "The ISS at 25: your questions answered\n\n"
        "When did it begin? On November 20, 1998, a Proton-K lifted the Zarya module "
        "off the steppe at Baikonur. Two weeks later the shuttle Endeavour followed "
        "with Unity.\n\n"
        "How fast is it? The station does 17,500 mph and gets round the planet in "
        "about 93 minutes.\n\n"
        "How high? Around 250 miles, a little more after each reboost. The tilt of its "
        "path, 51.6 degrees, was chosen so that Russia could reach it.\n\n"
        "Can anyone go? Crew Dragon and Soyuz both dock with it; China's Shenzhou "
        "never has.\n\n"
        "What comes after? Private outposts, perhaps. The first, Haven-1, is to ride "
        "up on a Falcon 9.",
        (
            ("November 20, 1998", "launch", "yes", None),
            ("17,500 mph", "orbit", "marginal", None),
            ("about 93 minutes", "other", "yes", None),
            ("Around 250 miles", "orbit", "yes", None),
            ("Crew Dragon and Soyuz both dock", "docking", None, "soyuz-iss"),
        ),
        (("1998-11-20", "1998-11-20"), ("1998-12-01", "1998-12-07")),
    ),
    "thirteenth-fr-agence-soyouz28": Case(
        "fr",
        date(2025, 11, 27),
        "Deux Russes et un Américain rejoignent l'ISS\n\n"
        "BAÏKONOUR (Kazakhstan) - Un vaisseau Soyouz emportant deux cosmonautes russes "
        "et un astronaute américain a décollé jeudi du cosmodrome de Baïkonour à "
        "destination de la Station spatiale internationale (ISS).\n\n"
        "La fusée Soyouz-2.1a s'est élevée à 09H27 GMT, selon des images retransmises "
        "par l'agence Roscosmos.\n\n"
        "Le Soyouz MS-28 s'est amarré à la Station un peu plus de trois heures plus "
        "tard, au terme de deux tours de la Terre.\n\n"
        "L'ISS, qui évolue à environ 420 km d'altitude et file à 28 000 km/h, doit "
        "être mise à la retraite après 2030.\n\n"
        "Le précédent équipage russe avait pris la même route le 8 avril.\n\n"
        "Le cosmodrome, loué par Moscou au Kazakhstan, se trouve à 2 100 km de la "
        "capitale russe.",
        (
            ("a décollé jeudi du cosmodrome", "crew", "unknown", None),
            ("BAÏKONOUR (Kazakhstan) - Un vaisseau Soyouz", "crew", None, "soyuz-iss"),
            ("s'est élevée à 09H27 GMT", "launch", "unknown", None),
            ("s'est amarré à la Station", "docking", None, "soyuz-iss"),
            ("environ 420 km d'altitude", "orbit", "yes", None),
            ("28 000 km/h", "other", "yes", None),
            ("le 8 avril", "crew", "yes", None),
        ),
        (("2025-11-27", "2025-11-27"), ("2025-04-08", "2025-04-08")),
    ),
    "thirteenth-fr-enquete-esrange": Case(
        "fr",
        date(2025, 4, 2),
        "Enquête. Les ports spatiaux du froid\n\n"
        "Andøya n'est plus seulement une base de fusées-sondes. Le 30 mars, à 12 h 30, "
        "l'allemande Spectrum y a tenté sa chance ; trente secondes plus tard elle "
        "s'abîmait dans le fjord.\n\n"
        "À SaxaVord, aux Shetland, RFA panse ses plaies : en août 2024, un étage y a "
        "brûlé sur son banc.\n\n"
        "Esrange, en Suède, attend Firefly. La base se trouve à une quarantaine de "
        "kilomètres à l'est de Kiruna.\n\n"
        "Andøya est à 300 km au nord de Bodø, SaxaVord à près de 350 km au nord "
        "d'Inverness.\n\n"
        "Tous rêvent du marché de Rocket Lab, dont l'Electron a volé seize fois en "
        "2024.",
        (
            ("à l'est de Kiruna", "distance", "yes", None),
            ("300 km au nord de Bodø", "distance", "marginal", None),
            ("volé seize fois en 2024", "launch", "unknown", None),
        ),
        (("2025-03-30", "2025-03-30"), ("2024-08-01", "2024-08-31"), ("2024-01-01", "2024-12-31")),
    ),
    "thirteenth-ko-wire-luna": Case(
        "ko",
        date(2023, 8, 12),
        "러시아, 47년 만에 달 탐사선 발사\n\n"
        "(모스크바=통신) 러시아가 11일 새벽(현지시간) 극동 아무르주 보스토치니 "
        "우주기지에서 달 착륙선 '루나 25호'를 쏘아 올렸다.\n\n"
        "소유스-2.1b 로켓은 오전 2시 10분께 이륙했으며 약 한 시간 뒤 탐사선이 상단에서 "
        "떨어져 나와 달로 향하는 궤도에 들어섰다고 로스코스모스가 밝혔다.\n\n"
        "루나 25호는 달 상공 100㎞ 궤도를 닷새가량 돈 뒤 남극 부근에 내려앉을 "
        "예정이다. 이 궤도에서는 약 118분마다 달을 한 바퀴 돈다.\n\n"
        "옛 소련의 마지막 달 탐사선 루나 24호는 1976년 8월 9일 프로톤-K 로켓에 실려 "
        "발사됐다.\n\n"
        "인도의 찬드라얀 3호는 지난달 14일 스리하리코타에서 LVM3에 실려 먼저 떠났다.\n\n"
        "보스토치니는 모스크바에서 동쪽으로 약 5500㎞ 떨어져 있다.",
        (
            ("11일 새벽", "launch", "yes", None),
            ("오전 2시 10분께 이륙했으며", "orbit", "yes", None),
            ("118분마다", "orbit", "yes", None),
            ("1976년 8월 9일", "satellite", "unknown", None),
            ("지난달 14일", "launch", "yes", None),
            ("5500㎞", "distance", "yes", None),
        ),
        (("2023-08-11", "2023-08-11"), ("1976-08-09", "1976-08-09"), ("2023-07-14", "2023-07-14")),
    ),
    "thirteenth-ko-blog-satellites": Case(
        "ko",
        date(2025, 5, 2),
        "주말 밤하늘 안내: 위성 보기\n\n"
        "맨눈에 가장 밝은 것은 역시 국제우주정거장이다. 고도 420㎞쯤에서 시속 "
        "2만7600㎞로 날며 하루 열다섯 번 넘게 지구를 돈다.\n\n"
        "중국의 톈궁도 볼 만하다. 높이는 390㎞, 기울기는 41.5도라 서울 남쪽 하늘을 "
        "지난다.\n\n"
        "우리 누리호가 2023년 5월 25일 올린 차세대소형위성 2호는 고도 550㎞에 있다. "
        "맨눈으로는 어렵다.\n\n"
        "스타링크 위성은 550㎞에서 95분마다 한 바퀴를 돈다.\n\n"
        "참, 북한의 만리경 1호는 해상도가 3m쯤이라는데 정작 사진은 한 장도 공개된 적이 "
        "없다.",
        (
            ("고도 420㎞쯤", "orbit", "yes", None),
            ("390㎞", "orbit", "yes", None),
            ("2023년 5월 25일", "orbit", "yes", None),
            ("95분마다", "orbit", "yes", None),
            ("해상도가 3m쯤", "capability", None, "malligyong-resolution"),
        ),
        (("2023-05-25", "2023-05-25"),),
    ),
    "thirteenth-ru-wire-glonass": Case(
        "ru",
        date(2025, 3, 3),
        "Военные запустили спутник с Плесецка\n\n"
        "МОСКВА, 3 марта. Боевым расчетом Космических войск ВКС в 1:22 мск с "
        "космодрома Плесецк выполнен пуск ракеты-носителя «Союз-2.1б» с космическим "
        "аппаратом «Глонасс-К2».\n\n"
        "Об этом сообщили в Минобороны.\n\n"
        "Первый «Глонасс-К2» ушел на орбиту 7 августа 2023 года тоже из Плесецка.\n\n"
        "Аппараты системы работают на высоте 19 100 км, совершая виток за 11 часов 15 "
        "минут.\n\n"
        "«Союз-2.1б» поднимает на низкую орбиту до 8,2 тонны.\n\n"
        "От Плесецка до Архангельска 180 километров, до Москвы 800.",
        (
            ("в 1:22 мск с космодрома", "launch", "yes", None),
            ("7 августа 2023 года", "orbit", "yes", None),
            ("11 часов 15 минут", "orbit", "yes", None),
            ("8,2 тонны", "orbit", None, "soyuz-2.1b-8200-kg-200-km"),
            ("до Архангельска 180", "distance", "yes", None),
        ),
        (("2025-03-03", "2025-03-03"), ("2023-08-07", "2023-08-07")),
    ),
    "thirteenth-ru-column-mir": Case(
        "ru",
        date(2026, 2, 20),
        "Сорок лет «Миру»\n\n"
        "20 февраля 2026\n\n"
        "Ночью 20 февраля 1986 года, ещё вчерашнего по Москве, «Протон-К» унёс с "
        "Байконура базовый блок. Через пятнадцать лет, 23 марта 2001-го, станцию "
        "утопили в Тихом океане.\n\n"
        "Летала она на высоте около 390 км, обходя Землю за полтора часа с небольшим, "
        "с наклонением 51,6 градуса.\n\n"
        "За это время к ней ходили тридцать «Союзов» и девять шаттлов. «Атлантис» "
        "пристыковался первым, 29 июня 1995 года.\n\n"
        "Сегодня Россия считает деньги на новую станцию, а китайский «Тяньгун» "
        "крутится на той же высоте, но туда «Союзу» хода нет: стыковочные узлы не "
        "подходят.",
        (
            ("20 февраля 1986 года", "other", "yes", None),
            ("полтора часа с небольшим", "orbit", "yes", None),
            ("«Союзу» хода нет", "orbit", None, "soyuz-tiangong"),
        ),
        (
            ("2026-02-20", "2026-02-20"),
            ("1986-02-20", "1986-02-20"),
            ("2001-03-23", "2001-03-23"),
            ("1995-06-29", "1995-06-29"),
        ),
    ),
    "thirteenth-en-page-firefly": Case(
        "en",
        date(2025, 4, 30),
        "Firefly's Alpha loses its nozzle, and a Lockheed Martin satellite\n"
        "By Sam Poe |\n"
        "April 30, 2025\n"
        "VANDENBERG SPACE FORCE BASE, California — Firefly Aerospace's sixth Alpha "
        "fell short of orbit on Tuesday after its first stage ruptured just after "
        "separation.\n"
        "The rocket rose from Space Launch Complex 2 at 6:37 a.m. Pacific. Debris from "
        "the booster tore off part of the upper stage's engine, and the satellite came "
        "down in the Pacific north of Antarctica.\n"
        "Two of the vehicle's five earlier flights had failed, among them the first, "
        "on September 2, 2021.\n"
        "Vehicle – Capacity\n"
        "Alpha – 1,030 kg to 300 km\n"
        "Vandenberg lies some 140 miles northwest of Los Angeles.",
        (
            ("fell short of orbit on Tuesday", "failure", "yes", None),
            ("rose from Space Launch Complex 2", "launch", "yes", None),
            ("September 2, 2021", "failure", "unknown", None),
            ("1,030 kg to 300 km", "other", None, "alpha-1030-kg-300-km"),
            ("140 miles northwest", "distance", "yes", None),
        ),
        (("2025-04-30", "2025-04-30"), ("2025-04-29", "2025-04-29"), ("2021-09-02", "2021-09-02")),
    ),
}
