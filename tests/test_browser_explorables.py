"""Every explorable on a page from the disk: guess, mouse, keyboard, touch, both languages, undo."""

import numpy as np
import pytest
from browser import (
    NEEDS_CHROMIUM,
    SCREENSHOTS,
    address_of,
    faults_in_light_and_dark,
    open_again,
)
from test_explorables import make

from egov_lib.measure.agreement import cohen_kappa
from egov_lib.show.front import EXPLORABLES, PANELS
from egov_lib.show.front.modules import plain_script
from egov_lib.teach.exercises.answers import read_answers
from egov_lib.teach.exercises.coded import Codes, codes_of

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
# One script draws all panels of labs: two of them are driven, one with a limit and one with words
# for values. What each holds is tested in test_explorables.py and test_panels.py.
DRIVEN = ("approvals_panel", "networks_panel")
NAMES = [name for name in EXPLORABLES if name not in PANELS or name in DRIVEN]
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HAN = range(0x4E00, 0xA000)
STATE = "document.querySelector('.egov').egov.view.state"
# What leads from the opening to something that can be put back: an item, by its number.
FIRST_ITEM = {
    "approvals_panel": 0,
    "byte_slip": 2,
    "coding": 1,
    "copied": 3,
    "cut": 2,
    "date_bounds": 1,
    "networks_panel": 1,
    "permits": 3,
    "punctuate": 1,
    "shuffle": 1,
    "two_networks": 1,
    "voices": 1,
}
# Text that is cut off at the right or the left of the page.
BEYOND = """() => [...document.querySelectorAll('.egov *')].filter((one) => {
  const box = one.getBoundingClientRect();
  return one.children.length === 0 && box.width > 1 && box.right > innerWidth + 1;
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A page for each explorable."""
    folder = tmp_path_factory.mktemp("explorables")
    for name in NAMES:
        (folder / f"{name}.html").write_text(make(name).page(), encoding="utf-8")
    return folder


def state(shown):
    """What the explorable holds."""
    return shown.evaluate(STATE)


def guess(shown):
    """Take the first guess that is offered."""
    field = shown.locator(".guess input")
    if field.count():
        field.fill("3")
        field.press("Enter")
    else:
        shown.locator(".guess [data-guess]").first.click()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_before_a_guess_which_is_kept(folder, open_page, name):
    """A press before the guess says what is missing; after it, mouse and keys do the same, a
    sentence says what came, and undo and "put it back" lead home while the guess stays.
    """
    shown = open_page(f"file://{folder}/{name}.html")
    item = shown.locator(".thing .item").nth(FIRST_ITEM[name])
    item.click(force=True)  # it says that it is disabled
    assert state(shown) == {}
    assert shown.inner_text(".now")
    guess(shown)
    made = state(shown)
    assert set(made) == {"guess"}
    assert shown.locator(".thing .item[tabindex='0']").count() == 1

    item.click()
    moved, said = state(shown), shown.inner_text(".now")
    assert set(moved) > {"guess"}
    assert said
    SCREENSHOTS.mkdir(exist_ok=True)
    shown.screenshot(path=SCREENSHOTS / f"explorable-{name}.png")
    shown.locator(".moves button", has_text="Undo").click()
    assert state(shown) == made

    item.focus()
    shown.keyboard.press("Enter")
    assert state(shown) == moved
    assert shown.inner_text(".now") == said
    focused = "document.activeElement.dataset.id"
    here = shown.evaluate(focused)
    shown.keyboard.press("ArrowRight")
    assert shown.evaluate(focused) not in (here, None)
    shown.keyboard.press("ArrowLeft")
    assert shown.evaluate(focused) == here
    shown.locator(".moves button", has_text="Put it back").click()
    assert state(shown) == made
    assert shown.locator(".guess b").count() >= 1


