/**
 * Sends alerts: gathers what happened to jobs, keeps it until it is sent, and knows mail, webhooks and commands. It knows
 * jobs and their changes, and no container.
 */
package io.procmgr.alert;
