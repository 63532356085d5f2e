# Tells a story in steps: what is done, on which host, what came out, and whether it is as promised.

step_number=0 held=0 broken=()

step() {
  step_number=$((step_number + 1))
  printf '\n== %d. %s\n' $step_number "$1"
}

# on N COMMAND...: shows and runs a command on host N, docker against its engine, anything else in its namespaces.
# What it printed is in $output, its exit code in $status, its duration in $took; a failing command ends nothing.
on() {
  local number=$1 from=$EPOCHREALTIME
  shift
  printf 'docker-node%s# %s\n' "$number" "$(quoted "$@")"
  status=0
  case $1 in
    docker) shift; output=$(docker_on "$number" "$@" 2>&1 </dev/null) || status=$? ;;
    *) output=$(enter "$number" "$@" 2>&1 </dev/null) || status=$? ;;
  esac
  took=$(elapsed "$from")
  show_output
}

# outside COMMAND...: the same on the outside host.
from_outside() {
  local from=$EPOCHREALTIME
  printf 'outside# %s\n' "$(quoted "$@")"
  status=0
  output=$(ip netns exec "$outside" "$@" 2>&1 </dev/null) || status=$?
  took=$(elapsed "$from")
  show_output
}

# The command as a person would type it: quotes only where they are needed.
quoted() {
  local word line=
  for word; do
    if [[ ! $word =~ ^[A-Za-z0-9_./:=@%^+,-]+$ ]]; then
      if [[ $word == *\'* ]]; then word=\"$word\"; else word="'$word'"; fi
    fi
    line+=" $word"
  done
  printf '%s' "${line:1}"
}

show_output() {
  if [ -n "$output" ]; then head -n 25 <<<"$output" | cut -c 1-200 | sed 's/^/    /'; fi
}

# expect WHAT CONDITION...: one promise of this step, and whether it held.
expect() {
  local what=$1
  shift
  if "$@"; then
    held=$((held + 1))
    printf '  ok      %s\n' "$what"
  else
    broken+=("step $step_number: $what")
    printf '  BROKEN  %s\n' "$what"
  fi
}

# Conditions over the last command.
succeeded() { [ "$status" = 0 ]; }
failed() { [ "$status" != 0 ]; }
printed() { [[ $output == *"$1"* ]]; }
equals() { [ "$1" = "$2" ]; }
differs() { [ -n "$1" ] && [ -n "$2" ] && [ "$1" != "$2" ]; }
within_ms() { [ "$1" -le "$2" ]; }

# The last word: every broken promise, and false if there was one.
summary() {
  printf '\n== Summary\n%d promises held, %d broken, in %s\n' "$held" ${#broken[@]} "$(elapsed)"
  if [ ${#broken[@]} -gt 0 ]; then
    printf '  %s\n' "${broken[@]}"
    return 1
  fi
}
