#!/bin/sh
# Runs judge.py with the packages of requirements.txt.  usage: run.sh ARGUMENTS…
#                                                          run.sh --fetch     only fetches the packages
# The first run fetches them with pip into the cache of the project; later runs need no network.
set -e
here=$(cd "$(dirname "$0")" && pwd)
cache=${LEDARRESAN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ledarresan}
wanted=$(cksum < "$here/requirements.txt" | cut -d ' ' -f 1)
venv=$cache/certificate-judges-$wanted
if [ ! -f "$venv/whole" ]; then
  mkdir -p "$cache"
  python3 -m venv "$venv" >&2
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
  touch "$venv/whole"
fi
[ "$1" = --fetch ] && exit 0
exec "$venv/bin/python" "$here/judge.py" "$@"
