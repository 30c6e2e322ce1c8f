/**
 * The RMI door: JMX as JConsole, VisualVM and most monitoring tools speak it, on one port and behind the same secrets and
 * roles as the HTTP door. Knows the MBeans by their JMX names only and no container; nothing of it is loaded unless a port is
 * set.
 */
package io.procmgr.rmi;
