
# Completes CUSTOMER/HOST from the files of the inventory, without starting Java; all else is left to the above.
function _sixgate() {
  local inventory="${SIXGATE_INVENTORY:-/etc/sixgate/inventory}" word="${COMP_WORDS[COMP_CWORD]}" file
  COMPREPLY=()
  if [[ "${COMP_WORDS[1]}" == endpoint && "${COMP_WORDS[2]}" =~ ^(add|remove|list)$ && $COMP_CWORD -eq 3 && "$word" != -* ]]; then
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
  else
    _complete_sixgate
  fi
}
complete -F _sixgate -o default sixgate
