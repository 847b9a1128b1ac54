"""How far files are read that people hand in."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUpload(FileUploadHandler):
    """Lets as much of each file through as shows that it is too large, and drops the rest.

    The other fields of the form arrive as they were typed, and whoever takes the file says what is wrong with it.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """``raw_data`` for the handlers behind, None once there is more than may be."""
        return raw_data if start <= settings.FILE_MAX_MB * 1_000_000 else None

    def file_complete(self, file_size: int) -> Any:
        """Nothing: the file is what the handlers behind have kept."""
        return None
