"""Make article/cities.json: names of the cities that articles are searched for, with their rows.

Usage: python scripts/make_article_cities.py
Source: data/tables/gazetteer.json.gz (GeoNames, CC BY 4.0). Read ready-made, an article's names are
found without the gazetteer; `tests/unit/test_article_cities.py` holds that the two agree.
"""

import json
from pathlib import Path

from visviva.article.cities import TABLE, cities_of_gazetteer


def main() -> None:
    """Write the table."""
    text = json.dumps(cities_of_gazetteer(), ensure_ascii=False, separators=(",", ":"))
    Path(TABLE).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
