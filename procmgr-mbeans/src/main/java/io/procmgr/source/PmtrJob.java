package io.procmgr.source;

import io.procmgr.job.Dialect;
import io.procmgr.job.JobKey;
import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.RawValue;
import io.procmgr.job.Resource;
import io.procmgr.source.PmtrToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the options of one pmtr job up to its closing brace and says them in the words of {@link JobKey}. */
final class PmtrJob {
    /** Words that mean something else to us than a file of that name. */
    private static final Set<String> OUR_TARGETS = Set.of("default", "separate", "none", "inherit", "pipe");

    private final PmtrToken start;
    private final PmtrTokens tokens;
    private final Findings findings;
    private final List<RawValue> values = new ArrayList<>();
    private PmtrToken name;
    private boolean empty = true;

    PmtrJob(PmtrToken start, PmtrTokens tokens, Findings findings) {
        this.start = start;
        this.tokens = tokens;
        this.findings = findings;
    }

    /** Its name as written; empty if it has none. */
    String name() {
        return name == null ? "" : name.text();
    }

    /** What was read; empty if there was nothing. */
    Optional<RawJob> toRawJob() {
        return empty
                ? Optional.empty()
                : Optional.of(new RawJob(name(), Dialect.PMTR, findings.origin(start.line()), values));
    }

    void read() {
        while (true) {
            PmtrToken token = tokens.peek();
            if (token.kind() == Kind.CLOSE) {
                tokens.next();
                break;
            }
            if (token.kind() == Kind.END || token.isKeyword("job")) {
                findings.error(
                        token.line(),
                        "job",
                        "is not closed by a } first on its line (it begins in line " + start.line() + ")");
                break;
            }
            empty = false;
            if (token.kind() == Kind.KEYWORD) {
                option(tokens.next());
            } else {
                unexpected(token);
            }
        }
        if (empty) {
            findings.error(start.line(), "job", "is empty: a job has a name and a cmd");
        }
    }

    private void unexpected(PmtrToken token) {
        String shown = Problem.shown(token.text());
        if (token.startsLine()) {
            String hint = Nearest.of(token.text(), PmtrTokens.KEYWORDS)
                    .map(near -> ": did you mean " + near + "?")
                    .orElse("");
            findings.error(token.line(), shown, "is no option of a job" + hint);
        } else {
            findings.error(token.line(), "", "must not have a second word or option on this line (word=" + shown + ")");
        }
        tokens.skipWords();
    }

    private void option(PmtrToken option) {
        switch (option.text()) {
            case "name" -> name(option);
            case "cmd" -> command(option);
            case "dir" -> single(JobKey.DIRECTORY, option);
            case "in" -> single(JobKey.STDIN, option);
            case "out" -> single(JobKey.LOG_FILE, option);
            case "err" -> single(JobKey.LOG_ERROR_FILE, option);
            case "user" -> single(JobKey.USER, option);
            case "nice" -> single(JobKey.NICE, option);
            case "order" -> single(JobKey.ORDER, option);
            case "cpu" -> single(JobKey.CPUS, option);
            case "env" -> environment(option);
            case "disable" -> add(JobKey.ENABLED, option, "false");
            case "wait" -> add(JobKey.WAIT, option, "true");
            case "once" -> add(JobKey.RESTART, option, "once");
            case "bounce" -> bounce(option);
            case "ulimit" -> limits(option);
            case "depends" -> depends(option);
            default -> {
                findings.error(option.line(), option.text(), "belongs outside of jobs");
                tokens.skipWords();
            }
        }
    }

    private void single(JobKey key, PmtrToken option) {
        Optional<String> word = value(option);
        if (word.isPresent()) {
            add(key, option, inOurWords(key, word.get()));
        }
    }

    private void name(PmtrToken option) {
        String word = value(option).orElse("");
        if (name != null) {
            findings.error(option.line(), "name", "is given twice, first in line " + name.line());
            return;
        }
        // a name of some kind keeps the job in the check of all else that may be wrong with it
        name = new PmtrToken(Kind.WORD, word.isEmpty() ? "unnamed-" + option.line() : word, option.line(), false);
    }

    private void command(PmtrToken option) {
        List<String> words = new ArrayList<>();
        while (tokens.peek().isValue()) {
            PmtrToken argument = tokens.next();
            if (argument.startsLine() && !words.isEmpty()) {
                warnOfMisspeltOption(argument);
            }
            words.add(argument.text());
        }
        add(JobKey.COMMAND, option, words);
    }

    /** Arguments run on over lines, so a misspelt option behind a cmd becomes its argument. */
    private void warnOfMisspeltOption(PmtrToken argument) {
        if (argument.kind() == Kind.WORD && isLetters(argument.text())) {
            Nearest.of(argument.text(), PmtrTokens.KEYWORDS)
                    .ifPresent(near -> findings.warning(
                            argument.line(),
                            "cmd",
                            "takes this line as arguments: did you mean the option " + near + "? (word="
                                    + Problem.shown(argument.text()) + ")"));
        }
    }

