"""Consents of those whose land something touches; nothing is public without them."""

from pathlib import Path

import django.contrib.gis.db.models.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("layers", "0004_walking_networks"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0015_files"),
    ]

    operations = [
        migrations.AlterField(
            model_name="happening",
            name="detail",
            field=models.CharField(
                blank=True, help_text="The stage, the first day, or who answers.", max_length=50, verbose_name="detail"
            ),
        ),
        migrations.AlterField(
            model_name="happening",
            name="what",
            field=models.CharField(
                choices=[
                    ("submitted", "submitted"),
                    ("changes_requested", "changes requested"),
                    ("published", "published"),
                    ("archived", "archived"),
                    ("draft", "withdrawn"),
                    ("stage", "another stage"),
                    ("waits_again", "waits for consents again"),
                    ("consent_asked", "consent asked"),
                    ("consent_given", "consent given"),
                    ("consent_refused", "consent refused"),
                    ("starts_soon", "works begin soon"),
                    ("suggested", "suggested by a visitor"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="why",
            field=models.CharField(
                choices=[
                    ("decides", "you decide on it"),
                    ("asked", "it touches your commune"),
                    ("writes", "your organisation wrote it"),
                    ("follows", "you follow it"),
                ],
                max_length=10,
                verbose_name="why",
            ),
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(help_text="Name of the table of the thing.", max_length=30, verbose_name="kind"),
                ),
                ("object_id", models.BigIntegerField(verbose_name="number of the thing")),
                (
                    "part",
                    django.contrib.gis.db.models.fields.GeometryField(
                        spatial_index=False, srid=2169, verbose_name="part"
                    ),
                ),
                ("share", models.FloatField(verbose_name="share of the whole")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "answer",
                    models.CharField(
                        choices=[("waiting", "no answer yet"), ("consents", "consents"), ("refuses", "refuses")],
                        default="waiting",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=4000, verbose_name="reason")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="The place no longer touches the commune.",
                        null=True,
                        verbose_name="no longer needed since",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="layers.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="territory.organisation",
                        verbose_name="authority",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(help_text="Name of the table of the thing.", max_length=30, verbose_name="kind"),
                ),
                ("object_id", models.BigIntegerField(verbose_name="number of the thing")),
                (
                    "part",
                    django.contrib.gis.db.models.fields.GeometryField(
                        spatial_index=False, srid=2169, verbose_name="part"
                    ),
                ),
                ("share", models.FloatField(verbose_name="share of the whole")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "answer",
                    models.CharField(
                        choices=[("waiting", "no answer yet"), ("consents", "consents"), ("refuses", "refuses")],
                        default="waiting",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=4000, verbose_name="reason")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="The place no longer touches the commune.",
                        null=True,
                        verbose_name="no longer needed since",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="layers.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.organisation",
                        verbose_name="authority",
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
                        to="territory.consent",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["organisation", "answer"],
                name="consent_of_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("kind", "object_id", "commune", "organisation"),
                name="consent_asked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["waiting", "consents", "refuses"])), name="consent_answer_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "refuses"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="refusal_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "waiting"), ("answered_at__isnull", True)),
                    models.Q(models.Q(("answer", "waiting"), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="answered_consent_has_a_date",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_consentevent" ("answer", "answered_at", "answered_by_id", "asked_at", "closed_at", "commune_id", "id", "kind", "object_id", "organisation_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "share") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."closed_at", NEW."commune_id", NEW."id", NEW."kind", NEW."object_id", NEW."organisation_id", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."share"); RETURN NULL;',
                    hash="5fa475fbc6b8ce85e2e0583ca01e301431f9863a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b034c",
                    table="territory_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_consentevent" ("answer", "answered_at", "answered_by_id", "asked_at", "closed_at", "commune_id", "id", "kind", "object_id", "organisation_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "share") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."closed_at", NEW."commune_id", NEW."id", NEW."kind", NEW."object_id", NEW."organisation_id", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."share"); RETURN NULL;',
                    hash="e35f95c7d41572401fc888ded90be7dfae7ab5c5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d18a9",
                    table="territory_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_consentevent" ("answer", "answered_at", "answered_by_id", "asked_at", "closed_at", "commune_id", "id", "kind", "object_id", "organisation_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "share") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."asked_at", OLD."closed_at", OLD."commune_id", OLD."id", OLD."kind", OLD."object_id", OLD."organisation_id", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."share"); RETURN NULL;',
                    hash="bc5d9ca2d109aef0b7f84b0cfcc88c9925073f04",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5547",
                    table="territory_consent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL((SQL / "consents.sql").read_text(), migrations.RunSQL.noop),
    ]
