package io.procmgr.jmx;

import io.procmgr.job.JobName;
import io.procmgr.job.JobSpec;
import io.procmgr.job.PrintableText;
import io.procmgr.supervise.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Chooses jobs by words with blanks between: {@code *}, a name, a pattern such as {@code web-*}, or {@code @tag}. */
final class JobSelector implements Predicate<JobSpec> {
    private static final String FORM = "a selector is *, a pattern such as web-*, or @tag; several with blanks between";

    private final String text;
    private final List<Word> words = new ArrayList<>();

    private record Word(String text, Predicate<JobSpec> test) {}

    /** @throws IllegalArgumentException if the selector is empty */
    JobSelector(String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(FORM);
        }
        this.text = PrintableText.of(text);
        for (String word : text.strip().split("\\s+")) {
            if (word.equals("@")) {
                throw new IllegalArgumentException(FORM);
            }
            words.add(new Word(PrintableText.of(word), test(word)));
        }
    }

    private static Predicate<JobSpec> test(String word) {
        if (word.startsWith("@")) {
            String tag = word.substring(1);
            return spec -> spec.tags().contains(tag);
        }
        Pattern pattern = Pattern.compile(Pattern.quote(word).replace("*", "\\E.*\\Q"));
        return spec -> pattern.matcher(spec.name().value()).matches();
    }

    @Override
    public boolean test(JobSpec spec) {
        return words.stream().anyMatch(word -> word.test().test(spec));
    }

    /**
     * The jobs that it chooses, in their order.
     *
     * @param what is to be done with them, for the message
     * @throws RefusedException if one of its words chooses none: most likely it is misspelt
     */
    List<JobName> choose(String what, List<JobSpec> jobs) {
        for (Word word : words) {
            if (jobs.stream().noneMatch(word.test())) {
                throw new RefusedException("cannot " + what + " " + word.text() + ": no job matches");
            }
        }
        Set<JobName> chosen = new LinkedHashSet<>();
        jobs.stream().filter(this).forEach(job -> chosen.add(job.name()));
        return List.copyOf(chosen);
    }

    @Override
    public String toString() {
        return text;
    }
}
