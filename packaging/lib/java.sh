# shellcheck shell=sh disable=SC2154
# Sourced by each launcher, which has set home: the folder that has bin and lib. It becomes Java.

# An archive of classes halves the start: lib/archive-classes makes one for each launcher when packages are installed. One of
# other jars or another Java is not used, and that is no news for the operator.
start_java() {
  archive=/var/cache/sixgate/${0##*/}.jsa
  if [ -n "${SIXGATE_NEW_ARCHIVE-}" ]; then
    set -- -XX:ArchiveClassesAtExit="$SIXGATE_NEW_ARCHIVE" "$@"
  elif [ -r "$archive" ]; then
    set -- -XX:SharedArchiveFile="$archive" -Xshare:auto "$@"
  fi
  exec "${JAVA:-java}" -Xlog:cds=off -Xlog:cds+dynamic=off -XX:+UseSerialGC "$@"
}

# start_agent [OPTION…] CLASS ARGUMENT…: a small JVM with the libraries of all agents, as an agent decides and carries no
# traffic. A heap that starts small and stays close to what is in use (docs/performance.md): by default Java keeps up to 70 %
# of it free.
start_agent() {
  start_java -XX:TieredStopAtLevel=1 -Xms16m -Xmn12m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -cp "$home/lib/*" "$@"
}
