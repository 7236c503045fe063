/**
 * The SNI router: keeps HAProxy's configuration and maps, on disk and at run time, equal to the
 * inventory. Enters: the inventory, what HAProxy holds, what the files say; leaves: files, Runtime
 * API commands, a reload. Refused: a configuration that HAProxy doesn't accept; the one before it
 * stays.
 */
package io.sixgate.sni.router;
