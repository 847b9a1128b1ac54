#!/bin/bash
# Run once by the database image, on an empty volume: extensions, and the role that the web server and the worker log in as.
# The same as bin/cluster does for the embedded cluster; owner exists already (POSTGRES_USER).
set -euo pipefail

psql -v ON_ERROR_STOP=1 --username owner --dbname territory --set web_password="$WEB_PASSWORD" <<'SQL'
create extension if not exists postgis;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

create role web login password :'web_password';
revoke create on schema public from public;
grant usage on schema public to web;
alter default privileges for role owner grant select, insert, update, delete on tables to web;
alter default privileges for role owner grant usage, select on sequences to web;

-- PostGIS makes short queries look costly; a parallel worker pays PROJ's start-up and is 16 times slower.
alter role owner set max_parallel_workers_per_gather = 0;
alter role owner set jit = off;
alter role web set max_parallel_workers_per_gather = 0;
alter role web set jit = off;
alter role web set statement_timeout = '30s';
alter role web set lock_timeout = '10s';
alter role web set idle_in_transaction_session_timeout = '60s';
SQL
