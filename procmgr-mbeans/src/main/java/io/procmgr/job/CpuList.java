package io.procmgr.job;

import java.util.BitSet;

/** Processors as {@code taskset} writes them: a list {@code 0,2-4} or a mask {@code 0x1d}. */
final class CpuList {
    /** The kernel's own CPU_SETSIZE is 1024. */
    static final int LAST = 1023;

    private CpuList() {}

    /** The processors named; none for a mask of 0, which means no restriction. Absent ones are judged at start. */
    static BitSet parse(String text) throws BadValue {
        if (text.startsWith("0x")) {
            return mask(text);
        }
        BitSet cpus = new BitSet();
        for (String range : text.split(",", -1)) {
            addRange(range, cpus);
        }
        return cpus;
    }

    private static BitSet mask(String text) throws BadValue {
        BitSet cpus = new BitSet();
        if (text.length() == 2) {
            throw notCpus();
        }
        for (int i = text.length() - 1, lowest = 0; i >= 2; i--, lowest += 4) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw notCpus();
            }
            for (int bit = 0; bit < 4; bit++) {
                if ((digit & 1 << bit) != 0) {
                    if (lowest + bit > LAST) {
                        throw notCpus();
                    }
                    cpus.set(lowest + bit);
                }
            }
        }
        return cpus;
    }

    private static void addRange(String range, BitSet cpus) throws BadValue {
        int dash = range.indexOf('-');
        int first = number(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : number(range.substring(dash + 1));
        if (dash >= 0 && last <= first) {
            throw new BadValue("has a range that does not rise (range=" + range + ")");
        }
        cpus.set(first, last + 1);
    }

    private static int number(String text) throws BadValue {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            throw notCpus();
        }
        try {
            return Numbers.integer(text, 0, LAST);
        } catch (BadValue outOfRange) {
            throw notCpus();
        }
    }

    private static BadValue notCpus() {
        return new BadValue("must be a list such as 0,2-4 or a mask such as 0x1d, of processors 0 to " + LAST);
    }
}
