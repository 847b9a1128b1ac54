# shellcheck shell=bash
# Set-up of PROFILE (demo or check), step by step. Safe to repeat and to interrupt. Needs place, progress and packages.

system_packages() {
  local missing
  missing=$(missing_packages "$PROFILE")
  [ -n "$missing" ] || return 0
  install_packages $missing
  remark "installed"
}

locks() {
  case $PROFILE in demo) cat requirements/uv.txt requirements/app.txt ;; check) cat requirements/{uv,app,check}.txt ;; esac
}

python_environment() {
  # An environment for the checks also serves the demo, so it is never shrunk.
  if [ "$PROFILE" = demo ] && [ -e .venv/.ready-check ]; then PROFILE=check; fi
  local wanted
  wanted=$(locks | sha1sum | cut -c1-40)
  if [ "$(cat ".venv/.ready-$PROFILE" 2>/dev/null)" = "$wanted" ] && "$PYTHON" -c '' 2>/dev/null; then return; fi
  # Marked ready only at the very end; without any mark nobody knows how far it came, so it is made anew.
  if [ ! -e .venv/.ready-demo ] || ! "$PYTHON" -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    "$(find_python)" -m venv .venv
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements/uv.txt
  fi
  rm -f .venv/.ready-*
  local files=(requirements/uv.txt requirements/app.txt)
  [ "$PROFILE" = demo ] || files+=(requirements/check.txt)
  "$VENV/bin/uv" pip install --quiet --require-hashes --python "$PYTHON" $(printf -- '-r %s ' "${files[@]}")
  [ "$PROFILE" = demo ] || printf %s "$wanted" >.venv/.ready-check
  PROFILE=demo
  locks | sha1sum | cut -c1-40 >.venv/.ready-demo
  remark installed
}

node_packages() {
  local wanted
  wanted=$(cat package.json package-lock.json | sha1sum | cut -c1-40)
  [ "$(cat node_modules/.ready 2>/dev/null)" != "$wanted" ] || return 0
  npm ci --ignore-scripts
  printf %s "$wanted" >node_modules/.ready
  remark installed
}

browser() {
  find_chromium >/dev/null && return
  # Not a Debian: Playwright's own build, which brings its libraries through apt.
  "$PYTHON" -m playwright install --with-deps chromium
  find_chromium
}

# prepare PROFILE: 3 steps for the demo, 5 for the checks. Two runs at a time wait for each other.
prepare() {
  PROFILE=$1
  cd "$ROOT"
  # One lock for this data folder, held until all is set up; one for the checkout, whose tools several folders share.
  exec 9>"$DATA/setup.lock"
  flock -n 9 || { echo "Another run is setting up $DATA; waiting for it …" && flock 9; }
  mkdir -p .data
  exec 6>.data/tools.lock
  flock -n 6 || { echo "Another run is installing tools for this checkout; waiting for it …" && flock 6; }
  : >"$DATA/setup.log"
  step "system packages" system_packages
  step "Python environment" python_environment
  if [ "$PROFILE" = check ]; then
    step "JavaScript tools" node_packages
    step "browser" browser
  fi
  step "translations" "$PYTHON" bin/messages.py compile
  exec 6>&-
}

prepared() { exec 9>&-; } # lets a waiting run go on
