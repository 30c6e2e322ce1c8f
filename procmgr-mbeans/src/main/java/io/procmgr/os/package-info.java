/**
 * The ports of the core ({@link io.procmgr.supervise}), implemented with {@link java.lang.ProcessBuilder}, small system
 * programs and {@code /proc}. Knows Linux, and what is missing elsewhere; decides nothing about the life of a job.
 */
package io.procmgr.os;
