#!/usr/bin/env bash
# Every test there is: server, web, browser, acceptance, and the stories once more on an external PostgreSQL.
# The last line is "N passed, N failed"; the exit code is not 0 when anything failed or a stage ran no test.
set -uo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export LC_ALL=C.UTF-8
. "$root/scripts/lib.sh"
. "$root/scripts/build.sh"
. "$root/scripts/external-postgres.sh"
unset ANJU_DATA ANJU_PORT ANJU_DB_URL ANJU_DB_USER ANJU_DB_PASSWORD ANJU_DB_APP_USER ANJU_DB_APP_PASSWORD ANJU_KEY

passed=0
failed=0
server_pid=""
longest=2400                                             # seconds for one stage; hanging is a failure, too
work=$(mktemp -d) && chmod 711 "$work"
complaints="$work/complaints"
: > "$complaints"
trap clean_up EXIT
trap 'exit 130' INT TERM

clean_up() {
  [ -n "$server_pid" ] && stop_server
  stop_external_postgres
  rm -rf "$work"
}

complain() { echo "$1" | tee -a "$complaints"; }

stage() { echo "-- $1" >> "$complaints"; printf '\n== %s\n' "$1"; began=$SECONDS; }

# count PASSED FAILED: adds one stage up; a stage without any test is a failure of its own.
count() {
  local ok=${1:-0} wrong=${2:-0}
  [ $((ok + wrong)) -eq 0 ] && { wrong=1; complain "这一阶段没有跑到任何测试 (no test ran)"; }
  passed=$((passed + ok)); failed=$((failed + wrong))
  printf '   %d passed, %d failed, %d s\n' "$ok" "$wrong" $((SECONDS - began))
}

# What a stage prints goes to a file; what is wrong is shown, and once more at the very end.
maven() {
  local status log="$work/maven.log"
  (cd "$root" && MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
    timeout --kill-after=30 "$longest" mvn -B -q -ntp -Dstyle.color=never -pl server "$@" > "$log" 2>&1)
  status=$?
  [ $status -eq 124 ] && echo "超过 $longest 秒，停下了 (stopped for time)" >> "$complaints"
  [ $status -eq 0 ] || grep -aE '^\[ERROR\] .|^ *(expected|but was|Expecting|Caused by|[a-z.]+\.[A-Za-z]*(Error|Exception))[ :]' "$log" | grep -avE 'Tests run:|To see the full stack trace|Re-run Maven|For more information|\[Help 1\]|-> \[Help|surefire-reports|dump files' \
    | cut -c1-1200 | head -80 | tee -a "$complaints"
  return $status
}

