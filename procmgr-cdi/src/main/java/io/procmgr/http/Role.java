package io.procmgr.http;

import java.util.Locale;

/** What a caller may do, by the impact of operations. */
public enum Role {
    /** Reads attributes and calls operations of impact INFO. */
    VIEWER,
    /** Calls operations of impact ACTION as well. */
    OPERATOR;

    /** The name as a user of basic authentication, and of the token's file. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
