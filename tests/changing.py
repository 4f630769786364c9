"""A base act and acts that change it, as pages of adilet.zan.kz: what consolidation is tried on."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from shutil import copytree

from graph.build import Graph, build
from graph.iri import DEFAULT_BASE

SEEDS = Path(__file__).parent.parent / "seeds"
BASE = f"{DEFAULT_BASE}eli/kz/moh/order/2020/10/30/qr-dsm-170-2020"
ANNEX = f"{BASE}/annex_7"
TARIFFS = f"{BASE}/tariffs"
SUBJECT = {
    "kk": "Тегін медициналық көмектің кепілдік берілген көлемі шеңберінде және (немесе) міндетті әлеуметтік медициналық"
    " сақтандыру жүйесінде медициналық қызметтерге арналған тарифтер",
    "ru": "Тарифы на медицинские услуги в рамках гарантированного объема бесплатной медицинской помощи и (или) в"
    " системе обязательного социального медицинского страхования",
}
TITLE = {
    "kk": f"{SUBJECT['kk'].removesuffix('тер')}терді бекіту туралы",
    "ru": SUBJECT["ru"].replace("Тарифы", "Об утверждении тарифов"),
}
ISSUER = {
    "kk": ("Қазақстан Республикасы Денсаулық сақтау министрінің", "Қазақстан Республикасының Әділет министрлігінде"),
    "ru": ("Министра здравоохранения Республики Казахстан", "в Министерстве юстиции Республики Казахстан"),
}
DAYS = {
    "2020-10-30": {"kk": "2020 жылғы 30 қазандағы", "ru": "30 октября 2020 года"},
    "2021-02-10": {"kk": "2021 жылғы 10 ақпандағы", "ru": "10 февраля 2021 года"},
    "2021-09-07": {"kk": "2021 жылғы 7 қыркүйектегі", "ru": "7 сентября 2021 года"},
    "2022-03-18": {"kk": "2022 жылғы 18 наурыздағы", "ru": "18 марта 2022 года"},
}
HEADING = {
    "kk": ("№", "Қызметтің толық коды", "Қызметтің атауы", "Бағасы, теңге"),
    "ru": ("№", "Полный код услуги", "Наименование услуги", "Стоимость, тенге"),
}
LAST = {
    "kk": "9. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
    "ru": "9. Настоящий приказ вводится в действие по истечении десяти календарных дней после дня его первого"
    " официального опубликования.",
}
SIGNED = {
    language: f"<table>\n<tr>\n<td><p>{office}</p></td>\n<td><p>А. Цой</p></td>\n</tr>\n</table>"
    for language, office in (
        ("kk", "Қазақстан Республикасының Денсаулық сақтау министрі"),
        ("ru", "Министр здравоохранения Республики Казахстан"),
    )
}
Cells = tuple[str, str, str, str]


def requisites(language: str, day: str, number: str, registration: str | None = None) -> str:
    """The line that names an order of the minister."""
    body, justice = ISSUER[language]
    if language == "kk":
        line = f"{body} {DAYS[day]['kk']} № {number} бұйрығы."
        return line + (f" {justice} 2020 жылғы 31 қазанда № {registration} болып тіркелді" if registration else "")
    line = f"Приказ {body} от {DAYS[day]['ru']} № {number}."
    return line + (f" Зарегистрирован {justice} 31 октября 2020 года № {registration}" if registration else "")


def page(language: str, title: str, line: str, body: Iterable[str]) -> str:
    """A page of an act."""
    inner = "\n".join(each if each.startswith("<") else f"<p>&nbsp;&nbsp;&nbsp;&nbsp; {each}</p>" for each in body)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n'
        f'<head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
        f'<div class="container_alpha slogan"><h1>{title}</h1>\n<p>{line}</p></div>\n'
        f'<div class="container_gamma text text_upd">\n<article>\n{inner}\n</article>\n</div>\n</body>\n</html>\n'
    )


def table(language: str, rows: Sequence[Cells], *, heading: bool = True) -> str:
    """A drawn table of tariffs."""
    lines = ((HEADING[language],) if heading else ()) + tuple(rows)
    cells = ("".join(f"<td>{cell}</td>" for cell in line) for line in lines)
    return "<table>\n" + "\n".join(f"<tr>{each}</tr>" for each in cells) + "\n</table>"


def header(lines: Iterable[str]) -> str:
    """The block at the head of an appendix."""
    return f"<table>\n<tr>\n<td>&nbsp;</td>\n<td><p>{'<br/>'.join(lines)}</p></td>\n</tr>\n</table>"


def row(number: str, price: str = "1 405,40", language: str = "kk") -> Cells:
    """A row of tariffs; its code says its number."""
    main, _, part = number.partition("-")
    code = f"A{int(main) // 1000 + 1:02}.{int(main) % 1000:03}.{int(part or 0):03}"
    return number, code, f"{'Қабылдау' if language == 'kk' else 'Прием'} {number}", price


def base_act(rows: Sequence[Cells], language: str = "kk", note: str | None = None, points: Sequence[str] = ()) -> str:
    """Order ҚР ДСМ-170/2020 with its appendix 7, as it was made or with a note of what changed it."""
    body, _ = ISSUER[language]
    if language == "kk":
        text = [
            "БҰЙЫРАМЫН:",
            "1. Осы бұйрыққа 7-қосымшаға сәйкес медициналық қызметтерге тарифтер бекітілсін.",
            *points,
        ]
        head = [body, f"{DAYS['2020-10-30']['kk']}", "№ ҚР ДСМ-170/2020 бұйрығына", "7-қосымша"]
    else:
        text = ["ПРИКАЗЫВАЮ:", "1. Утвердить тарифы на медицинские услуги согласно приложению 7 к настоящему приказу."]
        text += points
        head = ["Приложение 7", f"к приказу {body}", f"от {DAYS['2020-10-30']['ru']}", "№ ҚР ДСМ-170/2020"]
    last = LAST[language].replace("9.", f"{2 + len(points)}.", 1)
    inner = [*text, last, SIGNED[language], header(head), f"<h3>{SUBJECT[language]}</h3>", *([note] if note else [])]
    line = requisites(language, "2020-10-30", "ҚР ДСМ-170/2020", "21550")
    return page(language, TITLE[language], line, [*inner, table(language, rows)])


def cited(language: str) -> str:
    """The base act as an act that changes it cites it."""
    body, _ = ISSUER[language]
    if language == "kk":
        return f'"{TITLE["kk"]}" {body} {DAYS["2020-10-30"]["kk"]} № ҚР ДСМ-170/2020 бұйрығына'
    return f'в приказ {body} от {DAYS["2020-10-30"]["ru"]} № ҚР ДСМ-170/2020 "{TITLE["ru"]}"'


def amending_act(day: str, number: str, paragraphs: Sequence[str], language: str = "kk") -> str:
    """An order that changes the base act by some paragraphs."""
    if language == "kk":
        first = f"1. {cited('kk')} мынадай өзгерістер мен толықтырулар енгізілсін:"
        title, word = f"{cited('kk')} өзгерістер енгізу туралы", "БҰЙЫРАМЫН:"
    else:
        first = f"1. Внести {cited('ru')} следующие изменения и дополнения:"
        title, word = f"О внесении изменений {cited('ru')}", "ПРИКАЗЫВАЮ:"
    body = [word, first, *paragraphs, LAST[language].replace("9.", "2.", 1), SIGNED[language]]
    return page(language, title, requisites(language, day, number), body)


def seeds_with(folder: Path, *texts: str, seeds: Path = SEEDS) -> Path:
    """The seeds with more acts."""
    into = folder / "seeds"
    copytree(seeds, into)
    for number, text in enumerate(texts):
        (into / "acts" / f"more-{number}").mkdir()
        (into / "acts" / f"more-{number}" / "act.txt").write_text(text, encoding="utf-8")
    return into


def graph_with(folder: Path, *texts: str) -> Graph:
    """The graph of the seeds and more acts."""
    return build(seeds_with(folder, *texts))
