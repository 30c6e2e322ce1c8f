package io.procmgr.jmx;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.InvalidKeyException;
import javax.management.openmbean.OpenDataException;

/**
 * A record as open data. Made by the thousand for one read, so it keeps the bare values: {@link CompositeDataSupport} sorts
 * and checks each anew, and takes its place only where the two are compared or leave the JVM.
 */
final class RecordData implements CompositeData, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient CompositeType type;
    private final transient String[] names;
    private final transient Object[] values;

    /** @param values one for each of the names, of the types that {@code type} tells */
    RecordData(CompositeType type, String[] names, Object[] values) {
        this.type = type;
        this.names = names;
        this.values = values;
    }

    @Override
    public CompositeType getCompositeType() {
        return type;
    }

    @Override
    public Object get(String key) {
        int index = index(key);
        if (index < 0) {
            throw new InvalidKeyException("there is no item of this name (key=" + key + ")");
        }
        return values[index];
    }

    @Override
    public Object[] getAll(String[] keys) {
        return Arrays.stream(keys).map(this::get).toArray();
    }

    @Override
    public boolean containsKey(String key) {
        return index(key) >= 0;
    }

    @Override
    public boolean containsValue(Object value) {
        return Arrays.asList(values).contains(value);
    }

    @Override
    public Collection<?> values() {
        return Collections.unmodifiableCollection(standard().values());
    }

    @Override
    public boolean equals(Object other) {
        return standard().equals(other instanceof RecordData data ? data.standard() : other);
    }

    @Override
    public int hashCode() {
        return standard().hashCode();
    }

    @Override
    public String toString() {
        return standard().toString();
    }

    /** Clients on another JVM have none of our classes. */
    private Object writeReplace() {
        return standard();
    }

    /** Names are few, and mostly the same objects as those asked for: no map is as fast. */
    private int index(String key) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == key) {
                return i;
            }
        }
        return Arrays.asList(names).indexOf(key);
    }

    private CompositeDataSupport standard() {
        try {
            return new CompositeDataSupport(type, names, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException("cannot show a record as " + type.getTypeName(), e);
        }
    }
}
