"""The gazetteers are lists that the grammars can use, and what they say of a name holds."""

import pandas as pd
import pytest

from egov_lib.find import gazetteers, names
from egov_lib.read.corpus import read_table

NAMES = ["places", "bodies", "offices"]  # lists that are looked for by two characters


@pytest.mark.parametrize("table", NAMES)
def test_a_name_has_two_characters_or_more(table):
    """Places of a text are looked at by their first two characters."""
    assert min(map(len, gazetteers.words(table))) >= 2


def test_words_that_begin_as_names_do_have_two_characters():
    """A name is compared with them by its first two characters, with others whole."""
    assert set(map(len, gazetteers.words("not_names", only_whole=False))) == {2}
    assert set(map(len, gazetteers.words("not_names", only_whole=True))) <= {2, 3}


def test_codes_tell_province_and_city():
    """A province's code ends in four zeros, a city's in two, and its province is there."""
    places = read_table("places")
    in_china = places[places["level"].isin(["province", "city"])]
    is_province = in_china["code"].str.endswith("0000")
    assert (is_province == in_china["level"].eq("province")).all()
    assert in_china["code"].str.endswith("00").all()
    provinces = set(in_china.loc[is_province, "code"].str[:2])
    assert set(in_china["code"].str[:2]) == provinces


def test_a_full_name_holds_its_short_name():
    """石家庄市 (the city of Shijiazhuang) begins with 石家庄."""
    places = read_table("places")
    pairs = zip(places["full_name"], places["name"])
    assert all(full_name.startswith(name) for full_name, name in pairs)


@pytest.mark.parametrize("table", [*NAMES, "genres", "portal_labels", "body_parts"])
def test_a_row_says_what_it_means_and_where_it_is_from(table):
    """Every row has its source, and every word that is no place its English."""
    rows = read_table(table)
    assert rows["source"].ne("").all()
    assert table == "places" or rows["english"].ne("").all()


def test_a_known_body_is_found_whole():
    """Whatever bodies the table has: each, alone in a sentence, is one finding."""
    bodies = gazetteers.words("bodies")
    docs = pd.DataFrame({"doc_id": bodies, "text": [f"据{body}。" for body in bodies]})
    found = names.find_institutions(docs)
    assert found["quote"].tolist() == list(bodies)


def test_a_known_place_is_found_with_its_level():
    """Whatever places the table has: each full name is one finding of its level.

    Of an autonomous prefecture only the name before its people is looked for.
    """
    places = read_table("places")
    places = places[~places["full_name"].str.contains("族")]
    docs = pd.DataFrame({"doc_id": places["name"], "text": places["full_name"]})
    found = names.find_places(docs).merge(places, left_on="doc_id", right_on="name")
    assert len(found) == len(places)
    assert (found["level_x"] == found["level_y"]).all()
