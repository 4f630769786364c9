"""From lines to an act: outline, grammar, tables, witnesses."""
