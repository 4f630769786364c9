"""A small world by hand, in the form of the real one: two acts held, two cited, three tables, a tariff list.

What the tests about answers stand on: every case of the filters' semantics has a subject here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from graph import codes, vocab
from graph.code import Codes
from graph.diagnostic import Diagnostic
from graph.fact import Basis, Fact, Quote
from graph.facts.history import state_current
from graph.facts.scribe import Scribe
from graph.iri import Names
from graph.sets import NamedSet, load_sets
from graph.stores.entity import entities
from graph.stores.memory import MemoryStore
from graph.vocab import Vocab
from graph.vocabulary import TERMS

SEEDS = Path(__file__).parent.parent / "seeds"
BASE = "https://example.org/q/"
ORDER = f"{BASE}eli/kz/moh/order/2021/12/31/qr-dsm-141"
LAW = f"{BASE}eli/kz/moh/order/2020/10/16/qr-dsm-134-2020"
PRICES = f"{BASE}eli/kz/moh/order/2025/08/09/524"
TARIFFS = f"{BASE}eli/kz/moh/order/2020/10/30/qr-dsm-170-2020"
LISTED = f"{LAW}/annex_2/by/2021-12-31-qr-dsm-141"
PRICED = f"{TARIFFS}/tariffs/by/2025-08-09-524"
MOH = f"{BASE}concept/body/moh"

# table: (admission, regimes, rows), a row: (number, code, name)
TABLES: dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, str, str], ...]]] = {
    "1": (
        "emergency",
        ("gobmp",),
        (("1", "00.50", "Кардиостимулятор имплантаттау"), ("2", "35.84", "Толық түзету"), ("10", "92.201", "Терапия")),
    ),
    "2": ("planned", ("gobmp", "osms"), (("1", "92.201", "Терапия"), ("2", "92.291", "Сәулелік терапия"))),
    "3": (
        "planned",
        ("osms",),
        (
            ("2", "00.50", "Кардиостимуляторды имплантаттау"),
            ("9", "37.51", "Жүректі трансплантаттау"),
            ("10", "41.10", "Дің жасушаларын трансплантаттау"),
            ("33", "35.84", "Толық түзету"),
        ),
    ),
}
KINDS = {"37.51": ("transplantation",), "41.10": ("transplantation",), "00.50": ("implantation", "replacement")}
CHAPTERS = {"37.51": "35-39", "35.84": "35-39", "41.10": "40-41", "00.50": "00"}
GROUPS = {"37.51": "37.5", "37.5": "37", "35.84": "35.8"}
RUSSIAN = {"37.51": "Трансплантация сердца", "00.50": "Имплантация кардиостимулятора"}
TRANSLATED = {"37.51": ("ru:Пересадка сердца",)}
RELATIONS = {"37.51": ("close", "37.51"), "41.10": ("conflict", "41.1"), "92.291": ("none", None)}
LINES = (
    ("1494-1", "D92.243.026", "63112.54", "Адаптивті сәулелік терапия", "1 сеанс"),
    ("1494-2", "D92.330.001", "1081701.27", "Протонды терапия", "1 сеанс"),
    ("1494-10", "C04.005.010", "257529.98", "Томография", None),
)
UNPRICED = "B01.001.001"


@dataclass(frozen=True, slots=True)
class World:
    """What schema.context.Graph asks for, over the facts of this file."""

    facts: tuple[Fact, ...]
    store: MemoryStore
    vocab: Vocab
    codes: Codes
    base: str = BASE
    data_version: str = "0123456789abcdef0123"
    licence: str = "CC0-1.0"
    diagnostics: tuple[Diagnostic, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    sets: tuple[NamedSet, ...] = load_sets(SEEDS)


@cache
def world() -> World:
    stated = tuple(_facts())
    scribe = Scribe(Names(BASE), f"{BASE}seeds")
    state_current(scribe, stated)
    facts = (*stated, *scribe.facts)
    found = entities(facts)
    counts: dict[str, int] = {}
    for each in found.values():
        counts[each.type] = counts.get(each.type, 0) + 1
    return World(facts, MemoryStore(facts), vocab.load(SEEDS / "vocab"), codes.load(SEEDS / "codes"), counts=counts)


def say(subject: str, **values: str | tuple[str, ...] | None) -> Iterator[Fact]:
    """Facts about a subject; words of a language are written ``kk:words``."""
    for name, value in values.items():
        for each in (value,) if isinstance(value, str) else value or ():
            term = TERMS[name.rstrip("_")]
            language, _, words = each.partition(":") if term.range == "langString" else (None, "", each)
            yield Fact(subject, term, words, f"{BASE}seeds", language)


def code_iri(code: str) -> str:
    return f"{BASE}code/mkb9/{code}"


def listing_iri(table: str, row: str) -> str:
    return f"{LISTED}/tbl_{table}/row_{row}#listing"


def _facts() -> Iterator[Fact]:
    yield from _vocabulary()
    yield from _acts()
    for number in TABLES:
        yield from _table(number)
    yield from _procedures()
    yield from _tariffs()


def _vocabulary() -> Iterator[Fact]:
    known = vocab.load(SEEDS / "vocab")
    groups = {"FundingRegime": known.regimes, "AdmissionMode": known.admissions, "ProcedureKind": known.kinds}
    folders = {"FundingRegime": "regime", "AdmissionMode": "admission", "ProcedureKind": "kind"}
    for class_name, entries in groups.items():
        for entry in entries:
            labels = tuple(f"{language}:{label}" for language, label in entry.labels.items())
            iri = f"{BASE}concept/{folders[class_name]}/{entry.slug}"
            yield from say(iri, type=class_name, code=entry.enum, labels=labels, definition=f"en:{entry.definition}")
    for class_name, folder, slug in (
        ("DocumentKind", "document", "order"),
        ("Operation", "operation", "substitution"),
        ("Operation", "operation", "insertion"),
        ("SubdivisionKind", "subdivision", "point"),
        ("SubdivisionKind", "subdivision", "appendix"),
    ):
        yield from say(f"{BASE}concept/{folder}/{slug}", type=class_name, code=slug.upper(), labels=f"en:{slug}")
    yield from say(MOH, type="Body", code="MOH", labels=("kk:ҚР ДСМ", "en:Ministry of Health"))


def _acts() -> Iterator[Fact]:
    order = f"{BASE}concept/document/order"
    yield from say(
        LAW, type="Act", kind=order, issuers=MOH, signed="2020-10-16", number="ҚР ДСМ-134/2020", held="false",
        registration="21471", labels="kk:Тізбені бекіту туралы",
    )  # fmt: skip
    yield from say(TARIFFS, type="Act", issuers=MOH, signed="2020-10-30", number="ҚР ДСМ-170/2020", held="false")
    yield from say(
        ORDER, type="Act", kind=order, issuers=MOH, acting="true", signed="2021-12-31", number="ҚР ДСМ-141",
        numberAsPrinted="№ ҚР ДСМ -141", registration="26398", registrationDate="2022-01-06", held="true",
        cites=LAW, amends=LAW, expressions=f"{ORDER}/made/kaz", subdivisions=(f"{ORDER}/pt_1", f"{ORDER}/pt_2"),
        commencement=f"{ORDER}#commencement",
    )  # fmt: skip
    yield from say(
        PRICES, type="Act", kind=order, issuers=MOH, acting="false", signed="2025-08-09", number="524", held="true",
        cites=TARIFFS, amends=TARIFFS, expressions=f"{PRICES}/made/kaz", subdivisions=f"{PRICES}/pt_1",
        commencement=f"{PRICES}#commencement", appliesFrom="2025-08-01",
    )  # fmt: skip
    yield from _texts()
    yield from _changes()


def _texts() -> Iterator[Fact]:
    for act, title in ((ORDER, "kk:Өзгеріс енгізу туралы"), (PRICES, "kk:Толықтырулар енгізу туралы")):
        expression, file = f"{act}/made/kaz", f"{act}/made/kaz/txt"
        language = "http://publications.europa.eu/resource/authority/language/KAZ"
        yield from say(expression, type="Expression", language=language, title=title, file=file)
        yield from say(file, type="File", sha256=f"{len(act):064x}", characters="10000")
        yield from say(
            f"{act}#commencement", type="Commencement", rule="after-first-publication", days="10",
            dayKind="calendar", reason="The day of first official publication is in no held text.",
            appliesFrom="2025-08-01" if act == PRICES else None,
        )  # fmt: skip


def _changes() -> Iterator[Fact]:
    kinds = f"{BASE}concept/subdivision"
    for point in (f"{ORDER}/pt_1", f"{ORDER}/pt_2", f"{PRICES}/pt_1"):
        yield from say(
            point, type="Subdivision", subdivisionKind=f"{kinds}/point", number=point[-1],
            parent=point.rpartition("/")[0], text="kk:жазылсын",
        )  # fmt: skip
    for act, law, element, version, operation, applied in (
        (ORDER, LAW, "annex_2", LISTED, "substitution", "true"),
        (PRICES, TARIFFS, "tariffs", PRICED, "insertion", "false"),
    ):
        target = f"{law}/{element}"
        yield from say(target, type="Subdivision", subdivisionKind=f"{kinds}/appendix", parent=law)
        yield from say(law, subdivisions=target)
        yield from say(version, type="Version", of=target, causedBy=act, act=law, complete=applied, rowsRead="9")
        yield from say(
            f"{act}/effect/1", type="Effect", act=act, by=f"{act}/pt_1", targetAct=law, target=target, result=version,
            operation=f"{BASE}concept/operation/{operation}", scope="element", verb="kk:жазылсын", applied=applied,
            retroactive="true" if act == PRICES else "false",
        )  # fmt: skip


def _table(number: str) -> Iterator[Fact]:
    admission, regimes, rows = TABLES[number]
    table = f"{LISTED}/tbl_{number}"
    section = f"{table}#from_1"
    place: dict[str, str | tuple[str, ...]] = {
        "regimes": tuple(f"{BASE}concept/regime/{each}" for each in regimes),
        "admission": f"{BASE}concept/admission/{admission}",
    }
    yield from say(
        table, type="Table", number=number, caption=f"kk:{number}-кесте", act=LAW, version=LISTED, sections=section
    )
    heading = "kk:Онкология" if number == "2" else None
    yield from say(section, type="Section", firstRow="1", heading=heading, **place)
    for row, code, name in rows:
        it = f"{table}/row_{row}"
        yield from say(
            it, type="Row", number=row, table=table, section=section, act=LAW, codeAsPrinted=code,
            nameAsPrinted=f"kk:{name}",
        )  # fmt: skip
        yield from _quoted(
            number, row, say(
                f"{it}#listing", type="Listing", procedure=code_iri(code), act=LAW, version=LISTED, table=table,
                row=row, inRow=it, section=section, nameAsPrinted=(f"kk:{name}", *TRANSLATED.get(code, ())), **place,
            ),
        )  # fmt: skip


def _quoted(table: str, row: str, facts: Iterator[Fact]) -> Iterator[Fact]:
    """The facts of a row with their evidence: the row, and the caption where the caption speaks."""
    file = f"{ORDER}/made/kaz/txt"
    start = 1000 * int(table)
    caption = Quote(file, start, start + 8, f"{table}-кесте", f"table {table}, caption")
    here = Quote(file, start + 10 * int(row), start + 10 * int(row) + 5, f"{row} …", f"table {table}, row {row}")
    for fact in facts:
        spoken = fact.term.name in {"regimes", "admission"}
        basis = Basis.REPAIRED if fact.term.name == "nameAsPrinted" and row == "9" else Basis.PRINTED
        quotes = (here, caption) if spoken else (here,)
        yield Fact(fact.subject, fact.term, fact.value, fact.source, fact.language, quotes, basis)


def _procedures() -> Iterator[Fact]:
    names = {code: name for _, _, rows in TABLES.values() for _, code, name in rows}
    for code, name in names.items():
        it = code_iri(code)
        russian = (f"ru:{RUSSIAN[code]}",) if code in RUSSIAN else ()
        group = code_iri(GROUPS[code]) if code in GROUPS else None
        kinds = tuple(f"{BASE}concept/kind/{kind}" for kind in KINDS.get(code, ()))
        yield from say(
            it, type="Procedure", code=code, labels=(f"kk:{name}", *russian), kinds=kinds, chapter=CHAPTERS.get(code),
            broader=group,
        )  # fmt: skip
        for kind in kinds:
            assigned = f"{it}#kind_{kind.rpartition('/')[2]}"
            yield from say(
                assigned, type="KindAssignment", procedure=it, assignedKind=kind, basis="INFERRED", reason="The head."
            )
    unlisted = code_iri("99.791")
    yield from say(unlisted, type="Procedure", code="99.791", labels="ru:Заготовка стволовых клеток")
    for code in ("37", "37.5", "35.8"):
        above = code_iri(GROUPS[code]) if code in GROUPS else None
        yield from say(code_iri(code), type="ProcedureGroup", code=code, labels=f"en:Group {code}", broader=above)
    yield from _international()


def _international() -> Iterator[Fact]:
    for code, (relation, other) in RELATIONS.items():
        target = f"{BASE}code/icd9cm/{other}" if other else None
        if target and other:
            yield from say(target, type="InternationalCode", code=other, labels=f"en:Title of {other}")
        yield from say(
            f"{code_iri(code)}#match", type="CodeMatch", matchOf=code_iri(code), relation=relation, object=target,
            basis="CURATED", reason="Compared by hand.", confidence="0.9", justification="semapv:ManualMappingCuration",
        )  # fmt: skip


def _tariffs() -> Iterator[Fact]:
    table = f"{PRICED}/tbl"
    yield from say(table, type="Table", act=TARIFFS, version=PRICED)
    for row, code, price, name, unit in LINES:
        service, it = f"{BASE}code/tariff/{code}", f"{table}/row_{row}"
        yield from say(service, type="Service", code=code, labels=f"kk:{name}", group=code[0])
        yield from say(it, type="Row", number=row, table=table, act=TARIFFS)
        yield from say(
            f"{it}#tariff", type="TariffLine", service=service, price=price, priceAsPrinted=price, row=row, inRow=it,
            table=table, version=PRICED, act=TARIFFS, appliesFrom="2025-08-01", unit=unit and f"kk:{unit}",
            nameAsPrinted=f"kk:{name}", regimes=tuple(f"{BASE}concept/regime/{each}" for each in ("gobmp", "osms")),
        )  # fmt: skip
        yield Fact(f"{it}#tariff", TERMS["currency"], "KZT", f"{BASE}seeds", basis=Basis.INFERRED)
    yield from say(f"{BASE}code/tariff/{UNPRICED}", type="Service", code=UNPRICED, labels="kk:Қабылдау", group="B")
