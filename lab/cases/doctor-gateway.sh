# shellcheck shell=bash
# What sixgate doctor gateway finds, and that what it says to type mends it: route, sysctl, ports, addresses, HAProxy.
needs_sixgate

prefix=2001:db8:64::/96
doctor() { sixgate_says doctor gateway; }
expect_status "all is well" 0 doctor
expect "HAProxy has all ports" '^ok +ports ' doctor
expect "and the right to bind clients' addresses" '^ok +embedded right ' doctor
expect "the sysctl is read whole" "^ok +inotify +fs.inotify.max_user_watches is $(cat /proc/sys/fs/inotify/max_user_watches), " doctor

at gateway ip -6 route del local "$prefix" dev lo
at gateway sysctl -qw net.ipv6.ip_nonlocal_bind=0
# The sockets that HAProxy opens from now on need what was taken away.
expect_not "without the route a host's answer does not arrive" '^acme-web1' visit client4 https://www.acme.example/
expect_status "it says so by its exit code" 1 doctor
expect "it names the route" "^wrong +embedded route +$prefix does not end on this machine" doctor
expect "and what to type" 'do: sixgate gateway route' doctor
expect "and the sysctl" '^wrong +embedded sysctl ' doctor
expect "a dry run prints the command" "^ip -6 route replace local $prefix dev lo proto 164$" sixgate_says gateway route --dry-run
expect_status "and changes nothing" 1 doctor
expect_status "the command carries it out" 0 sixgate_says gateway route
expect_status "and all is well" 0 doctor
expect_within 5 "the host sees the client again" 'you are 2001:db8:64::c633:6404' visit client4 https://www.acme.example/
expect "once more it has nothing to do" '^nothing to do' sixgate_says gateway route

change_gateway 's|^embedded-prefix: .*|embedded-prefix: 2001:db8:65::/96|'
expect_status "another prefix: the route is changed" 0 sixgate_says gateway route
expect_equal "the former one, which was ours, is gone" 'local 2001:db8:65::/96 dev lo' \
  "$(at gateway ip -6 route show table local proto 164 | sed 's/ metric.*//')"
put gateway.yaml <"$lab/inventory/gateway.yaml"
expect_status "and back" 0 sixgate_says gateway route

end_of "$(agent_pid_file sni-router)" KILL
end_of "$haproxy_pid_file" KILL
wait_for 5 "the end of its workers" no_worker
squatter=$run/gateway/squatter.pid
daemon_at gateway "$squatter" "$run/gateway/squatter.log" socat TCP-LISTEN:443,bind=192.0.2.1,reuseaddr,fork SYSTEM:true
squats() { at gateway ss -Hltn 'sport = :443' | grep -q 192.0.2.1; }
wait_for 5 "the squatter" squats
expect "without HAProxy it says that none answers" '^wrong +HAProxy ' doctor
expect "and who has a port of ours" '^wrong +ports +https, TCP port 443 of 192.0.2.1: taken by socat \(process [0-9]+\)' doctor
expect "a script reads the same" '"wrong"' eval "sixgate_says doctor gateway --json | jq '.findings[] | select(.subject == \"ports\") | .level'"
end_of "$squatter" TERM
