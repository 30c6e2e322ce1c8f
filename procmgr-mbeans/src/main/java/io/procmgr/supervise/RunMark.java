package io.procmgr.supervise;

import io.procmgr.job.JobName;
import java.util.Optional;

/**
 * The text by which the processes of a run are known whoever their parent is by then: {@code <state id>/<job>/<run>}, with
 * the job as in file names.
 *
 * @param job the encoded name
 * @param runId 0 or more
 * @param connection whether the process serves one connection of a job with {@code socket.accept}, and is not its main one
 */
record RunMark(String job, long runId, boolean connection) {
    static String of(String stateId, JobName job, long runId) {
        return stateId + "/" + job.encoded() + "/" + runId;
    }

    /** What a mark of that supervisor says; a run of −1 if it is none that a supervisor makes. */
    static RunMark parse(String stateId, String mark) {
        boolean connection = mark.endsWith(ProcessFinder.CONNECTION);
        String ofRun = connection ? mark.substring(0, mark.length() - ProcessFinder.CONNECTION.length()) : mark;
        int slash = ofRun.lastIndexOf('/');
        int start = stateId.length() + 1;
        String number = ofRun.substring(slash + 1);
        boolean wellFormed = slash > start && number.matches("[0-9]{1,18}");
        return wellFormed
                ? new RunMark(ofRun.substring(start, slash), Long.parseLong(number), connection)
                : new RunMark("", -1, false);
    }

    /** Empty if it is none that a supervisor makes. */
    Optional<JobName> jobName() {
        return runId < 0 ? Optional.empty() : JobName.ofEncoded(job);
    }
}
