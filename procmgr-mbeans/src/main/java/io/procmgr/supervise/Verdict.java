package io.procmgr.supervise;

/**
 * What follows the end of a run.
 *
 * @param event the EXIT event to fire
 * @param failure whether the ending counts as a failure
 * @param reason why, in words
 */
record Verdict(JobEvent event, boolean failure, String reason) {}
