"""Voices: who says it, where, through whom, on which page?

For five claims a reader builds the ladder from the speaker down to the page, with “unknown” as a
rung like any other. Where a choice isn't borne out, the cue in the text is shown: a word of saying,
“it is learnt” (据悉), a name in parentheses. Speakers, reporters and cues come from the table of
speakers, occasions from that of events, pages from the documents' cards.

What it can't show: whether the words are true, or exactly the speaker's. What it asks: whose
evidence is it?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.read.corpus import data_folder, load_corpus, load_table
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import LANGUAGES, current, pick, say_dates
from egov_lib.show.passages.clauses import chinese_names

RUNGS = ("speaker", "occasion", "reporter", "page")
UNKNOWN = ""
# Voices of the table that are no name
NAMELESS = {"unnamed", "the text"}
THROUGH = " > "  # between those through whom somebody speaks, the nearest to the speaker first
# The documents whose own page is known, with its name in WORDS
PAGES = {"opinion-2002": "page_of_opinion", "relay-2006": "page_of_relay"}
NEAREST = 3  # other voices of a text that are offered
MEETINGS = ("会议", "座谈会", "论坛")  # what the name of an occasion ends with
# Known only from outside (table of context, fact opinion-2002-adopted)
OUTSIDE = "second-meeting"


class Scene(NamedTuple):
    """A claim whose ladder is built.

    key: its name in the state and in WORDS
    doc_id, words: where it stands
    occasion: the event at which it was said, or "" where the text doesn't tell
    occasion_cue, reporter_cue: the words of the text that tell it, or leave it open; "" for none
    occasions: the events that are offered
    """

    key: str
    doc_id: str
    words: str
    occasion: str
    occasion_cue: str
    reporter_cue: str
    occasions: tuple[str, ...]


SCENES = (
    Scene(
        "aim_2002",
        "opinion-2002",
        "要用一年左右的时间，基本形成统一的电子政务内外网络平台",
        UNKNOWN,
        "国家信息化领导小组决定",
        "现转发给你们",
        (OUTSIDE,),
    ),
    Scene(
        "aim_relay",
        "relay-2006",
        "到2010年，基本建成覆盖全国的统一的电子政务网络",
        "egov-symposium-2006",
        "曾培炎出席座谈会并讲话",
        "现在我传达",
        ("leading-group-fifth-meeting", "egov-symposium-2006"),
    ),
    Scene(
        "aim_article",
        "article-2006",
        "到2010年，基本建成覆盖全国的统一的电子政务网络",
        "egov-symposium-2006",
        "召开了全国电子政务工作座谈会，提出“十一五”电子政务的主要目标",
        "",
        ("egov-symposium-2006", "china-infoport-forum-sixth"),
    ),
    Scene(
        "sites",
        "yunnan-2006",
        "93%的省级部门建立了互联网网站",
        UNKNOWN,
        "据介绍",
        "（王永刚）",
        ("yunnan-leading-group-fourth-meeting",),
    ),
    Scene(
        "xu",
        "yunnan-2006",
        "信息化是当今世界发展的大趋势，是推动经济社会发展和变革的重要力量",
        "yunnan-leading-group-fourth-meeting",
        "在会上",
        "（王永刚）",
        ("yunnan-leading-group-fourth-meeting",),
    ),
)
GUESSED = 3  # the scene that the guess is about: who says 93 %?

CUES_IN_ENGLISH = {
    "现提出以下意见": "the following opinion is now put forward",
    "国家信息化领导小组决定": "the Leading Group has decided",
    "现转发给你们": "it is now forwarded to you",
    "曾培炎指出": "Zeng Peiyan pointed out",
    "曾培炎出席座谈会并讲话": "Zeng Peiyan attended the symposium and spoke",
    "现在我传达": "I now relay",
    "召开了全国电子政务工作座谈会，提出“十一五”电子政务的主要目标": (
        "the symposium was held, and put forward the main goals of the eleventh five-year plan"
    ),
    "据悉": "it is learnt",
    "据介绍": "according to what was explained",
    "（王永刚）": "(Wang Yonggang)",
    "徐荣凯在会上强调": "Xu Rongkai stressed at the meeting",
    "在会上": "at the meeting",
}

# What is said of the occasion of a scene, where it takes a word of its own.
NOTES = {"sites": "note_sites", "aim_article": "note_aim_article"}

WORDS = {
    "title": ("Whose words are these?", "这是谁的话？"),
    "lead": (
        "From the speaker down to our page there are four rungs. Choose what the text bears out; "
        "where it doesn’t tell, choose “unknown”.",
        "从讲话人到我们手里的网页有四级。请选文本能证明的；文本没说的，就选“不知道”。",
    ),
    "ask_guess": (
        "“{words}”: 93 % of provincial departments have set up web sites. Who says so?",
        "“{words}”：这是谁说的？",
    ),
    "aim_2002": ("Aim of 2002", "2002年目标"),
    "aim_relay": ("Aim for 2010, relay", "2010年目标（传达提纲）"),
    "aim_article": ("Aim for 2010, article", "2010年目标（文章）"),
    "sites": ("93 %", "93%的部门"),
    "xu": ("“The great trend”", "“大趋势”"),
    "rung_speaker": ("Who said it?", "谁说的？"),
    "rung_occasion": ("On what occasion?", "在什么场合？"),
    "rung_reporter": ("Who reports it?", "谁转述的？"),
    "rung_page": ("On which page?", "见于哪个网页？"),
    "not_known": ("unknown", "不知道"),
    "occasion_outside": (
        "the group’s second meeting, 3 July 2002",
        "领导小组第二次会议，2002年7月3日",
    ),
    "page_of_opinion": (
        "a legal-advice site, page of {day}",
        "法律咨询网站，页面日期{day}",
    ),
    "page_of_relay": (
        "e-gov.org.cn, page updated {day}, its source the Guizhou department",
        "e-gov.org.cn，页面更新时间{day}，来源为贵州省信息产业厅",
    ),
    "borne_out": ("The text bears it out:", "文本可证："),
    "rightly_open": ("Unknown, as it should be:", "确实不知道："),
    "cue_is_silent": ("doesn’t tell", "没有说明"),
    "note_sites": (
        "The meeting heard a work report (1.2), likely the source; the text doesn’t say so.",
        "会上听取过工作汇报（1.2），多半是出处，但原文没有说。",
    ),
    "note_aim_article": (
        "It stands in another paragraph.",
        "在另一段里。",
    ),
    "from_elsewhere": ("{name} (another paragraph)", "{name}（见另一段）"),
    "look_at": (
        "Not borne out. The cue in the text:",
        "文本不支持。请看线索：",
    ),
    "no_word": ("the copy has no word on it", "文本里没有线索"),
    "only_outside": (
        "No text says so; it is known only from outside. The cue in the text:",
        "五篇文本都没说，只有文外资料可知。请看线索：",
    ),
    "card_fits": ("The card of the source has it.", "来源卡片有记载。"),
    "card_other": (
        "The card of the source has another.",
        "来源卡片上不是这样。",
    ),
    "card_open": (
        "Unknown, as it should be: the card knows no page of our copy.",
        "确实不知道：来源卡片上没有本副本的网页。",
    ),
    "card_none": (
        "The card knows no page of our copy.",
        "来源卡片上没有本副本的网页。",
    ),
    "says_some": (
        "{set} of {all} rungs chosen, {fit} borne out.",
        "{all}级中选了{set}级，{fit}级有据。",
    ),
    "says_done": (
        "The ladder is built: {known} of {all} rungs known. {ladder}.",
        "阶梯搭好了：{all}级中{known}级可知。{ladder}。",
    ),
    "as_speaker": ("speaker: {name}", "讲话人：{name}"),
    "as_occasion": ("occasion: {name}", "场合：{name}"),
    "as_reporter": ("reporter: {name}", "转述人：{name}"),
    "as_page": ("page: {name}", "网页：{name}"),
    "keys_move": ("move between choices", "在选项间移动"),
    "keys_choose": ("choose, take back", "选定、取消"),
    "shows_aim": (
        "Of the aim for 2010 {one} of {all} rungs are known in the relay, and {other} in the "
        "article: one aim, with a speaker in one paper and without in the other.",
        "2010年的目标共{all}级，在传达提纲里{one}级可知，在文章里{other}级：同一个目标，一篇有讲话人，"
        "一篇没有。",
    ),
    "shows_report": (
        "Of the 93 % {one} of {all} rungs is known; of what Xu said, one paragraph later, {other}.",
        "93%的说法，{all}级中{one}级可知；下一段徐荣凯的话，{other}级可知。",
    ),
    "shows_later": (
        "Of {all} rungs the text tells {known} here. Build another ladder, and this box compares.",
        "这里{all}级中{known}级可知。再搭一架，这里就作比较。",
    ),
    "hides": (
        "Whether the words are true, or exactly the speaker’s: outlines and reports are written "
        "afterwards, by others.",
        "这些话是否属实、是否原话：提纲和报道都是别人事后写的。",
    ),
    "question": ("Whose evidence is it?", "这算谁的证据？"),
    "answer": (
        "Of whoever is known, and through whom. The 93 % is “reported by {reporter}, speaker not "
        "named”, never “the governor says”: his cue comes only in the next paragraph.",
        "算可知的那个人的，并写明经谁转述。93%只能写“{reporter}报道，讲话人未具名”，不能写省长说："
        "他的话下一段才开始。",
    ),
    "claim_head": ("Claim", "说法"),
    "first_state": ("The claims", "几种说法"),
    "last_state": ("Their ladders", "各自的阶梯"),
}


# --- what the tables say ------------------------------------------------------------------------


def find_claim(scene: Scene) -> dict[str, Any]:
    """Where a claim stands, as a finding.

    >>> find_claim(SCENES[3])["quote"]
    '93%的省级部门建立了互联网网站'
    """
    return _place(scene.doc_id, scene.words)


def _place(
    doc_id: str, words: str, before: int | None = None
) -> dict[str, Any]:
    """Where a text has these words for the last time, or for the last time before a place."""
    text = load_corpus().set_index("doc_id").at[doc_id, "text"]
    start = text.rindex(words, 0, before)
    return {
        "doc_id": doc_id,
        "start": start,
        "end": start + len(words),
        "quote": words,
    }


def voice_of(scene: Scene) -> pd.Series:
    """The row of the table of speakers whose cue governs a claim.

    >>> voice_of(SCENES[1])["speaker_en"]
    'Zeng Peiyan'
    """
    cues = _voices(scene.doc_id)
    start = find_claim(scene)["start"]
    return (
        cues[cues["start"] <= start]
        .sort_values("start", kind="stable")
        .iloc[-1]
    )


def _voices(doc_id: str) -> pd.DataFrame:
    """The voices of a text that have a cue."""
    speakers = load_table("speakers")
    is_cued = (speakers["doc_id"] == doc_id) & speakers["start"].notna()
    return speakers[is_cued]


def _name(english: str) -> str:
    """A name of the table, or unknown."""
    if english in NAMELESS or english.endswith("unnamed"):
        return UNKNOWN
    return english


def people(scene: Scene) -> list[str]:
    """Whom a reader can choose: the voices around a claim and those through whom they speak.

    >>> people(SCENES[3])[-1]
    'Wang Yonggang'
    """
    voices = _voices(scene.doc_id)
    start = find_claim(scene)["start"]
    distance = (voices["start"] - start).abs()
    nearest = voices.assign(distance=distance).sort_values(
        "distance", kind="stable"
    )
    names = [name for name in nearest["speaker_en"] if _name(name)]
    chosen = list(dict.fromkeys(names))[:NEAREST]
    # In the order of the text, so that the place of a choice tells nothing.
    in_order = [name for name in voices["speaker_en"] if name in chosen]
    reporter = _reporter(scene)
    if reporter:
        in_order.append(reporter)
    return list(dict.fromkeys(in_order))


def _reporter(scene: Scene) -> str:
    """Through whom a claim comes, the nearest to its speaker."""
    through = voice_of(scene)["through"] or ""
    return _name(through.split(THROUGH)[0])


def voices_known(*, lang: str | None = None) -> dict[str, list[str]]:
    """From whom the aim for 2010 comes in the relay and in the article: four rungs each.

    Returns {doc_id: who said it, on what occasion, who reports it, on which page}; "" is what no
    word of the text tells.

    >>> voices_known(lang="en")["article-2006"]
    ['', 'National symposium on e-government (another paragraph)', '', '']
    """
    lang = current(lang)
    told = {}
    for scene in SCENES:
        if scene.key in ("aim_relay", "aim_article"):
            rungs = _scene_data(scene)["rungs"]
            told[scene.doc_id] = [_told(rung, lang) for rung in rungs]
    return told


def _told(rung: Mapping[str, Any], lang: str) -> str:
    """What is borne out on a rung, with a word where another paragraph tells it."""
    known = _truth(rung, lang)
    if rung["note"] == NOTES["aim_article"]:
        return pick(*WORDS["from_elsewhere"], lang).format(name=known)
    return known


def _truth(rung: Mapping[str, Any], lang: str) -> str:
    """What is borne out on a rung; "" for what is not known."""
    options = rung["options"]
    is_known = rung["truth"] < len(options)
    return options[rung["truth"]][lang] if is_known else UNKNOWN


# --- a scene as the script wants it -------------------------------------------------------------


def _scene_data(scene: Scene) -> dict[str, Any]:
    """A claim with its four rungs: choices, what is borne out, the cue."""
    voice = voice_of(scene)
    note = NOTES.get(scene.key, "")
    named = [_person(name) for name in people(scene)]
    return {
        "key": scene.key,
        "doc": scene.doc_id,
        "words": scene.words,
        "rungs": [
            _rung(
                "speaker", named, _name(voice["speaker_en"]), voice["quote"]
            ),
            _rung(
                "occasion",
                [_occasion(event) for event in scene.occasions],
                scene.occasion,
                scene.occasion_cue,
                note,
            ),
            _rung("reporter", named, _reporter(scene), scene.reporter_cue),
            _rung("page", _pages(), _page_of(scene.doc_id), ""),
        ],
    }


def _rung(
    key: str,
    options: Sequence[Mapping[str, str]],
    truth: str,
    cue: str,
    note: str = "",
) -> dict[str, Any]:
    """A rung; the last choice is always that it isn't known. *note*: what is said with its cue."""
    keys = [option["key"] for option in options]
    return {
        "key": key,
        "options": list(options),
        "truth": keys.index(truth) if truth else len(keys),
        "cue": cue,
        "cue_en": CUES_IN_ENGLISH.get(cue, ""),
        "note": note,
    }


