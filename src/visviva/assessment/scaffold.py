"""Files to begin with: a copy of one that ships, with words on what to change."""

from importlib.resources import files
from typing import Final

from visviva.errors import InputError

#: Kind, its folder among the facts (none: a study), and the one that is copied unless told.
KINDS: Final = {
    "study": ("", "shenzhou-tiangong"),
    "vehicle": ("vehicles", "soyuz-2.1a"),
    "site": ("sites", "vostochny"),
    "ship": ("ships", "soyuz-ms"),
    "camera": ("cameras", "sentinel-2-msi"),
}
_STUDY = """# A study of your own. Change the claim first: who said it, when, where it is written.
# Any fact may be overridden in place, for example in a table [vehicle]; `visviva assess --schema`
# prints all that a study may hold. Then: visviva check FILE, visviva assess FILE
"""
_FACT = """# A {kind} of your own, begun as a copy of {like}. Every figure says where it was
# read (source), of when that is (as_of), how it is known (read, derived, recalled) and how sure it
# is (spread, or low and high). A figure that you do not know: take it out, or give its range.
# Then: visviva check FILE, visviva facts FILE; {use}
"""
_USES = {
    "vehicle": 'a study takes it as launch.vehicle = "FILE"',
    "site": 'a study takes it as launch.site = "FILE"',
    "ship": 'a study takes it as spacecraft.name = "FILE"',
    "camera": "visviva observe images SETS --camera FILE",
}


def scaffold(kind: str, like: str | None = None) -> str:
    """Text of a new file.

    Parameters
    ----------
    kind : str
        ``study``, ``vehicle``, ``site``, ``ship`` or ``camera``.
    like : str, optional
        Slug of the shipped one to begin with.

    Raises
    ------
    InputError
        If there is no such kind, or none of that name ships.

    Examples
    --------
    >>> scaffold("site").splitlines()[0][:40]
    '# A site of your own, begun as a copy of'
    """
    if kind not in KINDS:
        raise InputError(f"no kind {kind!r}", advice="use one of " + ", ".join(KINDS))
    folder, usual = KINDS[kind]
    slug = like or usual
    if kind == "study":
        from visviva.assessment.study import study_names

        known, where = study_names(), files("visviva.assessment") / "studies"
    else:
        from visviva.data.catalogue import Catalogue, read_kind

        known = tuple(Catalogue.bundled().names(read_kind(kind)))
        where = files("visviva.data") / "facts" / folder
    source = where / f"{slug}.toml"
    if slug not in known or not source.is_file():
        raise InputError(
            f"no {kind} {slug!r} ships", advice="`visviva facts` and `studies` list them"
        )
    head = _STUDY if kind == "study" else _FACT.format(kind=kind, like=slug, use=_USES[kind])
    return head + "\n" + source.read_text(encoding="utf-8")
