# shellcheck shell=bash
# Which database to use, in DATABASE_URL and OWNER_DATABASE_URL: the one that was given, else the embedded one. Needs place.sh.

# A server somebody named stays as it is: nothing is created, dropped or stopped there.
GIVEN_DATABASE_URL=${DATABASE_URL:-}

start_database() {
  if [ -n "$GIVEN_DATABASE_URL" ]; then "$PYTHON" bin/given_database.py; else
    "$ROOT/bin/cluster" start "$@"
  fi
}

read_addresses() {
  if [ -z "$GIVEN_DATABASE_URL" ]; then
    DATABASE_URL=$(sed -n 's/^DATABASE_URL=//p' "$TERRITORY_DATA/cluster.env")
    OWNER_DATABASE_URL=$(sed -n 's/^OWNER_DATABASE_URL=//p' "$TERRITORY_DATA/cluster.env")
  fi
  export DATABASE_URL OWNER_DATABASE_URL=${OWNER_DATABASE_URL:-$DATABASE_URL}
}

# as_owner COMMAND…: with the rights to change tables, which the web process never has.
as_owner() { WEB_DATABASE_URL=$DATABASE_URL DATABASE_URL=$OWNER_DATABASE_URL "$@"; }
