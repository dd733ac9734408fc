"""What exercises say, in English and in Chinese: buttons, what belongs in a field, and what a check answers.

Tasks come in both languages from the table; its hints and reasons are English only. What a check found out (names, numbers,
passages) is put in with `str.format`.
"""

WORDS = {
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
    "done": ("Right, on an earlier day or in another session; your answer is back.", "以前已答对，答案已填回。"),
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
    "numbers": ("{said} holds more than one number: give the one that you mean.", "{said}里不止一个数：请只写一个。"),
    "share": (
        "Not yet: {given:g} looks like a share; the task asks for per cent.",
        "还不对：{given:g}像是比例，题目问百分比。",
    ),
    "sign": ("Not yet: all but the sign is right. Up, or down?", "还不对：只差正负号。是增是减？"),
    "point": ("Not yet: a point divides decimals here, leave it out.", "还不对：小数点表示小数，请去掉。"),
    "one_off": (
        "Not yet: {given:g} is one off. Was something counted twice, or an end left out?",
        "还不对：{given:g}只差一。有没有数两遍，或漏了头尾？",
    ),
    "high": ("Not yet: {given:g} is too high.", "还不对：{given:g}太大。"),
    "low": ("Not yet: {given:g} is too low.", "还不对：{given:g}太小。"),
    "no_choice": ("{said} is none of the choices: give a, b, c or d.", "{said}不在选项中：请写a、b、c或d。"),
    "not_it": (
        "Not yet: “{words}” is not it. A hint tells where to look.",
        "还不对：不是“{words}”。提示会说明看哪里。",
    ),
    "no_names": ("{said} holds no names: write them with commas between.", "{said}里没有名称：请写名称，用逗号分开。"),
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
    "english": ("{said} is not Chinese: copy the words of the passage itself.", "{said}不是中文：请抄原文。"),
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
    "stays": ("Nothing leaves this machine unless you send it.", "除非你自己发送，什么都不会离开这台机器。"),
    "restore": ("Restore", "恢复"),
    "restored": (
        "{later} of {all} exercises restored (a later answer stays). Run an exercise's cell to see your answer in it.",
        "{all}题中恢复了{later}题（更晚的答案保留）。重新运行练习单元，即可看到答案。",
    ),
}


def say(key: str, lang: str = "en", **found: object) -> str:
    """Say a sentence in English, or in Chinese where *lang* is "zh", with what was *found* put in.

    >>> say("found", "zh", found=1, all=2)
    '还不对：2个中找到1个。'
    """
    return WORDS[key][lang == "zh"].format(**found)
