"""From a text to an act: layout, grammar, tables, witnesses."""
