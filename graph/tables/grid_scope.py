"""What the words above the rows of a drawn table say of them: title, caption, and headings between rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.codes import NATIONAL
from graph.layout.text import Text
from graph.reading.lexicon import Lexicon
from graph.reading.report import Report
from graph.source import Span
from graph.tables.caption import NOTHING, Scope, read_scope, read_title, speaks
from graph.tables.columns import Head
from graph.tables.grid_rows import AMOUNTS, Entry

_BOTH = ("regimes", "admission")


def is_list(head: Head, entries: Sequence[Entry], above: Text, lexicon: Lexicon) -> bool:
    """Whether every row lists a procedure, so that regime and admission mode must be understood for each.

    The heading of the codes says so, or the words above the rows do; a table of prices is none.
    """
    place = head.place("code")
    if place is None or head.columns[place].systems != (NATIONAL,) or head.places(*AMOUNTS):
        return False
    return head.columns[place].listed or any_speaks(entries, above, lexicon)


def any_speaks(entries: Sequence[Entry], above: Text, lexicon: Lexicon) -> bool:
    """Whether any words above rows name a regime or an admission mode, or begin as words that should."""
    texts = (above, *(entry.heading for entry in entries))
    return any(speaks(text, lexicon) for text in texts if text)


@dataclass(slots=True)
class Scopes:
    """Scopes of one table, from the outside in. ``listed``: its rows are procedures, so that words must be understood.

    Where nothing is priced and nothing listed, it matters to no row what a title leaves open.
    """

    lexicon: Lexicon
    report: Report
    listed: bool
    priced: bool
    base: Scope = NOTHING
    current: Scope | None = None
    """The last scope that a heading inside the table gave."""

    def begin(self, above: Text, announced: Scope | None) -> None:
        """What holds for rows without a heading: what was announced elsewhere, else what caption or title say."""
        if announced is not None:
            self.base = announced
        elif above and speaks(above, self.lexicon):
            self.base = self._outside(above)

    def _outside(self, above: Text) -> Scope:
        if not self.listed:
            return self._title(above)
        return replace(read_scope(above, self.lexicon, self.report, above.span(), inherited=NOTHING), inherited=())

    def _title(self, words: Text) -> Scope:
        return read_title(words, self.lexicon, self.report if self.priced else Report(self.report.source))

    @property
    def origin(self) -> Span | None:
        """Where the words stand that a heading without any inherits from."""
        return (self.current or self.base).span

    def of_heading(self, heading: Text, place: Span, *, due: bool) -> Scope:
        """The scope of a heading: its own words, else what stands above. ``due``: numbering begins again below it."""
        outer = self.current or self.base
        inherits = replace(outer, span=place, inherited=_BOTH if outer.regimes else ())
        if not speaks(heading, self.lexicon) and not (self.listed and due):
            return inherits
        own = self._strict(heading, place) if self.listed else self._title(heading)
        if not self.listed and own.understood and not own.regimes:
            return inherits
        self.current = replace(own, span=place)
        return self.current

    def _strict(self, heading: Text, place: Span) -> Scope:
        """The scope of a heading over procedures. One that says neither, where it should, is damaged."""
        inherited = self.base if self.base.regimes or self.base.admission else None
        own = read_scope(heading, self.lexicon, self.report, place, inherited=inherited)
        if set(own.inherited) == set(_BOTH):
            self.report.add("KZ-TAB-002", "a heading names neither regime nor admission mode", place)
            return replace(own, understood=False)
        return own
