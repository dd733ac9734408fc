"""The case file in a real browser: pinned by mouse and keys, written, submitted, exported,
restored; and the rules of its scripts against those of Python.
"""

import json
from pathlib import Path

import pytest
from browser import NEEDS_CHROMIUM, faults_in_light_and_dark, open_again
from test_coding import made_class

import egov_lib as egov
from egov_lib.read.translations import passage
from egov_lib.show.front.modules import joined
from egov_lib.teach.cases import (
    brief,
    casefile,
    class_coding,
    class_work,
    facts,
    pins,
    view,
)
from egov_lib.teach.exercises.bank import find_exercise, load_exercises, shared

pytestmark = [*NEEDS_CHROMIUM, pytest.mark.slow]
CASES = json.loads(
    (Path(__file__).parent / "cases/case_file/fit.json").read_text(encoding="utf-8")
)
KEPT = "JSON.parse(localStorage.getItem('my-case-file.json'))"
PLATFORM, AIM = "opinion-2002:2.1.13-2.1.14", "relay-2006:2.7.5"
TEXTS = [
    "",
    "in about a year",
    "e-government's 93.4 per cent, 2,000 [3]",
    "要用一年左右的时间 〇",
    "统一网络 network ＧＤＰ élan",
]


@pytest.fixture(autouse=True)
def _at_home(tmp_path, monkeypatch):
    """Every test has a folder of its own, and no case file yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(casefile, "_session", casefile.Session())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The page of the case file in both languages, and a reader."""
    path = tmp_path_factory.mktemp("cases")
    for lang in ("en", "zh"):
        page = egov.case_file(lang=lang).page()
        (path / f"case-{lang}.html").write_text(page, encoding="utf-8")
    reader = egov.explorers.reader("opinion-2002").page()
    (path / "reader.html").write_text(reader, encoding="utf-8")
    return path


def pin(shown, address, strength="states", **claim):
    """Pin a passage with a claim."""
    shown.fill(".ask .field", address)
    shown.keyboard.press("Enter")
    shown.select_option(".ready [name=strength]", strength)
    for name, value in claim.items():
        if name == "verb":
            shown.select_option(".ready [name=verb]", value)
        else:
            shown.fill(f".ready [name={name}]", value)
    shown.click(".ready .button.main")


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_case_is_made_on_a_page(folder, open_page, lang, size, tmp_path):
    """Pin, order, write, submit, revise, download: Python reads the file, and its Markdown and HTML
    are those of the page.
    """
    shown = open_page(f"file://{folder}/case-{lang}.html", size)
    pin(shown, PLATFORM, when="2003", verb="done", whose_word="State Council")
    pin(shown, AIM, "supports", when="2010", what="<b>*all*")
    pin(shown, "wuhai-2006", "silent")
    shown.click(".pins > li:nth-child(3) [data-do=up]")
    assert shown.evaluate("document.activeElement.dataset.do") == "up"
    shown.fill("[name=question]", "One promise? # 1")
    shown.fill("[name=text]", "第一稿 first [1].\n\n- two")
    shown.click("[data-do=submit]")
    assert shown.locator(".envelope li").count() == len(view.envelope())
    shown.fill("[name=text]", "Revised.")
    shown.click("summary >> nth=1")
    shown.click(".status")
    with shown.expect_download() as download:
        shown.click("[data-do=download]")
    download.value.save_as(tmp_path / "down.json")
    kept = pins.read_case((tmp_path / "down.json").read_bytes(), "it")
    assert [one["address"] for one in kept["pins"]] == [PLATFORM, "wuhai-2006", AIM]
    assert kept["brief"]["first"].startswith("第一稿")
    assert kept["pins"][2]["zh"] == passage(AIM).iloc[0]["quote"]
    assert shown.evaluate(KEPT)["brief"]["text"] == "Revised."
    for name, ours in (("md", brief.as_markdown), ("html", brief.as_html)):
        with shown.expect_download() as download:
            shown.click(f"[data-do=save-{name}]")
        download.value.save_as(tmp_path / f"brief.{name}")
        theirs = (tmp_path / f"brief.{name}").read_text(encoding="utf-8")
        if name == "md":
            assert theirs == ours(kept, lang)
        else:
            assert "<b>*all*" not in theirs
            assert "&lt;b&gt;*all*" in theirs
    assert brief.missing(kept, lang) == shown.locator(".missing li").all_inner_texts()
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")

    open_again(shown)
    shown.wait_for_selector(".pins > li")
    assert shown.locator(".pins > li").count() == 3
    assert shown.locator(".pins > li:first-child [data-fits=beyond]").count() == 3


