"""What is made once and kept until the process ends."""

import gc
from typing import TypeVar

_Value = TypeVar("_Value")


def lasting(value: _Value) -> _Value:
    """The value, which the garbage collector need not look through again with every few requests."""
    gc.freeze()
    return value