@pytest.mark.parametrize("name", NAMES)
def test_the_passage_is_one_click_away_and_rows_can_be_saved(folder, open_page, name):
    """In both languages, with its address."""
    shown = open_page(f"file://{folder}/{name}.html")
    guess(shown)
    if not shown.locator(".source-fold[open]").count():
        shown.locator(".source-fold summary").click()
    assert shown.locator(".passage .zh").first.inner_text()
    assert shown.locator(".passage .en").first.inner_text()
    assert ":" in shown.locator(".passage code").first.inner_text()
    with shown.expect_download() as saved:
        shown.locator(".foot button", has_text="CSV").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert text.startswith("\ufeff") and len(text.splitlines()) > 2


@pytest.mark.parametrize("name", NAMES)
def test_an_address_opens_the_same_state_in_chinese(folder, open_page, name):
    """Every word of the frame is Chinese then."""
    shown = open_page(f"file://{folder}/{name}.html")
    guess(shown)
    shown.locator(".thing .item").nth(FIRST_ITEM[name]).click()
    again = open_page(address_of(shown).replace(f"#{name}?", f"#{name}?lang=zh&"))
    assert state(again) == state(shown)
    texts = again.locator(".foot button, .moves button, h2, h3, summary")
    for text in texts.all_inner_texts():
        assert any(ord(character) in HAN for character in text), text
    assert again.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("name", NAMES)
def test_on_a_phone_a_finger_is_enough(folder, open_page, name):
    """Targets are 44 pixels high, nothing is cut or scrolls sideways, and a tap moves."""
    shown = open_page(f"file://{folder}/{name}.html", "phone")
    assert shown.evaluate(SIDEWAYS) <= 0
    guess(shown)
    item = shown.locator(".thing .item").nth(FIRST_ITEM[name])
    for target in [item, *shown.locator(".moves button").all()]:
        assert target.bounding_box()["height"] >= 44
    item.tap()
    assert len(state(shown)) > 1
    assert shown.evaluate(SIDEWAYS) <= 0
    assert shown.evaluate(BEYOND) == []
    shown.screenshot(path=SCREENSHOTS / f"explorable-{name}-phone.png", full_page=True)


@pytest.mark.parametrize("name", NAMES)
def test_no_serious_fault_of_accessibility(folder, open_page, name):
    """axe-core finds nothing serious, in light and in dark, before the guess and after a move."""
    shown = open_page(f"file://{folder}/{name}.html")
    assert faults_in_light_and_dark(shown) == []
    guess(shown)
    shown.locator(".thing .item").nth(FIRST_ITEM[name]).click()
    shown.wait_for_timeout(300)  # colours change little by little
    assert faults_in_light_and_dark(shown) == []


def test_without_scripts_the_page_shows_its_states(folder, chromium):
    """First and last state and the passages, as plain HTML."""
    context = chromium.new_context(java_script_enabled=False)
    shown = context.new_page()
    for name in NAMES:
        shown.goto(f"file://{folder}/{name}.html")
        assert shown.locator("noscript table, .egov-still table").count() >= 2
        assert shown.locator(".egov-still blockquote").first.is_visible()
    context.close()


# --- one run of a lab, moving -------------------------------------------------------------------

DAY = "document.querySelector('.panel-player output').textContent"


def press(shown, word):
    """Press a button of the player or of the views."""
    shown.locator(f".panel-looks [data-id='{word}']").click()


@pytest.mark.parametrize("name", DRIVEN)
def test_a_run_moves_when_it_is_asked_to_and_stops_where_it_is(folder, open_page, name):
    """Nothing moves by itself; it is stepped on and back, played and stopped, and a link leads to
    the moment at which it was stopped.
    """
    shown = open_page(f"file://{folder}/{name}.html")
    guess(shown)
    shown.locator(".thing .item").nth(FIRST_ITEM[name]).click()
    press(shown, "look:watch")
    assert shown.locator(".panel-watched").count() == 1
    first = shown.evaluate(DAY)
    shown.wait_for_timeout(300)
    assert shown.evaluate(DAY) == first
    press(shown, "watch:on")
    press(shown, "watch:on")
    assert state(shown)["at"] == "2"
    press(shown, "watch:back")
    assert state(shown)["at"] == "1"
    press(shown, "watch:play")
    shown.wait_for_function(f"{DAY} !== {shown.evaluate(DAY)!r}")
    press(shown, "watch:play")
    stopped = shown.evaluate(DAY)
    assert float(state(shown)["at"]) > 1
    shown.wait_for_timeout(300)
    assert shown.evaluate(DAY) == stopped
    assert open_page(address_of(shown)).evaluate(DAY) == stopped


