"""Facts about procedures and services: the concepts that the rows of all held acts name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.code import CodeMapping, Concept
from graph.codes import INTERNATIONAL, NATIONAL, TARIFF, Codes, compare_rows
from graph.fact import Basis, Fact, Quote, values_of
from graph.facts.conflict import Reading, state_conflict
from graph.facts.gathered import Gathered, Named
from graph.facts.scribe import Scribe
from graph.vocab import KindMatch, Vocab, kinds_of

_CURATED = Basis.CURATED
_TWO_SYSTEMS = "These are two code systems; no held text equates their codes."


@dataclass(slots=True)
class Concepts:
    """Writes the facts of all concepts that the rows name, one scribe for each file they come from."""

    scribe_for: Callable[[str], Scribe]
    codes: Codes
    vocab: Vocab

    def state(self, gathered: Gathered) -> None:
        """Procedures, services and what joins them."""
        procedures, services = gathered.concepts("procedure"), gathered.concepts("service")
        curated, mappings = self.scribe_for("codes/mkb9.tsv"), self.scribe_for("codes/mkb9-icd9cm.sssom.tsv")
        kinds, systems = self.scribe_for("vocab/kinds.toml"), self.scribe_for("codes/systems.toml")
        for each in procedures:
            self._state_procedure(curated, each)
            self._state_kinds(kinds, each)
            self._state_mappings(mappings, each)
        self._state_groups(curated, procedures)
        self._state_international(self.scribe_for("codes/icd9cm-vol3.tsv"), procedures)
        near = self._by_digits(procedures)
        for service in services:
            self._state_service(systems, service)
            self._state_matches(systems, service, near)

    def _state_procedure(self, scribe: Scribe, each: Named) -> None:
        """The concept, its names as printed, and what is curated of it; a code no one curated has only names."""
        scribe.introduce(each.iri, "Procedure")
        scribe.state(each.iri, "code", each.code, basis=Basis.INFERRED)
        scribe.state(each.iri, "scheme", scribe.names.code(NATIONAL, "scheme"), basis=Basis.INFERRED)
        labelled = _state_names(scribe, each)
        concept = self.codes.concept(NATIONAL, each.code)
        if concept is None or concept.level != "procedure":
            return
        scribe.state(each.iri, "chapter", concept.chapter, basis=_CURATED)
        if concept.parent:
            scribe.state(each.iri, "broader", scribe.names.group(NATIONAL, concept.parent), basis=_CURATED)
        self._state_labels(each.iri, concept, "codes/icd9cm-vol3.tsv", labelled)

    def _state_groups(self, scribe: Scribe, procedures: Iterable[Named]) -> None:
        """The groups above the procedures that are held."""
        above = {code for each in procedures for code in self.codes.ancestors(each.code)}
        for code in sorted(above):
            concept, iri = self.codes.concepts[NATIONAL, code], scribe.names.group(NATIONAL, code)
            scribe.introduce(iri, "ProcedureGroup")
            scribe.state(iri, "code", code, basis=_CURATED)
            scribe.state(iri, "scheme", scribe.names.code(NATIONAL, "scheme"), basis=_CURATED)
            self._state_labels(iri, concept, "codes/mkb9.tsv", {})
            if concept.parent:
                scribe.state(iri, "broader", scribe.names.group(NATIONAL, concept.parent), basis=_CURATED)

    def _state_labels(self, iri: str, concept: Concept, english: str, labelled: Mapping[str | None, str]) -> None:
        """Russian and English names, each from the file that prints it; names that acts print come first."""
        files = {**{f"codes/{each.file}": each.language for each in self.codes.witnesses}, english: "en"}
        for file, language in files.items():
            scribe, label = self.scribe_for(file), concept.labels.get(language)
            term = "labels" if labelled.get(language, label) == label else "alternativeLabels"
            scribe.state(iri, term, label, language=language, basis=_CURATED)
            for label in concept.alternatives.get(language, ()):
                scribe.state(iri, "alternativeLabels", label, language=language, basis=_CURATED)

    def _state_kinds(self, scribe: Scribe, each: Named) -> None:
        """The kinds of a procedure, each with the name or the curated row that shows it."""
        found: dict[str, tuple[KindMatch, list[Quote]]] = {}
        for printed in (name for name in each.ranked if name.language in {"kk", None}):
            for match in kinds_of(self.vocab, each.code, printed.name):
                _, quotes = found.setdefault(match.kind.slug, (match, []))
                if match.basis is Basis.INFERRED:
                    quotes.extend(printed.quotes)
        for slug, (match, quotes) in found.items():
            kind, iri = scribe.names.concept("kind", slug), f"{each.iri}#kind-{slug}"
            evidence = tuple(quotes)
            scribe.state(each.iri, "kinds", kind, quotes=evidence, basis=match.basis, reason=match.reason)
            scribe.introduce(iri, "KindAssignment")
            scribe.label(iri, en=f"{each.code} is {match.kind.labels['en']}")
            scribe.state(iri, "procedure", each.iri, quotes=evidence, basis=match.basis)
            scribe.state(iri, "assignedKind", kind, quotes=evidence, basis=match.basis)
            scribe.state(iri, "basis", match.basis.value, basis=match.basis)
            scribe.state(iri, "reason", match.reason, basis=match.basis)

    def _state_mappings(self, scribe: Scribe, each: Named) -> None:
        for mapping in self.codes.mappings.get(each.code, ()):
            self._state_mapping(scribe, each, mapping)

    def _state_mapping(self, scribe: Scribe, each: Named, mapping: CodeMapping) -> None:
        """One curated relation of a national code to ICD-9-CM."""
        iri = f"{scribe.names.base}mapping/{NATIONAL}-{INTERNATIONAL}/{each.code}/{mapping.object or 'none'}"
        target = scribe.names.code(INTERNATIONAL, mapping.object) if mapping.object else None
        scribe.introduce(iri, "CodeMatch")
        scribe.label(iri, en=f"{each.code}: {mapping.relation} {mapping.object or 'no ICD-9-CM code'}", basis=_CURATED)
        scribe.state(iri, "matchOf", each.iri, basis=_CURATED)
        scribe.state(iri, "relation", mapping.relation, basis=_CURATED)
        scribe.state(iri, "object", target, basis=_CURATED)
        scribe.state(iri, "justification", mapping.justification, basis=_CURATED)
        scribe.state(iri, "confidence", mapping.confidence, basis=_CURATED)
        scribe.state(iri, "reason", mapping.comment, basis=_CURATED)
        scribe.state(iri, "basis", _CURATED.value, basis=_CURATED)

    def _state_international(self, scribe: Scribe, procedures: Iterable[Named]) -> None:
        """The ICD-9-CM concepts that mappings compare with."""
        mapped = {each.object for named in procedures for each in self.codes.mappings.get(named.code, ())}
        for code in sorted(filter(None, mapped)):
            concept, iri = self.codes.concepts[INTERNATIONAL, code], scribe.names.code(INTERNATIONAL, code)
            scribe.introduce(iri, "InternationalCode")
            scribe.state(iri, "code", code, basis=_CURATED)
            scribe.state(iri, "scheme", scribe.names.code(INTERNATIONAL, "scheme"), basis=_CURATED)
            scribe.state(iri, "chapter", concept.chapter, basis=_CURATED)
            scribe.label(iri, basis=_CURATED, **concept.labels)

    def _state_service(self, scribe: Scribe, each: Named) -> None:
        scribe.introduce(each.iri, "Service")
        scribe.state(each.iri, "code", each.code, basis=Basis.INFERRED)
        scribe.state(each.iri, "scheme", scribe.names.code(TARIFF, "scheme"), basis=Basis.INFERRED)
        scribe.state(each.iri, "group", self.codes.parts(each.code).letter, basis=Basis.INFERRED)
        _state_names(scribe, each)

    def _by_digits(self, procedures: Iterable[Named]) -> dict[str, list[Named]]:
        """Procedures by their first two digits: a service has to do with none that begins otherwise."""
        found: dict[str, list[Named]] = {}
        for each in procedures:
            found.setdefault(each.code[:2], []).append(each)
        return found

    def _state_matches(self, scribe: Scribe, service: Named, near: Mapping[str, Sequence[Named]]) -> None:
        """Procedures that a service may have to do with; proposed, never an identity."""
        for each in near.get(service.code[1:3], ()):
            match = self.codes.service_match(each.code, service.code)
            if match is None:
                continue
            iri = f"{each.iri}#service-{service.code}"
            scribe.introduce(iri, "ServiceMatch")
            scribe.label(iri, en=f"{each.code}: {match.relation} {service.code}")
            scribe.state(iri, "procedure", each.iri, basis=Basis.INFERRED)
            scribe.state(iri, "service", service.iri, basis=Basis.INFERRED)
            scribe.state(iri, "relation", match.relation, basis=Basis.INFERRED)
            scribe.state(iri, "reason", f"{match.reason}. {_TWO_SYSTEMS}", basis=Basis.INFERRED)
            scribe.state(iri, "basis", Basis.INFERRED.value, basis=Basis.INFERRED)


def _state_names(scribe: Scribe, each: Named) -> dict[str | None, str]:
    """One printed name in a language as the label, the others beside it; the labels by language."""
    labelled: dict[str | None, str] = {}
    for name in each.ranked:
        term = "labels" if labelled.setdefault(name.language, name.name) == name.name else "alternativeLabels"
        basis = Basis.PRINTED if name.printed else Basis.REPAIRED
        scribe.state(each.iri, term, name.name, language=name.language, quotes=name.quotes, basis=basis)
    return labelled


def state_conflicts(scribe: Scribe, codes: Codes, facts: Sequence[Fact]) -> None:
    """Rows for which another text of the same list prints another code. Neither reading wins.

    A conflict is about the row, what it lists and the procedure it names; about the version, where it has no such row.
    """
    listings = {fact.value: fact.subject for fact in facts if fact.term.name == "inRow"}
    procedures = values_of(facts, "procedure")
    for witness in codes.witnesses:
        version = scribe.names.base + witness.version
        rows = {fact.subject: (*_place(fact.subject, version), fact.value) for fact in facts if _in(fact, version)}
        places = {(table, row): iri for iri, (table, row, _) in rows.items()}
        for each in compare_rows(witness.rows, rows.values()):
            row = places.get((each.table, each.row), version)
            listing = listings.get(row, "")
            iri = f"{version}/tbl_{each.table}/row_{each.row}#conflict-{witness.language}"
            about = (row, listing, procedures.get(listing, ""))
            readings = (Reading(each.ours), Reading(each.theirs, basis=_CURATED))
            reason = f"{witness.title}, prints it so; neither reading wins."
            label = f"Table {each.table}, row {each.row}: {each.ours or 'no row'} or {each.theirs or 'no row'}"
            state_conflict(scribe, iri, about, readings, reason, label)


def _in(fact: Fact, version: str) -> bool:
    return fact.term.name == "codeAsPrinted" and fact.subject.startswith(f"{version}/tbl_")


def _place(row: str, version: str) -> tuple[str, str]:
    """Table and row number of a row of the law, from its IRI."""
    table, _, number = row.removeprefix(f"{version}/tbl_").partition("/row_")
    return table, number
