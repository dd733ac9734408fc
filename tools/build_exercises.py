"""Build `data/exercises.json` from what people write in `data/exercises/*.yaml`.

Run by whoever changed an exercise: `python tools/build_exercises.py` (part of `make data`).
Each file is checked against `schema.json`; then what is written as code is run, quotes are looked
up in the texts, names get their equivalents in the other language, dates become intervals. So no
number that can be computed is typed, and nothing stands in an exercise that its text lacks. All
faults of a run are printed together, each with the exercise, the fact and the remedy.
"""

import json
import random
import re
import string
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import jsonschema
import numpy as np
import pandas as pd
import yaml

import egov_lib as egov
from egov_lib.read.cleaning import simplify
from egov_lib.read.cleaning.rules import RULES
from egov_lib.read.corpus import data_folder, load_corpus, load_table
from egov_lib.read.translations import load_segments
from egov_lib.show.messages import say_dates, short_name, word
from egov_lib.teach.exercises.judge.dates import interval_of
from egov_lib.teach.exercises.judge.names import key_of
from egov_lib.teach.exercises.judge.numbers import is_near
from egov_lib.teach.exercises.judge.plain import bare, latin_words, plain, words

# Blocks of Chinese characters of which a traditional form may be typed
HAN_FIRST, HAN_LAST = 0x4E00, 0x9FFF
SHARE_DIGITS = (
    6  # of a computed number: enough for any tolerance, the same on every processor
)


class FaultyExercise(Exception):
    """An exercise that can't be built: the fact and the remedy."""


# --- what all exercises share -------------------------------------------------------------------


def simple_characters(texts: list[str]) -> dict[str, str]:
    """The simplified form of each traditional character whose simplified form the texts have.

    Numerals are among them, whatever the texts have: 陸 (陆) is six.
    """
    numerals = words()["numbers"]
    met = set("".join([*texts, *numerals["chinese_same"], *numerals["chinese_inside"]]))
    table = {}
    for code in range(HAN_FIRST, HAN_LAST + 1):
        sign = chr(code)
        simplified = simplify(sign)
        if simplified != sign and simplified in met:
            table[sign] = simplified
    return table


def shared_texts(simple: dict[str, str]) -> dict[str, dict]:
    """By document its bare text, and by address the place of each segment in it."""
    shared = {}
    for doc_id, text in load_corpus()[["doc_id", "text"]].itertuples(index=False):
        places = bare_places(text, simple)
        segments = {}
        for row in load_segments(doc_id).itertuples():
            segments[row.address] = [int(places[row.start]), int(places[row.end])]
        shared[doc_id] = {"bare": bare(text, simple), "segments": segments}
    return shared


def bare_places(text: str, simple: dict[str, str]) -> np.ndarray:
    """For each place of a text, how many characters of its bare form come before it."""
    lengths = [len(bare(sign, simple)) for sign in text]
    return np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64))])


def vocabulary(simple: dict[str, str]) -> list[str]:
    """The English words of names that a student may give: of terms, documents, places, functions.

    An answer that has none of them, and no Chinese of the texts, is no try at a name.
    """
    docs = load_corpus()
    named = [
        *load_table("glossary")["english"],
        *docs["doc_id"],
        *docs["title_en"],
        *docs["place"],
        *load_table("actors")["label_en"],
        *load_table("systems")["label_en"],
        *load_table("themes")["label_en"],
        *dir(egov),
        *RULES,
    ]
    found = set()
    for name in named:
        found.update(latin_words(plain(name, simple)))
    return sorted(found)


# --- one exercise -------------------------------------------------------------------------------


def run(code: str, names: Mapping[str, object] | None = None) -> object:
    """Run the code of an exercise with the package by the name that readers know.

    names: what else the code may use, by name
    """
    return eval(code, {"egov": egov, **(names or {})})


def number_of(code: str) -> float:
    """What code gives, as a number of JSON: rounded so that every processor gives the same."""
    value = float(run(code))
    return int(value) if value.is_integer() else float(f"{value:.{SHARE_DIGITS}g}")


def build_number(accept: dict) -> dict:
    """`accept` of a number, with what its code gives."""
    built = {key: value for key, value in accept.items() if key != "code"}
    if "code" in accept:
        built["value"] = number_of(accept["code"])
    return built


