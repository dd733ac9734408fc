"""Explorables: what they show is computed from the data, and each has all that the frame asks."""

import importlib
import json
import re
from pathlib import Path

import pandas as pd
import pytest

import egov_lib as egov
from egov_lib.labs import approvals, networks
from egov_lib.measure import reuse
from egov_lib.show import explorables, messages
from egov_lib.show.explorables import base
from egov_lib.show.front import EXPLORABLES, PANELS, modules
from egov_lib.show.front.widget import script_path
from egov_lib.show.passages import documents

HAN = re.compile("[\u4e00-\u9fff]")
ROOT = Path(__file__).parents[1]


def make(name, **state):
    """Make the explorable *name*."""
    return getattr(explorables, name)(**state)


def module_of(name):
    """Its module, which a function of the same name hides."""
    return importlib.import_module(f"egov_lib.show.explorables.{name}")


@pytest.fixture(scope="module")
def made():
    """Every explorable once."""
    return {name: make(name) for name in EXPLORABLES}


# --- all of them --------------------------------------------------------------------------------


def test_they_are_reached_by_name():
    """`egov.explorables.<name>` makes each, without a name more in the list of lessons' names."""
    assert sorted(egov.explorables.__all__) == sorted(EXPLORABLES)
    assert "explorables" not in dir(egov)


@pytest.mark.parametrize("name", EXPLORABLES)
def test_an_explorable_is_a_widget_with_a_state(made, name):
    """Its state can be read and set, and a notebook with it stays small."""
    view = made[name]
    bundle = view._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    assert bundle["text/plain"] == f"<explorable: {name}>"
    assert make(name, filters={"guess": "1"}).filters == {"guess": "1"}
    state = json.dumps(view.get_state(), ensure_ascii=False)
    limit = (
        800_000 if name in PANELS else 250_000
    )  # all states of a lab, a hundred runs each
    assert len(state.encode()) < limit


@pytest.mark.parametrize("name", EXPLORABLES)
@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_a_page_without_scripts_has_the_first_and_the_last_state(name, lang):
    """As tables, with the passages in both languages and their addresses; the page holds it."""
    view = make(name, lang=lang)
    bundle = view._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    still = bundle["text/html"]
    assert still.count("<figure>") >= 2
    for place in view.data["findings"]:
        assert place["address"] in still
    assert still.count('<p lang="en">') == len(view.data["findings"])
    assert f"<noscript>{still}</noscript>" in view.page()
    heading = re.search("<h2>(.*?)</h2>", still)[1]
    assert bool(HAN.search(re.sub("“[^”]*”", "", heading))) or lang == "en"


@pytest.mark.parametrize("name", EXPLORABLES)
def test_its_words_are_all_said_and_all_there(made, name):
    """A key that is missing would be shown as itself; one that nobody says is left over."""
    own = module_of(name).WORDS
    body = modules.read_module(script_path(name)).body
    python = module_of(name).__file__
    with open(python, encoding="utf-8") as file:
        above, _, below = file.read().partition("\nWORDS = {")
    outside = above + below.partition("\n}\n")[2]
    said = set(re.findall(r"\bsay\(\s*\"(\w+)\"", body))
    assert said <= set(made[name].data["words"]["en"])
    needed = modules.in_order(script_path(name))
    body = "".join(one.body for one in needed if one.path.startswith("explorables/"))
    stems = set(re.findall(r"`(\w+_)\$\{", body))
    quoted = set(re.findall(r"\"(\w+)\"", body + outside))
    left = [
        key
        for key in own
        if key not in quoted and not any(key.startswith(stem) for stem in stems)
    ]
    assert not left
    assert not set(own) & (set(messages.EXPLORABLE) | set(messages.FRONT))


@pytest.mark.parametrize(
    ("script", "name"), [("queue", "approvals_panel"), ("attack", "networks_panel")]
)
def test_what_is_watched_has_its_words(made, script, name):
    """A run that moves is drawn by a script of its own: the panel has what it says."""
    body = modules.read_module(f"explorables/{script}.js").body
    said = set(re.findall(r"\bsay\(\s*\"(\w+)\"", body))
    assert said
    assert said <= set(made[name].data["words"]["en"])


@pytest.mark.parametrize("name", EXPLORABLES)
def test_a_page_asks_for_nothing_outside_itself(made, name):
    """No address, and nothing is loaded."""
    before, _, after = made[name].page().partition('<script type="application/json"')
    script = after.partition("</script>")[2]
    assert set(re.findall(r"https?://[^\"'` ]+", before + script)) <= {
        "http://www.w3.org/2000/svg"
    }
    assert not re.search(r"<(link|img|iframe)|@import|url\(", before)


