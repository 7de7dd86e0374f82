#!/bin/sh
# Asks the gate of a group about one tool call of @AGENT@, and denies it unless the gate approves it: whatever fails, whoever
# is silent, and whatever is not an answer to this very question, is a denial. Written by 'tetrarch hook install @AGENT@'.
# stdin: what the agent tells its hooks. Exit code 0 lets the call go on, 2 denies it, with the reason on stderr.

# the system's programs and nothing of the caller's environment that could change what they do
PATH=/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin
LC_ALL=C
IFS=' 	
'
export PATH LC_ALL
unset ENV BASH_ENV CDPATH CURL_HOME CURL_CA_BUNDLE http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
set -fu
umask 077

folder=@FOLDER@
owner=@OWNER@
socket=$folder/gate.sock
newline='
'

deny() {
    trap '' HUP INT TERM PIPE
    @REFUSAL@
    printf 'tetrarch: %s\n' "$1" >&2
    exit 2
}

trap 'deny "stopped before the gate had answered; nothing was approved"' HUP INT TERM
trap 'deny "nobody reads the answer; nothing was approved"' PIPE

command -v curl >/dev/null 2>&1 || deny "denied: curl is not installed, so the gate cannot be asked"
[ -S "$socket" ] || deny "denied: the gate is not running; start it with: tetrarch up --daemon --data $folder"
found=$(find "$folder" "$socket" -prune -user "$owner" 2>/dev/null)
[ "$found" = "$folder$newline$socket" ] ||
    deny "denied: $folder or its socket does not belong to the user of the gate, number $owner"
nonce=$(od -An -N16 -tx1 /dev/urandom 2>/dev/null | tr -d ' \n')
[ "${#nonce}" -eq 32 ] || deny "denied: no random number can be had"

answer=$(curl -q -s -f -N --max-time @PATIENCE@ --max-filesize 65536 --noproxy '*' --unix-socket "$socket" \
    -H 'Content-Type: application/json' -H 'Expect:' --data-binary @- --write-out 'status %{http_code}' \
    "http://gate.tetrarch/v1/hooks/@AGENT@?nonce=$nonce" 2>/dev/null)
code=$?
case $code in
    0) ;;
    7) deny "denied: the gate is not running; start it with: tetrarch up --daemon --data $folder" ;;
    22) deny "denied: the gate refused the question; its log says why: $folder/gate.log" ;;
    28) deny "denied: the gate did not answer within @PATIENCE@ seconds; nothing was approved" ;;
    *) deny "denied: the gate did not answer (curl ended with $code); tetrarch up status --data $folder says how it is" ;;
esac

case $answer in
    "tetrarch-hook/1 $nonce allow$newline"*"${newline}end $nonce${newline}status 200") verdict=allow ;;
    "tetrarch-hook/1 $nonce deny$newline"*"${newline}end $nonce${newline}status 200") verdict=deny ;;
    *) deny "denied: what the gate answered is not an answer to this question" ;;
esac
rest=${answer#*"$newline"}
output=${rest%%"$newline"*}
rest=${rest#*"$newline"}
reason=${rest%%"$newline"*}
[ "$rest" = "$reason${newline}end $nonce${newline}status 200" ] || deny "denied: what the gate answered is not an answer to this question"

if [ "$verdict" = allow ]; then
    [ -z "$output" ] || printf '%s\n' "$output"
    exit 0
fi
trap '' HUP INT TERM PIPE
[ -z "$output" ] || printf '%s\n' "$output"
printf 'tetrarch: %s\n' "$reason" >&2
exit 2
