# The image that lab containers run: Debian's own programs, as there is no registry to pull one from.

image_programs=(curl dig getent iperf3 redis-server redis-cli)

# Makes $lab/image.tar.
build_image() {
  local from=$EPOCHREALTIME root=$lab/image applet program library
  mkdir -p "$root"/{bin,usr/bin,etc,tmp,proc,sys,dev,root,var/www/cgi-bin}
  cp "$(type -P busybox)" "$root/bin/busybox"
  for applet in $(busybox --list); do
    if [ "$applet" != busybox ]; then ln -s busybox "$root/bin/$applet"; fi
  done
  for program in "${image_programs[@]}"; do cp -L "$(type -P "$program")" "$root/usr/bin/"; done
  image_libraries | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
  cp "$repository/lab/app/hello" "$root/var/www/cgi-bin/"
  echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
  echo 'root:x:0:' >"$root/etc/group"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
  chmod 1777 "$root/tmp"
  tar -C "$root" -cf "$lab/image.tar" .
  rm -rf "$root"
  report "made the lab image, $(($(stat -c %s "$lab/image.tar") / 1048576)) MB" "$from"
}

# The shared libraries of the programs, and the resolver that glibc loads by name at run time.
image_libraries() {
  local program
  {
    for program in "${image_programs[@]}"; do ldd "$(type -P "$program")"; done | grep -o '/[^ ]*'
    ldconfig -p | grep -o '/[^ ]*/libnss_\(dns\|files\)\.so\.2$' || true
  } | sort -u
}

# Loads the image on the hosts given, as `lab`, and as `busybox` so that the tutorial's commands work as they stand.
load_image() {
  local from=$EPOCHREALTIME number jobs=() job
  for number; do
    docker_on "$number" import --change 'CMD ["sh"]' - lab <"$lab/image.tar" >/dev/null &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || die "the lab image could not be loaded"; done
  for number; do docker_on "$number" tag lab busybox; done
  report "loaded the image on $(node_names "$@") as lab and busybox" "$from"
}
