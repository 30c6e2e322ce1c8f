package io.procmgr.job;

import java.util.HashMap;
import java.util.Map;

/** Values that are equal in many jobs, kept once: a thousand jobs run one program in one directory. */
final class Shared {
    private final Map<Object, Object> values = new HashMap<>();

    /** The first value that was equal to this one: what is equal is of one type. */
    @SuppressWarnings("unchecked")
    <T> T one(T value) {
        Object earlier = values.putIfAbsent(value, value);
        return earlier == null ? value : (T) earlier;
    }
}
