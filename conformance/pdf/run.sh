#!/bin/sh
# Checks PDFs with veraPDF.  usage: run.sh FLAVOUR FILE...   FLAVOUR: 2a 2b 3a 3b ua1   (FMT=xml for the failed rules)
#                                   run.sh --fetch           only fetches veraPDF
# Exit status 0: every file conforms. The first run fetches the jars with Maven into the cache of the project
# (LEDARRESAN_CACHE, or ledarresan in XDG_CACHE_HOME or ~/.cache); later runs need no network.
set -e
here=$(cd "$(dirname "$0")" && pwd)
cache=${LEDARRESAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ledarresan}
lib=$cache/verapdf-1.28.2
if [ ! -d "$lib" ]; then
  mkdir -p "$cache"
  new=$(mktemp -d "$cache/.new-verapdf-XXXXXX")
  trap 'rm -rf "$new"' EXIT
  mvn -q -B -f "$here/pom.xml" dependency:copy -DoutputDirectory="$new" >&2
  # Renamed when whole; another run may have been first.
  mv -T "$new" "$lib" 2>/dev/null || [ -d "$lib" ]
  chmod 755 "$lib"
fi
[ "$1" = --fetch ] && exit 0
flavour=$1
shift
exec java -cp "$lib/*" org.verapdf.apps.GreenfieldCliWrapper -f "$flavour" --format "${FMT:-text}" "$@"
