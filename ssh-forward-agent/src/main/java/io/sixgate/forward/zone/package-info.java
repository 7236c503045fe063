/**
 * The gateway's own DNS zones. Enters: the inventory, the zone files as they are, the serials that
 * the name server has; leaves: checked zone files, the part of nsd.conf that names them, and orders
 * to NSD. Refused: a zone that nsd-checkzone does not take; the former one stays.
 */
package io.sixgate.forward.zone;
