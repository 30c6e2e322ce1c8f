/**
 * Where job definitions come from: files and properties are read, judged and merged into one catalog of
 * {@link io.procmgr.job.JobSpec}s. Knows the definitions, and nothing of running processes.
 */
package io.procmgr.source;
