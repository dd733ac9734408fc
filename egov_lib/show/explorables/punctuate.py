"""Punctuate: whose marks are right, if the file has none?

Two texts came with every mark flattened to a full stop. A reader sets the marks of one sentence of
each, and sees beside them those of two people who set them alone. For the Wuhai speech there is
nothing else. For the article there is a witness: the relay has the same words with its own marks,
and shows that two people can agree and both divide one task into two.

What it can't show: which marks the speaker of Wuhai wrote. What it asks: what would settle it?
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise, zip_longest
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.read.characters import HAN
from egov_lib.read.corpus import load_corpus, load_witness
from egov_lib.read.editions import load_reader
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import current, pick

READERS = ("a", "b")
MARKS = "，、；。"
# What stands in a file for a lost mark
LOST_RE = re.compile(r"\.+")
# The relay counts its tasks: 六是 "sixth"
COUNTED = "(?:[一二三四五六七]是)?"
AROUND = 2  # characters on either side by which a place is known again


class Scene(NamedTuple):
    """A sentence to be punctuated.

    key: its name in the state and in WORDS
    doc_id: the text that it is in
    begin, end: its first and its last words
    witness: another text with the same words and its own marks, or ""
    english: of each piece between two lost marks
    """

    key: str
    doc_id: str
    begin: str
    end: str
    witness: str
    english: tuple[str, ...]


SCENES = (
    Scene(
        "wuhai",
        "wuhai-2006",
        "2005",
        "网内开通了办公业务系统",
        "",
        (
            "(in) 2005",
            "the whole city’s 3 districts",
            "all Party and government organs are connected to the city government’s office "
            "network and have interconnection with the autonomous region’s e-government network",
            "on the network a system for office work was opened",
        ),
    ),
    Scene(
        "article",
        "article-2006",
        "建立全国统一的电子政务网络",
        "良性运行机制",
        "relay-2006",
        (
            "establish a nationally unified e-government network",
            "plan as a whole",
            "integrate resources",
            "do good work in information security assurance",
            "put into effect “active prevention",
            "comprehensive precaution” as the guideline",
            "improve the system of laws and regulations",
            "strengthen the training of skilled personnel",
            "establish, favourable to e-government’s rational building",
            "scientific management",
            "effective operation and maintenance, a sound operating mechanism",
        ),
    ),
)

WORDS = {
    "title": (
        "The file has only full stops: which marks belong there?",
        "文件里只剩句点：原来是什么标点？",
    ),
    "lead": (
        "Every mark of these texts was flattened on the way to us. Press a dot, or type a mark, "
        "until the sentence reads as you think it was written.",
        "这些文本的标点在传抄中都变成了句点。请点击圆点或直接键入标点，直到读着像原来的句子。",
    ),
    "ask_guess": (
        "Two readers, each alone, set the same marks in the article, {same} of {all}. In {fair} of "
        "these places another paper has the same words with its own marks. In how many has it "
        "another mark?",
        "两个人各自标点，文章里{all}处有{same}处一致。其中{fair}处，另一篇文献有同样的话和自己的标点。"
        "有几处不同？",
    ),
    "differ_none": ("in none", "一处也没有"),
    "differ_few": ("in two or three", "两三处"),
    "differ_many": ("in more than half", "一半以上"),
    "came_shown": (
        "in {differ} of {fair}: agreement does not tell who is right",
        "{fair}处里有{differ}处：一致说明不了谁对",
    ),
    "wuhai": ("Wuhai, no witness", "乌海讲话（无旁证）"),
    "article": ("The article, with a witness", "文章（有旁证）"),
    "show": ("Show the others’ marks", "看别人的标点"),
    "slot": (
        "mark {number} of {all}, after {left}: {mark}",
        "第{number}处，共{all}处，在“{left}”之后：{mark}",
    ),
    "none": ("not set", "未标"),
    "marks_of": ("Marks of", "谁的标点"),
    "you": ("you", "你"),
    "reader_a": ("reader a", "读者甲"),
    "reader_b": ("reader b", "读者乙"),
    "relay": ("the relay", "传达提纲"),
    "same": ("as you", "与你相同"),
    "parts": ("parts (；。)", "分成（；。）"),
    "says_some": ("{set} of {all} marks set.", "{all}处标了{set}处。"),
    "says_all": (
        "All {all} set: {a} as reader a, {b} as reader b.",
        "{all}处都标了：与读者甲相同{a}处，与读者乙相同{b}处。",
    ),
    "says_witness": (
        "All {all} set: {a} as reader a, {b} as reader b, {witness} as the relay.",
        "{all}处都标了：与读者甲相同{a}处，与读者乙相同{b}处，与传达提纲相同{witness}处。",
    ),
    "keys_move": ("move between marks", "在标点间移动"),
    "keys_set": ("set that mark", "标上"),
    "keys_next": ("next mark", "换一个"),
    "shows_wuhai": (
        "Both readers agree here in {same} of {all}. Nobody can check them: no other copy of the "
        "speech is known.",
        "这里两位读者{all}处有{same}处一致，但无从核对：没有另一份讲话稿。",
    ),
    "shows_article": (
        "Both readers agree in {same} of {all}, and end a task after {law} ({law_en}). The relay "
        "counts its tasks, and there it is one with {people} ({people_en}), the sixth: a mark "
        "decides to which task they belong.",
        "两位读者{all}处有{same}处一致，都在“{law}”后断开一项。传达提纲给任务编了号，那里“{law}，"
        "{people}”合为一项，即第六项：一个标点决定它算在哪一项任务里。",
    ),
    "hides_wuhai": (
        "What the speaker wrote. The edition’s marks stay a proposal.",
        "讲话人原来怎么写。本书的标点只是一种建议。",
    ),
    "hides_article": (
        "What the article’s author wrote: the relay is a witness to the words of the speech, and "
        "its marks are those of whoever took it down.",
        "文章作者原来怎么写：传达提纲能为讲话的词句作证，标点却是记录人加的。",
    ),
    "question": ("What would settle Wuhai?", "怎样才能断定乌海的标点？"),
    "answer": (
        "Another copy of the speech, printed or on another page; a recording would give pauses, "
        "and not marks.",
        "讲话的另一份文本，印本或别的网页；录音只有停顿，没有标点。",
    ),
    "first_state": ("As received", "原件"),
    "last_state": ("As two readers set it", "两位读者的标点"),
}

LAW = "完善法律法规体系"
PEOPLE = "加强人才培训"


# --- what is compared ---------------------------------------------------------------------------


def pieces_of(scene: Scene) -> list[str]:
    """The words between the lost marks, as the file as received has them.

    >>> pieces_of(SCENES[0])[:2]
    ['2005年', '全市3个区']
    """
    text = load_witness(scene.doc_id)
    end = text.index(scene.end) + len(scene.end)
    begin = text.rindex(scene.begin, 0, end)
    return [piece for piece in LOST_RE.split(text[begin:end]) if piece]


def mark_between(text: str, left: str, right: str) -> str:
    """The mark that a text has between two pieces; "" where it has none, or lacks the words.

    >>> mark_between("五是贯彻方针。六是完善体系", "贯彻方针", "完善体系")
    '。'
    """
    before = left.replace("'", "")[-AROUND:]
    after = right.replace("'", "")[:AROUND]
    between = f"([^{HAN}0-9]*){COUNTED}[“‘]?"
    found = re.search(re.escape(before) + between + re.escape(after), text)
    if found is None:
        return ""
    mark = re.search(f"[{MARKS}]", found[1])
    return mark[0] if mark else ""


def is_counted(text: str, right: str) -> bool:
    """Whether a text gives a piece a number of its own, so that its mark can't be compared.

    >>> is_counted("五是贯彻方针。六是完善体系", "完善体系")
    True
    """
    return re.search(f"[一二三四五六七]是{right[:AROUND]}", text) is not None


def _slots(scene: Scene, pieces: list[str]) -> list[dict[str, str]]:
    """What each reader and the witness have between the pieces."""
    texts = {reader: load_reader(scene.doc_id, reader) for reader in READERS}
    if scene.witness:
        docs = load_corpus().set_index("doc_id")["text"]
        texts["witness"] = docs[scene.witness]
    slots = []
    for left, right in pairwise(pieces):
        slot = {
            who: mark_between(text, left, right) for who, text in texts.items()
        }
        if is_counted(texts.get("witness", ""), right):
            slot["counted"] = "1"
        slots.append(slot)
    return slots


def _scene_data(scene: Scene) -> dict[str, Any]:
    pieces = pieces_of(scene)
    slots = _slots(scene, pieces)
    fair = [
        slot for slot in slots if "witness" in slot and "counted" not in slot
    ]
    return {
        "key": scene.key,
        "pieces": pieces,
        "english": list(scene.english),
        "slots": slots,
        "same": sum(slot["a"] == slot["b"] for slot in slots),
        "fair": len(fair),
        "differ": sum(
            slot["a"] == slot["b"] != slot["witness"] for slot in fair
        ),
    }


# --- the explorable -----------------------------------------------------------------------------


def punctuate(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Set the lost marks of a sentence, and compare them with two readers and with a witness.

    Parameters
    ----------
    filters: the state it opens in: {"scene": "article", "article": "；--", "show": "1"} has one
        mark set and shows those of the others; {} is before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> punctuate().name
    'punctuate'
    """
    scenes = [_scene_data(scene) for scene in SCENES]
    data = {"scenes": scenes, "marks": MARKS, "law": LAW, "people": PEOPLE}
    findings = pd.DataFrame([_place(scene) for scene in SCENES])
    title = pick(*WORDS["title"], lang)
    content = Content(data, findings, title, _first_and_last(scenes[1], lang))
    return make_explorable(
        "punctuate", WORDS, content, filters=filters, lang=lang
    )


