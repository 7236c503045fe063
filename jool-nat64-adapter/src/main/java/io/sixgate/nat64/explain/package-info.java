/**
 * From where a host reaches the IPv4 internet, and whether the kernel leads a port to it. Enters:
 * the inventory and what is granted. Leaves: values that say it in words. Refused: nothing; it
 * reads only.
 */
package io.sixgate.nat64.explain;
