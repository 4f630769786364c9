# ruff: noqa: D101 - the description that clients read is the docstring
"""The filters: which keys they have, and what each key asks."""

from collections.abc import Iterable
from typing import Any

import strawberry

from graph.stores.query import EVERYTHING, And, Filter, Or, Way
from graph.vocab import Entry
from schema.condition import (
    CURRENT,
    closed,
    combined,
    concepts,
    condition,
    differing,
    iris,
    negated,
    numbers,
    quantified,
    related,
    scalars,
    strings,
    through,
    truth,
    within,
)
from schema.enums import Versions
from schema.operators import (
    AdmissionFilter,
    DateFilter,
    DecimalFilter,
    IntFilter,
    IriFilter,
    KindFilter,
    RegimeFilter,
    StringFilter,
    operator,
)

_LISTINGS = Way("procedure", "Listing", back=True)


def _all_of(name: str) -> Any:  # noqa: ANN401
    return condition(combined(lambda: FILTERS[name], And), "All of these; of none of them, everything.", "and")


def _any_of(name: str) -> Any:  # noqa: ANN401
    return condition(combined(lambda: FILTERS[name], Or), "Any of these; of none of them, nothing.", "or")


def _none_of(name: str) -> Any:  # noqa: ANN401
    return condition(negated(lambda: FILTERS[name]), "Whatever this filter leaves out.", "not")


