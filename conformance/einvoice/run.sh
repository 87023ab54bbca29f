#!/bin/sh
# Checks UBL invoices and credit notes by the official rules of Peppol BIS Billing 3 (schema, EN 16931, Peppol, Sweden).
# usage: run.sh FILE.xml...    or  run.sh --fetch, which only fetches and builds
# Exit status 0: every file conforms. The first run builds with Maven in the cache of the project (LEDARRESAN_CACHE, or
# ledarresan in XDG_CACHE_HOME or ~/.cache); later runs need no network.
set -e
here=$(cd "$(dirname "$0")" && pwd)
cache=${LEDARRESAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ledarresan}
made=$cache/peppol-4.3.7-1
if [ ! -d "$made" ]; then
  mkdir -p "$cache"
  new=$(mktemp -d "$cache/.new-peppol-XXXXXX")
  trap 'rm -rf "$new"' EXIT
  cp -r "$here/pom.xml" "$here/src" "$new/"
  mvn -q -B -f "$new/pom.xml" compile dependency:copy-dependencies -DoutputDirectory="$new/lib" -DincludeScope=runtime >&2
  # Renamed when whole; another run may have been first.
  mv -T "$new" "$made" 2>/dev/null || [ -d "$made" ]
  chmod 755 "$made"
fi
[ "$1" = --fetch ] && exit 0
exec java -Xshare:auto -cp "$made/target/classes:$made/lib/*" Validate "$@"
