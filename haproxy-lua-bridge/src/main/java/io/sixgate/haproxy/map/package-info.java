/**
 * HAProxy maps as values. Enters: what a map should hold and what it holds; leaves: the changes
 * between the two, their text as Runtime API commands, and the map as a file that HAProxy loads by
 * itself. Refused: words that the Runtime API or the file would read as more than one word.
 */
package io.sixgate.haproxy.map;