def _person(english: str) -> dict[str, str]:
    names = chinese_names(data_folder())
    return {"key": english, "en": english, "zh": names[english]}


def _occasion(event_id: str) -> dict[str, str]:
    """An event by the label that is its name: the passage has it word for word, to its end."""
    if event_id == OUTSIDE:
        english, chinese = WORDS["occasion_outside"]
        return {"key": event_id, "en": english, "zh": chinese}
    events = load_table("events")
    events = events[events["event_id"] == event_id]
    names = [
        (row.label_zh, row.label_en)
        for row in events.itertuples()
        if row.label_zh in row.quote and row.label_zh.endswith(MEETINGS)
    ]
    # The fullest Chinese name; of its English ones the shortest has no remark behind it.
    chinese = max((name for name, _ in names), key=len)
    english = min((en for zh, en in names if zh == chinese), key=len)
    return {"key": event_id, "en": english, "zh": chinese}


def _page_of(doc_id: str) -> str:
    """The document, if our copy's page is known by what it says itself."""
    card = load_corpus().set_index("doc_id").loc[doc_id]
    return doc_id if card["posted_grounds"].startswith("stated") else UNKNOWN


def _pages() -> list[dict[str, str]]:
    """The pages that are known, each with its own day."""
    cards = load_corpus().set_index("doc_id")
    return [
        {
            "key": doc_id,
            **{
                lang: pick(*WORDS[words], lang).format(
                    day=say_dates(
                        cards.at[doc_id, "posted"],
                        cards.at[doc_id, "posted"],
                        lang,
                    )
                )
                for lang in LANGUAGES
            },
        }
        for doc_id, words in PAGES.items()
    ]