# Sums what surefire wrote; a run that broke before its reports counts as one failure.
count_surefire() {
  local status=$1
  count $(cat "$target"/surefire-reports/TEST-*.xml 2>/dev/null | grep -o '<testsuite [^>]*>' | awk -v status="$status" '
    function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    { tests += number("tests"); wrong += number("errors") + number("failures"); skipped += number("skipped") }
    END { if (status != 0 && wrong == 0) wrong = 1; print tests - wrong - skipped < 0 ? 0 : tests - wrong - skipped, wrong + 0 }')
}

server_tests() {
  stage "服务 (server)"
  rm -rf "$target/surefire-reports"
  ANJU_TEST_APP="$app/anju.jar" maven test; count_surefire $?
}

web_tests() {
  [ -f "$root/web/package.json" ] || return
  stage "网页单元 (web)"
  (cd "$root/web" && npx vitest run --reporter=default --reporter=json --outputFile.json="$work/web.json")
  count $(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); console.log(r.numPassedTests, r.numFailedTests + (r.success || r.numFailedTests ? 0 : 1))' "$work/web.json" 2>/dev/null || echo 0 1)
}

browser_tests() {
  [ -f "$root/web/package.json" ] || return
  stage "浏览器 (browser)"
  playwright "$work/browser.json"
}

# playwright REPORT [NAME …]: the browser stories with these names, or all
playwright() {
  local report=$1
  shift
  (cd "$root/web" && PLAYWRIGHT_JSON_OUTPUT_NAME="$report" timeout --kill-after=30 "$longest" npx playwright test -c e2e/playwright.config.ts "$@" --reporter=list,json) \
    2>&1 | tee "$work/playwright.log" | cut -c1-400
  grep -aE '^ +✘|^ +[0-9]+\) |^  (GET|POST|PUT|DELETE) |^ +(Error|Expected|Received)|^ +[-+>] |^ +Locator|^ +at /' "$work/playwright.log" | cut -c1-300 | awk '!seen[$0]++' | head -150 >> "$complaints"
  count_playwright "$report"
}

count_playwright() {
  count $(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); console.log(r.stats.expected + r.stats.flaky, r.stats.unexpected + (r.errors.length && !r.stats.unexpected ? 1 : 0))' "$1" 2>/dev/null || echo 0 1)
}

# start_server FOLDER: a server of its own on a free port; sets url and server_pid.
start_server() {
  local port log="$work/server.log"
  port=$(free_port)
  url="http://localhost:$port"
  ANJU_ADMIN_PASSWORD="$password" "$root/anju" start --data "$1" --port "$port" > "$log" 2>&1 &
  server_pid=$!
  for _ in $(seq 1200); do
    grep -q "^安居已就绪" "$log" && return 0
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$log"; echo "服务没有起来 (the server did not start)"; return 1
}

stop_server() {
  local patience
  kill -TERM "$server_pid" 2>/dev/null
  for patience in $(seq 300); do
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$server_pid" 2>/dev/null && complain "服务半分钟没有停下 (the server did not stop)"
  wait "$server_pid" 2>/dev/null
  server_pid=""
}

# Each community of ../shared/acceptance, or of the copy in the project, on one fresh server; then the books, up and down.
acceptance() {
  local folder data="$work/验收 数据" source="$root/acceptance" ok wrong
  [ -f "$root/../shared/acceptance/check.py" ] && source="$root/../shared/acceptance"
  password=$(head -c 18 /dev/urandom | base64)
  stage "验收 (acceptance)"
  start_server "$data" || { count 0 1; return; }
  for folder in "$source"/*/; do
    [ -f "$folder/roster.xlsx" ] || continue
    echo "-- $(basename "$folder")"
    ANJU_ADMIN_PASSWORD="$password" python3 "$source/check.py" "$url" "$folder" > "$work/check.log" 2>&1
    grep -v '^ok ' "$work/check.log" | tee -a "$complaints"
    read -r ok wrong < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/check.log" | tail -1)
    count "${ok:-0}" "${wrong:-1}"
    ok="" wrong=""
  done
  stage "核对，服务开着 (verify, server up)"
  "$root/anju" verify --data "$data" && count 1 0 || count 0 1
  stop_server
  stage "核对，服务停了 (verify, server down)"
  "$root/anju" verify --data "$data" && count 1 0 || count 0 1
}

# The demo, as anybody would start it: the books agree, and every role can open every page of its menu.
demo() {
  local port data="$work/demo" log="$work/demo.log"
  stage "演示 (demo)"
  port=$(free_port)
  ANJU_ADMIN_PASSWORD="$password" "$root/anju" demo --data "$data" --port "$port" > "$log" 2>&1 &
  server_pid=$!
  for _ in $(seq 9000); do
    grep -q "^安居已就绪" "$log" && break
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  grep -q "^安居已就绪" "$log" || { cat "$log"; count 0 1; return; }
  count 1 0
  stage "演示的账 (verify)"
  "$root/anju" verify --data "$data" && count 1 0 || count 0 1
  stage "每个岗位的每一页 (browser, demo)"
  node -e 'const rows = require("fs").readFileSync(process.argv[1], "utf8").split("\n").map(row => row.trim().split(/\s{2,}|\s+/));
    console.log(JSON.stringify(rows.filter(row => row.length >= 3 && /^[a-z]/.test(row[0])).map(([username, password, ...role]) => ({ username, password, role: role.join(" ") }))))' \
    "$data/demo-accounts.txt" > "$work/accounts.json"
  ANJU_E2E_URL="http://localhost:$port" ANJU_DEMO_ACCOUNTS="$work/accounts.json" playwright "$work/demo-browser.json" menu --workers=2 --fully-parallel
  stop_server
}

external_stories() {
  stage "外部 PostgreSQL $(external_postgres_version) (stories)"
  rm -rf "$target/surefire-reports"
  if start_external_postgres "$work/pg"; then
    maven surefire:test -Dgroups=story -DexcludedGroups=same-on-any-database; count_surefire $?
    stop_external_postgres
  else
    count 0 1
  fi
}

find_jdk
need_python
need_debian_packages
export ANJU_WITHOUT_TRAINING=1
export ANJU_JAVA_OPTS="-XX:TieredStopAtLevel=1 ${ANJU_JAVA_OPTS:-}"  # servers that live for minutes: compiled quickly rather than well
(build) || { echo "0 passed, 1 failed"; exit 1; }
need_node
server_tests
external_stories
web_tests
browser_tests
acceptance
demo
[ "$failed" -eq 0 ] || { printf '\n== 没有通过的 (what failed)\n'; cat "$complaints"; }
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
