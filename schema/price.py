# ruff: noqa: D101 - the description that clients read is the docstring
"""What is paid for a service on a day."""

from datetime import date
from enum import Enum
from typing import Any

import strawberry

from graph.answers import price as answers
from graph.answers.inquiry import Inquiry
from graph.answers.rows import TARIFF_LINES
from graph.code import TARIFF
from graph.days.moment import Moment
from graph.days.reason import MOST_REASONS
from schema.context import Context, Info, of
from schema.field import attribute, field
from schema.medicine import Money, Service, TariffLine, amount
from schema.reading import check_code
from schema.validity import Reason, Truth


def find_price(_root: None, info: Info, code: str, **given: Any) -> answers.PriceOnDay:  # noqa: ANN401
    """What is paid for a service on a day. Raises QueryError for what is no code of the tariff list."""
    context = of(info)
    check_code(context.graph.codes, TARIFF, code)
    inquiry = Inquiry(context.store, context.graph.codes, TARIFF_LINES, code)
    return answers.price(inquiry, Moment(given["on"], given.get("knownOn")))


def _most_lines(context: Context) -> int:
    return max((len(each.values["tariffLines"]) for each in context.store.all("Service")), default=0)


@strawberry.enum(description="Whether it is known what is paid for a service on a day.")
class PriceStatus(Enum):
    """graph.answers.price.PriceStatus, told to clients."""

    YES = strawberry.enum_value(
        "YES", description="One tariff line holds and no other may. Look at the conditions that this hangs on."
    )
    NO = strawberry.enum_value(
        "NO", description="No line holds on that day, and all that stood on it is held and was read whole."
    )
    UNKNOWN = strawberry.enum_value("UNKNOWN", description="What is held leaves it open; the reasons say why.")
    NO_SUCH_CODE = strawberry.enum_value(
        "NO_SUCH_CODE", description="As NO, and moreover no held act prices the code in any version."
    )


@strawberry.type(description="A tariff line, and whether it holds on a day.")
class LineOnDay:
    line: TariffLine = attribute("line", "The line, with its evidence and legal basis.")
    status: Truth = field(lambda source, _info: source.validity.truth, "Whether it holds.", plain=True)
    reasons: list[Reason] = field(
        lambda source, _info: source.validity.reasons, f"Why: at most {MOST_REASONS}.", most=MOST_REASONS
    )
    conditions: list[Reason] = field(
        lambda source, _info: source.validity.conditions,
        "What has to be so besides, which nothing that is held says.",
        most=MOST_REASONS,
    )


@strawberry.type(
    description="What is paid for a service on a day, computed from every tariff line of its code in every version "
    "that is held. Coefficients, and rules of payment that stand elsewhere, are not applied."
)
class PriceOnDay:
    code: str = field(lambda source, _info: source.inquiry.code, "The code.", plain=True)
    on: date = field(lambda source, _info: source.moment.on, "The day on which the service is given.", plain=True)
    known_on: date | None = field(
        lambda source, _info: source.moment.known_on,
        "The day on which one asks; null: whenever the acts that are held are in force.",
        plain=True,
    )
    service: Service | None = attribute("concept", "The service; null where no held act prices it.")
    status: PriceStatus = attribute("status", "Whether it is known.")
    price: Money | None = field(
        lambda source, _info: amount(source.line) if source.line else None, "The price, where it is known.", plain=True
    )
    line: TariffLine | None = attribute("line", "The line that holds, where it is the only one that may.")
    explanation: str = attribute("explanation", "What is known, why, and on what condition, in words.")
    reasons: list[Reason] = attribute("reasons", f"Why: at most {MOST_REASONS}.", most=MOST_REASONS)
    conditions: list[Reason] = attribute(
        "conditions", "What has to be so besides, which nothing that is held says.", most=MOST_REASONS
    )
    lines: list[LineOnDay] = attribute(
        "lines", "Every line of the code in every version, whether it holds or not.", most=_most_lines
    )
