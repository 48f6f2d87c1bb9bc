# Sourced: a private PostgreSQL in a temporary folder, reachable by its Unix socket only.
#
# start_server sets `server_folder` and `server_url`; stop_server stops it and removes the folder.
server_folder=

server_programs() {
    local folder
    for folder in "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && echo "$folder" && return
    done
    echo "PostgreSQL isn't installed: apt-get install postgresql" >&2
    return 2
}

# PostgreSQL refuses to run as root.
as_server_user() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

start_server() {
    server_folder=$(mktemp -d "${TMPDIR:-/tmp}/bauta-demo.XXXXXX")
    server_binaries=$(server_programs) || return
    [ "$(id -u)" -ne 0 ] || chown postgres "$server_folder"
    as_server_user "$server_binaries/initdb" -D "$server_folder/data" -U demo --auth=trust \
        --no-sync --encoding=UTF8 --locale=C.UTF-8 >/dev/null || return
    as_server_user "$server_binaries/pg_ctl" -D "$server_folder/data" -w -s \
        -l "$server_folder/log" -o "-k $server_folder -c listen_addresses= -c fsync=off" start ||
        return
    export PGHOST=$server_folder PGUSER=demo PGDATABASE=postgres
    psql -qc 'CREATE DATABASE shop' || return
    export PGDATABASE=shop
    server_url="postgresql:///shop?host=$server_folder&user=demo"
}

stop_server() {
    [ -n "$server_folder" ] || return 0
    [ ! -f "$server_folder/data/postmaster.pid" ] ||
        as_server_user "$server_binaries/pg_ctl" -D "$server_folder/data" -s -m immediate stop
    rm -rf "$server_folder"
    server_folder=
}