def test_the_frame_says_only_words_that_are_there():
    """What every explorable says is in `EXPLORABLE` or `FRONT`."""
    body = modules.read_module("explorables/frame.js").body
    said = set(re.findall(r"\"(\w+)\"", body))
    direct = set(re.findall(r"\bsay\(\s*\"(\w+)\"", body))
    known = set(messages.EXPLORABLE) | set(messages.FRONT)
    assert direct <= known
    others = "".join(
        modules.read_module(script_path(name)).body for name in EXPLORABLES
    )
    unsaid = set(messages.EXPLORABLE) - said - set(re.findall(r"\"(\w+)\"", others))
    assert not unsaid


def test_markup_in_a_still_is_text():
    """Whatever a document holds is escaped."""
    assert (
        base.marked("<b>网</b>") == '&lt;b&gt;<span lang="zh-Hans">网</span>&lt;/b&gt;'
    )


# --- bytes --------------------------------------------------------------------------------------


def test_the_damaged_line_is_the_files():
    """It stands so in the file as received, and one lost byte gives it, of a rival as well."""
    slip = module_of("byte_slip").find_slip()
    assert slip.received in egov.load_witness("yunnan-2006")
    data = make("byte_slip").data
    exact = [
        (word, place)
        for word, states in data["states"].items()
        for place, state in states.items()
        if all(state["same"]) and len(state["groups"]) == len(slip.received)
    ]
    assert exact == [("省", data["lost"]), (data["rival"], data["lost"])]


def test_every_state_is_what_a_decoder_reads():
    """Signs of a state, one after the other, are the line decoded with that byte as `?`."""
    own = module_of("byte_slip")
    data = make("byte_slip").data
    for word, states in data["states"].items():
        whole = bytes.fromhex("".join(data["bytes"][word]))
        for place, state in states.items():
            at = int(place)
            damaged = whole if at < 0 else own.lose(whole, at)
            read = damaged.decode(own.ENCODING, errors="replace")
            signs = [sign if not why else None for sign, _, _, why in state["groups"]]
            assert len(read) == len(signs), (word, place)
            assert all(
                sign in (None, character) for sign, character in zip(signs, read)
            )


def test_the_bytes_leave_many_characters_and_the_texts_one():
    """72 common characters end in A1; of those that follow 全, only 省 does."""
    data = make("byte_slip").data
    assert data["fitting"] == ["省"]
    assert data["followers"] > 20
    assert data["candidates"] == 72
    assert egov.load_corpus()["text"].str.count("全省").sum() > data["elsewhere"] > 0
    assert data["proved"] == "ＧＤ"


def test_every_chinese_character_that_a_state_shows_has_its_english():
    """No Chinese without its English."""
    data = make("byte_slip").data
    shown = {
        sign
        for states in data["states"].values()
        for state in states.values()
        for sign, *_ in state["groups"]
        if HAN.match(sign)
    }
    assert shown <= set(data["glosses"])


# --- cut ----------------------------------------------------------------------------------------


def test_every_way_to_cut_leaves_no_character_out():
    """Words of each engine are the phrase, and each count is one that the texts bear out."""
    data = make("cut").data
    whole = "".join(egov.load_corpus()["text"])
    for engine in data["engines"]:
        assert "".join(engine["words"]) == data["phrase"]
    for piece, (string, *by_engine) in data["counts"].items():
        assert string == whole.count(piece) >= max(by_engine)
        assert len(by_engine) == len(data["engines"])


def test_a_search_for_one_network_misses_the_clause_that_names_both():
    """With the joint form there are six places, without it five."""
    found = {row["search"]: row for row in make("cut").data["searches"]}
    assert not found["政务内网"]["here"]
    assert not found["政务[内外]网"]["here"]
    assert found["政务[内外]+网"]["here"]
    assert found["政务[内外]网"]["count"] == 5
    assert found["政务[内外]+网"]["count"] == 6


# --- permits ------------------------------------------------------------------------------------


def test_half_of_the_kinds_is_no_half_of_the_cases():
    """The busiest half has about 85 % of the model's cases, the rarest 15 %; draws lie around."""
    data = make("permits").data
    shares, half = data["shares"], data["half"]
    assert (len(shares), half, data["aim"]) == (60, 30, 50)
    busiest, rarest = 100 * sum(shares[:half]), 100 * sum(shares[half:])
    assert (round(busiest), round(rarest)) == (85, 15)
    for order, share in (("busiest", busiest), ("rarest", rarest), ("random", 50)):
        low, high = data["draws"][order]
        assert low <= share <= high
    assert all(len(set(lot)) == half for lot in data["lots"])


