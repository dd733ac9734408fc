"""Copied: where does what two texts share begin and end, and what stands in one of them only?

The relay of the symposium of June 2006 and the article have much in common. A reader brushes a
stretch in one and its like in the other, and sees where the machine sets its ends; marks what the
article lacks of the list of tasks; and looks, last, for the one word without which a demand reads
as a report. What is equal, changed and dropped is what `measure.reuse` finds.

What it can't show: who copied from whom. What it asks: which act is it in each text?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from egov_lib.measure.reuse import explain, normal_form, shared_passages
from egov_lib.measure.words import segment
from egov_lib.read.corpus import load_corpus
from egov_lib.show.explorables.base import Content, State, make_explorable
from egov_lib.show.front.widget import View
from egov_lib.show.messages import pick
from egov_lib.show.passages.documents import Clause, find_document

RELAY, ARTICLE = "relay-2006", "article-2006"
DOCS = (RELAY, ARTICLE)
MUST = "要"
# How a word compares with the other text; "" where the machine compares nothing.
EQUAL, LACKING = "equal", "dropped"


class Scene(NamedTuple):
    """A pair of stretches, from their first words to their last.

    key: its name in the state and in WORDS
    layer: of `shared_passages`, from which the machine's passage is taken; "" where each word of
        the relay is only looked up in the article's sentence, because the order differs
    ends: of each text, where the stretch begins and with which words it ends
    """

    key: str
    layer: str
    ends: tuple[tuple[str, str], tuple[str, str]]


SCENES = (
    Scene(
        "results",
        "exact",
        (
            ("曾培炎指出，改革开放以来", "体制机制问题，"),
            ("随着政府对电子政务实施力度的加大", "发展还不平衡，"),
        ),
    ),
    Scene(
        "tasks",
        "edited",
        (
            ("曾培炎要求，", "提高电子政务应用水平。"),
            ("他还进一步提出，", "提高电子政务应用水平。"),
        ),
    ),
    Scene(
        "demand",
        "",
        (
            ("曾培炎最后强调，", "促进电子政务健康发展。"),
            ("当前，各地区、各部门", "促进电子政务健康发展。"),
        ),
    ),
)

# English of pieces that only one of the texts has.
GLOSSES = {
    "一是": "first",
    "二是": "second",
    "三是": "third",
    "曾培炎要求，": "Zeng Peiyan required",
    "他还": "he further",
    "进一步提出，": "put forward",
    MUST: "is to, are to",
}

WORDS = {
    "title": (
        "Where does the shared stretch begin and end, and what stands in one text only?",
        "相同的一段从哪里开始，到哪里为止？哪些话只见于一篇？",
    ),
    "lead_results": (
        "Two texts of 2006. Press the first and the last word of what both have, in the relay, "
        "then in the article; or pull over it with the mouse.",
        "2006年的两篇文字。两边都有的是哪一段？先在传达提纲、再在文章里，点第一个词和最后一个词，"
        "也可以用鼠标拖过去。",
    ),
    "lead_tasks": (
        "Here the words run on together almost throughout. Press the words of the relay that "
        "the article does not have.",
        "这里两边的词句几乎处处相同。请点出传达提纲里有、文章里没有的词。",
    ),
    "lead_demand": (
        "The relay’s last demand, and the article’s sentence of like words. One word makes "
        "the relay’s a demand, and the article lacks it: press it.",
        "传达提纲最后的要求，和文章里词语相近的一句。有一个词使前者成为要求，后者没有它：请点出来。",
    ),
    "ask_guess": (
        "Below are two passages on what has been reached, one from each text. How many characters "
        "in a row do they share, sign for sign?",
        "下面两段都讲成效，两篇各一段。两段逐字相同的，连着有多少个字？",
    ),
    "in_row": ("characters", "个字"),
    "results": ("1 Brush", "1 划出"),
    "tasks": ("2 What one lacks", "2 一篇没有的"),
    "demand": ("3 The word that counts", "3 关键的一个词"),
    "compare": ("Compare with the machine", "与机器比较"),
    "show_it": ("Show it", "给出答案"),
    "relay_name": ("the relay", "传达提纲"),
    "article_name": ("the article", "文章"),
    "word_of": ("{word}, in {text}", "{text}里的“{word}”"),
    "begins": (
        "Begins: you {yours}, the machine {machine};",
        "起：你“{yours}”，机器“{machine}”，",
    ),
    "ends": (
        "Ends: you {yours}, the machine {machine};",
        "止：你“{yours}”，机器“{machine}”，",
    ),
    "apart": ("{count} characters apart", "相差{count}字"),
    "change": ("how they compare", "异同"),
    "equal": ("equal", "相同"),
    "changed": ("changed", "改动"),
    "dropped": ("only in the relay", "只见于传达提纲"),
    "added": ("only in the article", "只见于文章"),
    "says_none": (
        "Nothing is brushed yet: press the first word of the shared stretch in the relay.",
        "还没有划：请在传达提纲里点相同一段的第一个词。",
    ),
    "says_half": (
        "{relay} characters of the relay and {article} of the article are brushed.",
        "传达提纲划了{relay}字，文章划了{article}字。",
    ),
    "says_ends": (
        "{right} of 4 ends are the machine’s. It finds {chars} equal characters in "
        "a row (yellow).",
        "4处界线有{right}处与机器相同。机器找到连续相同的{chars}字（黄底）。",
    ),
    "says_unmarked": (
        "No word is marked yet: press one in the relay that the article does not have.",
        "还没有标出词：请在传达提纲里点一个文章没有的词。",
    ),
    "says_marked": (
        "{count} words marked as lacking in the article.",
        "标出{count}个词，认为文章里没有。",
    ),
    "says_tasks": (
        "{right} of the {all} words that the article lacks or words otherwise are marked, and "
        "{wrong} that it has.",
        "文章里没有或改写的{all}个词，标出了{right}个；另有{wrong}个其实是有的。",
    ),
    "says_must": (
        "{word} (“are to”) is it: the article has the words around it, but not this one. A "
        "demand reads as a report.",
        "正是“{word}”：文章有它前后的词，独独没有它。要求读起来成了报道。",
    ),
    "says_other": (
        "The article lacks {word} too; yet without it the relay’s sentence would still demand.",
        "文章里确实也没有“{word}”；但去掉它，传达提纲这句仍是要求。",
    ),
    "says_equal": (
        "{word} is in the article’s sentence too.",
        "文章这一句里也有“{word}”。",
    ),
    "keys_move": ("move over words", "在词间移动"),
    "keys_set": ("begin, end; mark", "起、止；标出"),
    "shows_results": (
        "{chars} characters are equal, sign for sign. What leads up to them and what "
        "follows differ: in the relay Zeng Peiyan is named ({named}, “Zeng "
        "Peiyan pointed out”), in the article nobody.",
        "{chars}字逐字相同，不同的是前后的话：传达提纲点明“{named}”，文章没有说是谁讲的。",
    ),
    "hides_results": (
        "Who copied. Both pass on one symposium; a third text may stand behind both.",
        "谁抄谁。两篇都转述同一次座谈会，背后可能另有一篇。",
    ),
    "shows_tasks": (
        "Of the relay’s {all} characters here {same} are the article’s, in the same order. The "
        "article has no numbers, “he” for the speaker’s name, and “put forward” for “required”; "
        "the tasks are worded alike.",
        "传达提纲这里{all}字，文章按同样次序保留了{same}字。文章没有序号，讲话人写作“他”，"
        "“要求”写作“进一步提出”；各项任务字句相同。",
    ),
    "hides_tasks": (
        "Whether the article never had the numbers, or the copy that came to us lost them.",
        "文章本来就没有序号，还是我们得到的抄本丢了。",
    ),
    "shows_demand": (
        "“All regions and all departments”, “the centre’s arrangements”: the words are shared, "
        "the act is not. With {word} somebody demands; without it, and after {now} (“at "
        "present”), it is said to be happening.",
        "“各地区、各部门”“中央……各项部署”，词是相同的，说话的用意却不同：有“{word}”是要求，"
        "没有“{word}”、前面加上“{now}”，就成了正在发生的事。",
    ),
    "hides_demand": (
        "Whether regions did carry it out, and why the article has no {word}. As the order of "
        "words differs, the machine’s runs stop before {word}: only a reader sees it.",
        "各地是否真的贯彻了，文章又为什么没有“{word}”。两句语序不同，机器的比对到不了“{word}”，"
        "只有读的人看得见。",
    ),
    "question": ("Which act is it in each text?", "两篇里各是什么行为？"),
    "answer": (
        "In the relay Zeng Peiyan demands, and Tian Qiansheng passes it on. In the article the "
        "author states: it is evidence of what he wrote, and not that anybody carried it out.",
        "传达提纲里是曾培炎提要求，田黔生转达；文章里是作者自己陈述。它能证明作者这样写，"
        "不能证明有谁贯彻了。",
    ),
    "first_state": ("Both texts", "两篇原文"),
    "last_state": (
        "What is equal, changed, and in one text only",
        "相同、改动，以及只见于一篇的",
    ),
}


# --- what is compared ---------------------------------------------------------------------------


class Span(NamedTuple):
    """A stretch of a text: from *start* to before *end*."""

    start: int
    end: int


@lru_cache
def _shared() -> pd.DataFrame:
    """The passages that the relay shares with the article; kept, because making them is slow."""
    docs = load_corpus()
    relay, article = (docs[docs["doc_id"] == doc_id] for doc_id in DOCS)
    return shared_passages(relay, article)


def stretch_of(scene: Scene, doc_id: str) -> Span:
    """Where a scene's stretch of a text is.

    >>> stretch_of(SCENES[2], ARTICLE)
    Span(start=1645, end=1698)
    """
    begin, end = scene.ends[DOCS.index(doc_id)]
    text = load_corpus().set_index("doc_id").at[doc_id, "text"]
    start = text.index(begin)
    return Span(start, text.index(end, start) + len(end))


def machine_passage(scene: Scene) -> pd.Series:
    """The longest passage of the scene's layer that begins or ends within its stretch."""
    stretch = stretch_of(scene, RELAY)
    found = _shared().query("layer == @scene.layer")
    touches = (found["start"] < stretch.end) & (found["end"] > stretch.start)
    return found[touches].sort_values("matched", kind="stable").iloc[-1]


