"""Short articles on the programmes of many countries, with what a careful reader finds in them."""

from datetime import date

from tests.unit.article_cases import Case

WORLD = {
    "en-starliner": Case(
        "en",
        date(2024, 8, 25),
        "CAPE CANAVERAL, Florida, 25 August 2024\n"
        "NASA astronauts Butch Wilmore and Suni Williams will return to Earth in "
        "February 2025 aboard a SpaceX Crew Dragon, the agency said on Saturday.\n"
        "Boeing's Starliner capsule lifted off on an Atlas V rocket from Cape Canaveral "
        "on 5 June 2024 and docked with the International Space Station a day later.\n"
        "Helium leaks and thruster failures made managers doubt whether the ship could "
        "fly home safely.\n"
        "The station circles the Earth every 90 minutes at an altitude of about 420 "
        "kilometers.\n"
        "A Falcon 9 will launch the next crew from Cape Canaveral no earlier than 24 "
        "September.\n"
        "Shares of Boeing fell by 1.4 percent.",
        (
            ("lifted off on an Atlas V", "docking", "unknown", None),
            ("Boeing's Starliner capsule lifted off on an", "launch", "unknown", None),
            ("every 90 minutes", "orbit", "yes", None),
            ("next crew", "schedule", "unknown", None),
        ),
        (
            ("2024-08-25", "2024-08-25"),
            ("2025-02-01", "2025-02-28"),
            ("2024-08-24", "2024-08-24"),
            ("2024-06-05", "2024-06-05"),
            ("2024-06-06", "2024-06-06"),
            ("2024-09-24", "2024-09-24"),
        ),
    ),
    "en-india": Case(
        "en",
        date(2023, 7, 20),
        "India's Moon mission Chandrayaan-3 lifted off from Sriharikota on 14 July 2023.\n"
        "The LVM3 rocket placed the 3,900-kilogram spacecraft into an elliptical orbit "
        "around Earth.\n"
        "Sriharikota lies about 80 km north of Chennai on the Bay of Bengal.\n"
        "A PSLV can carry up to 1,750 kilograms to a Sun-synchronous orbit at 600 "
        "kilometers, according to ISRO.\n"
        "Prime Minister Narendra Modi congratulated the scientists.\n"
        "India also plans to send astronauts into orbit with its Gaganyaan capsule, "
        "which no one has flown in yet.",
        (
            ("lifted off from Sriharikota", "launch", "yes", None),
            ("The LVM3 rocket placed the", "orbit", "yes", None),
            ("80 km north", "distance", "marginal", None),
            ("1,750 kilograms", "capability", None, "pslv-xl-1750-kg-sso-600-km"),
        ),
        (("2023-07-14", "2023-07-14"),),
    ),
    "en-rocketlab": Case(
        "en",
        date(2025, 2, 12),
        "Rocket Lab said its Electron rocket flew from Mahia on 8 February 2025.\n"
        "Electron can lift 300 kilograms to low Earth orbit.\n"
        "The company's launch site on the Mahia peninsula is 2,000 miles west of "
        "Auckland, a tourist leaflet claims.\n"
        "A Falcon 9 launched from Vandenberg on 1 February 2025.\n"
        "The satellites circle the Earth at 550 kilometers, once every 95 minutes.\n"
        "Electron could never put ten tonnes into low Earth orbit, a rival joked.",
        (
            ("flew from Mahia", "launch", "yes", None),
            ("300 kilograms", "capability", None, "electron-300-kg-200-km"),
            ("2,000 miles", "distance", "no", None),
            ("from Vandenberg on 1", "launch", "yes", None),
            ("95 minutes", "orbit", "yes", None),
            ("ten tonnes", "orbit", None, "electron-10000-kg-200-km"),
        ),
        (
            ("2025-02-08", "2025-02-08"),
            ("2025-02-01", "2025-02-01"),
        ),
    ),
    "fr-ariane": Case(
        "fr",
        date(2024, 7, 10),
        "Kourou, le 10 juillet 2024\n"
        "La fusée européenne Ariane 6 a décollé pour la première fois mardi 9 juillet "
        "2024 du Centre spatial guyanais.\n"
        "Le lanceur peut placer plus de dix tonnes en orbite basse, selon ArianeGroup.\n"
        "Le dernier vol d'Ariane 5 remonte au 5 juillet 2023.\n"
        "Vega-C a échoué en décembre 2022.\n"
        "Kourou se trouve à 7 000 kilomètres au sud-ouest de Paris.\n"
        "Le ministre de l'Économie a salué un succès européen.\n"
        "La Station spatiale internationale évolue à environ 400 kilomètres d'altitude.",
        (
            ("a décollé pour la première", "launch", "unknown", None),
            ("dix tonnes", "orbit", None, "ariane-62-10000-kg-200-km"),
            ("dernier vol", "launch", "yes", None),
            ("Vega-C a échoué", "failure", "unknown", None),
            ("7 000", "distance", "yes", None),
            ("400 kilomètres", "orbit", "yes", None),
        ),
        (
            ("2024-07-10", "2024-07-10"),
            ("2024-07-09", "2024-07-09"),
            ("2023-07-05", "2023-07-05"),
            ("2022-12-01", "2022-12-31"),
        ),
    ),
    "fr-iran": Case(
        "fr",
        date(2024, 1, 29),
        "Téhéran affirme avoir lancé trois satellites le 28 janvier 2024 avec sa fusée "
        "Simorgh.\n"
        "Le lancement a eu lieu depuis le centre spatial de Semnan, à environ 220 "
        "kilomètres à l'est de Téhéran.\n"
        "Washington et Paris ont condamné ce tir.\n"
        "Les satellites auraient atteint une orbite de 450 kilomètres au minimum.\n"
        "La précédente tentative avait échoué.\n"
        "Le porteur Simorgh ne peut pas atteindre l'orbite géostationnaire.",
        (
            ("lancé trois satellites", "satellite", "yes", None),
            ("220 kilomètres", "distance", "marginal", None),
            ("Le lancement a eu lieu depuis le centre", "launch", "yes", None),
            ("géostationnaire", "orbit", None, "simorgh-10-kg-geo"),
        ),
        (("2024-01-28", "2024-01-28"),),
    ),
    "fr-tiangong": Case(
        "fr",
        date(2024, 11, 4),
        "Trois taïkonautes chinois sont rentrés sur Terre lundi 4 novembre 2024 après "
        "six mois à bord de Tiangong.\n"
        "Leur relève, l'équipage de Shenzhou-19, avait décollé de Jiuquan le 29 octobre "
        "2024 (heure UTC) sur une Longue Marche 2F.\n"
        "La station chinoise tourne à près de 390 kilomètres d'altitude, inclinée de "
        "41,5 degrés.\n"
        "Pékin veut envoyer un astronaute pakistanais dans l'espace.\n"
        "Un Soyouz lancé de Baïkonour ne saurait s'amarrer à Tiangong sans dépenser tout "
        "son carburant.\n"
        "Jiuquan est située à 1 600 kilomètres à l'ouest de Pékin.",
        (
            ("avait décollé de Jiuquan", "crew", "yes", None),
            ("390 kilomètres", "orbit", "yes", None),
            ("inclinée de 41,5 degrés.", "orbit", "yes", None),
            ("s'amarrer à Tiangong", "docking", None, "soyuz-tiangong"),
            ("1 600", "distance", "no", None),
        ),
        (("2024-11-04", "2024-11-04"), ("2024-10-29", "2024-10-29")),
    ),
    "ko-nuri": Case(
        "ko",
        date(2025, 11, 27),
        "[고흥=연합] 2025년 11월 27일\n"
        "한국형 발사체 누리호가 27일 새벽 나로우주센터에서 네 번째로 발사됐다.\n"
        "누리호는 2023년 5월 25일 3차 발사에 성공했다.\n"
        "누리호는 1.5톤급 위성을 고도 700km 궤도에 올릴 수 있다.\n"
        "나로우주센터는 서울에서 남쪽으로 약 350km 떨어져 있다.\n"
        "대통령은 연구진을 격려했다.\n"
        "국제우주정거장은 고도 약 400km에서 지구를 돈다.\n"
        "스페이스X의 팰컨 9은 2024년 4월 8일 한국 군사정찰위성 2호를 케이프커내버럴에서 "
        "발사했다.",
        (
            ("네 번째로 발사", "launch", "yes", None),
            ("3차 발사에 성공", "launch", "yes", None),
            ("1.5톤급", "orbit", None, "nuri-1500-kg-700-km"),
            ("350km", "distance", "yes", None),
            ("400km", "orbit", "yes", None),
            ("팰컨 9", "satellite", "yes", None),
        ),
        (
            ("2025-11-27", "2025-11-27"),
            ("2025-11-27", "2025-11-27"),
            ("2023-05-25", "2023-05-25"),
            ("2024-04-08", "2024-04-08"),
        ),
    ),
    "ko-north": Case(
        "ko",
        date(2024, 6, 3),
        "북한은 지난 5월 27일 정찰위성 발사에 실패했다.\n"
        "로켓은 비행 중 폭발했다고 조선중앙통신이 전했다.\n"
        "일본 방위성은 잔해가 예고된 구역 밖에 떨어졌다고 밝혔다.\n"
        "만리경 1호는 2023년 11월 21일 궤도에 올랐다.\n"
        "동창리 서해위성발사장은 평양에서 북서쪽으로 약 150km 거리에 있다.\n"
        "정부는 제재를 논의했다.\n"
        "러시아 소유즈 우주선이 톈궁에 도킹할 수 있다는 주장도 나왔다.",
        (
            ("발사에 실패", "failure", "yes", "chollima-2024-05"),
            ("비행 중 폭발", "failure", "yes", "chollima-2024-05"),
            ("만리경 1호는", "orbit", "yes", "chollima-malligyong"),
            ("150km", "distance", "no", None),
            ("톈궁에 도킹", "docking", None, "soyuz-tiangong"),
        ),
        (("2024-05-27", "2024-05-27"), ("2023-11-21", "2023-11-21")),
    ),
    "ru-soyuz": Case(
        "ru",
        date(2024, 9, 12),
        "БАЙКОНУР, 11 сентября 2024 года\n"
        "Ракета «Союз-2.1а» с кораблём «Союз МС-26» стартовала с космодрома Байконур 11 "
        "сентября 2024 года.\n"
        "Корабль пристыкуется к МКС через три часа.\n"
        "Станция летает на высоте около 420 километров.\n"
        "Космодром Восточный расположен в 5500 км к востоку от Москвы.\n"
        "Ракета «Ангара-А5» стартовала с Восточного 11 апреля 2024 года.\n"
        "Президент поздравил учёных.\n"
        "«Союз-2.1б» не может вывести 20 тонн на низкую орбиту.",
        (
            ("с кораблём", "launch", "yes", None),
            ("пристыкуется", "docking", None, "soyuz-iss"),
            ("420", "orbit", "yes", None),
            ("5500", "distance", "yes", None),
            ("11 апреля", "launch", "yes", None),
            ("20 тонн", "capability", None, "soyuz-2.1b-20000-kg-200-km"),
        ),
        (
            ("2024-09-11", "2024-09-11"),
            ("2024-09-11", "2024-09-11"),
            ("2024-04-11", "2024-04-11"),
        ),
    ),
    "ru-luna": Case(
        "ru",
        date(2023, 8, 20),
        "Автоматическая станция «Луна-25» разбилась о поверхность Луны 19 августа 2023 "
        "года.\n"
        "Её запустили 11 августа 2023 года с Восточного ракетой «Союз-2.1б».\n"
        "Глава Роскосмоса Юрий Борисов доложил президенту.\n"
        "Индийский аппарат «Чандраян-3» стартовал 14 июля 2023 года.\n"
        "Японская ракета H3 потерпела аварию 7 марта 2023 года.\n"
        "Плесецк находится в 800 км к северу от Москвы.",
        (
            ("запустили 11 августа", "launch", "yes", None),
            ("H3", "failure", "yes", None),
            ("800 км", "distance", "yes", None),
        ),
        (
            ("2023-08-19", "2023-08-19"),
            ("2023-08-11", "2023-08-11"),
            ("2023-07-14", "2023-07-14"),
            ("2023-03-07", "2023-03-07"),
        ),
    ),
    "en-japan": Case(
        "en",
        date(2024, 2, 18),
        "Japan's new H3 rocket reached orbit on Saturday, 17 February 2024, almost a "
        "year after its first flight failed.\n"
        "The launcher took off from the Tanegashima Space Center, about 1,000 km "
        "south-west of Tokyo.\n"
        "JAXA's lunar lander SLIM touched down on 20 January.\n"
        "The H3 was developed by Mitsubishi Heavy Industries.\n"
        "South Korea's Danuri probe has orbited the Moon since December 2022.\n"
        "North Korea promised three more satellites this year.",
        (
            ("reached orbit", "orbit", "yes", None),
            ("1,000 km", "distance", "yes", None),
            ("The launcher took off from the Tanegashima", "launch", "yes", None),
            ("Danuri", "orbit", "yes", "danuri"),
        ),
        (
            ("2024-02-17", "2024-02-17"),
            ("2024-01-20", "2024-01-20"),
            ("2022-12-01", "2022-12-31"),
            ("2024-01-01", "2024-12-31"),
        ),
    ),
    "en-spy": Case(
        "en",
        date(2023, 11, 30),
        "North Korea claims that its satellite Malligyong-1 photographed the White House "
        "on 27 November 2023.\n"
        "The satellite weighs about 300 kilograms and flies at about 500 kilometers.\n"
        "Analysts doubt its resolution.\n"
        "South Korea's own spy satellite launched on a Falcon 9 from Vandenberg on 1 "
        "December 2023.\n"
        "The Sohae launch site lies on the west coast, 150 kilometers north-west of "
        "Pyongyang.\n"
        "The United Nations bans such launches.\n"
        "The first stage of the rocket fell into the Yellow Sea and was not recovered.",
        (
            ("photographed the White", "satellite", None, "malligyong-camera"),
            ("500 kilometers", "satellite", "yes", None),
            ("from Vandenberg on 1 Dec", "satellite", "yes", None),
            ("150 kilometers", "distance", "no", None),
        ),
        (
            ("2023-11-27", "2023-11-27"),
            ("2023-12-01", "2023-12-01"),
        ),
    ),
    "en-vulcan": Case(
        "en",
        date(2024, 1, 9),
        "United Launch Alliance's new Vulcan rocket lifted off from Cape Canaveral on 8 "
        "January 2024 on its first flight.\n"
        "It carried Astrobotic's Peregrine lander, which will not reach the lunar "
        "surface because of a propellant leak.\n"
        "The rocket can haul up to 27.2 tonnes to low Earth orbit in its heaviest "
        "version, the company says.\n"
        "Cape Canaveral lies 250 miles north of Miami.\n"
        "Blue Origin, whose engines power the booster, declined to comment.\n"
        "Congress has urged the Pentagon to certify the launcher.",
        (
            ("lifted off from Cape", "launch", "yes", None),
            ("27.2 tonnes", "orbit", None, "vulcan-vc4-27200-kg-200-km"),
            ("250 miles", "distance", "no", None),
        ),
        (("2024-01-08", "2024-01-08"),),
    ),
    "en-shenzhou": Case(
        "en",
        date(2023, 10, 31),
        "Three Chinese astronauts landed in the Gobi Desert on Tuesday after five months "
        "aboard the Tiangong space station.\n"
        "Their Shenzhou-16 spacecraft undocked the day before.\n"
        "A Long March 2F had carried the replacement crew from Jiuquan on 26 October "
        "2023.\n"
        "Tiangong orbits at an altitude of about 390 kilometres and completes a "
        "revolution roughly every 92 minutes.\n"
        "The outpost travels at 17,100 miles an hour.\n"
        "China plans to land people on the Moon before 2030.\n"
        "No American may work with Chinese space agencies without the permission of "
        "Congress.",
        (
            ("carried the replacement crew", "crew", "yes", None),
            ("Tiangong orbits at an altitude of about 390", "orbit", "yes", None),
            ("every 92 minutes", "other", "yes", None),
            ("17,100 miles", "other", "yes", None),
        ),
        (("2023-10-31", "2023-10-31"), ("2023-10-30", "2023-10-30"), ("2023-10-26", "2023-10-26")),
    ),
    "en-firefly": Case(
        "en",
        date(2024, 7, 5),
        "Firefly Aerospace launched eight small satellites for NASA on its Alpha rocket "
        "from Vandenberg late on 3 July 2024 local time.\n"
        "Alpha can place 1,030 kilograms in a 300-kilometer orbit.\n"
        "Texas-based Firefly has raised more money this year.\n"
        "The Alpha rocket failed on 2 September 2021 soon after it left the pad.\n"
        "Vandenberg is 200 kilometers north-west of Los Angeles.",
        (
            ("late on 3 July", "satellite", "yes", None),
            ("1,030", "capability", None, "alpha-1030-kg-300-km"),
            ("failed on 2 September", "failure", "yes", None),
            ("200 kilometers", "distance", "yes", None),
        ),
        (("2024-07-03", "2024-07-03"), ("2024-01-01", "2024-12-31"), ("2021-09-02", "2021-09-02")),
    ),
    "en-russia-night": Case(
        "en",
        date(2025, 3, 5),
        "Russia's military launched a rocket from Plesetsk, 800 kilometers north of "
        "Moscow, defence officials said.\n"
        "The Soyuz-2.1b put its payload into orbit on 3 March 2025.\n"
        "A satellite at 19,100 kilometers, such as those of Glonass, goes round twice a "
        "day.\n"
        "The Angara A5 launcher has not flown from Plesetsk since 2021.\n"
        "Moscow denies that any of the satellites carry weapons.",
        (
            ("800 kilometers", "distance", "yes", None),
            ("3 March 2025", "orbit", "yes", None),
            ("19,100", "satellite", "yes", None),
            ("The Angara A5 launcher has not", "launch", "unknown", None),
        ),
        (
            ("2025-03-03", "2025-03-03"),
            ("2021-01-01", "2021-12-31"),
        ),
    ),
    "fr-crew": Case(
        "fr",
        date(2021, 4, 24),
        "L'astronaute français Thomas Pesquet est arrivé samedi 24 avril 2021 à bord de "
        "l'ISS.\n"
        "La capsule Crew Dragon s'est amarrée à la Station spatiale internationale après "
        "23 heures de vol.\n"
        "Une Falcon 9 avait décollé de Floride la veille.\n"
        "La Station file à 28 000 km/h et fait 16 fois le tour de la Terre chaque jour.\n"
        "À 400 kilomètres d'altitude, elle boucle une orbite en 90 minutes.\n"
        "Emmanuel Macron a félicité l'équipage.\n"
        "Le vaisseau Orion ne peut pas s'amarrer à Tiangong.",
        (
            ("s'est amarrée", "docking", None, "soyuz-iss"),
            ("Une Falcon 9 avait décollé de Floride la", "launch", "yes", None),
            ("28 000 km/h", "orbit", "yes", None),
            ("À 400 kilomètres d'altitude", "orbit", "yes", None),
            ("90 minutes", "orbit", "yes", None),
            ("Orion", "docking", "yes", None),
        ),
        (("2021-04-24", "2021-04-24"), ("2021-04-23", "2021-04-23")),
    ),
    "fr-coree": Case(
        "fr",
        date(2023, 11, 23),
        "Séoul, 23 novembre 2023\n"
        "La Corée du Nord a placé mardi 21 novembre 2023 son satellite espion "
        "Malligyong-1 en orbite avec une fusée Chollima-1.\n"
        "Deux tentatives, en mai et en août, s'étaient soldées par des échecs.\n"
        "Pyongyang assure que le satellite a photographié la base de Guam.\n"
        "Le pas de tir de Sohae est situé à une centaine de kilomètres au nord-ouest de "
        "Pyongyang.\n"
        "Le Conseil de sécurité doit se réunir lundi.\n"
        "Le satellite pèserait 300 kilos et tournerait à 500 kilomètres d'altitude.",
        (
            ("en orbite avec", "orbit", "yes", "chollima-malligyong"),
            ("soldées par des échecs", "failure", "yes", "chollima-2023-05"),
            ("photographié", "satellite", None, "malligyong-camera"),
            ("Le pas de tir de Sohae est", "distance", "yes", None),
            ("500 kilomètres", "orbit", "yes", None),
        ),
        (
            ("2023-11-23", "2023-11-23"),
            ("2023-11-21", "2023-11-21"),
            ("2023-05-01", "2023-05-31"),
            ("2023-08-01", "2023-08-31"),
            ("2023-11-27", "2023-11-27"),
        ),
    ),
    "fr-inde": Case(
        "fr",
        date(2025, 1, 30),
        "Le 29 janvier 2025, une fusée GSLV a mis en orbite un satellite de navigation "
        "depuis Sriharikota.\n"
        "Le centre spatial se trouve à 80 kilomètres au nord de Chennai.\n"
        "Le LVM3 peut emporter quatre tonnes en orbite de transfert géostationnaire.\n"
        "Le PSLV avait échoué le 31 août 2017.\n"
        "New Delhi veut sa propre station d'ici à 2035.\n"
        "Le vaisseau Gaganyaan ne s'est jamais amarré à l'ISS.",
        (
            ("GSLV", "orbit", "yes", None),
            ("80 kilomètres", "distance", "marginal", None),
            ("quatre tonnes", "orbit", None, "lvm3-4000-kg-gto"),
            ("31 août", "failure", "yes", None),
            ("Le vaisseau Gaganyaan ne s'est", "docking", None, "soyuz-iss"),
        ),
        (
            ("2025-01-29", "2025-01-29"),
            ("2017-08-31", "2017-08-31"),
        ),
    ),
    "ko-iss": Case(
        "ko",
        date(2024, 9, 29),
        "스페이스X의 팰컨 9 로켓이 2024년 9월 28일 케이프커내버럴에서 크루 드래건을 싣고 "
        "발사됐다.\n"
        "우주선은 29일 국제우주정거장에 도킹했다.\n"
        "국제우주정거장은 약 90분마다 지구를 한 바퀴 돈다.\n"
        "정거장의 속도는 약 28,000km/h이다.\n"
        "미국 정부는 예산을 논의 중이다.\n"
        "누리호는 달까지 갈 수 없다고 한 연구원이 말했다.",
        (
            ("싣고 발사", "launch", "yes", None),
            ("도킹했다", "docking", None, "soyuz-iss"),
            ("90분", "orbit", "yes", None),
            ("28,000", "other", "yes", None),
        ),
        (("2024-09-28", "2024-09-28"), ("2024-09-29", "2024-09-29")),
    ),
    "ko-china": Case(
        "ko",
        date(2024, 5, 4),
        "중국 창정 5호가 2024년 5월 3일 원창에서 창어 6호를 싣고 발사됐다.\n"
        "원창 발사장은 하이난섬에 있으며 베이징에서 남쪽으로 약 2,300km 떨어져 있다.\n"
        "창정 5호는 저궤도에 25톤을 올릴 수 있다.\n"
        "정지궤도는 고도 3만6000km에 있다.\n"
        "중국 외교부는 협력을 환영한다고 밝혔다.\n"
        "선저우 우주선은 톈궁 정거장에 도킹한다.",
        (
            ("창어 6호", "launch", "unknown", None),
            ("2,300", "distance", "yes", None),
            ("25톤", "orbit", None, "long-march-5-25000-kg-200-km"),
            ("3만6000", "orbit", "yes", None),
            ("선저우", "docking", None, "shenzhou-tiangong"),
        ),
        (("2024-05-03", "2024-05-03"),),
    ),
    "ru-progress": Case(
        "ru",
        date(2024, 2, 16),
        "Грузовой корабль «Прогресс МС-26» стартовал с Байконура 15 февраля 2024 года на "
        "ракете «Союз-2.1а».\n"
        "В субботу он должен причалить к МКС.\n"
        "МКС делает оборот вокруг Земли примерно за 93 минуты.\n"
        "Высота орбиты станции сейчас 418 километров, наклонение 51,6 градуса.\n"
        "Байконур находится в 2100 километрах к юго-востоку от Москвы.\n"
        "Министр обороны прилетел в Пекин.\n"
        "«Протон-М» может вывести 6 тонн на геопереходную орбиту.",
        (
            ("Прогресс", "launch", "unknown", None),
            ("причалить", "docking", None, "soyuz-iss"),
            ("93 минуты", "orbit", "yes", None),
            ("418", "orbit", "yes", None),
            ("наклонение 51,6 градуса.", "other", "yes", None),
            ("2100", "distance", "yes", None),
            ("6 тонн", "capability", None, "proton-m-briz-m-6000-kg-gto"),
        ),
        (("2024-02-15", "2024-02-15"), ("2024-02-10", "2024-02-10")),
    ),
    "ru-china": Case(
        "ru",
        date(2025, 4, 25),
        "Китай 24 апреля 2025 года запустил корабль «Шэньчжоу-20» с космодрома Цзюцюань.\n"
        "Корабль пристыковался к станции «Тяньгун» через шесть с половиной часов.\n"
        "Станция летает на высоте 1200 километров, утверждает автор блога.\n"
        "Цзюцюань расположен в 1400 километрах к западу от Пекина.\n"
        "Председатель КНР поздравил экипаж.\n"
        "Ракета «Союз-2.1а» не может доставить «Союз МС» к «Тяньгуну» с Байконура.",
        (
            ("запустил корабль", "launch", "unknown", None),
            ("пристыковался", "docking", None, "shenzhou-tiangong"),
            ("1200", "orbit", "no", None),
            ("1400", "distance", "yes", None),
            ("доставить", "launch", None, "soyuz-tiangong"),
        ),
        (("2025-04-24", "2025-04-24"),),
    ),
    "en-isar": Case(
        "en",
        date(2025, 3, 31),
        "Germany's Isar Aerospace lost its first Spectrum rocket on 30 March 2025, "
        "seconds after it left Andøya in Norway.\n"
        "Andøya lies 300 kilometres north of the Arctic Circle.\n"
        "The company hopes to launch a second rocket this year.\n"
        "Europe's Vega-C returned to flight on 5 December 2024 from Kourou.\n"
        "Ariane 6 can put a 4.5-tonne satellite into geostationary transfer orbit with "
        "two boosters.\n"
        "Analysts warned that the market is crowded.",
        (
            ("lost its first Spectrum", "failure", "unknown", None),
            ("Vega-C returned", "launch", "yes", None),
            ("4.5-tonne", "capability", None, "ariane-62-4500-kg-gto"),
        ),
        (("2025-03-30", "2025-03-30"), ("2025-01-01", "2025-12-31"), ("2024-12-05", "2024-12-05")),
    ),
}
