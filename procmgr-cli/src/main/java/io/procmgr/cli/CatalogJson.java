package io.procmgr.cli;

import io.procmgr.client.JsonText;
import io.procmgr.job.CommandText;
import io.procmgr.job.JobKey;
import io.procmgr.job.JobSpec;
import io.procmgr.job.Origin;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import io.procmgr.job.Template;
import io.procmgr.source.Catalog;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Definitions as JSON: {@code valid}, {@code jobs}, {@code templates} and {@code problems}. A job has its name, the place where it begins, and
 * under {@code values} every key of {@link JobKey} that holds, written or not; under {@code origins}, for each that is
 * written, where.
 */
final class CatalogJson {
    private CatalogJson() {}

    static void write(Catalog catalog, List<RawJob> written, PrintWriter out) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("valid", catalog.isValid() && catalog.faults().isEmpty());
        root.put("jobs", catalog.jobs().stream().map(spec -> job(spec, written)).toList());
        root.put(
                "templates",
                catalog.templates().stream().map(CatalogJson::template).toList());
        root.put(
                "problems",
                catalog.problems().stream().map(CatalogJson::problem).toList());
        out.println(JsonText.of(root));
    }

    private static Map<String, Object> job(JobSpec spec, List<RawJob> written) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (JobKey key : JobKey.values()) {
            EffectiveValue.of(spec, key).ifPresent(value -> values.put(name(key), value));
        }
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("name", spec.name().value());
        putOrigin(job, spec.origin());
        job.put("values", values);
        job.put("origins", origins(spec, written));
        return job;
    }

    /** What is written, with {@code %i}: what holds is told of its instances. */
    private static Map<String, Object> template(Template template) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> origins = new LinkedHashMap<>();
        for (RawValue value : template.job().effective()) {
            String key = value.key().key() + value.qualifier();
            values.put(key, value.text().map(CommandText::verbatim).orElseGet(() -> String.join(" ", value.words())));
            Map<String, Object> origin = new LinkedHashMap<>();
            putOrigin(origin, value.origin());
            origins.put(key, origin);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", template.name());
        putOrigin(json, template.job().origin());
        json.put("startedByName", template.isStartedByName());
        json.put("count", template.count());
        json.put("values", values);
        json.put("origins", origins);
        return json;
    }

    private static Map<String, Object> origins(JobSpec spec, List<RawJob> written) {
        Map<String, Object> origins = new LinkedHashMap<>();
        for (RawJob raw : written) {
            boolean isInstance = Template.describes(raw)
                    && spec.name()
                            .instance()
                            .filter(one -> new Template(raw)
                                    .nameOf(one)
                                    .equals(spec.name().value()))
                            .isPresent();
            if (isInstance || raw.name().equals(spec.name().value())) {
                raw.effective().forEach(value -> {
                    Map<String, Object> origin = new LinkedHashMap<>();
                    putOrigin(origin, value.origin());
                    origins.put(value.key().key() + value.qualifier(), origin);
                });
            }
        }
        return origins;
    }

    private static String name(JobKey key) {
        return key.qualified() ? key.key().substring(0, key.key().length() - 1) : key.key();
    }

    private static Map<String, Object> problem(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        putOrigin(json, problem.origin());
        json.put("job", problem.job());
        json.put("option", problem.option());
        json.put("message", problem.message());
        return json;
    }

    private static void putOrigin(Map<String, Object> json, Origin origin) {
        json.put("source", origin.source());
        if (origin.line() > 0) {
            json.put("line", origin.line());
        }
    }
}
