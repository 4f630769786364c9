"""Whether a number can be one of the Ministry of Justice's register of normative legal acts.

The register is one series that grows with time. Acts have a second number, in the State register of all acts, which
is far larger for the same day; texts print it in the wrong place now and then.
"""

from datetime import date, timedelta

from graph.reading.report import Report
from graph.source import Span

_GROWTH = (
    (date(2009, 11, 30), 5946),  # order № 801 of 2009-11-26 (adilet V090005946_)
    (date(2012, 9, 28), 7946),  # order № 622 of 2012-09-10
    (date(2013, 12, 13), 8957),  # order № 726 of 2013-12-12 (V1300008957)
    (date(2015, 1, 16), 10091),  # order № 330 of 2014-12-18 (V14R0010091)
    (date(2016, 12, 29), 14630),  # order № 1112 of 2016-12-28 (V1600014630)
    (date(2018, 10, 4), 17480),  # order № ҚР ДСМ-20 of 2018-09-28 (V1800017480)
    (date(2020, 10, 21), 21471),  # order № ҚР ДСМ-134/2020 of 2020-10-16
    (date(2022, 1, 6), 26398),  # order № ҚР ДСМ-141 of 2021-12-31
    (date(2023, 12, 4), 33715),  # order № 169 of 2023-11-30 (V2300033715)
    (date(2025, 10, 31), 37290),  # order № 127 of 2025-10-30 (V2500037290)
)
"""Days of registration and the number given on each, with the act that prints both."""
_LONGEST_WAIT = timedelta(days=365)
"""Between signature and registration; a month is the rule, half a year occurs."""
_FASTEST = 15
"""Numbers in a day that the register never reached; it bounds the time after the last known day."""


def check_register(number: str, signed: date | None, span: Span, report: Report) -> None:
    """Warn of a number that the register did not give to an act signed on this day.

    Not for acts of local bodies: their registers are other series.
    """
    if signed is None or not number.isdecimal():
        return
    least, most = _range(signed)
    if not least <= int(number) <= most:
        message = "this number does not fit the register of the Ministry of Justice at that time"
        expected = f"a number from {least} to {most} for an act of {signed}"
        report.add("KZ-REQ-010", message, span, expected=expected)


def _range(signed: date) -> tuple[int, int]:
    """The least and the greatest number that an act signed on a day can have got."""
    least = max((number for day, number in _GROWTH if day <= signed), default=1)
    later = [number for day, number in _GROWTH if day >= signed + _LONGEST_WAIT]
    last_day, last = _GROWTH[-1]
    most = min(later, default=last + _FASTEST * max((signed + _LONGEST_WAIT - last_day).days, 0))
    return least, most
