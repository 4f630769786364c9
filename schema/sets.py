# ruff: noqa: D101 - the description that clients read is the docstring
"""Sets as values: how a question says which subjects it is about, and joins sets of them.

A set is read as a filter, so that every engine answers it and a cursor pages through it. Complements are taken of
all subjects of the class that the graph holds.
"""

from typing import Any

import strawberry
from graphql.pyutils import did_you_mean, suggestion_list
from strawberry import UNSET

from graph.stores.query import And, Filter, In, Not, Or
from schema.condition import Condition, Given, combined, iris, negated, read_filter
from schema.errors import Code, QueryError, shown
from schema.filters import (
    FILTERS,
    ListingFilter,
    ProcedureFilter,
    ServiceFilter,
    TariffLineFilter,
)
from schema.reading import Reading
from schema.scalars import IRI


def _way(make: Condition, description: str) -> Any:  # noqa: ANN401 - a declaration
    """One of the ways to say a set."""
    return strawberry.field(description=description, default=UNSET, metadata={"condition": make})


def _where(name: str) -> Any:  # noqa: ANN401
    return _way(
        lambda given, reading: read_filter(FILTERS[name], given, reading), "What the filter lets through; of {}, all."
    )


def _codes(system: str) -> Any:  # noqa: ANN401
    def read(given: Given, reading: Reading) -> Filter:
        return In("code", tuple(reading.code(system, code) for code in given))

    words = "Those with these codes. A code that no held act names adds nothing; one that cannot be a code is an error."
    return _way(read, words)


def _iris() -> Any:  # noqa: ANN401
    return _way(lambda given, reading: iris({"in": given}, reading), "Those with these IRIs; an unknown one adds none.")


def _named(name: str) -> Any:  # noqa: ANN401
    def read(given: Given, reading: Reading) -> Filter:
        published = reading.sets.get((name, reading.text(given)))
        if published is None:
            raise _unknown(name, given, reading)
        return reading.take(published)

    return _way(read, f"A published set: namedSets lists those of type {name}.")


def _unknown(class_name: str, name: str, reading: Reading) -> QueryError:
    """The error of a name that no set of the class has; of the names there are it tells the near ones, else all."""
    names = [known for of, known in reading.sets if of == class_name]
    near = suggestion_list(name, names)
    return QueryError(
        Code.INPUT,
        f"No published set of type {class_name} has the name {shown(name)!r}.{did_you_mean(near)}",
        "namedSets lists all published sets with their types.",
        found=shown(name),
        expected=", ".join(near or names) or "no name: there is no published set of this type",
        field=reading.argument,
    )


def _union(name: str) -> Any:  # noqa: ANN401
    return _way(combined(lambda: SETS[name], Or), "What is in any of these sets; of no set, nothing.")


def _intersection(name: str) -> Any:  # noqa: ANN401
    return _way(combined(lambda: SETS[name], And), "What is in all of these sets; of no set, everything.")


def _difference(name: str) -> Any:  # noqa: ANN401
    def read(given: Given, reading: Reading) -> Filter:
        if not given:
            message = "A difference of no sets has nothing to take from."
            help_ = "Give the set to take from first; union of no set is the empty set."
            raise QueryError(Code.INPUT, message, help_, found="[]", expected="one set or more", field=reading.argument)
        return combined(lambda: SETS[name], _first_only)(given, reading)

    return _way(read, "What is in the first of these sets and in none of the others. There must be a first.")


def _first_only(filters: tuple[Filter, ...]) -> Filter:
    first, *others = filters
    return And((first, *(Not(each) for each in others)))


def _complement(name: str) -> Any:  # noqa: ANN401
    return _way(negated(lambda: SETS[name]), "What is not in this set, of all that is held.")


_SAID = "said in one of these ways"


@strawberry.input(one_of=True, description=f"A set of procedures, {_SAID}. All: those of the national list held.")
class ProcedureSet:
    where: ProcedureFilter | None = _where("Procedure")
    codes: list[str] | None = _codes("mkb9")
    named: str | None = _named("Procedure")
    union: list["ProcedureSet"] | None = _union("Procedure")
    intersection: list["ProcedureSet"] | None = _intersection("Procedure")
    difference: list["ProcedureSet"] | None = _difference("Procedure")
    complement: "ProcedureSet | None" = _complement("Procedure")


@strawberry.input(one_of=True, description=f"A set of services, {_SAID}. All: those of the tariff list held.")
class ServiceSet:
    where: ServiceFilter | None = _where("Service")
    codes: list[str] | None = _codes("tariff")
    named: str | None = _named("Service")
    union: list["ServiceSet"] | None = _union("Service")
    intersection: list["ServiceSet"] | None = _intersection("Service")
    difference: list["ServiceSet"] | None = _difference("Service")
    complement: "ServiceSet | None" = _complement("Service")


@strawberry.input(one_of=True, description=f"A set of listings, {_SAID}. All: rows of all held versions.")
class ListingSet:
    where: ListingFilter | None = _where("Listing")
    iris: list[IRI] | None = _iris()
    named: str | None = _named("Listing")
    union: list["ListingSet"] | None = _union("Listing")
    intersection: list["ListingSet"] | None = _intersection("Listing")
    difference: list["ListingSet"] | None = _difference("Listing")
    complement: "ListingSet | None" = _complement("Listing")


@strawberry.input(one_of=True, description=f"A set of tariff lines, {_SAID}. All: rows of all held versions.")
class TariffLineSet:
    where: TariffLineFilter | None = _where("TariffLine")
    iris: list[IRI] | None = _iris()
    named: str | None = _named("TariffLine")
    union: list["TariffLineSet"] | None = _union("TariffLine")
    intersection: list["TariffLineSet"] | None = _intersection("TariffLine")
    difference: list["TariffLineSet"] | None = _difference("TariffLine")
    complement: "TariffLineSet | None" = _complement("TariffLine")


SETS: dict[str, type] = {
    "Procedure": ProcedureSet,
    "Service": ServiceSet,
    "Listing": ListingSet,
    "TariffLine": TariffLineSet,
}
"""The input for sets of each class whose connections take one."""
