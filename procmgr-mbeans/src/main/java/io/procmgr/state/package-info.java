/** Keeps on disk what the next supervisor has to know of the jobs. Knows no process and no clock. */
package io.procmgr.state;
