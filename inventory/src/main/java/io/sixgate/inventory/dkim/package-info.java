/**
 * Keys with which mail of a domain is signed (DKIM, RFC 6376). They lie in the folder of the
 * customer whose the domain is, under the name at which the public key is published: {@code
 * acme/s2026._domainkey.acme.example.pem}. Enters: a folder. Leaves: keys, the public half of each
 * as a DNS record. Refused, with what to do: what is no RSA key of at least 1024 bits in PKCS #8.
 */
package io.sixgate.inventory.dkim;