def _changes(passage: pd.Series) -> dict[str, list[tuple[Span, str]]]:
    """What became of each stretch of either side of a passage."""
    pieces = explain(passage)
    relay = _spans(pieces["text"], passage["start"])
    article = _spans(pieces["other_text"], passage["other_start"])
    return {
        RELAY: list(zip(relay, pieces["change"])),
        ARTICLE: list(zip(article, pieces["change"])),
    }


def _spans(texts: Iterable[str], start: int) -> list[Span]:
    """Where texts are that follow one another from a place."""
    spans = []
    for text in texts:
        end = start + len(text)
        spans.append(Span(start, end))
        start = end
    return spans


def _pieces(scene: Scene, passage: pd.Series) -> list[list[str]]:
    """The pieces of a passage within the stretch: change, relay, article."""
    stretch = stretch_of(scene, RELAY)
    pieces, at = [], int(passage["start"])
    for piece in explain(passage).itertuples():
        end = at + len(piece.text)
        # What only the article has lies between two places of the relay.
        if stretch.start <= at and end <= stretch.end:
            pieces.append([piece.change, piece.text, piece.other_text])
        at = end
    return pieces


# --- words and clauses --------------------------------------------------------------------------


class Word(NamedTuple):
    """A word with the marks behind it, and how many characters are compared in it."""

    text: str
    start: int
    chars: int


