package io.procmgr.output;

/**
 * What a rotation did.
 *
 * @param method how
 * @param bytes that were archived
 * @param wholeLines whether the archive ends at the end of a line
 * @param lostBytes about so many were lost, at the rate at which the file grew just before; 0 if none can be
 * @param cutNanos for how long before the end of the live file was cut nobody looked at it
 */
record Rotated(Rotation.Method method, long bytes, boolean wholeLines, long lostBytes, long cutNanos) {}
