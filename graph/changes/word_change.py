"""Words that take the place of others, are put in or taken out."""

from collections.abc import Iterator

from graph.act import Effect
from graph.changes.element_path import printed_path
from graph.changes.provision import Provision
from graph.changes.wording import pairs_of, wordings
from graph.layout.text import EMPTY
from graph.reading.folded import mask


def insert_words(each: Provision) -> Iterator[Effect]:
    """New words, at the end of an element or after words of it, which are then part of the printed element."""
    after = each.words("after")
    (new,) = wordings(each.words("words") or EMPTY) or (None,)
    anchor = next(iter(wordings(after)), None) if after else None
    for path in each.paths():
        printed = ": ".join(filter(None, (printed_path(path), after.value if after else "")))
        yield each.effect("insertion", "words", path, new=new, after=anchor, element_printed=printed)


def replace_words(each: Provision) -> Iterator[Effect]:
    """Words for words; every pair is an effect of its own."""
    pattern = each.lexicon.grammar.compile("{word_pair}")
    words = each.words("pairs") or EMPTY
    paths = each.paths()
    for match in pattern.finditer(mask(words).value):
        halves = each.lexicon.grammar.compile("{word_halves}").match(match[0])
        whole = words.group(match, 0)
        cut = halves.start("new") if halves else 0
        paired = pairs_of(wordings(whole[:cut]), wordings(whole[cut:])) if halves else None
        if paired is None:
            each.unread()
            continue
        for old, new in paired:
            for path in paths:
                yield each.effect("replacement", "words", path, old=old, new=new)


def exclude_words(each: Provision) -> Iterator[Effect]:
    """Words that are taken out, each quotation an effect of its own."""
    for path in each.paths():
        for old in wordings(each.words("words") or EMPTY):
            yield each.effect("repeal", "words", path, old=old)
