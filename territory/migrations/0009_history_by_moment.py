"""What was known on a day: found by row and moment; and the application's role can only add to it."""

from django.db import migrations, models

KEPT = """
do $$ begin
  if exists (select from pg_roles where rolname = 'web') then
    revoke update, delete, truncate on
      territory_localinitiativeevent, territory_cooperationprojectevent, territory_pooledserviceevent from web;
  end if;
end $$
"""
AS_BEFORE = """
do $$ begin
  if exists (select from pg_roles where rolname = 'web') then
    grant update, delete on
      territory_localinitiativeevent, territory_cooperationprojectevent, territory_pooledserviceevent to web;
  end if;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [("territory", "0008_alerts")]

    operations = [
        *(
            migrations.AddIndex(
                model_name=f"{kind}event",
                index=models.Index(fields=["pgh_obj", "pgh_created_at"], name=f"{kind}_by_moment"),
            )
            for kind in ("cooperationproject", "localinitiative", "pooledservice")
        ),
        migrations.RunSQL(KEPT, AS_BEFORE),
    ]
