package io.procmgr.source;

import java.util.List;

/**
 * Properties as a layer of definitions: {@code procmgr.jobs.<name>.<key>}, {@code procmgr.defaults.<key>} and
 * {@code procmgr.alerts.<channel>.<key>}. All other keys
 * are passed over: who knows the top-level ones judges them.
 */
public final class PropertyLayer {
    private PropertyLayer() {}

    /**
     * Reads properties.
     *
     * @param source as in messages
     * @param properties in the order in which the jobs shall be defined
     */
    public static Layer of(String source, List<Property> properties) {
        return of(source, properties, new Findings(source));
    }

    /** Reads those of a file, with what is wrong with its form. */
    public static Layer of(PropertySource file) {
        Findings findings = new Findings(file.source());
        file.problems().forEach(findings::add);
        return of(file.source(), file.properties(), findings);
    }

    private static Layer of(String source, List<Property> properties, Findings findings) {
        PropertyJobs jobs = new PropertyJobs(findings, new SystemVariables());
        for (Property property : properties) {
            jobs.add(property.key(), new PropertyText.Of(property));
        }
        return new Layer(source, jobs.rawJobs(), jobs.defaults(), jobs.alerts(), findings.problems());
    }
}
