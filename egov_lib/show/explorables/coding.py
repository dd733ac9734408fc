"""Coding: how firmly is it said, and who is to act? Code twenty segments, and compare with us.

Segments of the five texts are coded one at a time by the codebook of `data/README.md`. Beside the
reader's code come those of our two coders, the code that was settled, and why: the codebook's line,
the word that tells it, and what was noted where the two differed. At the end stand Cohen's kappa
with its interval, and the codes that were taken for each other.

What it can't show: who is right. What it asks: which differences would a better codebook end?
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from egov_lib.findings import DataError
from egov_lib.read.corpus import load_table
from egov_lib.read.translations import translate
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.explorables.codebook import BOUND, FORCE, Code, name_of
from egov_lib.show.explorables.coded_segments import (
    SIZE,
    How,
    around,
    draw,
    how_known,
    segments_by_text,
)
from egov_lib.show.front.widget import View
from egov_lib.show.messages import current, pick

SEED = 1
MOST_SEED = 900
ROUNDS = 3  # draws that a page has with it: of this seed and of the next ones
CODED = ("force", "bound")

# What keeps a reader's codes, once `keep_with` has said it; this package opens no files.
_keepers: list[Callable[[View], None]] = []

WORDS = {
    "title": (
        "How firmly is it said? Code twenty segments",
        "语气有多硬？给二十段编码",
    ),
    "lead": (
        "Code by the codebook: how firmly it is said, and who is to act. Two of us coded the same "
        "segments, each alone. Coders differ; look how far, where and why.",
        "请按编码手册编码：语气有多硬，谁该去做。我们两人也各自编过这些段落。编码者会有分歧，"
        "要看分歧有多大、在哪里、为什么。",
    ),
    "ask_guess": (
        "In how many of these {all} will you give the same force as we settled on?",
        "这{all}段里，你编的语气会有几段与我们商定的相同？",
    ),
    "of_size": (" of {all}", "段（共{all}段）"),
    "force_head": ("How firmly is it said?", "语气有多硬？"),
    "bound_head": ("Who is to act?", "谁该去做？"),
    "segment_of": ("Segment {number} of {all}", "第{number}段，共{all}段"),
    "under_list": (
        "It stands in the list that this opens:",
        "所在清单由此引出：",
    ),
    "nobody_bound": (
        "None: it binds nobody, so nobody is to act.",
        "“无”不约束谁，不必再选谁该去做。",
    ),
    "compare_now": ("See at once", "逐段对照"),
    "compare_end": ("See at the end", "最后对照"),
    "go_next": ("Next segment", "下一段"),
    "go_back": ("Back", "上一段"),
    "go_results": ("Results", "看结果"),
    "go_open": ("Open the results", "打开结果"),
    "you": ("You", "你"),
    "coder_a": ("Our coder A", "编码者甲"),
    "coder_b": ("Our coder B", "编码者乙"),
    "settled": ("We settled on", "商定"),
    "not_coded": ("not coded", "未编"),
    "why_head": ("Why {name}", "为什么是“{name}”"),
    "by_codebook": (
        "The codebook: {name} is where {means}.",
        "编码手册：{name}，指{means}。",
    ),
    "by_codebook_none": (
        "The codebook: none is what binds nobody: {means}.",
        "编码手册：无，指不约束谁的：{means}。",
    ),
    "edge_line": ("On the border: {edge}.", "边界情形：{edge}。"),
    "cues_line": ("Its words:", "常用词："),
    "how_own": (
        "The word that tells it here: {cue} ({english}).",
        "这里的依据是“{cue}”。",
    ),
    "how_carried": (
        "No word of its own tells it; {cue} ({english}) in {where} reaches this far.",
        "本段没有这样的词；{where}的“{cue}”管到这里。",
    ),
    "how_around": (
        "What tells it is in its sentence as a whole.",
        "依据是整个句子，不是本段某一个词。",
    ),
    "how_list": (
        "It is an item of a list, and has the force that the list gives.",
        "它是清单中的一项，语气由清单给定。",
    ),
    "how_imperative": (
        "It is a bare imperative: a verb without subject or “must”.",
        "它是光杆祈使句：只有动词，没有主语，也没有“必须”之类的词。",
    ),
    "your_line": (
        "Your code, {name}, would be for where {means}.",
        "你编的“{name}”，指{means}。",
    ),
    "your_line_none": (
        "Your code, none, would be for what binds nobody: {means}.",
        "你编的“无”，指不约束谁的：{means}。",
    ),
    "bound_line": (
        "Who is to act, we settled on {name}: {means}.",
        "谁该去做，我们定为“{name}”：{means}。",
    ),
    "log_line": (
        "Our two differed here: {a} and {b}. Settled on {settled}: {reason}",
        "我们两人在此有分歧：{a}，{b}。商定为“{settled}”：{reason}",
    ),
    "doubtful_line": (
        "We marked it as doubtful: another force can be defended.",
        "我们标为存疑：编成别的语气也说得通。",
    ),
    "says_open": (
        "Segment {number} of {all}: how firmly is it said, and who is to act?",
        "第{number}段，共{all}段：语气有多硬？谁该去做？",
    ),
    "says_half": (
        "{name} is chosen. Now: who is to act?",
        "已选“{name}”。谁该去做？",
    ),
    "says_bound": (
        "Who is to act is chosen: {name}. Now: how firmly?",
        "已选谁该去做：“{name}”。语气有多硬？",
    ),
    "says_kept": (
        "Segment {number}: {yours}. It is compared at the end.",
        "第{number}段：{yours}。最后对照。",
    ),
    "says_same": (
        "Segment {number}: you and we have {yours}.",
        "第{number}段：你与我们相同，{yours}。",
    ),
    "says_differs": (
        "Segment {number}: you have {yours}; we settled on {ours}.",
        "第{number}段：你编{yours}，我们商定{ours}。",
    ),
    "says_left": (
        "{count} of {all} segments coded; the rest is still open.",
        "{all}段中已编{count}段，其余未编。",
    ),
    "says_results": (
        "How firmly: as we settled in {same} of {all}, κ {kappa}. Who is to act: {other} of {all}, "
        "κ {other_kappa}.",
        "语气：{all}段中{same}段与商定的相同，κ为{kappa}。谁该去做：{other}段相同，κ为"
        "{other_kappa}。",
    ),
    "came_same": ("{same} of {all}", "{all}段中{same}段"),
    "first_open": ("To the first open segment", "到第一个未编的段"),
    "same_head": ("the same", "相同"),
    "chance_head": ("by chance", "仅凭偶然"),
    "kappa_head": ("κ (95 %)", "κ（95%区间）"),
    "ours_head": ("our two, κ", "我们两人的κ"),
    "kappa_between": ("{kappa} ({low} to {high})", "{kappa}（{low}至{high}）"),
    "no_kappa": ("too few to say", "太少，说不准"),
    "kappa_means": (
        "κ is how far you came from chance to full agreement: 0 is chance, 1 is every segment "
        "alike. {all} segments are few, so the interval is wide. A rule of thumb asks for 0.80 "
        "between trained coders before their codes are counted.",
        "κ表示从偶然相同到完全相同走了多远：0是偶然，1是段段相同。{all}段太少，所以区间很宽。"
        "通常的经验是：受过训练的编码者之间达到0.80，编码才拿来统计。",
    ),
    "differ_head": ("Where we differ", "分歧在哪里"),
    "differ_none": (
        "Nowhere: all codes are alike.",
        "没有分歧，编码全部相同。",
    ),
    "pair_head": ("You, and we", "你编的，我们编的"),
    "count_head": ("how often", "次数"),
    "see_head": ("look again", "再看"),
    "next_head": ("What next", "下一步"),
    "next_pair": (
        "Read in the codebook what tells {yours} from {ours}: that is one of your "
        "differences.",
        "在编码手册里看“{yours}”与“{ours}”怎样区分：这是你的分歧之一。",
    ),
    "next_hand_in": (
        "Hand in my-answers.json: your class sees where its codes part.",
        "交my-answers.json：全班可以看到分歧在哪里。",
    ),
    "next_round": (
        "Code another twenty, below.",
        "再编另外二十段，见下方按钮。",
    ),
    "round_name": ("Twenty no. {number}", "第{number}组"),
    "shows": (
        "Our two coders agree on these {all} segments with κ {ours}. That flatters: the codebook "
        "was written with the five texts open, and its examples settle many of the passages that "
        "could be disputed. Where you differ, the codebook’s lines do not yet lead you where they "
        "led us.",
        "这{all}段，我们两人的κ为{ours}。这个数偏高：手册是对着这五篇文本写的，许多有争议的段落已由"
        "手册的例子定了。你与我们不同的地方，就是手册还没有把你引到同一处的地方。",
    ),
    "hides": (
        "Who is right: coders of one codebook can share a mistake. Drawn evenly over the forces, "
        "{all} segments are also no sample of all 699: κ depends on how frequent each code is.",
        "谁对谁错：用同一手册的人会犯同样的错。这{all}段按语气均匀抽取，也不是全部699段的样本："
        "κ随各编码的多少而变。",
    ),
    "question": (
        "Which of your differences would a clearer line in the codebook end, and which would stay?",
        "你的分歧中，哪些把手册写清楚就会消失，哪些仍会存在？",
    ),
    "answer": (
        "What a rule can settle ends: how far “is to” reaches, what a list gives. What hangs on "
        "what the writer meant stays: whether a plan that is told is a goal or a report.",
        "规则能定的会消失：“要”管到哪里，清单给各项什么语气。取决于作者用意的会留下："
        "说到一项计划，是目标还是报告。",
    ),
    "keys_force": ("how firmly", "语气"),
    "keys_bound": ("who is to act", "谁该去做"),
    "keys_next": ("next", "下一段"),
    "kept_browser": ("Kept in this browser.", "已存入此浏览器。"),
    "kept_nowhere": (
        "This browser keeps nothing: download the file.",
        "此浏览器不能保存：请下载文件。",
    ),
    "kept_file": (
        "Kept in my-answers.json; egov.progress() downloads it and takes it back.",
        "已存入my-answers.json；用egov.progress()下载、恢复。",
    ),
    "save_answers": ("Download my-answers.json", "下载my-answers.json"),
    "take_answers": ("Restore my-answers.json", "恢复my-answers.json"),
    "took_answers": (
        "{later} of {all} taken back.",
        "{all}项中恢复{later}项。",
    ),
    "no_answers": (
        "That is no file of answers: choose the my-answers.json that you downloaded here.",
        "这不是答案文件：请选从这里下载的my-answers.json。",
    ),
    "address_head": ("Address", "地址"),
    "chinese_head": ("Chinese", "中文"),
    "english_head": ("English", "英文"),
    "first_state": ("The codes for how firmly it is said", "语气的各个编码"),
    "last_state": (
        "The segments with the codes that we settled on",
        "各段及商定的编码",
    ),
}


def keep_with(keeper: Callable[[View], None]) -> None:
    """Say what keeps a reader's codes: it is called with every game that opens without a state."""
    _keepers[:] = [keeper]