@lru_cache
def _word_starts() -> dict[str, list[int]]:
    """Where the words of both texts begin."""
    docs = load_corpus()
    words = segment(docs[docs["doc_id"].isin(DOCS)])
    by_text = words.groupby("doc_id")["start"]
    return {doc_id: sorted(starts) for doc_id, starts in by_text}


def words_of_clause(doc_id: str, clause: Clause, text: str) -> list[Word]:
    """The words of a clause; together they are the clause."""
    # A mark goes with the word before it, one at the beginning with the word after it.
    inside = [
        start
        for start in _word_starts()[doc_id]
        if clause.start < start < clause.end
    ]
    first = next(iter(inside), clause.end)
    if not normal_form(text[clause.start : first])[0]:
        inside = inside[1:]
    starts = [clause.start, *inside]
    words = []
    for start, end in zip(starts, [*inside, clause.end]):
        word = text[start:end]
        words.append(Word(word, start, len(normal_form(word)[0])))
    return words


def _side(scene: Scene, doc_id: str, change_of: Any) -> dict[str, Any]:
    """A scene's stretch of a text, clause by clause; a word is text, characters, change."""
    source = find_document(doc_id)
    stretch = stretch_of(scene, doc_id)
    clauses = []
    for clause in source.clauses:
        if clause.end <= stretch.start or clause.start >= stretch.end:
            continue
        words = words_of_clause(doc_id, clause, source.text)
        rows = [[w.text.strip(), w.chars, change_of(doc_id, w)] for w in words]
        clauses.append(
            {"part": clause.part, "en": clause.english, "words": rows}
        )
    return {"doc": doc_id, "clauses": clauses}


