package io.procmgr.source;

import io.procmgr.job.RawJob;
import io.procmgr.job.UdpLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file in pmtr syntax. Goes on behind an error, so that all of them are told at once. */
final class PmtrFile {
    private PmtrFile() {}

    static Definitions parse(String name, byte[] bytes, KnownJobs known) {
        Findings findings = new Findings(name);
        List<Definition> jobs = new ArrayList<>();
        List<UdpLine> udp = new ArrayList<>();
        PmtrPieces pieces = new PmtrPieces(bytes);
        while (!findings.full() && pieces.next()) {
            Excerpt text = pieces.excerpt();
            Optional<Definition> before = known.find(text, findings.origin(pieces.line()));
            if (before.isPresent()) {
                jobs.add(before.get());
                continue;
            }
            int found = findings.count();
            PmtrPiece piece = new PmtrPiece(text.decode(pieces.line(), findings), pieces.line(), findings);
            List<RawJob> written = piece.read();
            udp.addAll(piece.udp());
            // a piece with a problem is read again each time, to tell it again, and so is one with more than a job
            boolean plain = findings.count() == found && piece.udp().isEmpty();
            Optional<Excerpt> whole = plain ? Optional.of(text) : Optional.empty();
            for (RawJob job : written) {
                jobs.add(new Definition.Written(job, whole));
            }
        }
        return new Definitions(name, jobs, List.of(), udp, findings.problems());
    }
}
