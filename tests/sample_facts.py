"""A few facts by hand, in the form of the real ones: one row that lists a procedure, one that prices a service."""

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.fact import Basis, Fact, Quote
from graph.rdf.dump import FORMATS, Built, make_quads, write
from graph.rdf.quad import Literal
from graph.vocabulary import PREFIXES, TERMS

BASE = "https://example.org/q/"
ORDER = f"{BASE}eli/kz/moh/order/2021/12/31/qr-dsm-141"
TEXT = f"{ORDER}/made/kaz/txt"
LIST = f"{BASE}seeds/codes/mkb9.tsv"
LAW = f"{BASE}eli/kz/moh/order/2020/10/16/qr-dsm-134-2020"
VERSION = f"{LAW}/annex_2/by/2021-12-31-qr-dsm-141"
TABLE = f"{VERSION}/tbl_3"
ROW = f"{TABLE}/row_33"
LISTING = f"{ROW}#listing"
TARIFF = f"{ROW}#tariff"
ELI, OA, PROV, SCHEMA = (PREFIXES[prefix] for prefix in ("eli", "oa", "prov", "schema"))
HEART = f"{BASE}code/mkb9/37.51"

ROW_QUOTE = Quote(TEXT, 8436, 8468, "33 37.51\nЖүректі трансплантаттау", "table 3, row 33")
CAPTION = Quote(TEXT, 7000, 7010, 'МӘМС "қ"\\', "table 3, caption")


@dataclass(frozen=True, slots=True)
class Sample:
    facts: tuple[Fact, ...]
    base: str = BASE
    data_version: str = "0123abcd"


def say(
    subject: str,
    term: str,
    value: str,
    *,
    basis: Basis = Basis.PRINTED,
    source: str = TEXT,
    quotes: tuple[Quote, ...] = (),
) -> Fact:
    """A fact; a value in a language is written ``kk:value``."""
    known = TERMS[term]
    language = None
    if known.range == "langString":
        language, _, value = value.partition(":")
    return Fact(subject, known, value, source, language, quotes, basis)


def curate(subject: str, term: str, value: str) -> Fact:
    return say(subject, term, value, basis=Basis.CURATED, source=LIST)


def concept(name: str, class_name: str, label: str) -> list[Fact]:
    iri = f"{BASE}{name}"
    scheme = iri.rpartition("/")[0]
    return [
        curate(iri, "type", class_name),
        curate(iri, "code", name.rpartition("/")[2]),
        curate(iri, "labels", label),
        curate(iri, "scheme", scheme),
        curate(scheme, "type", "Scheme"),
    ]


def sample() -> Sample:
    return Sample((*_concepts(), *_acts(), *_rows()))


def _concepts() -> list[Fact]:
    return [
        *concept("concept/regime/osms", "FundingRegime", "kk:МӘМС"),
        *concept("concept/admission/planned", "AdmissionMode", "en:planned"),
        *concept("concept/document/order", "DocumentKind", "kk:Бұйрық"),
        *concept("concept/subdivision/appendix", "SubdivisionKind", "kk:қосымша"),
        *concept("concept/subdivision/table", "SubdivisionKind", "kk:кесте"),
        *concept("concept/subdivision/row", "SubdivisionKind", "kk:жол"),
        *concept("code/mkb9/37.51", "Procedure", "kk:Жүректі трансплантаттау"),
        *concept("code/tariff/D92.243.026", "Service", "kk:Адаптивті сәулелік терапия"),
        *concept("concept/body/moh", "Body", "kk:Денсаулық сақтау министрлігі"),
        *concept("code/icd9cm/37.51", "InternationalCode", "en:Heart transplantation"),
        curate(f"{HEART}#match", "type", "CodeMatch"),
        curate(f"{HEART}#match", "matchOf", HEART),
        curate(f"{HEART}#match", "object", f"{BASE}code/icd9cm/37.51"),
        curate(f"{HEART}#match", "relation", "close"),
        curate(LIST, "type", "Dataset"),
        curate(LIST, "sha256", "ab" * 32),
    ]


