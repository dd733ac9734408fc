"""Every word of the interface, in English and in Chinese, and the language that is spoken.

`language("zh")` makes Chinese the default of every `lang=` argument; a call may still name its
own. A sentence is said with `say`, the label of a control with `label`, a value of a table with
`word`, a span of days with `say_dates`. Nothing else in the library holds a word of the interface,
except that an explorable has its own beside it (`WORDS` of its module), and so has the frame of
the book (`publish/site/words.py`). To add one, add a row with
both languages to the table below that is for its place:

FRONT: explorers, which say it in their script: `view.speech.say("picture")`
EXPLORABLE: what every explorable says
CHARTS, PAGES: charts, and passages and tables as pages
CONTROLS, CARD: labels of controls, and of the card of a source
EXERCISES: exercises and the box of progress
CASE: the case file, its checks and its brief
SETUP: what `check_setup` reports
REPORT: titles of the report on a collection
PAPER: tables for a paper
DATES: spans of days
VALUES: values of the data's columns, such as "city", that explorers show
CODES: names that code gives (of measures and settings of labs), and other values

A third language would take more: a third side in every row, in `pick`, and in the columns of the
tables that have one for each language (title_en). What a text says is not translated here (that is
in `data/translations/`), and errors are in English.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

LANGUAGES = ("en", "zh")

_chosen = {"lang": "en"}


def language(lang: str | None = None) -> str:
    """Choose the language of the interface, "en" or "zh"; without an argument, return the one
    chosen.

    >>> language()
    'en'
    """
    if lang is not None:
        _chosen["lang"] = check_language(lang)
    return _chosen["lang"]


def current(lang: str | None) -> str:
    """Return *lang*, or the language chosen for all where it is None."""
    return language() if lang is None else check_language(lang)


def check_language(lang: str) -> str:
    """Return *lang*; ValueError if the workbook does not speak it."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}: use 'en' or 'zh'")
    return lang


def pick(english: str, chinese: str, lang: str | None = None) -> str:
    """Return the one of two strings that is in *lang*."""
    return chinese if current(lang) == "zh" else english


def say(key: str, lang: str | None = None, **found: object) -> str:
    """Say a sentence of the interface, with what was *found* put in by `str.format`.

    >>> say("judge_missing", "zh", found=1, all=2)
    '还不对。2个中找到1个，写的都对。'
    """
    return pick(*SENTENCES[key], lang).format(**found)


def label(key: str, lang: str | None = None) -> str:
    """Say the label of a control, of a tab, or of a line of a source's card.

    >>> label("level", "en")
    'Level'
    """
    return pick(*LABELS[key], lang)


def word(value: str, lang: str | None = None, column: object = "") -> str:
    """Say a value of the tables in English or Chinese; a value without a translation is said as it
    is.

    >>> word("nation", "zh"), word("nation", "en")
    ('国家', 'Nation')
    >>> word("exact", "zh"), word("exact", "zh", column="bound")
    ('逐字', '恰好')
    """
    sides = (
        CODES.get(f"{column}: {value}")
        or VALUES.get(value)
        or CODES.get(value, (value, value))
    )
    return pick(*sides, lang)


def code_word(name: str, lang: str | None = None) -> str:
    """Say a name that code gives (a title, a series, a measure): as it is, or in Chinese.

    >>> code_word("wait_days", "zh"), code_word("wait_days", "en")
    ('平均排队天数', 'wait_days')
    """
    return word(name, "zh") if current(lang) == "zh" else name


def short_name(doc_id: str, lang: str | None = None) -> str:
    """The short name of a document; of a reader's own, its id.

    >>> short_name("wuhai-2006", "en")
    'Wuhai speech'
    """
    return pick(*FRONT[doc_id], lang) if doc_id in FRONT else doc_id


def head_word(column: object, beside: Sequence[object] = ()) -> str:
    """The Chinese of the name of a column; empty where it is not known.

    Some names mean one thing *beside* one name of the table and another beside another.

    >>> head_word("doc_id"), head_word("wait_days"), head_word("own_column")
    ('文献', '平均排队天数', '')
    >>> head_word("range"), head_word("range", ["value", "badge"])
    ('见于几篇', '取值范围')
    """
    name = str(column)
    keys = [f"head: {name} beside {other}" for other in beside]
    known = next((CODES[key] for key in keys if key in CODES), None)
    known = known or CODES.get(f"head: {name}") or FRONT.get(f"column_{name}")
    said = known[1] if known else word(name, "zh")
    return "" if said == name else said


def number_of(key: str, count: int, lang: str | None = None) -> str:
    """Say *count* of something; English has its own sentence for one (the key with `_1`).

    >>> number_of("texts", 1, "en"), number_of("texts", 5, "en"), number_of("texts", 1, "zh")
    ('one text', '5 texts', '1篇文本')
    """
    return say(f"{key}_1" if count == 1 else key, lang, count=count)


NUMBERS = (
    [
        "No",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
    ],
    ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九"],
)


def in_words(count: int, lang: str | None = None) -> str:
    """Say a count below ten in words, as at the head of a sentence; others in figures.

    >>> in_words(4, "en"), in_words(2, "zh"), in_words(12, "en")
    ('Four', '两', '12')
    """
    numbers = NUMBERS[LANGUAGES.index(current(lang))]
    return numbers[count] if count < len(numbers) else str(count)


# --- dates --------------------------------------------------------------------------------------

# Written here, because the names that Python gives depend on the machine's locale.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def column_name(column: str, beside: Sequence[object] = ()) -> dict[str, str]:
    """What a column is called on a screen, in both languages; some mean another thing *beside*
    another column.

    >>> column_name("doc_id"), column_name("own_column")
    ({'en': 'Document', 'zh': '文献'}, {'en': 'Own column', 'zh': 'Own column'})
    >>> column_name("bound")["en"], column_name("bound", ["force"])["en"]
    ('Bound', 'Who is told to act')
    """
    keys = [f"column_{column} beside {other}" for other in beside]
    known = next((FRONT[key] for key in keys if key in FRONT), None)
    known = known or FRONT.get(f"column_{column}")
    if known:
        return dict(zip(LANGUAGES, known))
    plain = str(column).replace("_", " ")
    english = plain[:1].upper() + plain[1:]
    return {"en": english, "zh": head_word(column) or english}


def say_dates(first: date, last: date, lang: str | None = None) -> str:
    """Write a closed interval of days as briefly as it allows: a day, a month, a year, or two ends.

    Parameters
    ----------
    first, last: dates or timestamps; times of day are ignored.

    >>> say_dates(date(2006, 6, 12), date(2006, 6, 13), "en")
    '12–13 June 2006'
    >>> say_dates(date(2006, 9, 1), date(2006, 9, 30), "zh")
    '2006年9月'
    """
    return say(
        _date_sentence(first, last),
        lang,
        first=first,
        last=last,
        first_month=MONTHS[first.month - 1],
        last_month=MONTHS[last.month - 1],
    )


def _date_sentence(first: date, last: date) -> str:
    """Which row of DATES says an interval of days."""
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return "year" if same_year else "years"
    if not same_month:
        return "days"
    if first.day == last.day:
        return "one_day"
    days_in_month = monthrange(last.year, last.month)[1]
    is_whole = first.day == 1 and last.day == days_in_month
    return "month" if is_whole else "days_of_month"


# --- the tables: key, then English, then Chinese ------------------------------------------------

# Each language by its own name, in every language.
LANGUAGE_NAMES = (("English", "en"), ("中文", "zh"))

# Values of the tables in data/ and of the library's own columns.
VALUES = {
    # levels and places
    "nation": ("Nation", "国家"),
    "province": ("Province", "省、自治区"),
    "city": ("City", "市"),
    "county": ("county", "县"),
    "township": ("township", "乡镇"),
    "village": ("village", "村"),
    "local": ("local", "地方"),
    "region": ("region", "地区"),
    "all": ("all levels", "各级"),
    "document": ("Document", "文献"),
    "China": ("China", "中国"),
    "Wuhai": ("Wuhai", "乌海"),
    "Inner Mongolia": ("Inner Mongolia", "内蒙古"),
    "Beijing": ("Beijing", "北京"),
    "Shandong": ("Shandong", "山东"),
    "Shanghai": ("Shanghai", "上海"),
    "Chongqing": ("Chongqing", "重庆"),
    "Yunnan": ("Yunnan", "云南"),
    "Kunming": ("Kunming", "昆明"),
    "Guizhou": ("Guizhou", "贵州"),
    "Shenzhen": ("Shenzhen", "深圳"),
    "South Asia": ("South Asia", "南亚"),
    "Southeast Asia": ("Southeast Asia", "东南亚"),
    # how something is known
    "stated": ("date stated", "明载"),
    "resolved": ("resolved from context", "据上下文推定"),
    "inferred": ("inferred", "推断"),
    "within": ("some day in this span", "在此期间某日"),
    "through": ("lasts through this span", "贯穿此期间"),
    # citations: with what intent, how it is known which document, and how sure
    "basis": ("on the basis of it", "依据"),
    "carry out": ("to carry it out", "贯彻落实"),
    "issue": ("issues or forwards it", "印发、转发"),
    "amend": ("amends it", "修改、修订"),
    "repeal": ("repeals it", "废止"),
    "refer": ("refers to it", "参照"),
    "self": ("this document itself", "本文件"),
    "mention": ("mentions it", "提及"),
    "title, mark lost": ("title, a mark lost", "标题，书名号残缺"),
    "title without marks": ("title without marks", "标题，无书名号"),
    "itself": ("this document itself", "本文件"),
    "short title": ("short title", "文件简称"),
    "similar title": ("title with one character different", "标题有一字之差"),
    "short name": ("short name given in the text", "文中所立简称"),
    "last named": ("the one named last before", "前文最近提到者"),
    "several": ("may be several documents", "可能是几份文件"),
    "not in the tables": ("in neither table", "不在表内"),
    "known documents": ("table of known documents", "已知文件表"),
    "sure": ("sure", "确定"),
    "likely": ("likely", "很可能"),
    "candidate": ("candidate", "候选"),
    "open": ("open", "未定"),
    # words of saying in the table of speakers
    "据介绍": ("according to what was explained", "据介绍"),
    "据悉": ("it is learnt", "据悉"),
    "按照": ("in accordance with", "按照"),
    "传达": ("relay", "传达"),
    "做出决策": ("decide", "做出决策"),
    "决定": ("decide", "决定"),
    "强调": ("stress", "强调"),
    "批示": ("written instruction", "批示"),
    "指出": ("point out", "指出"),
    "提出": ("put forward", "提出"),
    "确立": ("establish", "确立"),
    "要求": ("require", "要求"),
    "转发": ("forward", "转发"),
    "透露": ("disclose", "透露"),
    "Guizhou Department of Information Industry": (
        "Guizhou Department of Information Industry",
        "贵州省信息产业厅",
    ),
    # units of quantities, in the words that count them
    "个": ("(pieces)", "个"),
    "项": ("items", "项"),
    "年": ("years", "年"),
    "方面": ("aspects", "方面"),
    "类": ("kinds", "类"),
    "部分": ("parts", "部分"),
    "次": ("times, sessions", "次"),
    "份": ("copies, papers", "份"),
    "级": ("levels", "级"),
    "条": ("items", "条"),
    "批": ("batches", "批"),
    "种": ("kinds", "种"),
    "些": ("some", "些"),
    "组": ("groups", "组"),
    "亿元": ("100 million yuan", "亿元"),
    "型": ("types", "型"),
    "人": ("people", "人"),
    "届": ("sessions", "届"),
    "对": ("pairs", "对"),
    "手": ("hands", "手"),
    "期": ("phases", "期"),
    "倍": ("times as much", "倍"),
    "天": ("days", "天"),
    "系列": ("series", "系列"),
    "层次": ("layers", "层次"),
    "节": ("parts", "节"),
    # notes of edits that are as regular as rules
    "by reading": ("by reading", "据文意"),
    "by reading; both readers agree": (
        "by reading; both readers agree",
        "据文意，两位读者一致",
    ),
    "by reading; a reader differs": (
        "by reading; a reader differs",
        "据文意，一位读者不同",
    ),
    "as in relay-2006": ("as in relay-2006", "依传达提纲（relay-2006）"),
    "as in relay-2006; a reader alone chose otherwise": (
        "as in relay-2006; a reader alone chose otherwise",
        "依传达提纲（relay-2006），仅一位读者不同",
    ),
    "parenthesis at Chinese text": (
        "parenthesis at Chinese text",
        "中文旁的括号改为全角",
    ),
    "an empty line of the web page": (
        "an empty line of the web page",
        "网页空行",
    ),
    "letterhead, date, title and text ran together": (
        "letterhead, date, title and text ran together",
        "文头、日期、标题与正文原连写",
    ),
    "a heading ran into its text": (
        "a heading ran into its text",
        "标题与正文原连写",
    ),
    # kinds of systems
    "application": ("application", "应用"),
    "backup": ("backup", "灾备"),
    "business system": ("business system", "业务系统"),
    "catalogue": ("catalogue", "目录"),
    "centre": ("centre", "中心"),
    "database": ("database", "数据库"),
    "emergency": ("emergency", "应急"),
    "evaluation": ("evaluation", "评估"),
    "exchange": ("exchange", "交换"),
    "governance": ("governance", "统筹管理"),
    "law": ("law", "法规"),
    "network": ("network", "网络"),
    "other": ("other", "其他"),
    "platform": ("platform", "平台"),
    "portal": ("portal", "门户网站"),
    "project": ("project", "工程"),
    "security": ("security", "安全"),
    "service": ("service", "服务"),
    "site": ("site", "网站"),
    "standard": ("standard", "标准"),
    "training": ("training", "培训"),
    "trust": ("trust", "信任"),
    # the state of a system
    "completed": ("completed", "已建成"),
    "existing": ("existing", "已有"),
    "improving": ("improving", "在完善"),
    "not said": ("not said", "未言明"),
    "planned": ("planned", "规划"),
    "required": ("required", "要求建设"),
    "under construction": ("under construction", "在建"),
    "wanted": ("wanted", "期望"),
    # what becomes of an order, and under which count
    "softer": ("softer", "变软"),
    "same": ("as firm", "一样"),
    "firmer": ("firmer", "变硬"),
    "2002 to 2006": ("from 2002 to 2006", "2002年到2006年"),
    "nation to province": ("from the nation to the province", "国家到省"),
    "nation to city": ("from the nation to the cities", "国家到城市"),
    "as settled": ("as settled between two coders", "两人商定的编码"),
    "coder a": ("the first coder alone", "只用编码者甲"),
    "coder b": ("the second coder alone", "只用编码者乙"),
    "without doubtful segments": ("without what was in doubt", "不计有疑问的"),
    "goals at the foot": ("goals on a rung, under “may”", "目标列为最下一级"),
    "avoiding is no ban": ("“avoid” is no ban", "“避免”不算禁止"),
    "codes as a reader has them": (
        "codes as a reader would have them",
        "有几处照一位读者的意见",
    ),
    "stands": ("stands", "站得住"),
    "weakens": ("no longer clear", "不再明确"),
    # kinds of quantities
    "achievement": ("achievement", "成绩"),
    "count": ("count", "计数"),
    "input": ("input", "投入"),
    "ordinal": ("ordinal", "序数"),
    "period": ("period", "时段"),
    "phrase": ("phrase", "套语"),
    "target": ("target", "目标"),
    # how a theme is taken up
    "sets": ("sets", "首先提出"),
    "word for word": ("word for word", "逐字"),
    "edited": ("edited", "改写"),
    "in aim only": ("in aim only", "仅目的相同"),
    "local form": ("local form", "地方形式"),
    "reports done": ("reports done", "据称已成"),
    # relations between systems and clauses
    "part_of": ("part of", "属于"),
    "answers": ("answers", "对应"),
    "follows": ("follows", "承接"),
    "same_idea_as": ("same idea", "同义"),
    # yes and no
    "True": ("yes", "是"),
    "False": ("no", "否"),
    # how certain a change of the editor is
    "certain": ("certain", "确定"),
    "probable": ("probable", "很可能"),
    "possible": ("possible", "可能"),
    "unknown": ("unknown", "不明"),
    # keyness, concordances and shared passages
    "more": ("more", "更多"),
    "less": ("less", "更少"),
    "no clear difference": ("no clear difference", "无明显差异"),
    "too few to say": ("too few to say", "太少，难以判断"),
    "position": ("position", "位置"),
    "left": ("left", "左侧"),
    "right": ("right", "右侧"),
    "exact": ("exact", "逐字"),
    "lists": ("lists", "列举换序"),
    "frames": ("frames", "同一句式"),
    "targets": ("targets", "目标"),
    # tables whose rows the reader highlights
    "actors": ("actors", "人物与机构"),
    "clauses": ("clauses", "条款"),
    "events": ("events", "事件"),
    "mentions": ("mentions", "系统"),
    "themes": ("themes", "主题"),
}

