"""The words of the pages in Kazakh, Russian and English. What a term of the vocabulary names, it names here too."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.term import LANGUAGES
from graph.vocabulary import CLASSES, TERMS
from server.accept import weigh

LANGUAGE_NAMES: Mapping[str, str] = MappingProxyType({"kk": "Қазақша", "ru": "Русский", "en": "English"})

_FALLBACK = {"kk": ("kk", "ru", "en"), "ru": ("ru", "kk", "en"), "en": ("en", "kk", "ru")}

# A row is one line or two: Kazakh | Russian | English.
# fmt: off

_WAYS = {
    "amendedBy": "өзгерткен актілер | изменён актами | amended by",
    "changedBy": "өзгерткендер | чем изменено | changed by",
    "citedBy": "сілтеме жасайтын актілер | цитируется в актах | cited by",
    "concepts": "ұғымдары | понятия | concepts",
    "conflicts": "қайшылықтар | расхождения | conflicts",
    "effects": "нені өзгертеді | что изменяет | what it changes",
    "effectsOn": "оны не өзгертеді | чем изменён | what changes it",
    "exceptionOf": "неден ерекше | исключение из | exception from",
    "expression": "мәтіні | текст | expression",
    "files": "файлдары | файлы | files",
    "international": "ICD-9-CM сәйкестігі | соответствие МКБ-9-КМ | relation to ICD-9-CM",
    "kindAssignments": "түрлері және себебі | виды и основания | kinds, and why",
    "listing": "тізбеге енгізу | включение в перечень | listing",
    "listings": "тізбелерде | включения в перечни | listings",
    "made": "жасаған редакциялар | созданные редакции | versions that it made",
    "madeBy": "қалай жасалған | чем создана | made by",
    "narrower": "тар ұғымдар | уже | narrower",
    "next": "келесі редакция | следующая редакция | next version",
    "parts": "бөліктері | части | parts",
    "procedures": "емшаралар | процедуры | procedures",
    "replaces": "алмастырған редакциялары | заменила редакции | replaces",
    "rows": "жолдар | строки | rows",
    "rowsEnded": "алып тасталған жолдар | исключённые строки | rows taken out",
    "rowsPut": "енгізілген жолдар | внесённые строки | rows put in",
    "services": "ұқсас қызметтер | близкие услуги | related services",
    "tables": "кестелер | таблицы | tables",
    "tariffLine": "тариф | тариф | tariff line",
    "tariffLines": "тарифтер | тарифы | tariff lines",
    "versions": "редакциялары | редакции | versions",
}

_WORDS = {
    "about": "Бұл туралы деректер | Данные об этом | Data about this",
    "after-first-publication": "алғашқы ресми жарияланғаннан кейін | после первого официального опубликования |"
        " after the first official publication",
    "from-first-publication": "алғашқы ресми жарияланған күннен | со дня первого официального опубликования |"
        " from the day of first official publication",
    "from-day-after-first-publication": "алғашқы ресми жарияланған күннің ертеңінен |"
        " со дня, следующего за первым официальным опубликованием | from the day after first official publication",
    "on-date": "көрсетілген күні | в указанный день | on the day that it names",
    "on-signature": "қол қойылған күні | со дня подписания | on the day of signature",
    "begins": "басталуы | начало | begins",
    "between": "{} – {} аралығында | между {} и {} | between {} and {}",
    "calendar": "күнтізбелік күн | календарных дней | calendar days",
    "cited-only": "Бұл актінің мәтіні жоқ: оған тек сілтемелер бар. Өзгертулерден басқа не айтатыны мұнда жоқ. |"
        " Текст этого акта не имеется: известны лишь ссылки на него. Что он говорит сверх изменений, здесь нет. |"
        " The text of this act is not held: it is known from citations alone."
        " What it says beyond the amendments that are held is not here.",
    "certain": "боялған: сол күндері күшінде | закрашено: действует в эти дни | filled: in force on these days",
    "content": "мазмұны | содержание | content",
    "data-version": "Деректер нұсқасы | Версия данных | Data version",
    "day-not-included": "бұл күні енді қолданылмайды | в этот день уже не действует | no longer counts on that day",
    "ends": "аяқталуы | окончание | ends",
    "false": "жоқ | нет | no",
    "in-time": "Уақыт бойынша | Во времени | In time",
    "in-time-described": "{}. Жолақтар мен күндер төмендегі кестеде де бар. |"
        " {}. Те же сроки приведены в таблице ниже. | {}. The table below says the same.",
    "incomplete": "Бұл редакция толық емес: бұрынғы мәтін жоқ немесе бір бөлігі қатемен оқылған. |"
        " Эта редакция неполна: прежнего текста нет, или часть прочитана с ошибкой. |"
        " This version is incomplete: the text before it is not held, or part of it could not be read.",
    "language": "Тіл | Язык | Language",
    "leads-here": "Осыған сілтейтіндер | Что ведёт сюда | What leads here",
    "may-be-listed": "жолдары толық емес: болуы не болмауы мүмкін | не все строки известны: может быть или нет |"
        " not all rows are held: may be there or not",
    "left-out": "тағы {} бар | ещё {} | {} more",
    "neighbours": "Айналасы | Окружение | Neighbourhood",
    "not-listed": "қолда бар тізбелерде жоқ | нет в имеющихся перечнях | in no list that is held",
    "no-end": "аяқталуы белгісіз | окончание неизвестно | no end is known",
    "no-start": "қай күннен екенін бірде-бір мәтін айтпайды | ни один имеющийся текст не называет дня |"
        " no text that is held says from which day",
    "not-after": "кеш дегенде {} | не позднее {} | not after {}",
    "not-before": "ерте дегенде {} | не ранее {} | not before {}",
    "not-held-note": "Мәтіні жоқ актілерде болуы мүмкін. | Может стоять в актах, текста которых нет. |"
        " It may stand in acts that are not held.",
    "older-only": "тек ескі редакцияларда | только в прежних редакциях | only in older versions",
    "open": "оң жаққа бағытталған жебе: аяқталуы белгісіз | стрелка вправо: окончание неизвестно |"
        " arrow to the right: no end is known",
    "partial": "толық емес | неполная | incomplete",
    "path": "Орны | Путь | Where this stands",
    "possible": "шеті үзік: күшінде болуы мүмкін, күні белгісіз |"
        " пунктирный край: возможно, действует, день неизвестен |"
        " dashed edge: may be in force, a day is not known",
    "quoted": "Дәйексөздер | Цитаты | Quoted text",
    "reach": "сол жаққа бағытталған жебе: бұрынғы қатынастарға да қолданылады |"
        " стрелка влево: распространяется на более ранние правоотношения |"
        " arrow to the left: applies to earlier relations too",
    "reaching-back": "кері күші бар: {} бастап | с обратной силой с {} | retroactively from {}",
    "said": "Не айтылған | Что сказано | What is said",
    "suspended": "қолданысы тоқтатыла тұрған | действие приостановлено | suspended",
    "text": "Оқылған мәтін | Прочитанный текст | The text that was read",
    "true": "иә | да | yes",
    "text-not-held": "мәтіні жоқ | текста нет | its text is not held",
    "unknown": "белгісіз | неизвестно | unknown",
    "unread": "боялмаған: мәтіні жоқ не толық емес | не закрашено: текста нет или он неполон |"
        " not filled: the text is not held, or not all of it",
    "what": "не | что | what",
    "where": "қайда | где | where",
    "whole-act": "бүкіл акт | весь акт | the whole act",
    "why": "неге | почему | why",
    "working": "жұмыс күні | рабочих дней | working days",
    "PRINTED": "басылған | напечатано | printed",
    "REPAIRED": "түзетілген | исправлено | repaired",
    "INFERRED": "қорытылған | выведено | inferred",
    "CURATED": "қолмен енгізілген | внесено вручную | curated",
}

# fmt: on


@dataclass(frozen=True, slots=True)
class Wish:
    """The language that a reader wants; ``asked`` when the address says so. Data are of no language."""

    language: str = ""
    asked: bool = False


def choose_language(asked: str | None, accepted: str | None) -> Wish:
    """The language of a page: the one that the address asks for, else the one that the browser likes best, else en.

    ``accepted`` is an Accept-Language field (RFC 9110, section 12.5.4).
    """
    if asked in LANGUAGES:
        return Wish(asked, asked=True)
    likings = [(weight, -place, name.partition("-")[0]) for place, (name, weight) in enumerate(weigh(accepted or ""))]
    known = [each for each in likings if each[2] in LANGUAGES and each[0] > 0]
    return Wish(max(known)[2] if known else "en")


def fallback(language: str) -> tuple[str, ...]:
    """The languages in which to look for words, the wanted one first."""
    return _FALLBACK[language]


def word(name: str, language: str) -> str:
    """A word of the pages. Raises KeyError for one that they do not know."""
    return _pick(_WORDS[name], language)


def class_name(name: str, language: str) -> str:
    """What a thing of a class is called."""
    return CLASSES[name].labels[language]


def term_name(name: str, language: str) -> str:
    """What a term or a way back is called; its own name where neither has words."""
    if name in _WAYS:
        return _pick(_WAYS[name], language)
    term = TERMS.get(name)
    return term.labels[language] if term else name


def _pick(row: str, language: str) -> str:
    return row.split(" | ")[LANGUAGES.index(language)]
