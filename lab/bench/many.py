"""An inventory of many endpoints, and what of it is changed while it is served."""
import os

GATEWAY = """\
addresses: [192.0.2.1, 2001:db8:ff::1]
provider-prefixes: [2001:db8::/40]
customer-prefixes: [2001:db8:a::/48]
tls-ports: [443, 465, 587, 993, 995]
http-ports: [80]
limits: { new-connections-per-client: 1000000/10s }
"""
HOSTS_OF_A_CUSTOMER = 10


class Inventory:
    """`endpoints` names, `per_host` of them in each host file; ten hosts to a customer."""

    def __init__(self, folder, endpoints, per_host):
        self.folder, self.staging, self.per_host = folder, folder.with_name(folder.name + ".staging"), per_host
        self.hosts = endpoints // per_host
        self.staging.mkdir(parents=True)
        folder.mkdir()
        (folder / "gateway.yaml").write_text(GATEWAY)
        for customer in range((self.hosts + HOSTS_OF_A_CUSTOMER - 1) // HOSTS_OF_A_CUSTOMER):
            (folder / f"c{customer}").mkdir()
            (folder / f"c{customer}/customer.yaml").write_text(
                f"prefixes: [2001:db8:a:{customer + 1:x}::/64]\ndomains: [c{customer}.example]\n")
        for host in range(self.hosts):
            self.file(host).write_text(self.text(host))

    @staticmethod
    def customer(host):
        return host // HOSTS_OF_A_CUSTOMER

    def file(self, host):
        return self.folder / f"c{self.customer(host)}/h{host}.yaml"

    def names(self, host):
        return [f"www{n}.h{host}.c{self.customer(host)}.example" for n in range(self.per_host)]

    def address(self, host, moved=False):
        """In the text form of RFC 5952, so that it can be compared with what the maps say."""
        return f"2001:db8:a:{self.customer(host) + 1:x}::{'1:' if moved else ''}{host % HOSTS_OF_A_CUSTOMER + 1:x}"

    def text(self, host, moved=False):
        lines = [f"address: {self.address(host, moved)}", "endpoints:"]
        return "\n".join(lines + [f"  - {name}" for name in self.names(host)]) + "\n"

    def entries(self):
        """Key and value of every entry of names.map, as first written."""
        return [(name, self.address(host) + "|none") for host in range(self.hosts) for name in self.names(host)]

    def stage(self, host, moved):
        """Writes the host's file beside the inventory."""
        staged = self.staging / f"h{host}.yaml"
        staged.write_text(self.text(host, moved))
        return staged

    def put(self, host, moved=False):
        """Gives the inventory the host's file, as an editor or a control panel does: by an atomic rename."""
        os.rename(self.stage(host, moved), self.file(host))

    def take_away(self, host):
        self.file(host).unlink()
