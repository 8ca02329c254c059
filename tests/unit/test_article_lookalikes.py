"""Texts that only look like spaceflight: a city of a club, a first name, a star, a bus, a river.

Oracle: the texts themselves, each written to tell of no flight and no orbit. And files that hold
no article, or hold it in another form.
"""

from datetime import date

import pytest

from visviva.article.dossier import understand
from visviva.article.reading import article_text
from visviva.errors import InputError

LOOKALIKES = [
    "Union Berlin beat Mainz 2-1 on 3 May 2024, 600 km from Munich, the coach said.",
    "Mercury is 58 million km from the Sun and has no moon, astronomers said on 4 May 2024.",
    "Hikers crossed the Atlas mountains on 26 March 2023, walking 300 km in 10 days.",
    "Ariane, 32 ans, a couru 42 km à Paris le 9 juillet 2024 avec son ami Orion.",
    "The star Vega is 25 light years away, and Orion is best seen in January.",
    "Bus 42 leaves every 90 minutes and the 400 km trip takes 6 hours.",
    "Le mars 2024 fut froid ; en mars, on marche 20 km jusqu'à Nice avec Victoria.",
    "The Angara river flows 1,779 km from Lake Baikal to the Yenisei.",
    "Titan and Europa are moons; Juno flew by on 29 September 2022 at 352 km.",
    "Delta Air Lines flight 2300 from Atlanta landed 90 minutes late on 5 June 2024.",
    "The Proton pack of the Ghostbusters weighed 15 kg, the Electron microscope two tonnes.",
    "A Starship trooper leapt 20 km, the novel says, on 3 March 2024.",
    "May will be hot in August, Georgia; April met June on Sunday in Florence.",
    "Falcon sightings rose 9 per cent; the Falcon 9 of them were seen on 4 June 2024 near Dover.",
    "The Progress party won in Kaluga; its Mir card pays 90 per cent.",
    "Le 28 septembre 2008, Falcon 1 livres furent vendus à Nice en une nuit.",
    "Long March 5 km run: 3,000 people came to Wenchang on 23 July 2020.",
    "The H3 antigen and the M5 motorway: 400 km of traffic on 7 March 2023.",
    "Gravity 1 was a film of 2013; Eris is a dwarf planet 14 billion km away.",
    "누리는 2022년 6월 21일 태어난 아이 이름이다. 지금은 부산에 산다.",
    "베가 박사는 2012년 2월 13일 논문을 냈다.",
    "Протон весит 1,7 кг меньше, а Ангара впадает в Енисей в 300 км от Красноярска.",
    "«Союз» футболистов выиграл 3 мая 2024 года у «Зенита» в Москве.",
    "Мир победил 9 мая 1945 года, сказал Прогресс Петров, шахтёр из Восточного.",
]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_a_text_without_spaceflight_claims_nothing(text: str) -> None:
    found = understand(text, date(2025, 6, 1)).rows()
    assert [r["text"] for r in found if r["checkable"]] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (LOOKALIKES[0], "Berlin"),
        (LOOKALIKES[1], "Mercury"),
        (LOOKALIKES[3], "Ariane"),
        (LOOKALIKES[4], "Vega"),
        (LOOKALIKES[15], "Falcon"),
        (LOOKALIKES[16], "Long March 5"),
        (LOOKALIKES[22], "Союз"),
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str, name: str) -> None:
    assert name not in [e.text for e in understand(text, date(2025, 6, 1)).names]


FRENCH = "La fusée a été lancée de la base à l’été, dit-on."


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<html><meta charset=windows-1252><p>" + FRENCH, "cp1252"),
        ("<html><meta charset='utf-8'><p>" + FRENCH, "utf-8"),
        (FRENCH, "utf-16"),
        ("<html><meta charset='euc-kr'><p>누리호가 나로우주센터에서 발사됐다.", "cp949"),
        ("<html><meta charset='windows-1251'><p>Ракета «Ангара» ушла.", "cp1251"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_names(page: str, encoding: str) -> None:
    assert article_text(page.encode(encoding)) == page.rpartition("<p>")[2]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (("<meta charset=utf-8><p>" + FRENCH).encode() + "été".encode("latin-1"), "both mixed"),
        (b"%PDF-1.4 a rocket flew to the station", "a PDF"),
        (b"{\\rtf1 A rocket flew to the station today.}", "RTF"),
        (b"<html><body><div id=root></div><script>a rocket</script></body></html>", "without an"),
        (b"<html><body><form><p>Sign in to read of the rocket.</p></form></body>", "without an"),
    ],
)
def test_what_holds_no_article_is_said_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        article_text(data)
