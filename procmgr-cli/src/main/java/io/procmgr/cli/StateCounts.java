package io.procmgr.cli;

import io.procmgr.supervise.JobState;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** How many jobs there are in each state: {@code 5 jobs: 1 stopped, 4 running}. */
record StateCounts(Map<JobState, Integer> counts) {
    StateCounts {
        counts = Map.copyOf(counts);
    }

    static StateCounts of(List<JobState> states) {
        Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
        states.forEach(state -> counts.merge(state, 1, Integer::sum));
        return new StateCounts(counts);
    }

    @Override
    public String toString() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        StringJoiner text = new StringJoiner(", ");
        for (JobState state : JobState.values()) {
            if (counts.containsKey(state)) {
                text.add(counts.get(state) + " " + state.name().toLowerCase(Locale.ROOT));
            }
        }
        return (all == 1 ? "1 job" : all + " jobs") + (all == 0 ? "" : ": " + text);
    }
}
