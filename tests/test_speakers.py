"""Every segment has its speaker, and every cue stands where the table says."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from piles import one, read, texts

import egov_lib as egov
from egov_lib.read.corpus import data_folder
from egov_lib.read.translations import load_segments

SEGMENTS = load_segments()
PARTS = {
    doc_id: rows["part"].tolist()
    for doc_id, rows in SEGMENTS.groupby("doc_id", sort=False)
}
SPEAKERS = egov.load_table("speakers")

# What the two readers spelled differently; the right-hand name stands for both.
SAME_NAMES = {
    "fifth meeting of the State Informatization Leading Group": (
        "State Informatization Leading Group, fifth meeting"
    ),
    "2006 e-government blue book": "E-government blue book 2006",
    "“1+8” documents of Shenzhen": "Shenzhen's “1+8” documents",
    "Chongqing": "Chongqing municipality",
    "16th National Congress of the Party": "Sixteenth Party Congress",
    "the article's author": "the text",
    "a person in charge at the Beijing Informatization Office, unnamed": "unnamed",
}
DEPARTMENT = "Guizhou Department of Information Industry"


def segments_of(stretch):
    """The parts of the segments from the stretch's first to its last."""
    parts = PARTS[stretch.doc_id]
    return parts[parts.index(stretch.first) : parts.index(stretch.last) + 1]


def by_segment(table):
    """One row a segment: its speaker, chain and verb."""
    rows = [
        (f"{stretch.doc_id}:{part}", *layer_of(stretch))
        for stretch in table.itertuples()
        for part in segments_of(stretch)
    ]
    columns = ["address", "speaker_en", "through", "verb", "how_known"]
    return pd.DataFrame(rows, columns=columns).set_index("address")


def layer_of(stretch):
    """Who says a stretch, through whom, by which word, and how that is known."""
    return stretch.speaker_en, stretch.through, stretch.verb, stretch.how_known


LAYERS = by_segment(SPEAKERS)


# --- coverage and cues --------------------------------------------------------------


def test_every_segment_lies_in_one_stretch_in_reading_order():
    """The stretches, one after the other, are the segments of the five texts."""
    assert LAYERS.index.tolist() == SEGMENTS["address"].tolist()


def test_a_stretch_ends_where_the_layer_changes():
    """Two stretches that follow one another differ in speaker, chain, verb, cue or ground."""
    rows = SPEAKERS.fillna({"start": -1}).itertuples()
    for before, after in pairwise(rows):
        if before.doc_id == after.doc_id:
            assert (*layer_of(before), before.start) != (*layer_of(after), after.start)


def test_each_cue_stands_in_its_stretch():
    """The cue of a stretch lies between its first and its last character."""
    places = SEGMENTS.set_index("address")
    for stretch in SPEAKERS.dropna(subset=["start"]).itertuples():
        first = places.loc[f"{stretch.doc_id}:{stretch.first}", "start"]
        last = places.loc[f"{stretch.doc_id}:{stretch.last}", "end"]
        assert first <= stretch.start < stretch.end <= last, stretch


def test_a_stretch_without_a_cue_has_no_place():
    """An empty quote has no start and no end; a verb has a cue."""
    without = SPEAKERS["quote"] == ""
    assert without.any()
    assert (SPEAKERS["start"].isna() == without).all()
    assert (SPEAKERS.loc[without, "verb"] == "").all()


def test_a_verb_stands_in_its_cue():
    """The characters of the verb are in the cue, in order (做出…决策 spans the quotation)."""
    for stretch in SPEAKERS[SPEAKERS["verb"] != ""].itertuples():
        head = stretch.verb.removesuffix("决策")
        assert head in stretch.quote, stretch


def test_what_is_inferred_says_what_else_could_be():
    """A stretch whose speaker the text leaves open has a note."""
    inferred = SPEAKERS[SPEAKERS["how_known"] == "inferred"]
    assert len(inferred) == 4
    assert (inferred["note"] != "").all()