def _scene_data(scene: Scene) -> dict[str, Any]:
    if scene.layer:
        return _aligned_scene(scene)
    return _looked_up_scene(scene)


def _aligned_scene(scene: Scene) -> dict[str, Any]:
    """A scene whose words are compared as the machine aligns them."""
    passage = machine_passage(scene)
    changes = _changes(passage)

    def change_of(doc_id: str, word: Word) -> str:
        # Marks are not compared, so the first character decides.
        inside = [
            change
            for span, change in changes[doc_id]
            if span.start <= word.start < span.end
        ]
        return inside[0] if inside else ""

    pieces = _pieces(scene, passage)
    differing = {
        zh for piece in pieces if piece[0] != EQUAL for zh in piece[1:]
    }
    return {
        "key": scene.key,
        "brush": scene.layer == "exact",
        "sides": [_side(scene, doc_id, change_of) for doc_id in DOCS],
        "chars": int(passage["chars"]),
        "pieces": pieces,
        "english": {zh: GLOSSES[zh] for zh in sorted(differing) if zh},
    }


def _looked_up_scene(scene: Scene) -> dict[str, Any]:
    """A scene whose words are looked up in the article's sentence, in whatever order."""
    stretch = stretch_of(scene, ARTICLE)
    article = find_document(ARTICLE).text[stretch.start : stretch.end]
    sentence = normal_form(article)[0]

    def change_of(doc_id: str, word: Word) -> str:
        if doc_id == ARTICLE or normal_form(word.text)[0] in sentence:
            return EQUAL
        return LACKING

    return {
        "key": scene.key,
        "brush": False,
        "sides": [_side(scene, doc_id, change_of) for doc_id in DOCS],
        "chars": 0,
        "pieces": [[LACKING, MUST, ""]],
        "english": {MUST: GLOSSES[MUST]},
    }


# --- the explorable -----------------------------------------------------------------------------


def copied(
    *, filters: Mapping[str, str] | None = None, lang: str | None = None
) -> View:
    """Brush what the relay and the article of 2006 share, see what was changed and dropped, and
    find the word whose loss turns a demand into a report.

    Parameters
    ----------
    filters: the state it opens in: {"scene": "demand", "demand": "7"} has the eighth word of the
        relay's last demand marked, {"relay": "7-53", "show": "1"} a stretch brushed and compared;
        {} is before a guess.
    lang: "en" or "zh"; None is the language chosen by `egov.language`.

    >>> copied().name
    'copied'
    """
    scenes = [_scene_data(scene) for scene in SCENES]
    data = {"scenes": scenes, "must": MUST}
    findings = pd.DataFrame(
        [_place(scene, doc_id) for scene in SCENES for doc_id in DOCS]
    )
    title = pick(*WORDS["title"], lang)
    content = Content(data, findings, title, _first_and_last(scenes, lang))
    return make_explorable(
        "copied", WORDS, content, filters=filters, lang=lang
    )


def _place(scene: Scene, doc_id: str) -> dict[str, Any]:
    """A scene's stretch of a text as a finding."""
    start, end = stretch_of(scene, doc_id)
    text = find_document(doc_id).text
    return {
        "doc_id": doc_id,
        "start": start,
        "end": end,
        "quote": text[start:end],
    }


def _first_and_last(
    scenes: list[dict[str, Any]], lang: str | None
) -> list[State]:
    """The tasks in both texts, and their pieces; the lost word comes last."""
    names = [pick(*WORDS[key], lang) for key in ("relay_name", "article_name")]
    tasks, demand = scenes[1:]
    whole = [
        "".join(piece[side] for piece in tasks["pieces"]) for side in (1, 2)
    ]
    pieces = [
        row
        for key, scene in (("tasks", tasks), ("demand", demand))
        for row in _pieces_of(key, scene, lang)
    ]
    return [
        State(pick(*WORDS["first_state"], lang), [names, whole]),
        State(pick(*WORDS["last_state"], lang), [["", *names], *pieces]),
    ]


def _pieces_of(
    key: str, scene: Mapping[str, Any], lang: str
) -> Iterator[list[str]]:
    """The pieces of a pair in both texts, under the name of the pair."""
    yield [pick(*WORDS[key], lang), "", ""]
    for change, here, there in scene["pieces"]:
        yield [pick(*WORDS[change], lang), here, there]
