package io.procmgr.cli;

import java.util.Comparator;

/** By what {@code procmgr top} sorts; the largest first, names from A to Z. */
enum TopOrder {
    CPU(Comparator.comparingDouble(JobUsage::cpuPercent).reversed()),
    MEMORY(Comparator.comparingLong(JobUsage::residentBytes).reversed()),
    PROCESSES(Comparator.comparingLong(JobUsage::processes).reversed()),
    RESTARTS(Comparator.comparingLong(JobUsage::restarts).reversed()),
    NAME(Comparator.comparing(JobUsage::name));

    private final Comparator<JobUsage> order;

    TopOrder(Comparator<JobUsage> order) {
        this.order = order;
    }

    /** Those that are alike by their names. */
    Comparator<JobUsage> comparator() {
        return order.thenComparing(JobUsage::name);
    }
}