def test_one_name_for_one_voice():
    """Chains are well formed, and nobody is relayed by himself."""
    for stretch in SPEAKERS.itertuples():
        names = [name for name in stretch.through.split(" > ") if name]
        assert " > ".join(names) == stretch.through
        assert stretch.speaker_en not in names
        assert len(set(names)) == len(names)
    pairs = SPEAKERS[["speaker_en", "speaker_zh"]].drop_duplicates()
    assert pairs["speaker_en"].is_unique and pairs["speaker_zh"].is_unique


# --- what is known of the texts -----------------------------------------------------


def layers_at(prefix):
    """The layers of the segments whose address begins so."""
    found = LAYERS[LAYERS.index.str.startswith(prefix)]
    assert len(found), prefix
    return found


def test_the_figures_of_yunnan_are_nobodys():
    """The 93 % and the 17.45 billion are told under 据介绍: no one is named."""
    for part in ("2.4", "2.5", "2.7", "2.8", "2.9", "2.10"):
        assert LAYERS.loc[f"yunnan-2006:{part}"].tolist() == [
            "unnamed",
            "Wang Yonggang",
            "据介绍",
            "stated",
        ]


def test_the_governor_speaks_only_from_the_third_paragraph():
    """Xu Rongkai's words are all of paragraph 3 and nothing else."""
    his = LAYERS.index[LAYERS["speaker_en"] == "Xu Rongkai"]
    assert his.tolist() == layers_at("yunnan-2006:3.").index.tolist()


def test_zeng_peiyan_is_heard_through_others():
    """Through Tian Qiansheng in the relay, through the article there; never directly."""
    his = LAYERS[LAYERS["speaker_en"] == "Zeng Peiyan"]
    nearest = his["through"].str.split(" > ").str[0]
    relayed = his.index.str.startswith("relay-2006:")
    assert set(nearest[relayed]) == {"Tian Qiansheng"}
    assert set(nearest[~relayed]) == {"the text"}
    for paragraph in (6, 7, 8, 9, 10):
        found = layers_at(f"relay-2006:2.{paragraph}.")
        assert set(found["speaker_en"]) == {"Zeng Peiyan"}


def test_the_same_goals_have_a_speaker_in_one_text_and_none_in_the_other():
    """To largely complete a unified network by 2010 is Zeng Peiyan's, or only 据悉."""
    assert LAYERS.loc["relay-2006:2.7.5", "speaker_en"] == "Zeng Peiyan"
    assert LAYERS.loc["article-2006:2.2.2", ["speaker_en", "verb"]].tolist() == [
        "unnamed",
        "据悉",
    ]


def test_the_two_hundred_billion_are_zhao_xiaofans():
    """He disclosed it (透露); the article rests the sum on nobody else."""
    segment = SEGMENTS[SEGMENTS["quote"].str.contains("2000亿元")]
    assert LAYERS.loc[segment["address"].item()].tolist() == [
        "Zhao Xiaofan",
        "the text",
        "透露",
        "stated",
    ]


def test_the_instructions_are_the_leaders_own():
    """Wen Jiabao and Huang Ju write (批示) in the relay; the article only tells of it."""
    written = LAYERS[LAYERS["verb"] == "批示"]
    assert set(written["speaker_en"]) == {"Wen Jiabao", "Huang Ju"}
    assert LAYERS.loc["article-2006:1.2.16", "speaker_en"] == "the text"


def test_the_opinion_is_forwarded():
    """All that follows the notice is the leading group's, through the two General Offices."""
    notice = layers_at("opinion-2002:n.")
    assert set(notice["speaker_en"]) == {
        "General Office of the CPC Central Committee and "
        "General Office of the State Council"
    }
    opinion = layers_at("opinion-2002:2.")
    assert set(opinion["speaker_en"]) == {"State Informatization Leading Group"}
    assert set(opinion["through"]) == set(notice["speaker_en"])


# --- two readers --------------------------------------------------------------------


