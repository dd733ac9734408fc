"""Charts of many runs show mean and spread as they are, and a lab in a box follows its sliders."""

import numpy as np
import pandas as pd
import pytest

from egov_lib.findings import DataError
from egov_lib.labs import common, rollout
from egov_lib.show.charts import models
from egov_lib.show.explorers.models import model

RUNS = pd.DataFrame(
    {"month": [0, 0, 0, 1, 1, 1], "coverage": [0.0, 0.1, 0.2, 0.4, 0.5, 0.9]}
)


def test_a_band_reaches_from_the_5_to_the_95_per_cent_quantile():
    """The line is the mean of the runs, the hull their quantiles as numpy has them."""
    hull, line = models.bands(RUNS, "month", y="coverage").data
    groups = [RUNS.loc[RUNS["month"] == m, "coverage"] for m in (0, 1)]
    assert list(line.y) == pytest.approx([g.mean() for g in groups])
    expected = [
        np.quantile(g, q)
        for q, order in ((0.95, (0, 1)), (0.05, (1, 0)))
        for g in (groups[i] for i in order)
    ]
    assert list(hull.y) == pytest.approx(expected)


def test_a_sweep_is_drawn_as_it_was_measured():
    """Only the measure asked for is drawn, and a label is at its place."""
    swept = common.sweep(
        rollout.simulate,
        rollout.summarise,
        settings=rollout.Settings(),
        name="budget_yi",
        values=[500.0, 2000.0],
        seeds=[1, 2],
    )
    figure = models.bands(swept, "budget_yi", y="coverage_end", marks={"the sum": 2000})
    assert list(figure.data[1].y) == pytest.approx(
        swept.loc[swept["measure"] == "coverage_end", "mean"].round(4).tolist()
    )
    assert (
        figure.layout.shapes[0].x0 == 2000 and figure.layout.yaxis.tickformat == ".0%"
    )


def test_a_grid_has_a_cell_for_every_share():
    """Rows and columns are those of the table, in order, and each cell says its per cent."""
    shares = pd.DataFrame([[0.75, 0.25], [0.0, 1.0]], index=["a", "b"], columns=[1, 2])
    (cells,) = models.grid(shares).data
    assert [list(row) for row in cells.z] == shares.to_numpy().tolist()
    assert [list(row) for row in cells.text] == [["75%", "25%"], ["", "100%"]]


def test_a_wright_map_shows_every_taker_and_every_question():
    """Bars count the takers between −4 and 4; each question is at its difficulty, one without a
    finite one is left out.
    """
    questions = pd.DataFrame(
        {
            "question_id": ["p", "q", "r"],
            "level": ["find"] * 3,
            "difficulty": [0.5, -1.0, np.inf],
        }
    )
    bars, dots = models.wright_map(
        pd.Series([-0.1, 0.1, 0.2, 1.3]), questions, standard=0.0
    ).data
    assert sum(bars.customdata) == 4
    assert dict(zip(dots.text, dots.y)) == {"p": 0.5, "q": -1.0}


def test_a_missing_column_is_named():
    """The error says what is lacking and what there is."""
    with pytest.raises(
        DataError, match="needs the column 'share'; there are month, coverage"
    ):
        models.bands(RUNS, "month", y="share")


def test_a_lab_in_a_box_follows_its_sliders_and_says_why_it_refuses():
    """Moving a slider draws and measures anew; settings that make no sense leave the picture and
    show the reason.
    """
    seen = []

    def draw(chosen):
        seen.append(chosen)
        return models.bands(
            rollout.adoption(rollout.simulate(chosen, 1)),
            "month",
            y="share",
            by="level",
        )

    box = model(
        rollout.Settings(),
        {"pilot_months": [0, 24], "deadline_month": [12.0, 80.0]},
        draw=draw,
        measure=lambda chosen: rollout.summarise(rollout.simulate(chosen, 1)),
    )
    pilots, deadline, _, line = box.children
    before = line.value
    pilots.value = 24
    assert (
        seen[-1].pilot_months == 24
        and line.value != before
        and "coverage_end" in line.value
    )
    deadline.value = 80.0
    assert (
        "deadline_month is 80.0: choose from 0 to 60" in line.value
        and seen[-1].deadline_month == 60
    )
    deadline.value = 12.0
    assert seen[-1].deadline_month == 12 and "coverage_end" in line.value
