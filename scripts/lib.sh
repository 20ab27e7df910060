# What is needed and where it is; every missing thing is one sentence.

: "${HOME:=/}"
usual="${ANJU_USUAL_PLACES:-}"                            # what stands before /usr/lib/jvm and the like; the tests have a folder there

die() { printf '%s\n' "$*" >&2; exit 1; }
say() { printf '%s\n' "$*" >&2; }

jdk_version() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true; }

# The first JDK of version 25 or later: JAVA_HOME, the one on the PATH, then the usual places.
find_jdk() {
  local candidates=() home version on_path
  [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
  on_path=$(command -v javac || command -v java || true)
  [ -n "$on_path" ] && candidates+=("$(dirname "$(dirname "$(readlink -f "$on_path")")")")
  candidates+=("$usual"/usr/lib/jvm/* "$usual"/opt/* "$usual"/opt/java/* "$usual"/opt/jdk/* "$usual"/usr/local/* "$usual"/usr/java/*
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/*
    "$usual"/Library/Java/JavaVirtualMachines/*/Contents/Home)
  for home in "${candidates[@]}"; do
    [ -x "$home/bin/javac" ] || continue
    version=$(jdk_version "$home")
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then export JAVA_HOME="$home"; return; fi
  done
  die "没有找到 JDK 25 或更新的版本：请安装（如 apt install openjdk-25-jdk，或 Temurin 25），或把 JAVA_HOME 指向它。(JDK 25+ not found)"
}

need_maven() {
  command -v mvn >/dev/null || die "没有找到 Maven：请安装（如 apt install maven）后再试。(mvn not found)"
}

need_node() {
  local folder major
  for folder in "" "$HOME"/.nvm/versions/node/*/bin "$usual"/opt/node*/bin "$usual"/usr/local/node*/bin; do
    [ -n "$folder" ] && [ ! -x "$folder/node" ] && continue
    major=$(PATH="${folder:+$folder:}$PATH" node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/' || true)
    [ "${major:-0}" -ge 20 ] || continue
    [ -n "$folder" ] && export PATH="$folder:$PATH"
    command -v npm >/dev/null || die "找到了 Node 但没有 npm：请安装 npm（如 apt install npm）后再试。(npm not found)"
    return
  done
  die "没有找到 Node 20 或更新的版本：请安装 Node.js（https://nodejs.org）后再试。(Node 20+ not found)"
}

need_python() {
  command -v python3 >/dev/null || die "没有找到 Python 3：验收程序要用它，请安装（如 apt install python3）后再试。(python3 not found)"
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