def test_where_nothing_may_move_begin_and_end_stand_below_each_other(folder, open_page):
    """With reduced motion there is no button to play; steps remain."""
    shown = open_page(f"file://{folder}/approvals_panel.html")
    shown.emulate_media(reduced_motion="reduce")
    guess(shown)
    press(shown, "look:watch")
    assert shown.locator("[data-id='watch:play']").count() == 0
    heads = shown.locator(".panel-watched .panel-lane").all_text_contents()
    assert ["day 0" in head or "day 20" in head for head in heads] == [True, True]
    press(shown, "watch:on")
    assert shown.locator(".panel-watched .panel-lane").count() == 1
    shown.emulate_media(reduced_motion="no-preference")


@pytest.mark.parametrize("name", DRIVEN)
def test_a_table_has_what_the_picture_shows(folder, open_page, name):
    """A row a measure, with the medians that stand under the picture."""
    shown = open_page(f"file://{folder}/{name}.html")
    guess(shown)
    medians = shown.locator(".panel-result b").all_text_contents()
    press(shown, "look:table")
    cells = shown.locator(".panel-table td:nth-child(2)").all_text_contents()
    assert cells == medians


# --- bytes --------------------------------------------------------------------------------------

DECODED = """({bytes, states}) => {
  const decoder = new TextDecoder("gb18030"), wrong = [];
  for (const [place, state] of Object.entries(states)) {
    const data = Uint8Array.from(bytes.map((byte) => parseInt(byte, 16)));
    if (place !== "-1") data[Number(place)] = 0x3f;
    const read = [...decoder.decode(data)];
    const same = read.length === state.groups.length
      && state.groups.every(([sign, , , why], at) => why || sign === read[at]);
    if (!same) wrong.push([place, read.join("")]);
  }
  return wrong;
}"""


def test_a_browser_decodes_the_bytes_as_python_does(folder, open_page):
    """Every state of every character that is offered."""
    shown = open_page(f"file://{folder}/byte_slip.html")
    data = make("byte_slip").data
    for character, states in data["states"].items():
        given = {"bytes": data["bytes"][character], "states": states}
        assert shown.evaluate(DECODED, given) == []


def test_a_byte_can_be_pulled_away_and_a_rival_fails(folder, open_page):
    """Dragged away, CA gives the file's line, sign for sign; with 市 there it does not."""
    shown = open_page(f"file://{folder}/byte_slip.html")
    guess(shown)
    box = shown.locator(".item[data-id='2']").bounding_box()
    shown.mouse.move(box["x"] + 20, box["y"] + 20)
    shown.mouse.down()
    shown.mouse.move(box["x"] + 20, box["y"] + 160, steps=4)
    shown.mouse.up()
    assert state(shown)["lost"] == "2"
    assert "10 of 10" in shown.inner_text(".file-row")
    assert "4 of 9" in shown.inner_text(".guess")
    shown.locator(".moves button", has_text="市").click()
    assert "校" in shown.inner_text(".now")
    assert "9 of 10" in shown.inner_text(".file-row")
    for character, same in [("保", "9 of 10"), ("场", "10 of 10"), ("省", "10 of 10")]:
        shown.locator(".moves button", has_text=character).click()
        assert same in shown.inner_text(".file-row")
        assert character in shown.inner_text(".bytes-row >> nth=0")


# --- cut ----------------------------------------------------------------------------------------