def coding(
    *,
    seed: int = SEED,
    filters: Mapping[str, str] | None = None,
    lang: str | None = None,
) -> View:
    """Code twenty segments by the codebook, and compare with two coders and what they settled on.

    Parameters
    ----------
    seed: of the draw, 1 to 900; a class that codes the same twenty takes the same seed.
    filters: the state it opens in: {"at": "3", "codes1": "12…"} has the fourth segment of seed 1,
        and two digits for each segment, its force and who is to act; {} is before a guess. Without
        it, a notebook goes on where `my-answers.json` stopped.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> coding().name
    'coding'
    """
    if not (isinstance(seed, int) and 1 <= seed <= MOST_SEED):
        raise DataError(
            f"seed is {seed!r}: use a whole number from 1 to {MOST_SEED}"
        )
    drawn = [(one, draw(one)) for one in range(seed, seed + ROUNDS)]
    all_drawn = pd.concat([rows for _, rows in drawn])
    all_drawn = all_drawn.drop_duplicates("address")
    segments, stretches = _shown(all_drawn)
    rounds = [
        {"seed": one, "segments": rows["address"].tolist()}
        for one, rows in drawn
    ]
    data = {
        "rounds": rounds,
        "segments": segments,
        "size": SIZE,
        "force": [_as_data(code) for code in FORCE],
        "bound": [_as_data(code) for code in BOUND],
    }
    first = drawn[0][1]
    title = pick(*WORDS["title"], lang)
    states = _first_and_last(first, current(lang))
    content = Content(data, first, title, states, stretches)
    view = make_explorable(
        "coding", WORDS, content, filters=filters, lang=lang
    )
    if filters is None:
        for keeper in _keepers:
            keeper(view)
    return view


