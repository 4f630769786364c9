"""What is wrong with a text, where, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much a problem hurts."""

    ERROR = "error"
    """A fact is missing or refused."""
    WARNING = "warning"
    """A fact stands, but the text gives reason to doubt it."""
    NOTE = "note"
    """Damage mended by a stated rule; nothing to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of diagnostics: what the reader expects, and the general advice."""

    severity: Severity
    expected: str
    help: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem before it has a place. What is not given comes from the row of ``RULES``."""

    code: str
    message: str
    found: str | None = None
    expected: str | None = None
    action: str | None = None
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem in its place: code points ``start`` to ``end`` (end exclusive), line and column from 1."""

    problem: Problem
    file: str
    start: int
    end: int
    line: int
    column: int

    @property
    def rule(self) -> Rule:
        """The row of the table that the code names."""
        return RULES[self.problem.code]

    @property
    def severity(self) -> Severity:
        """Error, warning or note."""
        return self.rule.severity


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_LOOK = "compare with the official text at this place"

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "KZ-SRC-001": Rule(_ERROR, "a readable file", "check the path"),
        "KZ-SRC-002": Rule(_ERROR, "one text file", "name a file inside the folder"),
        "KZ-SRC-003": Rule(_ERROR, "the text of an act", "check that the file was saved whole"),
        "KZ-SRC-004": Rule(_ERROR, "UTF-8", "convert the file to UTF-8"),
        "KZ-SRC-005": Rule(_ERROR, "text without NUL characters", "convert the file to UTF-8"),
        "KZ-SRC-006": Rule(_ERROR, "at most 16 MiB", "split the file"),
        "KZ-SRC-007": Rule(_WARNING, "a line feed after the last printed line", "check that the file was saved whole"),
        "KZ-SRC-008": Rule(_ERROR, "an act in Kazakh, in Cyrillic letters", "other languages cannot be read yet"),
        "KZ-SRC-009": Rule(_NOTE, "UTF-8 without byte order mark", "nothing to do: the mark is no part of the text"),
        "KZ-SRC-010": Rule(_NOTE, "lines that end in LF alone", "nothing to do: the marks are no part of the text"),
        "KZ-CHR-001": Rule(_WARNING, "only visible characters and plain spaces", "remove the character"),
        "KZ-CHR-002": Rule(_ERROR, "no character that reorders text", "remove the character"),
        "KZ-CHR-003": Rule(_WARNING, "one alphabet in one word", "replace the look-alike letter"),
        "KZ-CHR-004": Rule(_WARNING, "text without control characters", "remove the character"),
        "KZ-TXT-001": Rule(
            _NOTE, "the words in the order of the sentence", "nothing to do: the quote keeps the text as it stands"
        ),
        "KZ-TXT-002": Rule(_WARNING, "text whose place in the act is known", _LOOK),
        "KZ-TXT-003": Rule(_WARNING, "no line printed twice in a row", _LOOK),
        "KZ-TXT-004": Rule(_WARNING, "brackets and quotation marks in pairs", _LOOK),
        "KZ-TXT-005": Rule(_WARNING, "a sentence that ends", "check that no line is missing"),
        "KZ-TXT-006": Rule(
            _WARNING, "a new paragraph, indented, after a full stop at the end of a line", "a line may be missing"
        ),
        "KZ-TXT-007": Rule(_WARNING, "a paragraph that begins with a capital, or indented", "a line may be missing"),
        "KZ-REQ-001": Rule(
            _ERROR, "issuer, date, № and number, kind of act", "without them the act has no identity and no IRI"
        ),
        "KZ-REQ-002": Rule(_ERROR, "a day of the calendar", _LOOK),
        "KZ-REQ-003": Rule(_ERROR, "a body of seeds/vocab/bodies.toml", "add the body, or correct the text"),
        "KZ-REQ-004": Rule(_ERROR, "the same date and number in the requisites and on the appendix", _LOOK),
        "KZ-REQ-005": Rule(_WARNING, "the signature to agree with the requisites", _LOOK),
        "KZ-REQ-006": Rule(_ERROR, "registration on or after the day of signature", _LOOK),
        "KZ-REQ-007": Rule(_WARNING, "words that the requisites are known to hold", _LOOK),
        "KZ-TTL-001": Rule(_ERROR, "a title before the requisites", "check that the file was saved whole"),
        "KZ-TTL-002": Rule(_WARNING, "a title that announces the changes that the points make", _LOOK),
        "KZ-TTL-003": Rule(_WARNING, "a title that cites the act that is changed", _LOOK),
        "KZ-ENA-001": Rule(_ERROR, "an enacting word such as БҰЙЫРАМЫН", _LOOK),
        "KZ-PNT-001": Rule(
            _ERROR, "points numbered one after the other", "a point may be missing, doubled or renumbered"
        ),
        "KZ-PNT-002": Rule(_ERROR, "a point after the enacting word", "check that the file was saved whole"),
        "KZ-CIT-001": Rule(
            _ERROR, "the same act cited in the title and in the text", "one of the two is damaged: " + _LOOK
        ),
        "KZ-CIT-002": Rule(_ERROR, "a cited act signed before this one", _LOOK),
        "KZ-CIT-003": Rule(_WARNING, "a bracket that gives the registration of the cited act", _LOOK),
        "KZ-EFF-001": Rule(_ERROR, "a formula of amendment that the grammar knows", "the change is not in the graph"),
        "KZ-EFF-002": Rule(
            _ERROR, "the act that is changed, cited with date and number", "the change is not in the graph"
        ),
        "KZ-EFF-003": Rule(_ERROR, "the appendix that the text announces", "check that the file was saved whole"),
        "KZ-EFF-004": Rule(
            _ERROR, "the rows that the text announces, in its order", "a row may be missing, doubled or renumbered"
        ),
        "KZ-EFF-005": Rule(_ERROR, "the appendix to belong to the act that is changed", _LOOK),
        "KZ-EFF-009": Rule(_WARNING, "a header that says whose appendix it becomes", _LOOK),
        "KZ-EFF-010": Rule(_WARNING, "one name for what is changed, in the point and on the appendix", _LOOK),
        "KZ-EFF-006": Rule(_ERROR, "quotation marks around the new text", "check that the file was saved whole"),
        "KZ-EFF-007": Rule(_ERROR, "a change for every announcement and every appendix", _LOOK),
        "KZ-EFF-008": Rule(_ERROR, "words that name what gets the new rows", "the rows are not published"),
        "KZ-COM-001": Rule(
            _WARNING, "a point that says when the act enters into force", "entry into force stays unknown"
        ),
        "KZ-COM-002": Rule(
            _ERROR, "a formula of entry into force that the grammar knows", "entry into force stays unknown"
        ),
        "KZ-SIG-001": Rule(_WARNING, "a signature after the last point", "check that the file was saved whole"),
        "KZ-APP-001": Rule(_ERROR, "issuer, date, number and appendix number in the header of an appendix", _LOOK),
        "KZ-APP-002": Rule(_WARNING, "a title between the header of an appendix and its text", _LOOK),
        "KZ-APP-003": Rule(
            _ERROR, "a text or a table under the title of an appendix", "check that the file was saved whole"
        ),
        "KZ-TAB-001": Rule(
            _ERROR, "tables numbered 1, 2, 3 … in one appendix", "a table may be missing, doubled or renumbered"
        ),
        "KZ-TAB-002": Rule(
            _ERROR, "a regime of seeds/vocab/regimes.toml in the caption", "the rows are not published as listings"
        ),
        "KZ-TAB-003": Rule(
            _ERROR,
            "an admission mode of seeds/vocab/admissions.toml in the caption",
            "the rows are not published as listings",
        ),
        "KZ-TAB-004": Rule(
            _ERROR, "a caption whose every word is understood", "the rows are not published as listings"
        ),
        "KZ-TAB-005": Rule(_ERROR, "a heading row that the grammar knows", _LOOK),
        "KZ-TAB-006": Rule(_ERROR, "rows under the heading of a table", "check that the file was saved whole"),
        "KZ-TAB-007": Rule(_NOTE, "the full name of the regime", "nothing to do: the printed wording is kept"),
        "KZ-TAB-008": Rule(_ERROR, "a caption above the rows", _LOOK),
        "KZ-ROW-001": Rule(_ERROR, "rows numbered one after the other", "a row may be missing, doubled or renumbered"),
        "KZ-ROW-002": Rule(_ERROR, "a name in every row", _LOOK),
        "KZ-ROW-003": Rule(_WARNING, "brackets and quotation marks in pairs", "check that no line is missing"),
        "KZ-ROW-004": Rule(_WARNING, "a name that begins with a capital", "check that no line is missing"),
        "KZ-ROW-005": Rule(
            _WARNING,
            "a new line in small letters, or a blank line before a heading",
            "two blocks may have run together",
        ),
        "KZ-ROW-006": Rule(_WARNING, "a name that ends", "check that no line is missing"),
        "KZ-ROW-007": Rule(_ERROR, "text between rows that is a heading or part of a name", _LOOK),
        "KZ-ROW-008": Rule(_ERROR, "a code once in a table", "a row may be doubled, or a code damaged"),
        "KZ-ROW-009": Rule(_ERROR, "a name without a code in it", "the start of a row may be damaged"),
        "KZ-ROW-010": Rule(_WARNING, "no blank line inside a name", _LOOK),
        "KZ-CODE-001": Rule(_ERROR, "a code of a system in seeds/codes/systems.toml", "the row is not published"),
        "KZ-CODE-002": Rule(_WARNING, "a code in Latin letters and digits", "the code was mended; check it"),
        "KZ-CODE-003": Rule(_WARNING, "one code system in one table", "a letter of the code may be missing"),
        "KZ-LNK-001": Rule(_ERROR, "texts that agree on what identifies an act", "compare the texts"),
        "KZ-LNK-003": Rule(_ERROR, "a number of its own for every row, point and table", "neither is in the graph"),
        "KZ-LNK-004": Rule(_ERROR, "one text of an act in one language", "the second text is not in the graph"),
        "KZ-LNK-002": Rule(_ERROR, "a registration number of one act only", "one of the two citations is wrong"),
        "KZ-AMT-001": Rule(_ERROR, "an amount such as 63 112,54", "the amount is not published"),
        "KZ-AMT-002": Rule(_ERROR, "an amount that can be read in one way only", "the amount is not published"),
        "KZ-AMT-003": Rule(_ERROR, "an amount in every row that prices a service", "check that no line is missing"),
    }
)
"""Every diagnostic that reading can give, by its stable code."""
