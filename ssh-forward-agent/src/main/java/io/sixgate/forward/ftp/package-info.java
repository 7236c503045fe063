/**
 * FTP behind the gateway. Enters: a host's forwards; leaves: where data connections arrive, and the
 * lines by which an FTP server announces that. Refused: nothing; a host without such a forward has
 * none.
 */
package io.sixgate.forward.ftp;
