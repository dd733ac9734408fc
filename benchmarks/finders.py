"""How fast are the finders, against peers, and is every one of them linear in the length of the
text?

Run it with the project's Python: `.venv/bin/python benchmarks/finders.py`. The text is generated
from a seed. Peers (cn2an, JioNLP, dateparser, Recognizers-Text) are measured where they are
installed: make a throw-away environment, install them and this library there
(`pip install cn2an jionlp dateparser recognizers-text-suite "emoji<2"`), and run it with that
Python. Ratios hold from machine to machine; seconds do not.

Which days the peers give is compared too, on the sentences of tests/cases/dates: ours were used
while the finder was written, so the share says how far the peers go, not how good ours is.
"""

import datetime as dt
import importlib
import json
import random
import time
from pathlib import Path

import pandas as pd

from egov_lib.find import dates, names, numerals, structure, targets

FINDERS = {
    "find_numbers": numerals.find_numbers,
    "find_dates": dates.find_dates,
    "find_targets": targets.find_targets,
    "find_titles": names.find_titles,
    "find_document_numbers": names.find_document_numbers,
    "find_institutions": names.find_institutions,
    "find_persons": names.find_persons,
    "find_places": names.find_places,
    "parse_outline": structure.parse_outline,
    "read_letterhead": structure.read_letterhead,
}
SENTENCES = [
    "到{y}年底，{p}建成{n}个业务系统，{k}%以上的行政许可项目能够实现在线处理。",
    "各地区、各部门要高度重视，加强领导，精心组织，切实把各项工作落到实处，促进电子政务健康发展。",
    "{y}年{m}月{d}日，国务院副总理曾培炎在北京主持召开国家信息化领导小组会议，审议并通过《国家电子政务总体框架》（国信〔{y}〕{n}号）。",
    "坚持以需求为导向，以应用促发展，通过积极推广和应用信息技术，增强政府工作的科学性、协调性和民主性。",
    "{p}人民政府办公厅投入{n}.5亿元，比上年增长百分之十二点五，力争三年内实现全覆盖。",
    "推进信息共享和业务协同，提高电子政务应用水平，建立全国统一的电子政务网络，统筹规划，整合资源。",
    "一是深化应用；二是整合资源；三是做好信息安全保障工作，贯彻积极预防、综合防范的方针。",
]
PLAIN_SENTENCES = [line for line in SENTENCES if "{" not in line and "一是" not in line]
# One number in about 60 characters, as in the State Council's documents on gov.cn.
DENSE = 0.25
ADVERSARIAL = {  # what makes a careless expression run on for ever
    "digits": "1",
    "numerals": "一二三四五六七八九十百千万亿",
    "spaced numerals": "十 百 ",
    "commas": "1,111,",
    "open brackets": "《",
    "nested brackets": "《〈",
    "markers": "一、（一）1.",
    "year marks": "2006年",
    "dashes": "1-",
    "places": "湖北省巴东县",
    "offices": "总理、副总理、",
    "surnames": "王李张",
    "number brackets": "国发〔2015〕",
    "blank lines": "\n \n",
    "mixed": "国家信息化领导小组第五次",
    "values": "1.5%、",
    "changes": "由1%下降到2%，",
    "groups of three": "1 234 ",
    "slogans": "“三个",
    "wrapped lines": "落实改革措施推进工作加快建设完善机制强化服务全面提升能力\n",
}


def generate(characters: int, seed: int = 1) -> str:
    """Write a document of about so many characters."""
    rng, parts, length = (
        random.Random(seed),
        ["国务院办公厅关于电子政务的通知\n国办发〔2006〕1号\n各省人民政府：\n"],
        0,
    )
    while length < characters:
        if rng.random() < 0.15:
            parts.append(f"\n{rng.choice('一二三四五六')}、加强领导，落实责任\n")
        line = rng.choice(SENTENCES if rng.random() < DENSE else PLAIN_SENTENCES).format(
            y=rng.randint(1998, 2012),
            m=rng.randint(1, 12),
            d=rng.randint(1, 28),
            n=rng.randint(2, 400),
            k=rng.randint(5, 99),
            p=rng.choice(["云南省", "深圳市", "我市", "湖北省巴东县", "全国"]),
        )  # fmt: skip
        parts.append(line + ("\n" if rng.random() < 0.3 else ""))
        length += len(line)
    return "".join(parts)


def seconds(find, text: str) -> float:
    """The best of three runs over one document.

    Each run has another last line: what this finder, or another one, remembers of a short text
    would hide its time.
    """
    best = float("inf")
    for run in range(3):
        last_line = f"{find.__name__} {run}"
        docs = pd.DataFrame({"doc_id": ["d"], "text": [f"{text}\n{last_line}"]})
        began = time.process_time()
        find(docs)
        best = min(best, time.process_time() - began)
    return best


def measure_speed() -> float:
    """Print the speed of each finder and of all together, targets with the dates just found; give
    megabytes (UTF-8) a second.
    """
    docs = [generate(8000, seed) for seed in range(40)]
    frame = pd.DataFrame({"doc_id": range(len(docs)), "text": docs})
    megabytes = sum(len(text.encode()) for text in docs) / 1e6
    total, found = 0.0, {}
    for name, find in FINDERS.items():
        began = time.process_time()
        found[name] = (
            find(frame, found["find_dates"]) if name == "find_targets" else find(frame)
        )
        took = time.process_time() - began
        total += took
        print(f"  {name:24}{megabytes / took:8.1f} MB/s {len(found[name]):8} findings")
    spread = sum(map(len, docs)) // len(found["find_numbers"])
    print(
        f"  {'all ten, one core':24}{megabytes / total:8.2f} MB/s "
        f"(processor time, {spread} characters a number)"
    )
    return megabytes / total


