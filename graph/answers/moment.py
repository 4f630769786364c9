"""The day that a question about the law is of, and the day on which it is asked."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Moment:
    """``on``: the day of the legal relation, such as that of a service. ``known_on``: the day on which one asks.

    What enters into force after ``known_on`` is not known of then. Without it one asks when everything that is held
    has entered into force.
    """

    on: date
    known_on: date | None = None
