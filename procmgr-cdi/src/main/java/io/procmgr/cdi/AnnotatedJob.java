package io.procmgr.cdi;

import io.procmgr.job.Dialect;
import io.procmgr.job.JobKey;
import io.procmgr.job.Origin;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import io.procmgr.source.Property;
import io.procmgr.source.PropertyLayer;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a {@link ManagedProcess} says, as a job that is still to be judged. */
final class AnnotatedJob {
    private AnnotatedJob() {}

    /**
     * The job.
     *
     * @param defaultName if it does not name itself
     * @param origin for all that it says
     */
    static RawJob of(ManagedProcess annotation, String defaultName, Origin origin) {
        return new RawJob(name(annotation, defaultName), Dialect.PROCMGR, origin, values(annotation, origin));
    }

    static String name(ManagedProcess annotation, String defaultName) {
        return annotation.name().isEmpty() ? defaultName : annotation.name();
    }

    /** All that is written but the name. */
    static List<RawValue> values(ManagedProcess annotation, Origin origin) {
        List<RawValue> values = new ArrayList<>();
        for (JobKey key : JobKey.values()) {
            List<String> words = key.qualified() ? List.of() : words(annotation, member(key));
            if (key == JobKey.COMMAND && words.size() == 1) {
                values.add(commandOf(words.get(0), origin));
            } else if (!words.isEmpty()) {
                values.add(new RawValue(key, "", words, member(key), origin));
            }
        }
        for (Env variable : annotation.env()) {
            values.add(new RawValue(
                    JobKey.ENV, variable.name(), List.of(variable.value()), "@Env " + variable.name(), origin));
        }
        for (Limit limit : annotation.limits()) {
            values.add(
                    new RawValue(JobKey.LIMIT, limit.name(), List.of(limit.value()), "@Limit " + limit.name(), origin));
        }
        return values;
    }

    /** One text is split as that of a property, or goes to the shell, wherever that is asked for. */
    private static RawValue commandOf(String text, Origin origin) {
        Property property = new Property("procmgr.jobs.any.command", text, origin, true);
        RawJob any = PropertyLayer.of(origin.source(), List.of(property)).jobs().get(0);
        return any.values().get(0);
    }

    /** The name of the member for a key: {@code logErrorFile} for {@code log.error-file}. */
    static String member(JobKey key) {
        if (key == JobKey.WAIT) {
            // Object has a method of that name
            return "holdLater";
        }
        StringBuilder member = new StringBuilder();
        for (String word : key.key().split("[.-]")) {
            member.append(member.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return member.toString();
    }

    private static List<String> words(ManagedProcess annotation, String member) {
        Object value = value(annotation, member);
        List<String> words = new ArrayList<>();
        if (!value.getClass().isArray()) {
            String text = value.toString();
            return text.isEmpty() ? words : List.of(text);
        }
        for (int i = 0; i < Array.getLength(value); i++) {
            words.add(Array.get(value, i).toString());
        }
        return words;
    }

    private static Object value(ManagedProcess annotation, String member) {
        try {
            Method method = ManagedProcess.class.getMethod(member);
            return method.invoke(annotation);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read @ManagedProcess(" + member + ")", e);
        }
    }
}
