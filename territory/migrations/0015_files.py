"""Files that people hand in, and what hangs them on initiatives, projects and services."""

from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"
# The history is only ever added to.
KEPT = """
do $$ begin
  if exists (select from pg_roles where rolname = 'web') then
    revoke update, delete, truncate on territory_contributionfileevent from web;
  end if;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0014_needs_and_offers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContributionFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("caption", models.CharField(blank=True, max_length=300, verbose_name="caption")),
                ("alt", models.CharField(blank=True, max_length=300, verbose_name="what the picture shows")),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("fr", "Français"), ("en", "English"), ("lb", "Lëtzebuergesch")],
                        default="fr",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed")),
                (
                    "cooperation_project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="territory.cooperationproject",
                        verbose_name="of",
                    ),
                ),
                (
                    "local_initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="territory.localinitiative",
                        verbose_name="of",
                    ),
                ),
                (
                    "pooled_service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="territory.pooledservice",
                        verbose_name="of",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo or document",
                "verbose_name_plural": "photos and documents",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="checksum")),
                ("size_bytes", models.PositiveIntegerField(verbose_name="size in bytes")),
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("image/jpeg", "photo (JPEG)"),
                            ("image/png", "picture (PNG)"),
                            ("image/webp", "photo (WebP)"),
                            ("application/pdf", "document (PDF)"),
                        ],
                        max_length=30,
                        verbose_name="type",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="file name")),
                ("width_px", models.PositiveIntegerField(blank=True, null=True, verbose_name="width in pixels")),
                ("height_px", models.PositiveIntegerField(blank=True, null=True, verbose_name="height in pixels")),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="handed in")),
                (
                    "uploader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed in by",
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ContributionFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("caption", models.CharField(blank=True, max_length=300, verbose_name="caption")),
                ("alt", models.CharField(blank=True, max_length=300, verbose_name="what the picture shows")),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("fr", "Français"), ("en", "English"), ("lb", "Lëtzebuergesch")],
                        default="fr",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added")),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="removed")),
                (
                    "cooperation_project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.cooperationproject",
                        verbose_name="of",
                    ),
                ),
                (
                    "local_initiative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.localinitiative",
                        verbose_name="of",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="territory.contributionfile",
                    ),
                ),
                (
                    "pooled_service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.pooledservice",
                        verbose_name="of",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.storedfile",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contributionfile",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="territory.storedfile",
                verbose_name="file",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("content_type__in", ["image/jpeg", "image/png", "image/webp", "application/pdf"])),
                name="file_content_type_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contributionfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cooperation_project", None), ("local_initiative__isnull", False), ("pooled_service", None)
                    ),
                    models.Q(
                        ("cooperation_project__isnull", False), ("local_initiative", None), ("pooled_service", None)
                    ),
                    models.Q(
                        ("cooperation_project", None), ("local_initiative", None), ("pooled_service__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="file_hangs_on_one_thing",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contributionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_contributionfileevent" ("added_at", "alt", "caption", "cooperation_project_id", "file_id", "id", "language", "local_initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pooled_service_id", "position", "removed_at") VALUES (NEW."added_at", NEW."alt", NEW."caption", NEW."cooperation_project_id", NEW."file_id", NEW."id", NEW."language", NEW."local_initiative_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pooled_service_id", NEW."position", NEW."removed_at"); RETURN NULL;',
                    hash="8e09c14a79b4d812db1fe41264e414071b8062cb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_42d8c",
                    table="territory_contributionfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contributionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_contributionfileevent" ("added_at", "alt", "caption", "cooperation_project_id", "file_id", "id", "language", "local_initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pooled_service_id", "position", "removed_at") VALUES (NEW."added_at", NEW."alt", NEW."caption", NEW."cooperation_project_id", NEW."file_id", NEW."id", NEW."language", NEW."local_initiative_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pooled_service_id", NEW."position", NEW."removed_at"); RETURN NULL;',
                    hash="92ba8064c0096080deb6498af6ea8bba8bf02400",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_be00c",
                    table="territory_contributionfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contributionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_contributionfileevent" ("added_at", "alt", "caption", "cooperation_project_id", "file_id", "id", "language", "local_initiative_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pooled_service_id", "position", "removed_at") VALUES (OLD."added_at", OLD."alt", OLD."caption", OLD."cooperation_project_id", OLD."file_id", OLD."id", OLD."language", OLD."local_initiative_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pooled_service_id", OLD."position", OLD."removed_at"); RETURN NULL;',
                    hash="b69f01146426bd5c242fce49b846c9099af38c27",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e0ad4",
                    table="territory_contributionfile",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL((SQL / "file_security.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
