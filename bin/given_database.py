#!/usr/bin/env python3
"""Judges the database that DATABASE_URL names: ours or empty, or else a sentence and code 3."""

import os
import sys
from pathlib import Path

import django
import psycopg
from django.apps import apps

# Tables that no extension brought (PostGIS has spatial_ref_sys).
TABLES = """
select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
order by 1
"""


def refusal(connection: psycopg.Connection) -> str:
    """Why the database is not ours to write to; empty when it is."""
    tables = [name for (name,) in connection.execute(TABLES)]
    if not tables:
        return ""
    if "public.django_migrations" in tables:
        applied = connection.execute("select distinct app from django_migrations").fetchall()
        # Also true after a first run that was killed between two migrations.
        if {app for (app,) in applied} <= set(apps.app_configs):
            return ""
    return f"That database holds tables of something else ({tables[0]}, …): name an empty one."


def main() -> int:
    """0 when the database may be used."""
    # Before the settings load: they would add the embedded cluster's addresses where none is given.
    address = os.environ.get("OWNER_DATABASE_URL") or os.environ["DATABASE_URL"]
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            sentence = refusal(connection)
    except psycopg.Error as error:
        sentence = f"DATABASE_URL cannot be used: {' '.join(str(error).split())}"
    print(sentence)
    return 3 if sentence else 0


if __name__ == "__main__":
    sys.exit(main())