def _place(scene: Scene) -> dict[str, Any]:
    """Where the reading text has the sentence, as a finding."""
    text = load_corpus().set_index("doc_id").at[scene.doc_id, "text"]
    end = text.index(scene.end) + len(scene.end)
    start = text.rindex(scene.begin, 0, end)
    return {
        "doc_id": scene.doc_id,
        "start": start,
        "end": end,
        "quote": text[start:end],
    }


def _first_and_last(scene: Mapping[str, Any], lang: str | None) -> list[State]:
    """The article's sentence as received, and with the marks of the readers and the relay."""
    marks = [
        [scene["slots"][number][who] for who in ("a", "b", "witness")]
        for number in range(len(scene["slots"]))
    ]
    english = scene["english"] if current(lang) == "en" else []
    rows = [
        [f"{piece} {said}".strip(), *found]
        for piece, said, found in zip_longest(
            scene["pieces"], english, [*marks, ["", "", ""]], fillvalue=""
        )
    ]
    heads = [
        "",
        *(
            pick(*WORDS[who], lang)
            for who in ("reader_a", "reader_b", "relay")
        ),
    ]
    return [
        State(
            pick(*WORDS["first_state"], lang), [[".".join(scene["pieces"])]]
        ),
        State(pick(*WORDS["last_state"], lang), [heads, *rows]),
    ]
