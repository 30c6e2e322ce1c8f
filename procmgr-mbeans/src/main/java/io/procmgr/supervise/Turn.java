package io.procmgr.supervise;

/**
 * The turn of a job in the start sequence: its place, and how far it has come since it was defined, for only its first
 * launch and its first run concern the others.
 */
final class Turn {
    private int place;
    private int launches;
    private boolean ended;

    Turn(int place) {
        this.place = place;
    }

    /** Its place in the order of definition, for ties of {@code order}. */
    int place() {
        return place;
    }

    void moveTo(int newPlace) {
        place = newPlace;
    }

    /** It is defined anew. */
    void again() {
        launches = 0;
        ended = false;
    }

    void launched() {
        launches++;
    }

    /** A run ended; one of an earlier definition does not count. */
    void ended() {
        ended = launches > 0;
    }

    boolean isLaunched() {
        return launches > 0;
    }

    /** Whether its last launch was its first. */
    boolean isFirstLaunch() {
        return launches == 1;
    }

    /** Whether it has ended once. */
    boolean isOver() {
        return ended;
    }
}
