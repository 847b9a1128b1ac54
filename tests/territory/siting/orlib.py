"""Instances from the literature whose best value is published.

pmed1 and pmed2: OR-Library (J. E. Beasley, "A note on solving large p-median problems", European Journal of Operational
Research 21, 1985, 270–273), a public collection of test data, copied number by number:
first nodes, edges, p; then one edge a line. As OR-Library says, the last cost of a repeated edge counts and minutes are
shortest paths. The best sums stand in its file pmedopt: 5819 and 4093. The least longest walk with the same p (vertex
p-centre), 127 and 98, is published as well (W. Pullan, A Memetic Genetic Algorithm for the Vertex p-center Problem,
2008, lists it for all forty).

Steiner triple coverings (D. R. Fulkerson, G. L. Nemhauser, L. E. Trotter, "Two computationally difficult set covering
problems", Mathematical Programming Study 2, 1974): how few points meet every line of the affine space over three
elements. Published: 5 of 9 points meet all 12 lines of the plane (A9), 18 of 27 all 117 lines of space (A27).
"""

from itertools import product
from pathlib import Path

import numpy as np
from scipy.sparse.csgraph import floyd_warshall

from territory.siting.problem import Demand, Problem, Site


def pmed(number: int) -> tuple[int, Problem]:
    """The p of an OR-Library instance and the problem: each of the 100 nodes demands 1 and is a candidate."""
    lines = (Path(__file__).parent / f"pmed{number}.txt").read_text(encoding="utf-8").splitlines()
    nodes, edges, p = map(int, lines[0].split())
    cost = np.full((nodes, nodes), np.inf)
    for line in lines[1 : edges + 1]:
        start, end, length = map(int, line.split())
        cost[start - 1, end - 1] = cost[end - 1, start - 1] = length
    np.fill_diagonal(cost, 0)
    return p, problem(floyd_warshall(cost))


def steiner(dimension: int) -> Problem:
    """Lines of the affine space over three elements as demand, its points as candidates, 1 minute where they meet."""
    points = list(product(range(3), repeat=dimension))
    lines = {
        frozenset(tuple((a + step * d) % 3 for a, d in zip(start, way, strict=True)) for step in range(3))
        for start in points
        for way in points
        if any(way)
    }
    ordered = sorted(tuple(sorted(line)) for line in lines)
    return problem(np.array([[1.0 if point in line else np.inf for point in points] for line in ordered]))


def problem(travel_min, weights=None, capacities=None, fixed=()) -> Problem:
    """A problem from a table of minutes; demands d0, d1 …, sites s0, s1 …"""
    table = np.asarray(travel_min, dtype=float)
    demand_count, site_count = table.shape
    weights = [1.0] * demand_count if weights is None else weights
    capacities = [None] * site_count if capacities is None else capacities
    return Problem(
        tuple(Demand(f"d{i}", (float(i), 0.0), float(weights[i])) for i in range(demand_count)),
        tuple(Site(f"s{j}", (float(j), 1.0), capacities[j], j in fixed) for j in range(site_count)),
        table,
    )
