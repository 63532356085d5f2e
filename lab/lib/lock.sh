# One command at a time makes or removes a lab: two at once would take each other's half-made hosts for leftovers.

# lock_lab SECONDS: holds the lab with this prefix until the command ends, however it ends; waits so long for another to let
# go. The lock is on descriptor 9: whatever outlives the command is started without it.
lock_lab() {
  lock=/run/lock/${prefix}lab
  mkdir -p /run/lock
  while :; do
    exec 9>>"$lock"
    flock -w "$1" 9 ||
      die "process $(<"$lock") is making or removing the lab with the prefix '$prefix': wait for it, or use another --prefix"
    # Who held it may have removed the file.
    if [ "$lock" -ef /proc/self/fd/9 ]; then break; fi
  done
  echo $$ >"$lock"
}

remove_lock() { rm -f "$lock"; }