def test_a_way_to_cut_is_a_button_and_fits_a_phone(folder, open_page):
    """The pieces of our dictionary with their counts, and the searches; nothing sideways."""
    shown = open_page(f"file://{folder}/cut.html", "phone")
    guess(shown)
    shown.locator(".moves button", has_text="our dictionary").tap()
    assert state(shown)["cuts"] == "2,3,7,9"
    assert "It came out: 5" in shown.inner_text(".guess")
    assert "missed" in shown.inner_text(".cut-tables")
    assert shown.evaluate(SIDEWAYS) <= 0
    assert shown.evaluate(BEYOND) == []


# --- permits ------------------------------------------------------------------------------------


def test_tiles_are_as_large_as_their_cases(folder, open_page):
    """The busiest is sixty times the rarest; halves are buttons, and use is set beside them."""
    shown = open_page(f"file://{folder}/permits.html")
    guess(shown)
    boxes = [item.bounding_box() for item in shown.locator(".permit").all()]
    areas = [box["width"] * box["height"] for box in boxes]
    assert len(areas) == 60 and min(areas) > 24 * 24
    assert areas[0] / areas[-1] == pytest.approx(60, rel=0.02)
    shown.locator(".moves button", has_text="The rarest 30").click()
    assert "50 % of the kinds and 15 % of the cases" in shown.inner_text(".now")
    assert "15 in 100" in shown.inner_text(".guess .came")
    shown.locator(".moves button", has_text="The busiest 30").click()
    shown.locator(".item[data-id='take:100']").click()
    assert "85 % of all cases" in shown.inner_text(".now")
    lots = set()
    for _ in range(2):
        shown.locator(".moves button", has_text="by lot").click()
        lots.add(state(shown)["online"])
    assert len(lots) == 2


# --- punctuate ----------------------------------------------------------------------------------


def test_marks_are_typed_or_pressed_and_compared(folder, open_page):
    """A typed mark is set, a press goes on to the next, and the others' marks come on request."""
    shown = open_page(f"file://{folder}/punctuate.html")
    guess(shown)
    shown.locator(".moves button", has_text="The article").click()
    shown.locator(".item").first.focus()
    shown.keyboard.press(",")
    assert state(shown)["article"].startswith("，-")
    shown.locator(".item").first.click()
    assert state(shown)["article"].startswith("、-")
    assert "1 of 10" in shown.inner_text(".now")
    assert not shown.locator(".mark-table").count()
    shown.locator(".moves button", has_text="others").click()
    assert "the relay" in shown.inner_text(".mark-table")
    assert "10 of 10" in shown.inner_text(".guess")


# --- copied -------------------------------------------------------------------------------------


def word(shown, text, side):
    """The first button with a word, in one of the texts."""
    return shown.locator(f".item[data-id^='{side}:']", has_text=text).first


def test_a_stretch_is_brushed_by_pull_and_by_keys_and_its_ends_are_scored(
    folder, open_page
):
    """With the mouse in the relay, with keys in the article; one end is two characters off."""
    shown = open_page(f"file://{folder}/copied.html")
    guess(shown)
    first = word(shown, "电子政务", "relay").bounding_box()
    last = word(shown, "作用", "relay").bounding_box()
    shown.mouse.move(first["x"] + 8, first["y"] + 8)
    shown.mouse.down()
    shown.mouse.move(last["x"] + 8, last["y"] + 8, steps=4)
    shown.mouse.up()
    word(shown, "我国", "article").focus()
    shown.keyboard.press("Enter")
    word(shown, "作用", "article").focus()
    shown.keyboard.press("Space")
    shown.locator(".moves button", has_text="Compare").click()
    assert "3 of 4" in shown.inner_text(".now")
    assert "2 characters apart" in shown.inner_text(".copy-ends >> nth=0")
    assert "characters" in shown.inner_text(".guess .came")
    shown.locator(".moves button", has_text="Undo").click()
    assert "96 of the article" in shown.inner_text(".now")


