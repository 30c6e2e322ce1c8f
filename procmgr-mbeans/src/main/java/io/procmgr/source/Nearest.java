package io.procmgr.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelt one is meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The known word of the least edit distance, if that is at most a third of its length. */
    public static Optional<String> of(String text, Collection<String> known) {
        return exactly(text.length() > 100 ? text : text.toLowerCase(Locale.ROOT), known);
    }

    /** The same, where case counts. */
    static Optional<String> exactly(String text, Collection<String> known) {
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String word : known) {
            int allowed = Math.max(word.length() > 2 ? 1 : 0, word.length() / 3);
            int distance = distance(text, word, Math.min(allowed, least - 1));
            if (distance >= 0) {
                nearest = word;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Characters added, dropped, replaced or swapped with their neighbour; -1 for more than {@code most}. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return -1;
        }
        int[] twoAbove = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
            }
            int[] free = twoAbove;
            twoAbove = above;
            above = row;
            row = free;
        }
        return above[b.length()] <= most ? above[b.length()] : -1;
    }
}
