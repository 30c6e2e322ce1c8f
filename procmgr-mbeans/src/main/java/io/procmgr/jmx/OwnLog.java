package io.procmgr.jmx;

import java.util.List;

/** The supervisor's own log, as far as it is kept in memory. */
public interface OwnLog {
    /** Its last lines, oldest first, at most so many. */
    List<String> last(int most);
}