def test_must_is_found_and_other_words_are_answered(folder, open_page):
    """A word that both have, one that only the relay has, and 要."""
    shown = open_page(f"file://{folder}/copied.html", "phone")
    guess(shown)
    shown.locator(".moves button", has_text="The word that counts").tap()
    for text, said in [
        ("部门", "article’s sentence too"),
        ("深刻", "would still demand"),
        ("要", "reads as a report"),
    ]:
        word(shown, text, "relay").tap()
        assert said in shown.inner_text(".now")
    assert shown.evaluate(SIDEWAYS) <= 0
    assert shown.evaluate(BEYOND) == []


# --- date bounds --------------------------------------------------------------------------------


def test_clues_are_put_on_and_taken_off(folder, open_page):
    """By letter or press; text and page leave two days, and one of them was a holiday."""
    shown = open_page(f"file://{folder}/date_bounds.html")
    guess(shown)
    shown.locator(".item").first.focus()
    shown.keyboard.press("c")
    assert state(shown)["page"] == "1"
    shown.locator(".moves button", has_text="text and page").click()
    two = "30 January 2006 or 30 March 2006"
    assert two in shown.inner_text(".now") and two in shown.inner_text(".guess")
    assert shown.locator(".months .fits").count() == 2
    shown.locator(".item[data-id='holiday']").click()
    assert "unlikely, not ruled out" in shown.inner_text(".now")
    assert shown.locator(".months .unlikely").count() == 1
    shown.locator(".item[data-id='results']").click()
    assert "results" not in state(shown)
    assert shown.locator(".months .fits").count() > 2


# --- shuffle ------------------------------------------------------------------------------------


def test_few_texts_say_nothing_and_many_show_their_spread(folder, open_page):
    """The bars are the made texts, all of them; set phrases can be left out."""
    shown = open_page(f"file://{folder}/shuffle.html")
    guess(shown)
    shown.locator(".item", has_text="10").first.click()
    assert "too few to say" in shown.inner_text(".now")
    assert "came out" not in shown.inner_text(".guess")
    shown.locator(".item[data-id='texts:1000']").click()
    written = shown.locator(".made-bar + text").all_text_contents()
    assert sum(map(int, written)) == 1000
    assert "at most" in shown.inner_text(".guess .came")
    before = shown.text_content(".real-name")
    shown.locator(".moves button", has_text="set phrases").click()
    assert shown.text_content(".real-name") != before == "the relay: 28"
    assert shown.get_attribute("svg.shuffle", "aria-label") == shown.inner_text(".now")


# --- voices -------------------------------------------------------------------------------------


def test_a_rung_that_is_not_borne_out_shows_its_cue(folder, open_page):
    """The governor doesn't say 93 %; with “unknown” the ladder is built and read out."""
    shown = open_page(f"file://{folder}/voices.html")
    guess(shown)
    shown.locator(".moves button", has_text="93 %").click()
    shown.locator(".rung").first.locator(".item", has_text="Xu Rongkai").click()
    assert "据介绍" in shown.inner_text(".rung >> nth=0")
    assert "0 borne out" in shown.inner_text(".now")
    for rung, choice in enumerate(["unknown", "unknown", "Wang Yonggang", "unknown"]):
        shown.locator(".rung").nth(rung).locator(".item", has_text=choice).click()
    assert "1 of 4 rungs known" in shown.inner_text(".now")
    assert "unknown" in shown.inner_text(".guess .came")


# --- two networks -------------------------------------------------------------------------------


def test_one_attack_says_nothing_and_a_hundred_show_their_spread(folder, open_page):
    """An attack fills its hosts; a hundred are two histograms of a hundred runs each."""
    shown = open_page(f"file://{folder}/two_networks.html")
    guess(shown)
    shown.locator(".item[data-id='layout:separate']").click()
    shown.locator(".item[data-id='once']").click()
    assert "One run says nothing" in shown.inner_text(".now")
    taken = int(shown.inner_text(".now").split(":")[1].split()[0])
    assert shown.locator(".net-host.is-taken").count() == taken
    assert "came out" not in shown.inner_text(".guess")
    shown.locator(".item[data-id='many']").click()
    assert "on average" in shown.inner_text(".guess .came")
    assert shown.locator(".net-spread").count() == 1
    before = shown.inner_text(".now")
    shown.locator(".item[data-id='physical_isolation']").click()
    assert shown.inner_text(".now") != before
    shown.locator(".moves button", has_text="Undo").click()
    assert shown.inner_text(".now") == before


