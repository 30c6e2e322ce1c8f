/**
 * The ports of the core ({@link io.procmgr.supervise}), implemented twice: with Linux's own calls
 * ({@link io.procmgr.os.linux}), and with {@link java.lang.ProcessBuilder} and small system programs. Knows Linux, and what
 * is missing elsewhere; decides nothing about the life of a job.
 */
package io.procmgr.os;