def measure_linearity() -> None:
    """Print how the time grows when a hostile text grows tenfold, up to a megabyte: about 10 is
    linear, 100 quadratic.
    """
    for label, unit in {"ordinary text": "", **ADVERSARIAL}.items():
        texts = [
            generate(n) if not unit else unit * (n // len(unit.encode()))
            for n in (100_000, 1_000_000)
        ]
        growth = {
            name: seconds(find, texts[1]) / seconds(find, texts[0])
            for name, find in FINDERS.items()
        }
        slowest = max(growth, key=growth.get)
        print(f"  {label:18} x{growth[slowest]:6.1f} at worst ({slowest})")


CASES = Path(__file__).parents[1] / "tests" / "cases" / "dates" / "sentences.json"


def days_of_jionlp(jionlp, line: str, anchor: dt.date) -> set[tuple]:
    """The days that JioNLP finds, as first and last; an open beginning is the last day."""
    base = {"year": anchor.year, "month": anchor.month, "day": anchor.day}
    found = set()
    for time_found in jionlp.ner.extract_time(line, time_base=base):
        ends = time_found["detail"].get("time")
        if isinstance(ends, list):
            first, last = (end[:10] for end in ends)
            found |= {(first, last), (last, last)}
    return found


def days_of_recognizers(recognizers, line: str, anchor: dt.date) -> set[tuple]:
    """The days that Recognizers-Text finds, all that it holds possible; its ends are excluded."""
    reference = dt.datetime(anchor.year, anchor.month, anchor.day)
    culture = recognizers.Culture.Chinese
    found = set()
    for match in recognizers.recognize_datetime(line, culture, reference=reference):
        for value in (match.resolution or {}).get("values", ()):
            day = str(value.get("value", ""))[:10]
            found.add((day, day))
            if "start" in value and value.get("end", "0001") > "0002":
                after = dt.date.fromisoformat(value["end"][:10])
                last = (after - dt.timedelta(1)).isoformat()
                found |= {(value["start"][:10], last), (last, last)}
    return found


def days_of_ours(_, line: str, anchor: dt.date) -> set[tuple]:
    """The days that our finder gives, as first and last."""
    frame = pd.DataFrame({"doc_id": ["d"], "text": [line]})
    found = dates.find_dates(frame, {"d": anchor}).dropna(subset=["date_to"])
    days = [found[end].dt.strftime("%Y-%m-%d") for end in ("date_from", "date_to")]
    return set(zip(*days, strict=True))


def measure_days() -> None:
    """Print how many of the days in the sentences of the tests each library gives."""
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    readers = {
        "egov_lib": days_of_ours,
        "jionlp": days_of_jionlp,
        "recognizers_date_time": days_of_recognizers,
    }
    for name, days_of in readers.items():
        try:
            module = importlib.import_module(name)
        except ImportError:
            print(f"  {name}: not installed here")
            continue
        right = asked = 0
        began = time.process_time()
        for anchor, line, wanted in cases:
            found = days_of(module, line, dt.date.fromisoformat(anchor))
            known = [tuple(row[1:]) for row in wanted if row[1]]
            right += sum(days in found for days in known)
            asked += len(known)
        took = time.process_time() - began
        print(f"  {name}: {right} of {asked} dates right, {took:.1f} s")


def measure_peers() -> None:
    """Print how much faster our finders are than each peer that is installed, on the same
    sentences.
    """
    text = generate(20_000)
    lines = [line for line in text.split("\n") if line]
    frame = pd.DataFrame({"doc_id": range(len(lines)), "text": lines})
    peers = {
        "cn2an": (
            lambda m: [m.transform(line, "cn2an") for line in lines],
            numerals.find_numbers,
        ),
        "jionlp": (
            lambda m: [m.ner.extract_time(line) for line in lines],
            dates.find_dates,
        ),
        "recognizers_date_time": (
            lambda m: [m.recognize_datetime(line, m.Culture.Chinese) for line in lines],
            dates.find_dates,
        ),
        "dateparser.search": (
            lambda m: (
                [m.search_dates(line, languages=["zh"]) for line in lines[:20]]
                * (len(lines) // 20)
            ),
            dates.find_dates,
        ),
    }
    for name, (run, ours) in peers.items():
        try:
            module = importlib.import_module(name)
        except ImportError:
            print(f"  {name}: not installed here")
            continue
        run(module)
        share = 20 / len(lines) if name.startswith("dateparser") else 1.0
        began = time.process_time()
        run(module)
        theirs = (time.process_time() - began) / share
        began = time.process_time()
        ours(frame)
        print(
            f"  {name}: {theirs / (time.process_time() - began):.0f} times "
            f"our {ours.__name__}'s time"
        )


if __name__ == "__main__":
    print("Speed on generated documents of 8,000 characters")
    measure_speed()
    print("Against peers on the same lines")
    measure_peers()
    print("Days of the sentences in tests/cases/dates")
    measure_days()
    print("Growth of time from 100 KB to 1 MB")
    measure_linearity()
