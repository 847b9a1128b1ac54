"""What can go wrong with geodata. Each error is one sentence that says what was wrong and what would be right."""


class GeodataError(Exception):
    """Something about a place, a file or a record that keeps it from being used."""


class MissingCrs(GeodataError):
    """A geometry does not say in which coordinate reference system it is."""


class UnreadableFile(GeodataError):
    """A file that cannot be read as the format its dataset comes in."""


class NoSuchTile(GeodataError):
    """An address z/x/y that is not in the tile matrix set."""
