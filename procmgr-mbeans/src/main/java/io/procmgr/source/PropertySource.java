package io.procmgr.source;

import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A properties file in the order of its lines, each property with its own.
 *
 * @param source the file, as in messages
 * @param properties repeated ones too
 * @param problems what cannot be read
 */
public record PropertySource(String source, List<Property> properties, List<Problem> problems) {
    public PropertySource {
        properties = List.copyOf(properties);
        problems = List.copyOf(problems);
    }

    /** Reads one: UTF-8, else by the rules of {@link java.util.Properties}. */
    public static PropertySource read(String source, byte[] bytes) {
        Findings findings = new Findings(source);
        List<Property> properties = new ArrayList<>();
        for (PropertyLine line : PropertyLines.read(SourceText.decode(bytes, findings))) {
            Optional<String> key = line.plainKey();
            Optional<String> value = line.plainValue();
            if (key.isPresent() && value.isPresent()) {
                Origin origin = new Origin(source, line.line());
                properties.add(new Property(key.get(), value.get(), origin, line.template()));
            } else {
                findings.error(line.line(), line.key(), "has a malformed \\u escape");
            }
        }
        return new PropertySource(source, properties, findings.problems());
    }
}
