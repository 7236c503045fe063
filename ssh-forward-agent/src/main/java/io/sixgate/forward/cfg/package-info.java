/**
 * The configuration {@code forwards.cfg} and the Lua that it loads. Enters: the gateway's facts and
 * where HAProxy is to listen; leaves: the text of the file. Refused: nothing; HAProxy itself checks
 * the text.
 */
package io.sixgate.forward.cfg;