def test_the_model_is_the_labs():
    """Take-up, days and cases are its settings, and the aim is a passage of the relay."""
    settings = approvals.Settings()
    data = make("permits").data
    assert data["take_up"] == 100 * settings.share_take_up
    assert data["take_up"] in data["take_ups"]
    assert data["cases"] == settings.applications_per_day * settings.days
    assert [place["doc"] for place in data["findings"]] == ["relay-2006"]


# --- punctuate ----------------------------------------------------------------------------------


def test_the_marks_are_those_of_readers_and_witness():
    """Without marks, the pieces are the file's line; with a reader's marks, his own text."""
    module = module_of("punctuate")
    for scene, shown in zip(module.SCENES, make("punctuate").data["scenes"]):
        assert len(shown["english"]) == len(shown["pieces"]) == len(shown["slots"]) + 1
        line = ".".join(shown["pieces"])
        assert line in egov.load_witness(scene.doc_id)
        for reader in "ab":
            marks = [slot[reader] for slot in shown["slots"]]
            assert all(mark in module.MARKS and mark for mark in marks)
            written = "".join(map("".join, zip(shown["pieces"], [*marks, ""])))
            text = module.load_reader(scene.doc_id, reader)
            assert written.replace("'", "") in re.sub("[“”‘’]", "", text)


def test_two_readers_agree_and_the_relay_differs():
    """Both end a task after the laws; the relay's sixth task holds laws and training."""
    wuhai, article = make("punctuate").data["scenes"]
    assert wuhai["same"] == len(wuhai["slots"]) and wuhai["differ"] == 0
    assert not any("witness" in slot for slot in wuhai["slots"])
    laws = article["slots"][article["pieces"].index("完善法律法规体系")]
    assert laws == {"a": "；", "b": "；", "witness": "，"}
    assert 0 < article["differ"] < article["same"] == len(article["slots"])


# --- copied -------------------------------------------------------------------------------------


def words_of(side):
    """The words of a side: text, compared characters, what became of each."""
    return [tuple(word) for clause in side["clauses"] for word in clause["words"]]


def test_the_stretches_are_the_texts_and_the_ends_the_machines():
    """Words joined are the text; those that are equal are the run that the library finds."""
    module = module_of("copied")
    texts = egov.load_corpus().set_index("doc_id")["text"]
    for scene, shown in zip(module.SCENES, make("copied").data["scenes"]):
        for side in shown["sides"]:
            stretch = module.stretch_of(scene, side["doc"])
            text = texts[side["doc"]][stretch.start : stretch.end]
            joined = "".join(word for word, _, _ in words_of(side))
            assert joined == text.replace("\n", "")
            assert all(clause["en"] for clause in side["clauses"])
    results = make("copied").data["scenes"][0]
    run = module.machine_passage(module.SCENES[0])
    for side in results["sides"]:
        equal = [word for word in words_of(side) if word[2] == "equal"]
        assert sum(chars for _, chars, _ in equal) == results["chars"] == run["chars"]
    assert "曾培炎" not in str(results["sides"][1])


def test_what_the_tasks_lost_are_their_numbers_and_the_speaker():
    """Pieces joined are both texts; each that differs has its English."""
    tasks = make("copied").data["scenes"][1]
    for number, side in enumerate(tasks["sides"], 1):
        whole = "".join(piece[number] for piece in tasks["pieces"])
        assert whole.strip() == "".join(word for word, _, _ in words_of(side))
    dropped = [here for change, here, _ in tasks["pieces"] if change == "dropped"]
    assert dropped == ["一是", "二是", "三是"]
    assert set(tasks["english"]) >= set(dropped)


def test_the_article_has_no_must_where_the_relay_demands():
    """Of the words round it the article has most; 要 is in its sentence nowhere."""
    relay, article = make("copied").data["scenes"][2]["sides"]
    words = words_of(relay)
    assert words.count(("要", 1, "dropped")) == 1
    before = [word for word, _, _ in words].index("要") - 1
    assert words[before][2] == "equal"
    assert "要" not in "".join(word for word, _, _ in words_of(article))


# --- date bounds --------------------------------------------------------------------------------


def left_by(data, keys):
    """The 30ths that these clues leave."""
    return [row["day"] for row in data["days"] if not set(row["out"]) & set(keys)]


