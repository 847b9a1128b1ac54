"""Goals of regions, guarded by the database."""

from pathlib import Path

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("layers", "0004_walking_networks"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0024_stage_moves"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("title_de", models.CharField(max_length=150, null=True, verbose_name="title")),
                ("title_fr", models.CharField(max_length=150, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=150, null=True, verbose_name="title")),
                ("title_lb", models.CharField(max_length=150, null=True, verbose_name="title")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="summary")),
                ("summary_de", models.TextField(blank=True, max_length=2000, null=True, verbose_name="summary")),
                ("summary_fr", models.TextField(blank=True, max_length=2000, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, max_length=2000, null=True, verbose_name="summary")),
                ("summary_lb", models.TextField(blank=True, max_length=2000, null=True, verbose_name="summary")),
                (
                    "target",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        verbose_name="target",
                    ),
                ),
                (
                    "target_de",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                (
                    "target_fr",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                (
                    "target_en",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                (
                    "target_lb",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="reached until")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("localinitiative", "local initiatives"),
                            ("cooperationproject", "cooperation projects"),
                            ("pooledservice", "pooled services"),
                        ],
                        help_text="Empty: initiatives, projects and services.",
                        max_length=20,
                        verbose_name="what counts",
                    ),
                ),
                (
                    "from_stage",
                    models.CharField(
                        choices=[
                            ("inventory", "taking stock"),
                            ("solution", "finding a solution"),
                            ("pilot", "pilot"),
                            ("running", "running"),
                            ("extended", "extended"),
                        ],
                        default="pilot",
                        help_text="What has not come so far is on its way.",
                        max_length=10,
                        verbose_name="covered from the stage",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, help_text="Made up for the demonstration.", verbose_name="invented"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="layers.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="territory.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "goal",
                "verbose_name_plural": "goals",
                "ordering": ["theme__position", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="GoalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("title_de", models.CharField(max_length=150, null=True, verbose_name="title")),
                ("title_fr", models.CharField(max_length=150, null=True, verbose_name="title")),
                ("title_en", models.CharField(max_length=150, null=True, verbose_name="title")),
                ("title_lb", models.CharField(max_length=150, null=True, verbose_name="title")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="summary")),
                ("summary_de", models.TextField(blank=True, max_length=2000, null=True, verbose_name="summary")),
                ("summary_fr", models.TextField(blank=True, max_length=2000, null=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, max_length=2000, null=True, verbose_name="summary")),
                ("summary_lb", models.TextField(blank=True, max_length=2000, null=True, verbose_name="summary")),
                (
                    "target",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        verbose_name="target",
                    ),
                ),
                (
                    "target_de",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                (
                    "target_fr",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                (
                    "target_en",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                (
                    "target_lb",
                    models.CharField(
                        blank=True,
                        help_text="What is reached then, in a sentence that can be checked.",
                        max_length=300,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="reached until")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("localinitiative", "local initiatives"),
                            ("cooperationproject", "cooperation projects"),
                            ("pooledservice", "pooled services"),
                        ],
                        help_text="Empty: initiatives, projects and services.",
                        max_length=20,
                        verbose_name="what counts",
                    ),
                ),
                (
                    "from_stage",
                    models.CharField(
                        choices=[
                            ("inventory", "taking stock"),
                            ("solution", "finding a solution"),
                            ("pilot", "pilot"),
                            ("running", "running"),
                            ("extended", "extended"),
                        ],
                        default="pilot",
                        help_text="What has not come so far is on its way.",
                        max_length=10,
                        verbose_name="covered from the stage",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, help_text="Made up for the demonstration.", verbose_name="invented"
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
                        to="territory.goal",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="layers.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["region", "theme"], name="goal_of_region"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="goal_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_stage__in", ["inventory", "solution", "pilot", "running", "extended"])),
                name="goal_stage_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["", "localinitiative", "cooperationproject", "pooledservice"])),
                name="goal_kind_is_known",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_goalevent" ("due_on", "from_stage", "id", "is_invented", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "region_id", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "target", "target_de", "target_en", "target_fr", "target_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb") VALUES (NEW."due_on", NEW."from_stage", NEW."id", NEW."is_invented", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."region_id", NEW."summary", NEW."summary_de", NEW."summary_en", NEW."summary_fr", NEW."summary_lb", NEW."target", NEW."target_de", NEW."target_en", NEW."target_fr", NEW."target_lb", NEW."theme_id", NEW."title", NEW."title_de", NEW."title_en", NEW."title_fr", NEW."title_lb"); RETURN NULL;',
                    hash="37385504c543f4ef78f04d271b897b4db3c55e27",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a6ad9",
                    table="territory_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_goalevent" ("due_on", "from_stage", "id", "is_invented", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "region_id", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "target", "target_de", "target_en", "target_fr", "target_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb") VALUES (NEW."due_on", NEW."from_stage", NEW."id", NEW."is_invented", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."region_id", NEW."summary", NEW."summary_de", NEW."summary_en", NEW."summary_fr", NEW."summary_lb", NEW."target", NEW."target_de", NEW."target_en", NEW."target_fr", NEW."target_lb", NEW."theme_id", NEW."title", NEW."title_de", NEW."title_en", NEW."title_fr", NEW."title_lb"); RETURN NULL;',
                    hash="35cbaa833773c43755b78da82a976de2d4eda1e9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0749b",
                    table="territory_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_goalevent" ("due_on", "from_stage", "id", "is_invented", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "region_id", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "target", "target_de", "target_en", "target_fr", "target_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb") VALUES (OLD."due_on", OLD."from_stage", OLD."id", OLD."is_invented", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."region_id", OLD."summary", OLD."summary_de", OLD."summary_en", OLD."summary_fr", OLD."summary_lb", OLD."target", OLD."target_de", OLD."target_en", OLD."target_fr", OLD."target_lb", OLD."theme_id", OLD."title", OLD."title_de", OLD."title_en", OLD."title_fr", OLD."title_lb"); RETURN NULL;',
                    hash="d4f8b71fc9c5a55f5a15a0947059afc5ed3f4004",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1ef26",
                    table="territory_goal",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL((SQL / "goals.sql").read_text(), migrations.RunSQL.noop),
    ]