def test_a_pin_is_edited_and_taken_out_by_keys(folder, open_page):
    """Edit opens in place, Keep goes back to its button; taking out asks once more."""
    shown = open_page(f"file://{folder}/case-en.html")
    pin(shown, AIM)
    shown.focus(".pins [data-do=edit]")
    shown.keyboard.press("Enter")
    shown.fill(".pin-form [name=when]", "2009")
    shown.keyboard.press("Enter")
    assert "goes beyond the passage" in shown.inner_text(".pins .checks")
    assert shown.evaluate("document.activeElement.dataset.do") == "edit"
    assert shown.inner_text("[aria-live]") == "Pin 1 is changed."
    for _ in range(2):
        shown.focus(".pins [data-do=remove]")
        shown.keyboard.press("Space")
    assert shown.locator(".pins > li").count() == 0
    assert shown.evaluate(KEPT)["pins"] == []


def test_a_passage_is_pinned_where_it_is_read(folder, open_page):
    """The button under a passage keeps the pin for the case file, as Python would make it."""
    shown = open_page(f"file://{folder}/reader.html")
    shown.click(".passage .pin")
    assert shown.inner_text(".passage .pin") == "Pinned: it waits for your case file"
    (kept,) = shown.evaluate(KEPT)["pins"]
    own = casefile.passage_pin(kept["address"])
    assert {**kept, "changed": ""} == own


def test_an_address_that_leads_nowhere_is_told(folder, open_page):
    """With what to do, and read out."""
    shown = open_page(f"file://{folder}/case-en.html")
    shown.fill(".ask .field", "opinion-2002:99")
    shown.keyboard.press("Enter")
    assert "There is no passage opinion-2002:99" in shown.inner_text(".problem")


def test_a_file_is_restored_and_a_bad_one_refused(folder, open_page, tmp_path):
    """What Python has kept comes into the page; anything else is one clear line."""
    case = egov.case_file()
    case.pin(AIM, claim={"what": "</script><img src=x onerror=window.ran=1>"})
    case.save(tmp_path / "it.json")
    shown = open_page(f"file://{folder}/case-en.html")
    shown.set_input_files("input[type=file]", tmp_path / "it.json")
    shown.wait_for_selector(".pins > li")
    assert "1 of 1 pins restored" in shown.inner_text(".status")
    assert shown.evaluate("window.ran") is None
    (tmp_path / "bad.json").write_text(
        '{"format": "egov-case-file", "pins": [3]}', encoding="utf-8"
    )
    shown.set_input_files("input[type=file]", tmp_path / "bad.json")
    shown.wait_for_function(
        "document.querySelector('.status').innerText.includes('bad.json')"
    )
    assert shown.locator(".pins > li").count() == 1


def test_scripts_check_and_count_as_python_does(open_page, folder):
    """One table of claims runs through both; words are counted alike."""
    shown = open_page(f"file://{folder}/case-en.html")
    code = joined("cases/case_file.js")
    known = view.box_data()
    rows = []
    for case in CASES:
        found = passage(case["address"]).iloc[0]
        own = facts.facts_at(found["doc_id"], int(found["start"]), int(found["end"]))
        rows.append({**case, "facts": own})
    found = shown.evaluate(
        f"""([rows, known, judge, texts]) => {{ {code}
          exercises_judge_plain.setWords(judge);
          return [rows.map((row) => cases_fit.checkClaim(row.claim, row.facts, known)
            .map((check) => ["field", "fits", "because", "found", "foundEn"]
              .map((name) => check[name]))),
            texts.map((text) => cases_brief.countWords(text))]; }}""",
        [rows, known["known"], known["judge"], TEXTS],
    )
    simple = shared()["simple"]
    ours = [
        [
            list(check)
            for check in casefile.check_claim(row["claim"], row["facts"], simple)
        ]
        for row in rows
    ]
    differing = [
        pair for pair in zip(found[0], ours, strict=True) if pair[0] != pair[1]
    ]
    assert differing == []
    assert found[1] == [brief.count_words(text) for text in TEXTS]


