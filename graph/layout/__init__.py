"""From bytes to lines: one reader for each form in which texts come, all ending in a ``Source`` and its ``Sheet``."""