    private static boolean isLetters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private void environment(PmtrToken option) {
        Optional<String> written = value(option);
        if (written.isEmpty()) {
            return;
        }
        String word = written.get();
        int equals = word.indexOf('=');
        if (equals < 1) {
            findings.error(option.line(), "env", "must be NAME=VALUE with a name (value=" + Problem.shown(word) + ")");
            return;
        }
        values.add(new RawValue(
                JobKey.ENV,
                word.substring(0, equals),
                List.of(word.substring(equals + 1)),
                "env",
                findings.origin(option.line())));
    }

    private void bounce(PmtrToken option) {
        if (!tokens.peek().isWord("every")) {
            findings.error(option.line(), "bounce", "must be followed by every");
            tokens.skipWords();
            return;
        }
        tokens.next();
        Optional<String> word = value(option);
        if (word.isPresent() && isInterval(word.get())) {
            add(JobKey.BOUNCE_EVERY, option, word.get());
        } else if (word.isPresent()) {
            findings.error(
                    option.line(),
                    "bounce every",
                    "must be a whole number with s, m, h or d right behind it (value=" + Problem.shown(word.get())
                            + ")");
        }
    }

    private static boolean isInterval(String word) {
        int unit = word.length() - 1;
        for (int i = 0; i < unit; i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return false;
            }
        }
        return unit > 0 && "smhd".indexOf(word.charAt(unit)) >= 0;
    }

    private void limits(PmtrToken option) {
        if (!tokens.peek().isWord("{")) {
            Optional<String> flag = value(option);
            if (flag.isPresent()) {
                limit(option, flag.get(), option.line());
            }
            return;
        }
        tokens.next();
        while (tokens.peek().isValue()) {
            PmtrToken flag = tokens.next();
            limit(option, flag.text(), flag.line());
        }
        close(option);
    }

    private void limit(PmtrToken option, String flag, int line) {
        if (!tokens.peek().isValue()) {
            findings.error(line, "ulimit", "needs a value behind each flag (flag=" + Problem.shown(flag) + ")");
            return;
        }
        String value = tokens.next().text();
        Optional<Resource> resource = Resource.parse(flag);
        if (resource.isEmpty() || resource.get().key().equals(flag)) {
            findings.error(
                    line,
                    "ulimit",
                    "must have a flag -c -d -e -f -i -l -m -n -q -r -s -t -u -v or a name as RLIMIT_NOFILE (flag="
                            + Problem.shown(flag) + ")");
            return;
        }
        values.add(new RawValue(JobKey.LIMIT, resource.get().key(), List.of(value), "ulimit", findings.origin(line)));
    }

    private void depends(PmtrToken option) {
        if (!tokens.peek().isWord("{")) {
            findings.error(option.line(), "depends", "must be followed by {");
            tokens.skipWords();
            return;
        }
        tokens.next();
        boolean any = false;
        while (tokens.peek().isValue()) {
            PmtrToken path = tokens.next();
            values.add(new RawValue(JobKey.WATCH, "", List.of(path.text()), "depends", findings.origin(path.line())));
            any = true;
        }
        if (close(option) && !any) {
            findings.error(option.line(), "depends", "must name at least one file");
        }
    }

    private boolean close(PmtrToken option) {
        if (tokens.peek().kind() == Kind.CLOSE) {
            tokens.next();
            return true;
        }
        findings.error(
                tokens.peek().line(),
                option.text(),
                "is not closed by a } first on its line (it begins in line " + option.line() + ")");
        return false;
    }

    private Optional<String> value(PmtrToken option) {
        if (tokens.peek().isValue() && !tokens.peek().text().isEmpty()) {
            return Optional.of(tokens.next().text());
        }
        if (tokens.peek().isValue()) {
            tokens.next();
        }
        findings.error(option.line(), option.text(), "needs a value");
        return Optional.empty();
    }

    /** What means something else to us is said in another way. */
    private static String inOurWords(JobKey key, String word) {
        boolean output = key == JobKey.LOG_FILE || key == JobKey.LOG_ERROR_FILE;
        if (output && word.equals("syslog")) {
            return "default";
        }
        return (output || key == JobKey.STDIN) && OUR_TARGETS.contains(word) ? "./" + word : word;
    }

    private void add(JobKey key, PmtrToken option, String word) {
        add(key, option, List.of(word));
    }

    private void add(JobKey key, PmtrToken option, List<String> words) {
        values.add(new RawValue(key, "", words, option.text(), findings.origin(option.line())));
    }
}
