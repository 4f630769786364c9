"""A graph with two versions of one appendix."""

from pathlib import Path
from shutil import copytree

from graph.build import Graph, build

SEEDS = Path(__file__).parent.parent / "seeds"


def amended_graph(folder: Path) -> Graph:
    """The seeds with a later order that gives the same appendix new wording and lists one code less."""
    seeds = folder / "seeds"
    copytree(SEEDS, seeds)
    (first,) = seeds.glob("acts/*141")
    text = (first / "act.txt").read_text(encoding="utf-8")
    text = text.replace("2021 жылғы 31 \nжелтоқсандағы № ҚР ДСМ -141", "2022 жылғы 5 \nмамырдағы № ҚР ДСМ -199")
    text = text.replace("2021 жылғы 31 желтоқсандағы\n\n№ ҚР ДСМ -141", "2022 жылғы 5 мамырдағы\n\n№ ҚР ДСМ -199")
    text = text.replace("2022 жылғы 6 қаңтарда № 26398", "2022 жылғы 6 мамырда № 27999")
    text = text.replace("\n74 99.791 Қанның гематопоэздік дің \nжасушаларын дайындау", "")
    second = seeds / "acts" / "later"
    second.mkdir()
    (second / "act.txt").write_text(text, encoding="utf-8")
    return build(seeds)
