"""How long does a siting take? 2,000 demand points, 100 candidates, k = 1 … 5, beside a library on the same instances.

    python -m benchmarks.siting                  our times and gaps
    python -m benchmarks.siting --peer           also spopt (PySAL) with the same solver; `uv pip install spopt highspy`
    python -m benchmarks.siting --peer-all       … on the large p-medians too, where spopt needs minutes each

Prints, for each model and k, seconds, gap and, with the peer, its seconds and the ratio. The small instance is there
for the peer, which proves its p-medians. The optimum must be the same wherever both are proven; the run fails
otherwise, or where ours takes over 10 s or leaves a gap of 1 % or more.
"""

import argparse
import time
import warnings

import numpy as np

from territory.reach.estimate import estimated_minutes
from territory.siting.choose import choose_sites
from territory.siting.problem import Demand, Model, Problem, Question, Site

DEMANDS, SITES, WITHIN_MIN = 2_000, 100, 10.0
SMALL_DEMANDS, SMALL_SITES = 200, 30
LIMIT_S, LARGEST_GAP_SHARE = 10.0, 0.01


def scattered(seed: int) -> Problem:
    """Demand and candidates anywhere in 6 km × 6 km: the hard case, for nothing hangs together."""
    rng = np.random.default_rng(seed)
    return _problem(rng, rng.uniform(0, 6_000, (DEMANDS, 2)), rng.uniform(0, 6_000, (SITES, 2)))


def small(seed: int) -> Problem:
    """Few enough for a model with one variable for each pair."""
    rng = np.random.default_rng(seed)
    return _problem(rng, rng.uniform(0, 4_000, (SMALL_DEMANDS, 2)), rng.uniform(0, 4_000, (SMALL_SITES, 2)))


def parks(seed: int) -> Problem:
    """Demand in twelve business parks of some 400 m and candidates around them: what the map shows."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 6_000, (12, 2))
    demands = centres[rng.integers(0, 12, DEMANDS)] + rng.normal(0, 200, (DEMANDS, 2))
    sites = centres[rng.integers(0, 12, SITES)] + rng.normal(0, 400, (SITES, 2))
    return _problem(rng, demands, sites)


def _problem(rng: np.random.Generator, demands: np.ndarray, sites: np.ndarray) -> Problem:
    jobs = np.ceil(rng.lognormal(2.5, 1.2, len(demands)))
    return Problem(
        tuple(Demand(f"d{i}", (x, y), weight) for i, ((x, y), weight) in enumerate(zip(demands, jobs, strict=True))),
        tuple(Site(f"s{j}", (x, y)) for j, (x, y) in enumerate(sites)),
        estimated_minutes(demands.tolist(), sites.tolist()),
        is_estimate=True,
    )


def peer_siting(problem: Problem, question: Question, limit_s: float) -> tuple[float, float, bool]:
    """Objective, seconds (building the model included) and whether proven, by spopt with HiGHS."""
    import pulp  # noqa: PLC0415 -- the peer is optional
    from spopt.locate import MCLP, PMedian  # noqa: PLC0415

    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if question.model is Model.MCLP:
            model = MCLP.from_cost_matrix(
                problem.travel_min, problem.weights, question.within_min, p_facilities=question.site_count
            )
        else:
            model = PMedian.from_cost_matrix(problem.travel_min, problem.weights, p_facilities=question.site_count)
        model.problem.solve(pulp.HiGHS(msg=False, timeLimit=limit_s, threads=1))
    seconds = time.perf_counter() - start
    # spopt's p-median counts weight × minutes like ours; what it has found so far comes back when time runs out.
    proven = model.problem.sol_status == pulp.LpSolutionOptimal
    value = pulp.value(model.problem.objective)
    return (float("nan") if value is None else value), seconds, proven


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", action="store_true", help="run spopt on the same instances")
    parser.add_argument("--peer-all", action="store_true", help="also on the large p-medians")
    parser.add_argument("--peer-limit-s", type=float, default=120.0, help="seconds allowed to the peer for each")
    arguments = parser.parse_args()
    print(f"{DEMANDS} demand points, {SITES} candidates (small: {SMALL_DEMANDS}, {SMALL_SITES}); ", end="")
    print(f"MCLP within {WITHIN_MIN:g} min; time limit {LIMIT_S:g} s")
    print(f"{'instance':<12}{'model':<10}{'k':>2}{'objective':>14}{'seconds':>9}{'gap %':>8}  peer")
    failed = False
    for name, make in (("small", small), ("scattered", scattered), ("parks", parks)):
        problem = make(2026)
        for model in (Model.P_MEDIAN, Model.MCLP):
            asks_peer = arguments.peer_all or (arguments.peer and (name == "small" or model is Model.MCLP))
            for count in range(1, 6):
                question = Question(model, WITHIN_MIN if model is Model.MCLP else None, count, LIMIT_S)
                start = time.perf_counter()
                found = choose_sites(problem, question)
                seconds, gap = time.perf_counter() - start, found.gap_share or 0.0
                failed |= seconds > LIMIT_S * 1.2 or gap >= LARGEST_GAP_SHARE
                line = f"{name:<12}{model:<10}{count:>2}{found.objective:>14.1f}{seconds:>9.2f}{100 * gap:>8.3f}  "
                if asks_peer:
                    value, peer_s, proven = peer_siting(problem, question, arguments.peer_limit_s)
                    line += f"{value:.1f} in {peer_s:.1f} s{'' if proven else ' (not proven)'}, {peer_s / seconds:.0f}×"
                    if proven and found.is_proven and abs(value - found.objective) > 1e-5 * abs(value):
                        line, failed = line + "  DIFFERENT", True
                print(line, flush=True)
    if failed:
        raise SystemExit("A siting was too slow, too far from proven, or differs from the peer.")


if __name__ == "__main__":
    main()
