"""The sections of the European classification of economic activities (NACE), in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Regulation (EC) 1893/2006 (Rev. 2); Delegated Regulation (EU) 2023/137 (Rev. 2.1) splits J and moves what follows.
REV_2: dict[str, Promise] = {
    "A": _("Agriculture, forestry and fishing"),
    "B": _("Mining and quarrying"),
    "C": _("Manufacturing"),
    "D": _("Electricity, gas and heat supply"),
    "E": _("Water supply, sewerage and waste"),
    "F": _("Construction"),
    "G": _("Wholesale and retail trade"),
    "H": _("Transport and storage"),
    "I": _("Hotels and restaurants"),
    "J": _("Information and communication"),
    "K": _("Finance and insurance"),
    "L": _("Real estate"),
    "M": _("Professional, scientific and technical services"),
    "N": _("Administrative and support services"),
    "O": _("Public administration"),
    "P": _("Education"),
    "Q": _("Health and social work"),
    "R": _("Arts, sport and recreation"),
    "S": _("Other services"),
    "T": _("Households as employers"),
    "U": _("International organisations"),
}
REV_2_1: dict[str, Promise] = {
    **{letter: REV_2[letter] for letter in "ABCDEFGHI"},
    "J": _("Publishing, broadcasting and content"),
    "K": _("Telecommunication and computing"),
    "L": REV_2["K"],
    "M": REV_2["L"],
    "N": REV_2["M"],
    "O": REV_2["N"],
    "P": REV_2["O"],
    "Q": REV_2["P"],
    "R": REV_2["Q"],
    "S": REV_2["R"],
    "T": REV_2["S"],
    "U": REV_2["T"],
    "V": REV_2["U"],
}


def section_name(section: str, revision: str) -> str:
    """The section in words, in the reader's language; empty for a letter the revision does not have."""
    return str((REV_2_1 if revision == "2.1" else REV_2).get(section, ""))
