package io.procmgr.job;

/** A written value is not what its key takes. The message says what would be: "must be …". */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    BadValue(String message) {
        // thrown and caught within one validation: nobody sees the trace
        super(message, null, false, false);
    }
}
