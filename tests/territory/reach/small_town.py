"""A network small enough to walk with a pencil. Metres from (75 000, 72 000) in the storage CRS; 80 m a minute on foot.

         D (400,300)
         ┊ steps, 300 m = 7.5 min on foot (40 m a minute), closed to bicycles
  A ──── B ════► C          A–B 400 m residential: 5 min on foot, 1.6 min by bicycle (250 m a minute)
(0,0) (400,0) (800,0)       B–C 400 m residential, one way towards C: 5 min on foot both ways

  E ──── F                  E (0,2000), F (400,2000): a footway of its own, no way leads there
"""

from territory.reach.network import Network, Way, network_from

ORIGIN_X_M, ORIGIN_Y_M = 75_000.0, 72_000.0


def at(x_m: float, y_m: float) -> tuple[float, float]:
    return (ORIGIN_X_M + x_m, ORIGIN_Y_M + y_m)


A, B, C, D, E, F = at(0, 0), at(400, 0), at(800, 0), at(400, 300), at(0, 2000), at(400, 2000)


def ways() -> list[Way]:
    return [
        Way([A, B], {"highway": "residential"}),
        Way([B, C], {"highway": "residential", "oneway": "yes"}),
        Way([B, D], {"highway": "steps"}),
        Way([E, F], {"highway": "footway"}),
        Way([A, E], {"highway": "motorway"}),
    ]


def town() -> Network:
    return network_from(ways())
