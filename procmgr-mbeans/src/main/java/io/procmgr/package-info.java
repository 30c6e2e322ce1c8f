/**
 * Puts the pieces together: {@link io.procmgr.ProcMgr} is the only class that sees all packages. What applications embed
 * starts here.
 */
package io.procmgr;
