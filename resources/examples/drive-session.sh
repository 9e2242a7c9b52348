#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Speaks WebSocket from a shell, through framescope-cli and without a library: it says something,
# waits for the answer, says something that depends on it, and closes. All of it is recorded.
#
#   drive-session.sh URL RECORDING
#
# Try it with: framescope-cli serve --demo
#              drive-session.sh ws://127.0.0.1:8765/echo session.pcapng
set -eu
url=$1
recording=$2

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkfifo "$folder/say" "$folder/hear"
${FRAMESCOPE_CLI:-framescope-cli} record "$url" -o "$recording" --jsonl-in --print --format jsonl \
    <"$folder/say" >"$folder/hear" &
session=$!
exec 3>"$folder/say" 4<"$folder/hear"

# Sends what a line of JSON says.
say() {
    printf '%s\n' "$1" >&3
}

# Prints the next message of the server; fails if the connection ends before.
answer() {
    while IFS= read -r event <&4; do
        case $event in
        *'"dir":"in","kind":"message"'*)
            printf '%s\n' "$event"
            return
            ;;
        esac
    done
    return 1
}

say '{"type":"text","text":"Hello"}'
first=$(answer)
echo "answer: $first"

# The bytes of binary messages are in base64.
say '{"type":"binary","base64":"yv4A/w=="}'
echo "answer: $(answer)"

say '{"type":"ping","text":"still there?"}'
say '{"type":"close","code":1000,"reason":"done"}'
cat <&4 >/dev/null # the rest, up to the end of the session
wait "$session"
