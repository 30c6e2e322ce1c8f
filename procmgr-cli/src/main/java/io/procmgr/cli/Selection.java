package io.procmgr.cli;

import io.procmgr.client.JobSummary;
import io.procmgr.client.RequestRefusedException;
import io.procmgr.client.SupervisorClient;
import io.procmgr.client.UnreachableException;
import io.procmgr.terminal.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which jobs are meant, by the words of the command line: names, patterns and tags.
 *
 * @param words one at least; {@code *} for all
 */
record Selection(List<String> words) {
    static final Selection ALL = new Selection(List.of("*"));

    Selection {
        words = List.copyOf(words);
    }

    /** As the operations of the supervisor take it. */
    String text() {
        return String.join(" ", words);
    }

    /** Whether {@link #text} says it. A name with a blank, which that of a profile may have, would be two words there. */
    boolean fitsOneText() {
        for (String word : words) {
            if (word.isBlank() || word.chars().anyMatch(Character::isWhitespace)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it takes the tags to know the jobs. */
    private boolean hasTag() {
        return words.stream().anyMatch(word -> word.startsWith("@"));
    }

    /**
     * Those of these jobs that are meant, in their order.
     *
     * @throws RequestRefusedException if a word matches none: most likely it is misspelt
     */
    List<JobSummary> choose(List<JobSummary> jobs, SupervisorClient client) throws UnreachableException {
        if (words.equals(ALL.words)) {
            return jobs;
        }
        Map<String, Map<String, Object>> tags = hasTag() ? client.attributesOfAll("Name", "Tags") : Map.of();
        Set<String> chosen = new HashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String word : words) {
            boolean found = false;
            for (JobSummary job : jobs) {
                if (word.startsWith("@")
                        ? tags(tags.get(job.name())).contains(word.substring(1))
                        : matches(word, job.name())) {
                    found = true;
                    chosen.add(job.name());
                }
            }
            if (!found && !word.equals("*")) {
                unknown.add("no job matches " + Text.line(word));
            }
        }
        if (!unknown.isEmpty()) {
            throw new RequestRefusedException(String.join("\n", unknown));
        }
        return jobs.stream().filter(job -> chosen.contains(job.name())).toList();
    }

    private static List<?> tags(Map<String, Object> attributes) {
        return attributes != null && attributes.get("Tags") instanceof List<?> tags ? tags : List.of();
    }

    /** Whether a name is of this pattern, in which each {@code *} stands for any text. */
    static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        if (!name.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int i = star; i <= name.length(); i++) {
            if (matches(rest, name.substring(i))) {
                return true;
            }
        }
        return false;
    }
}
