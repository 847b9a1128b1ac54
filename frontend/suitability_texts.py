"""The words of the suitability pages, by the keys their scripts use."""

from django.utils.translation import gettext as _


def suitability_texts() -> dict[str, str]:
    """All of them, in the active language."""
    return {
        "suit_curve": _("Curve"),
        "suit_linear-down": _("the less, the better"),
        "suit_linear-up": _("the more, the better"),
        "suit_gaussian": _("best around a value"),
        "suit_trapezoid": _("best within a range"),
        "suit_low": _("from the value"),
        "suit_high": _("to the value"),
        "suit_centre": _("best at"),
        "suit_spread": _("give or take"),
        "suit_good_from": _("best from"),
        "suit_good_to": _("best to"),
        "suit_weight": _("Weight"),
        "suit_share": _("{share} % of the whole"),
        "suit_chart": _("Score from 0 to 100 over the values {low} to {high} {unit}"),
        "suit_title": _("Title of the map"),
        "suit_calculate": _("Calculate the map"),
        "suit_none": _("Choose at least one raster."),
        "suit_calculating": _("Being calculated: {percent} %"),
        "suit_click": _("Click on the map to see the value there and how it comes about."),
        "suit_here": _("Value in the middle of the map"),
        "suit_cell": _("{rank}. best cell: {value}"),
        "suit_preview": _("Preview of the map"),
        "suit_preview_none": _("Choose rasters: the map here follows while you move weights and curves."),
        "suit_preview_shown": _("This is the map as it would come out. Nothing is kept until you calculate it."),
        "suit_preview_trouble": _("The preview cannot be drawn with these numbers: see to the curves."),
        "suit_unknown": _("unknown"),
        "suit_opacity": _("How strongly it covers the map"),
    }
