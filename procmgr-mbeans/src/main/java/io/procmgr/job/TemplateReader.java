package io.procmgr.job;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Judges what is a template's own: how many instances there are, and where their names stand. */
final class TemplateReader {
    /** An operator names instances, and must not thereby choose an account, a program, or who is told. */
    private static final Set<JobKey> FIXED = EnumSet.of(JobKey.USER, JobKey.GROUP, JobKey.MAIN_CLASS, JobKey.ALERTS);

    /** What two processes cannot share. */
    private static final Set<JobKey> OWN_TO_EACH = EnumSet.of(JobKey.PID_FILE, JobKey.SOCKET);

    private final Template template;
    private final WrittenValues values;

    TemplateReader(Template template) {
        this.template = template;
        this.values = new WrittenValues(template.job());
    }

    /** All that is wrong with it. */
    List<Problem> problems() {
        if (template.isStartedByName()) {
            values.get(JobKey.MAX_INSTANCES, Integer.class);
            values.refuse(
                    JobKey.INSTANCES,
                    true,
                    "on a template, whose instances are started by name; max-instances limits them");
        } else {
            values.get(JobKey.INSTANCES, Integer.class);
            values.refuse(JobKey.MAX_INSTANCES, true, "on a job with instances, which are so many and no more");
        }
        for (RawValue value : template.job().values()) {
            check(value);
        }
        return values.problems();
    }

    private void check(RawValue value) {
        boolean named = false;
        try {
            for (String word : value.words()) {
                InstanceText.check(word);
                named |= InstanceText.isIn(word);
            }
            if (value.text().isPresent()) {
                InstanceText.check(value.text().get().verbatim());
            }
        } catch (BadValue wrong) {
            values.error(value, wrong);
            return;
        }
        if (named && FIXED.contains(value.key())) {
            values.error(value, "must be the same for all instances, without %i: who names one shall not choose it");
        }
        if (value.key() == JobKey.COMMAND && choosesProgram(value)) {
            values.error(
                    value, "must name the same program for all instances: %i may only stand behind the first word");
        }
        if (!named && OWN_TO_EACH.contains(value.key())) {
            values.error(value, "must be another one for each instance: %i stands for its name");
        }
    }

    /** The text of a shell is split by the shell, but its first word does not change by that. */
    private static boolean choosesProgram(RawValue value) {
        List<String> words = value.text().isPresent() ? value.text().get().words() : value.words();
        String first = words.isEmpty() ? "" : words.get(0);
        if (value.text().isEmpty()) {
            int blank = first.indexOf(' ');
            return InstanceText.isIn(blank < 0 ? first : first.substring(0, blank));
        }
        return InstanceText.isIn(first);
    }
}