def build_names(accept: dict | list) -> list[dict]:
    """`accept` of names: what code gives, and each name's equivalents."""
    if isinstance(accept, dict):
        accept = [{"name": str(name)} for name in sorted(map(str, run(accept["code"])))]
    known = equivalents()
    built = []
    for accepted in accept:
        also = [*accepted.get("also", []), *known.get(accepted["name"], [])]
        built.append({"name": accepted["name"], "also": list(dict.fromkeys(also))})
    return built


@lru_cache
def equivalents() -> dict[str, list[str]]:
    """What a name is also called: a document by titles and place, a term by its other language."""
    known = names_of_documents()
    for term in load_table("glossary").itertuples():
        known.setdefault(term.simplified, []).append(term.english)
        known.setdefault(term.english, []).append(term.simplified)
    return known


def names_of_documents() -> dict[str, list[str]]:
    """The titles of each document, its short names, and its place where no other is from there."""
    docs = load_corpus()
    all_places = "; ".join(docs["place"]).split("; ")
    known = {}
    for doc in docs.itertuples():
        titles = [doc.title_en, doc.title_zh]
        titles += [short_name(doc.doc_id, lang) for lang in ("en", "zh")]
        is_its_own = all_places.count(doc.place) == 1
        places = places_in_both(doc.place) if is_its_own else []
        known[doc.doc_id] = titles + places
    return known


def places_in_both(place: str) -> list[str]:
    """A place by its name in both languages."""
    return [place, word(place, "zh")]


def build_quote(accept: dict, texts: dict, simple: dict) -> dict:
    """`accept` of a quote: the words that decide are in the text, addresses are places in it."""
    for group in accept["deciding"]:
        places = [
            doc
            for doc in accept["docs"]
            if all(bare(part, simple) in texts[doc]["bare"] for part in group)
        ]
        if not places:
            raise FaultyExercise(
                f"no text of {accept['docs']} has {group}: copy the words from it"
            )
    built = dict(accept)
    if "within" in accept:
        built["within"] = place_of(accept["within"], texts)
    return built


def place_of(address: str, texts: dict) -> list[int]:
    """Where an address, or a range of them, is in the bare text of its document."""
    doc, _, span = address.partition(":")
    first, _, last = span.partition("-")
    segments = texts[doc]["segments"] if doc in texts else {}
    ends = [f"{doc}:{first}", f"{doc}:{last or first}"]
    missing = [end for end in ends if end not in segments]
    if missing:
        raise FaultyExercise(
            f"there is no address {missing[0]}: look it up with egov.passage"
        )
    return [segments[ends[0]][0], segments[ends[1]][1]]


def build_when(when: dict, kind: str, simple: dict) -> dict:
    """The condition of a mistake: code run, words bare, dates as intervals."""
    built = {key: value for key, value in when.items() if key != "value_code"}
    if "value_code" in when:
        built["value"] = number_of(when["value_code"])
    if kind == "quote":
        for key in ("has", "lacks", "only"):
            if key in built:
                built[key] = bare(built[key], simple)
    if "beside" in built:
        built["beside"] = [plain(name, simple) for name in built["beside"]]
    if "date" in built:
        built["date"] = interval_of(built["date"])
    if kind == "names" and "has" in built:
        also = [*built.get("also", []), *equivalents().get(built["has"], [])]
        built["also"] = list(dict.fromkeys(also))
    return built


def check_mistakes(built: dict, simple: dict) -> None:
    """See that no mistake is a right answer: its feedback would never be given."""
    accept = built.get("accept")
    for mistake in built.get("mistakes", []):
        if is_accepted(mistake["when"], accept, built["kind"], simple):
            raise FaultyExercise(
                f"the mistake {mistake['id']} is accepted as right: narrow what is accepted, "
                "or leave the mistake out"
            )


def is_accepted(when: dict, accept: object, kind: str, simple: dict) -> bool:
    """Tell whether the judge accepts what a mistake describes."""
    if kind == "number" and "value" in when:
        return is_near(when["value"], accept)
    if kind == "number" and "from" in when:
        return is_near(when["from"], accept) and is_near(when["to"], accept)
    if kind == "date" and "date" in when:
        return when["date"] in accept["dates"]
    if kind == "names" and "has" in when:
        wanted = [
            key_of(written, simple)
            for accepted in accept
            for written in [accepted["name"], *accepted["also"]]
        ]
        return any(
            key_of(name, simple) in wanted for name in [when["has"], *when["also"]]
        )
    return False


