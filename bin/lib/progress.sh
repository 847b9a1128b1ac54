# shellcheck shell=bash
# Progress a person can follow: "2/6 Python environment … ok 12 s". Needs place.sh.

STEP=0
STEPS=${STEPS:-1}

# step LABEL COMMAND…: runs COMMAND with its output in setup.log; on failure shows the end of it and stops.
# The command may leave a remark in the file $REMARK, shown instead of "ok".
step() {
  local label=$1 began=$SECONDS code log=$DATA/setup.log
  shift
  STEP=$((STEP + 1))
  REMARK=$DATA/.remark
  rm -f "$REMARK"
  printf '%s/%s %s … ' "$STEP" "$STEPS" "$label"
  printf '\n== %s: %s\n' "$(date -u +%FT%TZ)" "$label" >>"$log"
  local start_line
  start_line=$(wc -l <"$log")
  # In a subshell outside any condition, the only place where bash still stops the function at its first error.
  set +e
  (set -e && "$@") >>"$log" 2>&1 </dev/null
  code=$?
  set -e
  if [ "$code" = 0 ]; then
    printf '%s %s s\n' "$(cat "$REMARK" 2>/dev/null || echo ok)" "$((SECONDS - began))"
    rm -f "$REMARK"
    return
  fi
  printf 'failed after %s s\n' "$((SECONDS - began))"
  # Code 3 is a sentence for the person, written as the last line; anything else needs the context.
  if [ "$code" = 3 ]; then tail -n 1 "$log" >&2; else
    tail -n +"$((start_line + 1))" "$log" | tail -n 25 >&2
    echo "The whole of it: $log" >&2
  fi
  exit "$code"
}

remark() { printf '%s' "$1" >"$REMARK"; }
