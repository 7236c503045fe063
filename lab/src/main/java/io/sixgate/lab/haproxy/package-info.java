/**
 * HAProxy for tests: the real one in a folder of its own, and a fake that speaks the same Runtime
 * API. Enters: map files and what the test does to the server; leaves: a Runtime API socket and
 * what the server holds, in its own command language. The fake refuses every command that it does
 * not know, and shares the contract tests of the bridge with the real one.
 */
package io.sixgate.lab.haproxy;
