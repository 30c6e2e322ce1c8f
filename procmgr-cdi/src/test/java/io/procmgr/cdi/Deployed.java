package io.procmgr.cdi;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** An application of a few classes in Weld SE, with system properties of its own while it lives. */
final class Deployed implements AutoCloseable {
    private final Map<String, String> properties;
    private SeContainer container;

    private Deployed(Map<String, String> properties) {
        this.properties = properties;
    }

    static Deployed with(Path state, Class<?>... classes) {
        return with(state, Map.of(), classes);
    }

    /** The container does not come up if the definitions are wrong: then this throws what it throws. */
    static Deployed with(Path state, Map<String, String> properties, Class<?>... classes) {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent("procmgr.state-dir", state.resolve("state").toString());
        Deployed deployed = new Deployed(all);
        all.forEach(System::setProperty);
        try {
            deployed.container = SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addExtensions(new ProcMgrExtension())
                    .addBeanClasses(classes)
                    .initialize();
            return deployed;
        } finally {
            if (deployed.container == null) {
                all.keySet().forEach(System::clearProperty);
            }
        }
    }

    <T> T get(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    SupervisedProcess job(String name) {
        return get(SupervisedProcess.class, Job.Literal.of(name));
    }

    @Override
    public void close() {
        properties.keySet().forEach(System::clearProperty);
        container.close();
    }
}
