package io.procmgr.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a template writes, for one instance: {@code %i} is its name, {@code %%} a percent sign, and nothing else begins with one. */
final class InstanceText {
    private InstanceText() {}

    /** Whether the instance's name is a part of it. */
    static boolean isIn(String text) {
        int at = text.indexOf('%');
        while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) != 'i') {
            at = text.indexOf('%', at + 2);
        }
        return at >= 0 && at + 1 < text.length();
    }

    /** Refuses a percent sign that means nothing. */
    static void check(String text) throws BadValue {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 2)) {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (next != 'i' && next != '%') {
                throw new BadValue("has a % that means nothing: %i is the name of the instance, %% a percent sign");
            }
        }
    }

    /** The text that this instance gets. */
    static String of(String text, InstanceName instance) {
        int at = text.indexOf('%');
        if (at < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder(text.length() + InstanceName.MAX_LENGTH);
        int done = 0;
        while (at >= 0 && at + 1 < text.length()) {
            filled.append(text, done, at).append(text.charAt(at + 1) == 'i' ? instance.value() : "%");
            done = at + 2;
            at = text.indexOf('%', done);
        }
        return filled.append(text, done, text.length()).toString();
    }

    static List<String> of(List<String> words, InstanceName instance) {
        List<String> filled = new ArrayList<>(words.size());
        for (String word : words) {
            filled.add(of(word, instance));
        }
        return filled;
    }

    static RawValue of(RawValue value, InstanceName instance) {
        CommandText text = value.text().orElse(null);
        return value.with(
                of(value.words(), instance),
                text == null
                        ? value.text()
                        : Optional.of(new CommandText(
                                of(text.verbatim(), instance), of(text.words(), instance), text.problems())));
    }
}
