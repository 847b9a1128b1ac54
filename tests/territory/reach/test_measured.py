"""Measured where the network reaches, estimated elsewhere, told apart. Distances: small_town.py beside this."""

import numpy as np
import pytest

from territory.reach.measured import EstimateReason, walks
from tests.territory.reach.small_town import A, B, C, at, town

FAR = at(400, 800)  # 500 m from the nearest way


def test_both_ends_on_the_network_are_measured():
    found = walks(town(), [A], [B, C])
    assert found.travel_min[0] == pytest.approx([5, 10])  # 400 m and 800 m at 80 m a minute
    assert not found.is_estimated.any()
    assert found.reason is None


def test_a_place_off_the_network_is_estimated_and_said_so():
    found = walks(town(), [B], [C, FAR])
    # 800 m as the crow flies × 1.3 = 1040 m, 13 minutes.
    assert found.travel_min[0] == pytest.approx([5, 13])
    assert found.is_estimated.tolist() == [[False, True]]
    assert found.reason is EstimateReason.SOME_OFF_NETWORK
    assert "1.3" in found.reason.in_words()


def test_what_is_out_of_reach_needs_no_excuse():
    found = walks(town(), [B], [C, FAR], limit_min=12)
    assert np.isinf(found.travel_min[0, 1])
    assert found.reason is None


def test_without_a_network_and_off_it_everything_is_estimated():
    assert walks(None, [A], [B]).travel_min[0, 0] == pytest.approx(6.5)  # 400 m × 1.3 / 80
    assert walks(None, [A], [B]).reason is EstimateReason.NO_NETWORK
    assert walks(town(), [FAR], [B]).reason is EstimateReason.START_OFF_NETWORK


def test_nobody_there_is_no_error():
    assert walks(town(), [A], []).travel_min.shape == (1, 0)
    assert walks(None, [], []).reason is None
