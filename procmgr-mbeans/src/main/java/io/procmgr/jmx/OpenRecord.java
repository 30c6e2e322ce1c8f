package io.procmgr.jmx;

/** A record whose components all are of simple open types, and which is read by the thousand. */
interface OpenRecord {
    /** The values of its components, in their order. */
    Object[] values();
}
