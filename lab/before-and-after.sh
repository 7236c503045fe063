# shellcheck shell=bash disable=SC2154 # sourced by lab/cases/one behind cases/lib.sh and the servers
# What the lab is like before a case, and that it is so again when the case has ended, however that was.

remember_the_start() {
  local log
  while read -r log; do marks[${log#"$logs/"}]=$(stat -c %s "$log"); done < <(find "$logs" -name '*.log')
  [[ -e $start ]] && return 0
  # The agents write before the servers are up, and once more when they see them.
  if [[ -d $maps ]]; then wait_for 60 "the lab's first state" at_rest || { sixgate_says status; texts_on_trial; }; fi
  mkdir -p "$start"
  if [[ -d $maps ]]; then find "$maps" \( -name '*.map' -o -name '*.cfg' \) -exec cp {} "$start/" \;; fi
  find /var/lib/sixgate/dns* -name '*.cdb' -exec cp {} "$start/" \;
  agents_known >"$start/agents"
}
at_rest() { sixgate_says status && ! texts_on_trial && live_is_disk; }
# While a text of HAProxy's is tried the one before it lies beside: a reload is under way.
texts_on_trial() { compgen -G "$maps/*.former"; }
agents_known() { find /run/sixgate -maxdepth 1 -name '*.json' -printf '%f\n' | sed 's/\.json$//' | sort; }
# Ends the agents that the case started, and sixgate status forgets them.
dismiss_new_agents() {
  local name
  while read -r name; do
    end_of "$(agent_pid_file "$name")" TERM
    rm -f "/run/sixgate/$name.json"
  done < <(agents_known | comm -13 "$start/agents" -)
}

# Puts the inventory back and has both servers running with it.
come_back() {
  local status=$? file
  ((!status)) || say "ENDED BY ${culprit:-}"
  [[ -x $dist/bin/sixgate-sni-router ]] || exit "$status"
  # Too heavy for those who do not ask for it.
  end_of "$(agent_pid_file mail-relay)" TERM || end_of "$(agent_pid_file mail-relay)" KILL
  rm -rf /var/lib/sixgate/mail
  find "$run"/*/mail -path '*/Maildir/*' -type f ! -name 'dovecot*' -delete
  # The internet's mail server, which only some cases want there.
  if at server4 ss -Hltn 'sport = 25' | grep -q .; then at server4 postfix stop >/dev/null 2>&1 || :; fi
  touch "$run/visits.stop"
  [[ ! -d $run/talk ]] || touch "$run/talk/stop"
  dismiss_new_agents
  while read -r file; do
    [[ -e $lab/inventory/$file ]] || rm "$inventory/$file"
  done < <(cd "$inventory" && find . ! -type d)
  find "$inventory" -mindepth 1 -type d -empty -delete
  while read -r file; do
    cmp -s "$lab/inventory/$file" "$inventory/$file" || put "$file" <"$lab/inventory/$file"
  done < <(cd "$lab/inventory" && find . -type f)
  start_agent nat64
  start_tayga
  if [[ $case_name == nat64-* ]]; then
    wait_for 30 "NAT64 as before the case" lets_go nat64 || not_ok "leaves NAT64 as it was" "$(sixgate_says plan)"
  fi
  # A case that failed half way may have left more names than the brake lets go.
  if ! { start_all && { wait_for 5 "the maps" as_at_start 2>/dev/null ||
    { force_all; wait_for 30 "the state before the case" as_at_start; }; }; }; then
    not_ok "leaves the lab as it was" "$(unlike_start)"
  fi
  exit "$status"
}
start_all() {
  local agent
  for agent in sni-router ssh-forward dns64 dns-zones; do start_agent "$agent"; done
  start_haproxy
  start_gateway_dns
}
# effective FOLDER MAP: what lookups find, the recent changes laid over the map.
effective() {
  local files=("$1/$2.map")
  [[ ! -e $1/$2.recent.map ]] || files+=("$1/$2.recent.map")
  awk '!/^#/ {value[$1] = $2} END {for (key in value) if (value[key] != "gone") print key, value[key]}' "${files[@]}" | sort
}
force_all() {
  local agent
  for agent in sni-router ssh-forward dns-zones nat64; do sixgate_says force "$agent" || :; done
}
as_at_start() { [[ -z $(unlike_start) ]]; }
# unlike_start: what is not as it was when the lab was new, nothing if all is.
unlike_start() {
  local map table
  grep -s '"state" : "refused"' /run/sixgate/*.json || :
  for map in names overrides customers forwards forwards.allowed forwards.customers; do
    diff <(effective "$start" "$map") <(effective "$maps" "$map") || say "in $map.map"
  done
  for table in "$maps"/*.cfg; do diff "$start/$(basename "$table")" "$table" || say "in $table"; done
  for table in /var/lib/sixgate/dns*/*.cdb; do cmp "$start/$(basename "$table")" "$table" 2>&1 || :; done
  texts_on_trial || :
  live_is_disk || say "HAProxy's maps are not those of the files"
}
