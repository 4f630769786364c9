"""Finding: words in any form, codes in any spelling, in the texts of a store."""
