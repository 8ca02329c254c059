"""More articles on the programmes of the world, written after the rules for those before them."""

from datetime import date

from tests.unit.article_cases import Case

LATER = {
    "en-starship": Case(
        "en",
        date(2024, 10, 15),
        "SpaceX caught the booster of its Starship rocket with the arms of the launch "
        "tower at Boca Chica on Sunday.\n"
        "The 400-foot vehicle had lifted off at dawn on 13 October 2024.\n"
        "Its upper stage splashed down in the Indian Ocean an hour later.\n"
        "Starship is meant to carry more than 100 tonnes to low Earth orbit.\n"
        "The first flight, in April 2023, ended in an explosion over the Gulf of Mexico.\n"
        "Elon Musk, the founder of SpaceX, said that the next launch was planned for "
        "November.\n"
        "Boca Chica lies 30 kilometers east of Brownsville, just north of the Mexican "
        "border.",
        (
            ("SpaceX caught the booster of", "launch", "yes", None),
            ("lifted off at dawn", "launch", "yes", None),
            ("100 tonnes", "orbit", None, "starship-100000-kg-200-km"),
            ("first flight, in April", "failure", "yes", None),
            ("Elon Musk, the founder of", "schedule", "yes", None),
            ("Boca Chica lies 30 kilometers east of", "distance", "marginal", None),
        ),
        (
            ("2024-10-13", "2024-10-13"),
            ("2024-10-13", "2024-10-13"),
            ("2023-04-01", "2023-04-30"),
            ("2024-11-01", "2024-11-30"),
        ),
    ),
    "en-iran-north": Case(
        "en",
        date(2024, 9, 16),
        "Iran sent a research satellite into orbit on Saturday, 14 September 2024, state "
        "media said.\n"
        "The 60-kilogram Chamran-1 reached a 550-kilometer orbit on a Qaem-100 rocket of "
        "the Revolutionary Guards.\n"
        "The launch took place at the Shahroud site in the east of Semnan province.\n"
        "Shahroud is 400 kilometers east of Tehran.\n"
        "American officials fear that the technology serves longer-range missiles.\n"
        "The Simorgh launcher, flown from Semnan, lifts 250 kilograms to 500 kilometers, "
        "according to Iranian media.",
        (
            ("Iran sent a research", "orbit", "yes", None),
            ("400 kilometers", "distance", "yes", None),
            ("250 kilograms", "launch", None, "simorgh-250-kg-500-km"),
            ("The Simorgh launcher, flown from Semnan", "launch", "yes", None),
        ),
        (("2024-09-14", "2024-09-14"),),
    ),
    "en-iss-leak": Case(
        "en",
        date(2023, 2, 12),
        "A Russian cargo ship leaked coolant at the International Space Station on "
        "Saturday, Roscosmos said.\n"
        "Progress MS-21 had been docked to the station since October.\n"
        "A Soyuz capsule will be launched without a crew from Baikonur on 24 February "
        "2023 to replace the damaged Soyuz MS-22.\n"
        "The station, 420 kilometers above Earth, was never in danger.\n"
        "The seven people aboard see sixteen sunrises a day, since each orbit lasts 90 "
        "minutes.\n"
        "Baikonur, in Kazakhstan, is 2,100 kilometers south-east of Moscow.\n"
        "Boris Johnson has no part in the story.",
        (
            ("docked to the station", "docking", None, "soyuz-iss"),
            ("will be launched without", "schedule", None, "soyuz-solo"),
            ("420 kilometers", "orbit", "yes", None),
            ("90 minutes", "orbit", "yes", None),
            ("2,100", "distance", "yes", None),
        ),
        (("2023-02-11", "2023-02-11"), ("2022-10-01", "2022-10-31"), ("2023-02-24", "2023-02-24")),
    ),
    "fr-japon": Case(
        "fr",
        date(2024, 3, 13),
        "La première fusée privée japonaise, Kairos, a explosé mercredi 13 mars 2024 "
        "quelques secondes après son décollage du pas de tir de Kii, dans l'ouest du "
        "Japon.\n"
        "Le petit lanceur à poudre devait placer un satellite gouvernemental en orbite.\n"
        "Le mois dernier, la fusée H3 avait décollé avec succès de Tanegashima, le 17 "
        "février 2024.\n"
        "Tanegashima se trouve à 1 000 kilomètres au sud-ouest de Tokyo.\n"
        "Le gouvernement n'a pas souhaité commenter.\n"
        "Avec 4 tonnes de capacité en orbite héliosynchrone à 500 kilomètres, H3 "
        "remplace la H-IIA.",
        (
            ("a explosé", "failure", "yes", None),
            ("avec succès", "launch", "yes", None),
            ("1 000", "distance", "yes", None),
            ("4 tonnes", "orbit", None, "h3-24-4000-kg-sso-500-km"),
        ),
        (("2024-03-13", "2024-03-13"), ("2024-02-01", "2024-02-29"), ("2024-02-17", "2024-02-17")),
    ),
    "fr-europe": Case(
        "fr",
        date(2023, 7, 6),
        "L'Europe n'a plus de lanceur lourd : Ariane 5 a décollé pour la dernière fois "
        "mercredi 5 juillet 2023 au soir de Kourou, en Guyane.\n"
        "Elle emportait deux satellites vers l'orbite de transfert géostationnaire.\n"
        "Ariane 5 pouvait placer dix tonnes en orbite de transfert géostationnaire.\n"
        "Soyouz ne décolle plus de Kourou depuis 2022, Moscou ayant rappelé ses équipes.\n"
        "L'orbite géostationnaire est située à 36 000 kilomètres d'altitude.\n"
        "Bruno Le Maire attend Ariane 6 « dès que possible ».\n"
        "Un satellite en orbite à 800 km met 101 minutes pour faire le tour de la Terre.",
        (
            ("dernière fois", "launch", "yes", None),
            ("dix tonnes", "orbit", None, "ariane-5-eca-10000-kg-gto"),
            ("Soyouz ne décolle plus de Kour", "launch", "unknown", None),
            ("36 000", "orbit", "yes", None),
            ("101 minutes", "orbit", "yes", None),
        ),
        (
            ("2023-07-05", "2023-07-05"),
            ("2022-01-01", "2022-12-31"),
        ),
    ),
    "ko-spy": Case(
        "ko",
        date(2023, 12, 2),
        "한국군의 첫 정찰위성이 2023년 12월 1일 미국 반덴버그 우주군기지에서 스페이스X "
        "팰컨9 로켓에 실려 발사됐다.\n"
        "위성은 고도 400~600km에서 지구를 돈다.\n"
        "북한의 만리경-1호는 고도 500km에서 하루에 15번 지구를 돈다고 국방부가 설명했다.\n"
        "북한은 만리경 1호가 백악관을 촬영했다고 주장했다.\n"
        "반덴버그는 로스앤젤레스에서 북서쪽으로 약 200km 떨어져 있다.\n"
        "신원식 장관은 추가 발사를 예고했다.",
        (
            ("팰컨9", "satellite", "yes", None),
            ("15번", "orbit", "yes", None),
            ("백악관", "satellite", None, "malligyong-camera"),
            ("200km", "distance", "yes", None),
        ),
        (("2023-12-01", "2023-12-01"),),
    ),
    "ko-solo": Case(
        "ko",
        date(2023, 9, 20),
        "러시아가 북한 우주인을 소유즈 우주선에 태워 지구 궤도에 보낼 수 있다고 밝혔다.\n"
        "보스토치니 우주기지는 모스크바에서 동쪽으로 5500km 떨어져 있다.\n"
        "소유즈 우주선은 톈궁 우주정거장에 도킹할 수 없다고 전문가는 말했다.\n"
        "앙가라 A5 로켓은 저궤도에 24톤을 실어 나를 수 있다.\n"
        "푸틴 대통령은 협력을 약속했다.\n"
        "한국의 다누리는 2022년 12월부터 달 궤도를 돌고 있다.",
        (
            ("궤도에 보낼", "crew", None, "soyuz-solo"),
            ("5500km", "distance", "yes", None),
            ("도킹할 수 없다", "docking", None, "soyuz-tiangong"),
            ("24톤", "capability", None, "angara-a5-24000-kg-200-km"),
            ("다누리", "orbit", "yes", "danuri"),
        ),
        (("2022-12-01", "2022-12-31"),),
    ),
    "ru-korea": Case(
        "ru",
        date(2023, 11, 25),
        "КНДР вывела на орбиту спутник-разведчик «Маллигён-1» 21 ноября 2023 года.\n"
        "Две предыдущие попытки, в мае и августе 2023 года, закончились неудачей.\n"
        "Ракета «Чхоллима-1» стартовала с космодрома Сохэ.\n"
        "Сохэ находится в 150 км к северо-западу от Пхеньяна.\n"
        "Спутник летает на высоте 500 км и совершает 15 оборотов в сутки.\n"
        "Сеул утверждает, что Москва помогла с двигателями.\n"
        "Южная Корея запустила свой спутник на ракете Falcon 9 с базы Ванденберг 1 "
        "декабря 2023 года.",
        (
            ("Маллигён-1", "orbit", "yes", "chollima-malligyong"),
            ("неудачей", "failure", "yes", "chollima-2023-05"),
            ("стартовала", "launch", "yes", None),
            ("150 км", "distance", "no", None),
            ("Спутник летает на высоте 500 км", "orbit", "yes", None),
            ("15 оборотов", "orbit", "yes", None),
            ("Ванденберг", "satellite", "yes", None),
        ),
        (
            ("2023-11-21", "2023-11-21"),
            ("2023-05-01", "2023-05-31"),
            ("2023-08-01", "2023-08-31"),
            ("2023-12-01", "2023-12-01"),
        ),
    ),
    "ru-bion": Case(
        "ru",
        date(2025, 8, 21),
        "Ракета «Союз-2.1б» со спутником «Бион-М» № 2 стартовала с Байконура 20 августа "
        "2025 года.\n"
        "Аппарат массой 6,4 тонны выведен на орбиту высотой 370 километров.\n"
        "Полёт продлится 30 суток.\n"
        "«Протон-М» в последний раз взлетел с Байконура 12 марта 2023 года.\n"
        "Дмитрий Баканов осмотрел стартовый комплекс «Союза» на Восточном.\n"
        "Корабль «Орёл» ещё ни разу не летал.",
        (
            ("стартовала с Байконура", "satellite", "yes", None),
            ("6,4 тонны", "orbit", None, "soyuz-2.1b-6400-kg-370-km"),
            ("взлетел", "launch", "unknown", None),
            ("стартовый комплекс", "launch", "yes", "vostochny-soyuz-2"),
        ),
        (
            ("2025-08-20", "2025-08-20"),
            ("2023-03-12", "2023-03-12"),
        ),
    ),
    "en-private": Case(
        "en",
        date(2025, 6, 27),
        "Four private astronauts reached the International Space Station on 26 June 2025 "
        "aboard a Crew Dragon of SpaceX.\n"
        "Their Falcon 9 took off from the Kennedy Space Center a day earlier, on 25 "
        "June.\n"
        "It was the first flight of an Indian to the station.\n"
        "Axiom hopes to attach its own module in 2027.\n"
        "The Haven-1 station will fly at about 425 kilometers, inclined by 51.6 degrees.\n"
        "Vega, the brightest star of Lyra, shone over Florida that evening.\n"
        "Orion rises late in June.",
        (
            ("reached the International", "docking", None, "soyuz-iss"),
            ("took off from the Kennedy", "launch", "yes", None),
            ("425 kilometers", "schedule", "yes", None),
            ("inclined by 51.6 degrees.", "orbit", "yes", None),
        ),
        (
            ("2025-06-26", "2025-06-26"),
            ("2025-06-25", "2025-06-25"),
            ("2025-06-25", "2025-06-25"),
            ("2027-01-01", "2027-12-31"),
            ("2025-06-01", "2025-06-30"),
        ),
    ),
}
