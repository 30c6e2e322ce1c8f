/**
 * The core: the life of each job as a state machine, and one event loop that owns all of it. Knows definitions
 * ({@link io.procmgr.job}) and its own ports; knows no JMX, no container, no operating system, no clock.
 */
package io.procmgr.supervise;
