#!/bin/bash
# The whole tool on the sample data: demo.sh PATH-OF-BAUTA [OUTPUT-FOLDER]
#
# Starts a private PostgreSQL, loads the samples, scans, plans, masks, loads the masked tables beside
# the real ones, compares and verifies. Everything is left in the output folder, the server is not.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bauta=$(realpath "${1:-$here/../.build/release/bauta}")
out=${2:-$here/../demo-output}
. "$here/server.sh"

begun=$SECONDS
exec 3>&1
trap 'status=$?; stop_server; exit $status' EXIT
trap 'echo "demo: interrupted" >&2; exit 130' INT TERM

fail() {
    echo "demo: $1" >&2
    exit 2
}
heading() {
    printf '\n== %s\n' "$1"
    step_start=$(date +%s%N)
}
took() {
    local tenths=$((($(date +%s%N) - step_start) / 100000000))
    echo "   ($((tenths / 10)).$((tenths % 10)) s)"
}
# Shows a command as a person would type it, then runs it.
run() {
    local shown="$*"
    shown=${shown//$server_url/\$DB}
    shown=${shown//$bauta/bauta}
    shown=${shown//$here/samples}
    echo "\$ $shown" | fold -s -w 76 | sed '2,$s/^/    /' >&3
    "$@"
}

rm -rf "$out" && mkdir -p "$out" && cd "$out" || fail "can't make the folder $out"

heading "a private PostgreSQL with the sample data"
start_server || fail "PostgreSQL didn't start"
psql -qX -f "$here/load.sql" || fail "the samples didn't load"
echo "DB=$server_url"
took

heading "scan: what is in there?"
run "$bauta" scan "$server_url" "$here/exports/chat.jsonl" --exclude 'events_2025*' \
    --catalog catalog.json || fail "the scan failed"
took
run "$bauta" catalog show catalog.json > catalog.txt || fail "the catalog can't be shown"
sed -n '1,26p' catalog.txt
echo "… $(($(wc -l < catalog.txt) - 26)) more lines in catalog.txt"
run "$bauta" catalog explain catalog.json clinic.patients.ssn || fail "no explanation"

heading "plan and key"
run "$bauta" plan init --catalog catalog.json --out mask.toml || fail "no plan"
grep -E '^"clinic.patients.(ssn|birth_date|email)|orders.customer_id' mask.toml | sed 's/  #.*//' | cut -c 1-79
run "$bauta" key new --out demo.key || fail "no key"
took

heading "mask: tables to CSV and JSON lines, an export, chats"
mask() {
    run "$bauta" mask "$@" --catalog catalog.json --plan mask.toml --key file:demo.key
    local status=$?
    # 1 says that the guard found and masked something in a kept column.
    [ $status -le 1 ] || fail "masking failed with exit $status"
}
for table in public.customers public.orders public.payments clinic.visits clinic.patients; do
    mask "$server_url" --table $table --out "${table#*.}.csv"
done
mask "$server_url" --table public.events --out events.jsonl
mask "$here/exports/customers.csv" --as public.customers --out export-customers.csv
mask "$here/exports/chat.jsonl" --out chat.jsonl
took

heading "before and after"
psql -qX -v ON_ERROR_STOP=1 -v out="$out" -f "$here/compare.sql" ||
    fail "the masked tables don't load"
echo 'a note'
psql -qAtX -f "$here/note.sql" | fold -s -w 78
echo
echo 'a chat'
head -n 1 "$here/exports/chat.jsonl" | cut -c 1-400 | fold -w 78
echo '  becomes'
head -n 1 chat.jsonl | cut -c 1-400 | fold -w 78
cmp -s customers.csv export-customers.csv &&
    echo "customers from PostgreSQL and from its CSV export masked to the same bytes"
took

heading "verify: may it be shipped?"
for file in customers.csv payments.csv visits.csv patients.csv chat.jsonl; do
    run "$bauta" verify $file --catalog catalog.json --key file:demo.key || fail "$file failed"
done
took

stop_server
printf '\n== done in %s s; the results are in %s\n' $((SECONDS - begun)) "$(pwd)"
