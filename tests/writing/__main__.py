"""``python -m tests.writing --acts N --rows R --seed S --into FOLDER``: a corpus of synthetic acts."""

import argparse
import sys
from pathlib import Path

from tests.writing.corpus import Order, write_corpus
from tests.writing.forms import FORMS
from tests.writing.wording import LANGUAGES


def main() -> None:
    """Write the corpus and say how much it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.writing", description=__doc__)
    parser.add_argument("--acts", type=int, required=True, help="how many acts")
    parser.add_argument("--rows", type=int, default=100, help="about how many rows the tables of an act have")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes")
    parser.add_argument("--into", type=Path, required=True, help="a folder that is not there yet, or empty")
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="such as kk,ru")
    parser.add_argument("--form", choices=sorted(FORMS), default="markdown")
    options = parser.parse_args()
    if options.into.exists() and any(options.into.iterdir()):
        parser.error(f"{options.into} is not empty: name another folder")
    languages = tuple(options.languages.split(","))
    if unknown := set(languages) - set(LANGUAGES):
        parser.error(f"no wording for {', '.join(sorted(unknown))}: there are {', '.join(LANGUAGES)}")
    order = Order(options.acts, options.rows, options.seed, languages, options.form)
    count = sum(1 for _ in write_corpus(order, options.into))
    size = sum(path.stat().st_size for path in options.into.rglob("*") if path.is_file())
    sys.stdout.write(f"{count} acts, {size / 1e6:.1f} MB in {options.into}\n")


if __name__ == "__main__":
    main()
