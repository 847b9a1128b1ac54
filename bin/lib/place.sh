# shellcheck shell=bash
# Where things are: the checkout, its data folder, its Python. Sourced by every script in bin/.

ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
DATA=${TERRITORY_DATA:-$ROOT/.data}
case $DATA in /*) ;; *) DATA=$PWD/$DATA ;; esac
mkdir -p "$DATA" || exit 3
DATA=$(cd -P "$DATA" && pwd)
VENV=$ROOT/.venv
PYTHON=$VENV/bin/python
export TERRITORY_DATA=$DATA
export PATH=$VENV/bin:$PATH

# Settings of another project in this shell would send Python, GDAL or psql elsewhere.
unset PROJ_DATA PROJ_LIB GDAL_DATA PYTHONHOME PYTHONPATH DJANGO_SETTINGS_MODULE
unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGPASSWORD PGSERVICE PGOPTIONS PGDATA

# die SENTENCE [CODE]: says what is wrong and what would be right, and ends the script.
die() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}
