# Builds meshnet, once per change of the sources.

artifacts=$repository/artifacts

# The directory that holds dotnet and its shared frameworks. sudo's PATH may leave out where it is.
dotnet_root() {
  local candidate command
  command=$(type -P dotnet || true)
  for candidate in "${DOTNET_ROOT:-}" "${command:+$(dirname "$(readlink -f "$command")")}" /usr/share/dotnet /usr/lib/dotnet \
    /usr/local/share/dotnet ${SUDO_USER:+"$(eval echo "~$SUDO_USER")/.dotnet"} "${HOME:-/root}/.dotnet"; do
    if [ -n "$candidate" ] && [ -x "$candidate/dotnet" ] && [ -d "$candidate/shared" ]; then
      echo "$candidate"
      return
    fi
  done
  die "no dotnet found: install the .NET 10 SDK, or set DOTNET_ROOT to its directory"
}

# A line that changes when a source file does.
source_stamp() {
  cd "$repository" && find src Directory.Build.props Directory.Packages.props global.json -type f \
    -not -path '*/bin/*' -not -path '*/obj/*' -printf '%P %s %T@\n' | sort | sha256sum
}

build_product() {
  local from=$EPOCHREALTIME
  mkdir -p "$artifacts"
  # Two labs may start from one clone at once. -o: no process that outlives the build may hold the lock.
  flock -o "$artifacts/lock" bash "$lab_lib/publish.sh" || die "meshnet does not build: see the errors above"
  mkdir -p "$lab/product"
  cp -a "$artifacts/meshnet/." "$lab/product/"
  dotnet_root >"$lab/dotnet-root"
  report "meshnet is built" "$from"
}