def _as_data(code: Code) -> dict[str, Any]:
    return code._asdict()


def _codes_that_differ(row: Any) -> dict[str, list[str]]:
    """The codes of our two coders, a and b, where they are not those that were settled."""
    settled = [row.force, row.bound]
    codes = {"a": [row.force_a, row.bound_a], "b": [row.force_b, row.bound_b]}
    return {coder: both for coder, both in codes.items() if both != settled}


def _how_as_data(how: How) -> dict[str, Any]:
    """How a force is known; most words stand where they are, and have no source to name."""
    told = how._asdict()
    if not how.source:
        del told["source"]
    return told


def _shown(
    drawn: pd.DataFrame,
) -> tuple[dict[str, dict[str, Any]], pd.DataFrame]:
    """What is shown of each drawn segment, by address, and the stretches around them.

    A segment's `around` and `under` are numbers of rows of the stretches; `under`, `log`, `a` and
    `b` are there where there is something to show.
    """
    of_texts = segments_by_text()
    logged = _logged()
    shown: dict[str, dict[str, Any]] = {}
    stretches: list[tuple[str, int, int]] = []
    for row, how in zip(drawn.itertuples(), how_known(drawn)):
        segments = of_texts[row.doc_id]
        near = around(row.address, how.kind, segments)
        own = {
            "doc": row.doc_id,
            "start": int(row.start),
            "end": int(row.end),
            "settled": [row.force, row.bound],
            "how": _how_as_data(how),
            "around": len(stretches),
        }
        if row.address in logged:
            own["log"] = logged[row.address]
        own |= _codes_that_differ(row)
        if row.doubtful:
            own["doubtful"] = True
        stretches.append((row.doc_id, near.start, near.end))
        if near.under:
            opening = segments.set_index("address").loc[near.under]
            own["under"] = len(stretches)
            stretches.append((row.doc_id, opening["start"], opening["end"]))
        shown[row.address] = own
    places = pd.DataFrame(stretches, columns=["doc_id", "start", "end"])
    return shown, places


