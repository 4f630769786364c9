"""What is asked: a code, and the graph that answers."""

from dataclasses import dataclass

from graph.answers.rows import Rows
from graph.code import Codes
from graph.stores.entity import Entity
from graph.stores.query import And, Filter, In, Query
from graph.stores.store import Store


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A code that is asked about, with the rows that name codes of its system."""

    store: Store
    codes: Codes
    rows: Rows
    code: str

    @property
    def concept(self) -> Entity | None:
        """The procedure or the service of the code; None where no held act names it."""
        return next(iter(self.store.find(Query(self.rows.concept, In("code", (self.code,)), first=1)).items), None)

    def naming(self, among: Filter) -> Query:
        """The rows of a filter that name the code."""
        return Query(self.rows.type, And((among, self.rows.naming(self.code))))

    def count(self, class_name: str, where: Filter) -> int:
        """How many subjects of a class a filter lets through."""
        return self.store.find(Query(class_name, where, first=1)).total
