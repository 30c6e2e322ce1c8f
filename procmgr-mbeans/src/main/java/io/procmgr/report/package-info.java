/**
 * pmtr's datagrams: the state of all jobs is reported by UDP, and jobs are enabled and disabled by it. Knows the core and
 * sockets, and nothing of files that define jobs.
 */
package io.procmgr.report;
