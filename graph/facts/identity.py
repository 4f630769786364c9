"""Which texts are of one act, and which act a mention means.

The key of an act is issuer, kind, day and number; each of the keys of a joint act names it. A registration number is a
second key: it settles a citation whose issuer is unknown or whose day or number is damaged. Where several acts could
be meant, or the keys contradict each other, nothing is chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.diagnostic import Problem
from graph.facts.mention import Mention, same_title
from graph.facts.rename import Rename
from graph.facts.testimony import Spoken, Text
from graph.iri import slug

_KEY_PARTS = 6
"""Steps of the IRI of an act behind the jurisdiction: body, kind, year, month, day, number."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What linking must know of a text before it looks at its facts."""

    text: Text
    mentions: tuple[Mention, ...]
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem at a place of a text; ``start`` to ``end`` are code points, end exclusive."""

    text: Text
    start: int
    end: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Identity:
    """What all texts together say of which acts there are."""

    renames: Mapping[str, Rename]
    refused: frozenset[str]
    """Names of texts that are second texts of their act in their language."""
    unresolved: tuple[tuple[Text, Mention], ...]
    cited: frozenset[str]
    """Acts that are only cited."""
    troubles: tuple[Trouble, ...]

    def act_of(self, text: Text) -> str:
        """The name of the act of a text."""
        rename = self.renames.get(text.act)
        return rename.to if rename and rename.to else text.act


@dataclass(slots=True)
class _Known:
    """What is known of an act from all texts."""

    iri: str
    kind: str | None = None
    held: bool = False
    registrations: dict[str, tuple[Text, Spoken]] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)


def identify(statements: Sequence[Statement]) -> Identity:
    """Find out which texts speak of which acts. The order of the texts decides nothing but the order of the result."""
    return _Identifying(statements).identify()


class _Identifying:
    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.renames: dict[str, Rename] = {}
        self.troubles: list[Trouble] = []
        self.known: dict[str, _Known] = {}
        self.by_registration: dict[str, list[_Known]] = {}
        self.by_title: dict[tuple[str | None, str], list[_Known]] = {}
        self.unknown: dict[tuple[str | None, ...], list[tuple[Text, Mention]]] = {}

    def identify(self) -> Identity:
        self._join_keys()
        refused = frozenset(self._second_texts())
        for each in self.statements:
            if each.text.name not in refused:
                self._learn(each)
        self._index()
        self._mend_citations()
        self._check_registrations()
        unresolved = tuple(
            (each.text, mention)
            for each in self.statements
            if each.text.name not in refused
            for mention in each.mentions
            if not self._resolve(each.text, mention)
        )
        self._report_unknown()
        cited = frozenset(iri for iri, known in self.known.items() if not known.held and iri not in self.renames)
        return Identity(self.renames, refused, unresolved, cited, tuple(self.troubles))

    def _join_keys(self) -> None:
        """Every key of a joint act is the act; the first key of the first text names it."""
        names: dict[str, str] = {}
        for text in (each.text for each in self.statements):
            named = [key for key in text.keys if key in names]
            name = names[named[0]] if named else text.act
            for key in text.keys:
                names.setdefault(key, name)
                if key != name:
                    self.renames.setdefault(key, Rename(name, joint=True))

    def _name(self, iri: str) -> str:
        rename = self.renames.get(iri)
        return rename.to if rename and rename.to else iri

    def _second_texts(self) -> Iterator[str]:
        """Texts of an act in a language of which one is there already; the files of one text are one text."""
        first: dict[tuple[str, str], tuple[Text, set[str | None]]] = {}
        for text in (each.text for each in self.statements):
            key = (self._name(text.act), text.language)
            other, parts = first.setdefault(key, (text, set()))
            if other is not text and (text.part is None or text.part in parts):
                message = f"{text.name} and {other.name} are texts of one act in one language"
                self.troubles.append(Trouble(text, 0, 0, Problem("KZ-LNK-004", message)))
                yield text.name
            parts.add(text.part)

    def _learn(self, statement: Statement) -> None:
        for spoken in statement.spoken:
            known = self.known.setdefault(self._name(spoken.act), _Known(self._name(spoken.act)))
            known.kind = known.kind or spoken.kind
            known.held = known.held or spoken.held
            known.titles.update(spoken.titles)
            if spoken.registration:
                known.registrations.setdefault(spoken.registration, (statement.text, spoken))

    def _index(self) -> None:
        for known in self.known.values():
            for registration in known.registrations:
                self.by_registration.setdefault(registration, []).append(known)
            for title in known.titles:
                self.by_title.setdefault((known.kind, title), []).append(known)

    def _mend_citations(self) -> None:
        """A cited act that has the registration of a held one, and all but one part of its key, is that act."""
        for known in [each for each in self.known.values() if not each.held and len(each.registrations) == 1]:
            ((number, (text, spoken)),) = known.registrations.items()
            held = [each for each in self.by_registration[number] if each.held and each is not known]
            if len(held) == 1 and len(held[0].registrations) == 1 and _nearly(known.iri, held[0].iri):
                reason = f"Its registration № {number} is that of the act; its requisites are damaged: {known.iri}."
                self.renames[known.iri] = Rename(held[0].iri, reason)
                message = f"{known.iri} is cited with the registration № {number} of {held[0].iri}, and is taken for it"
                self._report(text, spoken, Problem("KZ-LNK-006", message, found=number))

    def _check_registrations(self) -> None:
        """A registration number belongs to one act."""
        for number, owners in self.by_registration.items():
            others = [each for each in owners if each.iri not in self.renames]
            for first, other in zip(others[:1] * len(others), others[1:], strict=False):
                text, spoken = other.registrations[number]
                message = f"registration № {number} is printed for {first.iri} and for {other.iri}"
                self._report(text, spoken, Problem("KZ-LNK-002", message, found=f"{number} / {number}"))

    def _report(self, text: Text, place: Spoken | Mention, problem: Problem) -> None:
        self.troubles.append(Trouble(text, place.start, place.end, problem))

    def _resolve(self, text: Text, mention: Mention) -> bool:
        """Find the act that a mention means; say so where none, or more than one, could be meant."""
        candidates, how = self._candidates(mention)
        if len(candidates) == 1 and not _contradicts(mention, candidates[0].iri):
            found = candidates[0].iri
            self.renames[mention.iri] = Rename(found, f"The mention names it by its {how} only.")
            if how == "registration":
                message = f"the citation has no full key; by its registration № {mention.registration} it is {found}"
                self._report(text, mention, Problem("KZ-LNK-006", message, found=mention.printed[:200]))
            return True
        self.renames[mention.iri] = Rename(None)
        if not candidates:
            self.unknown.setdefault(_said(mention), []).append((text, mention))
            return False
        message = f"the mention may mean {', '.join(sorted(each.iri for each in candidates))}"
        self._report(text, mention, Problem("KZ-LNK-007", message, found=mention.printed[:200]))
        return False

    def _report_unknown(self) -> None:
        """One note for each act that is cited and not known, at the first place: a code is cited by every order."""
        for (text, mention), *further in self.unknown.values():
            more = f", nor do those of {len(further)} further text{'s' if further[1:] else ''}" if further else ""
            message = f"the mention leads to no known act{more}"
            self._report(text, mention, Problem("KZ-LNK-008", message, found=mention.printed[:200]))

    def _candidates(self, mention: Mention) -> tuple[list[_Known], str]:
        if mention.registration:
            found = self.by_registration.get(mention.registration, [])
            named = [each for each in found if each.iri not in self.renames]
            return [each for each in named if each.held] or named, "registration"
        if mention.title and mention.signed is None and mention.number is None:
            found = self.by_title.get((mention.kind, same_title(mention.title)), [])
            return [each for each in found if each.iri not in self.renames], "title and kind"
        return [], "key"


class Key(NamedTuple):
    """What names an act: ``signed`` is a day as ISO 8601 writes it, ``number`` the slug of the number."""

    body: str
    kind: str
    signed: str
    number: str


def key_of(iri: str) -> Key:
    """The key that the IRI of an act is made of."""
    body, kind, year, month, day, number = iri.split("/")[-_KEY_PARTS:]
    return Key(body, kind, f"{year}-{month}-{day}", number)


def _said(mention: Mention) -> tuple[str | None, ...]:
    """What a mention says of its act: two that say the same mean the same."""
    title = same_title(mention.title) if mention.title else None
    return mention.kind, mention.issuer, mention.signed, mention.number, mention.registration, title


def _nearly(one: str, other: str) -> bool:
    """Whether two keys differ in one part only."""
    return sum(a == b for a, b in zip(key_of(one), key_of(other), strict=True)) == len(Key._fields) - 1


def _contradicts(mention: Mention, iri: str) -> bool:
    """Whether more than one of the things that a mention says is not so of an act."""
    body, kind, signed, number = key_of(iri)
    told = (
        (mention.issuer, body),
        (mention.kind, kind),
        (mention.signed, signed),
        (slug(mention.number) if mention.number else None, number),
    )
    return sum(said is not None and said != known for said, known in told) > 1
