"""The catalogue of a dump: what there is, where, in which form, how much (DCAT 3, VoID). Every node has a name."""

from collections.abc import Iterable, Iterator

from graph.export.entry import Entry
from graph.export.export import Export
from graph.export.partitions import make_partitions
from graph.rdf.description import LICENCE, TITLE
from graph.rdf.quad import Literal, Quad, expand, plain, tagged, typed

_SPDX = "http://spdx.org/rdf/terms#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_EU = "http://publications.europa.eu/resource/authority/"

_TITLE = (
    ("kk", "Қазақстан төлейтін медициналық көмек: актілердің тізбелері мен тарифтері"),
    ("ru", "Медицинская помощь, которую оплачивает Казахстан: перечни и тарифы из актов"),
    ("en", TITLE),
)
_DESCRIPTION = (
    "Acts, their versions and changes, rows that list procedures and price services, and the words of law behind "
    "each, read from ministerial orders. An unofficial extract: the acts themselves prevail."
)

_SERVICES = (
    ("graphql", "GraphQL", "https://spec.graphql.org/", "schema.graphql"),
    ("sparql", "SPARQL", "http://www.w3.org/TR/sparql11-protocol/", ""),
)
"""Path under the base, name, standard, and the path of a description."""

Triple = tuple[str, str, str | Literal]


def make_catalog(export: Export, entries: Iterable[Entry]) -> list[Quad]:
    """The catalogue as statements; ``entries`` are the files that it lists."""
    listed = list(entries)
    catalog = export.dumps
    groups = (
        _catalog(export, catalog),
        _dataset(export, listed),
        _services(export),
        make_partitions(export, dataset(export)),
        *(_distribution(export, entry) for entry in listed),
    )
    return [
        Quad(subject, predicate if "://" in predicate else expand(predicate, export.base), value, catalog)
        for group in groups
        for subject, predicate, value in group
    ]


def dataset(export: Export) -> str:
    """The data set: this release of the graph, as the dumps themselves name it."""
    return f"{export.base}dataset/{export.graph.data_version}"


def _catalog(export: Export, catalog: str) -> Iterator[Triple]:
    yield catalog, "rdf:type", expand("dcat:Catalog", export.base)
    yield from _described(export, catalog)
    yield catalog, "dcat:dataset", dataset(export)
    for path, *_ in _SERVICES:
        yield catalog, "dcat:service", f"{catalog}#{path}"
    yield f"{export.base}software/qamtu", "rdf:type", f"{_FOAF}Agent"
    yield f"{export.base}software/qamtu", f"{_FOAF}name", plain("Qamtu")


def _described(export: Export, subject: str) -> Iterator[Triple]:
    for language, title in _TITLE:
        yield subject, "dcterms:title", tagged(title, language)
    yield subject, "dcterms:description", tagged(_DESCRIPTION, "en")
    yield subject, "dcterms:license", LICENCE
    yield subject, "dcterms:publisher", f"{export.base}software/qamtu"
    for language in ("KAZ", "RUS", "ENG"):
        yield subject, "dcterms:language", f"{_EU}language/{language}"


def _dataset(export: Export, entries: Iterable[Entry]) -> Iterator[Triple]:
    subject = dataset(export)
    yield subject, "rdf:type", expand("dcat:Dataset", export.base)
    yield from _described(export, subject)
    yield subject, "dcat:version", plain(export.graph.data_version)
    yield subject, "dcterms:identifier", plain(export.graph.data_version)
    yield subject, "dcterms:spatial", f"{_EU}country/KAZ"
    yield subject, "dcat:theme", f"{_EU}data-theme/HEAL"
    yield subject, "dcat:landingPage", export.base
    yield subject, "void:sparqlEndpoint", f"{export.base}sparql"
    for entry in entries:
        yield subject, "dcat:distribution", _name(export, entry)
        if entry.file.whole:
            yield subject, "void:dataDump", export.dumps + entry.name


def _services(export: Export) -> Iterator[Triple]:
    for path, name, standard, description in _SERVICES:
        subject = f"{export.dumps}#{path}"
        yield subject, "rdf:type", expand("dcat:DataService", export.base)
        yield subject, "dcterms:title", tagged(f"Qamtu over {name}", "en")
        yield subject, "dcterms:license", LICENCE
        yield subject, "dcterms:publisher", f"{export.base}software/qamtu"
        yield subject, "dcterms:conformsTo", standard
        yield subject, "dcat:endpointURL", export.base + path
        yield subject, "dcat:servesDataset", dataset(export)
        if description:
            yield subject, "dcat:endpointDescription", export.base + description


def _distribution(export: Export, entry: Entry) -> Iterator[Triple]:
    subject, checksum = _name(export, entry), f"{export.dumps}{entry.name}#sha256"
    yield subject, "rdf:type", expand("dcat:Distribution", export.base)
    yield subject, "dcterms:title", plain(entry.name)
    yield subject, "dcterms:description", tagged(entry.file.about, "en")
    yield subject, "dcterms:license", LICENCE
    yield subject, "dcat:accessURL", export.dumps
    yield subject, "dcat:downloadURL", export.dumps + entry.name
    yield subject, "dcat:mediaType", _MEDIA_TYPES + entry.file.media_type
    if entry.packed:
        yield subject, "dcat:compressFormat", f"{_MEDIA_TYPES}application/gzip"
    yield subject, "dcat:byteSize", typed(str(entry.size), "nonNegativeInteger")
    for standard in entry.file.conforms_to:
        yield subject, "dcterms:conformsTo", standard
    yield subject, f"{_SPDX}checksum", checksum
    yield checksum, "rdf:type", f"{_SPDX}Checksum"
    yield checksum, f"{_SPDX}algorithm", f"{_SPDX}checksumAlgorithm_sha256"
    yield checksum, f"{_SPDX}checksumValue", typed(entry.sha256, "hexBinary")


def _name(export: Export, entry: Entry) -> str:
    """The distribution is no file: its IRI is another than the address of the file."""
    return f"{export.dumps}{entry.name}#distribution"
