"""The cities that articles are searched for: a table made ahead of the gazetteer."""

import json
import subprocess
import sys

from visviva.article.cities import TABLE, cities_of_gazetteer


def test_the_table_is_that_of_the_gazetteer() -> None:
    assert json.loads(TABLE.read_text(encoding="utf-8")) == cities_of_gazetteer(), (
        "make it anew: python scripts/make_article_cities.py"
    )


def test_an_article_is_read_without_loading_what_only_its_checks_need() -> None:
    code = (
        "import sys\n"
        "from visviva.article.claims import statements\n"
        "from visviva.article.entities import entities\n"
        "text = 'A Soyuz left Baikonur, 2,100 km from Moscow, on 8 April 2008.'\n"
        "assert statements(text, 'en', entities(text), (), ())\n"
        "print([m for m in ('numpy', 'pydantic', 'scipy') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
