/**
 * The inventory as a folder of YAML files. Enters: {@code gateway.yaml}, {@code
 * CUSTOMER/customer.yaml} and {@code CUSTOMER/HOST.yaml}, written by a person, a control panel or
 * git, at any moment and in any state. Leaves: snapshots in which everything stands that may be
 * served, and the problems that say what was left out and why. Refused: addresses, names, ports and
 * shares that belong to somebody else; never the whole inventory because of one file but
 * gateway.yaml.
 *
 * <p>A file's content becomes a declaration (pure, {@link io.sixgate.inventory.files.HostReader});
 * that is checked against its customer and the gateway (pure, {@link
 * io.sixgate.inventory.files.HostCheck}); what remains enters the claims, and what wins all its
 * claims is served ({@link io.sixgate.inventory.files.Assembly}).
 */
package io.sixgate.inventory.files;
