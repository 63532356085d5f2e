# Publishes meshnet to artifacts/meshnet unless it is there already, made from these very sources.
. "$(dirname "$(readlink -f "$0")")/common.sh"
. "$lab_lib/product.sh"

stamp=$(source_stamp)
if [ -x "$artifacts/meshnet/meshnet" ] && [ "$stamp" = "$(cat "$artifacts/meshnet.stamp" 2>/dev/null)" ]; then exit 0; fi

rm -rf "$artifacts/meshnet" "$artifacts/meshnet.stamp"
# Without the analyzers, which take longer than the compiler, and in a place of its own: a build that skipped them must not pass
# for the one that did not. No build server stays behind: the lab promises to leave no process.
"$(dotnet_root)/dotnet" publish "$repository/src/Node" -c Release -o "$artifacts/meshnet" --artifacts-path "$artifacts/build" -v q --nologo \
  -nodeReuse:false -p:UseSharedCompilation=false -p:DebugType=portable -p:RunAnalyzers=false >&2 </dev/null
echo "$stamp" >"$artifacts/meshnet.stamp"
# Run with sudo in a user's clone, the build must not lock that user out of his own tree.
find "$artifacts" -user root -exec chown -h --reference="$repository" {} +
