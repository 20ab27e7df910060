# A PostgreSQL from Debian's packages in a folder of its own, for the stories that run against an external database.

external_pg=""

external_postgres_home() {
  local home
  for home in /usr/lib/postgresql/15 /usr/lib/postgresql/1[6-9]; do
    [ -x "$home/bin/postgres" ] && { echo "$home"; return; }
  done
}

external_postgres_version() { basename "$(external_postgres_home)"; }

# What the suite takes from Debian: installed where we may, named where we may not.
need_debian_packages() {
  local missing=()
  [ -x "${ANJU_CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
  [ -n "$(fc-list :lang=zh-cn 2>/dev/null | head -1)" ] || [ -d /usr/share/fonts/opentype/noto ] || missing+=(fonts-noto-cjk)
  if [ -z "$(external_postgres_home)" ]; then
    apt-cache show postgresql-15 >/dev/null 2>&1 && missing+=(postgresql-15) || missing+=(postgresql)
  fi
  [ ${#missing[@]} -eq 0 ] && return
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null \
    || die "测试还需要 ${missing[*]}：请先安装，如 sudo apt-get install ${missing[*]}。(packages missing)"
  say "正在安装 ${missing[*]} …"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${missing[@]}"; } >&2 \
    || die "装不上 ${missing[*]}，原因见上。(apt-get failed)"
}

as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --reuid="$(id -u postgres)" --regid="$(id -g postgres)" --clear-groups -- "$@"
  else
    "$@"
  fi
}

# start_external_postgres FOLDER: exports ANJU_TEST_DB_URL (each worker adds its number), _USER, _PASSWORD of an ordinary role that owns the databases.
start_external_postgres() {
  local bin port
  bin="$(external_postgres_home)/bin"
  mkdir -p "$1" && external_pg="$1"
  [ "$(id -u)" -eq 0 ] && chown postgres: "$1"
  port=$(free_port)
  export ANJU_TEST_DB_URL="jdbc:postgresql://127.0.0.1:$port/anju_test" ANJU_TEST_DB_USER=anju_test
  ANJU_TEST_DB_PASSWORD=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n'); export ANJU_TEST_DB_PASSWORD
  (
    cd / && set -e
    as_postgres "$bin/initdb" -D "$1/data" -U postgres --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    as_postgres "$bin/pg_ctl" -D "$1/data" -l "$1/log" -w start >/dev/null \
      -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$1' -c fsync=off -c max_connections=300"
    as_postgres "$bin/psql" -q -v ON_ERROR_STOP=1 -h "$1" -p "$port" -U postgres -d postgres \
      -c "create role anju_test login createrole password '$ANJU_TEST_DB_PASSWORD'" \
      -c "create database anju_test1 owner anju_test" -c "create database anju_test2 owner anju_test"
  ) || { cat "$1/log" 2>/dev/null; echo "外部 PostgreSQL 没有起来 (external PostgreSQL did not start)"; return 1; }
}

stop_external_postgres() {
  [ -n "$external_pg" ] || return 0
  (cd / && as_postgres "$(external_postgres_home)/bin/pg_ctl" -D "$external_pg/data" -m fast -w stop >/dev/null 2>&1)
  external_pg=""
  unset ANJU_TEST_DB_URL ANJU_TEST_DB_USER ANJU_TEST_DB_PASSWORD
}
