# The two daemons of a host: dockerd and meshnet.

daemon_log() { echo "$(host_home "$1")/log/$2.log"; }

# Inside the host: the daemon's process id, false when it does not run.
daemon_pid() {
  local file
  file=$(host_root "$1")/run/lab/$2.pid
  [ -e "$file" ] && enter "$1" kill -0 "$(<"$file")" 2>/dev/null && cat "$file"
}

# Starts daemon $2 of host $1 and does not wait until it serves.
launch() {
  local log command
  log=$(daemon_log "$1" "$2")
  case $2 in
    dockerd) command=(dockerd --cgroup-parent="/$(host_namespace "$1")") ;;
    meshnet) command=(meshnet node) ;;
  esac
  # shellcheck disable=SC2016 # expanded by the shell inside the host
  enter "$1" bash -c 'name=$1 log=$2; shift 2; setsid "$@" >>"$log" 2>&1 </dev/null & echo $! >"/run/lab/$name.pid"' \
    - "$2" "$log" "${command[@]}"
}

# True once daemon $2 of host $1 answers on its socket.
serves() {
  local run
  run=$(host_root "$1")/run
  case $2 in
    dockerd) curl -sf -o /dev/null --max-time 2 --unix-socket "$run/docker.sock" http://docker/_ping ;;
    meshnet) curl -sf -o /dev/null --max-time 2 -X POST --unix-socket "$run/docker/plugins/meshnet.sock" http://meshnet/Plugin.Activate ;;
  esac
}

# Leaves in $served whether it serves: asked again, a daemon on a busy machine might not answer in time.
serves_or_ended() {
  served=yes
  serves "$1" "$2" && return
  served=no
  ! daemon_pid "$1" "$2" >/dev/null
}

# Waits until daemon $2 of host $1 serves; shows the end of its log when it does not.
wait_for_daemon() {
  if wait_until 120 serves_or_ended "$1" "$2" && [ $served = yes ]; then return; fi
  tail -n 20 "$(daemon_log "$1" "$2")" >&2
  die "$2 on docker-node$1 does not answer; the whole log is in $(daemon_log "$1" "$2")"
}

# Starts daemon $1 on each of the hosts that follow, all at once, and waits for them.
start_daemon() {
  local name=$1 number from=$EPOCHREALTIME
  shift
  for number; do launch "$number" "$name"; done
  for number; do wait_for_daemon "$number" "$name"; done
  report "started $name on $(node_names "$@")" "$from"
}

# Sends daemon $2 of host $1 the signal $3 and waits for its end.
stop_daemon() {
  local pid
  pid=$(daemon_pid "$1" "$2") || die "$2 is not running on docker-node$1"
  enter "$1" kill -s "$3" "$pid"
  wait_until 60 daemon_ended "$1" "$2" || die "$2 on docker-node$1 is still running 60 s after signal $3"
}

daemon_ended() { ! daemon_pid "$1" "$2" >/dev/null; }

need_daemon() {
  case $1 in
    dockerd) ;;
    meshnet) [ "$meshnet" = yes ] || die "this lab was made with --no-meshnet" ;;
    *) die "'$1' is not a daemon of a lab host: use dockerd or meshnet" ;;
  esac
}

# The order of a real boot: meshnet's socket must be there when dockerd looks up the driver of its networks.
start_daemons() {
  if [ "$meshnet" = yes ]; then start_daemon meshnet "$@"; fi
  start_daemon dockerd "$@"
}

# "docker-node1, docker-node2"
node_names() {
  local names
  names=$(printf ', docker-node%s' "$@")
  echo "${names:2}"
}

# The docker CLI against the engine of host $1, run on this machine so that files and pipes are the caller's.
docker_on() { env -u DOCKER_CONTEXT docker --host "unix://$(host_root "$1")/run/docker.sock" "${@:2}"; }
