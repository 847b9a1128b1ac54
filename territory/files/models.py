"""Files that people hand in: what is known of each. The bytes lie outside of the database (``shelf.py``)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentType(models.TextChoices):
    """What a file is, decided by its content."""

    JPEG = "image/jpeg", _("photo (JPEG)")
    PNG = "image/png", _("picture (PNG)")
    WEBP = "image/webp", _("photo (WebP)")
    PDF = "application/pdf", _("document (PDF)")


SUFFIXES = {ContentType.JPEG: ".jpg", ContentType.PNG: ".png", ContentType.WEBP: ".webp", ContentType.PDF: ".pdf"}


class StoredFile(models.Model):
    """One file as it is kept: washed of what nobody was meant to see. What it hangs on, each feature says itself.

    ``name`` is the file's own, cleaned, with the ending that fits its content. Pictures have a width and a height.
    """

    sha256 = models.CharField(_("checksum"), max_length=64, db_index=True)
    size_bytes = models.PositiveIntegerField(_("size in bytes"))
    content_type = models.CharField(_("type"), max_length=30, choices=ContentType)
    name = models.CharField(_("file name"), max_length=150)
    width_px = models.PositiveIntegerField(_("width in pixels"), null=True, blank=True)
    height_px = models.PositiveIntegerField(_("height in pixels"), null=True, blank=True)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    created_at = models.DateTimeField(_("handed in"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(content_type__in=ContentType.values), name="file_content_type_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type != ContentType.PDF
