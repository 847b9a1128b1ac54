# shellcheck shell=bash
# Which processes are ours. Each server carries a mark in its environment, so nothing else is ever signalled,
# also when a pid file is stale or its number has been given to somebody else's process. Needs place.sh.

mark_of() { printf 'TERRITORY_PROCESS=%s:%s' "$1" "$DATA"; }

# pids_of NAME: the process ids that carry the mark of NAME (web, worker, demo), one a line.
pids_of() {
  local file
  grep -lzxF -e "$(mark_of "$1")" /proc/[0-9]*/environ 2>/dev/null | while read -r file; do
    file=${file#/proc/}
    echo "${file%/environ}"
  done
}

# alive PID…: those that are neither gone nor zombies waiting for their parent.
alive() {
  local pid state
  for pid in "$@"; do
    state=$(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$pid/status" 2>/dev/null) || continue
    case $state in '' | Z | X) ;; *) echo "$pid" ;; esac
  done
}

# heads PID…: those whose parent is not among them. A server that is asked to finish ends its own workers, in order.
heads() {
  local pid parent
  for pid in "$@"; do
    parent=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status" 2>/dev/null) || continue
    case " $* " in *" $parent "*) ;; *) echo "$pid" ;; esac
  done
}

# end NAME: asks the processes of NAME to finish, insists after 8 s. True when there were any.
end() {
  local pids _
  pids=$(pids_of "$1" | tr '\n' ' ')
  [ -n "$pids" ] || return 1
  kill -TERM $(heads $pids) 2>/dev/null || true
  for _ in $(seq 80); do
    [ -n "$(alive $pids)" ] || break
    sleep 0.1
  done
  pids=$(pids_of "$1")
  [ -z "$pids" ] || kill -KILL $pids 2>/dev/null || true
  rm -f "$DATA/$1.pid"
}
