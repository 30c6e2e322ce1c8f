package io.procmgr.supervise;

/** Port: what processes use. */
public interface ResourceReader {
    /**
     * What the session led by {@code pid} uses; {@link ResourceUsage#UNKNOWN} if it is gone or cannot be read. Served from
     * one scan shared by all callers, made by the calling thread if the last is older than a second.
     */
    ResourceUsage usage(long pid);
}
