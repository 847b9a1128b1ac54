"""What establishments need and offer, read only by whom it is for (docs/decisions/0017)."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0013_suggestions"),
    ]

    operations = [
        migrations.CreateModel(
            name="NeedOrOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "need"), ("out", "offer")], max_length=3, verbose_name="direction"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waste_round", "joint waste collection"),
                            ("shuttle", "shuttle"),
                            ("car_pool", "car-pooling"),
                            ("canteen", "canteen"),
                            ("creche", "crèche"),
                            ("parking", "parking spaces"),
                            ("security", "security service"),
                            ("training", "training"),
                            ("green_space", "care of green spaces"),
                        ],
                        max_length=20,
                        verbose_name="shared service",
                    ),
                ),
                ("material", models.CharField(blank=True, max_length=12, verbose_name="material or energy")),
                ("amount", models.FloatField(blank=True, null=True, verbose_name="quantity")),
                ("unit", models.CharField(blank=True, max_length=4, verbose_name="unit")),
                ("period", models.CharField(blank=True, max_length=5, verbose_name="in each")),
                ("density_t_per_m3", models.FloatField(blank=True, null=True, verbose_name="density in t/m³")),
                ("per_year", models.FloatField(blank=True, editable=False, null=True, verbose_name="quantity a year")),
                (
                    "months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        null=True,
                        size=None,
                        verbose_name="months",
                    ),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        null=True,
                        size=None,
                        verbose_name="weekdays",
                    ),
                ),
                ("grade", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="grade")),
                ("temperature_c", models.FloatField(blank=True, null=True, verbose_name="temperature in °C")),
                ("has_permit", models.BooleanField(default=False, verbose_name="permit for hazardous waste")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("facilitator", "only the facilitator of our working group"),
                            ("group", "the members of our working group"),
                            ("all", "everyone"),
                        ],
                        default="facilitator",
                        max_length=11,
                        verbose_name="who sees it",
                    ),
                ),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, help_text="Made up for the demonstration.", verbose_name="invented"
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs_and_offers",
                        to="territory.establishment",
                        verbose_name="establishment",
                    ),
                ),
            ],
            options={
                "verbose_name": "need or offer",
                "verbose_name_plural": "needs and offers",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="NeedOrOfferEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "need"), ("out", "offer")], max_length=3, verbose_name="direction"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waste_round", "joint waste collection"),
                            ("shuttle", "shuttle"),
                            ("car_pool", "car-pooling"),
                            ("canteen", "canteen"),
                            ("creche", "crèche"),
                            ("parking", "parking spaces"),
                            ("security", "security service"),
                            ("training", "training"),
                            ("green_space", "care of green spaces"),
                        ],
                        max_length=20,
                        verbose_name="shared service",
                    ),
                ),
                ("material", models.CharField(blank=True, max_length=12, verbose_name="material or energy")),
                ("amount", models.FloatField(blank=True, null=True, verbose_name="quantity")),
                ("unit", models.CharField(blank=True, max_length=4, verbose_name="unit")),
                ("period", models.CharField(blank=True, max_length=5, verbose_name="in each")),
                ("density_t_per_m3", models.FloatField(blank=True, null=True, verbose_name="density in t/m³")),
                ("per_year", models.FloatField(blank=True, editable=False, null=True, verbose_name="quantity a year")),
                (
                    "months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        null=True,
                        size=None,
                        verbose_name="months",
                    ),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        null=True,
                        size=None,
                        verbose_name="weekdays",
                    ),
                ),
                ("grade", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="grade")),
                ("temperature_c", models.FloatField(blank=True, null=True, verbose_name="temperature in °C")),
                ("has_permit", models.BooleanField(default=False, verbose_name="permit for hazardous waste")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("facilitator", "only the facilitator of our working group"),
                            ("group", "the members of our working group"),
                            ("all", "everyone"),
                        ],
                        default="facilitator",
                        max_length=11,
                        verbose_name="who sees it",
                    ),
                ),
                (
                    "is_invented",
                    models.BooleanField(
                        default=False, help_text="Made up for the demonstration.", verbose_name="invented"
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="withdrawn")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "establishment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="territory.establishment",
                        verbose_name="establishment",
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
                        to="territory.needoroffer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="needoroffer",
            index=models.Index(fields=["visibility", "id"], name="need_or_offer_visibility"),
        ),
        migrations.AddIndex(
            model_name="needoroffer",
            index=models.Index(
                condition=models.Q(("service", ""), _negated=True), fields=["service"], name="need_or_offer_service"
            ),
        ),
        migrations.AddConstraint(
            model_name="needoroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("service", ""), models.Q(("material", ""), _negated=True)),
                    models.Q(models.Q(("service", ""), _negated=True), ("material", "")),
                    _connector="OR",
                ),
                name="need_or_offer_is_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="needoroffer",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                name="need_or_offer_amount_positive",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="needoroffer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_needorofferevent" ("amount", "created_at", "density_t_per_m3", "direction", "establishment_id", "grade", "has_permit", "id", "is_invented", "material", "months", "note", "per_year", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "temperature_c", "unit", "updated_at", "version", "visibility", "weekdays", "withdrawn_at") VALUES (NEW."amount", NEW."created_at", NEW."density_t_per_m3", NEW."direction", NEW."establishment_id", NEW."grade", NEW."has_permit", NEW."id", NEW."is_invented", NEW."material", NEW."months", NEW."note", NEW."per_year", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."service", NEW."temperature_c", NEW."unit", NEW."updated_at", NEW."version", NEW."visibility", NEW."weekdays", NEW."withdrawn_at"); RETURN NULL;',
                    hash="833089971fb5986c0304c438461e40169667f093",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_655f7",
                    table="territory_needoroffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="needoroffer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_needorofferevent" ("amount", "created_at", "density_t_per_m3", "direction", "establishment_id", "grade", "has_permit", "id", "is_invented", "material", "months", "note", "per_year", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "temperature_c", "unit", "updated_at", "version", "visibility", "weekdays", "withdrawn_at") VALUES (NEW."amount", NEW."created_at", NEW."density_t_per_m3", NEW."direction", NEW."establishment_id", NEW."grade", NEW."has_permit", NEW."id", NEW."is_invented", NEW."material", NEW."months", NEW."note", NEW."per_year", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."service", NEW."temperature_c", NEW."unit", NEW."updated_at", NEW."version", NEW."visibility", NEW."weekdays", NEW."withdrawn_at"); RETURN NULL;',
                    hash="e06ae6e3645f4e0c941cb770182d93b71ce166f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_14db1",
                    table="territory_needoroffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="needoroffer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_needorofferevent" ("amount", "created_at", "density_t_per_m3", "direction", "establishment_id", "grade", "has_permit", "id", "is_invented", "material", "months", "note", "per_year", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service", "temperature_c", "unit", "updated_at", "version", "visibility", "weekdays", "withdrawn_at") VALUES (OLD."amount", OLD."created_at", OLD."density_t_per_m3", OLD."direction", OLD."establishment_id", OLD."grade", OLD."has_permit", OLD."id", OLD."is_invented", OLD."material", OLD."months", OLD."note", OLD."per_year", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service", OLD."temperature_c", OLD."unit", OLD."updated_at", OLD."version", OLD."visibility", OLD."weekdays", OLD."withdrawn_at"); RETURN NULL;',
                    hash="b77060e27a6d89cccd928d506473d6e559db20fe",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f065",
                    table="territory_needoroffer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL((SQL / "needs_and_offers.sql").read_text(), migrations.RunSQL.noop),
    ]
