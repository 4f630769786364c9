"""Tables of an act, printed in lines or drawn as a grid: columns, sections, rows, codes, amounts."""