def build_slot(slot: dict, texts: dict, seed: str) -> dict:
    """One slot of a claim; at least one option must hold, and each address must be there.

    Options are shown in an order by chance, the same in every build: people write the right one
    first. seed: the exercise, whose slots each have an order of their own
    """
    built = dict(slot)
    for option in slot.get("options", []):
        if "address" in option:
            place_of(option["address"], texts)
    if "options" in slot:
        if not any(option["fits"] == "says" for option in slot["options"]):
            raise FaultyExercise(
                f"no option of the slot {slot['slot']} is what the passage says"
            )
        built["options"] = shuffled(slot["options"], f"{seed} {slot['slot']}")
        return built
    if "accept" not in slot:
        raise FaultyExercise(f"the slot {slot['slot']} has neither options nor accept")
    accept = slot["accept"]
    if "dates" in accept:
        built["accept"] = {"dates": [interval_of(day) for day in accept["dates"]]}
    else:
        built["accept"] = build_number(accept)
    return built


def shuffled(options: list[dict], seed: str) -> list[dict]:
    """The options in an order by chance, always the same for one seed."""
    return random.Random(seed).sample(options, k=len(options))


def check_passage(exercise: dict) -> None:
    """See that the passage stands in its text as it is written here."""
    passage = exercise.get("passage")
    if passage is None:
        return
    text = load_corpus().set_index("doc_id").at[passage["doc"], "text"]
    if text.count(passage["quote"]) < passage.get("occurrence", 1):
        raise FaultyExercise(
            f"{passage['doc']} has no such passage: {passage['quote']}"
        )


# --- the worked answer in words -----------------------------------------------------------------


class InWords(string.Formatter):
    """Writes figures into a sentence as a reader of its language has them.

    A day as "30 March 2006", several names one after the other, a number with at most four digits
    unless the sentence says how (`{share:.1f}`).
    """

    def __init__(self, lang: str) -> None:
        """Write for readers of *lang*."""
        self.lang = lang

    def get_value(self, key: int | str, args: tuple, kwargs: Mapping) -> object:
        """The figure of that name."""
        if key not in kwargs:
            raise FaultyExercise(
                f"the worked answer names {{{key}}}: say under figures what it is"
            )
        return kwargs[key]

    def format_field(self, value: object, format_spec: str) -> str:
        """One figure, as the sentence wants it or as it is usual."""
        if format_spec:
            return super().format_field(value, format_spec)
        return self._usual(value)

    def _usual(self, value: object) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            return say_dates(value, value, self.lang)
        if isinstance(value, Iterable):
            beside = "、" if self.lang == "zh" else ", "
            return beside.join(map(str, value))
        number = float(value)
        if not number.is_integer():
            return f"{number:.4g}"
        return f"{int(number):,}" if self.lang == "en" else f"{int(number)}"


def build_worked(exercise: dict, built: dict) -> dict[str, str]:
    """`worked` in both languages, with the figures in it worked out."""
    known = figures_of(exercise, built)
    worked = {
        lang: InWords(lang).format(words, **known)
        for lang, words in exercise["worked"].items()
    }
    if exercise["kind"] == "number":
        check_worked(worked, built["accept"])
    return worked


def figures_of(exercise: dict, built: dict) -> dict[str, object]:
    """What a worked answer may say in figures, by name: the answer, and what is reckoned for it."""
    is_number = exercise["kind"] == "number"
    known = {"answer": built["accept"]["value"]} if is_number else {}
    for name, code in exercise.get("figures", {}).items():
        known[name] = run(code, known)
    return known


def check_worked(worked: dict[str, str], accept: dict) -> None:
    """See that the worked answer to a number comes to that number, in either language."""
    for lang, told in worked.items():
        written = re.findall(r"\d[\d,]*(?:\.\d+)?", told)
        numbers = [float(number.replace(",", "")) for number in written]
        if not any(is_near(number, accept) for number in numbers):
            raise FaultyExercise(
                f"the worked answer ({lang}) does not come to {accept['value']}: put {{answer}} "
                "into its last sentence"
            )


