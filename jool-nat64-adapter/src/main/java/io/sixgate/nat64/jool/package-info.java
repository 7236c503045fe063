/**
 * The translator Jool, a kernel module with a command of its own. Enters: the state, and what Jool
 * lists. Leaves: a whole instance, or the changes that open sessions survive. Refused: instances
 * other than ours, and other people's entries in ours unless they are to go.
 */
package io.sixgate.nat64.jool;
