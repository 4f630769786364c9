"""The tables of the dumps: one row for each.

Every row names its subject by IRI and, where it has one, by code; a row that a text prints says which words of which
file it was read from, and how it is known.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from graph.export.export import Export
from graph.export.table import IRI, Cell, Column, Line, Table, columns, computed, lines_of
from graph.fact import Basis, Value
from graph.stores.entity import Evidence
from graph.term import by_language
from graph.vocabulary import CLASSES


def _quoted(read: Callable[[Evidence], Value]) -> Callable[[Line], Cell]:
    """Something of the words that a row rests on; nothing where no text prints it."""
    return lambda line: None if line.evidence is None else read(line.evidence)


# fmt: off

_QUOTED = (
    computed("evidence_quote", "string", "дәйексөз | цитата | quote",
        "The words of the text, verbatim, line breaks included.", _quoted(lambda quote: quote.quote)),
    computed("evidence_place", "string", "дәйексөздің орны | место цитаты | place of the quote",
        "Where a reader finds the words.", _quoted(lambda quote: quote.locator)),
    computed("evidence_act", "iri", "дәйексөз актісі | акт цитаты | act of the quote",
        "The act whose text prints the words.", _quoted(lambda quote: quote.act.iri)),
    computed("evidence_file", "iri", "дәйексөз файлы | файл цитаты | file of the quote",
        "The text file with the words.", lambda line: line.file),
    computed("evidence_sha256", "string", "файлдың SHA-256 | SHA-256 файла | SHA-256 of the file",
        "SHA-256 of the file's bytes, hexadecimal.", _quoted(lambda quote: quote.sha256)),
    computed("evidence_start", "integer", "басы | начало | start",
        "Where the words begin: code points of the file, from 0.", _quoted(lambda quote: quote.start)),
    computed("evidence_end", "integer", "соңы | конец | end",
        "Where the words end: code points of the file, exclusive.", _quoted(lambda quote: quote.end)),
)

_KNOWN = computed("evidence_basis", "string", "негізі | основание | basis",
    "How it is known: PRINTED, REPAIRED (damage of the file mended), INFERRED or CURATED.",
    lambda line: (line.evidence.basis if line.evidence else Basis.INFERRED).value, required=True)

EVIDENCE = (*_QUOTED, _KNOWN)
"""What a row rests on. Of several quotes the one that prints the matter; the table ``evidence`` has them all."""

_CURRENCY_BASIS = computed("currency_basis", "string",
    "валютаның негізі | основание валюты | basis of the currency",
    "How the currency is known: PRINTED, REPAIRED, INFERRED or CURATED.",
    lambda line: line.entity.basis("currency").value, required=True)

_NAME = (
    computed("class", "string", "класы | класс | class", "The class of the concept.",
        lambda line: line.entity.type, required=True),
    *columns("scheme code"),
    computed("language", "string", "тілі | язык | language", "BCP 47 tag.",
        lambda line: getattr(line.name, "language", None), required=True),
    computed("name", "string", "атауы | название | name", "A name.",
        lambda line: getattr(line.name, "value", None), required=True),
    computed("preferred", "boolean", "негізгі | основное | preferred",
        "Whether it is the preferred name in its language.", lambda line: line.preferred, required=True),
)

_NAMED = ("Procedure", "ProcedureGroup", "Service", "InternationalCode")
_CURATED = (
    "FundingRegime", "AdmissionMode", "ProcedureKind", "DocumentKind", "SubdivisionKind", "Operation", "Body",
)

# fmt: on


def _names(export: Export) -> Iterator[Line]:
    """A line for each name of a concept, preferred ones first."""
    for entity in export.all(*_NAMED, *_CURATED):
        for name in entity.values["labels"]:
            yield Line(entity, name=name, preferred=True)
        for name in entity.values["alternativeLabels"]:
            yield Line(entity, name=name)


def _evidence(export: Export) -> Iterator[Line]:
    """A line for each quote that a row of another table rests on."""
    for entity in export.all(*(name for each in _RESTING for name in each.classes)):
        for quote in entity.evidence:
            yield Line(entity, quote, export.files.get((quote.act.iri, quote.sha256)))


def _table(name: str, words: str, classes: str, own: str, evidence: str = "", *more: Column) -> Table:
    """A table of the subjects of some classes; ``evidence`` is the term whose words stand in the row."""
    names = tuple(classes.split())
    last = EVIDENCE if evidence else ()
    comment = CLASSES[names[0]].comment if len(names) == 1 else "Concepts of the curated schemes."
    found = (IRI, *columns(own), *more, *last)
    return Table(name, by_language(words), comment, names, found, lines_of(*names, evidence=evidence))


# fmt: off

_RESTING = (
    _table("acts", "актілер | акты | acts", "Act",
        "kind kind_code=kind.code issuers signed number number_as_printed=numberAsPrinted registration "
        "registrationDate published adiletId acting held! title_kk=labels@kk title_ru=labels@ru "
        "title_en=labels@en cites amends "
        "commencement rule=commencement.rule days=commencement.days day_kind=commencement.dayKind "
        "entry_into_force=commencement.entryIntoForce not_before=commencement.notBefore "
        "commencement_reason=commencement.reason appliesFrom "
        "files=expressions.file files_sha256=expressions.file.sha256", "signed"),
    _table("procedures", "емшаралар | процедуры | procedures", "Procedure",
        "code! scheme name_kk=labels@kk name_ru=labels@ru name_en=labels@en chapter group=broader "
        "group_code=broader.code group_name_en=broader.labels@en kinds kind_codes=kinds.code", "labels"),
    _table("services", "қызметтер | услуги | services", "Service",
        "code! scheme name_kk=labels@kk name_ru=labels@ru name_en=labels@en group", "labels"),
    _table("listings", "тізбе жолдары | строки перечней | listings", "Listing",
        "act! act_number=act.number act_signed=act.signed version version_complete=version.complete current "
        "table! table_number=table.number table_caption_kk=table.caption@kk table_caption_ru=table.caption@ru "
        "section section_heading_kk=section.heading@kk section_heading_ru=section.heading@ru "
        "row=inRow row_number=row procedure! code=procedure.code! code_as_printed=inRow.codeAsPrinted "
        "name_as_printed_kk=nameAsPrinted@kk name_as_printed_ru=nameAsPrinted@ru regimes regime_codes=regimes.code "
        "admission admission_code=admission.code appliesFrom "
        "entry_into_force=version.commencement.entryIntoForce not_before=version.commencement.notBefore",
        "procedure"),
    _table("tariff_lines", "тариф жолдары | строки тарифов | tariff lines", "TariffLine",
        "act! act_number=act.number act_signed=act.signed version version_complete=version.complete current "
        "table table_number=table.number row=inRow row_number=row service! code=service.code! "
        "code_as_printed=inRow.codeAsPrinted name_as_printed_kk=nameAsPrinted@kk name_as_printed_ru=nameAsPrinted@ru "
        "price! priceAsPrinted currency unit_kk=unit@kk unit_ru=unit@ru coefficientHome coefficientRemote "
        "regimes regime_codes=regimes.code appliesFrom "
        "entry_into_force=version.commencement.entryIntoForce not_before=version.commencement.notBefore",
        "price", _CURRENCY_BASIS),
    _table("effects", "өзгерістер | изменения | effects", "Effect",
        "act! act_number=act.number by operation operation_code=operation.code scope target_act=targetAct "
        "target_act_number=targetAct.number target element_kk=element@kk element_ru=element@ru verb_kk=verb@kk "
        "verb_ru=verb@ru old_words_kk=oldWords@kk old_words_ru=oldWords@ru new_words_kk=newWords@kk "
        "new_words_ru=newWords@ru content result applied retroactive appliesFrom since until commencement "
        "entry_into_force=commencement.entryIntoForce not_before=commencement.notBefore", "operation"),
)

TABLES: Mapping[str, Table] = MappingProxyType({each.name: each for each in (
    *_RESTING,
    _table("versions", "редакциялар | редакции | versions", "Version",
        "act act_number=act.number subdivision=of! subdivision_number=of.number subdivision_kind=subdivisionKind "
        "subdivision_kind_code=subdivisionKind.code title_kk=labels@kk title_ru=labels@ru title_en=labels@en "
        "caused_by=causedBy caused_by_number=causedBy.number caused_by_signed=causedBy.signed complete current "
        "rowsRead held previous commencement entry_into_force=commencement.entryIntoForce "
        "not_before=commencement.notBefore applies_from=commencement.appliesFrom"),
    _table("procedure_groups", "емшара топтары | группы процедур | procedure groups", "ProcedureGroup",
        "code! scheme name_en=labels@en group=broader group_code=broader.code"),
    _table("code_mappings", "кодтар сәйкестігі | соответствия кодов | code mappings", "CodeMatch",
        "procedure=matchOf! code=matchOf.code! relation! international=object international_code=object.code "
        "international_title_en=object.labels@en justification confidence reason basis"),
    _table("service_matches", "қызметтер сәйкестігі | соответствия услуг | service matches", "ServiceMatch",
        "procedure! code=procedure.code! service! service_code=service.code! relation reason basis"),
    _table("kind_assignments", "емшара түрлері | виды процедур | kinds of procedures", "KindAssignment",
        "procedure! code=procedure.code! kind=assignedKind! kind_code=assignedKind.code! reason basis"),
    _table("conflicts", "қайшылықтар | расхождения | conflicts", "Conflict",
        "reading other_reading=otherReading reason about label_en=labels@en"),
    _table("concepts", "ұғымдар | понятия | concepts", " ".join(_CURATED),
        "code! scheme name_kk=labels@kk name_ru=labels@ru name_en=labels@en definition_en=definition@en "
        "scope_note_en=scopeNote@en"),
    Table("names", by_language("атаулар | названия | names"), "Every name of a concept, in each language.",
        (*_NAMED, *_CURATED), (IRI, *_NAME), _names, ("iri", "language", "name")),
    Table("evidence", by_language("дәйексөздер | цитаты | evidence"),
        "Every quote that a row of another table rests on.", (), (IRI, *EVIDENCE), _evidence,
        ("iri", "evidence_file", "evidence_start", "evidence_end", "evidence_place")),
)})
"""Every table by its name."""

# fmt: on


def table_of(class_name: str) -> Table | None:
    """The table with a row for each subject of a class."""
    named = (each for each in TABLES.values() if each.classes == (class_name,))
    return next(named, None)
