# shellcheck shell=bash
# System packages: what is missing, and getting it from the distribution. Needs place.sh.

# PostGIS is there when its files are and the package manager has finished with them.
have_postgis() {
  local folder version
  for folder in /usr/lib/postgresql/*/bin; do
    [ -x "$folder/initdb" ] && [ -f "$("$folder/pg_config" --sharedir)/extension/postgis.control" ] || continue
    version=${folder#/usr/lib/postgresql/}
    installed_or_unknown "postgresql-${version%/bin}-postgis-3" && return
  done
  return 1
}

# True unless dpkg says that the package is only half there.
installed_or_unknown() {
  local status
  status=$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) || return 0
  [ -z "$status" ] || [ "$status" = installed ]
}

# A Python of 3.11 to 3.14 that can make environments, on standard output.
find_python() {
  local candidate
  for candidate in python3 /usr/bin/python3 python3.11 python3.12 python3.13 python3.14; do
    if command -v "$candidate" >/dev/null && "$candidate" -c '
import sys, venv, ensurepip, ssl
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

# Everywhere here grep reads to the end: with -q it leaves early, and pipefail takes the broken pipe for a "no".
have_library() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -F "$1" >/dev/null; }

find_chromium() {
  local candidate
  for candidate in ${CHROMIUM:-} chromium chromium-browser google-chrome; do
    # Ubuntu's chromium-browser is a stub that only tells to use snap; it does not run headless here.
    if command -v "$candidate" >/dev/null && "$candidate" --version >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
  # Where there is no package: the build that Playwright knows how to fetch.
  [ -x "$PYTHON" ] && "$PYTHON" - 2>/dev/null <<'PY'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path) if pathlib.Path(path).exists() else sys.exit(1)
PY
}

# The packages that are missing for PROFILE (demo or check), one a line.
missing_packages() {
  find_python >/dev/null || printf '%s\n' python3 python3-venv
  have_postgis || echo postgresql-postgis
  have_library libexpat.so.1 || echo libexpat1 # rasterio's wheel takes it from the system
  have_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0 # WeasyPrint sets the type of printed maps with it
  have_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0 # and puts only the letters used into the file
  [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
  if [ "$1" = check ]; then
    find_chromium >/dev/null || echo chromium
    have_library libatomic.so.1 || echo libatomic1 # Playwright's driver takes it from the system
    command -v xgettext >/dev/null || echo gettext
    command -v ogrinfo >/dev/null || echo gdal-bin
    [ -n "$(find /usr/share/fonts -name '*.ttf' -print -quit 2>/dev/null)" ] || echo fonts-dejavu-core
  fi
}

# install_packages PACKAGE…: as root, or with a sudo that asks nothing; else one sentence and code 3.
install_packages() {
  local sudo=() command="apt-get update && apt-get install --no-install-recommends $*"
  command -v apt-get >/dev/null || die "Please install, in the words of your distribution: $*; then run this again." 3
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo=(sudo -n); else
      die "Some system packages are missing and only an administrator may install them: sudo sh -c '$command'" 3
    fi
  fi
  local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
  # Without this, Debian starts a system-wide cluster on port 5432 that nobody asked for.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    "${sudo[@]}" mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | "${sudo[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  # An installation that was killed leaves packages unpacked; where all is well this does nothing.
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive dpkg --configure -a || true
  "${apt[@]}" update || echo "apt-get update failed; trying with the lists that are there."
  local package names=()
  for package in "$@"; do
    [ "$package" != postgresql-postgis ] || package=$(postgis_package)
    # Ubuntu has no chromium package that runs without snap; see install_browser.
    [ "$package" != chromium ] || real_chromium_package || continue
    names+=("$package")
  done
  [ ${#names[@]} = 0 ] || "${apt[@]}" --no-install-recommends install "${names[@]}"
}

# The metapackage where the distribution has it, else the newest versioned one.
postgis_package() {
  if apt-cache show postgresql-postgis 2>/dev/null | grep ^Package >/dev/null; then echo postgresql-postgis; else
    apt-cache pkgnames | grep -E '^postgresql-[0-9]+-postgis-3$' | sort -V | tail -n 1
  fi
}

real_chromium_package() { apt-cache show chromium 2>/dev/null | grep '^Depends:.*libnss3' >/dev/null; }
