# shellcheck shell=bash
# What an operator types: check, plan, explain, status.
needs_sixgate

expect_status "check of the lab's inventory ends with 0" 0 sixgate_says check
expect "check --json is JSON" '^json$' eval 'sixgate_says check --json | jq -e . >/dev/null && echo json'
expect_status "plan ends with 0 when nothing is to do" 0 sixgate_says plan
line=$(grep -n '^  - www\.acme\.example' "$lab/inventory/acme/web1.yaml" | cut -d: -f1)
expect "explain names the inventory line that wins" "acme/web1.yaml:$line:5" sixgate_says explain www.acme.example:443
expect "and the host" '2001:db8:a::80' sixgate_says explain www.acme.example:443
expect "and how the host sees the client" 'embedded' sixgate_says explain www.acme.example:443
expect "explain names the wildcard that matches" '\*\.shop\.acme\.example' sixgate_says explain blue.shop.acme.example
expect "explain says that a name is not served" 'unknown|not served' sixgate_says explain unknown.acme.example
expect "status names the agent" 'sni-router' sixgate_says status
expect "and the inventory's folder" '/etc/sixgate/inventory' sixgate_says status
expect "status --json is JSON" '^json$' eval 'sixgate_says status --json | jq -e . >/dev/null && echo json'
end_of "$(agent_pid_file sni-router)" KILL
add_endpoint acme/web1.yaml "  - planned.acme.example"
expect "plan shows what the agent would do, in HAProxy's language" \
  'add map .*names\.recent\.map planned.acme.example 2001:db8:a::80\|embedded' sixgate_says plan
expect "status says that the agent is gone" 'not running|dead|stopped|gone|down' sixgate_says status
