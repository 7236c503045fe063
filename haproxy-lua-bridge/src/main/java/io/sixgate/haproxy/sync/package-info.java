/**
 * One agent's part of HAProxy: a configuration file and maps, on disk and at run time. Enters: what
 * they should be; leaves: one plan over all of them, its execution in an order that never leads a
 * visitor wrong, and which process was last seen to be right. Refused: nothing but what the parts
 * refuse.
 */
package io.sixgate.haproxy.sync;