def build_exercise(exercise: dict, lesson: str, shared: dict) -> dict:
    """One exercise as the judges read it."""
    built = {"lesson": lesson, **exercise}
    built.pop("figures", None)
    kind = exercise["kind"]
    simple, texts = shared["simple"], shared["texts"]
    check_passage(exercise)
    if kind == "number":
        built["accept"] = build_number(exercise["accept"])
    if kind == "names":
        built["accept"] = build_names(exercise["accept"])
    if kind == "quote":
        built["accept"] = build_quote(exercise["accept"], texts, simple)
    if kind == "date":
        days = exercise["accept"]["dates"]
        built["accept"] = {"dates": [interval_of(day) for day in days]}
    if kind == "choice":
        check_options(exercise["options"])
        built["options"] = shuffled(exercise["options"], exercise["id"])
    if kind == "claim":
        seed = exercise["id"]
        built["slots"] = [build_slot(slot, texts, seed) for slot in exercise["slots"]]
    if "worked" in exercise:
        built["worked"] = build_worked(exercise, built)
    if "mistakes" in exercise:
        built["mistakes"] = [
            {**mistake, "when": build_when(mistake["when"], kind, simple)}
            for mistake in exercise["mistakes"]
        ]
        check_mistakes(built, simple)
    return built


def check_options(options: list[dict]) -> None:
    """See that exactly one option is right."""
    right = [option["id"] for option in options if option.get("right")]
    if len(right) != 1:
        raise FaultyExercise(f"{len(right)} options are marked right: mark one")


# --- all of them --------------------------------------------------------------------------------


def read_lessons(folder: Path, faults: list[str]) -> Iterator[tuple[str, dict]]:
    """Each file with what is in it, in the order of the lessons and then of the labs.

    A file that is no YAML adds a line to *faults*.
    """
    paths = sorted(folder.glob("*.yaml"))
    for path in sorted(paths, key=lambda path: (not path.name[0].isdigit(), path.name)):
        try:
            yield path.name, yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1
            faults.append(
                f"{path.name}, line {line}: {error.problem}; put a text that holds a colon and a "
                "blank, or begins with a mark, between quotation marks"
            )


def build_all(folder: Path) -> tuple[dict, list[str]]:
    """Build all exercises of a folder; also the faults, one line each."""
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    faults: list[str] = []
    lessons = list(read_lessons(folder, faults))
    written = json.dumps([content for _, content in lessons], ensure_ascii=False)
    terms = "".join(load_table("glossary")["simplified"])
    simple = simple_characters([*load_corpus()["text"], terms, written])
    shared = {
        "simple": simple,
        "texts": shared_texts(simple),
        "vocabulary": vocabulary(simple),
    }
    exercises: list[dict] = []
    for name, content in lessons:
        for error in validator.iter_errors(content):
            where = " / ".join(str(step) for step in error.absolute_path)
            faults.append(f"{name}, {where}: {error.message[:200]}")
        if faults:
            continue
        for exercise in content["exercises"]:
            try:
                exercises.append(build_exercise(exercise, content["lesson"], shared))
            except Exception as error:  # noqa: BLE001  any fault of an author's code is one line here
                faults.append(f"{name}, {exercise['id']}: {error}")
    ids = pd.Series([exercise["id"] for exercise in exercises], dtype=object)
    faults += [f"{repeated} is given twice" for repeated in ids[ids.duplicated()]]
    return {"shared": shared, "exercises": exercises}, faults


def as_text(built: dict) -> str:
    """The file: an exercise a line, so that a change is seen where it is."""
    lines = ",\n".join(
        json.dumps(one, ensure_ascii=False) for one in built["exercises"]
    )
    shared = json.dumps(built["shared"], ensure_ascii=False)
    note = "generated by tools/build_exercises.py from data/exercises/*.yaml"
    return f'{{"about": "{note}",\n"shared": {shared},\n"exercises": [\n{lines}\n]}}\n'


def main(say: Callable[[str], None] = print) -> int:
    """Write the file, or say what keeps it from being written."""
    built, faults = build_all(data_folder() / "exercises")
    for fault in faults:
        say(fault)
    if faults:
        return 1
    path = data_folder() / "exercises.json"
    path.write_bytes(as_text(built).encode("utf-8"))
    say(f"{len(built['exercises'])} exercises written to {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