def _names(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(each.enum for each in entries)


def _to(term: str, name: str, description: str) -> Any:  # noqa: ANN401
    return condition(related(Way(term, name), lambda: FILTERS[name]), description)


def _from(term: str, name: str, description: str, scope: Filter = EVERYTHING) -> Any:  # noqa: ANN401
    return condition(quantified(Way(term, name, back=True), lambda: FILTERS[name], scope), description)


@strawberry.input(description="Filters acts. Keys together are AND.")
class ActFilter:
    and_: list["ActFilter"] | None = _all_of("Act")
    or_: list["ActFilter"] | None = _any_of("Act")
    not_: "ActFilter | None" = _none_of("Act")
    iri: IriFilter | None = condition(iris, "Which acts.")
    number: StringFilter | None = condition(
        numbers("number"), "The number, with or without the sign №, with ҚР, КР or KR: ҚР ДСМ-141 is KR DSM-141."
    )
    signed: DateFilter | None = condition(scalars("signed"), "The day of signature.")
    registration: StringFilter | None = condition(
        numbers("registration"), "The number in the Register of State Registration."
    )
    kind: StringFilter | None = condition(
        through(Way("kind", "DocumentKind"), closed("code", lambda reading: _names(reading.vocab.documents))),
        "The code of its kind: ORDER, RESOLUTION, LAW, …; any other is an error that lists them.",
    )
    issuer: StringFilter | None = condition(
        through(Way("issuers", "Body"), strings("code")), "The code of a body that issued it: MOH."
    )
    held: bool | None = condition(truth("held"), "Whether its text is held; false: known only from citations.")
    cites: "ActQuantifier | None" = condition(
        quantified(Way("cites", "Act"), lambda: FILTERS["Act"]), "The acts that it cites."
    )
    cited_by: "ActQuantifier | None" = _from("cites", "Act", "The acts that cite it.")
    amends: "ActQuantifier | None" = condition(
        quantified(Way("amends", "Act"), lambda: FILTERS["Act"]), "The acts that it changes."
    )
    amended_by: "ActQuantifier | None" = _from("amends", "Act", "The acts that change it.")


@strawberry.input(description="Filters versions: subdivisions as one act made them. Keys together are AND.")
class VersionFilter:
    and_: list["VersionFilter"] | None = _all_of("Version")
    or_: list["VersionFilter"] | None = _any_of("Version")
    not_: "VersionFilter | None" = _none_of("Version")
    iri: IriFilter | None = condition(iris, "Which versions.")
    act: ActFilter | None = _to("act", "Act", "The act it is law of.")
    caused_by: ActFilter | None = _to("causedBy", "Act", "The act that made it.")
    complete: bool | None = condition(truth("complete"), "Whether the whole version was read.")
    current: bool | None = condition(
        truth("current"), "Whether no later whole version is held; with asOf whether it is law then."
    )


@strawberry.input(description="Filters tables. Keys together are AND.")
class TableFilter:
    and_: list["TableFilter"] | None = _all_of("Table")
    or_: list["TableFilter"] | None = _any_of("Table")
    not_: "TableFilter | None" = _none_of("Table")
    iri: IriFilter | None = condition(iris, "Which tables.")
    number: StringFilter | None = condition(
        strings("number"), "The number as printed. Not a key: name the act or the version too."
    )
    caption: StringFilter | None = condition(strings("caption"), "The caption.")
    act: ActFilter | None = _to("act", "Act", "The act it is law of.")
    version: VersionFilter | None = _to("version", "Version", "The version it belongs to.")
    listings: "ListingQuantifier | None" = _from(
        "table", "Listing", "Its rows that name procedures, whatever their version."
    )


@strawberry.input(description="Filters listings: rows of the law that name a procedure. Keys together are AND.")
class ListingFilter:
    and_: list["ListingFilter"] | None = _all_of("Listing")
    or_: list["ListingFilter"] | None = _any_of("Listing")
    not_: "ListingFilter | None" = _none_of("Listing")
    iri: IriFilter | None = condition(iris, "Which listings.")
    regime: RegimeFilter | None = condition(concepts("regimes"), "Who pays; a row may have several.")
    admission: AdmissionFilter | None = condition(concepts("admission"), "Emergency or planned.")
    row: StringFilter | None = condition(strings("row"), "The number of the row, as printed.")
    name_as_printed: StringFilter | None = condition(strings("nameAsPrinted"), "The name in this row.")
    section: StringFilter | None = condition(
        through(Way("section", "Section"), strings("heading")), "The heading above the row, where it has its own."
    )
    table: TableFilter | None = _to("table", "Table", "The table it stands in.")
    act: ActFilter | None = _to("act", "Act", "The amended act: whose law the row is.")
    version: VersionFilter | None = _to("version", "Version", "The version it belongs to.")
    procedure: "ProcedureFilter | None" = _to("procedure", "Procedure", "The procedure it names.")


@strawberry.input(description="Filters relations of national codes to ICD-9-CM. Keys together are AND.")
class CodeMatchFilter:
    relation: StringFilter | None = condition(strings("relation"), "close, broader, category, none or conflict.")
    object_code: StringFilter | None = condition(
        through(Way("object", "InternationalCode"), strings("code")), "The ICD-9-CM code."
    )


@strawberry.input(description="Filters procedures: concepts of the national list. Keys together are AND.")
class ProcedureFilter:
    and_: list["ProcedureFilter"] | None = _all_of("Procedure")
    or_: list["ProcedureFilter"] | None = _any_of("Procedure")
    not_: "ProcedureFilter | None" = _none_of("Procedure")
    iri: IriFilter | None = condition(iris, "Which procedures.")
    code: StringFilter | None = condition(strings("code", "mkb9"), "The code, a string: 41.10 is not 41.1.")
    code_within: list[str] | None = condition(
        within("broader", "mkb9"),
        "Is one of these codes or stands below one in the curated hierarchy, never a prefix: "
        '["35", "36", "37"] are the operations on the heart.',
    )
    kind: KindFilter | None = condition(concepts("kinds"), "What is done; a procedure may have several kinds.")
    chapter: StringFilter | None = condition(
        closed("chapter", lambda reading: tuple(each.slug for each in reading.codes.chapters)),
        "The chapter by two-digit range: 35-39 is heart and vessels; any other is an error that lists them.",
    )
    label: StringFilter | None = condition(strings("labels"), "The name in any language.")
    names_differ: bool | None = condition(
        differing(_LISTINGS, "nameAsPrinted", CURRENT),
        "Whether it is printed differently in different rows of the newest held versions. The spelling counts, once "
        "line wraps are mended: a hyphen, a capital or a typing error makes another name.",
    )
    listings: "ListingQuantifier | None" = _from("procedure", "Listing", "The rows that name it.", CURRENT)
    international: CodeMatchFilter | None = condition(
        related(Way("matchOf", "CodeMatch", back=True), lambda: FILTERS["CodeMatch"]),
        "How it relates to ICD-9-CM.",
    )


@strawberry.input(description="Filters services: concepts of the tariff list. Keys together are AND.")
class ServiceFilter:
    and_: list["ServiceFilter"] | None = _all_of("Service")
    or_: list["ServiceFilter"] | None = _any_of("Service")
    not_: "ServiceFilter | None" = _none_of("Service")
    iri: IriFilter | None = condition(iris, "Which services.")
    code: StringFilter | None = condition(strings("code", "tariff"), "The code: D92.243.026.")
    label: StringFilter | None = condition(strings("labels"), "The name in any language.")
    group: StringFilter | None = condition(
        closed("group", lambda reading: tuple(each.letter for each in reading.codes.systems["tariff"].groups)),
        "The letter of the tariff list: A, B, C or D; any other is an error that lists them.",
    )
    tariff_lines: "TariffLineQuantifier | None" = _from("service", "TariffLine", "The rows that price it.", CURRENT)


@strawberry.input(description="Filters tariff lines: rows of the law that price a service. Keys together are AND.")
class TariffLineFilter:
    and_: list["TariffLineFilter"] | None = _all_of("TariffLine")
    or_: list["TariffLineFilter"] | None = _any_of("TariffLine")
    not_: "TariffLineFilter | None" = _none_of("TariffLine")
    iri: IriFilter | None = condition(iris, "Which tariff lines.")
    price: DecimalFilter | None = condition(scalars("price"), "The amount.")
    regime: RegimeFilter | None = condition(concepts("regimes"), "Who pays; a row may have several.")
    applies_from: DateFilter | None = condition(
        scalars("appliesFrom"), "The first day of the legal relations it applies to."
    )
    row: StringFilter | None = condition(strings("row"), "The number of the row, as printed.")
    table: TableFilter | None = _to("table", "Table", "The table it stands in.")
    act: ActFilter | None = _to("act", "Act", "The amended act: whose law the row is.")
    version: VersionFilter | None = _to("version", "Version", "The version it belongs to.")
    service: ServiceFilter | None = _to("service", "Service", "The service it prices.")


@strawberry.input(description="Filters effects: what provisions do to acts. Keys together are AND.")
class EffectFilter:
    and_: list["EffectFilter"] | None = _all_of("Effect")
    or_: list["EffectFilter"] | None = _any_of("Effect")
    not_: "EffectFilter | None" = _none_of("Effect")
    iri: IriFilter | None = condition(iris, "Which effects.")
    act: ActFilter | None = _to("act", "Act", "The act that orders the change.")
    target_act: ActFilter | None = _to("targetAct", "Act", "The act that is changed.")
    operation: StringFilter | None = condition(
        through(Way("operation", "Operation"), closed("code", lambda reading: _names(reading.vocab.operations))),
        "The code of what is done: SUBSTITUTION, INSERTION, …; any other is an error that lists them.",
    )
    scope: StringFilter | None = condition(strings("scope"), "act, element, rows or words.")
    applied: bool | None = condition(truth("applied"), "Whether the whole result is held.")
    retroactive: bool | None = condition(truth("retroactive"), "Whether it reaches back before signature.")


@strawberry.input(description="Asks about all acts that a relation leads to. Keys together are AND.")
class ActQuantifier:
    some: ActFilter | None = operator("At least one act for which all of this is true.")
    none: ActFilter | None = operator("No act for which all of this is true; true where there is no act.")
    every: ActFilter | None = operator("All acts; true where there is none.")
    exists: bool | None = operator("Whether there is one at all.")
    count: IntFilter | None = operator("How many there are.")


@strawberry.input(description="Asks about all listings of something. Keys together are AND.")
class ListingQuantifier:
    versions: Versions | None = operator("Which versions; CURRENT where the rows may be of several.")
    some: ListingFilter | None = operator("At least one row for which all of this is true.")
    none: ListingFilter | None = operator("No row for which all of this is true; true where there is no row.")
    every: ListingFilter | None = operator("All rows; true where there is none.")
    exists: bool | None = operator("Whether there is one at all.")
    count: IntFilter | None = operator("How many there are.")


@strawberry.input(description="Asks about all tariff lines of something. Keys together are AND.")
class TariffLineQuantifier:
    versions: Versions | None = operator("Which versions; CURRENT where the rows may be of several.")
    some: TariffLineFilter | None = operator("At least one row for which all of this is true.")
    none: TariffLineFilter | None = operator("No row for which all of this is true; true where there is no row.")
    every: TariffLineFilter | None = operator("All rows; true where there is none.")
    exists: bool | None = operator("Whether there is one at all.")
    count: IntFilter | None = operator("How many there are.")


FILTERS: dict[str, type] = {
    "Act": ActFilter,
    "CodeMatch": CodeMatchFilter,
    "Effect": EffectFilter,
    "Listing": ListingFilter,
    "Procedure": ProcedureFilter,
    "Service": ServiceFilter,
    "Table": TableFilter,
    "TariffLine": TariffLineFilter,
    "Version": VersionFilter,
}
"""The filter of each class that has one."""
