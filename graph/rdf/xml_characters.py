"""The characters that XML 1.0 can carry."""

import re

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text with U+FFFD for each character outside production 2 of XML 1.0, which not even a reference may name.

    Form feeds and other control characters stand in text taken from PDF. The positions of a quote do not shift.
    """
    return _UNWRITABLE.sub("\ufffd", text)
