"""Facts about curated concepts: regimes, admission modes, kinds, bodies, and the schemes they stand in."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graph.codes import INTERNATIONAL, NATIONAL, TARIFF, Codes
from graph.fact import Basis
from graph.facts.scribe import Scribe
from graph.vocab import Alignment, Entry, Vocab

_CURATED = Basis.CURATED


@dataclass(frozen=True, slots=True)
class Curated:
    """A curated vocabulary: its slug in IRIs, the class of its concepts, its file, its title."""

    slug: str
    class_name: str
    file: str
    title: str


VOCABULARIES: Mapping[str, Curated] = MappingProxyType(
    {
        "regimes": Curated("regime", "FundingRegime", "regimes.toml", "Funding regimes"),
        "admissions": Curated("admission", "AdmissionMode", "admissions.toml", "Modes of admission to hospital"),
        "kinds": Curated("kind", "ProcedureKind", "kinds.toml", "Kinds of procedure"),
        "documents": Curated("document", "DocumentKind", "documents.toml", "Kinds of act"),
        "subdivisions": Curated("subdivision", "SubdivisionKind", "subdivisions.toml", "Parts of an act"),
        "operations": Curated("operation", "Operation", "operations.toml", "Operations of amendment"),
        "bodies": Curated("body", "Body", "bodies.toml", "Bodies that issue acts"),
    }
)
"""Curated vocabularies by their field in ``Vocab``."""


STANDARDS: Mapping[str, tuple[str, str | None]] = MappingProxyType(
    {
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0": (
            "Akoma Ntoso 3.0",
            "http://docs.oasis-open.org/legaldocml/ns/akn/3.0#",
        ),
        "http://terminology.hl7.org/CodeSystem/v3-ActPriority": (
            "HL7 v3 ActPriority",
            "http://terminology.hl7.org/CodeSystem/v3-ActPriority#",
        ),
        "icd10pcs": ("ICD-10-PCS section and root operation", None),
        "snomedct": ("SNOMED CT", "http://snomed.info/id/"),
    }
)
"""Other standards by their name in the seeds: title, and the namespace of their concepts where they have one."""


def state_dataset(scribe: Scribe, name: str, data: bytes) -> None:
    """The curated file that a scribe writes from, pinned by its bytes."""
    scribe.introduce(scribe.source, "Dataset")
    scribe.label(scribe.source, en=f"seeds/{name}")
    scribe.state(scribe.source, "sha256", hashlib.sha256(data).hexdigest(), basis=Basis.INFERRED)


def state_vocabularies(scribe_for: Callable[[str], Scribe], vocab: Vocab) -> None:
    """The curated vocabularies, each from its file."""
    for field, curated in VOCABULARIES.items():
        scribe = scribe_for(f"vocab/{curated.file}")
        scheme = scribe.names.concept(curated.slug, "scheme")
        scribe.introduce(scheme, "Scheme")
        scribe.label(scheme, en=curated.title, basis=_CURATED)
        for entry in _entries(vocab, field):
            _state_entry(scribe, curated, scheme, entry)


def _entries(vocab: Vocab, field: str) -> Sequence[Entry]:
    entries: Sequence[Entry] = getattr(vocab, field)
    return entries


def _state_entry(scribe: Scribe, curated: Curated, scheme: str, entry: Entry) -> None:
    iri = scribe.names.concept(curated.slug, entry.slug)
    scribe.introduce(iri, curated.class_name)
    scribe.state(iri, "code", entry.enum, basis=_CURATED)
    scribe.label(iri, basis=_CURATED, **entry.labels)
    for language, short in entry.short.items():
        scribe.state(iri, "alternativeLabels", short, language=language, basis=_CURATED)
    if curated.class_name != "Body":
        scribe.state(iri, "scheme", scheme, basis=_CURATED)
        scribe.state(iri, "definition", entry.definition, language="en", basis=_CURATED)
        scribe.state(iri, "scopeNote", entry.scope_note, language="en", basis=_CURATED)
        _state_alignments(scribe, iri, entry.alignments)


def _state_alignments(scribe: Scribe, iri: str, alignments: Iterable[Alignment]) -> None:
    """Concepts of other standards: in words, and as an IRI where the standard has one."""
    for each in alignments:
        title, namespace = STANDARDS[each.system]
        relation = each.predicate.removeprefix("skos:")
        name = each.code if each.name == each.code else f"{each.code} {each.name}"
        scribe.state(iri, "alignments", f"{title} {name} ({relation})", basis=_CURATED)
        term = {"exactMatch": "exactMatch", "closeMatch": "closeMatch"}.get(relation)
        if term and namespace:
            scribe.state(iri, term, namespace + each.code, basis=_CURATED, reason=each.name)


def state_systems(scribe: Scribe, codes: Codes) -> None:
    """The code systems."""
    for slug in (NATIONAL, INTERNATIONAL, TARIFF):
        system = codes.systems[slug]
        iri = scribe.names.code(slug, "scheme")
        scribe.introduce(iri, "Scheme")
        scribe.label(iri, basis=_CURATED, **system.titles)
        definition = f"{system.titles['en']}. A code is written as {system.template['en']}."
        scribe.state(iri, "definition", definition, language="en", basis=_CURATED)
