/**
 * The management face: one MBean per job and one for the supervisor, with their notifications. Knows the supervisor and
 * its ports; knows nothing of HTTP, log formats or the operating system, and nothing else of procmgr knows JMX.
 */
package io.procmgr.jmx;
