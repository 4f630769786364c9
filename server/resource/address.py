"""From addresses to names and back: what is known is looked up, never joined to a path of a file."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import islice
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

LONGEST = 400
"""Characters of an address for which near ones are looked for."""

_SAFE = "/:@!$&'()*+,;=~-._%"
"""What stands in a path as it is (RFC 3986, section 3.3), the slash, and the sign of what is encoded already."""

_COMPARED = 1500
"""Names that are compared with one that is not known."""


class BrokenAddressError(ValueError):
    """Bytes that are no text, or characters that no name has."""


@dataclass(frozen=True)
class Addresses:
    """The documents of a graph, each at the path of its name below the base, and at the same path of the base itself.

    ``https://example.org/q/code/mkb9/37.51`` answers at ``/code/mkb9/37.51`` and at ``/q/code/mkb9/37.51``.
    """

    base: str
    documents: frozenset[str]
    """Names without fragments."""

    def find(self, path: str) -> str | None:
        """The document whose name has this path, whether it is percent-encoded or not."""
        return self._names.get(_key(self._below(path)))

    def find_document(self, path: str) -> str | None:
        """The same for the path of a document, without its suffix; ``def`` is the document of ``def/``."""
        key = _key(self._below(path))
        return self._names.get(key) or self._names.get(f"{key}/")

    def path(self, iri: str) -> str | None:
        """The address of a name on this server, percent-encoded, with its fragment; None for a name of others."""
        return local_path(iri, self.base) if iri.partition("#")[0] in self.documents else None

    def document(self, iri: str, suffix: str) -> str:
        """The address of a form of a document."""
        return encode("/" + iri.removeprefix(self.base).rstrip("/")) + suffix

    def near(self, path: str, most: int = 6) -> list[str]:
        """Names like one that is not known: the same in other versions, then those beside it that are spelled alike."""
        key = _key(self._below(path))
        if len(key) > LONGEST:
            return []
        beside = list(self._beside(key))
        alike = get_close_matches(key, beside, most, 0.75) or get_close_matches(key, beside, most, 0.6)
        found = dict.fromkeys((*islice(self._other_versions(key), most), *alike))
        return [self._names[each] for each in islice(found, most)]

    def above(self, path: str) -> str | None:
        """The nearest known name that an unknown one lies under."""
        key = _key(self._below(path))
        while "/" in key:
            key = key.rpartition("/")[0]
            if key in self._names:
                return self._names[key]
        return None

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {_key(unquote(name.removeprefix(self.base))): name for name in sorted(self.documents)}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._names)

    @cached_property
    def _prefix(self) -> str:
        return _key(unquote(urlsplit(self.base).path.lstrip("/")))

    def _below(self, path: str) -> str:
        """The path below that of the base, where it starts with it and names nothing by itself."""
        inner = path.removeprefix("/")
        is_own = self._prefix and inner.startswith(self._prefix) and _key(inner) not in self._names
        return inner.removeprefix(self._prefix) if is_own else inner

    def _beside(self, key: str) -> Iterable[str]:
        """Names that share the longest known beginning, up to a bound."""
        parent = key
        while "/" in parent:
            parent = parent.rpartition("/")[0]
            found = self._starting(f"{parent}/")
            if found:
                return found
        return islice(self._sorted, _COMPARED)

    def _starting(self, start: str) -> list[str]:
        first = bisect_left(self._sorted, start)
        return [each for each in self._sorted[first : first + _COMPARED] if each.startswith(start)]

    def _other_versions(self, key: str) -> Iterator[str]:
        """The same place in the same subdivision as other acts made it."""
        stem, mark, rest = key.partition("/by/")
        version, _, place = rest.partition("/")
        if mark and place:
            known = (each for each in self._starting(f"{stem}/by/") if not each.startswith(f"{stem}/by/{version}/"))
            yield from (each for each in known if each.removeprefix(f"{stem}/by/").partition("/")[2] == place)


def encode(text: str) -> str:
    """A path or a fragment as an address has it."""
    return quote(text, _SAFE)


def local_path(iri: str, base: str) -> str:
    """The address on this server of a name under the base, with its fragment."""
    stem, mark, fragment = iri.removeprefix(base).partition("#")
    return encode(f"/{stem}") + mark + encode(fragment)


def read_path(raw: bytes) -> str:
    """The characters of a path that came over the wire. Raises BrokenAddressError.

    A slash that is encoded is none of the path (RFC 3986, section 2.2), so that it is not taken for one.
    """
    if b"%2f" in raw.lower():
        raise BrokenAddressError("An encoded slash stands in no name here.")
    try:
        text = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenAddressError(f"The address is not UTF-8 from its byte {error.start}.") from error
    if any(unicodedata.category(each) == "Cc" for each in text):
        raise BrokenAddressError("A control character stands in no address.")
    return text


def _key(text: str) -> str:
    """One spelling of all characters that name the same: normal form C."""
    return unicodedata.normalize("NFC", text)
