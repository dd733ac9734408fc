"""The book: pages that work from a disk, asking for nothing outside; addresses that never break.

The book is built once, in a process of its own.
"""

import gzip
import html
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest
from browser import (
    CHROMIUM,
    FLAGS,
    NEEDS_CHROMIUM,
    ROOT,
    SCREENSHOTS,
    faults,
    faults_in_light_and_dark,
    open_again,
)
from slides import load_slides

from egov_lib.measure.words import segment
from egov_lib.publish.site import elsewhere
from egov_lib.publish.site.book import mark_chinese
from egov_lib.publish.site.plan import Links, read_pages
from egov_lib.publish.site.texts import addresses
from egov_lib.read.corpus import load_corpus
from egov_lib.read.translations import load_segments
from egov_lib.show.passages.same_words import same_words
from egov_lib.show.safe_text import with_emphasis
from egov_lib.teach.exercises import load_exercises
from egov_lib.teach.exercises.bank import find_exercise

pytestmark = pytest.mark.slow

# Pages, segments, terms, explorers and exercises that were ever published. Lines are added, never
# taken away: a segment that moves gets a line in data/translations/moved.csv. Headings of lessons
# are not promised, and figures of labs not yet: they change with the models until a release.
PUBLISHED = ROOT / "tests" / "cases" / "site" / "addresses.txt"
ID_RE = re.compile(r'\bid="([^"]+)"')
LINK_RE = re.compile(r'\b(?:href|src)="([^"]+)"')
SCRIPT_RE = re.compile(r"<script\b.*?</script>", re.DOTALL)
KIND_RE = re.compile(r'data-view="(\w+)"')
KEPT_RE = re.compile(r'"kept":"(own/[^"]+)"')
TAG_RE = re.compile(r"<[^>]+>")
DRAWN_RE = re.compile(r'data-drawn="([^"]+)"')
MOST_BYTES = 25_000_000  # of the whole book
MOST_PACKED = 200_000  # of a page with the scripts of its views, besides plotly
MOST_SHARED = 320_000  # of what all views share, kept once by the browser
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The book, built from the repository; or one that is built already, named by EGOV_SITE."""
    if "EGOV_SITE" in os.environ:
        return Path(os.environ["EGOV_SITE"]).resolve()
    folder = tmp_path_factory.mktemp("book") / "site"
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_site.py", folder],
        capture_output=True,
        encoding="utf-8",
    )
    assert made.returncode == 0, made.stderr[-3000:]
    return folder


@pytest.fixture(scope="module")
def pages(book):
    """The text of every page, by its address."""
    return {
        path.relative_to(book).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(book.rglob("*.html"))
    }


ALONE = ("figures/", "embed/", "teaching/slides/")


def in_the_frame(pages):
    """The pages that have the frame of the book: all but those that show one thing alone."""
    return [name for name in pages if not name.removeprefix("zh/").startswith(ALONE)]


@pytest.mark.parametrize("edition", ["", "zh/"])
def test_every_notebook_and_text_has_its_page(pages, edition):
    """Twelve lessons, seven labs, five texts, ten explorers, and what a teacher needs; all of it in
    both languages.
    """
    names = [name.rpartition("/")[0] for name in pages]
    counts = {folder: names.count(folder) for folder in set(names)}
    assert counts[f"{edition}lessons"] == 12
    assert counts[f"{edition}labs"] == 7
    assert counts[f"{edition}texts"] == 5
    assert counts[f"{edition}explorers"] == 10
    named = {"teaching/guide", "teaching/learning-paths", "teaching/handout"}
    named |= {"reference/glossary", "reference/cite"}
    assert {f"{edition}{name}.html" for name in named} <= pages.keys()


def test_pages_of_both_languages_know_each_other(pages):
    """A Chinese page says that it is Chinese, and each says where it is in the other language."""
    own = [name for name in in_the_frame(pages) if name.startswith("zh/")]
    assert len(own) >= 43
    for name in own:
        assert '<html lang="zh-Hans"' in pages[name]
        english = name.removeprefix("zh/")
        for page in (pages[name], pages[english]):
            link = re.search(r'<a class="language" href="([^"]+)"', page)
            assert link, name
        for tag in ("en", "zh-Hans"):
            is_there = f'hreflang="{tag}"' in pages[english]
            assert is_there or tag == "en", english


def test_an_address_leads_to_the_same_place_in_both_languages(pages):
    """Headings, segments, terms, exercises, figures and views have the same anchors."""
    differ = []
    for name in in_the_frame(pages):
        if not name.startswith("zh/"):
            continue
        english = set(ID_RE.findall(pages[name.removeprefix("zh/")]))
        own = set(ID_RE.findall(pages[name]))
        if english != own:
            differ.append((name, sorted(english ^ own)[:5]))
    assert not differ, differ


def test_the_handout_names_lessons_and_levels_in_its_language(pages):
    """Labs under their titles, and no name of a file or word of the table."""
    english, chinese = pages["teaching/handout.html"], pages["zh/teaching/handout.html"]
    assert "Lab: seals, keys and disasters" in english
    assert "实验：印章、密钥和灾难" in chinese
    assert " · 查找 · 3分钟" in chinese
    for page in (english, chinese):
        assert ">labs/" not in page


def test_the_handout_has_what_can_be_chosen(pages):
    """On paper a choice has its options, and a claim the words for each of its slots."""
    for edition, lang in (("", "en"), ("zh/", "zh")):
        page = TAG_RE.sub("", html.unescape(pages[f"{edition}teaching/handout.html"]))
        for exercise_id in load_exercises()["exercise_id"]:
            spec = find_exercise(exercise_id)
            slots = spec.get("slots", [spec])
            options = [option for slot in slots for option in slot.get("options", [])]
            for option in options:
                shown = html.unescape(with_emphasis(option["text"][lang]))
                words = TAG_RE.sub("", shown)
                assert words in page, exercise_id


@pytest.mark.parametrize("edition", ["", "zh/"])
def test_slides_lie_ready_beside_the_handout(book, pages, edition):
    """Each deck that a teacher can make is there, and is drawn by the script of the book."""
    handout = pages[f"{edition}teaching/handout.html"]
    for name in load_slides()["decks"]:
        assert f'href="slides/{name}.html"' in handout
        page = pages[f"{edition}teaching/slides/{name}.html"]
        assert page.count("<section") == len(load_slides()["decks"][name]["slides"])
        scripts = re.findall(r'<script src="([^"]+)"', page)
        folder = book / edition / "teaching" / "slides"
        assert [(folder / script).exists() for script in scripts] == [True]


def test_both_languages_draw_from_the_same_data(pages):
    """The data of a view are kept once: the page in the other language asks for the same file."""
    for name in ("lessons/06-targets-and-deadlines.html", "labs/trust.html"):
        kept = KEPT_RE.findall(pages[name])
        assert kept == KEPT_RE.findall(pages[f"zh/{name}"])
        assert len(kept) >= 9


def test_published_addresses_still_lead_somewhere(book, pages):
    """Each page, each anchor and each file that was ever published is there."""
    ids = {name: set(ID_RE.findall(page)) for name, page in pages.items()}
    lost = []
    published = PUBLISHED.read_text(encoding="utf-8").split()
    # What a page has at an anchor, the Chinese one has, too
    in_chinese = {address for address in published if address.startswith("zh/")}
    promised = [
        f"zh/{address}"
        for address in published
        if f"zh/{address.partition('#')[0]}" in in_chinese
    ]
    for address in [*published, *promised]:
        page, _, anchor = address.partition("#")
        is_there = (book / page).is_file()
        if anchor:
            is_there = is_there and html.escape(anchor) in ids[page]
        if not is_there:
            lost.append(address)
    assert not lost, f"{len(lost)} addresses are gone, the first {lost[:5]}"


def is_figure_of(ids, address):
    """Whether an address is that of one of these figures, or of a file of it."""
    return any(
        address.endswith(f"#figure-{one}") or address.startswith(f"figures/{one}.")
        for one in ids
    )


def test_the_catalogue_promises_what_is_kept(book):
    """Every address of addresses.json but the labs' figures is on the list that never loses a line;
    every page is in the sitemap.
    """
    published = set(PUBLISHED.read_text(encoding="utf-8").split())
    catalogue = json.loads((book / "addresses.json").read_text(encoding="utf-8"))
    listed = [one["address"] for one in catalogue["addresses"]]
    of_labs = {at.partition("#figure-")[2] for at in listed if at.startswith("labs/")}
    assert catalogue["editions"] == {"zh": "zh/"}
    promised = {at for at in listed if not is_figure_of(of_labs - {""}, at)}
    new = sorted(promised - published)
    assert not new, f"add these lines to {PUBLISHED.name}: {new[:9]}"
    sitemap = (book / "sitemap.xml").read_text(encoding="utf-8")
    for one in catalogue["addresses"]:
        if one["kind"] == "page":
            assert f"<loc>{catalogue['site']}{one['address']}</loc>" in sitemap


def test_a_figure_has_its_data_sources_and_code(book, pages):
    """A mark that is a row of a table leads to its passage; the code is in the page."""
    record = json.loads((book / "figures/d8ff26e6.json").read_text(encoding="utf-8"))
    table = pd.read_csv(book / "figures/d8ff26e6.csv", encoding="utf-8-sig")
    assert record["tables"] == ["targets"]
    assert table["address"].tolist() == [row["address"] for row in record["rows"]]
    page = pages["lessons/06-targets-and-deadlines.html"]
    for at in record["passages"]:
        assert f'#{at}"><code>{at}</code>' in page
    ids = set(ID_RE.findall(page))
    assert {"figure-d8ff26e6", "code-d8ff26e6"} <= ids


def test_pages_say_what_they_are_to_programs(pages):
    """Each page in the list of pages has an address, a title for Zotero, and JSON-LD."""
    kinds = {}
    for name, page in pages.items():
        described = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
        )
        if described is None:
            continue
        record = json.loads(described[1])
        assert record["url"].endswith(name)
        assert 'name="citation_title"' in page
        kinds[name] = record["@type"]
    assert kinds["lessons/00-start-here.html"] == "LearningResource"
    assert kinds["zh/labs/trust.html"] == "LearningResource"
    assert kinds["texts/wuhai-2006.html"] == "Dataset"
    undescribed = {"search.html", "passage.html"}
    undescribed |= {f"zh/{name}" for name in undescribed}
    assert set(in_the_frame(pages)) - kinds.keys() == undescribed


def test_a_clause_is_said_elsewhere(pages):
    """The page of a text has the same words of the other texts, in both languages."""
    page = pages["texts/relay-2006.html"]
    row = page.partition('id="relay-2006:1.3.2"')[2].partition('class="segment')[0]
    assert "the same words, 18 characters" in row
    assert "opinion-2002.html#opinion-2002:1.a.2" in row
    assert "to take Deng Xiaoping Theory" in row


def told_elsewhere(passage):
    """The words of other texts that are said to be those of a passage."""
    doc_id = passage.partition(":")[0]
    segment_of = load_segments(doc_id).set_index("address").loc[passage]
    told = elsewhere.sayings(doc_id, segment_of["start"], segment_of["end"])
    return {row.address: row.zh for row in told if row.how.startswith("the same words")}


def test_ranks_and_names_are_not_the_same_words():
    """The premier's office is no part of a vice-premier's, nor a body's name what another said."""
    titles = ("article-2006:2.3.0.4", "relay-2006:1.1.1", "relay-2006:1.1.4")
    for passage in titles:
        told = "".join(told_elsewhere(passage).values())
        assert "总理" not in told and "政治局" not in told and "组长" not in told
    assert not told_elsewhere("article-2006:1.2.17"), "the name of an office alone"
    assert "relay-2006:2.8.0.1-2.9.7.1" in told_elsewhere("article-2006:2.4.2")


