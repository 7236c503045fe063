/**
 * What the files of the inventory may look like, for editors. Enters: nothing; leaves: a JSON
 * Schema (draft 2020-12) for each of the three kinds of file. It knows the form only: whether a
 * name or address is the customer's, or taken, the reader tells.
 */
package io.sixgate.inventory.schema;
