/** Who hears of changes: the log. Knows the changes of the core, and nothing of JMX or processes. */
package io.procmgr.notify;
