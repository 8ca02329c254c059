"""Articles as the press writes them, a second dozen; a first reading found 0.59 of the claims.

Their rows pin the program's answers after it was mended, days included; what a reader noted before
the first reading stands in `article_before_reading/second.toml`.
"""

from datetime import date

from tests.unit.article_cases import Case

PRESS_SECOND = {
    "second-en-iran": Case(
        "en",
        date(2024, 9, 15),
        "DUBAI, United Arab Emirates (NW) — Iran launched a satellite into space Saturday"
        " with a rocket built by its paramilitary Revolutionary Guard, state-run media "
        "reported, the latest for a program the West fears helps Tehran advance its "
        "ballistic missile program.\n\n"
        "The Chamran-1 satellite weighs 60 kilograms and reached a 550-kilometer orbit, "
        "the reports said. Signals from it were received on the ground.\n\n"
        "The solid-fuel Qaem-100 was fired from a mobile launcher outside Shahroud, a "
        "city some 350 kilometers east of the capital, Tehran.\n\n"
        "Iran also failed five times in a row with the Simorgh, another "
        "satellite-carrying rocket, before a launch from Semnan on Jan. 28, 2024, put "
        "three satellites up.\n\n"
        "The U.S. military did not immediately respond to questions.",
        (
            ("launched a satellite into space Saturday", "satellite", "yes", None),
            ("350 kilometers east", "distance", "yes", None),
            ("on Jan. 28, 2024", "failure", "yes", None),
        ),
        (("2024-09-14", "2024-09-14"), ("2024-01-28", "2024-01-28")),
    ),
    "second-en-japan": Case(
        "en",
        date(2023, 3, 8),
        "Japan's H3 destroyed after second engine fails to light\n\n"
        "The flagship rocket had cleared the tower at Tanegashima at 10:37 on the morning"
        " of 7 March, climbing well for the first five minutes.\n\n"
        "Then the second stage did not ignite. JAXA sent the destruct command, and the "
        "57-metre vehicle, together with ALOS-3, an Earth observation satellite worth 28 "
        "billion yen, fell into the sea east of the Philippines.\n\n"
        "H3 is meant to halve the cost of the H-IIA, which has flown 46 times since 2001 "
        "with a single failure.\n\n"
        "Its lightest version should be able to loft four tonnes into a Sun-synchronous "
        "orbit at 500 km.\n\n"
        "Tanegashima, an island off Kyushu, is nearly 1,000 km southwest of Tokyo.\n\n"
        "The president of JAXA bowed in apology.",
        (
            ("had cleared the tower at Tanegashima", "launch", "yes", None),
            ("JAXA sent the destruct command, and the", "failure", "yes", None),
            ("flown 46 times", "launch", "unknown", None),
            ("1,000 km southwest", "distance", "yes", None),
        ),
        (("2023-03-07", "2023-03-07"), ("2001-01-01", "2001-12-31")),
    ),
    "second-en-rocketlab": Case(
        "en",
        date(2023, 10, 1),
        "Rocket Lab's forty-first Electron never made it. Launched from Mahia, New "
        "Zealand, on September 19, it suffered an electrical short just after staging, "
        "and a Capella radar satellite was lost.\n\n"
        "Peter Beck's company has now failed four times in 41 tries.\n\n"
        "A small launcher, Electron tops out at 300 kg to low orbit. The next one is due "
        "before year-end.\n\n"
        "By comparison, Virgin Orbit went bankrupt after its LauncherOne failed in "
        "January 2023 over the Atlantic, flying out of Newquay in Cornwall.\n\n"
        '"Space is hard," Beck told investors. "You have no idea how hard."\n\n'
        "Neutron, the firm's bigger rocket, has not flown yet.",
        (
            ("Launched from Mahia", "failure", "yes", None),
            ("300 kg to low orbit", "orbit", None, "electron-300-kg-200-km"),
            ("LauncherOne failed in January 2023", "failure", "unknown", None),
        ),
        (("2023-09-19", "2023-09-19"), ("2023-01-01", "2023-01-31")),
    ),
    "second-en-faq": Case(
        "en",
        date(2022, 11, 20),
        "Artemis I: your questions answered\n\n"
        "When did it launch? At 1:47 a.m. EST on November 16, 2022, from Kennedy Space "
        "Center, Florida.\n\n"
        "What did it carry? An Orion capsule without a crew.\n\n"
        "How big is the rocket? The Space Launch System stands 98 metres tall and can "
        "send 27 tonnes towards the Moon.\n\n"
        "Will Orion visit the space station? No. The capsule was built for deep space and"
        " will not dock with the ISS.\n\n"
        "How high does the ISS fly? About 420 km. It needs 93 minutes for a lap, so the "
        "crew gets through 15.5 laps per day.\n\n"
        "How far is Kennedy from Houston? Roughly 1,400 km.\n\n"
        "When will it come home? Splashdown is set for 11 December off San Diego.",
        (
            ("on November 16, 2022", "launch", "yes", None),
            ("will not dock with the ISS", "docking", "unknown", None),
            ("About 420 km", "orbit", "yes", None),
            ("93 minutes for a lap", "orbit", "yes", None),
            ("so the crew gets through 15.5 laps per day.", "crew", "yes", None),
            ("Roughly 1,400 km", "distance", "yes", None),
        ),
        (("2022-11-16", "2022-11-16"), ("2022-12-11", "2022-12-11")),
    ),
    "second-en-brief": Case(
        "en",
        date(2025, 3, 31),
        "SPACE IN BRIEF\n\n"
        "German start-up Isar Aerospace lost its first Spectrum rocket on Sunday: it fell"
        " into the sea beside the pad at Andøya in Norway some 30 seconds after lift-off."
        " Nobody was hurt.\n\n"
        "Soyuz MS-26's crew of three will come down in Kazakhstan on 20 April.\n\n"
        "A Long March 2D lofted the TJS... correction: a Long March 3B lifted TJS-16 from"
        " Xichang on Saturday 29 March.\n\n"
        "SpaceX's Fram2, a private crew of four, will ride a Falcon 9 over the poles. "
        "Crew Dragon will fly at 430 km, on a path inclined 90 degrees to the equator, "
        "and will not visit any station.\n\n"
        "Rocket Factory Augsburg still waits for a date from SaxaVord.",
        (
            ("lost its first Spectrum rocket on Sunday", "failure", "unknown", None),
            ("fell into the sea beside", "failure", "unknown", None),
            ("lifted TJS-16 from Xichang", "launch", "unknown", None),
        ),
        (("2025-03-30", "2025-03-30"), ("2025-04-20", "2025-04-20"), ("2025-03-29", "2025-03-29")),
    ),
    "second-fr-iran": Case(
        "fr",
        date(2023, 9, 28),
        "Les Gardiens de la révolution ont mis sur orbite mercredi leur troisième "
        "satellite militaire, Nour-3, a annoncé la télévision d'État.\n\n"
        "L'engin tourne à 450 km d'altitude ; à cette hauteur, une révolution prend un "
        "peu plus de 93 minutes.\n\n"
        "C'est un lanceur Qased, tiré de Shahroud, qui l'a emporté.\n\n"
        "Téhéran avait connu plusieurs revers avec Simorgh, dont aucun exemplaire n'a "
        "encore atteint l'orbite.\n\n"
        "Chahroud se trouve à 330 km à l'est de Téhéran, aux portes du désert.\n\n"
        "« Ce programme viole la résolution 2231 », a réagi le département d'État.",
        (
            ("93 minutes", "orbit", "yes", None),
            ("tiré de Shahroud", "launch", "yes", None),
            ("n'a encore atteint l'orbite", "failure", "unknown", None),
            ("à 330 km à l'est de Téhéran", "distance", "marginal", None),
        ),
        (("2023-09-27", "2023-09-27"),),
    ),
    "second-fr-inde": Case(
        "fr",
        date(2023, 8, 24),
        "Chandrayaan-3, l'exploit à petit prix\n\n"
        "Hier à 14 h 34, heure de Paris, l'Inde est devenue le quatrième pays à poser un "
        "engin sur la Lune. Le module Vikram a touché le sol près du pôle Sud, quatre "
        "jours après l'écrasement de la sonde russe Luna-25.\n\n"
        "Partie de Sriharikota le 14 juillet au sommet d'une fusée LVM3, la mission a "
        "pris son temps : quarante jours de voyage, contre trois pour Apollo.\n\n"
        "Luna-25, elle, avait décollé de Vostotchny le 11 août sur un lanceur "
        "Soyouz-2.1b.\n\n"
        "L'agence indienne prépare aussi Gaganyaan : trois hommes, à 400 km d'altitude, "
        "pendant trois jours. À cette altitude, on boucle un tour de Terre en 92 minutes.\n\n"
        "Coût de l'aventure : 75 millions de dollars.",
        (
            ("Partie de Sriharikota le 14 juillet", "launch", "yes", None),
            ("avait décollé de Vostotchny le 11 août", "launch", "yes", None),
            ("92 minutes", "orbit", "yes", None),
        ),
        (("2023-08-23", "2023-08-23"), ("2023-07-14", "2023-07-14"), ("2023-08-11", "2023-08-11")),
    ),
    "second-fr-region": Case(
        "fr",
        date(2025, 8, 13),
        "Kourou : Ariane 6 au rendez-vous de la météo\n\n"
        "La troisième Ariane 6 a quitté la Guyane dans la nuit du 12 au 13 août 2025. "
        "Dans sa coiffe, Metop-SG A1, quatre tonnes, premier d'une famille de six "
        "satellites météorologiques.\n\n"
        "Soixante-quatre minutes après son envol, il était relâché à 800 km au-dessus de "
        "nos têtes.\n\n"
        "« Un tir parfait », applaudit-on chez Arianespace.\n\n"
        "Le lancement précédent, VA263, remontait au 6 mars.\n\n"
        "Ariane 62 sait porter 10,3 tonnes en orbite basse, d'après le constructeur ; sa "
        "grande sœur Ariane 64, plus du double.\n\n"
        "Prochain rendez-vous à l'automne avec Sentinel-1D.",
        (
            ("dans la nuit du 12 au 13 août 2025", "launch", "yes", None),
            ("10,3 tonnes", "orbit", None, "ariane-62-10300-kg-200-km"),
        ),
        (("2025-08-12", "2025-08-12"), ("2025-08-13", "2025-08-13"), ("2025-03-06", "2025-03-06")),
    ),
    "second-ko-danuri": Case(
        "ko",
        date(2022, 12, 28),
        "다누리, 달 임무궤도 안착\n\n"
        "과학기술정보통신부와 한국항공우주연구원은 다누리가 27일 오후 6시 달 "
        "임무궤도에 안착했다고 28일 밝혔다.\n\n"
        "다누리는 지난 8월 5일 미국 케이프커내버럴에서 팰컨9에 실려 발사됐으며, "
        "145일간 약 730만㎞를 비행했다.\n\n"
        "현재 달 상공 약 100㎞에서 2시간마다 달을 한 바퀴 돈다.\n\n"
        "당초 다섯 차례로 계획됐던 진입기동은 세 차례로 줄었다.\n\n"
        "남은 연료는 93㎏으로, 임무기간을 늘릴 수 있을 것으로 보인다.\n\n"
        "한국은 2032년 달 착륙선을 보낼 계획이다.",
        (
            ("다누리가 27일 오후", "orbit", "yes", "danuri"),
            ("지난 8월 5일", "launch", "yes", None),
            ("현재 달 상공 약 100㎞에서 2시간마다 달을 한", "orbit", "yes", None),
        ),
        (
            ("2022-12-27", "2022-12-27"),
            ("2022-12-28", "2022-12-28"),
            ("2022-08-05", "2022-08-05"),
            ("2032-01-01", "2032-12-31"),
        ),
    ),
    "second-ko-world": Case(
        "ko",
        date(2025, 5, 19),
        "인도의 PSLV 로켓이 18일 발사에 실패했다. 3단에 이상이 생겨 "
        "지구관측위성 EOS-09를 잃었다고 인도우주연구기구가 밝혔다.\n\n"
        "발사는 현지시간 오전 5시 59분 스리하리코타에서 이뤄졌다. PSLV의 "
        "실패는 2017년 8월 31일 이후 처음이다.\n\n"
        "한편 중국 민간기업 랜드스페이스의 주췌 2호 개량형은 17일 주취안에서 위성"
        " 6기를 싣고 올라갔다.\n\n"
        "팰컨 9은 한 번에 저궤도로 22.8톤을 올릴 수 있다.\n\n"
        "우주정거장 톈궁은 고도 390km에서 하루 15.6바퀴 지구를 돈다.",
        (
            ("18일 발사에 실패", "failure", "unknown", None),
            ("발사는 현지시간 오전 5시 59분 스리하리코타에서", "launch", "unknown", None),
            ("2017년 8월 31일", "failure", "yes", None),
            ("주췌 2호 개량형은 17일", "satellite", "yes", None),
            ("22.8톤", "orbit", None, "falcon-9-22800-kg-200-km"),
            ("하루 15.6바퀴", "orbit", "yes", None),
        ),
        (("2025-05-18", "2025-05-18"), ("2017-08-31", "2017-08-31"), ("2025-05-17", "2025-05-17")),
    ),
    "second-ru-spy": Case(
        "ru",
        date(2023, 11, 28),
        "Третья попытка КНДР вывести на орбиту разведывательный спутник увенчалась "
        "успехом. Ракета «Чхоллима-1» с аппаратом «Маллигён-1» поднялась 21 ноября с "
        "полигона Сохэ.\n\n"
        "Две предыдущие, в мае и августе, провалились.\n\n"
        "По оценке Сеула, Москва помогла Пхеньяну советом. Кремль это отрицает.\n\n"
        "Спутник обращается на высоте около 500 км и проходит над Корейским полуостровом "
        "дважды в сутки.\n\n"
        "Разрешение его камеры, полагают в Южной Корее, не лучше трёх метров.\n\n"
        "Новые запуски Пхеньян обещает в следующем году.",
        (
            ("поднялась 21 ноября", "launch", "yes", "chollima-malligyong"),
            ("в мае и августе, провалились", "failure", "yes", "chollima-2023-05"),
            ("на высоте около 500 км", "orbit", "yes", None),
            ("Разрешение его камеры", "capability", None, "malligyong-resolution"),
        ),
        (
            ("2023-11-21", "2023-11-21"),
            ("2023-05-01", "2023-05-31"),
            ("2023-08-01", "2023-08-31"),
            ("2024-01-01", "2024-12-31"),
        ),
    ),
    "second-ru-market": Case(
        "ru",
        date(2024, 10, 21),
        "Илон Маск поймал ракету\n\n"
        "13 октября пятый экземпляр «Старшип» взлетел с техасского полигона Бока-Чика, и "
        "спустя семь минут первую ступень подхватили «палочками».\n\n"
        "Корабль тем временем обогнул полпланеты и приводнился в Индийском океане.\n\n"
        "Заявленная грузоподъёмность системы — 100 тонн на низкой околоземной орбите.\n\n"
        "Для сравнения: «Протон-М» выводит 23 тонны, «Ангара-А5» — 24,5 тонны на НОО.\n\n"
        "С Восточного между тем готовят пуск «Союза-2.1б» с двумя «Ионосферами», "
        "намеченный на 5 ноября.\n\n"
        "А «Crew Dragon» с экипажем Crew-9 пришвартовался к МКС 29 сентября.",
        (
            ("13 октября пятый", "launch", "yes", None),
            ("100 тонн на низкой", "capability", None, "starship-100000-kg-200-km"),
            ("«Протон-М» выводит", "launch", None, "proton-m-briz-m-23000-kg-200-km"),
            ("24,5 тонны на НОО", "other", None, "angara-a5-24500-kg-200-km"),
            ("намеченный на 5 ноября", "schedule", "yes", None),
            ("пришвартовался к МКС", "crew", None, "soyuz-iss"),
        ),
        (("2024-10-13", "2024-10-13"), ("2024-11-05", "2024-11-05"), ("2024-09-29", "2024-09-29")),
    ),
}
