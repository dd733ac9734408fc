"""What a stranger's file may hold a million times: no function that takes a text gets out of hand.

Eight times the text may take 24 times the processor at most; a square would take 64 times.
"""

import gc
import os
import time

import pandas as pd
import pytest

from egov_lib.find import dates, names, targets
from egov_lib.find.cited import find_citations
from egov_lib.find.structure import parse_outline, read_letterhead
from egov_lib.read.cleaning import RULES, clean
from egov_lib.read.encodings import decode, mend_mojibake
from egov_lib.read.files import read_files
from egov_lib.read.repair import repair_text

pytestmark = pytest.mark.slow

CHARS = 20_000  # of the shorter text
LARGER = 8
MOST_TIMES = 24
NOISE_SECONDS = 0.05  # less than that says nothing
REPEATED = {
    "a run of blanks": "电" + " " * 2_000 + "子",
    "blanks": " ",
    "tabs": "\t",
    "backticks": "`",
    "line ends": "\n",
    "byte slips": "全省，占全?。牵模?2.5%",
    "slips without a text": "?。牵模?",
    "UTF-8 read as GB18030": "鐢靛瓙鏀垮姟",
    "UTF-8 read as Latin-1": "ä¸\xadæ–‡",
    "GBK read as Latin-1": "µç×ÓÕþÎñ",
    "pinyin": "政(zhèng)",
    "traditional characters": "電子政務",
    "years": "2006年",
    "digits": "1",
    "letters for 〇": "二ОО",
    "quotes": "'十五'期间",
    "single quotes": "'",
    "open parentheses": "（",
    "dashes": "─",
    "dots": "要统筹.",
    "spread characters": "电 ",
    "sources": "来源：网\n",
    "buttons": "打印|",
    "zero width": "电\u200b",
    "directions": "א\u200e",
    "kana": "のカ",
    "line separators": "电\u2028",
    "radicals": "⾏",
    "losses": "\ufffd",
    "saved losses": "锟斤拷",
    "days": "2006年1月1日",
    "numerals": "一",
    "document numbers": "〔2006〕",
    "open titles": "《",
    "attachments": "附件：",
    "issuers": "国务院",
    "running text": "电子政务建设，国务院各部门。",
    "half comments": "<!--",
    "half tags": "<a b='",
    "half instructions": "<?",
    "half sections": "<![CDATA[",
    "open lists": "<select></p>",
}


def of_a_frame(find):
    """Give a function of a text that puts it into a frame."""
    return lambda text: find(pd.DataFrame({"doc_id": ["d"], "text": [text]}))


FUNCTIONS = {rule.name: rule.find for rule in RULES.values()} | {
    "clean": clean,
    "mend_mojibake": mend_mojibake,
    "repair_text": repair_text,
    "decode": lambda text: decode(text.encode("gb18030")),
    "read_files": lambda text: read_files({"a.html": text.encode()}),
    "read_files, Markdown": lambda text: read_files({"a.md": text.encode()}),
    "read_letterhead": of_a_frame(read_letterhead),
    "parse_outline": of_a_frame(parse_outline),
    "find_dates": of_a_frame(dates.find_dates),
    "find_targets": of_a_frame(targets.find_targets),
    "find_titles": of_a_frame(names.find_titles),
    "find_document_numbers": of_a_frame(names.find_document_numbers),
    "find_institutions": of_a_frame(names.find_institutions),
    "find_persons": of_a_frame(names.find_persons),
    "find_places": of_a_frame(names.find_places),
    "find_citations": of_a_frame(find_citations),
}


@pytest.fixture
def no_garbage_collector():
    """Without the garbage collector: it would walk through what other tests have left, and be
    counted.
    """
    gc.disable()
    yield
    gc.enable()


def seconds(function, text):
    """Return the seconds of the processor, the better of two runs, a second one only if long."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        function(text)
        taken.append(time.process_time() - start)
        if taken[0] < NOISE_SECONDS:
            break
    return min(taken)


# Each of these takes many seconds of processor: the monthly run tries them too, with
# EGOV_ADVERSARIAL=all.
LONG = {
    "clean",
    "mend_mojibake",
    "repair_text",
    "read_files",
    "read_files, Markdown",
    "read_letterhead",
    "parse_outline",
    "find_dates",
    "find_targets",
    "find_institutions",
    "find_persons",
}
TRIED = [
    name
    for name in FUNCTIONS
    if name not in LONG or os.environ.get("EGOV_ADVERSARIAL") == "all"
]


@pytest.mark.parametrize("name", TRIED)
def test_time_grows_with_the_text_and_not_with_its_square(name, no_garbage_collector):
    """Of every pattern, from 20,000 to 160,000 characters."""
    function = FUNCTIONS[name]
    function("电子政务")  # tables are made at first use
    growing = {}
    for kind, unit in REPEATED.items():
        text = unit * (LARGER * CHARS // len(unit))
        larger = seconds(function, text)
        if larger < NOISE_SECONDS:
            continue
        smaller = seconds(function, text[:CHARS])
        if larger > MOST_TIMES * max(smaller, NOISE_SECONDS / LARGER):
            growing[kind] = round(larger / smaller, 1)
    assert not growing
