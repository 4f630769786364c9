"""The identifier of an act on adilet.zan.kz, where it follows from what the act prints."""

from typing import NamedTuple

from graph.act import Act, Requisites

_FIRST_YEAR = 2013
"""The first year for which identifiers of this shape were seen (V1300008957); those of 2009 differ (V090005946_)."""

_DIGITS = 8
"""Digits of the number in an identifier."""


class AdiletId(NamedTuple):
    """An identifier and the rule that it was derived by: it is inferred, never printed."""

    identifier: str
    rule: str


def adilet_id(act: Act) -> AdiletId | None:
    """The identifier of an order registered by the Ministry of Justice, or of a Government resolution.

    V, P: the letter of the kind, the last two digits of the year of SIGNING, and eight digits: of an order the number
    of its registration, of a resolution its own number (68 of 68 identifiers with a visible day of signature obey it,
    five of them registered a year later). None for every other act: laws and codes print their number in parts, joint
    acts have several years, local registers put letters between, and unregistered acts have numbers of the publisher.
    """
    requisites = act.requisites[0] if len(act.requisites) == 1 else None
    if requisites is None or requisites.signed.year < _FIRST_YEAR:
        return None
    if requisites.kind == "resolution" and requisites.issuer == "gov":
        return _padded("P", requisites, requisites.number, "own number")
    registration = act.registration
    if requisites.kind != "order" or requisites.issuer is None or registration is None or registration.local:
        return None
    return _padded("V", requisites, registration.number, "number of registration")


def _padded(letter: str, requisites: Requisites, number: str, what: str) -> AdiletId | None:
    if not (number.isascii() and number.isdecimal() and len(number) <= _DIGITS):
        return None
    rule = f"{letter}, year of signing, {what} in eight digits"
    return AdiletId(f"{letter}{requisites.signed:%y}{number.zfill(_DIGITS)}", rule)
