"""Stops storing what is sent to us as soon as it is too large: Django asks before each piece."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class QuotaUploadHandler(FileUploadHandler):
    """First of `settings.FILE_UPLOAD_HANDLERS`: the rest of a file that is too large is read and forgotten."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        del start
        self._size += len(raw_data)
        if self._size > settings.UPLOAD_MEGABYTES * 1_000_000:
            self.request.upload_refused = True  # type: ignore[union-attr]  # read by `was_refused`
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""


def was_refused(request: HttpRequest) -> bool:
    """Whether a file of this request was too large."""
    return getattr(request, "upload_refused", False)