# --- coding -------------------------------------------------------------------------------------

KAPPA = """([one, other]) => {
  const {agreement} = explorables_agreement, found = agreement(one, other);
  return [found.same, found.kappa, found.low, found.high];
}"""
CODED = "JSON.parse(localStorage.getItem('my-answers.json')).exercises['coding-1']"


def settled(place):
    """The codes of a segment of the first draw, as they were settled."""
    data = make("coding").data
    return data["segments"][data["rounds"][0]["segments"][place]]["settled"]


def code(shown, place, press):
    """Code a segment as we did, with *press*, which gets the id of a button."""
    force, bound = settled(place)
    press(shown, f"f:{force}")
    if force != "none":
        press(shown, f"b:{bound}")


def with_mouse(shown, item):
    """Press a button with the mouse."""
    shown.locator(f".item[data-id='{item}']").click()


def with_finger(shown, item):
    """Press a button with a finger."""
    shown.locator(f".item[data-id='{item}']").tap()


def with_keys(shown, item):
    """Press the key of a button: a figure or a letter."""
    kind, name = item.split(":")
    rows = make("coding").data["force" if kind == "f" else "bound"]
    place = [row["code"] for row in rows].index(name)
    shown.keyboard.press("12345678"[place] if kind == "f" else "abcdefgh"[place])


def test_a_segment_that_is_coded_shows_ours_and_why_and_stays(folder, open_page):
    """Another code than ours is underlined, with the codebook's line, the word and the border."""
    shown = open_page(f"file://{folder}/coding.html")
    guess(shown)
    assert not shown.locator(".code-answer").count()
    with_mouse(shown, "f:should")
    assert "Now: who is to act?" in shown.inner_text(".now")
    with_mouse(shown, "b:all")
    assert shown.locator(".code-table .differs").all_inner_texts() == [
        "should",
        "everybody",
    ]
    assert "必须 (must)" in shown.inner_text(".code-why")
    assert "we settled on must" in shown.inner_text(".now")
    assert shown.locator(".code-card .changed").inner_text() == "必须"
    assert not shown.locator(".code-choice").count()
    before = state(shown)["codes1"]
    shown.keyboard.press("4")
    assert state(shown)["codes1"] == before


def test_twenty_are_coded_with_keys_and_end_in_kappa(folder, open_page):
    """Coded as we did, one of them otherwise: 19 of 20, with the pair, and what comes next."""
    shown = open_page(f"file://{folder}/coding.html")
    guess(shown)
    with_keys(shown, "f:should")
    with_keys(shown, f"b:{settled(0)[1]}")
    for place in range(1, 20):
        shown.keyboard.press("Enter")
        code(shown, place, with_keys)
        assert "you and we have" in shown.inner_text(".now")
    shown.keyboard.press("n")
    assert "as we settled in 19 of 20" in shown.inner_text(".now")
    assert "19 of 20" in shown.inner_text(".guess .came")
    ours = [settled(place)[0] for place in range(20)]
    value = f"{cohen_kappa(['should', *ours[1:]], ours):.2f}"
    scores = shown.locator(".code-scores tbody tr").first.inner_text()
    assert f"{value} (" in scores
    pair = shown.locator(".code-pairs tbody tr").first
    assert "should → must" in pair.inner_text()
    assert "should from must" in shown.inner_text(".code-next")
    assert "Who is right" in shown.inner_text(".pane")
    pair.locator(".code-again").click()
    assert "Segment 1 of 20" in shown.inner_text(".code-card")


