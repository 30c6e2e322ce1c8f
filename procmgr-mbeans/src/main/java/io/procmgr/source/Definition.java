package io.procmgr.source;

import io.procmgr.job.JobSpec;
import io.procmgr.job.Origin;
import io.procmgr.job.RawJob;
import java.util.Optional;

/** One job of a file. */
sealed interface Definition {
    /** Its name as written; may be invalid. */
    String name();

    Origin origin();

    /**
     * To be judged. If there is a text, that alone says what the job is: nothing is wrong with it, and it names no variable.
     *
     * @param faulty it is known already that it cannot stand, and why has been told
     */
    record Written(RawJob job, Optional<Excerpt> text, boolean faulty) implements Definition {
        Written(RawJob job, Optional<Excerpt> text) {
            this(job, text, false);
        }

        @Override
        public String name() {
            return job.name();
        }

        @Override
        public Origin origin() {
            return job.origin();
        }
    }

    /** Written as it was when it was found to be right. */
    record Known(JobSpec spec, Excerpt text) implements Definition {
        @Override
        public String name() {
            return spec.name().value();
        }

        @Override
        public Origin origin() {
            return spec.origin();
        }
    }
}
