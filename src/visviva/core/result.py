"""What every result offers: rows, a JSON object, a table for notebooks, pandas and Arrow.

A result is a frozen value. Subclasses give `SCHEMA`, `rows()` and, where there is more to say than
rows, `head()`; everything else follows from those.
"""

import html
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from visviva.core.tables_in_use import tables_in_use
from visviva.errors import MissingExtraError

#: Rows that a notebook shows before it says how many more there are.
SHOWN_ROWS = 20


class Result:
    """Base of results: values in, views out; nothing is computed here.

    Attributes
    ----------
    SCHEMA : str
        Name and version of the JSON object, such as ``"visviva.passes/1"``.
    ROWS : str
        Key under which the rows stand in the JSON object.
    STANDS_ON : tuple of str
        Dated tables that the answer is computed with, of `visviva.core.tables_in_use`.

    Examples
    --------
    >>> class Heights(Result):
    ...     SCHEMA = "visviva.heights/1"
    ...     def rows(self):
    ...         return [{"name": "low", "altitude_km": 400.0}]
    >>> Heights()
    <Heights: 1 row>
    >>> Heights().to_dict()
    {'schema': 'visviva.heights/1', 'rows': [{'name': 'low', 'altitude_km': 400.0}]}
    """

    SCHEMA: ClassVar[str] = ""
    ROWS: ClassVar[str] = "rows"
    STANDS_ON: ClassVar[tuple[str, ...]] = ()
    __slots__ = ()

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Rows of the table: plain values, keys that carry units, the same keys in every row."""
        return ()

    def head(self) -> Mapping[str, Any]:
        """What the JSON object says beside the rows."""
        return {}

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the command: schema, head, rows."""
        return {
            "schema": self.SCHEMA,
            **self.head(),
            **({"stands_on": tables_in_use(self.STANDS_ON)} if self.STANDS_ON else {}),
            self.ROWS: [dict(row) for row in self.rows()],
        }

    def to_pandas(self) -> Any:
        """Rows as a pandas DataFrame.

        Raises
        ------
        MissingExtraError
            Where pandas is not installed.
        """
        try:
            import pandas  # type: ignore[import-untyped, import-not-found, unused-ignore]
        except ImportError as err:
            raise MissingExtraError(
                "a DataFrame needs pandas", advice="pip install pandas"
            ) from err
        return pandas.DataFrame([dict(row) for row in self.rows()])

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Rows as an Arrow stream, for polars, DuckDB and others that read the capsule.

        Raises
        ------
        MissingExtraError
            Where pyarrow is not installed.
        """
        try:
            import pyarrow as pa  # type: ignore[import-untyped, import-not-found, unused-ignore]
        except ImportError as err:
            raise MissingExtraError(
                "Arrow needs pyarrow", advice="pip install 'visviva[store]'"
            ) from err
        table = pa.Table.from_pylist([dict(row) for row in self.rows()])
        return table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        """Class and count of rows, in one line."""
        count = len(self.rows())
        return f"<{type(self).__name__}: {count} row{'' if count == 1 else 's'}>"

    def _repr_html_(self) -> str:
        """Table for a notebook: the head's plain values, then the first rows."""
        head = {k: v for k, v in self.head().items() if isinstance(v, str | int | float | bool)}
        rows = list(self.rows())
        parts = [html_table([head])] if head else []
        parts.append(html_table(rows[:SHOWN_ROWS]))
        if len(rows) > SHOWN_ROWS:
            parts.append(f"<p>and {len(rows) - SHOWN_ROWS} more rows</p>")
        return "".join(parts)


def html_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as an HTML table; every text is escaped.

    Examples
    --------
    >>> html_table([{"a": "<b>"}])
    '<table><tr><th>a</th></tr><tr><td>&lt;b&gt;</td></tr></table>'
    """
    if not rows:
        return "<p>no rows</p>"
    names = list(rows[0])
    top = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    lines = (
        "".join(f"<td>{html.escape(_text(row.get(name)))}</td>" for name in names) for row in rows
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><tr>{top}</tr>{body}</table>"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)