def test_what_is_touched_on_a_phone_is_large_enough(folder, open_page):
    """Buttons, fields and points are 44 pixels high."""
    shown = open_page(f"file://{folder}/case-en.html", "phone")
    pin(shown, AIM)
    shown.click(".pins [data-do=edit]")
    small = shown.evaluate(
        """() => [...document.querySelectorAll(
          ".case-file button, .case-file .field, .case-file summary, .case-file .points label")]
          .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 43.9)
          .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_no_serious_fault_of_accessibility(folder, open_page):
    """axe-core finds nothing serious, in light and in dark, with a pin, a form and the envelope
    open.
    """
    shown = open_page(f"file://{folder}/case-en.html")
    pin(shown, AIM, when="2009")
    shown.fill("[name=text]", "One.")
    shown.click("[data-do=submit]")
    shown.click("summary >> nth=2")
    shown.fill(".ask .field", PLATFORM)
    shown.keyboard.press("Enter")
    assert faults_in_light_and_dark(shown) == []


FAKE_NOTEBOOK = """(values) => {
  const state = { ...values, host: "notebook", lang: "en" }, heard = {}, el = document.body;
  window.sent = [];
  el.replaceChildren();
  const model = {
    get: (name) => state[name], set() {}, save_changes() {}, off() {},
    on: (event, listener) => { heard[event] = listener; },
    send: (message) => window.sent.push(message),
  };
  window.reply = (name, ...given) => heard[name](...given);
  window.put = (name, value) => { state[name] = value; heard[`change:${name}`]?.(); };
  egov.renderers.case_file({ model, el });
}"""


def test_a_notebook_takes_what_waits_in_the_browser(folder, open_page):
    """Pins made while reading are handed to Python and forgotten here; a reply that says the same
    leaves what is being typed.
    """
    shown = open_page(f"file://{folder}/reader.html")
    shown.click(".passage .pin")
    open_again(shown, f"file://{folder}/case-en.html")
    shown.wait_for_selector(".pins > li")
    box = egov.case_file(AIM).view()
    values = {"data": box.data, "case": box.case, "facts": box.facts}
    shown.evaluate(FAKE_NOTEBOOK, values)
    (merged,) = shown.evaluate("window.sent")
    assert merged["do"] == "merge"
    assert shown.evaluate("localStorage.getItem('my-case-file.json')") is None
    box._hear(box, merged, [])
    # A box with a passage is for that pin: the brief and other fields are folded.
    assert not shown.is_visible(".pane") and not shown.is_visible(".ready [name=note]")
    shown.fill(".ready [name=when]", "2009")
    shown.evaluate("(value) => window.put('case', value)", box.case)
    assert shown.input_value(".ready [name=when]") == "2009"
    shown.click(".ready .button.main")
    box._hear(box, shown.evaluate("window.sent.at(-1)"), [])
    shown.evaluate("(value) => window.put('case', value)", box.case)
    kept = casefile.load()["pins"]
    assert [pin["address"] for pin in kept][1] == AIM
    assert kept[1]["claim"]["when"] == "2009"
    shown.click(".later > summary")
    shown.click("[data-do=save-docx]")
    assert shown.evaluate("window.sent.at(-1)") == {"do": "word"}
    with shown.expect_download():
        shown.evaluate(
            "window.reply('msg:custom', { did: 'word' }, [new DataView(new ArrayBuffer(4))])"
        )


# --- boards of a class --------------------------------------------------------------------------

TOPS = "(boxes) => boxes.map((box) => Math.round(box.getBoundingClientRect().top))"


def board_page(board, tmp_path, name, lang):
    """The address of a board as a page from the disk."""
    path = tmp_path / f"{name}.html"
    path.write_text(board.page(), encoding="utf-8")
    return f"file://{path}#{name}?lang={lang}"


@pytest.mark.parametrize("size", ["phone", "projector"])
def test_the_codes_of_a_class_are_shown_and_ours_on_request(open_page, tmp_path, size):
    """The most disputed first, with bars; ours by a button, students folded, and a CSV."""
    folder = made_class(tmp_path / "class")
    board = class_coding.show_class_codes(folder)
    lang = "zh" if size == "phone" else "en"
    shown = open_page(board_page(board, tmp_path, "class_coding", lang), size)
    table = class_coding.class_codes(folder, lang=lang)
    first = shown.locator(".student").first
    assert first.get_attribute("data-address") == table["address"].iloc[0]
    assert table["quote"].iloc[0] in first.inner_text()
    assert table["en"].iloc[0] in first.inner_text()
    alphas = shown.locator(".alphas b").all_inner_texts()
    assert alphas == [f"{alpha:.2f}" for alpha in table.attrs["alpha"].values()]
    ours = ("我们：" if lang == "zh" else "we: ") + table["our_force"].iloc[0]
    assert ours not in first.inner_text()
    shown.locator("[data-do=ours]").focus()
    shown.keyboard.press("Enter")
    assert ours in shown.locator(".student").first.inner_text()
    assert not shown.get_by_text("Student 7", exact=True).is_visible()
    shown.locator("summary").click()
    assert shown.get_by_text("Student 7", exact=True).is_visible()
    shown.locator("[data-do=all]").click()
    assert shown.locator(".student").count() == 20
    with shown.expect_download() as saved:
        shown.locator("[data-do=csv]").click()
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 21 and table["force_codes"].iloc[0] in lines[1]
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert shown.evaluate(wide) <= 0
    assert faults_in_light_and_dark(shown) == []


def test_each_point_of_a_rubric_stands_on_a_line_of_its_own(open_page, tmp_path):
    """In the board of a class's open answers, which keeps what is ticked on the page."""
    asked = load_exercises().query("kind == 'open'")["exercise_id"].iloc[0]
    own = {"exercises": {asked: {"tries": 1, "answer": "No text says so."}}}
    (tmp_path / "one.json").write_text(json.dumps(own), encoding="utf-8")
    board = class_work.mark_class(tmp_path)
    shown = open_page(board_page(board, tmp_path, "class_work", "en"))
    points = shown.locator(".student fieldset label")
    tops = points.evaluate_all(TOPS)
    assert len(tops) == len(find_exercise(asked)["rubric"]) > 1
    assert tops == sorted(set(tops))
    points.first.click()
    assert "1 of 1" in shown.inner_text(".foot")
    assert faults_in_light_and_dark(shown) == []
