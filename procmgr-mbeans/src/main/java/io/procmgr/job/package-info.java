/**
 * What should run: validated, immutable job definitions and the vocabulary they are written in. Knows nothing of where
 * definitions come from, of running processes, or of any other package of procmgr.
 */
package io.procmgr.job;