# --- the explorable -----------------------------------------------------------------------------


def voices(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Build the ladder from speaker to page for both aims, the 93 % and Xu's words.

    Parameters
    ----------
    filters: the state it opens in: {"scene": "sites", "sites": "2---"} has the third choice of the
        first rung of that claim; {} is before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> voices().name
    'voices'
    """
    scenes = [_scene_data(scene) for scene in SCENES]
    findings = []
    for scene, shown in zip(SCENES, scenes):
        _add_places(findings, scene, shown)
    data = {"scenes": scenes, "guessed": GUESSED, "outside": OUTSIDE}
    title = pick(*WORDS["title"], lang)
    states = _first_and_last(scenes, current(lang))
    content = Content(data, pd.DataFrame(findings), title, states)
    return make_explorable(
        "voices", WORDS, content, filters=filters, lang=lang
    )


def _add_places(
    findings: list[dict[str, Any]], scene: Scene, shown: dict[str, Any]
) -> None:
    """Put the places of a claim and its cues among the findings, and their numbers into it."""
    claim = find_claim(scene)
    shown["claim"] = len(findings)
    findings.append(claim)
    for rung in shown["rungs"]:
        rung["place"] = -1
        if not rung["cue"]:
            continue
        is_at_the_end = rung["key"] == "reporter" and rung["cue"][0] == "（"
        before = None if is_at_the_end else claim["end"]
        place = _place(scene.doc_id, rung["cue"], before)
        if place not in findings:
            findings.append(place)
        rung["place"] = findings.index(place)


def _first_and_last(
    scenes: Sequence[Mapping[str, Any]], lang: str
) -> list[State]:
    """The claims, and what is known of each rung."""
    heads = [pick(*WORDS[f"rung_{key}"], lang) for key in RUNGS]
    claim_head = pick(*WORDS["claim_head"], lang)
    first = []
    last = [[claim_head, *heads]]
    for scene in scenes:
        claim = pick(*WORDS[scene["key"]], lang)
        first.append([claim, scene["words"]])
        last.append([claim, *_ladder(scene, lang)])
    return [
        State(pick(*WORDS["first_state"], lang), first),
        State(pick(*WORDS["last_state"], lang), last),
    ]


def _ladder(scene: Mapping[str, Any], lang: str) -> list[str]:
    """What is known on each rung of a claim."""
    unknown = pick(*WORDS["not_known"], lang)
    return [_truth(rung, lang) or unknown for rung in scene["rungs"]]


def _truth(rung: Mapping[str, Any], lang: str) -> str:
    """What is borne out of a rung, in words; "" where it isn't known."""
    if rung["truth"] == len(rung["options"]):
        return ""
    return rung["options"][rung["truth"]][lang]