def test_text_and_page_leave_two_of_the_30ths():
    """2006 has eleven; results and aim leave two years, and the path two days of these."""
    data = make("date_bounds").data
    days = [row["day"] for row in data["days"]]
    assert sum(day.startswith("2006") for day in days) == 11
    assert len(left_by(data, ["results", "ahead"])) == 22
    two = ["2006-01-30", "2006-03-30"]
    assert left_by(data, ["results", "ahead", "page"]) == two
    # The aim ahead adds nothing where the other two are on.
    assert left_by(data, ["results", "page"]) == two
    assert len(left_by(data, ["ahead", "page"])) > len(two)


def test_the_holiday_makes_a_day_unlikely_and_rules_none_out():
    """Reckoned from the lunar calendar, it falls where the fact from outside says."""
    own = module_of("date_bounds")
    data = make("date_bounds").data
    unlikely = [row["day"] for row in data["days"] if row["unlikely"]]
    assert unlikely == ["2006-01-30"]
    assert not any("holiday" in row["out"] for row in data["days"])
    holiday = own.find_clues()[-1]
    facts = egov.load_table("context").set_index("fact_id")
    new_year = holiday.unlikely[0]
    said = f"{new_year.year}年春节为{new_year.month}月{new_year.day}日"
    assert said in facts.at[own.HOLIDAY_FACT, "statement_zh"]


def test_each_bound_is_the_tables():
    """The path holds the last day on which the edition lets the report be written."""
    results, ahead, page, _ = module_of("date_bounds").find_clues()
    card = egov.load_corpus().set_index("doc_id").loc["yunnan-2006"]
    assert (
        page.words.replace("/", "-")
        .split("-content")[0]
        .endswith(f"{card['written_to']:%Y-%m-%d}")
    )
    for clue in (results, ahead):
        assert clue.words in card["text"]
    assert results.not_before < card["event_from"].date() <= page.not_after


# --- shuffle ------------------------------------------------------------------------------------


def test_the_relays_runs_are_those_of_the_lesson():
    """Counted as `compare_pairs` counts them, at every length."""
    docs = egov.load_corpus().query("doc_id in ('relay-2006', 'article-2006')")
    for least, counted in make("shuffle").data["with_phrases"].items():
        passages = reuse.shared_passages(docs, layers=["exact"], min_chars=int(least))
        pairs = reuse.compare_pairs(passages, docs, min_chars=int(least))
        assert pairs.set_index("doc_id").at["relay-2006", "runs"] == counted["real"]


def test_a_made_texts_runs_are_those_that_the_library_finds():
    """Of one made text, laid beside the article alone; and none has the relay's 28."""
    data = make("shuffle").data
    article = egov.load_corpus().query("doc_id == 'article-2006'")
    number = max(range(1000), key=data["with_phrases"]["10"]["made"].__getitem__)
    made = module_of("shuffle").made_texts()[number]
    docs = pd.DataFrame({"doc_id": ["made"], "text": [made]})
    for least, counted in data["with_phrases"].items():
        found = reuse.shared_passages(
            docs, article, layers=["exact"], min_chars=int(least)
        )
        assert (~found["repeat"]).sum() == counted["made"][number]
    assert (
        max(data["with_phrases"]["10"]["made"])
        < data["with_phrases"]["10"]["real"]
        == 28
    )


def test_without_set_phrases_there_is_less_of_everything():
    """Of the relay's runs and of chance's."""
    data = make("shuffle").data
    for least, counted in data["bare"].items():
        whole = data["with_phrases"][least]
        assert counted["real"] < whole["real"]
        assert all(few <= many for few, many in zip(counted["made"], whole["made"]))
        assert sum(counted["made"]) < sum(whole["made"])


# --- voices -------------------------------------------------------------------------------------


def ladder_of(scene):
    """What is borne out on each rung, "" where it isn't known."""
    return [
        [*(option["en"] for option in rung["options"]), ""][rung["truth"]]
        for rung in scene["rungs"]
    ]


def test_the_speakers_are_those_of_the_passages():
    """What the table's cue says of a claim is what a passage shows beside it."""
    module = module_of("voices")
    for scene, shown in zip(module.SCENES, make("voices").data["scenes"]):
        claim = module.find_claim(scene)
        source = documents.find_document(scene.doc_id)
        voice = source.voices[next(iter(source.touched(claim["start"], claim["end"])))]
        speaker, _, reporter, _ = ladder_of(shown)
        assert speaker == module._name(voice.speaker_en)
        assert reporter == module._name(voice.through[0])


