"""Every explorer on a page from the disk, without a kernel: mouse, keyboard, touch, both
languages, hostile texts.
"""

import re
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
import pytest
from browser import NEEDS_CHROMIUM, SCREENSHOTS, address_of, faults_in_light_and_dark
from hostile import PAIR, SHOWS, UNSEEN, Corpus, shown_of
from test_front import make

import egov_lib as egov
from egov_lib.show.front import EXPLORERS
from egov_lib.show.front.widget import page as page_of
from egov_lib.show.safe_text import __file__ as safe_text_file

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
LISTS = {"concordance", "reader"}  # they draw no picture


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A page for each explorer."""
    folder = tmp_path_factory.mktemp("pages")
    for name in EXPLORERS:
        (folder / f"{name}.html").write_text(make(name).page(), encoding="utf-8")
    return folder


def chosen(shown):
    """Return the id of the chosen mark."""
    return shown.evaluate("document.querySelector('.egov').egov.view.chosen")


BEYOND = """() => {
  const svg = document.querySelector('.picture > svg');
  if (!svg) return [];
  const edge = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter((text) => {
    const box = text.getBoundingClientRect();
    return box.right > edge.right + 2 || box.left < edge.left - 2;
  }).map((text) => text.textContent);
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OTHER = ".picture .mark:not(.chosen):not([data-again]):not(.head)"
HAN = range(0x4E00, 0xA000)


def is_wide(shown):
    """Whether something is cut off, or the page scrolls sideways."""
    return shown.evaluate(SIDEWAYS) > 0 or shown.evaluate(BEYOND) != []


@pytest.mark.parametrize("name", EXPLORERS)
def test_mouse_keys_filters_table_and_files(folder, open_page, name):
    """It opens on a finding with its passage in both languages; a click and the arrows choose
    another; a filter dims marks and draws none anew; a table is one switch away; rows and picture
    can be saved.
    """
    shown = open_page(f"file://{folder}/{name}.html")
    SCREENSHOTS.mkdir(exist_ok=True)
    shown.screenshot(path=SCREENSHOTS / f"front-{name}.png")
    assert shown.inner_text("h2.finding")
    assert shown.locator(".picture .mark").count() > 10
    # In the reader the passage is the row itself.
    passage = ".row.chosen" if name == "reader" else ".pane"
    assert shown.locator(f"{passage} .zh").first.inner_text()
    assert shown.locator(f"{passage} .en").first.inner_text()
    assert shown.locator(".pane .source").first.inner_text()
    assert not is_wide(shown)

    before = shown.inner_text(".pane")
    other = shown.locator(OTHER).nth(3)
    wanted = other.get_attribute("data-id")
    other.dispatch_event("click")
    assert chosen(shown) == wanted
    assert shown.inner_text(".pane") != before
    shown.keyboard.press("ArrowRight")
    assert chosen(shown) != wanted
    assert shown.evaluate("document.activeElement.dataset.id") == chosen(shown)
    assert shown.locator(".picture .mark[tabindex='0']").count() == 1

    if name != "reader":  # its filters choose what is read
        shown.evaluate("window.kept = [...document.querySelectorAll('.picture .mark')]")
        at = (
            "last" if name == "keyness" else "first"
        )  # its first filter chooses the text
        group = getattr(
            shown.locator(".tools [role=group]:has(button[aria-pressed])"), at
        )
        if name == "keyness":
            group = shown.locator(".tools [role=group]").nth(1)
        group.locator("button[aria-pressed='false']").last.click()
        shown.wait_for_selector(".picture .mark.dim", state="attached")
        assert shown.evaluate(
            "window.kept.every((mark, at) => "
            "document.querySelectorAll('.picture .mark')[at] === mark)"
        )

    shown.locator(".tools .switch").last.locator("button").last.click()
    rows = shown.locator(".table tbody tr").count()
    assert 0 < rows <= 12
    heads = shown.locator(".table th").all_inner_texts()
    assert not [head for head in heads if "_" in head or not head.strip()]
    with shown.expect_download() as saved:
        shown.locator(".foot button", has_text="CSV").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert text.startswith("\ufeff") and len(text.splitlines()) > rows


@pytest.mark.parametrize("name", [name for name in EXPLORERS if name not in LISTS])
def test_a_picture_can_be_saved(folder, open_page, name):
    """SVG with its title and its source."""
    shown = open_page(f"file://{folder}/{name}.html", "projector")
    assert not is_wide(shown)
    with shown.expect_download() as saved:
        shown.locator(".foot button", has_text="SVG").click()
    picture = saved.value.path().read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "The E-Government Workbook" in picture


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_address_keeps_the_state_and_chinese_is_a_switch(folder, open_page, name):
    """A view that is opened by its address shows what was chosen; in Chinese every word of the
    frame is Chinese.
    """
    shown = open_page(f"file://{folder}/{name}.html")
    shown.locator(OTHER).nth(2).dispatch_event("click")
    address, wanted = address_of(shown), chosen(shown)
    assert f"#{name}?" in address
    again = open_page(address.replace(f"#{name}?", f"#{name}?lang=zh&"))
    assert chosen(again) == wanted
    heading = again.inner_text("h2.finding")
    assert any(ord(character) in HAN for character in heading)
    words = ".foot button:not([lang=en]), .tools button"
    for text in again.locator(words).all_inner_texts():
        assert any(ord(character) in HAN for character in text), text
    assert not is_wide(again)
    again.locator(".foot button[lang=en]").click()
    assert again.inner_text("h2.finding") != heading
    assert chosen(again) == wanted


# Lists whose groups are folded are opened
OPEN_GROUPS = (
    "document.querySelectorAll('details.group').forEach((one) => { one.open = true; })"
)


AFTER_LINE = "document.querySelector('.mark.chosen').nextElementSibling.className"
# What is clear of a text's words is seen together
IN_GROUP = """(() => {
  let line = document.querySelector('.mark.chosen');
  while (line.nextElementSibling.matches('.line')) line = line.nextElementSibling;
  return line.nextElementSibling.className;
})()"""


@pytest.mark.parametrize("name", EXPLORERS)
def test_on_a_phone_what_changes_is_beside_the_finger(folder, open_page, name):
    """The passage opens under the line that was tapped, or under those that are seen with it; lines
    are high enough; nothing scrolls sideways.
    """
    shown = open_page(f"file://{folder}/{name}.html", "phone")
    shown.screenshot(path=SCREENSHOTS / f"front-{name}-phone.png")
    assert not is_wide(shown)
    shown.evaluate(OPEN_GROUPS)
    line = shown.locator(".picture .mark:not(.chosen):not(.head)").nth(1)
    line.tap()
    after = IN_GROUP if name == "keyness" else AFTER_LINE
    assert shown.evaluate(after) == "pane"
    for mark in shown.locator(".picture .mark").all()[:4]:
        assert mark.bounding_box()["height"] >= 40


@pytest.mark.parametrize("name", ["speakers", "systems"])
def test_on_a_phone_the_first_passage_is_under_the_picture(folder, open_page, name):
    """Until a line is tapped it is not looked for in a long list."""
    shown = open_page(f"file://{folder}/{name}.html", "phone")
    after = "document.querySelector('.small').nextElementSibling.className"
    assert shown.evaluate(after) == "pane"
    shown.evaluate(OPEN_GROUPS)
    shown.locator(".picture .line").nth(1).tap()
    assert shown.evaluate(after) == "list"


SHEET = """() => {
  const sheet = document.querySelector('.pane.sheet').getBoundingClientRect();
  const spot = document.querySelector('.small .spot.chosen').getBoundingClientRect();
  const gap = Math.round(innerHeight - sheet.bottom);
  return [sheet.top / innerHeight, gap, spot.bottom <= sheet.top + 1];
}"""


@pytest.mark.parametrize("name", ["speakers", "systems", "commitments", "places"])
def test_on_a_phone_a_tap_on_the_picture_opens_a_sheet(folder, open_page, name):
    """The passage lies over the lower half of the screen, below what was tapped, until it is
    closed; a button of it leads on to the next mark.
    """
    shown = open_page(f"file://{folder}/{name}.html", "phone")
    spot = shown.locator(".small .spot:not(.chosen)").nth(2)
    wanted = spot.get_attribute("data-of")
    shown.locator(".small > svg").scroll_into_view_if_needed()
    top = shown.locator(".small > svg").bounding_box()
    box = spot.locator(".hit-area").first.bounding_box()
    place = {
        "x": box["x"] - top["x"] + box["width"] / 2,
        "y": box["y"] - top["y"] + box["height"] / 2,
    }
    shown.locator(".small > svg").tap(position=place)
    assert chosen(shown) == wanted
    start, gap, is_seen = shown.evaluate(SHEET)
    assert 0.35 < start < 0.9 and gap <= 1 and is_seen
    shown.locator(".sheet-bar button").nth(1).tap()
    assert chosen(shown) != wanted
    shown.locator(".sheet-bar button").last.tap()
    assert shown.locator(".pane.sheet").count() == 0
    assert (
        shown.evaluate("document.querySelector('.small').nextElementSibling.className")
        == "pane"
    )


@pytest.mark.parametrize("name", ["systems", "places", "speakers", "lineage"])
def test_a_name_stands_in_both_languages(folder, open_page, name):
    """Under the title of the passage, and for who listens to the picture."""
    shown = open_page(f"file://{folder}/{name}.html")
    other = shown.inner_text(".pane > .other-name")
    assert any(ord(character) in HAN for character in other)
    assert other != shown.inner_text(".pane > h3")
    said = shown.locator(".picture .mark.chosen").first.get_attribute("aria-label")
    assert other in said


def test_both_halves_of_a_heading_have_a_passage(folder, open_page):
    """Beside Beijing's promise a fact of Yunnan's, beside what is due in 2003 what is in 2004."""
    shown = open_page(f"file://{folder}/places.html")
    assert shown.locator(".pane [data-doc=article-2006] .clause").count() > 0
    assert shown.locator(".pane .echo [data-doc=yunnan-2006] .clause").count() > 0
    shown = open_page(f"file://{folder}/timeline.html")
    assert "2003" in shown.inner_text(".pane .kicker")
    assert "2004" in shown.inner_text(".pane .below h4")
    assert shown.locator(".pane .echo [data-doc=opinion-2002] .clause").count() > 0


LIMIT = {"en": "What this cannot show: ", "zh": "由此看不出"}


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.parametrize("lang", LIMIT)
def test_a_view_says_what_it_cannot_show(folder, open_page, name, lang):
    """Under the heading, in the same words everywhere; all that is shown is no part of all."""
    shown = open_page(f"file://{folder}/{name}.html")
    if lang == "zh":
        shown.locator(".foot button", has_text="中文").click()
    assert LIMIT[lang] in shown.inner_text(".lead")
    count = re.search(r"(\d+) ?(?:of|/) ?(\d+)", shown.inner_text(".foot .shown"))
    assert count is None or count[1] != count[2]


@pytest.mark.parametrize("name", ["timeline", "commitments", "speakers", "systems"])
def test_on_a_phone_the_signs_are_explained_over_the_picture(folder, open_page, name):
    """What they mean is not to be asked for."""
    shown = open_page(f"file://{folder}/{name}.html", "phone")
    key = shown.locator(".picture > .key").bounding_box()
    assert key["y"] < shown.locator(".picture .small").bounding_box()["y"]


NAMED = """[...document.querySelectorAll('.picture .mark')].map(mark =>
  [mark.dataset.id, Boolean(mark.querySelector('text'))])"""


def test_the_story_names_each_of_its_marks(folder, open_page):
    """Not more than fifteen, and the same ones in both languages."""
    found = [
        shown.evaluate(NAMED)
        for lang in ("en", "zh")
        for shown in [open_page(f"file://{folder}/timeline.html#timeline?lang={lang}")]
    ]
    assert sorted(found[0]) == sorted(found[1])
    assert 10 < len(found[0]) <= 15 and all(has for _, has in found[0])


def test_a_pair_opens_on_what_is_equal_then_on_what_differs(folder, open_page):
    """Equal clauses are lit, and stand once; then both sides; a button shows the whole."""
    shown = open_page(f"file://{folder}/parallels.html")
    box = shown.locator(".pair .clauses")
    equal = box.locator("> .both .clause")
    parted = box.locator("> .sides-of")
    assert equal.locator("mark").count() == 2 * equal.count() == 4
    assert parted.locator("b.changed").count() > 0
    before = equal.count() + parted.locator(".clause").count()
    whole = box.locator("> .button")
    left = int(whole.inner_text().split()[-3])
    whole.click()
    assert box.locator(".clause").count() == before + left


@pytest.mark.parametrize("name", ["timeline", "commitments"])
def test_a_reckoned_last_day_is_drawn_and_said_as_such(folder, open_page, name):
    """ "About one year" has a dashed triangle and is due "about"; a year that is named has not."""
    shown = open_page(f"file://{folder}/{name}.html")
    assert chosen(shown) == "unified-network-one-year"
    dashed = ".mark.chosen path.hollow[stroke-dasharray]"
    assert shown.locator(dashed).count() == 1
    assert "due about 5 August 2003 (reckoned)" in shown.inner_text(".pane .kicker")
    shown.evaluate(
        "document.querySelector('.egov').egov.choose('shenzhen-network-by-2008')"
    )
    assert shown.locator(dashed).count() == 0
    assert "due 2008" in shown.inner_text(".pane .kicker")


OF_PLACES = ["commitments", "places", "speakers", "lineage", "systems"]


@pytest.mark.parametrize("name", OF_PLACES)
def test_the_passage_ends_with_its_address_above_the_fold(folder, open_page, name):
    """What is chosen at first is seen whole at 1366 by 768, with what can be copied of it."""
    shown = open_page(f"file://{folder}/{name}.html")
    pane = shown.locator(".pane").bounding_box()
    where = shown.locator(".pane .where").first.bounding_box()
    faded = 34  # of the pane's lower end
    assert where["y"] + where["height"] <= pane["y"] + pane["height"] - faded


def test_a_promise_opens_with_what_takes_it_up(folder, open_page):
    """The later passage and a fact from outside are in view; the rows of the title are marked."""
    shown = open_page(f"file://{folder}/commitments.html")
    pane = shown.locator(".pane").bounding_box()
    echo = shown.locator(".pane .below > .echo")
    assert echo.locator("[data-doc=relay-2006] .clause").count() > 0
    fact = shown.locator(".pane .below > .fact").first.bounding_box()
    assert fact["y"] + fact["height"] <= pane["y"] + pane["height"]
    early = re.search(r"of (\d+) promises", shown.inner_text("h2.finding"))[1]
    assert shown.locator(".picture > svg .mark[data-early]").count() == int(early) == 5


def test_a_chinese_heading_breaks_between_words(folder, open_page):
    """On a phone no line of it ends within a word."""
    shown = open_page(f"file://{folder}/commitments.html#commitments?lang=zh", "phone")
    words = shown.locator("h2.finding .unbroken").all_inner_texts()
    assert "承诺" in words
    lines = (
        "word => new Set([...word.getClientRects()].map(({ bottom }) => bottom)).size"
    )
    for word in shown.locator("h2.finding .unbroken").all():
        assert word.evaluate(lines) == 1


def test_another_width_takes_no_focus_away(folder, open_page):
    """A scroll bar that appears makes the picture narrower: it is drawn anew, and keys go on."""
    shown = open_page(f"file://{folder}/timeline.html")
    shown.locator(OTHER).nth(2).locator("path, circle").first.click()
    picture = shown.query_selector(".picture > svg")
    shown.set_viewport_size({"width": 1340, "height": 768})
    shown.wait_for_function("svg => !svg.isConnected", arg=picture)
    before = chosen(shown)
    shown.keyboard.press("ArrowRight")
    assert chosen(shown) != before
    shown.set_viewport_size({"width": 1366, "height": 768})


def test_the_dashboard_opens_each_question(tmp_path, open_page):
    """A tab a question; language and deep links keep their place."""
    target = tmp_path / "dashboard.html"
    target.write_text(make("dashboard").page(), encoding="utf-8")
    shown = open_page(f"file://{target}", "projector")
    for name in EXPLORERS:
        shown.locator(f"[data-tab={name}]").click()
        shown.wait_for_selector(f"[data-explorer={name}] .pane .source")
        assert name == EXPLORERS[0] or f"tab={name}" in address_of(shown)
        assert shown.evaluate(SIDEWAYS) <= 0
        shown.screenshot(path=SCREENSHOTS / f"dashboard-{name}.png")
    shown.locator("button", has_text="中文").click()
    assert "谁" in shown.inner_text(".dash-tabs")
    again = open_page(address_of(shown))
    assert again.locator("[data-explorer=reader]").count() == 1


@pytest.mark.parametrize("name", EXPLORERS)
def test_no_serious_fault_of_accessibility(folder, open_page, name):
    """axe-core finds nothing serious, contrast of every text among it, in light and in dark."""
    shown = open_page(f"file://{folder}/{name}.html")
    assert faults_in_light_and_dark(shown) == []


def test_hostile_texts_are_shown_and_never_run(tmp_path, open_page):
    """Markup in every field of every row is text; what can't be seen is written out."""
    import pandas as pd

    from egov_lib.show.explorers.timeline import timeline

    hostile = "<img src=x onerror=window.ran=1>\u202e\u200b2006年"
    docs = pd.DataFrame({"doc_id": ["<b>a</b>"], "text": [hostile]})
    rows = pd.DataFrame(
        {
            "doc_id": ["<b>a</b>"],
            "start": [0],
            "end": [len(hostile)],
            "quote": [hostile],
            "date_from": ["2006-01-01"],
            "date_to": ["2006-12-31"],
            "grounds": [hostile],
        }
    )
    target = tmp_path / "hostile.html"
    target.write_text(timeline(rows, docs=docs).page(), encoding="utf-8")
    shown = open_page(f"file://{target}")
    assert shown.evaluate("window.ran === undefined")
    assert shown.locator("img").count() == 0
    assert "[U+202E]" in shown.inner_text(".pane")


NOT_RUN = """() => {
  const bad = [...document.querySelectorAll('[data-zz], img[src=x], iframe')];
  const unseen = /[\\u202e\\u2066\\u200b\\u200d\\ufeff\\u3164\\u2028]/;
  const titles = [...document.querySelectorAll('[title], [aria-label]')]
    .map((element) => element.title + element.ariaLabel);
  return [window.ran ?? 0, bad.map((element) => element.outerHTML.slice(0, 99)),
    [document.body.innerText, ...titles].filter((text) => unseen.test(text)).length];
}"""
HOSTILE = Corpus(UNSEEN + PAIR)
LIVE = [name for name in SHOWS if "explorers." in name and "base." not in name]


POLICY_RE = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')


def is_a_page(shown):
    """Whether something that is shown is a page with scripts of its own."""
    return isinstance(shown, str) and 'id="egov-data"' in shown


@pytest.fixture(scope="module")
def hostile_views():
    """What each function that shows something shows of the hostile corpus; each is asked once."""
    return cache(lambda name: shown_of(SHOWS[name](HOSTILE)))


@pytest.mark.parametrize("name", LIVE)
def test_a_hostile_corpus_is_shown_and_never_run(
    tmp_path, open_page, hostile_views, name
):
    """Every explorer draws it, in both languages and as a table, with passages opened by a click;
    nothing of it runs, is an element, or asks for anything, and what can't be seen is written out.
    """
    for number, page in enumerate(filter(is_a_page, hostile_views(name))):
        target = tmp_path / f"{number}.html"
        target.write_text(page, encoding="utf-8")
        shown = open_page(f"file://{target}")
        assert shown.evaluate(NOT_RUN) == [0, [], 0]
        for mark in shown.locator(".picture .mark").all()[:3]:
            mark.dispatch_event("click")
            assert shown.evaluate(NOT_RUN) == [0, [], 0]
        for button in shown.locator(".tools .switch").last.locator("button").all():
            button.dispatch_event("click")
        assert shown.evaluate(NOT_RUN) == [0, [], 0]
        in_chinese = open_page(f"file://{target}#{name.rpartition('.')[2]}?lang=zh")
        assert in_chinese.evaluate(NOT_RUN) == [0, [], 0]


def test_stills_and_charts_of_a_hostile_corpus_never_run(
    tmp_path, open_page, hostile_views
):
    """All HTML of notebooks on one page, and every chart as plotly draws it."""
    parts, charts = [], []
    for name in SHOWS:
        shown = hostile_views(name)
        # A policy holds in the head of its own page alone: without it nothing may run either.
        parts += [
            POLICY_RE.sub("", part)
            for part in shown
            if isinstance(part, str) and not is_a_page(part)
        ]
        charts += [part for part in shown if isinstance(part, go.Figure)]
    drawn = [
        chart.to_html(full_html=False, include_plotlyjs=number == 0)
        for number, chart in enumerate(charts)
    ]
    foot = "<div class='egov'><div class='foot'><button>x</button></div></div>"
    target = tmp_path / "all.html"
    whole = "".join([*dict.fromkeys(parts), *drawn, foot])
    target.write_text(f"<!DOCTYPE html><meta charset=utf-8>{whole}", encoding="utf-8")
    shown = open_page(f"file://{target}")
    shown.wait_for_function(
        f"document.querySelectorAll('.main-svg').length >= {len(charts)}"
    )
    ran, bad, _ = shown.evaluate(NOT_RUN)
    assert (ran, bad) == (0, [])
    links = shown.evaluate(
        "[...document.querySelectorAll('.main-svg a')].map((link) => link.outerHTML)"
    )
    assert links == []


CELLS = {
    "=1+1": "'=1+1",
    " =1+1": "' =1+1",
    "＝1+1": "'＝1+1",
    "@SUM(A1)": "'@SUM(A1)",
    "-2+3": "'-2+3",
    "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0",
    "-5": "-5",
    "-1.25": "-1.25",
    "+12 %": "+12 %",
    "a;=1+1": '"a;=1+1"',
    "a\t=1+1": '"a\t=1+1"',
    'a",=1+1': '"a"",=1+1"',
    "电子政务": "电子政务",
}


def test_no_cell_of_a_saved_table_is_a_formula(chromium):
    """A number stays one; what a spreadsheet would run or part is text, in any country."""
    folder = Path(safe_text_file).parent / "front"
    scripts = [
        re.sub(
            r"^import .*$|^export ",
            "",
            (folder / name).read_text(encoding="utf-8"),
            flags=re.M,
        )
        for name in ("dom.js", "save.js")
    ]
    shown = chromium.new_page()
    lines = shown.evaluate(
        "(items) => {" + "\n".join(scripts) + "\n"
        "return csvOf([{head: 'x', of: (item) => item}], items).split('\\r\\n');}",
        list(CELLS),
    )
    shown.close()
    assert lines[1:-1] == list(CELLS.values())


def test_several_explorers_share_a_page(tmp_path, open_page):
    """Each has its own place, and the modules are there once."""
    data = {name: make(name).data for name in EXPLORERS[:2]}
    target = tmp_path / "two.html"
    target.write_text(page_of(data), encoding="utf-8")
    shown = open_page(f"file://{target}")
    assert shown.locator("section.egov").count() == 2
    assert egov.language() == "en"


def test_a_filter_of_a_list_asks_rows_that_are_not_drawn_yet(tmp_path, open_page):
    """Of 431 rows 200 are drawn at first: those with all that is asked are listed, wherever they
    stand; the head counts them, and the passage is of one of them.
    """
    coded = egov.firmness.load_coded()
    wanting = coded[coded["force"] != "none"]
    view = egov.explorers.browse(wanting, ["force", "measurable"])
    target = tmp_path / "browse.html"
    target.write_text(view.page(), encoding="utf-8")
    shown = open_page(f"file://{target}")
    assert shown.locator(".entry.mark").count() == 200
    shown.locator("select").nth(1).select_option("yes")
    is_measured = wanting["measurable"]
    assert shown.locator(".entry.mark").count() == is_measured.sum()
    shown.locator("select").nth(0).select_option("hoped")
    is_goal = wanting["force"] == "hoped"
    count = (is_measured & is_goal).sum()
    assert 0 < count < is_measured.sum()
    assert shown.locator(".entry.mark").count() == count
    assert shown.inner_text("h2.finding") == f"{count} of {len(wanting)} passages"
    assert chosen(shown) == shown.locator(".entry.mark").first.get_attribute("data-id")
    assert shown.inner_text(".pane .kicker") == "goal · yes"
    # What no row has leaves an empty list and no passage of another row.
    shown.locator("select").nth(0).select_option("tried")
    assert shown.locator(".entry.mark").count() == 0
    assert shown.locator(".pane .passage").count() == 0
