
# Completes CUSTOMER/HOST from the files of the inventory, without starting Java; all else is left to the above.
function _sixgate() {
  local inventory="${SIXGATE_INVENTORY:-/etc/sixgate/inventory}" word="${COMP_WORDS[COMP_CWORD]}" file
  COMPREPLY=()
  case "${COMP_WORDS[1]} ${COMP_WORDS[2]} $COMP_CWORD $word" in
    *' -'*) _complete_sixgate; return ;;
    'endpoint add 3 '* | 'endpoint remove 3 '* | 'endpoint list 3 '*) ;;
    'ssh allot 3 '* | 'ssh show 3 '* | 'lease release 3 '* | 'dns records 3 '*) ;;
    'lease '*' 2 '*) mapfile -t COMPREPLY < <(compgen -W 'list release reclaim' -- "$word") ;;
    *) _complete_sixgate; return ;;
  esac
  while IFS= read -r file; do
    COMPREPLY+=("$file")
  done < <(
    cd "$inventory" 2>/dev/null || exit
    for file in */*.yaml; do
      case $file in
        '*'/* | */customer.yaml) ;;
        "$word"*) echo "${file%.yaml}" ;;
      esac
    done
  )
}
complete -F _sixgate -o default sixgate
