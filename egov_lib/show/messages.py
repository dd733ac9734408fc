"""Every word of the interface, in English and in Chinese, and which of the two is spoken.

`language("zh")` makes Chinese the default of every `lang=` argument; a call may still name its
own. A sentence is said with `say`, a value of a table with `word`. To add a language string, add a
row to one of the tables below.
"""

from __future__ import annotations

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

    >>> say("found", "zh", found=1, all=2)
    '还不对：2个中找到1个。'
    """
    return pick(*EXERCISES[key], lang).format(**found)


def label(key: str, lang: str | None = None) -> str:
    """Say the label of a control.

    >>> label("level", "en")
    'Level'
    """
    return pick(*LABELS[key], lang)


def word(value: str, lang: str | None = None) -> str:
    """Say a value of the tables in English or Chinese; a value without a translation is said as it
    is.

    >>> word("nation", "zh"), word("nation", "en")
    ('国家', 'Nation')
    """
    return pick(*VALUES.get(value, (value, value)), lang)


# Words for the values of the tables.
VALUES = {
    "nation": ("Nation", "国家"),
    "province": ("Province", "省、自治区"),
    "city": ("City", "市"),
    "document": ("Document", "文献"),
    "stated": ("date stated", "明载"),
    "resolved": ("resolved from context", "据上下文推定"),
    "inferred": ("inferred", "推断"),
    "within": ("some day in this span", "在此期间某日"),
    "through": ("lasts through this span", "持续于此期间"),
    "China": ("China", "中国"),
    "Wuhai": ("Wuhai", "乌海"),
    "Inner Mongolia": ("Inner Mongolia", "内蒙古"),
    "Beijing": ("Beijing", "北京"),
    "Shandong": ("Shandong", "山东"),
    "Shanghai": ("Shanghai", "上海"),
    "Chongqing": ("Chongqing", "重庆"),
    "Yunnan": ("Yunnan", "云南"),
    "Guizhou": ("Guizhou", "贵州"),
    "Shenzhen": ("Shenzhen", "深圳"),
}

# The labels of controls in explorers.
LABELS = {
    "level": ("Level", "层级"),
    "source": ("Source", "来源"),
    "known": ("Date is", "日期依据"),
    "from": ("From", "自"),
    "to": ("To", "至"),
    "event": ("Event", "事件"),
    "detail": ("Show", "显示"),
    "overview": ("main events", "主要事件"),
    "all": ("all", "全部"),
    "item": ("Item", "条目"),
    "silent": ("The text is silent here.", "此处无文。"),
    "nothing": ("Nothing matches: widen the filter.", "无匹配：请放宽筛选条件。"),
    "document": ("Document", "文献"),
    "other": ("Beside", "对照"),
    "marks": ("Mark", "标示"),
    "editor": ("the editor's changes", "编者改动"),
    "every": ("every change", "全部改动"),
    "none": ("nothing", "不标示"),
    "findings": ("Highlight", "突出"),
    "clause": ("Go to", "转到"),
    "beginning": ("the beginning", "开头"),
    "glossary": ("Glossary on hover", "词语提示"),
    "pinyin": ("Pinyin", "拼音"),
    "kind": ("Kind", "种类"),
    "status": ("Status", "状态"),
    "system": ("System", "系统"),
    "theme": ("Theme", "主题"),
    "place": ("Place", "地方"),
    "target": ("Commitment", "承诺"),
    "phrase": ("Phrase", "词语"),
    "sort": ("Sort by", "排序"),
    "hit": ("Hit", "例"),
    "word": ("Word", "词"),
    "reference": ("Against", "参照"),
    "passage": ("Passage", "段落"),
}

# What exercises say: buttons, what belongs in a field, and what a check answers.
EXERCISES = {
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
    "number": ("a number", "一个数"),
    "set": ("a name, or names with commas between", "名称，多个用逗号分开"),
    "quote": ("a Chinese passage, copied from a text", "一段原文"),
    "open": ("some sentences of your own", "几句自己的话"),
    "choice": ("one of a, b, c and d", "a、b、c、d之一"),
    "nothing": ("Nothing to check yet: give {what}.", "还没有可检查的内容：请给出{what}。"),
    "checking": ("Checking …", "正在检查……"),
    # what a check answers
    "right": ("Right. ", "对。"),
    "not_yet": ("Not yet: {why}", "还不对：{why}"),
    "no_number": (
        "{said} can't be read as a number: give one such as 12 or 3.5.",
        "{said}读不成数：请写12或3.5这样的数。",
    ),
    "numbers": (
        "{said} holds more than one number: give the one that you mean.",
        "{said}里不止一个数：请只写一个。",
    ),
    "share": (
        "Not yet: {given:g} looks like a share; the task asks for per cent.",
        "还不对：{given:g}像是比例，题目问百分比。",
    ),
    "sign": ("Not yet: all but the sign is right. Up, or down?", "还不对：只差正负号。是增是减？"),
    "point": (
        "Not yet: a point divides decimals here, leave it out.",
        "还不对：小数点表示小数，请去掉。",
    ),
    "one_off": (
        "Not yet: {given:g} is one off. Was something counted twice, or an end left out?",
        "还不对：{given:g}只差一。有没有数两遍，或漏了头尾？",
    ),
    "high": ("Not yet: {given:g} is too high.", "还不对：{given:g}太大。"),
    "low": ("Not yet: {given:g} is too low.", "还不对：{given:g}太小。"),
    "no_choice": (
        "{said} is none of the choices: give a, b, c or d.",
        "{said}不在选项中：请写a、b、c或d。",
    ),
    "not_it": (
        "Not yet: “{words}” is not it. A hint tells where to look.",
        "还不对：不是“{words}”。提示会说明看哪里。",
    ),
    "no_names": (
        "{said} holds no names: write them with commas between.",
        "{said}里没有名称：请写名称，用逗号分开。",
    ),
    "found": ("Not yet: {found} of {all} found.", "还不对：{all}个中找到{found}个。"),
    "extra": (
        " Not among them: {names}. (Names are written as the tables write them.)",
        "不在其中：{names}。（名称写法以数据表为准。）",
    ),
    "short": (
        "{said} is too short to prove anything: give at least four characters.",
        "{said}太短，不能作证：至少四个字。",
    ),
    "elsewhere": (
        "Not yet: the passage stands there, but it does not settle this.",
        "还不对：原文有这段话，但它不能说明问题。",
    ),
    "part": (
        "Not yet: {said} is only a part of the passage: copy the clause that it stands in.",
        "还不对：{said}只是其中一部分：请抄出整个分句。",
    ),
    "as_there": ("In the reading text it stands so: “{quote}”.", "校读本作：“{quote}”。"),
    "wide": ("The passage is the right one; the claim isn't yet.", "原文找对了，说法还不对。"),
    "now_claim": (
        "The passage is the right one. Now the claim: what does it prove?",
        "原文找对了。再写一句：它说明什么？",
    ),
    "stands": ("“{quote}” stands in {docs}.", "“{quote}”见于{docs}。"),
    "look_up": ("“{quote}” is too short to be looked up.", "“{quote}”太短，无法查对。"),
    "english": (
        "{said} is not Chinese: copy the words of the passage itself.",
        "{said}不是中文：请抄原文。",
    ),
    "as_received": (
        "“{quote}” stands only in the file of {doc_id} as received, and was taken out: it is no part of the text.",
        "“{quote}”只见于{doc_id}收到时的文件，不属于正文，已删去。",
    ),
    "nowhere": ("“{quote}” stands in none of the five texts.", "五篇文本中都没有“{quote}”。"),
    "held": (" “{quote}” does: look at what follows it.", "但有“{quote}”：请看它后面的字。"),
    "no_quote": (
        "No passage is quoted: nobody can go back from this answer to a text.",
        "没有引原文：别人无法由这个回答找到出处。",
    ),
    "people": ("A full answer, for people to judge by:", "完整的回答（由人评判）："),
    "speaks": ("Stands in {docs}. Speaks: {who}.", "见于{docs}。说话人：{who}。"),
    "unknown": ("not known", "不详"),
    "event": ("Event: {days}.", "事件日期：{days}。"),
    "posted": (" Posted {day}, which dates nothing.", "上网日期{day}，不能据以断代。"),
    "wider": ("The claim is wider than the passage: {points}.", "说法超出原文：{points}。"),
    "not_in_it": ("“{words}” is not in it", "原文没有“{words}”"),
    "place": ("it is about {places}, not the nation", "原文说的是{places}，不是全国"),
    "promise": ("it promises, and the claim says it is so", "原文是要求或承诺，说法却当成事实"),
    # answers and progress
    "name": ("a name, if your teacher asks for one", "姓名（老师要求时才填）"),
    "download": ("Download {file}", "下载{file}"),
    "stays": (
        "Nothing leaves this machine unless you send it.",
        "除非你自己发送，什么都不会离开这台机器。",
    ),
    "restore": ("Restore", "恢复"),
    "restored": (
        "{later} of {all} exercises restored (a later answer stays). Run an exercise's cell to see your answer in it.",
        "{all}题中恢复了{later}题（更晚的答案保留）。重新运行练习单元，即可看到答案。",
    ),
}
