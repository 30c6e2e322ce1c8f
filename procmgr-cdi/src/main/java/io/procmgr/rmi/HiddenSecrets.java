package io.procmgr.rmi;

import java.util.List;
import java.util.Set;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;

/**
 * What is told in place of attributes of the JVM that hold passwords given on the command line. They cannot just be refused:
 * JConsole then shows nothing of the JVM, and VisualVM nothing at all.
 */
final class HiddenSecrets {
    private static final List<String> NOT_SHOWN = List.of("(not shown: they may tell a secret)");

    /** System properties that the JVM itself sets, and that tell what it is. */
    private static final Set<String> HARMLESS = Set.of(
            "java.class.version",
            "java.runtime.name",
            "java.runtime.version",
            "java.specification.name",
            "java.specification.vendor",
            "java.specification.version",
            "java.vendor",
            "java.vendor.url",
            "java.vendor.version",
            "java.version",
            "java.version.date",
            "java.vm.info",
            "java.vm.name",
            "java.vm.specification.name",
            "java.vm.specification.vendor",
            "java.vm.specification.version",
            "java.vm.vendor",
            "java.vm.version",
            "os.arch",
            "os.name",
            "os.version");

    private HiddenSecrets() {}

    /** Of a table of system properties what is harmless; of a list of options a line that says that they are not shown. */
    static Object of(Object value) {
        if (!(value instanceof TabularData properties)) {
            return NOT_SHOWN.toArray(String[]::new);
        }
        TabularData harmless = new TabularDataSupport(properties.getTabularType());
        for (Object row : properties.values()) {
            CompositeData property = (CompositeData) row;
            if (HARMLESS.contains(property.get("key"))) {
                harmless.put(property);
            }
        }
        return harmless;
    }
}
