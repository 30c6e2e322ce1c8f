package io.procmgr.cdi;

import io.procmgr.source.Property;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * A property of a source that has a rank among others.
 *
 * @param ordinal as MicroProfile Config has it: 100 for files of the application, 300 for the environment, 400 for system
 *     properties
 */
record RankedProperty(Property property, int ordinal) {
    static final int ENVIRONMENT = 300;
    static final int SYSTEM = 400;

    RankedProperty {
        Objects.requireNonNull(property, "property");
    }

    /** Those of certain ranks. */
    static List<Property> ranked(List<RankedProperty> all, IntPredicate rank) {
        return all.stream()
                .filter(property -> rank.test(property.ordinal()))
                .map(RankedProperty::property)
                .toList();
    }
}
