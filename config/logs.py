"""What the log leaves out."""

import logging
import re

# The secret part of a link: of invitations, of suggestions to confirm, of feeds, of forgotten passwords. Checksums,
# of hexadecimal digits alone, stay.
SECRET = re.compile(r"(?<![\w-])(?![0-9a-f]+(?![\w-]))[\w-]{40,}(?![\w-])")


class WithoutSecrets(logging.Filter):
    """Passes every line on, with “…” where it names a secret: an argument of a job, an address that was asked."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True: nothing is held back."""
        said = record.getMessage()
        left = SECRET.sub("…", said)
        if left != said:
            record.msg, record.args = left, ()
        return True
