/**
 * One agent of a name per run folder.
 *
 * <p>Enters: the path of a lock file. Leaves: a lock that the kernel drops when the process ends,
 * however it ends. Refused: the second holder, who is told the first one's process id.
 */
package io.sixgate.agent.lock;
