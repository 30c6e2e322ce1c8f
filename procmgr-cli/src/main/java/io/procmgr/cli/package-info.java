/**
 * The command {@code procmgr}: reads its command line, runs a supervisor in the foreground with its MBeans and its HTTP
 * door, and checks job files. Knows the facade and the door, and nothing of how jobs are supervised.
 */
package io.procmgr.cli;
