package io.procmgr.source;

import io.procmgr.job.Problem;
import io.procmgr.job.RawJob;
import io.procmgr.job.UdpLine;
import io.procmgr.source.PmtrToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a piece of a pmtr file: jobs and global lines. */
final class PmtrPiece {
    private static final Set<String> GLOBALS = Set.of("report", "listen");

    private final Findings findings;
    private final PmtrTokens tokens;
    private final List<RawJob> jobs = new ArrayList<>(1);
    private final List<UdpLine> udp = new ArrayList<>(0);

    /**
     * Begins.
     *
     * @param text whole lines
     * @param line of the first one in the file, from 1
     */
    PmtrPiece(String text, int line, Findings findings) {
        this.findings = findings;
        this.tokens = new PmtrTokens(text, line, findings);
    }

    /** The lines of reports and control that were read. */
    List<UdpLine> udp() {
        return udp;
    }

    List<RawJob> read() {
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
        return jobs;
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
        Optional<RawJob> read = job.toRawJob();
        if (read.isPresent()) {
            jobs.add(read.get());
        }
    }

    /** {@code report to SPEC} and {@code listen on SPEC}: read strictly. */
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
        UdpLine.Use use = keyword.isKeyword("report") ? UdpLine.Use.REPORT : UdpLine.Use.LISTEN;
        Optional<UdpLine> line = UdpAddress.parse(use, spec.text(), findings.origin(spec.line()));
        if (line.isPresent()) {
            udp.add(line.get());
        } else {
            findings.error(
                    spec.line(),
                    option,
                    "must be udp://HOST:PORT or udp://HOST:PORT@INTERFACE, with a port from 0 to "
                            + UdpAddress.HIGHEST_PORT + " (value=" + Problem.shown(spec.text()) + ")");
        }
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