def reader(which):
    """What one reader wrote alone, a row a segment, names spelled alike."""
    table = pd.read_csv(
        data_folder() / "readers" / f"speakers.{which}.csv",
        dtype="str",
        keep_default_na=False,
        encoding="utf-8",
    )
    layers = by_segment(table)
    layers["speaker_en"] = layers["speaker_en"].replace(SAME_NAMES)
    layers["through"] = [
        " > ".join(SAME_NAMES.get(name, name) for name in chain.split(" > "))
        for chain in layers["through"]
    ]
    assert layers.index.tolist() == SEGMENTS["address"].tolist()
    return layers


def without_department(chains):
    """The chains without the department that issued the outline of relay-2006."""
    return chains.str.replace(rf"(?: > )?{DEPARTMENT}", "", regex=True)


def kappa(one, other):
    """Cohen's kappa: agreement beyond what the two shares of each label give by chance."""
    agree = (one == other).mean()
    shares = pd.concat([one.value_counts(), other.value_counts()], axis=1).fillna(0)
    chance = (shares.iloc[:, 0] * shares.iloc[:, 1]).sum() / len(one) ** 2
    return (agree - chance) / (1 - chance)


A, B = reader("a"), reader("b")


@pytest.mark.parametrize(
    ("one", "other", "same", "beyond_chance"),
    [
        pytest.param(A["speaker_en"], B["speaker_en"], 675, 0.96, id="speaker"),
        pytest.param(A["through"], B["through"], 549, 0.72, id="through"),
        pytest.param(
            without_department(A["through"]),
            without_department(B["through"]),
            680,
            0.96,
            id="through, without the department",
        ),
        pytest.param(A["verb"], B["verb"], 664, 0.93, id="verb"),
        pytest.param(A["how_known"], B["how_known"], 496, 0.34, id="how_known"),
    ],
)
def test_the_readers_agree_as_stated(one, other, same, beyond_chance):
    """The figures of data/README.md are those of the two readers' tables."""
    assert (one == other).sum() == same
    assert round(kappa(one, other), 2) == beyond_chance
    guide = (data_folder() / "README.md").read_text(encoding="utf-8")
    in_table = f"| {same} | 699 | {same / 699:.1%} | {beyond_chance} |"
    in_prose = f"in {same / 699:.0%} only ({beyond_chance})"
    assert in_table.replace("%", " %") in guide or in_prose.replace("%", " %") in guide


def test_no_layer_is_new():
    """Whoever differs from both readers in the speaker does so only in a few segments."""
    settled = LAYERS["speaker_en"].replace(SAME_NAMES)
    new = LAYERS.index[(settled != A["speaker_en"]) & (settled != B["speaker_en"])]
    assert {address.rpartition(".")[0] for address in new} <= {
        "article-2006:1.2",
        "wuhai-2006:1.1",
    }


# --- the finder ---------------------------------------------------------------------


@pytest.mark.parametrize("case", read("speakers", "voices"), ids=lambda c: c["label"])
def test_voices_are_found_with_who_passes_them_on(case):
    """Each stretch has its speaker and who relays it; its cue begins it."""
    docs = one(case["text"])
    found = egov.check_findings(egov.find_speakers(docs), docs)
    voices = found.loc[found["layer"] == 2, ["quote", "speaker", "through"]]
    assert voices.values.tolist() == case["found"]


@settings(max_examples=100, deadline=None)
@given(
    texts(
        [
            "据介绍，",
            "王某指出，",
            "他还提出：",
            "“要办。”",
            "会议强调",
            "。",
            "\n",
            "的要求，",
            "建设",
        ]
    )
)
def test_any_text_is_divided_into_voices_inside_its_own(text):
    """Whatever the text, voices lie in it in order, and none overlaps the next."""
    docs = one(text)
    found = egov.check_findings(egov.find_speakers(docs), docs)
    inner = found[found["layer"] == 2]
    assert (inner["end"].to_numpy()[:-1] <= inner["start"].to_numpy()[1:]).all()
