package io.procmgr.cdi;

import io.procmgr.SettingKey;
import io.procmgr.job.JobKey;
import io.procmgr.job.Origin;
import io.procmgr.source.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * What MicroProfile Config says, where the server has it. This class must not be loaded elsewhere. Its values are as they
 * are: it has expanded them itself.
 */
final class MicroProfileConfig {
    private static final String PREFIX = "procmgr.";

    private MicroProfileConfig() {}

    /** All that it knows of procmgr, in the order of the names. */
    static List<RankedProperty> read(ClassLoader application) {
        Config config = ConfigProvider.getConfig(application);
        Set<String> names = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                names.add(name);
            }
        }
        // sources need not tell all their names: what can be asked for by name is asked for
        for (SettingKey key : SettingKey.values()) {
            names.add(key.key());
        }
        config.getOptionalValues(SettingKey.JOB_NAMES.key(), String.class)
                .ifPresent(jobs -> jobs.forEach(job -> names.addAll(keys(job.strip()))));
        List<RankedProperty> found = new ArrayList<>();
        for (String name : names) {
            ConfigValue value = config.getConfigValue(name);
            if (value.getValue() != null) {
                Origin origin = new Origin("MicroProfile Config: " + value.getSourceName(), 0);
                found.add(new RankedProperty(
                        new Property(name, value.getValue(), origin, true), value.getSourceOrdinal()));
            }
        }
        return found;
    }

    private static List<String> keys(String job) {
        List<String> keys = new ArrayList<>();
        String quoted = job.indexOf('.') < 0 ? job : '"' + job + '"';
        for (JobKey key : JobKey.values()) {
            if (!key.qualified()) {
                keys.add("procmgr.jobs." + quoted + "." + key.key());
            }
        }
        return keys;
    }
}