def test_one_aim_has_a_speaker_in_one_paper_and_none_in_the_other():
    """The article has no speaker, only the occasion; of the 93 % only the reporter is known."""
    ladders = {
        scene["key"]: ladder_of(scene) for scene in make("voices").data["scenes"]
    }
    assert ladders["aim_relay"][:3] == [
        "Zeng Peiyan",
        "National symposium on e-government",
        "Tian Qiansheng",
    ]
    symposium = "National symposium on e-government"
    assert ladders["aim_article"] == ["", symposium, "", ""]
    assert ladders["sites"] == ["", "", "Wang Yonggang", ""]
    assert ladders["xu"][:3] == [
        "Xu Rongkai",
        "Yunnan’s leading group, fourth meeting",
        "Wang Yonggang",
    ]
    assert ladders["aim_2002"][:2] == ["State Informatization Leading Group", ""]


def test_every_cue_is_in_its_text_and_has_its_english():
    """The occasion that no text tells is a fact from outside."""
    data = make("voices").data
    for scene in data["scenes"]:
        for rung in scene["rungs"]:
            assert bool(rung["cue"]) == bool(rung["cue_en"]) == (rung["place"] >= 0)
            for option in rung["options"]:
                assert HAN.search(option["zh"]) and not HAN.search(option["en"])
    facts = egov.load_table("context").set_index("fact_id")
    adopted = facts.at["opinion-2002-adopted", "statement_en"]
    assert "second meeting" in adopted and "3 July 2002" in adopted


# --- two networks -------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [0, 7, 99])
def test_the_runs_are_the_labs(seed):
    """Every case anew with some seeds; else `tools/two_networks_runs.py` has to be run."""
    own = module_of("two_networks")
    runs = own.load_runs()
    assert [name for name, _ in own.cases()] == list(runs)
    for name, settings in own.cases():
        run = own.run_once(settings, seed)
        assert [len(zone) for zone in run] == runs[name]["taken"][seed], name
        if seed < own.PICTURED:
            assert run == runs[name]["pictures"][seed]


def test_lesson_03_tells_the_model_as_it_ran():
    """Offices, chances and shares of its prose are those of the lab's settings and of the runs."""
    own, standard = module_of("two_networks"), networks.Settings()
    offices = sum(getattr(standard, f"{level}_offices") for level in own.LEVELS)
    runs = own.load_runs()
    shown = {}
    for name, settings in own.cases():
        size = sum(map(len, own.hosts_of(settings).values()))
        shown[name] = own._fared(runs[name]["taken"], size)
    lost_on_the_platform = any(map(sum, runs["platform:111"]["taken"]))
    on_average = shown["platform:111"][0]
    if on_average == "0" and lost_on_the_platform:
        on_average = "under 1"
    told = [
        f"we invent {offices} offices",
        f"at a gate {100 * standard.gate_leak:.0f} tries in 100",
        f"the platform loses nothing in {shown['platform:111'][1]} of 100 runs",
        f"separate networks in {shown['separate:111'][1]}; on average",
        f"{on_average} % of the computers against",
        f"against {shown['separate:111'][0]} %",
        f"it is reached in {shown['separate:001'][3]} runs of 100",
    ]
    for layout in ("platform", "separate"):
        walls_alone = shown[f"{layout}:110"]
        assert walls_alone[1] == walls_alone[3] == "0"
    assert shown["platform:001"][3] == "0"
    assert standard.patch_share == 0.1 and shown["separate:111"][3] == "0"
    path = ROOT / "notebooks" / "03-the-2002-opinion.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = "".join("".join(cell["source"]) for cell in cells)
    assert [words for words in told if words not in prose] == []


def test_a_wall_keeps_the_intranet_and_a_platform_has_fewer_gates():
    """With the walls up no run reaches the intranet; the shares are those of the lab's measures."""
    own = module_of("two_networks")
    runs = own.load_runs()
    for layout in own.LAYOUTS:
        assert all(zones[0] == 0 for zones in runs[f"{layout}:111"]["taken"])
        assert any(zones[0] > 0 for zones in runs[f"{layout}:000"]["taken"])
    for name, settings in list(own.cases())[::5]:
        measured = networks.summarise(networks.simulate(settings, 3))
        hosts = sum(map(len, own.hosts_of(settings).values()))
        assert hosts == measured["hosts"], name
        share = sum(runs[name]["taken"][3]) / hosts
        assert share == pytest.approx(measured["taken_share"])
