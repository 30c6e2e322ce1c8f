/**
 * Jobs as metrics in the forms that Prometheus reads. Knows the supervisor's snapshots and the official client library, and
 * nothing of HTTP.
 */
package io.procmgr.metrics;
