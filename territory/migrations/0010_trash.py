"""Deleting moves to the trash; every change of a row counts a version."""

from pathlib import Path

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0009_history_by_moment"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="cooperationproject",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="cooperationproject",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="cooperationproject",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="localinitiative",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="localinitiative",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="localinitiative",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pooledservice",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pooledservice",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="pooledservice",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="cooperationproject",
            name="trashed_at",
            field=models.DateTimeField(
                blank=True, db_index=True, editable=False, null=True, verbose_name="moved to the trash"
            ),
        ),
        migrations.AddField(
            model_name="cooperationprojectevent",
            name="trashed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="moved to the trash"),
        ),
        migrations.AddField(
            model_name="localinitiative",
            name="trashed_at",
            field=models.DateTimeField(
                blank=True, db_index=True, editable=False, null=True, verbose_name="moved to the trash"
            ),
        ),
        migrations.AddField(
            model_name="localinitiativeevent",
            name="trashed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="moved to the trash"),
        ),
        migrations.AddField(
            model_name="pooledservice",
            name="trashed_at",
            field=models.DateTimeField(
                blank=True, db_index=True, editable=False, null=True, verbose_name="moved to the trash"
            ),
        ),
        migrations.AddField(
            model_name="pooledserviceevent",
            name="trashed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="moved to the trash"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cooperationproject",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_cooperationprojectevent" ("created_at", "created_by_id", "ends_on", "grown_from_id", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version", "working_group_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."grown_from_id", NEW."id", NEW."is_invented", NEW."link", NEW."location", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."stage", NEW."starts_on", NEW."state", NEW."state_reason", NEW."summary", NEW."summary_de", NEW."summary_en", NEW."summary_fr", NEW."summary_lb", NEW."theme_id", NEW."title", NEW."title_de", NEW."title_en", NEW."title_fr", NEW."title_lb", NEW."trashed_at", NEW."updated_at", NEW."version", NEW."working_group_id"); RETURN NULL;',
                    hash="eecdeb43373a4061379e8cd14308ba7ccd64ce70",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ed81c",
                    table="territory_cooperationproject",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cooperationproject",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_cooperationprojectevent" ("created_at", "created_by_id", "ends_on", "grown_from_id", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version", "working_group_id") VALUES (NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."grown_from_id", NEW."id", NEW."is_invented", NEW."link", NEW."location", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."stage", NEW."starts_on", NEW."state", NEW."state_reason", NEW."summary", NEW."summary_de", NEW."summary_en", NEW."summary_fr", NEW."summary_lb", NEW."theme_id", NEW."title", NEW."title_de", NEW."title_en", NEW."title_fr", NEW."title_lb", NEW."trashed_at", NEW."updated_at", NEW."version", NEW."working_group_id"); RETURN NULL;',
                    hash="9bb96ca404b90e5c5417912114b1b03e822a4470",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1877d",
                    table="territory_cooperationproject",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cooperationproject",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_cooperationprojectevent" ("created_at", "created_by_id", "ends_on", "grown_from_id", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version", "working_group_id") VALUES (OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."grown_from_id", OLD."id", OLD."is_invented", OLD."link", OLD."location", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."stage", OLD."starts_on", OLD."state", OLD."state_reason", OLD."summary", OLD."summary_de", OLD."summary_en", OLD."summary_fr", OLD."summary_lb", OLD."theme_id", OLD."title", OLD."title_de", OLD."title_en", OLD."title_fr", OLD."title_lb", OLD."trashed_at", OLD."updated_at", OLD."version", OLD."working_group_id"); RETURN NULL;',
                    hash="800363920e67c9e93a680175f510ffd1ad51d5e3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a1271",
                    table="territory_cooperationproject",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localinitiative",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_localinitiativeevent" ("created_at", "created_by_id", "ends_on", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."id", NEW."is_invented", NEW."link", NEW."location", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."stage", NEW."starts_on", NEW."state", NEW."state_reason", NEW."summary", NEW."summary_de", NEW."summary_en", NEW."summary_fr", NEW."summary_lb", NEW."theme_id", NEW."title", NEW."title_de", NEW."title_en", NEW."title_fr", NEW."title_lb", NEW."trashed_at", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="bd5a9ca7d2faaf3d80bf7f0695f42fafb4186292",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e8760",
                    table="territory_localinitiative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localinitiative",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_localinitiativeevent" ("created_at", "created_by_id", "ends_on", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version") VALUES (NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."id", NEW."is_invented", NEW."link", NEW."location", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."stage", NEW."starts_on", NEW."state", NEW."state_reason", NEW."summary", NEW."summary_de", NEW."summary_en", NEW."summary_fr", NEW."summary_lb", NEW."theme_id", NEW."title", NEW."title_de", NEW."title_en", NEW."title_fr", NEW."title_lb", NEW."trashed_at", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="f4624023c837f31e67d28349f0fc3c955e5b9430",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_69758",
                    table="territory_localinitiative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localinitiative",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_localinitiativeevent" ("created_at", "created_by_id", "ends_on", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version") VALUES (OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."id", OLD."is_invented", OLD."link", OLD."location", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."stage", OLD."starts_on", OLD."state", OLD."state_reason", OLD."summary", OLD."summary_de", OLD."summary_en", OLD."summary_fr", OLD."summary_lb", OLD."theme_id", OLD."title", OLD."title_de", OLD."title_en", OLD."title_fr", OLD."title_lb", OLD."trashed_at", OLD."updated_at", OLD."version"); RETURN NULL;',
                    hash="9a3fcedf2e6637b375386545211da4eac50a8b7e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4e4e8",
                    table="territory_localinitiative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pooledservice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_pooledserviceevent" ("capacity", "capacity_unit", "catchment_m", "created_at", "created_by_id", "ends_on", "grown_from_id", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version", "working_group_id") VALUES (NEW."capacity", NEW."capacity_unit", NEW."catchment_m", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."grown_from_id", NEW."id", NEW."is_invented", NEW."link", NEW."location", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."stage", NEW."starts_on", NEW."state", NEW."state_reason", NEW."summary", NEW."summary_de", NEW."summary_en", NEW."summary_fr", NEW."summary_lb", NEW."theme_id", NEW."title", NEW."title_de", NEW."title_en", NEW."title_fr", NEW."title_lb", NEW."trashed_at", NEW."updated_at", NEW."version", NEW."working_group_id"); RETURN NULL;',
                    hash="2c3989f6574fff0b2d946bc34c53f24bced5aa04",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b28b2",
                    table="territory_pooledservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pooledservice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_pooledserviceevent" ("capacity", "capacity_unit", "catchment_m", "created_at", "created_by_id", "ends_on", "grown_from_id", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version", "working_group_id") VALUES (NEW."capacity", NEW."capacity_unit", NEW."catchment_m", NEW."created_at", NEW."created_by_id", NEW."ends_on", NEW."grown_from_id", NEW."id", NEW."is_invented", NEW."link", NEW."location", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."stage", NEW."starts_on", NEW."state", NEW."state_reason", NEW."summary", NEW."summary_de", NEW."summary_en", NEW."summary_fr", NEW."summary_lb", NEW."theme_id", NEW."title", NEW."title_de", NEW."title_en", NEW."title_fr", NEW."title_lb", NEW."trashed_at", NEW."updated_at", NEW."version", NEW."working_group_id"); RETURN NULL;',
                    hash="1e6dd2fe8c3ad62f792ec8c7e7dc16f93f252e28",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9dffe",
                    table="territory_pooledservice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pooledservice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_pooledserviceevent" ("capacity", "capacity_unit", "catchment_m", "created_at", "created_by_id", "ends_on", "grown_from_id", "id", "is_invented", "link", "location", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "stage", "starts_on", "state", "state_reason", "summary", "summary_de", "summary_en", "summary_fr", "summary_lb", "theme_id", "title", "title_de", "title_en", "title_fr", "title_lb", "trashed_at", "updated_at", "version", "working_group_id") VALUES (OLD."capacity", OLD."capacity_unit", OLD."catchment_m", OLD."created_at", OLD."created_by_id", OLD."ends_on", OLD."grown_from_id", OLD."id", OLD."is_invented", OLD."link", OLD."location", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."stage", OLD."starts_on", OLD."state", OLD."state_reason", OLD."summary", OLD."summary_de", OLD."summary_en", OLD."summary_fr", OLD."summary_lb", OLD."theme_id", OLD."title", OLD."title_de", OLD."title_en", OLD."title_fr", OLD."title_lb", OLD."trashed_at", OLD."updated_at", OLD."version", OLD."working_group_id"); RETURN NULL;',
                    hash="36f2fd48abbc3149e3a865c9937b4a9f65d67e07",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_51295",
                    table="territory_pooledservice",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL((SQL / "trash.sql").read_text(), migrations.RunSQL.noop),
    ]
