/**
 * The calls of Linux and its C library that Java does not have, through JNA: memory layouts, descriptors, processes and
 * signals. Knows nothing of jobs. To be called only by threads that end with the supervisor: JNA keeps a thread's class
 * loader alive as long as the thread.
 */
package io.procmgr.os.linux;