# Names that code gives columns, rows and runs, and values that no explorer shows. The English side
# is what the code says; *column: value* is a value that means something else in that column.
CODES = {
    # in what two passages are alike
    "the same list": ("the same list", "同样的清单"),
    "the same frame": ("the same frame", "同样的句式"),
    "a target with another date": (
        "a target with another date",
        "换了期限的目标",
    ),
    # what a speech tells, one part after the other
    "results": ("results", "成效"),
    "problems": ("problems", "问题"),
    "shifts": ("shifts", "转变"),
    "goals told": ("goals", "目标"),
    "tasks told": ("tasks", "任务"),
    # over the themes of the opinion, in lesson 05
    "{count} themes of 2002 that the relay doesn't name": (
        "{count} themes of 2002 that the relay doesn't name",
        "2002年的主题，传达提纲没有提到的有{count}个",
    ),
    # on what a tie between two clauses rests
    "we infer it": ("we infer it", "我们推断"),
    "a text says it": ("a text says it", "文本自己说的"),
    # ways in which a measurement is made again (robustness)
    "as we did it": ("as we did it", "本课的做法"),
    "without our dictionary": ("without our dictionary", "不用本书词典"),
    "unknown words guessed": ("unknown words guessed", "让程序猜生词"),
    "by characters": ("by characters", "按字"),
    "without words of grammar": ("without words of grammar", "不计功能词"),
    "texts as received": ("texts as received", "用收到时的文本"),
    "automatic rules only": ("automatic rules only", "只用自动规则"),
    "without opinion-2002": ("without opinion-2002", "去掉意见"),
    "without yunnan-2006": ("without yunnan-2006", "去掉云南报道"),
    "without relay-2006": ("without relay-2006", "去掉传达提纲"),
    "without article-2006": ("without article-2006", "去掉文章"),
    "without wuhai-2006": ("without wuhai-2006", "去掉乌海讲话"),
    "window of 2": ("window of 2", "前后两个词"),
    "window of 10": ("window of 10", "前后十个词"),
    "window of sentence": ("window of sentence", "整句"),
    # what becomes of a conclusion
    "The conclusion stands": ("The conclusion stands", "结论站得住"),
    "The conclusion weakens": ("The conclusion weakens", "结论不再明确"),
    "The conclusion flips": ("The conclusion flips", "结论翻转"),
    "The conclusion can't be computed": (
        "The conclusion can't be computed",
        "结论无法计算",
    ),
    "flips": ("flips", "翻转"),
    "can't be computed": ("can't be computed", "无法计算"),
    "no date": ("no date", "没有日期"),
    "no year": ("no year", "没有年份"),
    # how much of two documents is the same
    "overlapping": ("overlapping", "部分相同"),
    "contained": ("contained", "一篇含另一篇"),
    # notes and groups of what was passed on
    "a central document": ("a central document", "中央文献"),
    "no text": ("no text", "没有正文"),
    "not compared": ("not compared", "没有比较"),
    "set phrases only": ("set phrases only", "只有套语"),
    "short: seen only inside a longer passage": (
        "short: seen only inside a longer passage",
        "太短，只在更长的段落里见到",
    ),
    "by: all": ("all", "全部"),
    "by: year": ("year", "年份"),
    "by: place": ("place", "地方"),
    "by: level": ("level", "级别"),
    "group: all": ("all", "全部"),
    "group: unknown": ("unknown", "不详"),
    "target_in: documents": ("documents", "本集文献"),
    "format: table row": ("table row", "表格的一行"),
    "counted by us": ("counted by us", "我们数的"),
    "written": ("written", "文中写明的"),
    # what became of words between two passages
    "equal": ("equal", "相同"),
    "changed": ("changed", "改动"),
    "added": ("added", "增加"),
    "dropped": ("dropped", "删去"),
    # ways to cut a sentence, and to ask for a name
    "Each character": ("Each character", "逐字"),
    "Pairs": ("Pairs", "相邻两字"),
    "jieba and our terms": ("jieba and our terms", "jieba加本书术语"),
    "the search with ?": ("the search with ?", "带“?”的检索"),
    "words of jieba": ("words of jieba", "jieba切出的词"),
    "words of jieba and our terms": (
        "words of jieba and our terms",
        "jieba加本书术语切出的词",
    ),
    "a search for 政务, then 内 or 外 or both, then 网": (
        "a search for 政务, then 内 or 外 or both, then 网",
        "检索“政务”+“内”“外”或“内外”+“网”",
    ),
    # levels, kinds and statuses of the tables in data/
    "prefecture-level city": ("prefecture-level city", "地级市"),
    "script: traditional": ("traditional", "繁体"),
    # what two coders were asked of each segment
    "asked: force": ("force", "语气"),
    "asked: bound": ("bound", "约束谁"),
    "asked: measurable": ("measurable", "可衡量吗"),
    "asked: dated": ("dated", "有期限吗"),
    "asked: named": ("named", "点名吗"),
    "China; Beijing; Shenzhen; Chongqing": (
        "China; Beijing; Shenzhen; Chongqing",
        "全国；北京；深圳；重庆",
    ),
    "notice forwarding an opinion": (
        "notice forwarding an opinion",
        "转发意见的通知",
    ),
    "news report of a meeting": ("news report of a meeting", "会议新闻报道"),
    "outline of a relaying speech": (
        "outline of a relaying speech",
        "传达提纲",
    ),
    "speech": ("speech", "讲话"),
    "survey article": ("survey article", "综述文章"),
    "person": ("person", "人物"),
    "place": ("place", "地方"),
    "title": ("title", "标题"),
    "salutation": ("salutation", "称呼"),
    "paragraph": ("paragraph", "段落"),
    "item": ("item", "项"),
    "closing": ("closing", "结尾"),
    "part": ("part", "部分"),
    "section": ("section", "节"),
    "aim": ("aim", "目标"),
    "problem": ("problem", "问题"),
    "principle": ("principle", "原则"),
    "task": ("task", "任务"),
    "measure": ("measure", "措施"),
    "shift": ("shift", "转变"),
    "job": ("job", "工作"),
    "launch": ("launch", "启动"),
    "result": ("result", "成果"),
    "deadline": ("deadline", "期限"),
    "decade": ("decade", "年代"),
    "days": ("days", "天数"),
    "precision: days": ("days", "几日"),
    "month": ("month", "某月"),
    "years": ("years", "几年"),
    "before": ("before", "此前"),
    "after": ("after", "此后"),
    "concept": ("concept", "概念"),
    "slogan": ("slogan", "口号"),
    "technique": ("technique", "技术"),
    "organization": ("organization", "机构"),
    "resolved from context": ("resolved from context", "据上下文推定"),
    "systems": ("systems", "系统"),
    "networks": ("networks", "网络"),
    "running": ("running", "运行"),
    "purpose": ("purpose", "目的"),
    "high": ("high", "高"),
    "medium": ("medium", "中"),
    "low": ("low", "低"),
    "bound: exact": ("exact", "恰好"),
    "bound: at least": ("at least", "至少"),
    "bound: at most": ("at most", "至多"),
    "bound: more than": ("more than", "超过"),
    "bound: range": ("range", "区间"),
    "bound: about": ("about", "左右"),
    "bound: none": ("none", "无人"),
    "bound: all": ("everybody", "各级各方"),
    "bound: unspecified": ("not said", "未指明"),
    "bound: departments": ("departments", "各部门"),
    "bound: localities": ("localities", "各地"),
    "bound: place": ("place", "本地"),
    "bound: others": ("others", "其他人"),
    "bound: centre": ("centre", "中央"),
    "date_role: as of": ("as of", "截至"),
    "date_role: due": ("due", "到期"),
    "date_role: none": ("none", "无"),
    "date_role: period": ("period", "时段"),
    "kind: paragraph": ("paragraph", "段落"),
    "kind: exact": ("exact", "逐字"),
    # kinds of damage of a file
    "flattened marks": ("flattened marks", "标点抹平"),
    "almost no punctuation": ("almost no punctuation", "几乎没有标点"),
    "private-use characters": ("private-use characters", "私用区字符"),
    "control characters": ("control characters", "控制字符"),
    "dates not understood": ("dates not understood", "读不懂的日期"),
    "dates guessed": ("dates guessed", "猜定的日期"),
    "texts cut off by Excel": ("texts cut off by Excel", "被Excel截断的正文"),
    "cells beyond the columns": ("cells beyond the columns", "多出的格"),
    "cells missing at the end of the row": (
        "cells missing at the end of the row",
        "行末缺的格",
    ),
    "lines above the head": ("lines above the head", "表头以上的行"),
    "row names without a head": ("row names without a head", "没有表头的行名"),
    "cells merged over rows": ("cells merged over rows", "跨行合并的格"),
    "merged cells": ("merged cells", "合并的格"),
    "cells that span others": ("cells that span others", "跨格"),
    "rows of a hidden sheet": ("rows of a hidden sheet", "隐藏工作表的行"),
    "formulas without a value": ("formulas without a value", "没有值的公式"),
    "broken records": ("broken records", "残缺的记录"),
    "hidden rows": ("hidden rows", "隐藏的行"),
    "hidden columns": ("hidden columns", "隐藏的列"),
    "heads repeated in the table": (
        "heads repeated in the table",
        "表中重复的表头",
    ),
    "numbers made by Word": ("numbers made by Word", "Word自动编号"),
    "numbers made by the program": (
        "numbers made by the program",
        "程序自动编号",
    ),
    "numbers made by the page": ("numbers made by the page", "网页自动编号"),
    "notes": ("notes", "脚注"),
    "text boxes": ("text boxes", "文本框"),
    "equations": ("equations", "公式"),
    "deleted text": ("deleted text", "已删文字"),
    "hidden text": ("hidden text", "隐藏文字"),
    "text hidden at first": ("text hidden at first", "起初隐藏的文字"),
    "headers and footers": ("headers and footers", "页眉页脚"),
    "comments": ("comments", "批注"),
    "pictures": ("pictures", "图片"),
    "charts": ("charts", "图表"),
    "fields not filled in": ("fields not filled in", "未填的栏"),
    "files inside the file": ("files inside the file", "嵌入的文件"),
    "form fields": ("form fields", "表单栏"),
    "form fields filled in": ("form fields filled in", "已填的表单栏"),
    "signs without a character": (
        "signs without a character",
        "没有对应字的符号",
    ),
    "parts missing in the file": (
        "parts missing in the file",
        "文件缺失的部分",
    ),
    "pages missing in the file": (
        "pages missing in the file",
        "文件缺失的页面",
    ),
    "pages outside the order of reading": (
        "pages outside the order of reading",
        "不在阅读顺序里的页面",
    ),
    "attachments and pages beside the text": (
        "attachments and pages beside the text",
        "附件和正文外的页面",
    ),
    "attachments": ("attachments", "附件"),
    "settings at the head of the file": (
        "settings at the head of the file",
        "文件开头的设置",
    ),
    "damage: frames": ("frames", "框架"),
    "embedded objects": ("embedded objects", "嵌入对象"),
    "struck-out text": ("struck-out text", "画了删除线的文字"),
    "commands of TeX": ("commands of TeX", "TeX命令"),
    "tags of XML": ("tags of XML", "XML标签"),
    "a page nested too deeply": ("a page nested too deeply", "嵌套过深的页面"),
    "text typed over the pages": (
        "text typed over the pages",
        "加盖在页面上的文字",
    ),
    "slanted text": ("slanted text", "斜排文字"),
    "text outside the page": ("text outside the page", "页面以外的文字"),
    "text drawn twice": ("text drawn twice", "重复绘制的文字"),
    "pages without text": ("pages without text", "没有文字的页"),
    "pages that can't be read": ("pages that can't be read", "读不出的页"),
    "running heads and feet": ("running heads and feet", "书眉和页脚"),
    "page numbers": ("page numbers", "页码"),
    "broken lines": ("broken lines", "断行"),
    "unread characters": ("unread characters", "读不出的字"),
    "no Chinese": ("no Chinese", "没有中文"),
    "invisible characters": ("invisible characters", "不可见字符"),
    "unusual line ends": ("unusual line ends", "异常的换行"),
    "line ends written as escapes": (
        "line ends written as escapes",
        "写成转义的换行",
    ),
    "look-alike characters": ("look-alike characters", "形近字符"),
    "blanks between characters": ("blanks between characters", "字间空格"),
    "straight quotes": ("straight quotes", "直引号"),
    "lost dashes": ("lost dashes", "丢失的破折号"),
    "ruby": ("ruby", "注音"),
    "entities": ("entities", "字符实体"),
    "escaped characters": ("escaped characters", "转义字符"),
    "Markdown marks": ("Markdown marks", "Markdown标记"),
    "traditional characters": ("traditional characters", "繁体字"),
    "narrow punctuation": ("narrow punctuation", "半角标点"),
    "page furniture": ("page furniture", "网页杂项"),
    "narrow marks": ("narrow marks", "半角标点"),
    "spam lines": ("spam lines", "广告行"),
    "format: text": ("text", "纯文本"),
    "kind: rule": ("rule", "规定"),
    "role: after": ("after", "之后"),
    "role: as of": ("as of", "截至"),
    "role: at": ("at", "当时"),
    "role: due": ("due", "到期"),
    "role: during": ("during", "期间"),
    "role: since": ("since", "自此"),
    "lost line breaks": ("lost line breaks", "段落粘连"),
    "joined headings": ("joined headings", "标题粘连"),
    "wrong mark": ("wrong mark", "标点错误"),
    "pinyin glosses": ("pinyin glosses", "注音"),
    "lost bytes": ("lost bytes", "字节缺失"),
    "lost dash": ("lost dash", "破折号缺失"),
    "flattened punctuation": ("flattened punctuation", "标点抹平"),
    "straightened quotes": ("straightened quotes", "引号变直"),
    "lost titles": ("lost titles", "书名缺失"),
    "lost plus sign": ("lost plus sign", "加号缺失"),
    "characters": ("characters", "字"),
    "unit: marks": ("marks", "标点"),
    "unit: lines": ("lines", "行"),
    "unit: breaks": ("breaks", "处"),
    "unit: glosses": ("glosses", "处注音"),
    "unit: places": ("places", "处"),
    "unit: titles": ("titles", "个题名"),
    "drop_flattening": ("drop_flattening", "恢复抹平的标点"),
    "drop_furniture": ("drop_furniture", "删去网页杂项"),
    "drop_glosses": ("drop_glosses", "删去注音"),
    "curl_quotes": ("curl_quotes", "恢复弯引号"),
    "fix_widths": ("fix_widths", "统一全角半角"),
    "mend_byte_slips": ("mend_byte_slips", "修补错位的字节"),
    "mend_dashes": ("mend_dashes", "修补破折号"),
    "simplify": ("simplify", "繁体转简体"),
    "tidy_spaces": ("tidy_spaces", "整理空格"),
    "edit:emendation": ("edit:emendation", "编者：校改"),
    "edit:gap": ("edit:gap", "编者：缺字"),
    "edit:heading": ("edit:heading", "编者：标题"),
    "edit:layout": ("edit:layout", "编者：版式"),
    "edit:paragraph": ("edit:paragraph", "编者：分段"),
    "edit:punctuation": ("edit:punctuation", "编者：标点"),
    "edit:sign": ("edit:sign", "编者：符号"),
    "edit:width": ("edit:width", "编者：全角半角"),
    "prohibited": ("prohibited", "禁止"),
    "must": ("must", "必须"),
    "should": ("is to", "要求"),
    "tried": ("tried", "尝试"),
    "encouraged": ("encouraged", "鼓励"),
    "may": ("may", "可以"),
    "hoped": ("goal", "目标"),
    "none": ("none", "无"),
    "unspecified": ("not said", "未指明"),
    "departments": ("departments", "各部门"),
    "localities": ("localities", "各地"),
    "others": ("others", "其他人"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "find": ("find", "查找"),
    "explain": ("explain", "解释"),
    "compute": ("compute", "计算"),
    "argue": ("argue", "论证"),
    "precision: day": ("day", "日"),
    "precision: year": ("year", "年"),
    "kind: body": ("body", "机构"),
    "kind: group": ("group", "群体"),
    "instruction": ("instruction", "批示、指示"),
    "plan": ("plan", "规划"),
    "meeting": ("meeting", "会议"),
    "bound: we": ("we", "我们"),
    "bound: body": ("body", "指名机构"),
    "as settled": ("as settled", "按议定的编码"),
    "coder a": ("coder a", "编码者甲"),
    "coder b": ("coder b", "编码者乙"),
    "without doubtful segments": ("without doubtful segments", "不计存疑的段"),
    "goals at the foot": ("goals at the foot", "目标列为最下一级"),
    "stands": ("stands", "成立"),
    "weakens": ("weakens", "减弱"),
    "falls": ("falls", "不成立"),
    "softer": ("softer", "变软"),
    "same": ("same", "不变"),
    "firmer": ("firmer", "变硬"),
    "2002 to 2006": ("2002 to 2006", "2002年到2006年"),
    "nation to city": ("nation to city", "国家到城市"),
    "nation to province": ("nation to province", "国家到省"),
    "population": ("population", "人口"),
    "question_en": ("question_en", "题目"),
    "option_a": ("option_a", "选项a"),
    "option_b": ("option_b", "选项b"),
    "option_c": ("option_c", "选项c"),
    "option_d": ("option_d", "选项d"),
    "parameter: departments": ("departments", "部门数"),
    "parameter: days": ("days", "天数"),
    "parameter: kept": ("kept", "归档留下什么"),
    "parameter: standard": ("standard", "合格标准（能力）"),
    "parameter: form": ("form", "试卷"),
    "head: checked": ("checked", "核查的指标数"),
    "head: sharing": ("sharing", "是否共享"),
    "kind: choice": ("choice", "选择"),
    "kind: claim": ("claim", "论断"),
    "kind: date": ("date", "日期"),
    "kind: names": ("names", "名称"),
    "kind: number": ("number", "数"),
    "kind: open": ("open", "开放题"),
    "kind: quote": ("quote", "引文"),
    "head: exercise_id": ("exercise_id", "题号"),
    "head: reason": ("reason", "理由"),
    "head: rubric": ("rubric", "评分要点"),
    # names that mean something else beside another column of the same table
    "head: range beside badge": ("range", "取值范围"),
    "head: bound beside label_en": ("bound", "界限"),
    "head: value beside label_en": ("value", "数值"),
    "head: count beside verdict": ("count", "词数"),
    "head: count beside pieces": ("count", "段数"),
    "head: count beside status": ("count", "个数"),
    "head: way beside measure": ("way", "情形"),
    "head: form beside assembled": ("form", "试卷"),
    "head: from beside rule": ("from", "从"),
    "head: to beside rule": ("to", "到"),
    "head: tried": ("tried", "做过的人数"),
    "head: tries": ("tries", "平均次数"),
    "head: hints": ("hints", "看提示的次数"),
    "head: usual_mistake": ("usual_mistake", "最常见的错误"),
    "head: mistaken": ("mistaken", "犯此错的人数"),
    "head: misconception": ("misconception", "误解"),
    "head: misled": ("misled", "有此误解的人数"),
    "head: student": ("student", "学生"),
    "head: ticked": ("ticked", "自己勾的"),
    "head: points": ("points", "做到的点数"),
    "head: force_codes": ("force_codes", "各编码的人数"),
    "head: our_force": ("our_force", "我们的编码"),
    "head: task_en": ("task_en", "题目（英文）"),
    "head: task_zh": ("task_zh", "题目"),
    "head: share_right": ("share_right", "答对率"),
    # names of columns
    "head: label_en": ("label_en", "名称"),
    "head: subject_en": ("subject_en", "对象"),
    "head: target": ("target", "目标"),
    "head: promises": ("promises", "承诺数"),
    "head: found": ("found", "提到次数"),
    "head: the finder": ("the finder", "查找程序判作"),
    "head: our reading": ("our reading", "我们判作"),
    "head: variation": ("variation", "换一种算法"),
    "head: outcome": ("outcome", "结论"),
    "head: per_thousand": ("per_thousand", "每千字几个"),
    "head: route": ("route", "从哪到哪"),
    "head: of": ("of", "总数"),
    "head: value": ("value", "取值"),
    "head: force": ("force", "语气"),
    "head: bound": ("bound", "界限（指令：约束谁）"),
    "head: measurable": ("measurable", "可衡量"),
    "head: dated": ("dated", "有期限"),
    "head: named": ("named", "点名"),
    "head: hedges": ("hedges", "缓和的词"),
    "head: person": ("person", "居民"),
    "head: item": ("item", "项目"),
    "head: case": ("case", "办件"),
    "head: day": ("day", "天"),
    "head: department": ("department", "部门"),
    "head: event": ("event", "事件"),
    "head: measure": ("measure", "量"),
    "head: part": ("part", "片区"),
    "head: hour": ("hour", "小时"),
    "head: officer": ("officer", "公务员"),
    "head: document": ("document", "文件"),
    "head: verdict": ("verdict", "判定"),
    "head: truth": ("truth", "实情"),
    "head: low": ("low", "下限"),
    "head: high": ("high", "上限"),
    "head: before": ("before", "之前"),
    "head: after": ("after", "之后"),
    "head: owner": ("owner", "所有者"),
    "head: columns": ("columns", "列"),
    "head: resource": ("resource", "数据"),
    "head: refresh_days": ("refresh_days", "更新天数"),
    "head: people": ("people", "人数"),
    "head: answer": ("answer", "回答"),
    "head: number": ("number", "编号"),
    "head: address": ("address", "地址"),
    "head: name": ("name", "姓名"),
    "head: birth_year": ("birth_year", "出生年份"),
    "head: person_id": ("person_id", "身份号码"),
    "head: taker": ("taker", "应试者"),
    "head: question_id": ("question_id", "题号"),
    "head: right": ("right", "答对"),
    "head: passed": ("passed", "及格"),
    "head: trained": ("trained", "受训"),
    "head: lesson": ("lesson", "课"),
    "head: quote": ("quote", "原文"),
    "head: statement_en": ("statement_en", "所述"),
    "head: start": ("start", "起"),
    "head: end": ("end", "止"),
    "head: text": ("text", "文本"),
    "head: rule": ("rule", "规则"),
    "head: check": ("check", "检查项"),
    "head: ok": ("ok", "正常"),
    "head: remedy": ("remedy", "办法"),
    "head: channel": ("channel", "渠道"),
    "head: count": ("count", "数量"),
    "head: event_from": ("event_from", "事件：自"),
    "head: event_to": ("event_to", "事件：至"),
    "head: event_precision": ("event_precision", "事件：精度"),
    "head: written_to": ("written_to", "撰写不晚于"),
    "head: issued_from": ("issued_from", "发布日期"),
    "head: posted": ("posted", "上网日期"),
    "head: date": ("date", "日期"),
    "head: fact_id": ("fact_id", "资料"),
    "head: target_id": ("target_id", "承诺编号"),
    "head: system_id": ("system_id", "系统编号"),
    "head: lies": ("lies", "虚报次数"),
    "head: gain": ("gain", "前进的名次"),
    "head: month": ("month", "月"),
    "head: step": ("step", "步骤"),
    "head: share": ("share", "比例"),
    "head: runs": ("runs", "运行次数"),
    "head: unit": ("unit", "单位"),
    "head: target_percent": ("target_percent", "目标（%）"),
    # grounds of the settings of labs
    "from the text": ("from the text", "见原文"),
    "our reading": ("our reading", "我们的读法"),
    "from outside": ("from outside", "五篇之外"),
    "assumed": ("assumed", "假设"),
    "changed by hand": ("changed by hand", "自己改过"),
    # settings, measures and events of labs
    "parameter": ("parameter", "设定"),
    "value": ("value", "取值"),
    "badge": ("badge", "依据"),
    "range": ("range", "范围"),
    "why": ("why", "说明"),
    "mean": ("mean", "平均"),
    "sd": ("sd", "标准差"),
    "runs": ("runs", "运行次数"),
    "error": ("error", "标准误"),
    "standard_error": ("standard_error", "标准误"),
    "formula": ("formula", "公式"),
    "runs, mean": ("runs, mean", "各次运行的平均"),
    "width": ("width", "区间宽度"),
    "kept": ("kept", "名次不变的比例"),
    "change": ("change", "变化"),
    "way": ("way", "情形"),
    "applications_per_day": ("applications_per_day", "每天的申请"),
    "items": ("items", "许可项目数"),
    "skew": ("skew", "各项目忙闲悬殊"),
    "share_items_applied_online": (
        "share_items_applied_online",
        "网上申请的项目比例",
    ),
    "share_items_handled_online": (
        "share_items_handled_online",
        "在线处理的项目比例",
    ),
    "online_first": ("online_first", "哪些先上网"),
    "share_take_up": ("share_take_up", "愿意网上办的比例"),
    "share_agent": ("share_agent", "全程代办的比例"),
    "officers_per_department": ("officers_per_department", "每个部门的人数"),
    "work_days_per_case": ("work_days_per_case", "办理一件的天数"),
    "constant_work": ("constant_work", "办理时间固定"),
    "transfer_days": ("transfer_days", "部门间传递的天数"),
    "limit_days": ("limit_days", "承诺期限（天）"),
    "warning_days": ("warning_days", "预警天数"),
    "share_supervised": ("share_supervised", "受监察的比例"),
    "officer_day_yuan": ("officer_day_yuan", "办事人员一天（元）"),
    "visit_yuan": ("visit_yuan", "申请人跑一趟（元）"),
    "agent_way_yuan": ("agent_way_yuan", "代办员跑一趟（元）"),
    "item_day_yuan": ("item_day_yuan", "网上项目一天（元）"),
    "warm_up_days": ("warm_up_days", "预热天数"),
    "busiest": ("busiest", "最忙的先上"),
    "random": ("random", "抽签"),
    "rarest": ("rarest", "最冷门的先上"),
    "cases": ("cases", "办件数"),
    "share_handled_online": ("share_handled_online", "在线处理的办件比例"),
    "share_applied_online": ("share_applied_online", "网上申请的办件比例"),
    "visits_per_case": ("visits_per_case", "每件跑几趟"),
    "agent_ways_per_case": ("agent_ways_per_case", "每件代办几趟"),
    "wait_days": ("wait_days", "平均排队天数"),
    "total_days": ("total_days", "从申请到办结的天数"),
    "total_days_p90": ("total_days_p90", "十件中九件的办结天数"),
    "share_overdue": ("share_overdue", "超期比例"),
    "share_overdue_supervised": (
        "share_overdue_supervised",
        "受监察的超期比例",
    ),
    "share_overdue_others": ("share_overdue_others", "其余的超期比例"),
    "share_warned": ("share_warned", "亮牌比例"),
    "share_waiting": ("share_waiting", "要排队的比例"),
    "cases_open": ("cases_open", "在办件数"),
    "officers_busy": ("officers_busy", "在忙的人数"),
    "share_busy": ("share_busy", "服务强度（忙的比例）"),
    "office_yuan_per_case": ("office_yuan_per_case", "大厅每件花费（元）"),
    "applicant_yuan_per_case": (
        "applicant_yuan_per_case",
        "申请人每件花费（元）",
    ),
    "paper only": ("paper only", "全部走纸面"),
    "half online, the rarest": ("half online, the rarest", "最冷门的一半上网"),
    "half online, the busiest": ("half online, the busiest", "最忙的一半上网"),
    "an agent for all": ("an agent for all", "全部代办"),
    "an officer more in each department": (
        "an officer more in each department",
        "每个部门加一人",
    ),
    "counter": ("counter", "窗口"),
    "handled online": ("handled online", "在线处理"),
    "applied": ("applied", "申请"),
    "visit": ("visit", "跑一趟"),
    "queues": ("queues", "开始排队"),
    "begins": ("begins", "开始"),
    "ends": ("ends", "办完"),
    "total": ("total", "从申请到办结"),
    "waiting": ("waiting", "其中排队"),
    "target 50 %": ("target 50 %", "目标50%"),
    "share items handled online": (
        "share items handled online",
        "在线处理的项目比例",
    ),
    "Online handling saves the way, not the queue": (
        "Online handling saves the way, not the queue",
        "上网省的是跑路，不是排队",
    ),
    "sharing": ("sharing", "是否共享"),
    "levels": ("levels", "级数"),
    "people": ("people", "人数"),
    "moves_per_year": ("moves_per_year", "每年搬家的比例"),
    "report_share": ("report_share", "告知某部门的概率"),
    "grant_share": ("grant_share", "获准使用的概率"),
    "gather_days": ("gather_days", "两次汇聚间隔（天）"),
    "fetch_days": ("fetch_days", "两次送达间隔（天）"),
    "forms_per_person": ("forms_per_person", "每人填的表"),
    "repeated_share": ("repeated_share", "重复填表的比例"),
    "contradictory_share": ("contradictory_share", "副本互相矛盾的人"),
    "wrong_share": ("wrong_share", "错误副本的比例"),
    "wrong_days": ("wrong_days", "副本平均错几天"),
    "delivered": ("delivered", "送达"),
    "refused": ("refused", "驳回"),
    "form": ("form", "填表"),
    "moved": ("moved", "搬家"),
    "audited": ("audited", "核查"),
    "each for itself": ("each for itself", "各自为政"),
    "one collects, all share": (
        "one collects, all share",
        "一家采集，各家共享",
    ),
    "report share": ("report share", "告知某部门的概率"),
    "wrong days": ("wrong days", "副本平均错几天"),
    "Days a copy is wrong, in two years": (
        "Days a copy is wrong, in two years",
        "两年里，一份副本错几天",
    ),
    "public security": ("public security", "公安"),
    "market regulation": ("market regulation", "市场监管"),
    "land office": ("land office", "国土"),
    "statistics": ("statistics", "统计"),
    "tax": ("tax", "税务"),
    "the plan": ("the plan", "统一规划"),
    "layout": ("layout", "布局"),
    "separate": ("separate", "各自拉线"),
    "prefecture": ("prefecture", "地市"),
    "centre_offices": ("centre_offices", "中央机关数"),
    "province_offices": ("province_offices", "省级机关数"),
    "city_offices": ("city_offices", "市级机关数"),
    "county_offices": ("county_offices", "县级机关数"),
    "physical_isolation": ("physical_isolation", "两网物理隔离"),
    "lower_isolation": ("lower_isolation", "下级办公网与内网隔离"),
    "logical_isolation": ("logical_isolation", "外网与互联网逻辑隔离"),
    "one_outlet": ("one_outlet", "统一互联网出口"),
    "standards": ("standards", "在用的标准数"),
    "partner_share": ("partner_share", "要交换的机关对比例"),
    "secret_share": ("secret_share", "不能走外网的比例"),
    "patch_share": ("patch_share", "想内外拉线的机关比例"),
    "platform_weeks": ("platform_weeks", "平台建设周数"),
    "platform_cost_wan": ("platform_cost_wan", "平台节点（万元）"),
    "access_cost_wan": ("access_cost_wan", "接入线路（万元）"),
    "line_cost_wan": ("line_cost_wan", "机关间线路（万元）"),
    "adapter_cost_wan": ("adapter_cost_wan", "标准转换（万元）"),
    "gate_cost_wan": ("gate_cost_wan", "一道闸（万元）"),
    "line_weeks": ("line_weeks", "商谈架线周数"),
    "weeks_between": ("weeks_between", "动工间隔周数"),
    "attacks": ("attacks", "攻击次数"),
    "gate_leak": ("gate_leak", "闸被突破的概率"),
    "spread": ("spread", "向相邻主机蔓延的概率"),
    "hosts": ("hosts", "主机数"),
    "cost_wan": ("cost_wan", "总花费（万元）"),
    "cost_lines_wan": ("cost_lines_wan", "线路花费（万元）"),
    "cost_adapters_wan": ("cost_adapters_wan", "标准转换花费（万元）"),
    "cost_gates_wan": ("cost_gates_wan", "闸的花费（万元）"),
    "newcomer_weeks": ("newcomer_weeks", "新机关接入周数"),
    "finished_week": ("finished_week", "全部建成的周次"),
    "lines": ("lines", "线路数"),
    "doors": ("doors", "互联网出口数"),
    "met_share": ("met_share", "得到满足的交换需要"),
    "unmet": ("unmet", "没有满足的需要"),
    "patches_refused": ("patches_refused", "禁止的内外拉线"),
    "joined_share": ("joined_share", "直接连上的机关对"),
    "exposed_share": ("exposed_share", "从互联网够得着的主机"),
    "intranet_exposed": ("intranet_exposed", "从互联网够得着的内网主机"),
    "attacks_through": ("attacks_through", "攻进来的次数"),
    "taken_share": ("taken_share", "平均攻陷的主机比例"),
    "worst_taken_share": ("worst_taken_share", "最坏一次攻陷的比例"),
    "intranet_taken": ("intranet_taken", "攻陷的内网主机"),
    "partner share": ("partner share", "要交换的机关对比例"),
    "cost wan": ("cost wan", "总花费（万元）"),
    "gate leak": ("gate leak", "闸被突破的概率"),
    "taken share": ("taken share", "平均攻陷的主机比例"),
    "Cost by how many pairs exchange (万元)": (
        "Cost by how many pairs exchange (10,000 yuan)",
        "要交换的机关越多，各花多少（万元）",
    ),
    "Share of hosts taken by how leaky the gate is": (
        "Share of hosts taken by how leaky the gate is",
        "闸越容易突破，攻陷的主机越多",
    ),
    "sites": ("sites", "单位数"),
    "cost_yi": ("cost_yi", "每个单位的费用（亿元）"),
    "budget_yi": ("budget_yi", "总投入（亿元）"),
    "budget_shares": ("budget_shares", "各级所占投入"),
    "months": ("months", "月数"),
    "deadline_month": ("deadline_month", "期限（第几个月）"),
    "money_every_months": ("money_every_months", "拨款间隔（月）"),
    "pilot_sites": ("pilot_sites", "试点数"),
    "pilot_months": ("pilot_months", "试点月数"),
    "standard_month": ("standard_month", "标准出台（第几个月）"),
    "share_alone_before": ("share_alone_before", "标准前各自建设的比例"),
    "share_alone_after": ("share_alone_after", "标准后各自建设的比例"),
    "cost_alone": ("cost_alone", "自建系统的相对费用"),
    "start_by_itself": ("start_by_itself", "自行动工的月概率"),
    "start_by_example": ("start_by_example", "受带动动工的月概率"),
    "build_months": ("build_months", "建设月数"),
    "coverage": ("coverage", "接入的比例"),
    "coverage_deadline": ("coverage_deadline", "到期时接入的比例"),
    "coverage_end": ("coverage_end", "期末接入的比例"),
    "month_90": ("month_90", "接入九成的月份"),
    "spent_yi": ("spent_yi", "已花的钱（亿元）"),
    "left_yi": ("left_yi", "剩下的钱（亿元）"),
    "alone_yi": ("alone_yi", "各自建设花的钱（亿元）"),
    "share_alone": ("share_alone", "各自建设所占比例"),
    "months_waited": ("months_waited", "等待的月数"),
    "coverage_deadline_centre": (
        "coverage_deadline_centre",
        "到期时中央接入的比例",
    ),
    "coverage_deadline_province": (
        "coverage_deadline_province",
        "到期时省级接入的比例",
    ),
    "coverage_deadline_prefecture": (
        "coverage_deadline_prefecture",
        "到期时地市接入的比例",
    ),
    "coverage_deadline_county": (
        "coverage_deadline_county",
        "到期时县级接入的比例",
    ),
    "end of 2010": ("end of 2010", "2010年底"),
    "date": ("date", "日期"),
    "If sites follow each other: slow, fast, slow": (
        "If sites follow each other: slow, fast, slow",
        "各单位相互带动：先慢，后快，再慢",
    ),
    "takers": ("takers", "应试人数"),
    "ability": ("ability", "能力"),
    "ability_sd": ("ability_sd", "能力的标准差"),
    "share_trained": ("share_trained", "受过培训的比例"),
    "training_gain": ("training_gain", "培训的效果（标准差）"),
    "pass_share": ("pass_share", "及格线（答对率）"),
    "guess_share": ("guess_share", "瞎猜答对的概率"),
    "difficulty": ("difficulty", "难度"),
    "difficulty_sd": ("difficulty_sd", "难度的标准差"),
    "discrimination": ("discrimination", "区分度"),
    "discrimination_sd": ("discrimination_sd", "区分度的标准差"),
    "share_right": ("share_right", "难度（答对率）"),
    "point_biserial": ("point_biserial", "点二列相关"),
    "mean_share_right": ("mean_share_right", "平均答对率"),
    "share_passed": ("share_passed", "及格率"),
    "reliability": ("reliability", "信度"),
    "share_wrongly_passed": ("share_wrongly_passed", "误放过的比例"),
    "share_wrongly_failed": ("share_wrongly_failed", "误伤的比例"),
    "gain_share": ("gain_share", "答对率之差"),
    "passed wrongly": ("passed wrongly", "误放过"),
    "failed wrongly": ("failed wrongly", "误伤"),
    "wrongly passed": ("wrongly passed", "误放过"),
    "wrongly failed": ("wrongly failed", "误伤"),
    "pass share": ("pass share", "及格线（答对率）"),
    "share of takers": ("share of takers", "占应试者的比例"),
    "A test sees best where its questions are": (
        "A test sees best where its questions are",
        "题目在哪里，就在哪里测得准",
    ),
    "Every mark buys one error with the other": (
        "Every mark buys one error with the other",
        "不论及格线定在哪里，减少一种错误就增加另一种",
    ),
    "checked": ("checked", "核查"),
    "hour_from": ("hour_from", "以哪个时刻为准"),
    "waits": ("waits", "等下一份名单"),
    "states_theft": ("states_theft", "名单写明失窃时刻"),
    "officers": ("officers", "公务员数"),
    "documents": ("documents", "文件数"),
    "altered_share": ("altered_share", "遭篡改的比例"),
    "forged_share": ("forged_share", "伪造的比例"),
    "theft_share": ("theft_share", "密钥失窃的比例"),
    "thief_documents": ("thief_documents", "窃密者盖章份数"),
    "backdated_share": ("backdated_share", "倒填日期的比例"),
    "notice_days": ("notice_days", "发现失窃的天数"),
    "list_days": ("list_days", "名单间隔（天）"),
    "valid_days": ("valid_days", "证书有效期（天）"),
    "renewed_share": ("renewed_share", "及时换证的比例"),
    "later_days": ("later_days", "第二次验章（天后）"),
    "stamp_years": ("stamp_years", "时间戳证书年限"),
    "copies": ("copies", "备份份数"),
    "copy_survives": ("copy_survives", "备份可用的概率"),
    "backup_hours": ("backup_hours", "备份间隔（小时）"),
    "restore_hours": ("restore_hours", "恢复所需（小时）"),
    "keys_copied": ("keys_copied", "密钥也备份"),
    "new_keys_days": ("new_keys_days", "换发新证书（天）"),
    "bad_accepted_share": ("bad_accepted_share", "当时混过的假文件"),
    "good_refused_share": ("good_refused_share", "当时被拒的真文件"),
    "later_bad_share": ("later_bad_share", "十年后仍能混过的假文件"),
    "later_good_share": ("later_good_share", "十年后仍有效的真文件"),
    "theft_hours": ("theft_hours", "失窃到吊销（小时）"),
    "lost_documents": ("lost_documents", "丢失的文件"),
    "lost_hours": ("lost_hours", "恢复点：丢失的工作（小时）"),
    "down_hours": ("down_hours", "恢复时间（小时）"),
    "silent_hours": ("silent_hours", "签发不了名单（小时）"),
    "check": ("check", "验章的时刻"),
    "claim": ("claim", "自称的时刻"),
    "stamps": ("stamps", "时间戳"),
    "valid": ("valid", "有效"),
    "altered": ("altered", "遭篡改"),
    "forged": ("forged", "伪造"),
    "stolen": ("stolen", "密钥失窃"),
    "honest": ("honest", "真文件"),
    "unknown issuer": ("unknown issuer", "发证机构不明"),
    "unusable": ("unusable", "无法验章"),
    "out of date": ("out of date", "证书过期"),
    "revoked": ("revoked", "已吊销"),
    "no authority": ("no authority", "无权发证"),
    "no list": ("no list", "没有名单"),
    "dated ahead": ("dated ahead", "时刻超前"),
    "not checked": ("not checked", "没有验章"),
    "nobody's": ("nobody's", "没有失窃"),
    "an officer's": ("an officer's", "公务员的"),
    "a department's": ("a department's", "部门的"),
    "the stamp authority's": ("the stamp authority's", "时间戳机构的"),
    "no copy of the keys": ("no copy of the keys", "密钥没有备份"),
    "key": ("key", "失窃的密钥"),
    "false, before the list": ("false, before the list", "假文件，名单之前"),
    "false, after the list": ("false, after the list", "假文件，名单之后"),
    "officer, honest": ("officer, honest", "本人的真文件"),
    "colleague, honest": ("colleague, honest", "同事的真文件"),
    "indicators": ("indicators", "指标"),
    "units": ("units", "单位数"),
    "attained": ("attained", "达到程度的均值"),
    "attained_sd": ("attained_sd", "达到程度的标准差"),
    "likeness": ("likeness", "各指标的相关"),
    "method": ("method", "无量纲化的办法"),
    "weights": ("weights", "权重"),
    "concentration": ("concentration", "权重有多确定"),
    "draws": ("draws", "抽取权重的次数"),
    "embellishers": ("embellishers", "虚报的单位数"),
    "embellishment": ("embellishment", "虚报的幅度"),
    "share_first_kept": ("share_first_kept", "第一名不变的次数"),
    "share_pairs_flipped": ("share_pairs_flipped", "次序颠倒的区对"),
    "share_changed": ("share_changed", "排名有变的比例"),
    "rank_shift": ("rank_shift", "平均移动的名次"),
    "embellishers_gain": ("embellishers_gain", "虚报赢得的名次"),
    "honest_lost": ("honest_lost", "因此退后的如实上报的区"),
    "score": ("score", "得分"),
    "rank": ("rank", "名次"),
    "share pairs flipped": ("share pairs flipped", "次序颠倒的区对"),
    "min-max": ("min-max", "极差法"),
    "z-score": ("z-score", "标准分"),
    "Twelve districts of one seed: how often each takes each rank": (
        "Twelve districts of one seed: how often each takes each rank",
        "同一套十二个区：各得各名次的次数",
    ),
    "Weights matter where districts have different strengths": (
        "Weights matter where districts have different strengths",
        "各区各有所长，权重才要紧",
    ),
    # runs of the labs
    "share of what": ("share of what", "占什么的比例"),
    "separate lines": ("separate lines", "各自拉线"),
    "a standard each": ("a standard each", "各用各的标准"),
    "a door each": ("a door each", "各开各的互联网出口"),
    "all three": ("all three", "三样都改"),
    "with both": ("with both", "两道隔离都有"),
    "without physical_isolation": (
        "without physical_isolation",
        "去掉两网物理隔离",
    ),
    "without lower_isolation": (
        "without lower_isolation",
        "去掉下级办公网与内网的隔离",
    ),
    "as assumed": ("as assumed", "照原来的假定"),
    "no pilots, standard at once": (
        "no pilots, standard at once",
        "不试点，立即有标准",
    ),
    "built in 3 months": ("built in 3 months", "三个月建成"),
    "half begin every month": ("half begin every month", "每月半数动工"),
    "and five times the money": (
        "and five times the money",
        "经费再增至五倍",
    ),
    "country": ("country", "全国"),
    "core": ("core", "中央和省"),
    "core, twice the money": ("core, twice the money", "中央和省，经费加倍"),
    "level: centre": ("centre", "中央"),
    "event: money": ("money", "拨款"),
    "event: result": ("result", "取结果"),
    "money_yi": ("money_yi", "金额（亿元）"),
    "begins alone": ("begins alone", "自行动工"),
    "begins again": ("begins again", "重新建设"),
    "by lot": ("by lot", "随机抽题"),
    "whole bank": ("whole bank", "全部题目"),
    "assembled": ("assembled", "按蓝图组卷"),
    "questions": ("questions", "题数"),
    "share_misjudged": ("share_misjudged", "误判的比例"),
    "std": ("std", "标准差"),
    "kept_error": ("kept_error", "名次不变的标准误"),
    "width_error": ("width_error", "区间宽度的标准误"),
    "same_first": ("same_first", "第一名相同的比例"),
    "head: one": ("one", "一种办法"),
    "head: other": ("other", "另一种办法"),
    "one: target": ("target", "占目标的比例"),
    "other: rank": ("rank", "按名次"),
    # what becomes of a need to exchange, and whether two hosts may be joined
    "carried": ("carried", "平台承载"),
    "builds": ("builds", "另拉线路"),
    "rule: gate": ("gate", "经闸相连"),
    "rule: never": ("never", "不许相连"),
    # what an archive keeps
    "value: seal": ("seal", "只留章"),
    "value: evidence": ("evidence", "连同时间戳和名单"),
    "value: new stamps": ("new stamps", "并按时补盖新时间戳"),
    # settings of a place of the texts
    "nation-2002": ("nation-2002", "全国，2002年"),
    "nation-2006": ("nation-2006", "全国，2006年"),
    "nation-2010": ("nation-2010", "全国，到2010年"),
    "portals-2002": ("portals-2002", "门户网站，2002年"),
    "yunnan-2005": ("yunnan-2005", "云南，2005年"),
    "wuhai-2005": ("wuhai-2005", "乌海，2005年"),
    "way: wuhai-2006": ("wuhai-2006", "乌海，2006年"),
    "beijing-2006": ("beijing-2006", "北京，2006年"),
    "chongqing-2006": ("chongqing-2006", "重庆，2006年"),
    "shenzhen-2008": ("shenzhen-2008", "深圳，到2008年"),
    # facts from outside that labs show, and questions of the lab of training
    "licences-2010-unknown": ("licences-2010-unknown", "2010年的许可，未查到"),
    "guangdong-2015": ("guangdong-2015", "广东，2015年"),
    "shenzhen-2008-reset": ("shenzhen-2008-reset", "深圳，2008年另定"),
    "supervision-spread": ("supervision-spread", "电子监察的推广"),
    "ulanqab-agent-2006": ("ulanqab-agent-2006", "乌兰察布，2006年"),
    "sites-2005-assessment": ("sites-2005-assessment", "网站评估，2005年"),
    "sites-2006-assessment": ("sites-2006-assessment", "网站评估，2006年"),
    "un-rank": ("un-rank", "联合国的排名"),
    "province-networks-2005": ("province-networks-2005", "各省的网络，2005年"),
    "backbone-2007": ("backbone-2007", "骨干网，2007年"),
    "network-late-2008": ("network-late-2008", "未按时完成，2008年"),
    "extranet-2009": ("extranet-2009", "外网，2009年"),
    "network-2010-unknown": ("network-2010-unknown", "2010年的网络，未查到"),
    "network-2012": ("network-2012", "网络，2012年"),
    "notice-day": ("notice-day", "通知的日子"),
    "forwarders": ("forwarders", "谁转发"),
    "relay-kind": ("relay-kind", "提纲的性质"),
    "who-said-2000-yi": ("who-said-2000-yi", "2000亿元是谁说的"),
    "half-bound": ("half-bound", "一半的界限"),
    "who-leads-platform": ("who-leads-platform", "平台由谁牵头"),
    "shared-sentence": ("shared-sentence", "两篇同有的一句"),
    "question_id: this-year": ("this-year", "“今年”是哪年"),
    "question_id: newcomer": ("newcomer", "新建的系统"),
    "no-indicators": ("no-indicators", "没有指标"),
    "doubled-growth": ("doubled-growth", "翻一番的年增长"),
    # lessons and labs by the names of their files, with the titles that they have
    "00-start-here": ("00-start-here", "从这里开始"),
    "01-five-sources": ("01-five-sources", "五个来源"),
    "02-repairing-the-texts": ("02-repairing-the-texts", "修复文本"),
    "03-the-2002-opinion": ("03-the-2002-opinion", "2002年的意见"),
    "04-words-in-chinese": ("04-words-in-chinese", "中文的词"),
    "05-from-2002-to-2006": ("05-from-2002-to-2006", "从2002年到2006年"),
    "06-targets-and-deadlines": ("06-targets-and-deadlines", "目标与期限"),
    "07-who-repeats-whom": ("07-who-repeats-whom", "谁重复谁"),
    "08-local-implementation": ("08-local-implementation", "地方的落实"),
    "09-the-whole-timeline": ("09-the-whole-timeline", "完整的时间线"),
    "10-your-own-documents": ("10-your-own-documents", "你自己的文献"),
    "11-orders-hopes-and-hedges": (
        "11-orders-hopes-and-hedges",
        "要求、目标与缓和语",
    ),
    "labs/approvals": ("labs/approvals", "实验：网上审批与窗口审批"),
    "labs/evaluation": ("labs/evaluation", "实验：谁是第一？加权排名"),
    "labs/exchange": ("labs/exchange", "实验：谁掌握哪些数据"),
    "labs/networks": ("labs/networks", "实验：一个平台，还是许多条线"),
    "labs/rollout": ("labs/rollout", "实验：从试点到全面铺开"),
    "labs/training": ("labs/training", "实验：公务员考试"),
    "labs/trust": ("labs/trust", "实验：印章、密钥和灾难"),
    # parts of the invented town, and the invented districts
    "east": ("east", "东片"),
    "south": ("south", "南片"),
    "west": ("west", "西片"),
    **{
        f"unit {number:02}": (f"unit {number:02}", f"第{number}区")
        for number in range(1, 41)
    },
}

# The labels of controls in explorers.
CONTROLS = {
    "all": ("all", "全部"),
    "beginning": ("the beginning", "开头"),
    "cite": ("Cite this passage", "引用此段"),
    "clause": ("Go to", "转到"),
    "detail": ("Show", "显示"),
    "document": ("Document", "文献"),
    "editor": ("the editor's changes", "编者改动"),
    "event": ("Event", "事件"),
    "every": ("every change", "全部改动"),
    "findings": ("Highlight", "突出"),
    "from": ("From", "自"),
    "glossary": ("Glossary on hover", "词语提示"),
    "hit": ("Hit", "例"),
    "item": ("Item", "条目"),
    "kind": ("Kind", "种类"),
    "known": ("Date is", "日期依据"),
    "level": ("Level", "层级"),
    "marks": ("Mark", "标示"),
    "none": ("nothing", "不标示"),
    "nothing": (
        "Nothing matches: widen the filter.",
        "无匹配：请放宽筛选条件。",
    ),
    "other": ("Beside", "对照"),
    "passage": ("Passage", "段落"),
    "phrase": ("Phrase", "词语"),
    "pinyin": ("Pinyin", "拼音"),
    "place": ("Place", "地方"),
    "press_me": ("Press me", "点这里"),
    "reference": ("Against", "参照"),
    "silent": ("The text is silent here.", "此处未提。"),
    "sort": ("Sort by", "排序"),
    "source": ("Source", "来源"),
    "status": ("Status", "状态"),
    "target": ("Commitment", "承诺"),
    "to": ("To", "至"),
    "waiting": ("waiting for you …", "等待中……"),
    "widgets_work": ("Widgets work.", "控件可用。"),
    "word": ("Word", "词"),
}

# The lines of a source's card, and the heads of a page's columns.
CARD = {
    "card_title_zh": ("Title", "题名"),
    "card_title_en": ("In English", "英译"),
    "card_author_en": ("Who tells it", "谁讲述"),
    "card_author_zh": ("Who tells it", "谁讲述"),
    "card_kind": ("Kind", "文种"),
    "card_issuer": ("Issued by", "发文机关"),
    "card_speaker": ("Speaker", "讲话人"),
    "card_relays": ("Passes on", "转述"),
    "card_event": ("Event", "事件日期"),
    "card_written": ("Written", "撰写日期"),
    "card_issued": ("Issued", "发布日期"),
    "card_posted": ("Posted", "上网日期"),
    "card_script": ("Script", "简体、繁体"),
    "card_completeness": ("Completeness", "是否完整"),
    "card_damage": ("Damage", "损坏"),
    "card_withheld": ("Withheld", "未收录"),
    "card_rights": ("Rights", "版权"),
    "card_found_at": ("Found at", "来源"),
    "card_rest": (
        "The rest of the card: script, damage, rights, where it was found",
        "卡片的其余各项：简体或繁体、损坏、版权、来源",
    ),
    "card_file": ("File", "文件"),
    "card_sha256": (
        "Fingerprint of the file (SHA-256)",
        "文件指纹（SHA-256）",
    ),
    "reading_text": ("reading text", "校读本"),
    "as_received": ("as received", "原件"),
    "own_text": ("text", "文本"),
    "english": ("English", "英译"),
}

LABELS = CONTROLS | CARD

# Spans of days, as briefly as they allow.
DATES = {
    "year": ("{first.year}", "{first.year}年"),
    "years": ("{first.year}–{last.year}", "{first.year}年至{last.year}年"),
    "month": ("{first_month} {first.year}", "{first.year}年{first.month}月"),
    "one_day": (
        "{last.day} {last_month} {last.year}",
        "{last.year}年{last.month}月{last.day}日",
    ),
    "days_of_month": (
        "{first.day}–{last.day} {last_month} {last.year}",
        "{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日",
    ),
    "days": (
        "{first.day} {first_month} {first.year} – {last.day} {last_month} {last.year}",
        "{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日",
    ),
}

# What charts say: titles counted from their rows, axes, and names of series.
CHARTS = {
    # timeline
    "no_event": (
        "no event to show: widen the filter",
        "没有可显示的事件：请放宽筛选条件",
    ),
    "timeline": (
        "{count} events in {texts}, {most} of them beginning in {year} "
        "(eventful years are drawn wider){undated}",
        "{count}个事件，其中{most}个始于{year}年（年份宽度随事件数而定）{undated}",
    ),
    "texts": ("{count} texts", "{count}篇文本"),
    "texts_1": ("one text", "1篇文本"),
    "undated": ("; {count} without a date", "；另有{count}条无日期"),
    # documents and outlines
    "longest": ("{doc_id} is the longest text", "最长的文本是{doc_id}"),
    "characters": ("characters", "字符数"),
    "outline": (
        "{doc_id}: {clauses} clauses, {top} at the top",
        "{doc_id}：{clauses}条，顶层{top}条",
    ),
    # transmission
    "transmission": (
        "On average {share} % of a document is also in a central text (n = {documents})",
        "文献平均有{share}%的文字也见于中央文本（{documents}篇）",
    ),
    "transmission_unmeasured": (
        "; {n} could not be measured",
        "；另有{n}篇无法计量",
    ),
    "transmission_left_out": (
        "; {n} small groups left out",
        "；略去{n}个较小的组",
    ),
    "transmission_axis": (
        "share of a document that a central text has too, set phrases left out; interval of 95 %",
        "文献中与中央文本相同的份额（套语不计）；95%区间",
    ),
    "transmission_all": ("all documents (n = {n})", "全部文献（{n}篇）"),
    "transmission_mean": ("mean, interval of 95 %", "平均值与95%区间"),
    "transmission_few": ("too few documents to say", "文献太少，难下结论"),
    "transmission_chance": ("by chance", "偶然相同"),
    "group_of": ("{name} (n = {n})", "{name}（{n}篇）"),
    "group_over": ("{name}<br>n = {n}", "{name}<br>{n}篇"),
    "travels": (
        "{some} of {clauses} central clauses are in some document, {none} in none",
        "中央文本{clauses}句中，{some}句见于某篇文献，{none}句全无",
    ),
    "travels_silent": ("in no document", "无一篇有"),
    "travels_said": (
        "in some; larger where more of the documents have it",
        "有文献有此句；占比越大，圆点越大",
    ),
    "travels_hover": (
        "{name}: in {n} of {of} documents ({low}–{high} %)",
        "{name}：{of}篇中有{n}篇（{low}–{high}%）",
    ),
    # firmness
    "firmness": (
        "What is said most in {docs} documents: {leaders}",
        "{docs}篇文献中最多的说法：{leaders}",
    ),
    "firmness_leads": ("{code} in {count}", "{count}篇是“{code}”"),
    "firmness_axis": (
        "share of all that a document wants; interval of 95 %",
        "占该文献全部有所要求的语段的份额；95%区间",
    ),
    "force_prohibited": ("prohibited", "禁止"),
    "force_must": ("must", "必须"),
    "force_should": ("is to", "要求"),
    "force_tried": ("tried", "尝试"),
    "force_encouraged": ("encouraged", "鼓励"),
    "force_may": ("may", "可以"),
    "force_hoped": ("goal", "目标"),
    "force_none": ("none", "无"),
    # lineage
    "lineage": (
        "{themes} themes: {silent} of {cells} cells of the grid are silent",
        "{themes}个主题：{cells}格中{silent}格未提",
    ),
    "silent_cell": ("silent", "未提"),
    "manner_sets": ("sets it", "首先提出"),
    "manner_word for word": ("word for word", "逐字"),
    "manner_edited": ("edited", "改写"),
    "manner_in aim only": ("in aim only", "仅目的相同"),
    "manner_local form": ("local form", "地方形式"),
    "manner_reports done": ("reports it done", "据称已成"),
    # shares
    "shares": (
        "{done} shares reported as done, {promised} promised",
        "{done}项百分比据称已成，{promised}项为承诺",
    ),
    "share_achievement": ("reported as done", "据称已成"),
    "share_target": ("promised", "承诺"),
    # two aims on a line of years
    "two_aims": (
        "Two aims for a unified network, four years apart",
        "两个“统一网络”的目标，相隔四年",
    ),
    "aims_silence": (
        "<b>{first} and {last}</b><br>our papers date<br>nothing to them alone",
        "<b>{first}年和{last}年</b><br>五篇没有一件事<br>单单定在这两年",
    ),
    "aim_said_opinion-one-year": ("forwarded", "转发"),
    "aim_said_relay-network-nation": ("said", "提出"),
    "aim_due_opinion-one-year": ("due about August 2003", "约2003年8月到期"),
    "aim_due_relay-network-nation": ("due some day of 2010", "2010年某日到期"),
    "aim_words_opinion-one-year": (
        "In about a year, a platform of internal and<br>external networks largely in shape",
        "2002年：平台",
    ),
    "aim_words_relay-network-nation": (
        "By 2010, a network covering the country<br>largely complete",
        "2006年：覆盖全国的网络",
    ),
    "aim_voice_opinion-one-year": (
        "Leading Group, forwarded by two General Offices",
        "国家信息化领导小组，两办转发",
    ),
    "aim_voice_relay-network-nation": (
        "Vice-premier Zeng Peiyan at a symposium, passed on by Tian Qiansheng",
        "副总理曾培炎在座谈会上，田黔生转述",
    ),
    # the words of both aims
    "aims_compared": (
        "One phrase, two aims: what is the same?",
        "同一个词组，两个目标：哪些相同？",
    ),
    "aims_key": (
        "<b>Bold</b>: words of two or more characters that stand in both. Coloured: the rest.",
        "<b>粗体</b>：两处都有的词（两字以上）；彩色：其余。",
    ),
    "aims_words": ("words of an aim", "目标的原话"),
    "aspect_object": ("Of what?", "对象"),
    "aspect_degree": ("How far?", "程度"),
    "aspect_date": ("By when?", "期限"),
    "aspect_voice": ("Whose words?", "谁的话"),
    "aspect_object_opinion-2002": (
        "a unified platform of internal and<br>external e-government networks",
        "内外两个网络的统一平台",
    ),
    "aspect_object_relay-2006": (
        "a unified e-government network<br>covering the country",
        "遍及全国的统一网络",
    ),
    "aspect_degree_opinion-2002": ("largely in shape", "大体成形"),
    "aspect_degree_relay-2006": ("largely complete", "大体建好"),
    "aspect_date_opinion-2002": ("in about a year", "从发文算起大约一年"),
    "aspect_date_relay-2006": ("by 2010", "以2010年为限"),
    "aspect_voice_opinion-2002": (
        "an opinion of the Leading Group,<br>forwarded by two General Offices",
        "领导小组的意见，<br>由两个办公厅转发",
    ),
    "aspect_voice_relay-2006": (
        "a vice-premier’s speech,<br>passed on by an official",
        "副总理的讲话，<br>经一位官员转述",
    ),
    # ladders of voices
    "voice_ladders": (
        "One aim: a speaker in one paper, none in the other",
        "同一个目标：一篇有讲话人，一篇没有",
    ),
    "ladder_key": (
        "“By 2010, a unified network covering the country largely complete”: from speaker to page. "
        "Dashed: no word of the text tells.",
        "“到2010年，基本建成覆盖全国的统一的电子政务网络”：从讲话人到我们手里的网页。虚线：文本没有说。",
    ),
    "ladder_relay-2006": ("The relay", "传达提纲"),
    "ladder_article-2006": (
        "The article, after “it is learnt”",
        "文章，在“据悉”之后",
    ),
    "ladder_unknown": ("unknown", "不知道"),
    "rung_speaker": ("Who said it?", "谁说的？"),
    "rung_occasion": ("On what occasion?", "在什么场合？"),
    "rung_reporter": ("Who reports it?", "谁转述的？"),
    "rung_page": ("On which page?", "见于哪个网页？"),
    # a line of bytes
    "byte_pairs": (
        "One damaged byte, {count} wrong signs",
        "坏了一个字节，错了{count}个字符",
    ),
    "bytes_key": (
        "A box is a character, with its bytes below it. Red: not what was written.",
        "一框是一个字符，下面是它的字节。红色：不是本来的字符。",
    ),
    "bytes_written": ("As written", "本来的写法"),
    "bytes_damaged": ("As we have it", "我们看到的"),
    # walls between networks
    "two_walls": (
        "Two physical walls, one guarded door",
        "两道物理隔离，一道有人把守的门",
    ),
    "walls_key": (
        "What the opinion of 2002 puts between networks. Dotted: a way of which this passage "
        "says nothing.",
        "2002年意见对各网之间的规定。虚线：这段没有说的一条路。",
    ),
    "network_政务内网": ("Government intranet", "政务内网"),
    "network_政务外网": ("Government extranet", "政务外网"),
    "network_互联网": ("Internet", "互联网"),
    "network_副省级以下政务部门的办公网": (
        "Offices below vice-<br>provincial level:<br>most cities, counties,<br>townships",
        "副省级以下<br>政务部门的办公网：<br>多数城市、县、乡镇",
    ),
    "wall_between": (
        "Wall: “physical isolation between<br>the two networks”",
        "墙：两网之间物理隔离",
    ),
    "wall_below": (
        "Wall: the intranet is “physically isolated from the office<br>networks of departments "
        "below vice-provincial level”",
        "墙：（内网）与副省级以下<br>政务部门的办公网物理隔离",
    ),
    "gate": (
        "Gate: “logical isolation”",
        "门：逻辑隔离",
    ),
    # a search laid over what it finds and what it misses
    "search_missed": (
        "The clause we need slips through our search",
        "最要紧的一句，从检索里漏掉了",
    ),
    "search_key": (
        "Yellow: a character that the search wants, or takes. Red box: the first one that "
        "does not fit.",
        "黄格：合乎检索式的字；红框：第一个不合的字。",
    ),
    "search_typed": ("Typed", "输入的检索式"),
    "search_found": ("Found: {count}", "找到{count}处"),
    "search_not_found": ("Missed: {count}", "漏掉{count}处"),
    "search_any": ("? is any one character", "“?”代表任意一个字"),
    "search_政务内网": ("government intranet", "政务的内网"),
    "search_政务外网": ("government extranet", "政务的外网"),
    "search_政务内外网络平台": (
        "platform of internal and external<br>[e-]government networks",
        "内网和外网合说，<br>“网”退到了第五个字",
    ),
    # a demand and a report
    "demand_and_report": (
        "June 2006, and later that year: what is no longer there?",
        "2006年6月，以及同年稍后：少了什么？",
    ),
    "demand_key": (
        "Black: in both sentences. Coloured: in one alone.",
        "黑色：两句都有；彩色：只有一句有。",
    ),
    "demand_voice_relay-2006": (
        "The relay: Zeng Peiyan, passed on by Tian Qiansheng",
        "传达提纲：曾培炎的话，田黔生转述",
    ),
    "demand_voice_article-2006": (
        "The article: its author; nobody else is named",
        "文章：作者的话，没有说是谁讲的",
    ),
    "demand_says_relay-2006": (
        "“{on}Finally, Zeng Peiyan stressed that{off} all regions and all departments {on}are to "
        "understand deeply …, to adopt a view of the whole{off},<br>strengthen leadership, "
        "{on}work together vigorously{off}, organize with care, conscientiously put into effect "
        "the centre’s arrangements …”",
        "先读这一句：谁要做什么？",
    ),
    "demand_says_article-2006": (
        "“{on}At present{off}, all regions and all departments are conscientiously putting into "
        "effect the centre’s various<br>arrangements …, strengthening leadership, organizing with "
        "care, and {on}in earnest{off} promoting the healthy development …”",
        "再读这一句：还是要求吗？",
    ),
    # what is called whole
    "wholes": (
        "{count} wholes, not one share",
        "{count}个“全部”，不是同一个比例",
    ),
    "wholes_unnamed": (
        "{count} lines, each drawn to its end: the whole of what?",
        "{count}条线都画到了头：各是什么的全部？",
    ),
    "wholes_unnamed_counted": (
        "{done} reported as done, {promised} promised. Touch a mark: it says of what.",
        "{done}项据称已成，{promised}项为承诺。点一下标记，就说是什么的全部。",
    ),
    "wholes_counted": (
        "Each line is the whole of something else: {done} reported as done, {promised} promised.",
        "每条线说的是不同事物的全部：{done}项据称已成，{promised}项为承诺。",
    ),
    "place_and_year": ("<b>{place}</b>, {year}", "<b>{place}</b>，{year}年"),
    "place_and_count": (
        "<b>{place}</b>, {count}",
        "<b>{place}</b>，{count}个",
    ),
    "whole_number": ("100 %", "100%"),
    "whole_word": ("“all”", "“所有”"),
    # what is done in each place
    "acts": ("{count} places, different acts", "{count}个地方，各做各的事"),
    "acts_counted": (
        "A disc is a system that a text names, {count} in all; not said how far it is: "
        "{left_out} more.",
        "一个圆点是文中点名的一个系统，共{count}个；另有{left_out}个，文中没说进展。",
    ),
    "act_reports it there": ("reported:<br>there", "报告：<br>已有"),
    "act_reports it under way": ("reported:<br>under way", "报告：<br>在建"),
    "act_announces it": ("planned", "计划"),
    "act_requires it": ("required", "要求"),
    "act_wishes for it": ("wished for", "希望"),
    # a plan on one page
    "plan": (
        "{tasks} of {clauses} squares stand under the tasks",
        "{clauses}格中，{tasks}格在各项任务之下",
    ),
    "plan_key": (
        "A row is a head of the text, a square a clause below it or a part of "
        "one. Black: what is wrong.",
        "一行是一个标题，一格是它下面的一句，或其中一项。黑：问题。",
    ),
    "plan_problem": ("what is wrong", "问题"),
    "plan_principle": ("principles", "原则"),
    "plan_task": ("tasks", "任务"),
    "plan_measure": ("measures", "措施"),
    # what places take up of a plan
    "echoes": (
        "{themes} themes, {places} places: who takes up what, and how?",
        "{themes}个主题，{places}个地方：哪里谈到，怎样谈到？",
    ),
    "echo_same words": (
        "wording of a national-level text",
        "与全国性文本用语相同",
    ),
    "echo_same aim": ("in its aim only", "仅目的相同"),
    "echo_own form": ("in a form of its own", "自己的说法"),
    "echo_reported done": ("reported as done", "据称已成"),
    "echo_silent": ("silent", "没有提"),
    # what becomes of the force
    "ladder": (
        "Softer on the way to the cities?<br>Goals stand beside the ladder",
        "到了城市，话就软了吗？<br>目标放在梯子旁边",
    ),
    "ladder_plain": (
        "How firmly an order is said, and said again",
        "一项要求先后说得多硬",
    ),
    "rung_must": ("must, or must not", "必须，或禁止"),
    "rung_should": ("is to", "要求（要）"),
    "rung_tried": ("strive to", "努力"),
    "rung_encouraged": ("may, is encouraged to", "可以，鼓励"),
    "rung_hoped": (
        "on no rung: a goal, or what will be done",
        "不在梯子上：目标，或将要做的事",
    ),
    "ladder_first": ("<b>2002</b><br>the opinion", "<b>2002年</b><br>意见"),
    "ladder_China": (
        "<b>2006</b><br>relay, article",
        "<b>2006年</b><br>提纲、文章",
    ),
    "voice_yunnan-2006": ("a meeting", "会议报道"),
    "voice_wuhai-2006": ("own speech", "本市讲话"),
    "voice_article-2006": ("the article", "综述文章"),
    "voice_relay-2006": ("the relay", "传达提纲"),
    "ladder_set": ("as the opinion has it", "意见的说法"),
    "ladder_beside": ("a goal on either side", "有一方是目标"),
    "ladder_softer": ("softer than in 2002", "比2002年软"),
    "ladder_same": ("as firm", "一样硬"),
    "ladder_firmer": ("firmer", "更硬"),
    "ladder_way": ("one theme followed: {theme}", "一个主题的去向：{theme}"),
    "ladder_scale": (
        "softer, of those on the ladder: the share from 0 to 100 % with its 95 % interval",
        "梯子上变软的：份额从0到100%，附95%区间",
    ),
    "ladder_share": ("share that is softer", "变软的份额"),
    "ladder_of": ("<b>{count}</b> of {of}", "{of}对中<b>{count}</b>"),
    # years in which nothing begins
    "years_due": (
        "falls due here (filled: date stated)",
        "到此为期（实心：日期写明）",
    ),
    "years_time": ("time that its text gives it", "文中所说的时段"),
    "years_begun": (
        "{count} main events, in the row of every paper that tells them",
        "{count}件主要事件，每篇讲到它的文献各画一处",
    ),
    "years_counted": (
        "By year of beginning, lined up inside it; deadlines where due",
        "按开始的年份，年内依次排列；期限按到期的年份",
    ),
    "years_earlier": ("; {count} begin earlier", "；其中{count}件更早"),
    "years_gap": (
        "none of the {count}<br>begins here",
        "这{count}件<br>没有一件<br>始于此时",
    ),
    # what files can't tell
    "files": (
        "{questions} questions, and the files that leave them open",
        "{questions}个问题，哪些文件没有答案？",
    ),
    "files_counted": (
        "{count} lines of the report: {read} documents, {unread} not read or set apart. "
        "At each head: how many leave it open.",
        "报告共{count}行：{read}份文献，{unread}份不能读或另放。各栏上方：几份没有答案。",
    ),
    "file_who": ("who<br>issued it?", "谁发的？"),
    "file_when": ("on which<br>day?", "哪一天？"),
    "file_number": ("which<br>number?", "文号？"),
    "file_characters": ("all its<br>characters?", "字都在？"),
    "file_marks": ("its own<br>marks?", "标点原样？"),
    "file_foreign": ("nobody<br>else’s lines?", "没有混入杂行？"),
    "file_whole": ("is it<br>whole?", "全不全？"),
    "file_open": ("{count} of {of}", "{count}/{of}份"),
    "file_told": ("told", "有答案"),
    "file_untold": ("left open", "没有答案"),
    "file_unread": ("not read", "没有读"),
    # threads between clauses
    "threads": (
        "{threads} threads; {earlier} earlier and {later} later clauses have none",
        "{threads}条承接线；前文{earlier}条、后文{later}条无承接",
    ),
    "threads_all": (
        "{threads} threads: no clause of either text is left without one",
        "{threads}条承接线：前后两文没有一条落单",
    ),
    "threads_follow": (
        "{earlier} clauses before, {later} after;<br>orange: “{clause}”",
        "前文{earlier}条，后文{later}条；<br>橙色：“{clause}”",
    ),
    # systems and places
    "atlas": (
        "{systems} systems in {columns} places and times, {ties} relations between them",
        "{columns}处共{systems}个系统，其间{ties}条关系",
    ),
    "tie_part_of": ("part of", "属于"),
    "tie_answers": ("answers", "对应"),
    "tie_follows": ("follows", "承接"),
    "tie_same_idea_as": ("same idea", "同义"),
    "tiles": ("{rows} rows in {places} places", "{places}处共{rows}条"),
    "tiles_beside": (" (without a tile: {places})", "（无方格：{places}）"),
    "tile_series": ("places", "地方"),
    # keyness
    "keyness": (
        "{clear} of the {words} words that were tested differ clearly; {drawn} are drawn",
        "检验的{words}个词中{clear}个差异明显，图中画出{drawn}个",
    ),
    "keyness_axis": (
        "log ratio, in bits: right of 0 more common in the text",
        "对数比（比特）：0以右更常见于此文",
    ),
    "keyness_sides": (
        "← more common in {there} · doublings (log ratio) · more common in {here} →",
        "← {there}更常见 · 翻几番（对数比） · {here}更常见 →",
    ),
    "clear": ("clear", "明显"),
    "not_clear": ("not clear", "不明显"),
    # shared passages
    "dot_plot": (
        "{passages} shared passages: {here} along the foot, {there} down the side",
        "{passages}处相同或相近：横向为{here}，纵向为{there}",
    ),
    "character_of": ("character of {doc_id}", "字位：{doc_id}"),
    "flows": (
        "{characters} characters in {passages} passages stand in two texts",
        "{passages}处、{characters}字见于两文",
    ),
    "layer_exact": ("word for word", "逐字"),
    "layer_edited": ("edited", "改写"),
    "layer_lists": ("list in another order", "列举换序"),
    "layer_frames": ("same frame, filled anew", "同一句式"),
    "layer_targets": ("same target, other value", "同一目标，数值不同"),
    # models
    "takers_near": (
        "{count} takers near {ability}",
        "能力约{ability}者{count}人",
    ),
    "takers": ("takers", "应试者"),
    "standard": ("standard", "合格线"),
    "wright_x": ("← takers · questions by level →", "← 应试者 · 各级题目 →"),
    "wright_y": (
        "ability, difficulty (standard deviations)",
        "能力、难度（标准差）",
    ),
    "networks": (
        "{name}: {lines} lines, {doors} to the internet; an attack takes {share:.1%} of hosts, "
        "the worst {worst:.0%}",
        "{name}：线路{lines}条，互联网出口{doors}处；一次攻击平均攻陷{share:.1%}的主机，最多{worst:.0%}",
    ),
    "attack_hop": (
        "Hop {hop}: {taken} of {hosts} hosts taken, {now} of them in this hop",
        "第{hop}跳：{hosts}台主机失守{taken}台，其中这一跳{now}台",
    ),
    "hop": ("hop", "第几跳"),
    "play": ("Play", "播放"),
    "zone_internet": ("internet", "互联网"),
    "zone_extranet": ("extranet", "外网"),
    "zone_intranet": ("intranet", "内网"),
    "zone_office": ("office nets", "办公网"),
    "copies": (
        "{name}: {forms} forms, {share:.0%} of copies wrong on an average day",
        "{name}：表格{forms}份，平均每天{share:.0%}的副本有误",
    ),
    "copies_y": ("copies that are wrong", "有误的副本"),
    "day": ("day", "第几天"),
    "papers": (
        "{documents} documents, {false} of them false; {passed} of these passed; "
        "{lost} documents lost",
        "文件{documents}份，其中假文件{false}份，混过{passed}份；丢失{lost}份",
    ),
    "disaster": ("disaster", "灾难"),
    "stolen_key": ("a key in wrong hands", "密钥落入他人之手"),
    "day_of_year": ("day of the year", "一年中的第几天"),
    # a chart in words
    "chart": ("Chart: {title}", "图：{title}"),
    "untitled": ("without a title", "无标题"),
    "axis": ("{axis} axis: {title}", "{axis}轴：{title}"),
    "series": ("Series: {series}", "系列：{series}"),
    "full_stop": (".", "。"),
    "next_sentence": (" ", ""),
    "series_of": ("{name} ({count} marks)", "{name}（{count}个标记）"),
    "and_next": (", ", "、"),
}

# What pages and explorers say.
PAGES = {
    "card_head": ("{name} ({doc_id})", "{name}（{doc_id}）"),
    "span": ("{first} to {last}", "{first}至{last}"),
    "grounds": ("{span}: {grounds}", "{span}：{grounds}"),
    "rivals": (" · other readings: {rivals}", " · 其他可能：{rivals}"),
    "doubt": (
        "{reading} ({certainty}): {grounds}",
        "{reading}（{certainty}），依据：{grounds}",
    ),
    "hedge": (
        "Softens: {chinese} “{english}”, {meaning}",
        "缓和语气：{chinese}，{meaning}",
    ),
    "hedges": (
        "Underlined twice: words that soften what is said, or bound it. {words}.",
        "双下划线：缓和语气或限定数量的词。{words}。",
    ),
    "hedge_in_list": (
        "{chinese} “{english}”: {meaning}",
        "“{chinese}”意为“{meaning}”",
    ),
    "mark_read": ("With reader a's mark", "读者甲的标点"),
    "mark_relayed": ("With the relay's mark", "传达提纲的标点"),
    "day_unknown": ("unknown", "不知道"),
    "day_stated": ("stated", "写明"),
    "day_on_page": ("as the page has it", "网页所载"),
    "day_inferred": ("inferred", "推断"),
    "day_by": ("by {day}", "不晚于{day}"),
    "date_stated": ("{days} (the text says so)", "{days}（文中明载）"),
    "date_inferred": ("{days} (inferred)", "{days}（推断）"),
    "date_grounds": ("Date: {grounds}", "日期依据：{grounds}"),
    "voice_through": (", through {name}", "，经{name}"),
    "voice_verb": (" · {chinese} “{english}”", " · {chinese}"),
    "voice_stated": ("the text itself says so", "文中明言"),
    "voice_resolved from context": (
        "who speaks is known from the context",
        "说话人据上下文推定",
    ),
    "voice_inferred": ("who speaks is inferred", "说话人为推断"),
    "received": (
        "as received: {rules} by rule, {hand} by the editor",
        "原件：规则改动{rules}，编者改动{hand}处",
    ),
    "received_same": ("The file as received has the same.", "原件与此相同。"),
    "changes": ("{count} changes", "{count}处"),
    "changes_1": ("one change", "1处"),
    "changed_from": (
        "The edition has changed since this was translated from: {chinese}",
        "校读本已改，译自：{chinese}",
    ),
    "english_is": (
        "The translation is {certainty}.",
        "译文的把握：{certainty}。",
    ),
    "in_clause": ("in “{english}”", "见于“{english}”"),
    "untranslated": ("Not translated.", "未翻译。"),
    "more_rows": ("… {count} more", "……另有{count}条"),
}

# What every explorable says. What one of them says by itself is in `WORDS` of its own module.
EXPLORABLE = {
    "guess_first": ("Guess first. ", "先猜一猜："),
    "guess_this": ("Keep this guess", "就猜这个"),
    "guess_skip": ("Go on without a guess", "不猜，直接动手"),
    "guess_again": ("Guess again", "重新猜"),
    "guess_yours": ("You guessed:", "你猜的是："),
    "guess_none": ("You made no guess.", "你没有猜。"),
    "guess_came": ("It came out:", "结果："),
    "guess_wait": (
        "First a guess: choose one above, or go on without.",
        "请先在上面猜一猜，也可以不猜。",
    ),
    "undo": ("Undo", "撤销一步"),
    "put_back": ("Put it back", "复原"),
    "read_passage": ("Read the passage", "看原文"),
    "it_shows": ("What this shows", "这说明什么"),
    "it_hides": ("What it cannot show", "不能由此得出什么"),
    "to_ask": ("The question that is left", "还要问的"),
    "one_answer": ("One answer", "一种回答"),
    "key_space": ("space", "空格"),
}

# The front end: words of the explorers' frame, and of each explorer. Sent to the page in both
# languages, so that a switch of language needs no kernel.
FRONT = {
    "pin": ("Pin", "钉入案卷"),
    "pin_pinned": (
        "Pinned: it waits for your case file",
        "已钉住，见案卷",
    ),
    "pin_full": ("The case file is full", "案卷已满"),
    "pin_nothing": ("This browser keeps nothing", "此浏览器不能保存"),
    # short names of the five documents
    "opinion-2002": ("Opinion", "指导意见"),
    "relay-2006": ("Guizhou relay", "贵州传达提纲"),
    "article-2006": ("Survey article", "综述文章"),
    "yunnan-2006": ("Yunnan report", "云南报道"),
    "wuhai-2006": ("Wuhai speech", "乌海讲话"),
    "picture": ("Picture", "图"),
    "text_shape": ("Text", "原文"),
    "lines_shape": ("Lines", "逐行"),
    "the_title": ("Title", "标题"),
    "the_heading": ("Heading", "篇题"),
    "notice_part": ("Notice {part}", "通知{part}"),
    "clause_number": ("Clause {part}", "第{part}分句"),
    "table": ("Table", "表"),
    "untranslated": ("Not translated yet.", "尚无英译。"),
    "through": ("{who}, as relayed by {through}", "{who}（据{through}转述）"),
    "through_notice": (
        "{who}, forwarded by {through}",
        "{who}（{through}转发）",
    ),
    "through_report": (
        "{who}, reported by {through}",
        "{who}，{through}报道",
    ),
    "unnamed": ("a speaker not named", "未说何人"),
    "unnamed_told": (
        "a speaker not named ({verb}, “{gloss}”)",
        "“{verb}”，未说何人",
    ),
    "sheet_before": ("← Before", "← 上一个"),
    "sheet_next": ("Next →", "下一个 →"),
    "sheet_close": ("Close", "收起"),
    "received_same": (
        "The same as the reading text.",
        "与校读本相同。",
    ),
    "as_received": ("As received", "收到时的文件"),
    "changes": ("changes here: {count}", "此处改动{count}处"),
    "folded": ("Show {count} more clauses", "再显示{count}个分句"),
    "folded_alike": (
        "Show the whole: {count} clauses more",
        "显示全段：另{count}个分句",
    ),
    "near_english": (
        "Pale: the English of the whole clause.",
        "浅色：整个分句的英译。",
    ),
    "questions": ("Questions", "问题"),
    "search_all": ("Search Chinese or English", "检索原文或英译"),
    "question_of": (
        "{number}/{all} · {question}",
        "第{number}/{all}问 · {question}",
    ),
    "more_below": ("More below", "下面还有"),
    "fold_filters": ("Filters", "筛选"),
    "copied": ("Copied", "已复制"),
    "copied_or_saved": ("Done", "好了"),
    "select_it": (
        "Could not copy: select it by hand",
        "无法复制：请自行选取",
    ),
    "silent_here": ("This text says nothing about it.", "这篇文本没有提到。"),
    "not_found": (
        "The passage {address} is not in the texts of this view.",
        "本图所用文本中没有{address}。",
    ),
    "copy_citation": ("Copy citation", "复制引文"),
    "copy_both": ("Copy both", "复制中英文"),
    "show_all": ("Show all {count}", "全部{count}条"),
    "choose_mark": ("Choose a mark.", "请选一个标记。"),
    "unknown_mark": (
        "There is no mark {id} in this view: choose another.",
        "本图没有标记{id}：请另选。",
    ),
    "shown": ("{count} of {all} {things} shown", "显示{count}/{all}{things}"),
    "counted_of": ("{count} of {all} {things}", "列出{count}/{all}{things}"),
    "counted_all": ("{all} {things} in all", "共{all}{things}"),
    "show_some": (
        "Show {count} of its {all} places",
        "显示{count}处（共{all}处）",
    ),
    "things_timeline": ("events and due dates", "件事和期限"),
    "things_commitments": ("promises", "项承诺"),
    "things_lineage": ("ideas", "个提法"),
    "things_browse": ("passages", "处"),
    "things_concordance": ("places", "处"),
    "things_parallels": ("passages", "段"),
    "things_places": ("things told", "件事"),
    "things_speakers": ("stretches", "段"),
    "things_reader": ("clauses", "个分句"),
    "chip_opinion-2002": ("Opinion", "指导意见"),
    "chip_yunnan-2006": ("Yunnan", "云南报道"),
    "chip_relay-2006": ("Relay", "贵州传达提纲"),
    "chip_article-2006": ("Article", "综述文章"),
    "chip_wuhai-2006": ("Wuhai", "乌海讲话"),
    "copy_link": ("Copy link to this view", "复制本图链接"),
    "copy_code": ("Copy the code of this view", "复制本图代码"),
    "save_svg": ("Picture (SVG)", "SVG图片"),
    "save_png": ("Picture (PNG)", "PNG图片"),
    "save_csv": ("Data (CSV)", "CSV数据"),
    "cite_view": ("Cite", "引用"),
    "sources_of_view": ("Sources", "文献来源"),
    "back_to_passage": ("Back to the passage", "返回原文"),
    "cite_of": (
        "“{title}” In The E-Government Workbook. {where}",
        "“{title}”。见《电子政务工作簿》。{where}",
    ),
    "source_line": (
        "The E-Government Workbook: five documents of 2002–2006",
        "《电子政务工作簿》：2002—2006年五篇文献",
    ),
    "documents": ("Documents", "文献"),
    "dates": ("Date", "日期"),
    "what": ("What", "内容"),
    "where_said": ("Passage", "出处"),
    "how_known": ("How the date is known", "日期依据"),
    "who": ("Who", "主体"),
    # the timeline
    "timeline_title": (
        "No event is dated in {first} or {last}, though promises of {said} fall due in both",
        "没有一件事的日期落在{first}年或{last}年，{said}年的承诺却在这两年到期",
    ),
    "timeline_reckoned": (
        "No event is dated in {first} or {last}, though by our reckoning promises of {said} fall "
        "due in both",
        "没有一件事系于{first}年或{last}年；按本书推算，{said}年却有承诺在这两年到期",
    ),
    "timeline_due": (
        "No event is dated in {years}, though promises of {said} fall due: {due}",
        "没有一件事的日期落在{years}年，{said}年的承诺却有{due}项在此间到期",
    ),
    "timeline_lead": (
        "None of {count} events (not counting due dates) lies within {years}.",
        "{count}件有日期的事（期限不计），没有一件只在{years}年之内。",
    ),
    "timeline_across": (
        "{across} longer spans run across.",
        "跨越其间的较长时段有{across}个。",
    ),
    "timeline_limits": (
        "What this cannot show: that nothing happened. No text is of those years ({before} of "
        "{first}, {after} of {last}).",
        "由此看不出其间有没有事：没有一篇写于那些年（{first}年{before}篇，{last}年{after}篇）。",
    ),
    "also_due": ("And due in {year}: {name}", "{year}年到期的：{name}"),
    "timeline_plain": (
        "{count} dated events in {texts} texts",
        "{texts}篇文本中的{count}件有日期的事",
    ),
    "the_story": ("The story", "主线"),
    "all_events": ("All {count} dated events", "全部{count}件"),
    "events_and_due": (
        "All {count} events, {due} due dates",
        "全部{count}件事、{due}个期限",
    ),
    "several": ("{label}, and {count} more", "{label}，另有{count}项"),
    "no_event_here": (
        "No event is dated here.",
        "此间没有注明日期的事。",
    ),
    "silent_years": ("{first} and {last}", "{first}年和{last}年"),
    "silence_due": (
        "{due} promises fall due: {names}.",
        "{due}项承诺到期：{names}。",
    ),
    "key_inferred": ("inferred", "推断"),
    "key_within": ("happened some day of these", "发生在其间某日"),
    "key_due": ("due", "期限（最后一天）"),
    "key_any_day": (
        "due any day of these",
        "期限：其间任何一天均可",
    ),
    "key_reckoned": ("due, reckoned", "推算的期限"),
    "key_goes_on": ("no end given", "未言止期"),
    "how_sure": ("How sure", "可靠程度"),
    "due_of": ("due {days}", "{days}到期"),
    "due_about": ("due about {days} (reckoned)", "约{days}到期（推算）"),
    "about": ("about {days}", "约{days}"),
    "said_on": ("said {days}", "{days}提出"),
    # promises
    "commitments_title": (
        "{soft} of {count} dated promises are softened by a word",
        "{count}项有期限的承诺中，{soft}项带有缓和语",
    ),
    "promised_what": (
        "Promised what, in short; the Chinese as in the text",
        "承诺什么（原文）",
    ),
    "promise_head": ("Promise", "承诺"),
    "taken_up": ("In other texts", "他文相应处"),
    "taken_up_none": ("none found", "未见"),
    "no_later_text": ("nothing later", "此后未见"),
    "no_other_text": ("nothing", "他文未见"),
    "title_alone": ("only a title", "仅见题名"),
    "titled_in": (
        "A document of a like name: {name}, {year}",
        "名称相近的文件：{name}，{year}年",
    ),
    "titled_only": (
        "The title alone is named, as what is to be followed. No text says that it is what was "
        "promised here, and it isn’t counted.",
        "只提到题名，要求遵照执行。没有一篇说它就是此处所承诺的，所以不算再次提到。",
    ),
    "way_earlier": ("earlier", "此前"),
    "way_beside": ("same time", "同时"),
    "way_later": ("later", "此后"),
    "said_inferred": ("day inferred", "日期系推断"),
    "softened_of": (
        "softened: {soft} of {count}",
        "带缓和语：{soft}/{count}项",
    ),
    "tie_through": (
        "Why we join them: the later text follows {text}, {place}, which is about the same "
        "system ({system}).",
        "据何相连：后来的文本承接{text}{place}，那里讲的是同一系统（{system}）。",
    ),
    "commitments_taken": (
        "Later texts come back to the subject of {taken} of {early} promises of {year}",
        "{year}年有期限的{early}项承诺，后来的文本再次提到{taken}项所讲的事",
    ),
    "taken_up_more": (
        "{count} more in other texts",
        "其他文本另有{count}处",
    ),
    "two_offices": ("the two General Offices", "中办、国办"),
    "commitments_lead": (
        "{early} of the {all} dated promises of {year}: each task with a time of its own, and what "
        "sums up the goals. “Come back to”: by our reading. What this cannot show: whether it was "
        "kept.",
        "{year}年注明期限的{all}项中的{early}项：自有期限的各项任务和总括目标的一项。"
        "“再次提到”指后来的文本有一条讲同一件事（按本书的判读）。由此看不出承诺是否兑现。",
    ),
    "commitments_counted": (
        "{early} promises, {taken} come back later",
        "{early}项，后来再次提到{taken}项",
    ),
    "place_in_year": ("{place} {year}", "{year}年{place}"),
    "others_say": ("What other texts say", "其他各篇怎么说"),
    "by_year": ("by {year}", "到{year}年"),
    "names_no_date": ("no date", "无期限"),
    "any_day_about": (
        "any day of it; “about”: or later",
        "其间任何一天；“左右”：或更晚",
    ),
    "what_changed": ("What changed", "变了什么"),
    "all_promises": ("Show all {count}", "全部{count}项"),
    "no_dated_promise": (
        "{name}: no dated promise",
        "{name}：没有写明期限的承诺",
    ),
    "goals_drawn": ("{count} of {all} drawn", "{all}项画出{count}项"),
    "no_dated_short": ("{name}: none", "{name}：无"),
    "echo_later": ("Again in {year}: {name}", "{year}年再次提到：{name}"),
    "echo_earlier": (
        "Before it, in {year}: {name}",
        "此前（{year}年）：{name}",
    ),
    "echo_beside": ("At the same time: {name}", "同时：{name}"),
    "outside_first": ("From outside the five texts", "五篇文本以外"),
    "taken_up_by_none": (
        "No clause of the other texts is tied to this one in our tables.",
        "据本书数据表，其他文本没有与此对应的条款。",
    ),
    "from_outside": (
        "all {count}, with sources",
        "全部{count}条及来源",
    ),
    "from_outside_none": (
        "Nothing from outside the five texts answers it in our table of facts; that does not "
        "show that there is nothing.",
        "本书所收文外材料中没有与此相应的，不等于没有。",
    ),
    "softened_by": ("Softened by", "缓和语"),
    "softened": ("softened", "有缓和语"),
    "not_softened": ("No word softens it.", "没有缓和语。"),
    "not_softened_short": ("not softened", "无缓和语"),
    "months_given": ("{months} months were given.", "期限{months}个月。"),
    "said": ("said", "提出"),
    "about_later": ("“about”: perhaps later", "“左右”：也可能更晚"),
    "texts_end": ("the texts end", "文本到此为止"),
    "every": ("all", "全部"),
    "main_promises": ("The main ones", "主要的"),
    # the lineage
    "lineage_title": (
        "Of {count} ideas of 2002, {never} are in no later text",
        "2002年的{count}个提法中，{never}个后来的文本都没有再提",
    ),
    "lineage_one": (
        "Of {count} ideas of 2002, only one is in no later text: {name}",
        "2002年的{count}个提法中，只有“{name}”后来各篇都没有再提",
    ),
    "voices_of": ("{count} of {all}", "{count}/{all}处"),
    "silent": ("silent", "未提"),
    "silent_others": ("all others", "其他各处"),
    "silent_in": ("Silent ({count})", "未提（{count}处）"),
    "fate": ("What became of it", "后来如何"),
    "fate_every": (
        "In every text and place: {count}",
        "各文各地都有：{count}",
    ),
    "fate_new": ("New in 2006: {count}", "2006年新见：{count}"),
    "fate_never": ("In no later text: {count}", "后来未提：{count}"),
    "fate_never_of": (
        "Of the {all} of 2002: in no later text {count}",
        "2002年的{all}个中，后来未提：{count}",
    ),
    "lineage_order": (
        "In each group the most repeated come first.",
        "各组以提到最多的在前。",
    ),
    "fate_some": ("In some: {count}", "部分有：{count}"),
    "every_of": ("all {count}", "全部{count}个"),
    "ideas_by_voices": (
        "{count} ideas of 2002, by number of texts and places",
        "2002年的{count}个提法，按见于几处",
    ),
    "manner_sets": ("sets it out itself", "自己提出"),
    "manner_word_for_word": ("word for word", "逐字"),
    "manner_edited": ("edited", "改写"),
    "manner_local_form": ("in a local form", "地方形式"),
    "manner_in_aim_only": ("only named as an aim", "仅作为目的提到"),
    "manner_reports_done": ("reported done", "文中说已成"),
    "key_cities": ("cities: within the {text}", "三市：见于{text}"),
    "idea": ("Idea", "提法"),
    "silence_is": (
        "Which text has an idea is our reading. What this cannot show: why a text is silent. That "
        "is no refusal: it may be settled, secret, or nothing to report.",
        "哪篇有哪个提法，是本书的判读。由此看不出为何未提：未提不等于反对，可能已成惯例，可能保密，也可能无可报告。",
    ),
    "silence_lengths": (
        "A short text is silent on more; characters of each:",
        "短文未提的自然多；各篇字数：",
    ),
    "length_of": ("{name} {count}", "{name}{count}"),
    # the atlas of systems
    "systems_limits": (
        "{all} systems named in the five texts, one in several parts counted once; fewer than "
        "{few} in a place are not compared. What this cannot show: what was really there; not "
        "named is not absent.",
        "五篇文本提到{all}个系统，分作几部分的只算一个；不足{few}个的不比较。"
        "由此看不出实际有无：只有文本这样说；没有点名的，也可能本来就有。",
    ),
    "systems_first": (
        "{name} reports {there} of its {all} systems as there",
        "{name}{all}个系统，说已有{there}个",
    ),
    "systems_next": (
        ", {name} {there} of {all}",
        "；{name}{all}个中{there}个",
    ),
    "systems_nation": (
        "; the {text} of {year} has {there} of {all}",
        "；{year}年{text}（全国）{all}个中{there}个",
    ),
    "systems_title": (
        "Of {all} systems {there} are said to be there; {promised} are ordered or planned",
        "{all}个系统，文中说已有的{there}个，要求或计划的{promised}个",
    ),
    "there_of": ("{there} of {count}", "{there}/{count}"),
    "there_head": (
        "said to be there, of all named",
        "文中说已有／提到的",
    ),
    "nation_in": ("China {year}", "全国{year}年"),
    "counts_as_one": ("counted as one", "合计一个"),
    "row_networks": ("Networks", "网络"),
    "row_platforms": ("Platforms", "平台"),
    "row_data": ("Data and exchange", "数据与交换"),
    "row_portals": ("Portals and services", "门户与服务"),
    "row_applications": ("Applications", "应用系统"),
    "row_safety": ("Security and trust", "安全与信任"),
    "row_others": ("Others", "其他"),
    "open_row": ("Show the names: {name}", "显示名称：{name}"),
    "none_named": ("none named", "未提"),
    "state": ("How far it exists", "有无"),
    "find_system": ("Find a system", "查找系统"),
    "state_there": ("said to be there", "文中说已有"),
    "state_building": ("being built or improved", "在建或在完善"),
    "state_promised": ("ordered or planned", "要求或计划"),
    "state_wanted": ("wished for", "希望"),
    "state_unsaid": ("not said", "未说明"),
    "state_in_text": ("“{state}”", "“{state}”"),
    "told_on": ("; told on {when}", "；见{when}的文本"),
    "some_time_in": (", some time in {when}", "，在{when}间"),
    "tie_part_of_to": ("Part of", "属于"),
    "tie_part_of_from": ("Parts", "组成部分"),
    "tie_answers_to": ("Answers", "对应"),
    "tie_answers_from": ("Answered by", "相应的有"),
    "tie_follows_to": ("Follows", "承接"),
    "tie_follows_from": ("Followed by", "后续有"),
    "tie_same_idea_as_to": ("Perhaps the same thing", "可能指同一事物"),
    "tie_same_idea_as_from": ("Perhaps the same thing", "可能指同一事物"),
    "system": ("System", "系统"),
    "kind_of": ("Kind", "类别"),
    # the reader
    "clauses_of": ("{count} clauses", "{count}个分句"),
    "reader_strip": (
        "{soft} of {count} clauses have a word that softens what is said",
        "{count}个分句中，{soft}个带有缓和语",
    ),
    "reader_limits": (
        "What this cannot show: tone and context.",
        "由此看不出语气和上下文。",
    ),
    "reader_list": (
        "The {count} words that soften",
        "缓和语词表（{count}个）",
    ),
    "reader_keys": (
        "Keys: ↑ ↓ from clause to clause, C copies the citation, R shows it as received.",
        "按键：↑ ↓ 逐句移动，C复制出处，R看收到时的文件。",
    ),
    "find_in_text": ("Find in this text", "在本文中查找"),
    "shown_found": (
        "“{words}”: {count} of {all} clauses. Enter goes on to the next.",
        "“{words}”：{all}个分句中{count}个有。回车到下一处。",
    ),
    "softens_as": ("Here: “{words}”.", "此处英译：{words}。"),
    "columns": ("Columns", "栏目"),
    "columns_both": ("Both", "中英对照"),
    "columns_zh": ("Chinese", "中文"),
    "columns_en": ("English", "英文"),
    "columns_received": ("as received", "附收到时的文件"),
    "pinyin_on": ("with pinyin", "加拼音"),
    "highlight": ("Highlight", "突出"),
    "nothing_lit": ("nothing", "不突出"),
    "who_speaks": ("Who speaks", "谁在说话"),
    "section": ("Section", "章节"),
    "section_of": ("Section {number}", "章节：{number}"),
    "softens_here": (
        "a clause that softens: {soft} of {count}",
        "带缓和语的分句：{count}个中的{soft}个",
    ),
    "next_section": ("Next: {name}", "下一节：{name}"),
    "shown_section": (
        "This section: {count} of {all} clauses",
        "本节：{all}个分句中的{count}个",
    ),
    "clauses_before": (
        "Show the {count} clauses before",
        "显示前面的{count}个分句",
    ),
    "rail_0": ("the text speaks", "文本自己说"),
    "rail_1": ("passed on by another", "经一方转发或转述"),
    "rail_2": ("by two others", "经两方"),
    "edited_here": ("changes: {count}", "改动{count}处"),
    "notes_changes": ("changes: {count}", "改动{count}处"),
    "notes_terms": ("terms: {count}", "术语{count}个"),
    "notes_none": ("Address and copying", "地址与复制"),
    "said_elsewhere": ("Said elsewhere ({count})", "别处也有（{count}处）"),
    "said_nowhere": (
        "Said elsewhere (0): no other text has its words nor, as we read them, its idea.",
        "别处也有（0处）：其他文本没有同样的词句；按本书的判读，也没有同样的意思。",
    ),
    "elsewhere_same_words": (
        "the same words, {count} characters",
        "词句相同，{count}字",
    ),
    "elsewhere_same_idea": ("the same idea", "同一意思"),
    "elsewhere_answers": ("what this answers", "此处所回应"),
    "elsewhere_answered_by": ("answers this", "回应此处"),
    "elsewhere_carries_on": ("what this carries on", "此处所承接"),
    "elsewhere_carried_on_by": ("carries this on", "承接此处"),
    "softening": ("Words that soften", "缓和语"),
    "changed_here": (
        "What the editor changed here ({count})",
        "编者在此的改动（{count}处）",
    ),
    "terms_here": ("Terms", "术语"),
    "line_break": ("line break", "换行"),
    "taken_away": ("{what} removed:", "删去{what}："),
    "put_in": ("{what} added:", "补上{what}："),
    "half_to_full": ("(half-width to full-width) ", "（半角改全角）"),
    # the concordance
    "phrase": ("Phrase", "词语"),
    "find_phrase": ("Find", "查找"),
    "phrase_example": ("such as “network”", "例如：电子政务"),
    "phrase_help": (
        "Chinese or English. ? is any character, * up to ten.",
        "中文、英文都可以。?代表一个字，*代表至多十个字。",
    ),
    "phrase_cut": (
        "… is cut: choose the line to read on.",
        "“…”处有省略，选中该行可读全句。",
    ),
    "type_phrase": ("Type a phrase.", "请输入词语。"),
    "wildcard_ends": (
        "A phrase must begin and end with a character, not with ? or *.",
        "词语的首尾不能是?或*。",
    ),
    "no_hit": (
        "None of the texts has “{phrase}”.",
        "没有一篇文本有“{phrase}”。",
    ),
    "first_hits": (
        "The first {count} of {all} are shown; the file of data has all.",
        "只显示{all}处中的前{count}处；数据文件中是全部。",
    ),
    "concordance_title": (
        "“{phrase}”: {count} places in {docs} texts",
        "“{phrase}”：{docs}篇文本，{count}处",
    ),
    "concordance_most": (
        "“{phrase}”{gloss} is most frequent in {name}: {often} times in 1,000 characters",
        "“{phrase}”在{name}中最密：每千字{often}次",
    ),
    "concordance_range": (
        "In 1,000 characters {name} says “{phrase}”{gloss} {often} times, {last} {seldom} times",
        "“{phrase}”在{name}中最密，每千字{often}次；{last}只有{seldom}次",
    ),
    "rate_of": ("{rate} per 1,000 ({count})", "每千字{rate}次（{count}处）"),
    "rate_most": (
        "{rate} per 1,000 ({count}), the most",
        "每千字{rate}次（{count}处），最密",
    ),
    "concordance_limits": (
        "What this cannot show: importance. The characters are found within longer words and in "
        "titles, too.",
        "由此看不出是否重要：按字查找，更长的词和标题里的也计数。",
    ),
    "nth_hit": ("{part}, {number} of {all}", "{part}，第{number}/{all}处"),
    "concordance_none": ("Nothing is found", "没有找到"),
    "hits_of": ("{name}, {count} of {all}", "{name}：{all}处中的{count}处"),
    "sorted_by": ("Sorted by", "排序"),
    "sort_place": ("text by text", "按篇"),
    "sort_left": ("by what is before", "按前字排序"),
    "sort_right": ("by what follows", "按后字排序"),
    "other_language": ("In the other language", "另一语言"),
    # voices
    "speakers_title": (
        "{share} % of the five texts passes on somebody else’s words",
        "五篇文本有{share}%的文字是转述他人的话",
    ),
    "speakers_one": (
        "Without the {text}, which is one forwarded text, {share} %.",
        "{text}整篇是转发的文件；除去这一篇，占{share}%。",
    ),
    "speakers_limits": (
        "Counted are all words told as another’s, quoted or not. What this cannot show: whether "
        "they were really said, or in these words.",
        "凡记为他人所言的，引述、转述都算在内。由此看不出是否真说过、是否原话。",
    ),
    "characters": ("{count} characters", "{count}字"),
    "told_in_all": ("All five texts", "五篇合计"),
    "told_share": ("{share} % passed on", "转述占{share}%"),
    "told_through": ("told through {through}", "经{through}转述"),
    "told_through_head": ("Told through", "经谁转述"),
    "layers": ("Layers", "层次"),
    "layers_0": ("who writes", "行文者"),
    "layers_1": ("told by the writer", "转述一层"),
    "layers_2": ("told at second hand", "转述两层"),
    "show_only": ("Show:", "显示："),
    "the_writer": ("the writer", "行文者"),
    "writer_unnamed": ("writer not named", "作者未署名"),
    "told_of_all": (
        "{all} characters, {share} % passed on",
        "{all}字，转述占{share}%",
    ),
    "place_in_text": (
        "place in the text, one scale for all",
        "在文中的位置（各篇同一比例）",
    ),
    "passages_of": ("{count} passages", "{count}段"),
    "line_breaks": ("line breaks between these: {count}", "其间换行{count}处"),
    "unassigned": ("assigned to nobody: {count}", "未归入任何人：{count}字"),
    "characters_in_all": ("in all: {count}", "全文共{count}字"),
    "key_own": ("the writer’s own words", "行文者自己的话"),
    "key_teller": (
        "the same words, in the hands of who passes them on",
        "同一段话，经其转述",
    ),
    "key_speaker": (
        "somebody else’s words, at the one who said them",
        "他人的话（标在说话人一行）",
    ),
    "one_stretch": (
        "one of {all} stretches, {characters}",
        "{all}段之一，{characters}",
    ),
    "key_breaks": (
        "Characters (line breaks counted)",
        "字数（换行也计入）",
    ),
    "from_mouth_to_page": ("From mouth to page", "从口头到纸面"),
    "word_of_saying": ("Word of saying:", "言说动词："),
    # shared passages
    "parallels_title": (
        "{matched} of {chars} characters in a passage of the {one} are the same in the {two}",
        "{one}一段{chars}字，有{matched}字与{two}相同",
    ),
    "parallels_because": (
        "The {one} and the {two} report {who} nearly alike: {matched} characters are equal",
        "{one}与{two}共有的最长一段：{matched}字相同，两者都在转述{who}的话",
    ),
    "parallels_none": ("The texts share no passage", "文本之间没有相同的段落"),
    "parallels_lead": (
        "Share over a bar: what of that text another has, too, word for word or nearly ({least} "
        "characters or more). What this cannot show: which copied which; both may come from a "
        "third text.",
        "条上的百分比：这一篇有多少也见于他篇，逐字或几乎逐字（{least}字以上）。"
        "由此看不出谁抄谁：两者也可能都出自第三篇。",
    ),
    "equal_characters": ("{count} equal characters", "{count}字相同"),
    "equal_head": ("Equal characters", "相同字数"),
    "share_elsewhere": (
        "{share} % elsewhere, too",
        "{share}%也见于他篇",
    ),
    "passage_equal": (
        "{matched} characters are equal",
        "{matched}字相同",
    ),
    "of_sides": (
        "Of {one_chars} in the {one} and {two_chars} in the {two}.",
        "两篇相应各为{one_chars}字、{two_chars}字。",
    ),
    "of_pair": (
        "All passages that these two share: {one_share} of the {one}, {two_share} of the {two}.",
        "这两篇共有的各段合计：占{one}的{one_share}，占{two}的{two_share}。",
    ),
    "changed_places": ("Changed in {count} places.", "{count}处有改动。"),
    "nothing_changed": ("Nothing was changed.", "没有改动。"),
    "equal_in_both": ("in both", "两篇相同"),
    "equal_first": (
        "in both: {count} of {all} equal clauses",
        "两篇相同：{all}个分句中的{count}个",
    ),
    "where_parted": ("Where they part", "不同之处"),
    "pair_nothing": ("Nothing here.", "此篇没有。"),
    "joining": (
        "{count} of {all} passages join these two texts",
        "{all}段中{count}段见于这两篇",
    ),
    "more_within": (
        "{count} more lie within longer ones",
        "另有{count}段在更长的段落之内，不另计",
    ),
    "changed_marks": (
        "Yellow: equal clauses. Underlined: what the other side has not. Punctuation is not "
        "compared; the English underline follows our translation.",
        "黄色：相同的分句。下划线：另一方所无。标点不计，英文下划线依本书译文。",
    ),
    "how_compared": ("How it is compared", "怎样比较"),
    "key_bar": ("only here", "只见于本篇"),
    "key_stripe": (
        "in another text, too; darker: more than once",
        "也见于他篇；颜色更深：不止一处",
    ),
    "key_band": ("the same in both", "两篇相同"),
    "left_out": (
        "{count} shorter passages are not drawn.",
        "另有{count}段较短的未画出。",
    ),
    # words
    "keyness_title": (
        "Of {tested} words {count} set {name} apart: it says {words}",
        "检验的{tested}个词中，{name}有{count}个明显不同：{words}",
    ),
    "keyness_more": ("more {words}", "多说{words}"),
    "keyness_less": ("less {words}", "少说{words}"),
    "and": (" and ", "和"),
    "keyness_none": (
        "{name}: of {tested} words tested, none is clearly more or less frequent",
        "{name}：检验的{tested}个词中，没有一个明显偏多或偏少",
    ),
    "keyness_lead": (
        "How many times as often as in the other texts. Clear: even corrected for {tested} tests. "
        "A word within a longer one is not counted. What this cannot show: why a word is there.",
        "横轴是本篇频率相当于他篇的倍数。“明显”指按{tested}次检验校正后仍明显。含在更长的词里的不计。由此看不出为何用这个词。",
    ),
    "keyness_clear": ("Clear: {count}", "差异明显：{count}个"),
    "keyness_unclear": (
        "May be chance: {all}; drawn are those with the most evidence",
        "可能出于偶然：{all}个；图中为证据最强的",
    ),
    "keyness_others": (
        "Show {count} more that may be chance",
        "再显示{count}个可能出于偶然的",
    ),
    "less_here": ("← less often here", "← 本篇较少"),
    "more_here": ("more often here →", "本篇较多 →"),
    "count_here": ("times here", "本篇次数"),
    "count_others": ("in others", "他篇次数"),
    "size_here": ("of {here}", "共{here}词"),
    "size_others": ("{others} words", "{others}词"),
    "counts_head": (
        "times in {here} words here : in {others} of others",
        "本篇{here}词中次数 : 他篇{others}词中次数",
    ),
    "verdict": ("Verdict", "判断"),
    "word": ("Word", "词"),
    "times_here": ("Times here", "本篇次数"),
    "times_others": ("Times in the others", "他篇次数"),
    "doublings": (
        "Doublings of its rate (95 % interval)",
        "频率翻倍数（95%区间）",
    ),
    "word_more": (
        "{count} times among {size} words here, {others} times in the other texts: {factor} times "
        "as frequent.",
        "本篇{size}词中{count}次，他篇{others}次：频率为他篇的{factor}倍。",
    ),
    "word_less": (
        "{count} times among {size} words here, {others} times in the other texts: {factor} times "
        "as rare.",
        "本篇{size}词中{count}次，他篇{others}次：他篇频率是本篇的{factor}倍。",
    ),
    "interval_is": (
        "The truth may lie between {low} and {high} times (95 % interval).",
        "实际倍数可能在{low}到{high}之间（95%区间）。",
    ),
    "interval_from": (
        "At least {low} times as frequent (95 % interval).",
        "频率至少为他篇的{low}倍（95%区间）。",
    ),
    "interval_to": (
        "At most {high} times as frequent (95 % interval).",
        "频率至多为他篇的{high}倍（95%区间）。",
    ),
    "after_tests": (
        "Corrected for {tested} tests, it may be chance.",
        "按{tested}次检验校正后，可能出于偶然。",
    ),
    "after_tests_clear": (
        "Even corrected for {tested} tests, the difference is clear.",
        "按{tested}次检验校正后，差异仍明显。",
    ),
    "word_only": (
        "{count} times among {size} words here, not as a word of its own in the others.",
        "本篇{size}词中{count}次，他篇未单独成词。",
    ),
    "word_never": (
        "Not a word of its own among {size} words here, {others} times in the other texts.",
        "本篇{size}词中未单独成词，他篇{others}次。",
    ),
    "word_within": (
        "Within longer words{words}: {here} more here, {others} more in the others.",
        "在更长的词里{words}，本篇另有{here}次，他篇另有{others}次。",
    ),
    "only_here": ("only here", "仅见本篇"),
    "never_here": ("never here", "本篇未见"),
    "only_short": ("only", "仅见"),
    "never_short": ("never", "未见"),
    "keyness_limits": (
        "Drawn are the words whose counts differ most from chance. A short text has few words to "
        "judge by.",
        "图中是次数差异最难归于偶然的词。文本短，可据以判断的词也少。",
    ),
    "key_sure": ("clear difference", "差异明显"),
    "key_unsure": ("may be chance", "可能出于偶然"),
    "key_open": (
        "never here, or only here as a word: no end",
        "本篇未见或仅见此词：一端不定",
    ),
    "all_words": (
        "{drawn} words drawn; {tested} were tested",
        "画出{drawn}个词；共检验{tested}个",
    ),
    "shown_words": (
        "{count} of {drawn} drawn words shown; {tested} were tested",
        "显示所画{drawn}个词中的{count}个；共检验{tested}个",
    ),
    "key_interval": (
        "where the true ratio may lie (95 %)",
        "真实倍数的可能范围（95%）",
    ),
    # places
    "places_title": (
        "{count} things told of {places} places: unlike acts, which can’t be ranked",
        "关于{places}处的{count}件事：所述之事各异，无从排名",
    ),
    "places_contrast_all": (
        "Everything told of {most} is still to come ({most_promised} of {most_all}); of {least} "
        "most is told as done ({least_told} of {least_all})",
        "写{most}的全是将来的事（{most_all}件中{most_promised}件），写{least}的多是已成的事（{least_all}件中{least_told}件）",
    ),
    "places_contrast": (
        "Most told of {most} is still to come ({most_promised} of {most_all}); of {least} most is "
        "told as done ({least_told} of {least_all})",
        "写{most}的多是将来的事（{most_all}件中{most_promised}件），写{least}的多是已成的事（{least_all}件中{least_told}件）",
    ),
    "places_lead": (
        "Systems and main events. {most} is in the {most_text}, {least} in the {least_text}: texts "
        "with different aims. What this cannot show: what was not written, or who did more.",
        "所计为系统和主要事件。{most}见于{most_text}，{least}见于{least_text}，两文目的不同。由此看不出没有写下的事，也看不出哪里做得更多。",
    ),
    "key_part": ("part, not counted", "组成部分，不另计"),
    "other_half": ("And {place}: {side}", "再看{place}：{side}"),
    "shown_parts": (
        "{count} of {all} squares shown; {parts} are parts, not counted above",
        "显示{count}/{all}格；其中组成部分{parts}格，不计入上面各数",
    ),
    "all_parts": (
        "{all} squares: {things} things and {parts} parts; {dated} have a date, of {goals} goals",
        "共{all}格：{things}件事，{parts}个组成部分；有期限的{dated}格，属{goals}个目标",
    ),
    "places_few": (
        "Fewer than {few} things told: too few to compare",
        "不到{few}件事：太少，不作比较",
    ),
    "act": ("What the text does", "文本所述"),
    "act_there": ("Systems said to be there", "文中说已有的系统"),
    "act_building": ("Systems being built", "在建的系统"),
    "act_promised": (
        "Ordered, promised, planned or wished for",
        "要求、承诺、计划或希望",
    ),
    "act_achieved": ("Figures reported", "报告的数字"),
    "act_events": (
        "Meetings, texts, other events",
        "会议、文件、其他事件",
    ),
    "names_left": ("and {count} more", "另有{count}件"),
    "places_share": ("Share to come", "尚待实现的占比"),
    "share_of": ("{count} of {all}", "{count}/{all}件"),
    "share_promised": (
        "{count} of {all} still to come",
        "{all}件中{count}件尚待实现",
    ),
    "key_building": ("being built", "在建"),
    "part_of_whole": ("Part of {name}", "属于{name}"),
    "places_limits": (
        "What this cannot show: what was not written down. The texts have different aims, and no "
        "place can be ranked by them.",
        "由此看不出没有写下的事。各文目的不同，不能据此给各地排名。",
    ),
    "key_told": ("there, done or happened", "已有、已办或已发生"),
    "side_promised": ("still to come", "尚待实现"),
    "side_told": ("told as done", "说已办成"),
    "side_told_all": (
        "told as done or under way",
        "说已成或在建",
    ),
    "key_promised": ("still to come", "尚待实现"),
    "and_parts": (
        "{count} and {parts} parts",
        "{count}（另有组成部分{parts}）",
    ),
    "key_dated": ("with a date", "有期限"),
    "told_once": (
        "Told in the same words, and counted once: {name}",
        "同一句话也讲到，只计一次：{name}",
    ),
    "key_nothing": (
        "none (praise without a figure is not counted)",
        "无（没有数字的赞语不计）",
    ),
    # lists of findings, and the names of columns
    "browse_title": (
        "{count} passages of {docs} texts",
        "{docs}篇文本的{count}段",
    ),
    "browse_title_1": ("{count} passages of one text", "一篇文本的{count}段"),
    "browse_kept": ("{count} of {all} passages", "{all}段中的{count}段"),
    "none_kept": (
        "No passage has all of this: choose less.",
        "没有一段同时符合这些条件：请放宽。",
    ),
    "column_doc_id": ("Document", "文献"),
    "column_kind": ("Kind", "类别"),
    "column_quote": ("What it says", "原文"),
    "column_citation": ("From", "出处"),
    "column_force": ("Force", "语气"),
    "column_hedges": ("Softened by", "缓和语"),
    "column_change": ("Change", "变化"),
    "column_count": ("How many", "几处"),
    "column_counts": ("Count", "计数"),
    "column_of": ("Of", "共"),
    "column_share": ("Share", "份额"),
    "column_low": ("Interval from", "区间下限"),
    "column_high": ("to", "上限"),
    "column_variation": ("Counted in which way", "怎样计"),
    "column_outcome": ("Does it stand?", "站得住吗"),
    "column_chars": ("Characters", "字数"),
    "column_words": ("Words", "词数"),
    "column_found": ("Found", "查到"),
    "column_documents": ("Documents", "文献数"),
    "column_by": ("By", "分组依据"),
    "column_year": ("Year", "年份"),
    "column_measured": ("Measured", "计入的篇数"),
    "column_weighted": ("Weighted", "不计套语"),
    "column_weighted_low": ("Weighted low", "不计套语，下限"),
    "column_weighted_high": ("Weighted high", "不计套语，上限"),
    "column_chance": ("Chance", "偶然所得"),
    "column_surprise": ("Surprise", "意外程度"),
    "column_matched": ("Matched", "相同字数"),
    "column_first_to": ("First to", "最早至"),
    "column_undated": ("Undated", "没有日期的篇数"),
    "column_before_centre": ("Before centre", "早于中央的篇数"),
    "column_duplicate_of": ("Duplicate of", "与哪一件相同"),
    "column_citations": ("Citations", "引用次数"),
    "column_format": ("Kind of file", "文件类型"),
    "column_encoding": ("Encoding", "编码"),
    "column_script": ("Script", "简体、繁体"),
    "column_damage": ("Damage", "损坏"),
    "column_sentence": ("Sentence no.", "第几句"),
    "column_stated": ("Stated", "写明"),
    "column_resolved": ("Resolved", "推定"),
    "column_inferred": ("Inferred", "推断"),
    "column_confidence": ("How sure", "把握"),
    "column_theme": ("Theme", "主题"),
    "column_characters": ("Characters", "字数"),
    "column_measurable": ("Measurable?", "可衡量吗"),
    "column_dated": ("Dated", "有期限"),
    "column_named": ("Names one bearer", "点名"),
    "column_directives": ("Wants something", "有所要求"),
    "column_status": ("Status", "状况"),
    "column_status_as_of": ("Status as of", "状况时间"),
    "column_place": ("Place", "地方"),
    "column_level": ("Level", "层级"),
    "column_who": ("Who", "主体"),
    "column_relation": ("Relation", "关系"),
    "column_basis": ("How it is known", "依据"),
    "column_between": ("Between", "之间"),
    "column_manner": ("How it is taken up", "呼应方式"),
    "column_how_known": ("How the date is known", "日期依据"),
    "column_date_from": ("From", "自"),
    "column_date_to": ("To", "至"),
    "column_date_role": ("What the date is", "日期性质"),
    "column_date_grounds": ("Grounds of the date", "日期根据"),
    "column_value": ("Value", "数值"),
    "column_value_to": ("Value to", "数值上限"),
    "column_unit": ("Unit", "单位"),
    "column_bound": ("Bound", "界限"),
    "column_bound beside force": ("Who is told to act", "叫谁去做"),
    "column_hedge": ("Softened by", "缓和语"),
    "column_subject": ("Of what", "对象"),
    "column_subject_zh": ("Of what (Chinese)", "对象"),
    "column_subject_en": ("Of what", "对象（英文）"),
    "column_written": ("Written as a number", "文中写明数字"),
    "column_note": ("Note", "注"),
    "column_doubtful": ("Doubtful", "存疑"),
    "column_asked": ("Asked", "所编"),
    "column_kappa": ("Kappa", "κ值"),
    "column_alpha": ("Alpha", "α值"),
    "column_code": ("Code", "编码"),
    "column_what": ("What it is", "说明"),
    "column_group": ("Several counted as one", "合计为一"),
    "column_silent": ("Silent", "未提"),
    "column_cue": ("Words that decide", "判断依据的词"),
    "column_cue_certainty": ("How sure the words are", "判断的把握"),
    "column_form": ("Form", "形式"),
    "column_target": ("What is cited", "所引文件"),
    "column_target_in": ("Known from", "见于"),
    "column_certainty": ("How sure", "把握"),
    "column_certain": ("Certain", "确定"),
    "column_probable": ("Probable", "很可能"),
    "column_possible": ("Possible", "可能"),
    "column_unknown": ("Unknown", "不知"),
    "column_candidates": ("What it may be", "可能所指"),
    "column_version": ("Version", "版本"),
    "column_number": ("Number", "文号"),
    "column_grounds": ("Grounds", "根据"),
    "column_label_en": ("In English", "英文名"),
    "column_label_zh": ("In Chinese", "中文名"),
    "column_force_a": ("Force (first coder)", "语气（编码者甲）"),
    "column_bound_a": ("Who is bound (first coder)", "约束谁（编码者甲）"),
    "column_measurable_a": ("Measurable (first coder)", "可衡量（编码者甲）"),
    "column_dated_a": ("Dated (first coder)", "有期限（编码者甲）"),
    "column_named_a": ("Named (first coder)", "点名（编码者甲）"),
    "column_hedges_a": ("Softened by (first coder)", "缓和语（编码者甲）"),
    "column_force_b": ("Force (second coder)", "语气（编码者乙）"),
    "column_bound_b": ("Who is bound (second coder)", "约束谁（编码者乙）"),
    "column_measurable_b": ("Measurable (second coder)", "可衡量（编码者乙）"),
    "column_dated_b": ("Dated (second coder)", "有期限（编码者乙）"),
    "column_named_b": ("Named (second coder)", "点名（编码者乙）"),
    "column_hedges_b": ("Softened by (second coder)", "缓和语（编码者乙）"),
    "column_clause_id": ("Clause", "条款"),
    "column_from_id": ("From", "自"),
    "column_to_id": ("To", "至"),
    "column_statement_en": ("What it says", "所说（英文）"),
    "column_outside": ("Known from outside", "书外所知"),
    "column_system": ("System", "系统"),
    "column_log_ratio": ("Log ratio", "对数比"),
    "column_exercise_id": ("Exercise", "题号"),
    "column_answer": ("A model answer", "范例"),
    "column_weak_answer": ("A weak answer", "不足之答"),
    "column_weak_because": ("What is wrong with it", "不足在哪里"),
    "column_less_firm": ("Softer less firmer", "变软减变硬"),
    "column_received": ("As received", "收到时"),
    "column_ruled": ("After the rule", "规则处理之后"),
    "column_traditional": ("Traditional", "繁体"),
    "column_simplified": ("Simplified", "简体"),
    "column_compared": ("Who with whom", "谁和谁比"),
    "column_same_mark": ("The same mark", "标点相同"),
    "column_rule": ("Rule", "规则"),
    "column_before": ("Before", "改前"),
    "column_after": ("After", "改后"),
    "column_way": ("Way", "办法"),
    "column_pieces": ("Cut into", "切成"),
    "column_finds_deadline": (
        "Has it the clause with the deadline?",
        "有写期限的那一句吗？",
    ),
    "column_as_characters": ("As characters", "按字"),
    "column_as_jieba": ("As a word of jieba", "jieba切成词"),
    "column_with_our_terms": ("With our terms too", "加上本书术语"),
    "column_later_with_our_terms": (
        "With our terms, the four of 2006",
        "加上本书术语，2006年四篇",
    ),
    "column_tried_cuts": ("Cut otherwise", "换切法"),
    "column_tried_states": ("The text in another state", "换文本状态"),
    "column_tried_texts": ("One text left out", "去掉一篇"),
    "column_tried_windows": ("Nearer or farther", "改远近"),
    "column_tried_all": ("Stands in", "成立"),
    "column_targets": ("Target", "目标"),
    "column_of_what": ("Of what", "对象"),
    "column_due": ("Due", "期限"),
    "column_spread": ("In how many texts", "平均见于几篇"),
    "column_weight": ("Weight", "权重"),
    "column_layer": ("Kind of likeness", "相似的类型"),
    "column_runs": ("Runs, word for word", "一字不差的段数"),
    "column_promises": ("Promises", "承诺数"),
    "column_in_2002": ("In 2002", "2002年"),
    "column_in_2006": ("In 2006", "2006年"),
    "column_opinion-2002": ("Opinion, 2002", "意见（2002年）"),
    "column_relay-2006": ("Relay, 2006", "传达提纲（2006年）"),
    "column_article-2006": ("Article, 2006", "文章（2006年）"),
    "column_yunnan-2006": ("Yunnan, 2006", "云南报道（2006年）"),
    "column_wuhai-2006": ("Wuhai, 2006", "乌海讲话（2006年）"),
    "column_p": ("Chance does as well (p)", "偶然也能如此（p）"),
    "column_sentences": ("Sentences", "句数"),
    "column_verdict": ("Verdict", "判断"),
    "column_themes": ("Themes", "主题数"),
    "column_ties": ("Ties", "联系数"),
    "column_word": ("Word", "词"),
    "column_together": ("Together", "同现次数"),
    "column_expected": ("By chance", "偶然次数"),
    "column_mi": ("Doublings (mi)", "互信息（mi）"),
    "column_t": ("Surplus (t)", "t值"),
    "column_g2": ("Evidence (G²)", "对数似然（G²）"),
    "column_log_dice": ("Nearness (log-Dice)", "搭配强度（log-Dice）"),
    "column_parts": ("Texts", "篇数"),
    "column_range": ("In how many texts", "见于几篇"),
    "column_dp": ("Unevenness (dp)", "不均匀度（dp）"),
    "column_dp_norm": ("Unevenness, at most 1", "不均匀度（最大为1）"),
    "column_juilland_d": ("Evenness (D)", "均匀度（D）"),
    "column_other_text": ("The other text", "另一篇文字"),
    "column_left": ("Before", "前文"),
    "column_right": ("After", "后文"),
    "column_other_share": ("Share of the other", "占另一篇"),
    "column_finder": ("The finder says", "查找程序判作"),
    "column_clause": ("Clause", "分句"),
    "column_first_doc_ids": ("First of these files", "最早见于"),
    "column_other_quote": ("In the other", "另一篇原文"),
    "column_other_doc_id": ("Other document", "另一文献"),
    "column_longest_run": ("Longest equal run", "最长相同段"),
    "column_chance_runs": ("Runs by chance", "偶然相同段"),
    "column_nobody_named": ("Names nobody", "未点名"),
    "column_names_group": ("Names a group", "只说一类人"),
    # the dashboard
    "workbook": ("The E-Government Workbook", "电子政务工作簿"),
    "light_or_dark": ("Light or dark", "深浅主题"),
    "theme": ("◐ Dark", "◐ 深色"),
    "search": ("Search", "检索"),
    "question_timeline": ("What happened when?", "何时何事？"),
    "question_commitments": ("Who promised what?", "谁承诺了什么？"),
    "question_lineage": ("Which ideas lived on?", "哪些提法延续了？"),
    "question_systems": ("Which systems?", "有哪些系统？"),
    "question_places": ("Which places?", "哪些地方？"),
    "question_parallels": ("Who repeats whom?", "谁重复谁？"),
    "question_speakers": ("Who speaks?", "谁在说话？"),
    "question_keyness": ("Typical words?", "各有哪些特色词？"),
    "question_concordance": ("Find a word", "查一个词"),
    "question_reader": ("Read the texts", "读五篇原文"),
    "basis_stated": ("the text says so", "明载"),
    "basis_inferred": ("inferred", "推断"),
    "basis_resolved": ("from context", "据上下文"),
}

# What the check of the installation says.
SETUP = {
    "setup_python": ("Python {least} or newer", "Python {least}或更新版本"),
    "setup_python_remedy": (
        "install a newer Python from python.org",
        "请从python.org安装更新的Python",
    ),
    "setup_library": ("{name} {least} or newer", "{name} {least}或更新版本"),
    "setup_again": (
        "run `make setup` again, or install what binder/requirements.txt lists",
        "请重新运行`make setup`，或安装binder/requirements.txt所列各库",
    ),
    "setup_utf8": ("texts are read as UTF-8", "文本按UTF-8读取"),
    "setup_utf8_remedy": ("set PYTHONUTF8=1", "请设置PYTHONUTF8=1"),
    "setup_sources": (
        "the five sources are as received",
        "五篇来源与收到时一致",
    ),
    "setup_sources_remedy": (
        "restore data/sources, for instance with `git checkout data`",
        "请恢复data/sources，例如用`git checkout data`",
    ),
    "setup_converter": (
        "traditional characters are converted",
        "繁体字可以转换",
    ),
}

# What exercises say: buttons, what belongs in a field, and what a check answers.
EXERCISES = {
    # the vote of the first lesson, and the second one beside it at the end
    "vote_asks_guess": (
        "Vote: is the aim of 2006 the promise of 2002?",
        "投票：2006年的目标，就是2002年的承诺吗？",
    ),
    "vote_asks_answer": (
        "Vote once more: is the aim of 2006 the promise of 2002?",
        "再投一次：2006年的目标，就是2002年的承诺吗？",
    ),
    "vote_same": (
        "Yes: it is the same promise, made again because it was late.",
        "是：同一个承诺，没有如期做到，所以再提一次。",
    ),
    "vote_next": (
        "No: the first was kept, and this is the next step.",
        "不是：第一个承诺已经兑现，这是下一步。",
    ),
    "vote_other": (
        "No: it is another promise, and only the words are alike.",
        "不是：这是另一个承诺，只是用词相近。",
    ),
    "vote_open": (
        "Can't tell: nothing that I have read here says what became of the first.",
        "说不准：我在这里读到的，没有说第一个后来怎样。",
    ),
    "vote_ask_guess": (
        "One click keeps your vote. You can change it as long as you are in this lesson.",
        "点一下就记下；在这一课里随时可以改。",
    ),
    "vote_ask_answer": ("One click keeps it.", "点一下就记下。"),
    "vote_done_guess": (
        "Your vote is kept. Nobody tells you here whether you are right: at the end of the "
        "course you take it out again.",
        "已记下。这里不说对错：课程结束时，你会再看到它。",
    ),
    "vote_done_answer": ("Your vote is kept.", "已记下。"),
    "vote_back": ("Undo my vote", "撤回这一票"),
    "vote_was": (
        "At the beginning you voted ({day}): “{vote}”",
        "课程开始时你投的是（{day}）：“{vote}”",
    ),
    "vote_none": (
        "No vote of the beginning is kept here.",
        "这里没有课程开始时的投票。",
    ),
    "vote_stays": (
        "You stay with your vote. Which passage would you show to somebody who voted otherwise?",
        "你没有改。对投了别的人，你会拿哪一处原文给他看？",
    ),
    "vote_moved": (
        "You changed your mind. Which passage changed it?",
        "你改了主意。是哪一处原文让你改的？",
    ),
    # the box
    "check": ("Check", "检查"),
    "hint": ("Hint", "提示"),
    "answer": ("Answer", "答案"),
    "min": ("min", "分钟"),
    "find": ("find", "查找"),
    "explain": ("explain", "解释"),
    "compute": ("compute", "计算"),
    "argue": ("argue", "论证"),
    "guess": ("a first guess, before you look", "先猜一猜"),
    "guessed": ("Your first guess was: {guess}", "你起初猜的是：{guess}"),
    "before": (
        "Tried {tries} times so far; your last answer is back in the field.",
        "已答{tries}次，上次的答案已填回。",
    ),
    "done": (
        "Right, on an earlier day or in another session; your answer is back.",
        "以前已答对，答案已填回。",
    ),
    "claim": ("what the passage proves, in your words", "原文说明什么"),
    "unknown_id": (
        "There is no exercise {given}; there are {known}.",
        "没有编号为{given}的练习；现有：{known}。",
    ),
    "checking": ("Checking …", "正在检查……"),
    # the box, in a notebook and on a page
    "exercise": ("Exercise", "练习"),
    "language": ("Language", "语言"),
    "keep_guess": ("Keep this guess", "记下这个猜测"),
    "without_guess": ("Go on without a guess", "不猜，直接做"),
    "hint_next": ("Hint {number} of {all}", "提示{number}（共{all}条）"),
    "worked_answer": ("Show the worked answer", "看完整解答"),
    "worked_head": ("Worked answer", "解答"),
    "your_answer": ("Your answer", "你的回答"),
    "model_head": ("A model answer", "范例"),
    "weak_head": ("A weak answer, as it is often given", "常见的不足之答"),
    "weak_because_head": ("What is wrong with it", "不足在哪里"),
    "looked_at": ("The table to look at", "可参看的表"),
    "code_behind": ("The code that works it out", "算出答案的代码"),
    "rubric_head": (
        "A full answer: tick what yours holds",
        "完整的回答：做到的打勾",
    ),
    "rubric_points": ("A full answer", "完整的回答"),
    "passage_head": ("The passage", "原文"),
    "keys_check": ("Enter checks", "按回车检查"),
    "keys_check_long": ("Ctrl+Enter checks", "按Ctrl+回车检查"),
    "tries": ("Tries: {tries}.", "已答{tries}次。"),
    "afresh": ("Start this exercise afresh", "本题从头再做"),
    "afresh_sure": (
        "Press again: answer and tries are deleted",
        "再按一次：删除回答和记录",
    ),
    "saved_file": ("Saved in my-answers.json.", "已存入my-answers.json。"),
    "saved_browser": (
        "Saved in this browser. Nobody else sees it.",
        "已存在此浏览器，别人看不到。",
    ),
    "not_kept": (
        "This browser keeps nothing: the answer is gone when the page is closed.",
        "此浏览器不能保存：关闭页面后回答就没有了。",
    ),
    "next_guess": (
        "First a guess, then the task itself.",
        "先猜，再做题。",
    ),
    "next_first": (
        "Write an answer and check it; a hint is there if you need one.",
        "写出回答并检查；需要时可看提示。",
    ),
    "next_hint": (
        "Read the reason above and try again, or take a hint.",
        "看上面的原因再试，或看一条提示。",
    ),
    "next_worked": (
        "Try again, or compare with the worked answer.",
        "再试一次，或与解答对照。",
    ),
    "next_ticks": (
        "Now tick the points that your answer holds.",
        "请勾出你的回答做到的几点。",
    ),
    "next_exercise": ("Next: exercise {next}.", "接着做练习{next}。"),
    "next_last": (
        "That was the last exercise of this lesson.",
        "这是本课最后一题。",
    ),
    # the table of the progress
    "head_exercises": ("exercises", "练习"),
    "head_tried": ("tried", "已答"),
    "head_right": ("right", "答对"),
    "head_hints": ("hints", "提示"),
    "head_minutes": ("minutes", "分钟"),
    "all_lessons": ("all", "合计"),
    # what a judge's verdict is said with
    "judge_right": ("Right.", "对。"),
    "judge_right_share": (
        "Right: {percent} % as a percentage.",
        "对：写成百分比是{percent}%。",
    ),
    "judge_not_yet": ("Not yet. {why}", "还不对。{why}"),
    "judge_empty": (
        "Nothing to check yet: give {what}.",
        "还没有可检查的内容：请给出{what}。",
    ),
    "judge_too_many_digits": (
        "This number has too many digits to be read: give a shorter one.",
        "这个数位数太多，无法读取：请写短一些。",
    ),
    "judge_nonsense": (
        "I can't read this as an answer: it is too short, or I find no words in it. Give {what}.",
        "读不成一个回答：太短，或者看不出词句。请给出{what}。",
    ),
    "judge_no_number": (
        "I find no number in this: give one, such as 12, 3.5 or “a quarter”.",
        "这里没有数：请写一个，例如12、3.5或“四分之一”。",
    ),
    "judge_two_numbers": (
        "There is more than one number in this: give only the one that you mean.",
        "这里不止一个数：请只写你要的那一个。",
    ),
    "judge_negated": (
        "This says what the number is not: give the number that it is.",
        "这里说的是“不是多少”：请写是多少。",
    ),
    "judge_other_unit": (
        "Not yet. You gave {unit}; the task asks for something else.",
        "还不对。你写的是{unit}，题目问的不是这个。",
    ),
    "judge_bound": (
        "Not yet. The number is there, but look again at the word before or after it: “at least”, "
        "“more than” and “exactly” are not the same.",
        "还不对。数字对了，再看它前后的词：“至少”“超过”“正好”不是一回事。",
    ),
    "judge_share": (
        "Not yet. {given} may be a share or a percentage: which is it, as a percentage?",
        "还不对。{given}可能是比例，也可能是百分比：写成百分比是多少？",
    ),
    "judge_per_cent": (
        "Not yet. {given} looks like per cent; the task asks for a share from 0 to 1.",
        "还不对。{given}像是百分比，题目问的是0到1的比例。",
    ),
    "judge_sign": (
        "Not yet. All but the sign is right. Up, or down?",
        "还不对。只差正负号：是增是减？",
    ),
    "judge_point": (
        "Not yet. A point divides decimals here: leave it out.",
        "还不对。这里的点会当作小数点，请去掉。",
    ),
    "judge_zeros": (
        "Not yet. The digits are right, but not the size: count the zeros, or look where the "
        "point goes.",
        "还不对。数字对了，大小不对：数一数零，看看小数点在哪里。",
    ),
    "judge_one_off": (
        "Not yet. {given} is one off. Was something counted twice, or an end left out?",
        "还不对。{given}只差一。有没有数两遍，或漏了头尾？",
    ),
    "judge_too_high": (
        "Not yet. {given} is too high.",
        "还不对。{given}太大。",
    ),
    "judge_too_low": ("Not yet. {given} is too low.", "还不对。{given}太小。"),
    "judge_no_choice": (
        "That is none of the options, or of more than one: give a letter, or an option's words.",
        "这不是哪一个选项，或不止一个：请写字母，或抄一个选项的话。",
    ),
    "judge_no_names": (
        "I find no name in this that the sources or the task use: write the names, with commas "
        "between.",
        "这里没有原文或题目里的名称：请写名称，用逗号分开。",
    ),
    # the box for files of one's own
    "own_choose": ("Choose files of your own", "选自己的文件"),
    "own_bounds": (
        "Up to {files} files, {megabytes} MB together: plain text, web pages, Word, PDF with a "
        "text layer, tables, a zip. They are read where this Python runs, and nothing is kept "
        "of them.",
        "最多{files}个文件，合计{megabytes}MB：纯文本、网页、Word、有文字层的PDF、表格、zip。"
        "文件就在运行Python的地方读，读完不保存。",
    ),
    "own_not_run": (
        "This box needs a Python that runs: open the lesson in JupyterLab, on Binder or in the "
        "browser (the links at the head of the page), run its cells, and choose your files here. "
        "Or do it on paper, as below.",
        "这个框要有Python在运行才能用：请在JupyterLab、Binder或浏览器里打开本课（页首有链接），"
        "运行各单元格，再在这里选文件。也可以照下面说的，在纸上做。",
    ),
    "own_too_many": (
        "{count} files were chosen, and the box takes {files}: choose fewer, or read the folder "
        "with read_documents (in the method).",
        "选了{count}个文件，这里最多读{files}个：请少选几个，"
        "或者照方法部分用read_documents读整个文件夹。",
    ),
    "own_too_large": (
        "The files have {size} MB together, and the box takes {megabytes}: choose fewer, or read "
        "the folder with read_documents (in the method).",
        "这些文件合计{size}MB，这里最多读{megabytes}MB：请少选几个，"
        "或者照方法部分用read_documents读整个文件夹。",
    ),
    "own_read": (
        "Lines of the report: {files}; documents among them: {read}. What is wrong with each, "
        "and what to do:",
        "报告共{files}行，其中文献{read}篇。各有什么毛病，该怎么办：",
    ),
    "own_shared": (
        "How much of each document stands in one of the three texts on national policy, too (in "
        "passages of twenty equal characters and more):",
        "每篇有多少也见于三篇讲全国政策的文本（只算二十个字以上相同的片段）：",
    ),
    "progress_not_run": (
        "Your progress shows here when the notebook runs.",
        "笔记本运行以后，这里显示进度。",
    ),
    "judge_missing": (
        "Not yet. {found} of {all} found; nothing wrong among them.",
        "还不对。{all}个中找到{found}个，写的都对。",
    ),
    "judge_extra": (
        "Not yet. {found} of {all} found. Not among them: {extra}.",
        "还不对。{all}个中找到{found}个。不在其中：{extra}。",
    ),
    "judge_order": (
        "Not yet. The names are right, their order isn't.",
        "还不对。名称都对，次序不对。",
    ),
    "judge_no_date": (
        "I find no date in this: give one such as 5 August 2002, 2002-08-05 or 2002.",
        "这里没有日期：请写例如2002年8月5日、2002-08-05或2002。",
    ),
    "judge_two_dates": (
        "There is more than one date in this: give only the one that you mean.",
        "这里不止一个日期：请只写你要的那一个。",
    ),
    "judge_too_coarse": (
        "Not yet. That is right as far as it goes: give it more exactly.",
        "还不对。大致对，请写得更具体。",
    ),
    "judge_other_date": (
        "Not yet. That is another date.",
        "还不对。那是别的日期。",
    ),
    "judge_english": (
        "That is English: give the address at the left of its row, or its Chinese words.",
        "请抄中文原文，或写出处地址。",
    ),
    "judge_no_quote": (
        "I find no passage in this: give the address at the left of its row, or its Chinese words.",
        "这里没有原文：请抄原文，或写出处地址。",
    ),
    "judge_too_short": (
        "That is too short to prove anything: give at least four characters.",
        "太短，不能作证：至少四个字。",
    ),
    "judge_not_found": (
        "Not yet. The five texts have no such words; the nearest are “{near}”.",
        "还不对。五篇文本中没有这段话；最接近的是“{near}”。",
    ),
    "judge_nowhere": (
        "Not yet. None of the five texts has these words.",
        "还不对。五篇文本中都没有这段话。",
    ),
    "judge_elsewhere": (
        "Not yet. These words are in a text ({docs}), but they do not settle this.",
        "还不对。原文有这段话（{docs}），但它说明不了这个问题。",
    ),
    "judge_lacks_deciding": (
        "Not yet. The place is right. The words that decide are not in your quote: copy more.",
        "还不对。地方找对了，但起决定作用的词不在你抄的话里：请多抄一些。",
    ),
    "bound_at_least": ("at least {value}", "{value}以上"),
    "bound_at_most": ("at most {value}", "{value}以下"),
    "bound_more_than": ("more than {value}", "超过{value}"),
    "bound_less_than": ("less than {value}", "不到{value}"),
    "bound_about": ("about {value}", "{value}左右"),
    "judge_further_on": (
        "Not yet. This is the right paper. Look later in it.",
        "还不对。篇目找对了，请往后找。",
    ),
    "judge_further_back": (
        "Not yet. This is the right paper. Look earlier in it.",
        "还不对。篇目找对了，请往前找。",
    ),
    "judge_no_address": (
        "No text has the address {address}: look it up beside the passage, or copy the Chinese.",
        "没有{address}这个地址：请对照原文旁的地址，或抄原文。",
    ),
    "judge_which_text": (
        "More than one text has {address}: write the text before it, as in relay-2006:2.4.7.",
        "不止一篇文本有{address}：请写上是哪一篇，例如relay-2006:2.4.7。",
    ),
    "judge_holds_other": (
        "Not yet. Your quote holds words that belong to something else: make it tighter.",
        "还不对。你抄的话里夹着别处的词：请抄得短一些。",
    ),
    "judge_too_long": (
        "Not yet. The words are in it, but so is much else: copy only what decides.",
        "还不对。关键的话在里面，但抄得太多：只抄起决定作用的部分。",
    ),
    "judge_slots": (
        "Fill in every part of the claim; these are empty, or I can't read them: {empty}.",
        "请把论断的每一项都填上；这些还空着或读不懂：{empty}。",
    ),
    "judge_beyond": (
        "Not yet. The claim goes beyond its passage ({count}):",
        "还不对。论断超出了原文（{count}处）：",
    ),
    "judge_fits": (
        "It fits: the passage bears every part of it. Whether it is a good claim, no program can "
        "tell. Compare it with the model:",
        "相符：每一项都有原文依据。论断好不好，程序判断不了。请与范例对照：",
    ),
    "judge_rubric": (
        "Kept. No program can judge this: read your answer beside these points, and tick those "
        "that it holds.",
        "已保存。程序评判不了：请对照下面几点读自己的回答，做到的打勾。",
    ),
    "judge_model": ("Model answer: {answer}", "范例：{answer}"),
    "judge_weak": (
        "A weak answer, as it is often given: {answer}",
        "常见的不足之答：{answer}",
    ),
    "judge_weak_because": (
        "What is wrong with it: {answer}",
        "不足在哪里：{answer}",
    ),
    "fits_says": ("the passage says so", "原文这样说"),
    "fits_inferred": (
        "not said, but it follows from what is said",
        "没有明说，可以推知",
    ),
    "fits_elsewhere": ("said elsewhere, not here", "别处说的，不在这里"),
    "fits_more": ("says more than the passage", "超出原文"),
    "slot_who": ("who", "谁"),
    "slot_where": ("where", "在哪里"),
    "slot_what": ("what", "什么"),
    "slot_how_much": ("how much", "多少"),
    "slot_by_when": ("by when", "到何时"),
    "slot_said_by": ("said by whom", "谁说的"),
    "slot_how_firmly": ("how firmly", "多肯定"),
    "asked_number": ("a number", "一个数"),
    "asked_choice": ("one of the options", "一个选项"),
    "asked_names": (
        "a name, or names with commas between",
        "名称，多个用逗号分开",
    ),
    "asked_quote": (
        "a Chinese passage, copied from a text, or its address",
        "一段原文，或它的出处地址",
    ),
    "asked_date": ("a date", "一个日期"),
    "asked_claim": ("every part of the claim", "论断的每一项"),
    "asked_open": ("some sentences of your own", "几句自己的话"),
    "unit_percent": ("per cent", "百分比"),
    "unit_byte": ("bytes", "字节数"),
    "unit_bit": ("bits", "比特数"),
    "unit_kilobyte": ("kilobytes", "千字节数"),
    "unit_megabyte": ("megabytes", "兆字节数"),
    "unit_kilometre": ("kilometres", "公里数"),
    "unit_metre": ("metres", "米数"),
    "unit_year": ("years", "年数"),
    "unit_month": ("months", "月数"),
    "unit_quarter_year": ("quarters of a year", "季度数"),
    "unit_minute": ("minutes", "分钟数"),
    "unit_foreign": ("foreign money", "外币"),
    "unit_permille": ("parts of a thousand", "千分比"),
    "unit_tenth": ("tenths", "成数"),
    "unit_week": ("weeks", "周数"),
    "unit_fortnight": ("fortnights", "几个两周"),
    "unit_decade": ("decades", "几个十年"),
    "unit_day": ("days", "天数"),
    "unit_hour": ("hours", "小时数"),
    "unit_yuan": ("yuan", "元"),
    "unit_wan": ("units of 10,000 yuan", "万元"),
    "unit_yi": ("units of 100 million yuan", "亿元"),
    "unit_share": ("a share, from 0 to 1", "比例，0到1"),
    "unit_times": ("a multiple", "倍数"),
    "unit_character": ("characters", "字数"),
    "unit_word": ("words", "词数"),
    # what is said of a passage
    "stands": ("“{quote}” stands in {docs}.", "“{quote}”见于{docs}。"),
    "look_up": (
        "“{quote}” is too short to be looked up.",
        "“{quote}”太短，无法查对。",
    ),
    "only_as_received": (
        "“{quote}” stands only in the file of {doc_id} as received, and was taken out: it is no "
        "part of the text.",
        "“{quote}”只见于{doc_id}收到时的文件，不属于正文，已删去。",
    ),
    "nowhere": (
        "“{quote}” stands in none of the five texts.",
        "五篇文本中都没有“{quote}”。",
    ),
    "held": (
        " “{quote}” does: look at what follows it.",
        "但有“{quote}”：请看它后面的字。",
    ),
    "speaks": (
        "Stands in {docs}. Speaks: {who}.",
        "见于{docs}。说话人：{who}。",
    ),
    "unknown": ("not known", "不详"),
    "event": ("Event: {days}.", "事件日期：{days}。"),
    "posted": (
        " On the web on {day}: so it is no later.",
        "{day}已上网，故不晚于此日。",
    ),
    "wider": (
        "The claim is wider than the passage: {points}.",
        "说法超出原文：{points}。",
    ),
    "not_in_it": ("“{words}” is not in it", "原文没有“{words}”"),
    "place": (
        "it is about {places}, not the nation",
        "原文说的是{places}，不是全国",
    ),
    "promise": (
        "it promises, and the claim says it is so",
        "原文是要求或承诺，说法却当成事实",
    ),
    # answers and progress
    "name": ("a name, if your teacher asks for one", "姓名（老师要求时才填）"),
    "download": ("Download {file}", "下载{file}"),
    "stays": (
        "Nothing leaves this machine unless you send it.",
        "除非你自己发送，任何内容都不会离开这台电脑。",
    ),
    "restore": ("Restore saved answers", "恢复已存答案"),
    "all_answers": ("All my answers", "全部答案"),
    "not_saved": (
        "Not written to {file} ({why}): it is kept until this kernel stops. Download your answers "
        "with egov.progress() before you close the notebook.",
        "没有写入{file}（{why}）：只保留到内核停止。关闭笔记本前，请用egov.progress()下载答案。",
    ),
    "not_readable": (
        "{file} could not be read and is now called {kept}; a new one was begun.",
        "无法读取{file}，已改名为{kept}，并新建了文件。",
    ),
    "restored_here": (
        "{later} of {all} exercises restored; a later answer stays.",
        "{all}题中恢复了{later}题，更晚的答案保留。",
    ),
    "no_answers_file": (
        "This is no file of answers: choose the {file} that you downloaded.",
        "这不是答案文件：请选择下载的{file}。",
    ),
    "restored": (
        "{later} of {all} exercises restored (a later answer stays). Run an exercise's cell to see "
        "your answer in it.",
        "{all}题中恢复了{later}题（更晚的答案保留）。重新运行练习单元，即可看到答案。",
    ),
}

CASE = {
    "case_file": ("Case file", "案卷"),
    # a pin
    "case_pinned": ("Pin {number}: {where}.", "第{number}枚图钉：{where}。"),
    "case_changed": ("Pin {number} is changed.", "第{number}枚图钉已修改。"),
    "case_removed": ("{where} is taken out.", "已取下{where}。"),
    "case_ordered": (
        "The pins are in the new order.",
        "图钉已按新的顺序排列。",
    ),
    "case_saved": ("Saved as {path}.", "已存为{path}。"),
    "case_restored": (
        "{taken} of {all} pins restored (a later version stays).",
        "{all}枚图钉中恢复了{taken}枚（较晚的保留）。",
    ),
    "case_not_saved": (
        "Not written to {file} ({why}): it is kept until this kernel stops. Download your case "
        "file before you close the notebook.",
        "没有写入{file}（{why}）：只保留到内核停止。关闭笔记本前，请下载案卷。",
    ),
    "case_states": ("States it", "明说"),
    "case_supports": ("Supports it", "支持"),
    "case_compatible": ("Compatible with it", "不矛盾"),
    "case_against": ("Speaks against it", "反证"),
    "case_silent": ("Silent on it", "未提"),
    "case_who": ("Who", "谁"),
    "case_where": ("Where", "何地"),
    "case_what": ("What", "何事"),
    "case_how_much": ("How much", "多少"),
    "case_when": ("When", "何时"),
    "case_whose_word": ("Whose word", "谁的话"),
    "case_verb": ("Done, demanded or planned", "已做、要求还是计划"),
    "case_whole": ("All of it", "是否全部"),
    "case_verb_done": ("reported as done", "据称已做到"),
    "case_verb_doing": ("reported as under way", "据称正在做"),
    "case_verb_ordered": ("demanded", "要求（要、必须）"),
    "case_verb_planned": ("planned or aimed at", "计划、目标"),
    "case_verb_proposed": ("proposed", "建议"),
    "case_note": ("Note", "备注"),
    "case_strength": (
        "What the passage does for the claim",
        "原文对论断起什么作用",
    ),
    # what a check says; {found} are words of the passage
    "case_check_fits": ("fits", "相符"),
    "case_check_beyond": ("goes beyond the passage", "超出原文"),
    "case_check_unchecked": ("not checked by a program", "程序不能核对"),
    "case_place_named": (
        "The passage names {found}.",
        "原文提到此地（{found}）。",
    ),
    "case_place_of_document": (
        "The passage names no other place; its document speaks of {found}.",
        "此处没有提到别的地方；整篇说的是{found}。",
    ),
    "case_place_other": (
        "The passage speaks of {found}.",
        "原文说的是{found}。",
    ),
    "case_place_unknown": (
        "No place is read in it: look for the place in the passage yourself.",
        "没有读出地名：请自己在原文中找。",
    ),
    "case_date_said": ("The passage says {found}.", "原文说“{found}”。"),
    "case_date_finer": (
        "The passage says only {found}: the claim is more exact than its passage.",
        "原文只说“{found}”：论断比原文更确切。",
    ),
    "case_date_overlaps": (
        "The passage says {found}, which is partly the same time: say how you reckon.",
        "原文说“{found}”，只有部分时间相同：请写明怎样推算。",
    ),
    "case_date_other": ("The passage says {found}.", "原文说的是“{found}”。"),
    "case_date_none": (
        "The passage names no time: where do you have it from?",
        "原文没有说时间：你的时间出自哪里？",
    ),
    "case_date_of_document": (
        "It is the date of the document; the passage itself names none.",
        "这是全文的日期；此处没有写时间。",
    ),
    "case_date_unread": (
        "No date is read in it: write one such as 2010, 5 August 2002, or in about a year.",
        "没有读出日期：请写如2010年、2002年8月5日、一年左右。",
    ),
    "case_date_no_span": (
        "The passage says {found}, and no span of time.",
        "原文说的是“{found}”，没有说多长时间。",
    ),
    "case_degree_lost": (
        "The passage says {found}, and the claim leaves it out.",
        "原文有“{found}”，论断里没有。",
    ),
    "case_about_lost": (
        "The passage softens it with {found}, and the claim does not.",
        "原文有“{found}”，论断里没有。",
    ),
    "case_number_said": ("The passage has this number.", "原文有这个数。"),
    "case_number_other": ("The passage has {found}.", "原文的数是{found}。"),
    "case_number_none": (
        "The passage gives no number.",
        "原文没有给出数字。",
    ),
    "case_number_unread": (
        "No number is read in it.",
        "没有读出数字。",
    ),
    "case_bound_lost": (
        "The passage says at least {found}, and the claim does not.",
        "原文是{found}“以上”，论断里没有。",
    ),
    "case_voice_named": ("{found} speaks here.", "这里说话的是{found}。"),
    "case_voice_unnamed": (
        "The passage names nobody, and the claim says so.",
        "原文没有说是谁，论断也这样写。",
    ),
    "case_voice_relayed": (
        "This is who passes it on; the words are those of {found}.",
        "这是转述的人；话是{found}的。",
    ),
    "case_voice_other": (
        "Here it is {found} who speaks.",
        "这里说话的是{found}。",
    ),
    "case_voice_unknown": (
        "This is no name that speaks in the five texts.",
        "五篇文献中说话的没有此名。",
    ),
    "case_whole_said": (
        "The passage says so, too: {found}.",
        "原文也说“{found}”。",
    ),
    "case_whole_more": (
        "The claim says all, and the passage does not.",
        "论断说“全部”，原文没有说。",
    ),
    "case_cue_either": (
        "The passage says {found}, which can demand and can state an aim: which it does here, you "
        "argue from its sentence.",
        "原文用“{found}”，可以是要求，也可以是目标：此处是哪一种，请依上下文说明。",
    ),
    "case_cue_said": ("The passage says {found}.", "原文用“{found}”。"),
    "case_done_more": (
        "The passage demands or announces it ({found}); it reports nothing done.",
        "原文是要求或打算（“{found}”），没有说已经做到。",
    ),
    "case_plan_no_order": (
        "The passage announces it ({found}); it asks it of nobody.",
        "原文是打算（“{found}”），没有要求谁做。",
    ),
    "case_report_no_order": (
        "The passage reports it ({found}); it asks it of nobody.",
        "原文是报告（“{found}”），没有要求谁做。",
    ),
    "case_report_no_plan": (
        "The passage reports it as done ({found}), not as a plan.",
        "原文说已做到（“{found}”），不是计划。",
    ),
    "case_no_cue": (
        "No word here says whether it was done or demanded: read the sentence.",
        "这里没有词说明已做还是要求：请读整句。",
    ),
    # what a brief lacks
    "case_lacks_question": (
        "No question yet: write the question that the brief answers.",
        "还没有问题：请写下短文要回答的问题。",
    ),
    "case_lacks_text": (
        "No text yet: write one, of at most {most} words.",
        "还没有正文：请写一页，至多{most}字。",
    ),
    "case_too_long": (
        "{count} words more than a page holds: which sentence has no passage?",
        "比一页多出约{count}字：哪一句没有原文？",
    ),
    "case_lacks_pins": (
        "Pins so far: {count}; with {more} more, each claim has a passage to stand on.",
        "现有{count}枚图钉；再添{more}枚，论断才够得上都有原文。",
    ),
    "case_lacks_against": (
        "No passage against it yet: look for one that a reader who disagrees would show you.",
        "还没有反证：请找一处不同意的人会拿给你看的原文。",
    ),
    "case_lacks_silence": (
        "No silence yet: pin a text that should have said it and does not.",
        "还没有“未提”：请钉上一篇按理该说却没有说的文献。",
    ),
    "case_not_submitted": (
        "Not submitted yet: the first version is kept when you submit, then revise.",
        "还没有提交：提交时保留初稿，然后修改。",
    ),
    # the brief as it is exported
    "case_words": (
        "{count} of {most} words",
        "约{count}字，至多{most}字",
    ),
    "case_answer": ("Answer", "回答"),
    "case_revised": ("Revised", "修改稿"),
    "case_first": ("First version", "初稿"),
    "case_passages": ("Passages", "原文"),
    "case_how_to_cite": ("How to cite", "引用方式"),
    "case_silent_in": (
        "Nothing on it in {where}, edition {edition}.",
        "{where}（校读本{edition}）未提。",
    ),
    "case_edition": ("Read in edition {edition}.", "所读校读本{edition}。"),
    "case_nameless": ("Unnamed student", "未署名"),
    "case_cite_brief": (
        "{name}. “{title}” Brief with {count} addressed passages. The E-Government Workbook, "
        "editions {editions}.",
        "{name}. {title}[短文，附{count}处原文]. 电子政务工作簿, 校读本{editions}.",
    ),
    # the box
    "case_lead": (
        "Pin passages while you read; then write a page that goes no further than they do.",
        "边读边钉原文；再写一页，不超出原文所说。",
    ),
    "case_later": (
        "The whole case file with its brief: for the last lessons",
        "整个案卷和短文：最后几课才用",
    ),
    "case_more_fields": ("More fields", "其余各项"),
    "case_pins": ("Pins", "图钉"),
    "case_no_pins": (
        "No pins yet. Press “Pin” under any passage, or give an address here.",
        "还没有图钉。在任何原文下按“钉入案卷”，或在此输入地址。",
    ),
    "case_address": ("Address of a passage", "原文地址"),
    "case_show": ("Show it", "显示"),
    "case_pin_it": ("Pin it", "钉住"),
    "case_edit": ("Edit", "修改"),
    "case_keep": ("Keep", "保存"),
    "case_cancel": ("Cancel", "取消"),
    "case_up": ("Up", "上移"),
    "case_down": ("Down", "下移"),
    "case_remove": ("Take out", "取下"),
    "case_remove_sure": ("Press again to take it out", "再按一次取下"),
    "case_claim": ("The claim that it is to carry", "要它支持的论断"),
    "case_unknown_address": (
        "There is no passage {found}: copy an address from under a passage, or give a text that is "
        "silent, such as yunnan-2006.",
        "没有{found}这个地址：请从原文下面复制，或写未提此事的文献，如yunnan-2006。",
    ),
    "case_full": (
        "The case file is full: take a pin out first.",
        "案卷已满：请先取下一枚。",
    ),
    "case_brief": ("The brief", "短文"),
    "case_question": ("Question", "问题"),
    "case_text": (
        "Your answer; [1] refers to pin 1",
        "你的回答；[1]指第1枚图钉",
    ),
    "case_submit": ("Submit and open the envelope", "提交并打开信封"),
    "case_envelope": ("The envelope", "信封"),
    "case_envelope_lead": (
        "Leads from outside the five papers. Which of your sentences do they change? Revise above; "
        "your first version is kept.",
        "五篇文献之外的线索。它们改变你的哪一句？请在上面修改；初稿已保留。",
    ),
    "case_sure_high": ("the words seen are plain", "所见文字明确"),
    "case_sure_medium": (
        "one source, or words that leave a doubt",
        "只有一个来源，或文字尚有疑问",
    ),
    "case_sure_low": ("a weak source", "来源不大可靠"),
    "case_missing": ("Still missing", "还缺"),
    "case_complete": (
        "Nothing is missing. Whether it convinces, readers decide.",
        "都齐了。是否有说服力，由读者判断。",
    ),
    "case_name": ("Your name, if you like", "姓名（可不填）"),
    "case_self": (
        "Your own points: 3 tested, 2 small gap, 1 asserted, 0 not there",
        "自评：3经得起检验，2有小漏洞，1只有断言，0没有",
    ),
    "case_rubric_answer": ("It answers the question", "回答了问题"),
    "case_rubric_claims": ("Passages carry the claims", "原文能支持论断"),
    "case_rubric_voice": (
        "Voice and time are right",
        "谁说的、何时说的，分得清",
    ),
    "case_rubric_counter": ("Counter-evidence is shown", "列出反证"),
    "case_rubric_limits": (
        "Limits are told, and it was revised",
        "说明局限，并且修改过",
    ),
    "case_export": ("Brief as", "短文存为"),
    "case_download": ("Download {file}", "下载{file}"),
    "case_restore": ("Restore a case file", "恢复案卷"),
    "case_bad_file": (
        "{file} is no case file: choose the my-case-file.json that you downloaded here.",
        "{file}不是案卷：请选择在这里下载的my-case-file.json。",
    ),
    "case_in_file": (
        "Kept in my-case-file.json.",
        "已存入my-case-file.json。",
    ),
    "case_in_browser": (
        "Kept in this browser. Nobody else sees it.",
        "已存在此浏览器，别人看不到。",
    ),
    "case_in_nothing": (
        "This browser keeps nothing: download the file before you close the page.",
        "此浏览器不能保存：关闭页面前请下载。",
    ),
    "case_waits": (
        "{count} pins came from this browser.",
        "从此浏览器取来{count}枚图钉。",
    ),
    # a class
    "case_class": ("Case files of a class", "全班案卷"),
    "case_class_lead": (
        "Side by side, with points for each row of the rubric; “Save as CSV” keeps them.",
        "并排显示，逐项给分；可存为CSV。",
    ),
    "case_work": ("What a class wrote", "全班的作业"),
    "case_work_lead": (
        "Open answers, claims and briefs beside each other. Tick what each holds; in a notebook it "
        "is kept in the folder, and “Save as CSV” gives it to you anywhere.",
        "问答题、论断和短文并排显示。做到的就打勾：在笔记本里会存到文件夹，也可随时存为CSV。",
    ),
    "case_order": ("Show", "排列"),
    "case_by_question": ("by question", "按题"),
    "case_by_student": ("by student", "按学生"),
    "case_rubric": ("A full answer holds", "完整的答案应有"),
    "case_own_tick": ("the student's own", "学生自评"),
    "case_work_marked": (
        "{count} of {all} marked",
        "已评{count}份，共{all}份",
    ),
    "case_points": ("{given} of {all} points", "{given}分，共{all}分"),
    "case_marked": ("{count} of {all} marked", "已评{count}份，共{all}份"),
    "case_codes": ("How a class coded", "全班怎样编码"),
    "case_codes_lead": (
        "The segments that divide the class most come first: let both sides say why. Our own codes "
        "are hidden until you show them.",
        "分歧最大的段落排在前面：请双方各说理由。我们的编码先不显示。",
    ),
    "case_codes_force": ("How firmly is it said?", "语气有多硬？"),
    "case_codes_bound": ("Who is to act?", "谁该去做？"),
    "case_codes_of": (
        "Krippendorff’s α of {students} students, over {segments} segments that two or more coded",
        "克里彭多夫α，{students}名学生，{segments}个至少两人编过的段落",
    ),
    "case_codes_means": (
        "α is agreement beyond chance: 1 is full, 0 is what chance gives. A rule of thumb relies "
        "on codes from 0.80, and draws tentative conclusions from 0.67.",
        "α是超出偶然的一致：1是完全一致，0等于偶然。通常的经验：0.80以上可靠，0.67以上可作初步结论。",
    ),
    "case_codes_few": ("too few to say", "太少，说不准"),
    "case_codes_show": ("Show our codes", "显示我们的编码"),
    "case_codes_coders": ("{count} coded it", "{count}人编过"),
    "case_codes_we": ("we: {name}", "我们：{name}"),
    "case_codes_students": ("Student by student", "逐个学生"),
    "case_codes_coded": ("segments coded", "编码段数"),
    "case_codes_same": (
        "{same} of {all} as we, κ {kappa}",
        "{all}段中{same}段与我们相同，κ {kappa}",
    ),
    "case_codes_status": (
        "{students} students, {segments} segments",
        "{students}名学生，{segments}段",
    ),
    "case_unread": ("Not read", "未能读取"),
    "case_student": ("Student", "学生"),
    "case_save_csv": ("Save as CSV", "存为CSV"),
}

# What the report on a collection says (`publish.corpus_report`).
PAPER = {
    # tables for a paper
    "paper_transmission": (
        "Words of documents that central texts have too (by {by})",
        "文献与中央文本相同的文字（按{by}）",
    ),
    "paper_clauses": (
        "Central clauses that are in most documents",
        "见于文献最多的中央文句",
    ),
    "paper_by_place": ("Place", "地方"),
    "paper_by_year": ("Year", "年份"),
    "paper_by_level": ("Level", "层级"),
    "paper_all": ("All documents", "全部文献"),
    "paper_documents": ("Documents", "文献数"),
    "paper_measured": ("Measured", "已计量"),
    "paper_with_some": ("With shared words", "有相同文字"),
    "paper_share": ("Share, %", "相同份额（%）"),
    "paper_weighted": (
        "Without set phrases, % [95 % interval]",
        "不计套语（%）[95%区间]",
    ),
    "paper_chance": ("By chance, %", "偶然（%）"),
    "paper_clause": ("Clause", "文句"),
    "paper_address": ("Address", "位置"),
    "paper_in": ("In documents", "见于文献数"),
    "paper_of_all": ("% [95 % interval]", "%[95%区间]"),
    "paper_first": ("First seen", "最早见于"),
    "paper_undated": ("{n} undated", "另有{n}篇无日期"),
    "paper_ties": ("one of {n}", "{n}篇之一"),
    "paper_note": (
        "Passages of {matched} equal characters or more ({chars} in a row, or changed in part). "
        "Shares are means over documents, with intervals by drawing documents again {resamples} "
        "times (seed {seed}); no interval for fewer than {few} documents. Set "
        "phrases of a list of {formulas} count for nothing. By chance: texts with each document’s "
        "own habits, {times} of each. Equal words do not say who had them first.",
        "相同段落至少有{matched}个相同的字（连续{chars}字，或部分改动）。份额为各文献平均值；区间由重抽文献"
        "{resamples}次得出（随机种子{seed}），不足{few}篇者不列区间。{formulas}条套语不计。“偶然”指按每篇"
        "文献自身用字习惯生成的文本，各{times}篇。文字相同，并不说明谁先谁后。",
    ),
    "paper_clause_note": (
        "A document has a clause if at least {least} % of the clause’s characters outside set "
        "phrases are equal in it, within passages of {matched} equal characters or more; intervals "
        "by Wilson. {none} of {clauses} clauses are in no document. First seen: among these "
        "documents only, as far as their dates are known; it does not say from where they took "
        "the words.",
        "文献中的相同段落（至少{matched}个相同的字）若含某句套语之外至少{least}%的字，即算有此句；区间用威尔逊"
        "法。{clauses}句中有{none}句不见于任何文献。“最早见于”只就这批文献中日期已知者而言，并不说明文字从何而来。",
    ),
    "paper_unmeasured": (
        " {n} documents could not be measured (no text, or not comparable).",
        "有{n}篇无法计量（无文本或无法比较）。",
    ),
}

REPORT = {
    "report_title": ("A report on the collection", "文献集报告"),
    "report_limits": (
        "Counts are of what the finders found, which is not all that the texts say. "
        "Of long tables the first {rows} rows are shown.",
        "计数为程序所识别者，并非文中全部。长表只列前{rows}行。",
    ),
    "report_none": ("none", "无"),
    "report_came_in": ("What came in", "收到的文件"),
    "report_damage": ("Damage", "文本损坏"),
    "report_documents": ("Documents and their structure", "文献及其结构"),
    "report_dates": ("Dates", "日期"),
    "report_targets": ("Targets and other quantities", "目标与其他数量"),
    "report_force": ("How firmly it is said", "语气强弱"),
    "report_institutions": ("Institutions", "机构"),
    "report_words": ("Words", "词语"),
    "report_reuse": ("Shared passages", "共有段落"),
    "report_transmission": (
        "What of the central documents is in the others",
        "各文献与中央文献的相同文字",
    ),
    "report_table_transmission_groups": (
        "Share that a central document has too, means with intervals of 95 %; equal words do "
        "not say who had them first",
        "与中央文献相同的份额，平均值与95%区间；文字相同并不说明谁先谁后",
    ),
    "report_table_transmission_clauses": (
        "Central clauses that are in most documents, and where they are seen first as far as "
        "dates are known",
        "见于文献最多的中央文句，及日期已知者中最早见于何处",
    ),
    "report_table_transmission_silent": (
        "Central clauses that are in no document",
        "不见于任何文献的中央文句",
    ),
    "report_citations": ("Citations between documents", "文献互引"),
    "report_methods": ("Methods, versions, hashes", "方法、版本与散列值"),
    "report_table_formats": ("Files by format", "各格式文件数"),
    "report_table_unread": (
        "Files that were not read, and what to do",
        "未读入的文件及处理办法",
    ),
    "report_table_copies": ("Copies of other files", "与他件相同的文件"),
    "report_table_damage": ("Kinds of damage", "损坏种类"),
    "report_table_remedies": ("What could not be undone", "未能复原之处"),
    "report_table_documents": ("Documents", "文献"),
    "report_table_structure": ("Parts of each document", "各文献的层次"),
    "report_table_dates_by_role": ("Dates by role", "日期按作用"),
    "report_table_dates_by_year": ("Dates by year", "日期按年份"),
    "report_table_targets_by_kind": ("Quantities by kind", "数量按种类"),
    "report_table_targets": ("Targets", "目标"),
    "report_table_force": ("Clauses by force", "分句按语气"),
    "report_table_institutions": ("Institutions named most", "最常见的机构"),
    "report_table_words": ("Words of two and more characters", "双字以上的词"),
    "report_table_pairs": (
        "Pairs of documents that share most",
        "共有最多的文献对",
    ),
    "report_table_passages": ("Longest shared passages", "最长的共有段落"),
    "report_table_edges": ("Who cites whom", "引用关系"),
    "report_table_citations": ("Citations", "引文"),
    "report_table_versions": ("Versions", "版本"),
    "report_table_hashes": ("Texts, by SHA-256", "各文本的SHA-256值"),
    # Heads that mean something else in other tables, or are in the report alone
    "report_head_clause": ("Clause", "所在分句"),
    "report_head_clauses": ("Clauses", "分句数"),
    "report_head_dates": ("Dates", "日期数"),
    "report_head_depth": ("Levels", "层数"),
    "report_head_document_number": ("Document number", "发文字号"),
    "report_head_copies": ("Copies", "重复的文件数"),
    "report_head_file": ("File", "文件"),
    "report_head_files": ("Files", "文件数"),
    "report_head_institution": ("Institution", "机构"),
    "report_head_issuer": ("Issuer", "发文机关"),
    "report_head_matched": ("Equal characters", "相同字数"),
    "report_head_name": ("Name", "名称"),
    "report_head_not_read": ("Not read", "未读出"),
    "report_head_parts": ("Parts", "段数"),
    "report_head_places": ("Places", "处数"),
    "report_head_quantities": ("Quantities", "数量"),
    "report_head_read": ("Read", "已读出"),
    "report_head_role": ("Role", "作用"),
    "report_head_sha256": ("SHA-256", "SHA-256值"),
    "report_head_shared": ("Shared characters", "共有字数"),
    "report_head_subject": ("What is counted", "所指对象"),
}

SENTENCES = EXERCISES | CASE | DATES | CHARTS | PAGES | SETUP | REPORT | PAPER
