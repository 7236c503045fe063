# shellcheck shell=bash disable=SC2154 # walk.sh sources this
# What apt has laid on the machine: jars and what is said of them, the version.
jars() { find "$disk/usr/share" -path '*sixgate*' -name '*.jar'; }
hashes() { jars | xargs sha256sum | cut -d' ' -f1 | sort -u; }
billed() { jq -r '.metadata.component, .components[] | .hashes[]? | select(.alg == "SHA-256").content' "$disk"/usr/share/doc/sixgate*/sbom.json | sort -u; }
licensed() { cat "$disk"/usr/share/doc/sixgate*/licences.md | sed -nE 's/^\| (.*\.jar) \| .+ \|$/\1/p' | sort -u; }

expect_equal "each jar is in a bill of materials, with the hash that it has" "" "$(comm -23 <(hashes) <(billed))"
expect_equal "and in a list of licences" "" "$(comm -23 <(jars | xargs -n 1 basename | sort -u) <(licensed))"
# shellcheck disable=SC2016 # dpkg expands it
version=$(inside_machine dpkg-query -W -f '${Version}' sixgate)
# Each sentence of the version's part of CHANGELOG.md.
sentences() { awk -v heading="## ${version%%+*} " '/^## / {on = index($0, heading) == 1; next} on && /^\* /' "$root/CHANGELOG.md" | wc -l; }
expect_equal "its changelog is CHANGELOG.md's" "$(sentences)" "$(zcat "$disk/usr/share/doc/sixgate/changelog.gz" | grep -c '^  \* ')"
expect "the command says the packages' version" "^Sixgate ${version%%+*}$" inside_machine sixgate --version
