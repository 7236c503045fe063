/**
 * The forwarder: keeps HAProxy's part for forwards, on disk and at run time, equal to the
 * inventory. Enters: the inventory, what HAProxy holds, what this machine's ports are used for;
 * leaves: files, Runtime API commands, a reload. Refused: a listener that another program has; the
 * others go on.
 */
package io.sixgate.forward.agent;
