/**
 * A small HTTP/1.1 server with blocking sockets, a thread for each connection, TLS if wanted, and a bound for everything that a
 * client can take: time, bytes, places. Knows nothing of jobs and of who may do what. It stands in for the JDK's server, of
 * which ten clients that send their header byte by byte hold all threads, and whose limits are those of the whole JVM.
 */
package io.procmgr.http.server;
