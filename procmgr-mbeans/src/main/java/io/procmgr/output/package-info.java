/**
 * The log files that jobs write: their ends and their parts, read on demand. Knows files; knows nothing of processes or
 * of who asks, and keeps nothing in memory between two calls.
 */
package io.procmgr.output;
