/**
 * Talks to a running supervisor through its HTTP door, as any Jolokia client does. Knows requests and answers, and nothing of
 * command lines and terminals.
 */
package io.procmgr.client;