def test_a_finger_codes_at_the_end_in_chinese(folder, open_page):
    """Nothing of ours is shown before all are coded and the results are opened."""
    shown = open_page(f"file://{folder}/coding.html#coding?lang=zh", "phone")
    guess(shown)
    shown.locator(".moves button", has_text="最后对照").tap()
    for place in range(20):
        code(shown, place, with_finger)
        assert not shown.locator(".code-answer").count()
        with_finger(shown, "next")
        assert shown.evaluate(SIDEWAYS) <= 0
    assert not shown.locator(".code-scores").count()
    assert "came" not in state(shown)
    with_finger(shown, "open")
    assert "20段中20段与商定的相同，κ为1.00" in shown.inner_text(".now")
    assert "没有分歧" in shown.inner_text(".code-differ")
    assert shown.evaluate(BEYOND) == []
    assert faults_in_light_and_dark(shown) == []
    shown.screenshot(path=SCREENSHOTS / "coding-results-phone.png", full_page=True)


def test_codes_are_kept_downloaded_and_taken_back(folder, open_page, tmp_path):
    """The page keeps them as a record of my-answers.json, which another browser takes back."""
    shown = open_page(f"file://{folder}/coding.html")
    guess(shown)
    code(shown, 0, with_mouse)
    with_mouse(shown, "next")
    with_mouse(shown, "f:must")
    first, second = make("coding").data["rounds"][0]["segments"][:2]
    lines = [f"{first} {' '.join(settled(0))}", f"{second} must -"]
    assert shown.evaluate(CODED)["answer"].splitlines() == lines
    with shown.expect_download() as saved:
        shown.locator("[data-do=download]").click()
    path = tmp_path / "handed-in.json"
    saved.value.save_as(path)
    assert codes_of(read_answers(path.read_bytes(), "it")) == {
        first: Codes(*settled(0))
    }
    before = state(shown)["codes1"]
    assert not shown.locator(".guess button").count()
    open_again(shown, f"file://{folder}/coding.html?again")
    shown.wait_for_function(f"({STATE}).codes1")
    assert state(shown)["codes1"] == before
    shown.locator(".moves button", has_text="Put it back").click()
    assert shown.evaluate(CODED) is None
    shown.locator(".moves button", has_text="Undo").click()
    assert shown.evaluate(CODED)["answer"].splitlines() == lines
    empty = open_page(f"file://{folder}/coding.html")
    assert state(empty) == {}
    empty.locator("input[type=file]").set_input_files(path)
    empty.wait_for_function("document.querySelector('.egov').egov.view.state.codes1")
    assert state(empty)["codes1"] == before
    assert "1 of 1 taken back" in empty.inner_text(".foot")
    path.write_text("[]", encoding="utf-8")
    empty.locator("input[type=file]").set_input_files(path)
    empty.get_by_text("That is no file of answers").wait_for()
    assert state(empty)["codes1"] == before


def test_a_browser_computes_kappa_as_python_does(folder, open_page):
    """Of lists of codes, with an interval around it that is never without width."""
    shown = open_page(f"file://{folder}/coding.html")
    script = plain_script("explorables/agreement.js", "explorables_agreement")
    shown.evaluate(f"() => {{ {script} }}")
    chance = np.random.default_rng(3)
    for size in (10, 20, 60):
        one, other = (chance.choice(list("abcd"), size).tolist() for _ in range(2))
        other = one[: size // 2] + other[size // 2 :]
        same, kappa, low, high = shown.evaluate(KAPPA, [one, other])
        assert same == sum(a == b for a, b in zip(one, other))
        assert kappa == pytest.approx(cohen_kappa(one, other))
        assert low < kappa < high
    assert shown.evaluate(KAPPA, [["a"] * 20, ["a"] * 20])[1] is None
    _, kappa, low, high = shown.evaluate(KAPPA, [list("ab" * 10)] * 2)
    assert (kappa, high) == (1, 1) and low < 0.9
