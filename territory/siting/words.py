"""The figures of a siting in sentences of the reader's language; also of stored ones."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from layers.numbers import said


@dataclass(frozen=True)
class Figures:
    """What the sentences need. gap_share: 0 is proven, None where a person chose and nothing is known."""

    site_count: int
    served: float
    total: float
    mean_min: float | None
    out_of_reach: int
    gap_share: float | None
    seconds: float
    is_estimate: bool
    unit: str = "jobs"  # or t, MWh: in a year


def sentences_of(figures: Figures) -> list[str]:
    """Who is served, how far they walk, who cannot be, how good the choice is, and what was estimated."""
    share = 100 * figures.served / figures.total if figures.total else 0.0
    told = [
        ngettext(
            "%(count)d site serves %(served)s of %(total)s (%(share)s %%).",
            "%(count)d sites serve %(served)s of %(total)s (%(share)s %%).",
            figures.site_count,
        )
        % {
            "count": figures.site_count,
            "served": said(figures.served, 1),
            "total": amount_in_words(figures.total, figures.unit),
            "share": said(share),
        }
    ]
    if figures.mean_min is not None:
        told.append(_("The average walk is %(minutes)s minutes.") % {"minutes": said(figures.mean_min, 1)})
    if figures.out_of_reach:
        told.append(
            ngettext(
                "No candidate is in reach of %(lost)d place.",
                "No candidate is in reach of %(lost)d places.",
                figures.out_of_reach,
            )
            % {"lost": figures.out_of_reach}
        )
    told.append(_proof(figures))
    if figures.is_estimate:
        told.append(_("Minutes are estimated from distances as the crow flies; no walking network is loaded here."))
    return told


def amount_in_words(amount: float, unit: str) -> str:
    """An amount of demand: "32" jobs, of which the text speaks, or "12.5 t a year"."""
    sentence = {"t": _("%(amount)s t a year"), "MWh": _("%(amount)s MWh a year")}.get(unit, "%(amount)s")
    return sentence % {"amount": said(amount, 1)}


def _proof(figures: Figures) -> str:
    if figures.gap_share is None:
        return _("You placed these sites; no calculation says how much better others could be.")
    if figures.gap_share == 0:
        return _("No other choice is better; this is proven.")
    return _("After %(seconds)s seconds a choice up to %(gap)s %% better is not ruled out.") % {
        "seconds": said(figures.seconds),
        "gap": said(max(100 * figures.gap_share, 0.01), 2),
    }
