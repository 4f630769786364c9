"""How much of the real acts is read: recall and precision for every kind of fact.

``python tests/score.py FOLDER [--misses]`` compares the reading of every text in FOLDER with the facts in the JSON file
of the same name, which people typed. A fact is a kind and a value; what a fact file does not mention is not counted
against the reading, unless the file speaks of that kind.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.act_json import as_json
from graph.iri import Names
from graph.layout.files import read_file
from graph.reading.lexicon import load_lexicon
from graph.reading.parse import parse

SEEDS = Path(__file__).parent.parent / "seeds"
Fact = tuple[str, tuple[Any, ...]]
Facts = dict[str, Any]

BODIES = {
    "minister of health": "moh",
    "minister of national economy": "mne",
    "minister of health and social development": "mhsd",
    "government": "gov",
    "president": "president",
}
KINDS = {"order": "order", "government decree": "resolution", "decree of the President": "decree"}
OPERATIONS = {
    "restate": "substitution",
    "insert": "insertion",
    "append": "insertion",
    "exclude": "repeal",
    "delete": "repeal",
    "replace_words": "replacement",
    "repeal": "repeal",
    "suspend": "suspension",
}
RULES = {
    "10_calendar_days_after_first_official_publication": ("after-first-publication", 10, None),
    "from_first_official_publication_day": ("from-first-publication", None, None),
    "from_moment_of_first_official_publication": ("from-first-publication", None, None),
    "from_signing": ("on-signature", None, None),
}
LANGUAGES = {"kaz": "kk", "rus": "ru"}


def expected(facts: Facts) -> Iterator[Fact]:
    """The facts of a fact file."""
    yield "language", (LANGUAGES[facts["lang"]],)
    yield from _act(facts)
    for key, kind in (("title", "title"), ("enacting_verb", "enacting word")):
        if key in facts:
            yield kind, (_plain(facts[key]),)
    for point in facts.get("points", ()):
        yield "point", (point["n"], None)
        yield from (("point", (point["n"], sub)) for sub in point.get("sub", ()))
    if "effective" in facts:
        yield "commencement", RULES[facts["effective"]["rule"]]
    if "signature" in facts:
        yield "signature", (facts["signature"]["name"], facts["signature"]["acting"])
    for each in facts.get("references", ()):
        yield "citation", (BODIES.get(each.get("issuer")), each["date"], each["number"])
        if each.get("reg_no") and each["role"] != "cited_by_alias":
            yield "registration cited", (each["number"], each["reg_no"])
    yield from _expected_basis(facts)
    yield from _expected_operations(facts)
    yield from _expected_headers(facts)
    yield from _expected_notes(facts)
    yield from _expected_tables(facts)


def _act(facts: Facts) -> Iterator[Fact]:
    """Requisites, where the text prints them."""
    if facts["act_known_from"] if "act_known_from" in facts else any("of_number" in h for h in _headers(facts)):
        if str(facts.get("act_known_from", "")).startswith("meta.yaml only"):
            return
        act = facts["act"]
        yield "requisites", (KINDS[act["kind"]], BODIES[act["issuer"]], act["date"], act["number"])
        if facts.get("act_known_from") == "text" and act.get("reg_no"):
            yield "registration", (act["reg_no"], act["reg_date"])


def _headers(facts: Facts) -> list[Facts]:
    return list(facts.get("annex_headers", ()))


def _expected_basis(facts: Facts) -> Iterator[Fact]:
    for each in facts.get("basis", ()):
        if each.get("number"):
            yield "citation", (BODIES.get(each["act"].split()[-1].lower()), each["date"], each["number"])
        if each["act"] in {"code", "law"} or each.get("number"):
            steps = [f"{name} {each[name]}" for name in ("article", "point", "subpoint") if name in each]
            yield "basis", (" ".join(steps),)


def _expected_operations(facts: Facts) -> Iterator[Fact]:
    for each in facts.get("operations", ()):
        yield "effect", (OPERATIONS[each["op"]], each["target"], each.get("until"))


def _expected_headers(facts: Facts) -> Iterator[Fact]:
    for each in _headers(facts):
        if each.get("blank"):
            yield "appendix header", (None, None, None)
        elif "approved_by" in each:
            act = each["approved_by"]
            yield "appendix header", (None, act["date"], act["number"])
        else:
            yield "appendix header", (each.get("annex"), each["of_date"], each["of_number"])
    if "annex_title" in facts:
        yield "appendix title", (_plain(facts["annex_title"]),)


def _expected_notes(facts: Facts) -> Iterator[Fact]:
    for note in facts.get("notes", ()):
        for each in note["by"]:
            yield "note", (BODIES[each["issuer"]], each["date"], each["number"], each.get("acting", False))


def _expected_tables(facts: Facts) -> Iterator[Fact]:
    for at, table in enumerate(facts.get("tables", ())):
        for section in table.get("sections", ()):
            yield "section", (at, _plain(section["text"]))
        for row in table["rows"]:
            yield "row", (at, tuple(_plain(cell) for cell in row["cells"] if cell.strip()))
            for amount in row.get("amounts", {}).values():
                yield "amount", (at, row["cells"][0], amount)
    for each in facts.get("regimes", ()):
        if "section" in each:
            yield "scope", (each["section"], tuple(each["regime"]), each["admission"])


def found(read: Facts) -> Iterator[Fact]:
    """The same facts as the reading gives them."""
    yield "language", (read["source"]["language"],)
    for each in read["requisites"]:
        yield "requisites", (each["kind"], each["issuer"], each["signed"], each["number"])
    if read["registration"]:
        yield "registration", (read["registration"]["number"], read["registration"]["date"])
    for key, kind in (("title", "title"), ("enacting_word", "enacting word")):
        if read[key]:
            yield kind, (_plain(read[key]),)
    yield from _found_points([read, *read["appendices"]])
    if read["commencement"]:
        each = read["commencement"]
        yield "commencement", (each["rule"], each["days"], each["date"])
    for each in read["signatories"]:
        yield "signature", (each["name"], each["acting"])
    yield from _found_citations(read)
    for each in read["effects"]:
        yield "effect", (each["operation"], each["target"]["act"]["number"], each["until"])
    yield from _found_notes(read)
    yield from _found_appendices(read)


def _found_points(holders: Iterable[Facts]) -> Iterator[Fact]:
    for holder in holders:
        for point in holder["points"]:
            yield "point", (point["number"], None)
            yield from (("point", (point["number"], sub["number"].rstrip(")"))) for sub in point["points"])


def _found_citations(read: Facts) -> Iterator[Fact]:
    for each in read["citations"]:
        if each["number"] and not (each["element"] or "").startswith(("appendix", "rows")):
            yield "citation", (each["issuer"], each["date"], each["number"])
            if each["registration"]:
                yield "registration cited", (each["number"], each["registration"])
        if each["element"] and re.match("article|point", each["element"]):
            yield "basis", (each["element"],)


def _found_notes(read: Facts) -> Iterator[Fact]:
    for note in read["notes"]:
        for each in note["amendments"]:
            act = each["act"]
            yield "note", (act["issuer"], act["date"], act["number"], act["acting"])


def _found_appendices(read: Facts) -> Iterator[Fact]:
    tables = [table for each in read["appendices"] for table in each["tables"]]
    for each in read["appendices"]:
        if each["header"]:
            act = each["header"]["act"]
            yield "appendix header", (each["header"]["appendix"], act["date"], act["number"])
        if each["becomes"]:
            yield (
                "appendix header",
                (each["becomes"]["appendix"], *(each["becomes"]["act"][k] for k in ("date", "number"))),
            )
        if each["title"]:
            yield "appendix title", (_plain(each["title"]),)
    for at, table in enumerate(tables):
        yield from _found_table(at, table)


def _found_table(at: int, table: Facts) -> Iterator[Fact]:
    for number, section in enumerate(table["sections"], 1):
        if section["heading"]:
            yield "section", (at, _plain(section["heading"]))
        if section["regimes"] or section["admission"]:
            yield "scope", (number, tuple(section["regimes"]), section["admission"])
    for row in table["rows"]:
        yield "row", (at, tuple(_plain(cell["text"]) for cell in row["cells"] if cell["text"].strip()))
        for price in row["prices"]:
            if price["role"] == "price" and price["amount"]:
                yield "amount", (at, row["number"], price["amount"])


def _plain(text: str) -> str:
    """Without differences of spaces and quotation marks."""
    return re.sub(r"[«»„“”]", '"', " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Score:
    """Facts of one kind: how many are expected, found, and both."""

    expected: int
    found: int
    both: int


def compare(want: Counter[Fact], have: Counter[Fact]) -> dict[str, Score]:
    """The score of each kind of which the fact file speaks. Citations may be more than a person cared to list."""
    kinds = sorted({kind for kind, _ in want})
    return {
        kind: Score(*(sum(n for fact, n in facts.items() if fact[0] == kind) for facts in (want, have, want & have)))
        for kind in kinds
    }


def main() -> None:
    """Print the table, and with ``--misses`` every fact that differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="name every fact that differs")
    options = parser.parse_args()
    lexicon, names = load_lexicon(SEEDS), Names()
    totals: dict[str, list[Score]] = {}
    for path in sorted(options.folder.glob("*.json")):
        text = next(each for each in path.parent.glob(f"{path.stem}.*") if each.suffix != ".json")
        read = json.loads(json.dumps(as_json(parse(read_file(text), lexicon), names)))
        want, have = (Counter(dict.fromkeys(each, 1)) for each in (expected(json.loads(path.read_text())), found(read)))
        for kind, score in compare(want, have).items():
            totals.setdefault(kind, []).append(score)
        if options.misses:
            _print_misses(text.name, want, have)
    _print_table(totals)


def _print_misses(name: str, want: Counter[Fact], have: Counter[Fact]) -> None:
    kinds = {kind for kind, _ in want}
    for mark, facts in (("missing", want - have), ("extra", have - want)):
        for kind, value in sorted(facts, key=repr):
            if kind in kinds:
                sys.stdout.write(f"{name}  {mark:8} {kind}: {value}\n")


def _print_table(totals: dict[str, list[Score]]) -> None:
    sys.stdout.write(f"{'kind':<18}{'expected':>9}{'found':>7}{'recall':>9}{'precision':>11}\n")
    everything = [score for scores in totals.values() for score in scores]
    for kind, scores in [*sorted(totals.items()), ("all", everything)]:
        want, have, both = (sum(getattr(each, name) for each in scores) for name in ("expected", "found", "both"))
        precision = both / have if have else 0
        sys.stdout.write(f"{kind:<18}{want:>9}{have:>7}{both / want:>9.1%}{precision:>11.1%}\n")


if __name__ == "__main__":
    main()
