"""How much of what a data set holds: VoID partitions by class and by property, and links to other data sets."""

from collections import Counter
from collections.abc import Iterator

from graph.export.export import Export
from graph.export.statistics import space_of
from graph.rdf.quad import Literal, expand, plain, split, typed

_EXAMPLES = ("Act", "Version", "Listing", "TariffLine", "Procedure", "Service", "CodeMatch")
"""Classes of which the first subject is an example."""

Triple = tuple[str, str, str | Literal]


def make_partitions(export: Export, dataset: str) -> Iterator[Triple]:
    """What VoID says of the data set; the numbers are those of the dump."""
    found = export.statistics
    yield dataset, "rdf:type", expand("void:Dataset", export.base)
    yield dataset, "void:uriSpace", plain(export.base)
    yield dataset, "void:triples", _number(found.triples)
    yield dataset, "void:entities", _number(found.entities)
    yield dataset, "void:distinctSubjects", _number(found.subjects)
    yield dataset, "void:distinctObjects", _number(found.objects)
    yield dataset, "void:classes", _number(len(found.classes))
    yield dataset, "void:properties", _number(len(found.properties))
    for space in sorted({space_of(iri) for iri in (*found.classes, *found.properties)}):
        yield dataset, "void:vocabulary", space
    for name in _EXAMPLES:
        for entity in export.graph.store.all(name)[:1]:
            yield dataset, "void:exampleResource", entity.iri
    yield from _parts(export, dataset, "class", "void:entities", found.classes)
    yield from _parts(export, dataset, "property", "void:triples", found.properties)
    yield from _linksets(export, dataset)


def _parts(export: Export, dataset: str, kind: str, counted: str, counts: Counter[str]) -> Iterator[Triple]:
    for iri, number in sorted(counts.items()):
        part = f"{dataset}/{kind}/{_short(export, iri)}"
        yield dataset, f"void:{kind}Partition", part
        yield part, f"void:{kind}", iri
        yield part, counted, _number(number)


def _linksets(export: Export, dataset: str) -> Iterator[Triple]:
    """Links to what others name, and to ICD-9-CM, whose codes have names under our own base."""
    for (link, space), number in sorted(export.statistics.links.items()):
        linkset = f"{dataset}/linkset/{_short(export, link)}/{space.partition('://')[2].strip('/#')}"
        yield linkset, "rdf:type", expand("void:Linkset", export.base)
        yield dataset, "void:subset", linkset
        yield linkset, "void:linkPredicate", link
        yield linkset, "void:subjectsTarget", dataset
        yield linkset, "void:objectsTarget", space
        yield linkset, "void:triples", _number(number)
        yield space, "rdf:type", expand("void:Dataset", export.base)
        yield space, "void:uriSpace", plain(space)


def _short(export: Export, iri: str) -> str:
    """A name of a class or property that can be part of an IRI: ``eli-has_part``."""
    return "-".join(split(iri, export.base) or (iri.partition("://")[2],))


def _number(number: int) -> Literal:
    return typed(str(number), "integer")
