/**
 * Golden folders: a folder per case, input and the expected texts. Enters: what a program gave;
 * leaves: what was expected. Refused: nothing; the test compares.
 */
package io.sixgate.lab.golden;
