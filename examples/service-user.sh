#!/bin/sh
# Gives the gate a user of its own, so that an agent on this machine cannot read its keys: makes the user, who cannot log
# in, and a folder that is theirs alone. Run it as root; with -n it prints the commands and changes nothing.
#
#   examples/service-user.sh [-n] [USER [FOLDER]]      tetrarch and /var/lib/tetrarch unless named
#
# A folder that has a group already keeps it. Exits 0 when done, 1 if it needs root, 2 if it cannot be done.
set -eu

say() { printf 'service-user: %s\n' "$*" >&2; }

dry=no
if [ "${1:-}" = -n ]; then
    dry=yes
    shift
fi
user=${1:-tetrarch}
folder=${2:-/var/lib/tetrarch}

case $user in
    '' | -* | *[!a-z0-9_-]*) say "expected a user's name of a-z, 0-9, _ and -, found '$user'"; exit 2 ;;
    root) say 'expected a user other than root, who may read everything anyway'; exit 2 ;;
esac
case $folder in
    /?*) ;;
    *) say "expected the folder's whole path, found '$folder'"; exit 2 ;;
esac
case $folder in
    *"'"* | *..*) say "expected a folder without ' and .., found \"$folder\""; exit 2 ;;
esac
if [ -L "$folder" ] || { [ -e "$folder" ] && [ ! -d "$folder" ]; }; then
    say "$folder: expected a folder, or nothing yet"
    exit 2
fi
if [ -d "$folder" ] && [ ! -f "$folder/group.json" ] && [ -n "$(ls -A "$folder")" ]; then
    say "$folder: expected a group's folder or an empty one, found other files"
    exit 2
fi

# every command is shown, and run unless this is a dry run
run() {
    printf '%s\n' "$*"
    [ "$dry" = yes ] || "$@"
}

if [ "$dry" = no ] && [ "$(id -u)" -ne 0 ]; then
    say "this takes root; 'sudo $0 $user $folder' does it, '$0 -n $user $folder' shows the commands"
    exit 1
fi

if ! id "$user" >/dev/null 2>&1; then
    run useradd --system --user-group --no-create-home --home-dir "$folder" --shell /usr/sbin/nologin "$user"
fi
run mkdir -p "$folder"
run chown -R -h "$user:" "$folder"
run chmod 0700 "$folder"

say "start the gate, from your own terminal, with"
say "  sudo -u $user tetrarch up --data '$folder'"
say 'and let the agent run as neither that user nor yours'
