"""Enumerations of search and resolution."""

from enum import Enum

import strawberry


@strawberry.enum(description="What search looks for.")
class SearchType(Enum):
    """Classes of graph.finding.passage.SEARCHED."""

    PROCEDURE = strawberry.enum_value("Procedure", description="Procedures of the national list.")
    SERVICE = strawberry.enum_value("Service", description="Services of the tariff list, with their tariff lines.")
    ACT = strawberry.enum_value("Act", description="Acts, held or cited.")
    TABLE = strawberry.enum_value("Table", description="Tables of acts.")
    PROCEDURE_GROUP = strawberry.enum_value("ProcedureGroup", description="Groups above the procedures.")
    FUNDING_REGIME = strawberry.enum_value("FundingRegime", description="Funding regimes.")
    PROCEDURE_KIND = strawberry.enum_value("ProcedureKind", description="Kinds of procedure.")
    ADMISSION_MODE = strawberry.enum_value("AdmissionMode", description="Modes of admission.")


@strawberry.enum(description="What a text is of the resource that has it.")
class TextField(Enum):
    """graph.finding.passage.Field, told to clients."""

    CODE = strawberry.enum_value("CODE", description="Its code.")
    NUMBER = strawberry.enum_value("NUMBER", description="The number of an act, without the sign №.")
    REGISTRATION = strawberry.enum_value(
        "REGISTRATION", description="Its number in the Register of State Registration."
    )
    TITLE = strawberry.enum_value("TITLE", description="The title that the held text of an act prints.")
    CAPTION = strawberry.enum_value("CAPTION", description="The caption of a table.")
    LABEL = strawberry.enum_value("LABEL", description="Its name.")
    PRINTED_NAME = strawberry.enum_value("PRINTED_NAME", description="Its name as a row prints it, if not its label.")


@strawberry.enum(description="How a word of a text answers a word that was asked for.")
class WordMatch(Enum):
    """graph.finding.lexicon.How, told to clients."""

    SAME = strawberry.enum_value("SAME", description="The same word.")
    FORM = strawberry.enum_value("FORM", description="It begins alike and ends otherwise: another form of the word.")
    START = strawberry.enum_value("START", description="It begins with the last word, which is being typed.")
    INSIDE = strawberry.enum_value("INSIDE", description="A longer word that has the word inside.")
    SIMILAR = strawberry.enum_value("SIMILAR", description="No text has the word; this one is spelt almost like it.")


@strawberry.enum(description="What tells a text from the code that it may mean.")
class CodeRepair(Enum):
    """graph.finding.spelling.Repair, told to clients."""

    SPACE = strawberry.enum_value("SPACE", description="The code has no space inside.")
    CASE = strawberry.enum_value("CASE", description="The code has capital letters.")
    LOOK_ALIKE = strawberry.enum_value("LOOK_ALIKE", description="A letter stands for another that looks like it.")
    PUNCTUATION = strawberry.enum_value("PUNCTUATION", description="The points of the code are missing or elsewhere.")
    ZERO = strawberry.enum_value("ZERO", description="A zero is missing or too many.")
    REST = strawberry.enum_value("REST", description="Only the beginning of the code was given.")


@strawberry.enum(description="What a term resolves to.")
class ResolutionStatus(Enum):
    """graph.finding.finder.Status, told to clients."""

    EXACT = strawberry.enum_value("EXACT", description="It is the code, number or name of one resource.")
    AMBIGUOUS = strawberry.enum_value(
        "AMBIGUOUS", description="It is the code, number or name of several; none is chosen."
    )
    CANDIDATES = strawberry.enum_value("CANDIDATES", description="It is none; it may mean one of the matches.")
    NONE = strawberry.enum_value("NONE", description="Nothing was found.")


@strawberry.enum(description="Why a resource matches a term.")
class MatchReason(Enum):
    """graph.finding.finder.Reason, told to clients."""

    CODE = strawberry.enum_value("CODE", description="The term is its code, letter by letter.")
    NUMBER = strawberry.enum_value("NUMBER", description="The term is its number or its registration.")
    NAME = strawberry.enum_value("NAME", description="The term is a name of it, but for case and punctuation.")
    SPELLING = strawberry.enum_value(
        "SPELLING", description="The term is its code once damage is mended: see suggestion."
    )
    WORDS = strawberry.enum_value("WORDS", description="It has all words of the term, in some form.")
    SOME_WORDS = strawberry.enum_value("SOME_WORDS", description="It has some words of the term; nothing has all.")
