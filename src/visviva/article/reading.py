"""An article from a file: plain text, or the article found in a saved page.

Limits: UTF-8, UTF-16 with its mark, or a page that names its encoding; a page is read by its tags,
without its scripts, menus and the parts that their class or name says are beside it (cookies,
comments, related links): where it has an ``article`` or ``main`` part, only that is read.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from visviva.errors import InputError, clean_text

#: Longest article, bytes: a saved page is larger than its text.
MOST_BYTES: Final = 4_000_000
#: Longest text of an article, code points.
MOST_SIGNS: Final = 200_000
#: Shortest text that can hold a claim, letters.
LEAST_LETTERS: Final = 12

#: Fewer letters than this are no article of a page whose parts are told by their classes.
LEAST_IN_PAGE: Final = 40

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "br",
        "tr",
        "blockquote",
        "figcaption",
        "section",
        "article",
        "main",
        "ul",
        "ol",
        "table",
        "title",
        "header",
        "time",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "svg",
        "select",
        "iframe",
        "head",
    ]
)
#: Elements that never close, and so never silence what follows.
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
#: Classes and names of parts of a page that are not the article.
_BESIDE = re.compile(
    r"^(?!has|with|no|is)(?:[a-z0-9]+[-_]+){0,3}?(?:cookies?|consent|gdpr|comments?|disqus|related|"
    r"recommend\w*|newsletter|sidebar|share|sharing|social|promos?|advert\w*|ads?|breadcrumbs?|"
    r"navigation|navbar|menu|footer|teasers?|trending|most-?read|popup|modal|subscribe|paywall|"
    r"read-?more|see-?also|tags?|author-?bio)(?:[-_]+[a-z0-9]+)*$",
    re.IGNORECASE,
)
#: What is never beside the article, whatever its class says.
_NEVER_BESIDE = frozenset(("html", "body", "main", "p", "h1", "span", "a", "time"))
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body|article|head|p|div)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read_article(path: str | Path) -> str:
    """The text of an article file.

    Raises
    ------
    InputError
        If there is no such file, it is too large, binary, empty, in a mixed or unknown encoding,
        or a page without an article; the place is the file.
    """
    place = str(path)
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or "no path"
        raise InputError(
            f"cannot be read ({reason})", advice="check its name", place=place
        ) from err
    return article_text(data, place=place)


def article_text(data: bytes, *, place: str = "article") -> str:
    """The text of an article given as bytes; raises as `read_article`.

    Examples
    --------
    >>> article_text(b"<html><nav>Menu</nav><p>A rocket flew well.</p></html>")
    'A rocket flew well.'
    """
    if len(data) > MOST_BYTES:
        raise InputError(
            f"more than {MOST_BYTES / 1e6:.0f} MB", advice="give one article", place=place
        )
    text = _decoded(data, place)
    page = bool(_PAGE.search(text[:4000]))
    if page:
        text = _of_page(text)
    text = clean_text(text)
    if sum(c.isalpha() for c in text) < LEAST_LETTERS:
        what = "a page without an article" if page else "an empty article"
        raise InputError(what, advice="save the text of the article in a file", place=place)
    if len(text) > MOST_SIGNS:
        raise InputError(
            f"{len(text):,} signs of text, more than {MOST_SIGNS:,}",
            advice="give one article",
            place=place,
        )
    return text


#: Files that hold their text in a form of their own, by how they begin.
_OTHER_FORMS: Final = ((b"%PDF", "a PDF"), (b"{\\rtf", "rich text (RTF)"))


def _decoded(data: bytes, place: str) -> str:
    for head, form in _OTHER_FORMS:
        if data.startswith(head):
            raise InputError(
                f"{form}, no plain text", advice="give text or a saved page", place=place
            )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        if b"\0" in data:
            raise InputError(
                "no text (it holds zero bytes)", advice="give text or a saved page", place=place
            )
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as err:
        named = _CHARSET.search(data[:4000])
        if named and named[1].lower() not in (b"utf-8", b"utf8"):
            try:
                return data.decode(named[1].decode("ascii"))
            except (LookupError, UnicodeDecodeError):
                pass
        line = data[: err.start].count(b"\n") + 1
        raise InputError(
            "neither UTF-8 nor a page that names its encoding, or both mixed",
            advice="save it as UTF-8",
            place=f"{place}:{line}",
        ) from err


class _Page(HTMLParser):
    """Collects text by block, once over all and once inside the article.

    `by_class` leaves out parts that their class or name says are not the article.
    """

    def __init__(self, *, by_class: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.by_class = by_class
        self.silent: list[str] = []
        self.depth = 0
        self.cells = 0
        self.whole: list[str] = []
        self.inner: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            if tag not in _VOID:
                self.silent.append(tag)
        elif tag in _SILENT or (self.by_class and _is_beside(tag, attrs)):
            self.silent.append(tag)
        elif tag in ("article", "main"):
            self.depth += 1
        if tag in ("td", "th"):
            self._add(" – " if self.cells else "")
            self.cells += 1
        if tag in _BLOCKS:
            self.cells = 0
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                while self.silent.pop() != tag:
                    pass
        elif tag in ("article", "main"):
            self.depth = max(self.depth - 1, 0)
        if tag in _BLOCKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._add(re.sub(r"\s+", " ", data))

    def _add(self, text: str) -> None:
        self.whole.append(text)
        if self.depth:
            self.inner.append(text)


def _is_beside(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Whether an element's class or name says that it is not the article."""
    if tag in _NEVER_BESIDE:
        return False
    named = [
        word for key, value in attrs if key in ("class", "id") for word in (value or "").split()
    ]
    return any(_BESIDE.match(word) for word in named)


def _of_page(text: str) -> str:
    """The text of the page's article: without parts beside it, unless nothing is left."""
    for by_class in (True, False):
        page = _Page(by_class=by_class)
        page.feed(text)
        page.close()
        inner, whole = "".join(page.inner), "".join(page.whole)
        chosen = inner if sum(map(str.isalpha, inner)) >= LEAST_LETTERS else whole
        if by_class:
            kept = chosen
        if sum(map(str.isalpha, kept)) >= LEAST_IN_PAGE:
            break
    if sum(map(str.isalpha, kept)) < LEAST_IN_PAGE <= sum(map(str.isalpha, chosen)) / 5:
        kept = chosen  # the classes say too much: better a page with its margins
    lines = (" ".join(line.split()) for line in kept.splitlines())
    return "\n".join(line for line in lines if line)
