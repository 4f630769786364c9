"""What a newcomer reads first: the descriptions of the schema and of Query."""

from graphql import GraphQLSchema

from schema.limits import NODES

CONVENTIONS = f"""\
What medical care Kazakhstan pays for: the orders of the Minister of Health as a graph. Acts have points, \
appendices and tables; a row of a table lists a procedure or prices a service, under a regime that says who pays. \
Begin at `Query`: the table at the end says which of its fields answers which question.

**null** means that the held texts do not say it, or that there is no such thing. It is never zero, never no, and \
never "not in force". Where a fact hangs on something that no held text prints, a field `reason` beside it says on \
what.

**Evidence.** Whatever the texts say has `evidence`: quotes, letter by letter, with the place where they stand and \
the SHA-256 of the file. `basis` says how a fact is known: printed, repaired, inferred by a stated rule, or \
curated. Of one field alone `statements(terms: ["price"])` says it, with the words that it rests on and the reason. \
Where two readings disagree there are `conflicts`, and neither wins.

**Versions.** A table of the law stands in a version of an appendix, named after the act that made it. Rows are \
asked for in the newest versions that are held; `versions: ALL` has the older ones too. The newest held is not the \
same as in force: see `Commencement`.

**Codes** are texts: 41.10 is not 41.1. A code that is well formed and not there is null; one that no code of its \
system can look like is an error. Fields that are never null, such as `Query.coverage`, then leave the whole answer \
without `data`: ask for many codes in requests of their own, or try them with `Query.resolve`, which refuses none.

**Filters.** Keys of one `where` are AND; `{{}}` lets everything through; null is not given. `some` asks for one row \
with all of it, `none` for no such row, and is true where there is no row at all. A filter on a thing does not \
filter the lists inside it: those have a `where` of their own.

**Pages.** Lists that can be long come in pages: ask for `first: 20`, then `after:` the `endCursor` of the page. \
`totalCount` counts the whole answer, not the page. `facets` count too, by the values of a property, and list no \
nodes. `sparql` is the same question for the RDF export. One request may ask for {NODES} entries of lists at most, \
counted before it is executed: in a page, `first` (20 where it is not given) times what each node asks for, so that \
pages inside pages multiply. `procedures(first: 100)` with `listings(first: 100)` inside counts 100 + 100 × 100, \
which is too much whatever is held; with `first: 20` inside it is 2100. `extensions.cost` of every answer says how \
much was counted.

**Errors** have `extensions.code`, which is stable, and `extensions.help`, which says what to do."""

GUIDE = (
    (
        "Query.coverage",
        "Is a code paid for in an emergency and when planned, by whom, on what legal basis? Also `on` a day.",
    ),
    (
        "Query.procedures",
        "Which procedures are paid for by insurance, in no emergency list, of a kind, printed under different names?",
    ),
    ("ProcedureConnection.facets", "How many of those are there in each chapter, under each regime?"),
    ("Query.procedure", "What is known of one code: its rows, its kinds, its neighbour in ICD-9-CM?"),
    ("Procedure.services", "Which services stand beside a procedure, and why is none of them the same thing?"),
    (
        "Query.absence",
        "Why is a code not listed: which tables were read, how much of them, and which rows are nearest?",
    ),
    ("Query.compare", "What do two sets of procedures share, and what is in one alone?"),
    ("Query.namedSets", "Which sets have a name: insured, emergency, cardiac, …?"),
    ("Query.listings", "Which rows of the law name procedures, in which table, under which regime?"),
    ("Query.tariffLines", "What does a service cost, from when, under which regime?"),
    ("Query.price", "What was paid for a service on a day, why, and on what condition?"),
    ("Act.inForce", "Was an act in force on a day, by which rule?"),
    ("Query.act", "What does an order change? Ask for the act and its `effects`; `effectsOn` is what changes the act."),
    ("Query.effects", "Which provisions change which acts?"),
    ("Query.acts", "Which acts are there, and which are cited but not held (`held: false`)?"),
    ("Query.tables", "Which tables are there, of which act, with which caption?"),
    ("Query.search", "What has such a name, number or code, in any of the three languages?"),
    ("Query.resolve", "Which things do these many names and codes mean?"),
    ("Query.resource", "What is behind an IRI of the RDF export?"),
    ("Query.paths", "How do two things hang together?"),
    ("Query.meta", "What data is this: versions, counts, SHA-256 of the texts, what was wrong with them, licence?"),
)
"""The coordinate of a field and the question that it answers, the most asked first."""


def describe(schema: GraphQLSchema) -> None:
    """Give the schema and its Query their descriptions, in Markdown. Both have the table: a reader may see only one."""
    entries = [f"- `{coordinate.removeprefix('Query.')}`: {question}" for coordinate, question in GUIDE]
    table = "\n".join(["Which field answers which question:", "", *entries])
    schema.description = f"{CONVENTIONS}\n\n{table}"
    if schema.query_type:
        schema.query_type.description = table