def test_the_same_words_begin_and_end_with_a_word():
    """A run of equal characters is cut where a word is cut in either text."""
    docs = load_corpus()
    words = segment(docs)
    inside = {
        (word.doc_id, at)
        for word in words.itertuples()
        for at in range(word.start + 1, word.end)
    }
    rows = same_words()
    assert len(rows) > 100
    for row in rows:
        edges = {(row.doc_id, row.start), (row.doc_id, row.end)}
        edges |= {
            (row.other_doc_id, row.other_start),
            (row.other_doc_id, row.other_end),
        }
        assert not edges & inside, row


def test_every_segment_has_its_address(pages):
    """What `egov.address` writes is an anchor of the text's page, and is on the list."""
    published = set(PUBLISHED.read_text(encoding="utf-8").split())
    ids = {name: set(ID_RE.findall(page)) for name, page in pages.items()}
    for address in addresses():
        page = f"texts/{address.partition(':')[0]}.html"
        assert address in ids[page]
        assert f"{page}#{address}" in published


def test_links_lead_to_pages_and_anchors_that_are_there(book, pages):
    """No link within the book is broken, and nothing is taken from outside it."""
    ids = {name: set(ID_RE.findall(page)) for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        folder = (book / name).parent
        for link in LINK_RE.findall(SCRIPT_RE.sub("", page)):
            path, _, anchor = html.unescape(link).partition("#")
            if ":" in path:
                continue
            target = (folder / unquote(path)).resolve() if path else book / name
            inside = target.relative_to(book.resolve()).as_posix() if path else name
            is_there = target.exists()
            if anchor and inside in ids:
                is_there = is_there and unquote(anchor) in ids[inside]
            if not is_there and anchor != "":
                is_range = re.fullmatch(r"[a-z]+-\d{4}:[\w.]+-[\w.]+", unquote(anchor))
                is_there = bool(is_range) and target.exists()
            if not is_there:
                broken.append((name, link))
    assert not broken, broken[:10]


def test_the_book_is_small(book, pages):
    """The whole fits a mail and a stick; a page with all that it loads opens at once."""
    whole = sum(path.stat().st_size for path in book.rglob("*") if path.is_file())
    assert whole <= MOST_BYTES
    sizes = {
        path: len(gzip.compress(path.read_bytes(), 6))
        for path in (book / "_static").rglob("*")
        if path.suffix in (".css", ".js")
    }
    heavy = {}
    for name, page in pages.items():
        asked = {book / "_static" / f"site{end}" for end in (".css", ".js")}
        asked.add(book / "_static" / "search.js")
        kinds = set(KIND_RE.findall(page))
        scripts = {*kinds, "front"} if kinds else kinds
        asked |= {book / "_static" / "views" / f"{kind}.js" for kind in scripts}
        if kinds:
            asked.add(book / "_static" / "views.css")
        asked |= {book / "_static" / f"{name}.js" for name in KEPT_RE.findall(page)}
        packed = len(gzip.compress(page.encode("utf-8"), 6))
        packed += sum(sizes[path] for path in asked)
        for drawn in DRAWN_RE.findall(page):
            packed += len(gzip.compress((book / f"{drawn}.js").read_bytes(), 6))
        if packed > MOST_PACKED:
            heavy[name] = packed
    assert not heavy, heavy
    shared = sum(size for path, size in sizes.items() if path.parent.name == "pool")
    assert shared <= MOST_SHARED


def test_chinese_is_marked_as_chinese(pages):
    """Every run of Chinese is in an element that says so: marking again adds nothing. A page in
    Chinese says so as a whole, and marks the English of a passage.
    """
    assert '<p class="en" lang="en">' in pages["zh/texts/wuhai-2006.html"]
    for name, page in pages.items():
        if name.startswith("zh/"):
            continue
        article = page.partition("<article>")[2].partition("</article>")[0]
        assert mark_chinese(article) == article, name


def test_links_between_files_become_links_between_pages():
    """A file of the repository that is no page is linked in the repository."""
    groups = read_pages(ROOT)
    links = Links(groups)
    page = groups[0].pages[3]
    assert links.rewrite("[a](labs/trust.ipynb#x)", page) == "[a](../labs/trust.md#x)"
    assert links.rewrite("[a](https://x.org/y)", page) == "[a](https://x.org/y)"
    assert links.rewrite("[a](../LICENSE)", page).endswith("/blob/HEAD/LICENSE)")


def test_a_lesson_is_named_by_its_title():
    """A teacher reads titles, not names of files; where the title follows, the number of a lesson,
    or the name of a lab.
    """
    groups = read_pages(ROOT)
    links = Links(groups)
    pages = {page.name: page for group in groups for page in group.pages}
    paths = pages["teaching/learning-paths"]
    linked = links.rewrite("### [`01-five-sources`](01-five-sources.ipynb)", paths)
    assert linked == "### [01 Five sources](../lessons/01-five-sources.md)"
    named = links.rewrite("all of `01-five-sources` and `egov`", paths)
    assert named == "all of 01 Five sources and `egov`"
    headed = links.rewrite("### `trust`, 45 minutes, as `trust`", paths)
    assert headed == "### Lab: seals, keys and disasters, 45 minutes, as `trust`"
    guide = pages["teaching/guide"]
    linked = links.rewrite("[`learning-paths.md`](../learning-paths.md)", guide)
    assert linked == "[Learning paths](learning-paths.md)"
    row = "| [`trust`](labs/trust.ipynb) | Lab: seals, keys and disasters | 45 |"
    assert links.rewrite(row, paths).startswith("| [`trust`](../labs/trust.md) |")
    row = "| [`01-five-sources`](01-five-sources.ipynb) | Five sources | 40 |"
    linked = links.rewrite(row, paths)
    assert linked.startswith("| [01](../lessons/01-five-sources.md) | Five")


def test_a_text_is_there_as_data(book):
    """Every segment is a row of a table and a record, with its address."""
    for doc_id in ("opinion-2002", "wuhai-2006"):
        records = json.loads(
            (book / "texts" / f"{doc_id}.json").read_text(encoding="utf-8")
        )
        assert [one["address"] for one in records] == addresses([doc_id])
        table = pd.read_csv(book / "texts" / f"{doc_id}.csv", encoding="utf-8-sig")
        assert table["zh"].tolist() == [one["zh"] for one in records]


# --- in a browser -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser():
    """A browser without a network."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, book):
    """Open a page of the book; at the end nothing may have gone wrong or been asked outside."""
    contexts, wrong = [], []

    def open_one(name, width=1366, height=768, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, **options
        )
        contexts.append(context)
        shown = context.new_page()
        shown.on("pageerror", lambda error: wrong.append(str(error)))
        shown.on(
            "console",
            lambda said: said.type in ("error", "warning") and wrong.append(said.text),
        )
        shown.on(
            "request",
            lambda asked: (
                asked.url.startswith(("file:", "data:", "blob:"))
                or wrong.append(asked.url)
            ),
        )
        shown.goto(f"file://{book}/{name}")
        return shown

    yield open_one
    for context in contexts:
        context.close()
    assert wrong == []


def in_browser(test):
    """Mark a test that needs a browser."""
    for mark in NEEDS_CHROMIUM:
        test = mark(test)
    return test


@in_browser
def test_no_page_scrolls_sideways_on_a_phone(visit, pages):
    """Every page opens from the disk, without an error, and fits a phone."""
    shown = visit("index.html", 390, 844)
    start = shown.url.removesuffix("index.html")
    wide = []
    some_alone = ["figures/d8ff26e6.html", "embed/timeline.html", "zh/embed/cut.html"]
    for name in [*in_the_frame(pages), *some_alone]:
        shown.goto(start + name)
        if shown.evaluate(SIDEWAYS) > 0:
            wide.append(name)
    assert not wide, wide


def walk_through(shown, book):
    """The walk of `tools/walk_site.py` in a page that is open."""
    tool = runpy.run_path(str(ROOT / "tools" / "walk_site.py"))
    return tool["Walk"](shown, book)


@in_browser
def test_figures_are_drawn_controls_move_and_exercises_answer(visit, book):
    """Some pages of each kind, as `tools/walk_site.py` walks through all of them; in the dark a
    figure has the colours of the dark.
    """
    shown = visit("index.html", color_scheme="dark")
    walk = walk_through(shown, book)
    for name in (
        "lessons/06-targets-and-deadlines",
        "labs/rollout",
        "explorers/lineage",
        "figures/d8ff26e6",
        "embed/cut",
        "zh/lessons/02-repairing-the-texts",
        "zh/figures/d8ff26e6",
        "zh/embed/timeline",
    ):
        walk.visit(f"{name}.html")
        walk.move_controls()
        walk.answer_exercises()
    assert not walk.faults
    assert walk.done["controls"] > 20
    assert walk.done["exercises"] >= 10
    walk.visit("lessons/06-targets-and-deadlines.html")
    SCREENSHOTS.mkdir(exist_ok=True)
    figure = shown.locator("figure.chart").first
    figure.screenshot(path=SCREENSHOTS / "site-figure-dark.png")
    words = figure.locator(".main-svg text").first
    assert words.evaluate("text => getComputedStyle(text).fill") != "rgb(34, 34, 34)"
    # What was answered is counted, on the lesson and on the first page.
    assert "0 of" not in shown.inner_text(".progress-box")
    open_again(shown, f"file://{book}/index.html")
    shown.locator(".progress-box", has_text="exercises tried").wait_for()
    assert " 0 of" not in shown.inner_text(".progress-box")


@in_browser
def test_a_slider_within_a_figure_moves_it(visit):
    """In the dark, too: its frames are in the book."""
    shown = visit("figures/op0attk1.html", color_scheme="dark")
    shown.locator("figure[data-state=drawn]").wait_for()
    colours = (
        "JSON.stringify(document.querySelector('.plot').data.map((one) => one.marker))"
    )
    before = shown.evaluate(colours)
    shown.evaluate(
        "Plotly.animate(document.querySelector('.plot'), ['0'], { frame: { duration: 0 } })"
    )
    shown.wait_for_function(f"before => {colours} !== before", arg=before)


@in_browser
def test_the_search_finds_chinese_english_and_addresses(visit):
    """Typing shows segments, terms and lessons; the first result leads there."""
    asked = {
        "政务内网": (
            "opinion-2002:2.1.4",
            "texts/opinion-2002.html#opinion-2002:2.1.4",
        ),
        "intranet": ("政务内网", "texts/opinion-2002.html"),
        "physically isolated": ("物理隔离", "texts/opinion-2002.html"),
        "diànzǐ": ("电子政务", "reference/glossary.html#term-"),
        "relay-2006:2.7.5": ("到2010年", "texts/relay-2006.html#relay-2006:2.7.5"),
        # The colon of a Chinese keyboard, a link that was copied, a word nobody has in the plural,
        # a phrase with a word in bold, a hyphen that was left out
        "relay-2006：2.7.5": ("到2010年", "texts/relay-2006.html#relay-2006:2.7.5"),
        "https://a.org/passage.html#relay-2006:2.7.5": ("到2010年", "relay-2006:2.7.5"),
        "Intranets": ("Nothing has", "texts/opinion-2002.html"),
        "half of what, and able": ("able to what", "labs/approvals.html"),
        "e government networks": ("e-government networks", "texts/opinion-2002.html"),
    }
    shown = visit("lessons/00-start-here.html")
    shown.keyboard.press("/")
    panel = shown.locator("#found")
    for query, (found, where) in asked.items():
        shown.locator("#q").fill(query)
        shown.wait_for_function(
            "found => document.getElementById('found').innerText.includes(found)",
            arg=found,
        )
        first = panel.locator("a").first.get_attribute("href")
        assert where in first, query
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("Enter")
    shown.wait_for_url(f"**/{where}*")


@in_browser
def test_the_switch_keeps_the_place(visit):
    """From a passage to the same passage, from a heading to the same heading, from an explorer to
    the same explorer in the same state, from what is searched to what is searched; and back.
    """
    shown = visit("texts/opinion-2002.html#opinion-2002:2.1.4")
    start = shown.url.partition("texts/")[0]
    shown.click("a.language")
    shown.wait_for_url("**/zh/texts/opinion-2002.html#opinion-2002:2.1.4")
    shown.locator(".segment.chosen").first.wait_for()
    assert "钉入案卷" in shown.inner_text(".about-clause")
    shown.goto(f"{start}zh/lessons/02-repairing-the-texts.html#summary")
    shown.click("a.language")
    shown.wait_for_url("**/site/lessons/02-repairing-the-texts.html#summary")
    state = "#timeline?doc=relay-2006"
    shown.goto(f"{start}explorers/timeline.html{state}&lang=zh")
    shown.click("a.language")
    shown.wait_for_url(f"**/zh/explorers/timeline.html{state}")
    shown.locator(".view[data-state=drawn]").wait_for()
    assert re.search(r"显示\d+/\d+件事", shown.inner_text(".view"))
    shown.goto(f"{start}search.html?q=政务内网")
    shown.click("a.language")
    shown.wait_for_url("**/zh/search.html?q=*")
    shown.locator("#found-page li").first.wait_for()
    # Below a heading without an address, the switch gives it one
    shown.goto(f"{start}zh/labs/trust.html")
    shown.locator("#summary").scroll_into_view_if_needed()
    shown.click("a.language")
    shown.wait_for_url("**/site/labs/trust.html#*")


@in_browser
def test_the_search_of_the_chinese_edition_speaks_chinese(visit):
    """It finds what is said in Chinese, and leads to pages in Chinese."""
    shown = visit("zh/lessons/00-start-here.html")
    shown.locator("#q").fill("物理隔离")
    shown.wait_for_function(
        "document.getElementById('found').innerText.includes('两网之间没有任何直接或间接的连接')"
    )
    panel = shown.locator("#found")
    assert "五篇文献" in panel.inner_text()
    links = [link.evaluate("link => link.href") for link in panel.locator("a").all()]
    assert all("/zh/" in link for link in links)
    shown.locator("#q").fill("没有说明分母")
    shown.wait_for_function(
        "!document.getElementById('found').innerText.includes('两网之间')"
    )


@in_browser
def test_a_search_page_shows_all_and_says_when_there_is_nothing(visit):
    """search.html?q=… has every result; a word that is nowhere is said to be nowhere."""
    shown = visit("search.html?q=政务外网")
    shown.locator("#found-page li").first.wait_for()
    assert "Terms" in shown.inner_text("#found-page")
    shown.locator("#q").fill("qqqq")
    shown.locator("#found [role=status]").wait_for()


# Words of the results that are cut: what a result shows of its section, with a letter before or
# behind it that belongs to the same word.
CUT_WORDS = r"""async () => {
  const plain = (text) => text.replace(/^… | …$/g, "");
  const isLetter = (sign) => /[A-Za-z]/.test(sign ?? "");
  const isCut = (shown, whole) => {
    const at = whole.indexOf(shown), end = at + shown.length;
    const before = isLetter(shown[0]) && isLetter(whole[at - 1]);
    return before || (isLetter(shown.at(-1)) && isLetter(whole[end]));
  };
  const lines = [...document.querySelectorAll("#found-page .quiet")];
  const shown = lines.map((line) => plain(line.textContent));
  const [{ terms }, sections] = await Promise.all(
    ["index", "sections-en"].map((part) => unpacked(window.egovPool[part])));
  const whole = [...sections.map((row) => row[3]), ...terms.map((row) => row[4])];
  return shown.filter((text) => text && isCut(text, whole.find((one) => one.includes(text)) ?? ""));
}"""


@in_browser
def test_a_result_cuts_no_word(visit):
    """What is shown around a find begins and ends with whole words."""
    shown = visit("search.html?q=physically isolated")
    shown.locator("#found-page .quiet").first.wait_for()
    assert shown.locator("#found-page .quiet").count() > 5
    assert shown.evaluate(CUT_WORDS) == []


@in_browser
def test_a_figure_wider_than_the_screen_says_so(visit, book):
    """On a phone a line above the picture says that there is more of it; at a desk, none."""
    name = next(path.stem for path in sorted((book / "figures").glob("*.html")))
    for width, count in ((390, 1), (1366, 0)):
        shown = visit(f"figures/{name}.html", width, 844)
        shown.locator("figure[data-state=drawn]").wait_for()
        assert shown.locator(".wider").count() == count


@in_browser
def test_the_bar_of_a_phone_leaves_room_to_read(visit):
    """The search field scrolls away, the bar stays; a heading that is led to is below the bar."""
    shown = visit("reference/cite.html", 390, 844)
    shown.evaluate(
        "location.hash = document.querySelectorAll('h2 .headerlink')[1].hash"
    )
    shown.wait_for_function("scrollY > 100")
    bottom, top = shown.evaluate(
        "[document.querySelector('header.bar'), document.querySelectorAll('h2')[1]]"
        ".map((one, at) => one.getBoundingClientRect()[at ? 'top' : 'bottom'])"
    )
    assert bottom <= 60 and bottom <= top < 200


@in_browser
def test_a_press_on_the_bar_of_a_phone_arrives(visit):
    """What is pressed stays where it is while it is pressed, also far down in a page."""
    shown = visit("reference/cite.html", 390, 844)
    shown.mouse.wheel(0, 900)
    shown.wait_for_function("scrollY > 100")
    shown.click("button.mode")
    assert shown.evaluate("document.documentElement.dataset.mode") == "dark"
    shown.click("a.language")
    shown.wait_for_url("**/zh/reference/cite.html*")


# How far the words of a figure reach over its right edge, which nothing can push into sight
OVER_EDGE = """Math.max(...[...document.querySelectorAll(".chart .main-svg")].map((svg) =>
  Math.max(...[...svg.querySelectorAll("text")].map((text) =>
    text.getBoundingClientRect().right - svg.getBoundingClientRect().right))))"""


@in_browser
@pytest.mark.parametrize("figure", ["8b8c008c", "65bf71a2"])
def test_a_phone_shows_all_the_words_of_a_figure(visit, figure):
    """A title or label that is longer than a narrow drawing makes it wider."""
    shown = visit(f"figures/{figure}.html", 390, 844)
    shown.locator("figure[data-state=drawn]").wait_for()
    assert shown.evaluate(OVER_EDGE) <= 3


@in_browser
def test_an_exercise_answers_and_a_passage_is_pinned(visit):
    """A right answer is told so, and is still there when the page is opened again; the case file
    finds a passage by its address.
    """
    shown = visit("lessons/01-five-sources.html#01-1")
    box = shown.locator("[data-view=exercise]").first
    box.scroll_into_view_if_needed()
    box.locator("input").first.fill("24 March 2006")
    box.locator("button", has_text="Check").click()
    verdict = box.inner_text()
    assert "Right" in verdict
    shown.goto(
        shown.url.replace("lessons/01-five-sources.html#01-1", "work/case-file.html")
    )
    shown.locator("input").nth(1).fill("opinion-2002:2.1.4")
    shown.locator("button", has_text="Show it").click()
    shown.get_by_text("政务内网和政务外网").first.wait_for()


@in_browser
def test_an_address_opens_its_passage_to_be_cited(visit):
    """A segment, a section, a range, and the short address all open; C copies the citation."""
    shown = visit(
        "passage.html#opinion-2002:2.1.13-2.1.15",
        permissions=["clipboard-read", "clipboard-write"],
    )
    shown.wait_for_url("**/texts/opinion-2002.html#opinion-2002:2.1.13-2.1.15")
    shown.locator(".segment.chosen").first.wait_for()
    assert shown.locator(".segment.chosen").count() == 3
    shown.evaluate("location.hash = 'opinion-2002:2.1.4'")
    chosen = shown.locator(".segment.chosen")
    shown.wait_for_function("document.querySelectorAll('.segment.chosen').length === 1")
    assert "政务内网和政务外网" in chosen.inner_text()
    assert "As received" in chosen.inner_text()
    shown.keyboard.press("c")
    shown.locator(".done", has_text="Copied").wait_for()
    copied = shown.evaluate("navigator.clipboard.readText()")
    assert "Passage opinion-2002:2.1.4" in copied
    assert "edition" in copied
    shown.keyboard.press("ArrowDown")
    assert "opinion-2002:2.1.5" in shown.inner_text(".about-clause")
    shown.keyboard.press("p")
    shown.locator(".done", has_text="Pinned").wait_for()
    kept = shown.evaluate("JSON.parse(localStorage.getItem('my-case-file.json')).pins")
    assert [pin["address"] for pin in kept] == ["opinion-2002:2.1.5"]
    shown.locator("button", has_text="只看中文").click()
    assert not shown.locator(".segment .en").first.is_visible()


# Of a sheet: what can be pressed or unfolded, is cut or has no picture; the colours
ON_PAPER = """() => {
  const shown = (selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility() && one.getClientRects().length);
  const small = (one) =>
    !one.closest(".view") && one.getBoundingClientRect().right > innerWidth + 1;
  return {
    pressed: shown("header.bar, .run, .steps, .switches, .view .where button").length,
    folded: shown("details:not([open])").length,
    ground: getComputedStyle(document.body).backgroundColor,
    pale: shown("article p").filter((one) =>
      getComputedStyle(one).color.match(/\\d+/g).some((part) => part > 127)).length,
    cut: shown("article section p, article table, figure.chart").filter(small)
      .map((one) => one.className || one.textContent.slice(0, 40)),
    blank: shown("figure.chart").filter((one) => !one.querySelector("img, .main-svg")).length,
    dark: shown(".chart .main-svg").filter((one) => one.style.background.includes("21, 24")).length,
    wide: shown(".chart .main-svg").filter((one) =>
      one.getBoundingClientRect().right > innerWidth + 1).length,
  };
}"""
WIDTHS = """[...document.querySelectorAll(".view .picture")]
  .map((picture) => picture.getBoundingClientRect().width)"""


@in_browser
@pytest.mark.parametrize(
    "name",
    [
        "lessons/06-targets-and-deadlines",
        "texts/yunnan-2006",
        "explorers/timeline",
        "zh/lessons/03-the-2002-opinion",
    ],
)
def test_a_sheet_of_paper_is_white_whole_and_has_nothing_to_press(visit, name):
    """What the browser prints of a page that is read in the dark, between the margins of A4."""
    shown = visit(f"{name}.html", color_scheme="dark")
    if name.startswith("explorers"):
        shown.locator(".view[data-state=drawn]").wait_for()
    if name.startswith("lessons"):
        figure = shown.locator("figure.chart").first
        figure.scroll_into_view_if_needed()
        shown.locator("figure.chart[data-state=drawn]").first.wait_for()
    shown.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert max(shown.evaluate(WIDTHS), default=0) <= 681
    shown.emulate_media(media="print")
    shown.set_viewport_size({"width": 688, "height": 1000})
    paper = shown.evaluate(ON_PAPER)
    assert paper.pop("ground") == "rgb(255, 255, 255)"
    nothing = dict.fromkeys(["pressed", "folded", "pale", "blank", "dark", "wide"], 0)
    assert paper == {**nothing, "cut": []}
    shown.emulate_media(media="screen")
    shown.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not shown.locator(".picture[style*=zoom]").count()


@in_browser
def test_what_was_received_can_be_left_off_the_paper(visit):
    """Who hides it prints the reading text alone."""
    shown = visit("texts/wuhai-2006.html")
    shown.locator("[data-switch=received] [data-value=none]").click()
    shown.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.emulate_media(media="print")
    assert shown.locator(".segment .en").first.is_visible()
    assert not shown.locator(".segment .more").first.is_visible()


@in_browser
def test_without_scripts_the_book_is_read_all_the_same(browser, book):
    """Texts, figures as pictures and stills of explorers are in the pages themselves."""
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(f"file://{book}/texts/wuhai-2006.html")
    assert shown.locator(".segment .en").first.is_visible()
    shown.goto(f"file://{book}/lessons/06-targets-and-deadlines.html")
    picture = shown.locator("figure.chart img").first
    assert "promised" in picture.get_attribute("alt")
    assert shown.locator(".view").first.inner_text()
    context.close()


@in_browser
@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "texts/yunnan-2006.html#yunnan-2006:2.7",
        "reference/cite.html",
        "zh/index.html",
        "zh/texts/yunnan-2006.html",
    ],
)
def test_nothing_in_the_way_of_anybody(visit, name):
    """axe-core finds nothing, moderate and minor faults among it, on one page of each kind."""
    shown = visit(name)
    assert faults_in_light_and_dark(shown, impacts=None, preload=False) == []


@in_browser
def test_nothing_in_the_way_of_anybody_in_a_lesson(visit):
    """In light: what a lesson has beside a text, explorers and figures, is tested in dark too."""
    shown = visit("lessons/04-words-in-chinese.html")
    assert faults(shown, impacts=None, preload=False) == []
