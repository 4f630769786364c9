"""What a row of the law says: that a procedure is listed, or what a service costs.

A listing or a tariff line is a row of the act that is changed, under the version that this act makes. Its evidence is
the row and the caption that this act prints.
"""

from graph.act import Price, Row
from graph.codes import NATIONAL, TARIFF
from graph.fact import Basis
from graph.facts.edition import Version
from graph.facts.scribe import Scribe, Witness
from graph.facts.tables import Place, PlacedRow, row_locator, state_scope

_CURRENCY = "KZT"
_CURRENCY_REASON = "Tariffs of the amended act are in tenge; an act that adds rows to it prints none."
_NO_CURRENCY_REASON = "Tariffs of the Republic are in tenge; the heading of the column prints no currency."
_COEFFICIENTS = {"coefficient-home": "coefficientHome", "coefficient-remote": "coefficientRemote"}
"""Terms of the coefficients by which a price is multiplied."""


def state_entry(scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, version: Version) -> None:
    """What a row of the law says: that a procedure is listed, or what a service costs; nothing where it is damaged."""
    row, section = placed.row, placed.section
    if not row.name:
        return
    if row.system == NATIONAL and section.understood and section.regimes and section.admission:
        _state_listing(scribe, witness, placed, place, version)
    elif row.system == TARIFF and _price_of(row) is not None:
        _state_tariff_line(scribe, witness, placed, place, version)


def _price_of(row: Row) -> Price | None:
    """The price of a row, where it is known; of several in columns of their own none is the price."""
    prices = [price for price in row.prices if price.role == "price"]
    drawn = {price.column for price in prices} - {None}
    return prices[0] if prices and prices[0].amount is not None and len(drawn) <= 1 else None


def _state_common(
    scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, version: Version, iri: str
) -> None:
    """What a listing and a tariff line share."""
    name = placed.row.name
    scribe.state(iri, "act", version.act, basis=Basis.INFERRED)
    scribe.state(iri, "version", version.iri, basis=Basis.INFERRED)
    scribe.state(iri, "table", place.iri, basis=Basis.INFERRED)
    scribe.state(iri, "inRow", placed.iri, basis=Basis.INFERRED)
    scribe.state(iri, "row", placed.row.number, quotes=placed.quotes)
    scribe.state(
        iri, "nameAsPrinted", name, language=witness.act.language, quotes=placed.quotes, basis=placed.name_basis
    )
    scribe.state(iri, "labels", name, language=witness.act.language, quotes=placed.quotes, basis=placed.name_basis)
    what = "Tariff of" if placed.row.system == TARIFF else "Listing of"
    scribe.label(iri, en=f"{what} {placed.row.code}: {row_locator(placed.row, place)}")
    state_scope(scribe, iri, placed.section, (*placed.quotes, *placed.scope_quotes))
    scribe.state(iri, "putBy", version.put_by, basis=Basis.INFERRED)
    if version.start is not None:
        version.start.state_applies_from(scribe, iri)


def _state_listing(scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, version: Version) -> None:
    iri = f"{placed.iri}#listing"
    procedure = scribe.names.code(NATIONAL, placed.row.code or "")
    scribe.introduce(iri, "Listing")
    scribe.state(iri, "procedure", procedure, quotes=placed.quotes, basis=placed.code_basis)
    scribe.state(iri, "section", placed.section_iri, basis=Basis.INFERRED)
    _state_common(scribe, witness, placed, place, version, iri)


def _state_tariff_line(scribe: Scribe, witness: Witness, placed: PlacedRow, place: Place, version: Version) -> None:
    iri = f"{placed.iri}#tariff"
    row, quotes = placed.row, placed.quotes
    scribe.introduce(iri, "TariffLine")
    scribe.state(iri, "service", scribe.names.code(TARIFF, row.code or ""), quotes=quotes, basis=placed.code_basis)
    if price := _price_of(row):
        basis = Basis.REPAIRED if "amount-spacing" in row.repaired else Basis.PRINTED
        scribe.state(iri, "price", price.amount, quotes=quotes, basis=basis)
        scribe.state(iri, "priceAsPrinted", price.amount_printed, quotes=quotes)
        _state_currency(scribe, witness, iri, price, place)
    for each in row.prices:
        if term := _COEFFICIENTS.get(each.role):
            scribe.state(iri, term, each.amount, quotes=quotes)
    scribe.state(iri, "unit", row.unit, language=witness.act.language, quotes=quotes)
    _state_common(scribe, witness, placed, place, version, iri)


def _state_currency(scribe: Scribe, witness: Witness, iri: str, price: Price, place: Place) -> None:
    """The currency, which the heading of the column prints or which is known of all tariffs."""
    if price.currency is not None and price.currency_span is not None:
        quotes = witness.quote([price.currency_span], f"columns of {place.locator}")
        scribe.state(iri, "currency", price.currency, quotes=quotes)
    else:
        reason = _CURRENCY_REASON if price.column is None else _NO_CURRENCY_REASON
        scribe.state(iri, "currency", _CURRENCY, basis=Basis.INFERRED, reason=reason)
