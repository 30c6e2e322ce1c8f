package io.procmgr;

import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.source.EnvironmentJobs;
import io.procmgr.source.Layer;
import io.procmgr.source.Property;
import io.procmgr.source.PropertyLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * What the environment and the system properties of this JVM say: settings, jobs and their defaults. Read once.
 *
 * @param environment variables, by name
 * @param system system properties
 */
public record ProcessProperties(Map<String, String> environment, Map<String, String> system) {
    private static final String PREFIX = "procmgr.";
    private static final String VARIABLE = "environment variable ";

    public ProcessProperties {
        environment = Map.copyOf(environment);
        system = Map.copyOf(system);
    }

    /** Those of this JVM, as they are now. */
    public static ProcessProperties ofThisJvm() {
        return new ProcessProperties(System.getenv(), ours(System.getProperties()));
    }

    private static Map<String, String> ours(Properties all) {
        Map<String, String> ours = new HashMap<>();
        for (String name : all.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                ours.put(name, all.getProperty(name));
            }
        }
        return ours;
    }

    /**
     * The settings of a command, which has its own settings by options, with the jobs and defaults that its environment and
     * system properties define. That a key of {@link SettingKey} other than {@code procmgr.job-names} has no effect there is a
     * problem.
     */
    public static Settings aroundCommand(Settings settings) {
        return saysAnything() ? ofThisJvm().around(settings) : settings;
    }

    /** Most often nothing, and the jobs of a command shall not wait for that to be found out. */
    private static boolean saysAnything() {
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !KnownProperties.isOurs(name)) {
                return true;
            }
        }
        for (String name : System.getenv().keySet()) {
            if (name.startsWith("PROCMGR_") && !name.equals("PROCMGR_JAVA_OPTS")) {
                return true;
            }
        }
        return false;
    }

    Settings around(Settings settings) {
        List<Property> written = settings();
        SettingValues values = SettingValues.read(written);
        Layer jobs = systemLayer();
        List<Problem> problems = new ArrayList<>(values.problems());
        for (Property property : written) {
            SettingKey.parse(property.key())
                    .filter(key -> key != SettingKey.JOB_NAMES)
                    .ifPresent(key -> problems.add(ineffective(property)));
        }
        problems.addAll(jobs.problems());
        Layer layer = new Layer(jobs.source(), jobs.jobs(), jobs.defaults(), jobs.alerts(), problems);
        return settings.withEnvironment(environmentJobs(values.jobNames())).withLayers(List.of(), List.of(layer));
    }

    /** A variable may be meant for another one: a server that runs in the same environment. */
    private static Problem ineffective(Property property) {
        String message = "has no effect on the command, which has options for it (see procmgr run --help)";
        return property.origin().source().startsWith(VARIABLE)
                ? Problem.warning(property.origin(), "", property.key(), message)
                : Problem.error(property.origin(), "", property.key(), message);
    }

    /** The keys of {@link SettingKey} as the environment has them, then all system properties of procmgr's. */
    public List<Property> settings() {
        List<Property> settings = new ArrayList<>();
        for (SettingKey key : SettingKey.values()) {
            String value = environment.get(key.variable());
            if (value != null) {
                Origin origin = new Origin(VARIABLE + key.variable(), 0);
                settings.add(new Property(key.key(), value, origin, false));
            }
        }
        settings.addAll(systemProperties());
        return settings;
    }

    /**
     * Variables that set keys of jobs.
     *
     * @param names of jobs that they alone define: {@link SettingValues#jobNames}
     */
    public EnvironmentJobs environmentJobs(List<String> names) {
        return EnvironmentJobs.of(environment, names);
    }

    /** Jobs and defaults in system properties: the highest layer. */
    public Layer systemLayer() {
        return PropertyLayer.of("system properties", systemProperties());
    }

    private List<Property> systemProperties() {
        List<Property> properties = new ArrayList<>();
        for (String name : new TreeSet<>(system.keySet())) {
            if (name.startsWith(PREFIX)) {
                properties.add(new Property(name, system.get(name), new Origin("system property " + name, 0), false));
            }
        }
        return properties;
    }
}