def _logged() -> dict[str, list[dict[str, str]]]:
    """Where our two coders differed on what is coded here, by address."""
    log = load_table("directives-log")
    log = log[log["column"].isin(CODED)]
    kept: dict[str, list[dict[str, str]]] = {}
    for row in log.itertuples():
        entry = {
            "column": row.column,
            "a": row.a,
            "b": row.b,
            "settled": row.settled,
            "en": row.reason,
            "zh": row.reason_zh,
        }
        kept.setdefault(row.address, []).append(entry)
    return kept


def _first_and_last(drawn: pd.DataFrame, lang: str) -> Sequence[State]:
    """The codebook, and the segments with the codes that were settled."""
    codes = [[_name(code, lang), _means(code, lang)] for code in FORCE]
    settled = [
        [row.quote, english, *_settled(row, lang)]
        for row, english in zip(drawn.itertuples(), _english(drawn))
    ]
    return [
        State(pick(*WORDS["first_state"], lang), codes),
        State(pick(*WORDS["last_state"], lang), settled, folded=True),
    ]


def _english(drawn: pd.DataFrame) -> list[str]:
    return translate(drawn)["en"].tolist()


def _settled(row: Any, lang: str) -> list[str]:
    return [name_of(column, getattr(row, column), lang) for column in CODED]


def _name(code: Code, lang: str) -> str:
    return code.zh if lang == "zh" else f"{code.en} {code.zh}"


def _means(code: Code, lang: str) -> str:
    return code.means_zh if lang == "zh" else code.means_en