def _acts() -> list[Fact]:
    made = f"{ORDER}/made/kaz"
    annex = f"{LAW}/annex_2"
    return [
        say(ORDER, "type", "Act"),
        say(ORDER, "kind", f"{BASE}concept/document/order"),
        say(ORDER, "issuers", f"{BASE}concept/body/moh"),
        say(ORDER, "number", "ҚР ДСМ-141"),
        say(ORDER, "numberAsPrinted", "ҚР ДСМ -141"),
        say(ORDER, "signed", "2021-12-31"),
        say(ORDER, "held", "true", basis=Basis.INFERRED),
        say(ORDER, "appliesFrom", "2021-12-01"),
        say(ORDER, "amends", LAW),
        say(ORDER, "commencement", f"{ORDER}#commencement"),
        say(f"{ORDER}#commencement", "type", "Commencement"),
        say(f"{ORDER}#commencement", "days", "10"),
        say(f"{ORDER}#commencement", "entryIntoForce", "2022-01-20"),
        say(ORDER, "expressions", made),
        say(made, "type", "Expression"),
        say(made, "title", "kk:Өзгеріс енгізу туралы"),
        say(made, "language", "http://publications.europa.eu/resource/authority/language/KAZ"),
        say(made, "file", TEXT),
        say(TEXT, "type", "File"),
        say(TEXT, "sha256", "cd" * 32),
        say(TEXT, "mediaType", "http://www.iana.org/assignments/media-types/text/plain"),
        say(f"{ORDER}/pt_1", "type", "Subdivision"),
        say(f"{ORDER}/pt_1", "subdivisionKind", f"{BASE}concept/subdivision/appendix"),
        say(f"{ORDER}/effect/1", "type", "Effect"),
        say(f"{ORDER}/effect/1", "by", f"{ORDER}/pt_1"),
        say(f"{ORDER}/effect/1", "target", annex),
        say(LAW, "type", "Act"),
        say(LAW, "held", "false", basis=Basis.INFERRED),
        say(LAW, "subdivisions", annex),
        say(annex, "type", "Subdivision"),
        say(annex, "parent", LAW),
        say(annex, "subdivisionKind", f"{BASE}concept/subdivision/appendix"),
        say(VERSION, "type", "Version"),
        say(VERSION, "of", annex),
        say(VERSION, "subdivisionKind", f"{BASE}concept/subdivision/appendix"),
    ]


def _rows() -> list[Fact]:
    repaired, both = Basis.REPAIRED, (ROW_QUOTE, CAPTION)
    section = f"{TABLE}/sec_1"
    return [
        say(TABLE, "type", "Table"),
        say(TABLE, "subdivisionKind", f"{BASE}concept/subdivision/table"),
        say(TABLE, "version", VERSION),
        say(TABLE, "columns", "№"),
        say(TABLE, "columns", "АХЖ - 9 атауы"),
        say(TABLE, "sections", section),
        say(section, "type", "Section"),
        say(section, "regimes", f"{BASE}concept/regime/osms"),
        say(ROW, "type", "Row"),
        say(ROW, "subdivisionKind", f"{BASE}concept/subdivision/row"),
        say(ROW, "number", "33"),
        say(ROW, "unit", "kk:1 сеанс"),
        say(ROW, "nameAsPrinted", "kk:Жүректі трансплантаттау", basis=repaired, quotes=(ROW_QUOTE,)),
        say(LISTING, "type", "Listing", quotes=(ROW_QUOTE,)),
        say(LISTING, "procedure", HEART, quotes=(ROW_QUOTE,)),
        say(LISTING, "nameAsPrinted", "kk:Жүректі трансплантаттау", basis=repaired, quotes=(ROW_QUOTE,)),
        say(LISTING, "regimes", f"{BASE}concept/regime/osms", basis=Basis.INFERRED, quotes=both),
        say(LISTING, "admission", f"{BASE}concept/admission/planned", basis=Basis.INFERRED, quotes=both),
        say(LISTING, "inRow", ROW),
        say(LISTING, "row", "33", quotes=(ROW_QUOTE,)),
        say(TARIFF, "type", "TariffLine", quotes=(ROW_QUOTE,)),
        say(TARIFF, "service", f"{BASE}code/tariff/D92.243.026"),
        say(TARIFF, "price", "1081701.20", quotes=(ROW_QUOTE,)),
        say(TARIFF, "priceAsPrinted", "1 081 701, 20", quotes=(ROW_QUOTE,)),
        say(TARIFF, "currency", "KZT", basis=Basis.INFERRED),
        say(TARIFF, "unit", "kk:1 сеанс", quotes=(ROW_QUOTE,)),
        say(TARIFF, "appliesFrom", "2025-08-01", basis=Basis.INFERRED),
    ]


@cache
def real() -> Built:
    """The graph of the seeds, built once for all tests that only look at it."""
    from graph.build import build

    return build(Path(__file__).parent.parent / "seeds")


def hashes() -> list[str]:
    """SHA-256 of every file of both graphs."""
    found = []
    for graph in (sample(), real()):
        for name in FORMATS:
            stream = io.BytesIO()
            write(graph, name, stream)
            found.append(hashlib.sha256(stream.getvalue()).hexdigest())
    return found


def said(facts: tuple[Fact, ...], subject: str) -> set[tuple[str, str | Literal]]:
    """What a dump of some facts says of a subject: predicates and objects."""
    return {quad[1:3] for quad in make_quads(Sample(facts)) if quad.subject == subject}
