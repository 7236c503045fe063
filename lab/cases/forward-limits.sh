# shellcheck shell=bash
# Who guesses passwords comes often: limits per client on SSH ports, apart from those of other forwards; fail2ban on the host
# sees the client, too.
needs_sixgate

printf 'address: 2001:db8:a::80\nforwards: [{ ports: 20000, host-port: 80 }]\n' | put acme/ports.yaml
change_gateway 's/^limits: .*/limits: { ssh-connections-per-client: 3, new-ssh-connections-per-client: 20\/60s }/'
settled

# shellcheck disable=SC2016 # expanded by the inner shell
banner() { at "$1" timeout 5 bash -c 'exec 3<>/dev/tcp/192.0.2.1/22101 && read -r line <&3 && echo "$line"'; }
held=()
hold() {
  ip netns exec client4 timeout 60 socat -u "TCP:192.0.2.1:$1" - >>"$run/held" 2>/dev/null &
  held+=($!)
}
: >"$run/held"
hold 22101; hold 22101; hold 22201
greeted() { (($(grep -c '^SSH-' "$run/held") == $1)); }
wait_for 5 "three greetings" greeted 3
expect_not "the fourth connection of one client is closed, over all hosts' SSH ports together" '^SSH-' banner client4
expect "another client is served" '^SSH-' banner client46
expect "and the same client on other forwards" '^acme-web1' visit client4 http://192.0.2.1:20000/
expect_log "it is logged" gateway/haproxy.log '^forward client=198.51.100.4 .*port=22101 .*mode=limited-connections '
kill "${held[@]}" 2>/dev/null
expect_within 5 "when he has fewer he is served again" '^SSH-' banner client4

many() { for _ in $(seq 40); do banner client46; done; }
perform many
expect_equal "of 40 connections within a minute 19 more are served after the first" 19 "$(grep -c '^SSH-' <<<"$output")"
expect_log "the others are logged by their reason" gateway/haproxy.log '^forward client=198.51.100.46 .*mode=limited-rate '
refusals() { printf 'show table sixgate_forward_refusals\n' | at gateway socat -t 5 - UNIX-CONNECT:/run/sixgate/haproxy-forwards.sock; }
expect "and counted" 'key=limited-rate .*gpc0=[0-9]+' refusals

# What the host's own sshd logs of wrong passwords is what fail2ban looks for, with the client in it.
command -v fail2ban-regex >/dev/null || skip "fail2ban is not installed"
put gateway.yaml <"$lab/inventory/gateway.yaml"
settled
wrong() {
  at client4 env SSH_ASKPASS=/bin/false SSH_ASKPASS_REQUIRE=force timeout 20 ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
    -o PreferredAuthentications=password -o NumberOfPasswordPrompts=1 -p 22101 nobody-here@192.0.2.1 true
}
expect_within 20 "a stranger is refused by the host" 'Permission denied' wrong
expect_log "and logged with his address" acme-web1/sshd.log '(Invalid user nobody-here from|Connection closed by invalid user nobody-here) 2001:db8:64::c633:6404 '
banned() { at acme-web1 fail2ban-regex -o id "$logs/acme-web1/sshd.log" 'sshd[mode=aggressive]' 2>&1 | sort -u; }
expect "fail2ban's own filter finds the client" '^2001:db8:64::c633:6404$' banned
