/**
 * The HTTP door: JMX over HTTP by Jolokia, behind one check of who may do what. Knows the MBeans by their JMX names only
 * and no container: the command uses it without one.
 */
package io.procmgr.http;
