package io.procmgr.os;

import java.util.PriorityQueue;

/**
 * The timers of an event loop, the next one first, ties in the order in which they were added. A cancelled one stays
 * until it would be due, or until half of them are cancelled: to take one out of the middle would cost a search.
 */
final class Timers {
    private static final int FEW = 64;

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long added;
    private int cancelled;

    /** A task and its time. */
    static final class Entry implements Comparable<Entry> {
        private final long due;
        private long number;
        private Runnable task;

        Entry(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        @Override
        public int compareTo(Entry other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(number, other.number);
        }
    }

    /** Says whether it is the next one to come due. */
    boolean add(Entry entry) {
        entry.number = added++;
        entries.add(entry);
        return entries.peek() == entry;
    }

    void cancel(Entry entry) {
        if (entry.task != null) {
            entry.task = null;
            cancelled++;
            if (cancelled > FEW && cancelled > entries.size() / 2) {
                entries.removeIf(other -> other.task == null);
                cancelled = 0;
            }
        }
    }

    void clear() {
        entries.clear();
        cancelled = 0;
    }

    boolean isEmpty() {
        dropCancelled();
        return entries.isEmpty();
    }

    /** When the next one is due. */
    long nextDue() {
        return entries.element().due;
    }

    /** Takes the next one out. */
    Runnable poll() {
        Entry entry = entries.remove();
        Runnable task = entry.task;
        entry.task = null;
        return task;
    }

    private void dropCancelled() {
        while (!entries.isEmpty() && entries.peek().task == null) {
            entries.remove();
            cancelled--;
        }
    }
}
