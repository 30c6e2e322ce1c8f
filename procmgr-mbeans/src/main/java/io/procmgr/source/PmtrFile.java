package io.procmgr.source;

import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.source.PmtrToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a file in pmtr syntax: any number of jobs and global lines. Goes on behind an error, so that all of them are
 * told at once.
 */
final class PmtrFile {
    private static final Set<String> GLOBALS = Set.of("report", "listen");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SPEC = Pattern.compile("udp://[^:@/]+:([^:@/]*)(@[^:@/]+)?");
    private static final int HIGHEST_PORT = 65535;

    private final Findings findings;
    private final PmtrTokens tokens;
    private final List<RawJob> jobs = new ArrayList<>();

    private PmtrFile(String name, byte[] bytes) {
        this.findings = new Findings(name);
        this.tokens = new PmtrTokens(SourceText.decode(bytes, findings), findings);
    }

    static Definitions parse(String name, byte[] bytes) {
        PmtrFile file = new PmtrFile(name, bytes);
        file.read();
        return new Definitions(name, file.jobs, List.of(), file.findings.problems());
    }

    private void read() {
        while (tokens.peek().kind() != Kind.END) {
            PmtrToken token = tokens.next();
            if (token.isKeyword("job") || token.startsLine() && token.isWord("job{")) {
                job(token);
            } else if (token.kind() == Kind.KEYWORD && GLOBALS.contains(token.text())) {
                global(token);
            } else {
                findings.error(
                        token.line(),
                        "",
                        "must be a job, report or listen, first on its line (word=" + Problem.shown(token.text())
                                + ")");
                skipToTop();
            }
        }
    }

    private void job(PmtrToken start) {
        int found = findings.count();
        if (!start.isKeyword("job")) {
            findings.error(start.line(), "job", "must have a blank before its {");
        } else if (tokens.peek().isWord("{")) {
            tokens.next();
        } else {
            findings.error(start.line(), "job", "must be followed by {");
            skipBehindBrace();
        }
        PmtrJob job = new PmtrJob(start, tokens, findings);
        job.read();
        findings.nameJob(found, job.name());
        job.toRawJob().ifPresent(jobs::add);
    }

    /** {@code report to SPEC} and {@code listen on SPEC}: read strictly, and refused as long as nothing serves them. */
    private void global(PmtrToken keyword) {
        String particle = keyword.isKeyword("report") ? "to" : "on";
        if (!tokens.peek().isWord(particle)) {
            findings.error(keyword.line(), keyword.text(), "must be followed by " + particle);
            tokens.skipWords();
            return;
        }
        tokens.next();
        String option = keyword.text() + " " + particle;
        if (!tokens.peek().isValue()) {
            findings.error(keyword.line(), option, "needs a value");
            return;
        }
        PmtrToken spec = tokens.next();
        String message = isSpec(spec.text())
                ? "is not supported yet"
                : "must be udp://HOST:PORT or udp://HOST:PORT@INTERFACE, with a port from 0 to " + HIGHEST_PORT;
        findings.error(spec.line(), option, message + " (value=" + Problem.shown(spec.text()) + ")");
    }

    private static boolean isSpec(String text) {
        var parts = SPEC.matcher(text);
        return parts.matches()
                && PORT.matcher(parts.group(1)).matches()
                && Integer.parseInt(parts.group(1)) <= HIGHEST_PORT;
    }

    private void skipToTop() {
        while (tokens.peek().kind() != Kind.END
                && !tokens.peek().isKeyword("job")
                && !(tokens.peek().kind() == Kind.KEYWORD
                        && GLOBALS.contains(tokens.peek().text()))) {
            tokens.next();
        }
    }

    private void skipBehindBrace() {
        while (tokens.peek().isValue()) {
            if (tokens.next().isWord("{")) {
                return;
            }
        }
    }
}
