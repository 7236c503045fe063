# shellcheck shell=bash disable=SC2154 # walk.sh sources this
# docs/install.md as a new user follows it: the machine is given the very lines that stand there.
manual=$root/docs/install.md

# section HEADING: what stands below "## HEADING".
section() { awk -v heading="## $1" '/^## / {on = $0 == heading; next} on' "$manual"; }
# block HEADING N: the Nth block of commands there.
block() {
  section "$1" | awk -v wanted="$2" '/^    / {if (!inside) n++; inside = 1; if (n == wanted) print substr($0, 5); next} {inside = 0}' | grep .
}
# pasted HEADING N: that block in the machine's shell; what asks is answered as apt and dpkg suggest.
pasted() { inside_machine bash -exc "$(block "$@")"; }
# typed HEADING N LINE ANSWER…: one line of it at a terminal, where somebody answers what is asked.
typed() {
  local line
  line=$(block "$1" "$2" | sed -n "$3p")
  printf '%s\n' "${@:4}" | inside_machine script -qec "$line" /dev/null | tr -d '\r'
}
# Packages that the table names.
of_table() { section Install | sed -nE 's/^\| `(sixgate[a-z0-9-]*)` \|.*/\1/p'; }
