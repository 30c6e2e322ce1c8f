package io.procmgr.jmx;

import io.procmgr.job.JobSpec;
import io.procmgr.job.PrintableText;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Chooses jobs: {@code *}, a name, a pattern such as {@code web-*}, or {@code @tag}. */
final class JobSelector implements Predicate<JobSpec> {
    private final String text;
    private final Predicate<JobSpec> test;

    /** @throws IllegalArgumentException if the selector is empty */
    JobSelector(String text) {
        if (text == null || text.isEmpty() || text.equals("@")) {
            throw new IllegalArgumentException("a selector is *, a pattern such as web-*, or @tag");
        }
        this.text = PrintableText.of(text);
        if (text.startsWith("@")) {
            String tag = text.substring(1);
            test = spec -> spec.tags().contains(tag);
        } else {
            Pattern pattern = Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
            test = spec -> pattern.matcher(spec.name().value()).matches();
        }
    }

    @Override
    public boolean test(JobSpec spec) {
        return test.test(spec);
    }

    @Override
    public String toString() {
        return text;
    }
}
