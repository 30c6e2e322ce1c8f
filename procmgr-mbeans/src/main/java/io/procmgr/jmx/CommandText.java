package io.procmgr.jmx;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command line fit to be shown: what looks like a secret is masked. It masks too much rather than too little; secrets
 * still belong into the environment or a file, for {@code ps} shows the true words to every user of the host.
 */
final class CommandText {
    private static final String MASK = "***";
    private static final String SECRET =
            "[\\w.-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|credential|key|bearer|authorization)[\\w.-]*";

    /** {@code --password}, {@code -Dapi.key}: the next word is the secret. */
    private static final Pattern OPTION = Pattern.compile("(?i)--?" + SECRET);

    /** {@code --password=x}, {@code DB_PASSWORD=x}, {@code "token": "x"}, {@code Authorization: Bearer x}. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)(" + SECRET + "[\"']?\\s*[=:]\\s*(?:(?:bearer|basic)\\s+)?)(\"[^\"]*\"|'[^']*'|[^\\s\"';&]+)");

    /** {@code --password x} inside a text for the shell. */
    private static final Pattern SPACED =
            Pattern.compile("(?i)((?:^|\\s)--?" + SECRET + "\\s+)(\"[^\"]*\"|'[^']*'|[^\\s\"';&-][^\\s\"';&]*)");

    /** {@code https://user:x@host}. */
    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+@");

    private CommandText() {}

    static String masked(List<String> command) {
        List<String> words = new ArrayList<>(command.size());
        boolean secretFollows = false;
        for (String word : command) {
            words.add(secretFollows ? MASK : quoted(maskedInside(word)));
            secretFollows = OPTION.matcher(word).matches();
        }
        return String.join(" ", words);
    }

    private static String maskedInside(String word) {
        String text = ASSIGNED.matcher(word).replaceAll("$1" + MASK);
        text = SPACED.matcher(text).replaceAll("$1" + MASK);
        return URL_PASSWORD.matcher(text).replaceAll("$1" + MASK + "@");
    }

    private static String quoted(String word) {
        return word.isEmpty() || word.chars().anyMatch(Character::isWhitespace) ? "'" + word + "'" : word;
    }
}
