"""User name and password of a provider: found when they are needed, kept nowhere, said nowhere.

Asked in this order: the environment, ``~/.netrc`` (or the file of ``NETRC``), the keyring of the
desktop, where the package `keyring` is installed.

Limits: an environment is seen by every process of the same user.
"""

import netrc
import os
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from visviva.data.feeds.providers import Provider
from visviva.errors import DataMissingError


@dataclass(frozen=True, slots=True)
class Secret:
    """A user name and a password, which no text of it shows."""

    user: str = field(repr=False)
    password: str = field(repr=False)


def credentials(provider: Provider) -> Secret:
    """User name and password of a provider.

    Raises
    ------
    DataMissingError
        If there are none; the ways to give them are named, never a value.
    """
    stem = "VISVIVA_" + provider.name.upper().replace("-", "_")
    user, password = os.environ.get(f"{stem}_USER"), os.environ.get(f"{stem}_PASSWORD")
    if user and password:
        return Secret(user, password)
    host = urlsplit(provider.root()).hostname or ""
    found = _of_netrc(host) or _of_keyring(host, user)
    if found is None:
        raise DataMissingError(
            f"{provider.name} wants an account",
            advice=f"set {stem}_USER and {stem}_PASSWORD, name {host} in ~/.netrc, or run: "
            f"keyring set {host} USER",
        )
    return found


def _of_netrc(host: str) -> Secret | None:
    try:
        found = netrc.netrc(os.environ.get("NETRC") or None).authenticators(host)
    except (OSError, netrc.NetrcParseError, ValueError):
        return None
    return Secret(found[0], found[2] or "") if found else None


def _of_keyring(host: str, user: str | None) -> Secret | None:
    """What the desktop's keyring holds of a host; none where there is no keyring, or it is shut."""
    try:
        keyring: Any = import_module("keyring")
        found = keyring.get_credential(host, user)
    except Exception:  # its backends raise errors of their own, and a shut keyring holds nothing
        return None
    return Secret(found.username, found.password) if found else None
