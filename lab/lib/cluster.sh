# One cluster over all hosts of the lab.

# The meshnet command line on host $1.
meshnet_on() { enter "$1" meshnet "${@:2}"; }

# Creates the mesh on the first host given and joins the others all at once, as an impatient operator would.
found_cluster() {
  local from=$EPOCHREALTIME first=$1 printed join number jobs=() job
  printed=$(meshnet_on "$first" init --advertise "$(host_address "$first")") || die "meshnet init failed on docker-node$first"
  # The line that init prints for the other hosts, as an operator would paste it.
  join=$(grep -o 'meshnet join .*' <<<"$printed") || die "meshnet init printed no join line but: $printed"
  (umask 077 && echo "$join" >"$lab/join")
  shift
  for number; do
    # shellcheck disable=SC2086 # the line's words
    meshnet_on "$number" ${join#meshnet } >>"$(daemon_log "$number" join)" 2>&1 &
    jobs+=("$!:$number")
  done
  for job in "${jobs[@]}"; do
    wait "${job%:*}" || die "docker-node${job#*:} did not join: $(tail -n 5 "$(daemon_log "${job#*:}" join)")"
  done
  for number in "$first" "$@"; do
    wait_until 30 sees_all "$number" || die "docker-node$number does not see all $hosts hosts: lab/meshnet $number node ls"
  done
  report "created the mesh on docker-node$first; $# more joined" "$from"
}

# True once host $1 knows every host of the lab.
sees_all() {
  local known number
  known=$(meshnet_on "$1" node ls 2>/dev/null) || return 1
  for ((number = 1; number <= hosts; number++)); do
    grep -qwF "$(host_address "$number")" <<<"$known" || return 1
  done
}
