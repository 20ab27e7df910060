# Builds what has changed since the last build: web apps, server, the layout that starts fast, the JDK's AOT cache.

target="$root/server/target"
app="$target/app"
aot_flags=()
java_flags=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xss512k -XX:ReservedCodeCacheSize=96m
  -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dfile.encoding=UTF-8 -Duser.timezone=Asia/Shanghai)

# One hash over names and contents, so that deleted, renamed and touched files are told apart.
fingerprint() {
  (cd "$root" && find "$@" \( -name node_modules -o -name dist -o -name target -o -name test-results -o -name playwright-report \) -prune \
    -o -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 sha1sum | sha1sum | cut -d' ' -f1)
}

is_built() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

build() {
  local web="" server
  [ -f "$root/web/package.json" ] && web=$(fingerprint web)
  server=$(fingerprint pom.xml server)-$web-$(sha1sum < "$JAVA_HOME/release")
  is_built "$app/.built" "$server" || need_maven           # before the minutes that the web takes
  [ -z "$web" ] || build_web "$web"
  is_built "$app/.built" "$server" || build_server "$server"
  [ -e "$app/.trained" ] || [ -n "${ANJU_WITHOUT_TRAINING:-}" ] || train
  [ -f "$app/anju.aot" ] && aot_flags=("-XX:AOTCache=$app/anju.aot" "-Xlog:aot*=off" "-Xlog:cds*=off")
  return 0
}

build_web() {
  local lock
  is_built "$root/web/dist/.built" "$1" && return
  need_node
  lock=$(sha1sum < "$root/web/package-lock.json")
  if ! is_built "$root/web/node_modules/.locked" "$lock"; then
    say "正在取网页所用的包（npm ci，第一次要一两分钟）…"
    (cd "$root/web" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2) \
      || die "npm ci 没有成功，原因见上；请检查网络或 npm 的源。(npm ci failed)"
    printf '%s\n' "$lock" > "$root/web/node_modules/.locked"
  fi
  say "正在构建网页…"
  (cd "$root/web" && npm run --silent build >&2) || die "网页构建没有成功，原因见上。(web build failed)"
  printf '%s\n' "$1" > "$root/web/dist/.built"
}

build_server() {
  say "正在构建服务（第一次要几分钟）…"
  rm -rf "$app" "$target/classes/static" "$target/classes/db" "$target/spring-aot"   # Maven does not delete what is gone from the sources
  (cd "$root" && MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" mvn -B -q -ntp -Dstyle.color=never -DskipTests package >&2) || die "服务构建没有成功，原因见上。(mvn package failed)"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$target/anju.jar" extract --destination "$app" --force >/dev/null \
    || die "解不开 server/target/anju.jar。(extract failed)"
  printf '%s\n' "$1" > "$app/.built"
}

# Runs the server once on a folder of its own and lets the JDK remember what was loaded; a start never depends on it.
train() {
  local folder pid port page
  rm -f "$target/training.log"
  touch "$app/.trained"                                          # once, also when it does not work here
  say "正在为快速启动做准备…"
  folder=$(mktemp -d) && chmod 711 "$folder" || return 0
  port=$((20000 + RANDOM % 12000))
  env -u ANJU_DB_URL ANJU_ADMIN_PASSWORD="$(head -c 24 /dev/urandom | base64)" "$JAVA_HOME/bin/java" "${java_flags[@]}" -Xmx512m \
    -XX:AOTCacheOutput="$app/anju.aot" "-Xlog:aot*=off" "-Xlog:cds*=off" -Danju.home="$folder" -Danju.training=true \
    -jar "$app/anju.jar" start --data "$folder/data" --port "$port" > "$target/training.log" 2>&1 &
  pid=$!
  for _ in $(seq 1800); do
    grep -q 'http://localhost' "$target/training.log" 2>/dev/null && break
    kill -0 $pid 2>/dev/null || break
    sleep 0.1
  done
  for _ in 1 2 3 4 5; do                                         # what the first page asks for
    for page in / /api/session /api/openapi; do curl -s -o /dev/null "http://localhost:$port$page" 2>/dev/null || true; done
  done
  kill -TERM $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  rm -rf "$folder"
  return 0
}
