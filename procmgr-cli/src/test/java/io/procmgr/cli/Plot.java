package io.procmgr.cli;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** Curves over time as an SVG picture, each in a panel of its own that begins at zero. */
final class Plot {
    private static final int WIDTH = 800;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final int TOP = 50;
    private static final int PANEL = 90;
    private static final int GAP = 40;
    private static final double HEADROOM = 1.15;

    private final String title;
    private final double[] seconds;
    private final StringBuilder panels = new StringBuilder();
    private int bottom = TOP;

    Plot(String title, double[] seconds) {
        this.title = title;
        this.seconds = seconds;
    }

    /** Adds a curve with a value for each of the seconds. */
    void panel(String name, double[] values) {
        double least = DoubleStream.of(values).min().orElse(0);
        double most = DoubleStream.of(values).max().orElse(0);
        int top = bottom + GAP - 10;
        bottom = top + PANEL;
        text(LEFT, top - 6, "start", name + String.format(Locale.ROOT, " (%.1f to %.1f)", least, most));
        line(LEFT, bottom, WIDTH - RIGHT, bottom);
        line(LEFT, top, LEFT, bottom);
        text(LEFT - 6, bottom, "end", "0");
        double scale = PANEL / Math.max(1, most * HEADROOM);
        text(LEFT - 6, bottom - most * scale + 4, "end", String.format(Locale.ROOT, "%.0f", most));
        panels.append("<polyline fill=\"none\" stroke=\"#1f6fb4\" stroke-width=\"1.2\" points=\"");
        for (int i = 0; i < values.length; i++) {
            panels.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(seconds[i]), bottom - values[i] * scale));
        }
        panels.append("\"/>\n");
    }

    String svg() {
        double end = seconds.length == 0 ? 0 : seconds[seconds.length - 1];
        text(LEFT, TOP - 26, "start", title);
        text(LEFT, bottom + 18, "middle", "0");
        text(WIDTH - RIGHT, bottom + 18, "end", String.format(Locale.ROOT, "%.1f min", end / 60));
        int height = bottom + GAP;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"" + WIDTH
                + "\" height=\"" + height + "\" font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" + panels + "</svg>\n";
    }

    private double x(double second) {
        double end = Math.max(1, seconds[seconds.length - 1]);
        return LEFT + (WIDTH - LEFT - RIGHT) * second / end;
    }

    private void line(int x1, int y1, int x2, int y2) {
        panels.append(
                String.format("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#888\"/>%n", x1, y1, x2, y2));
    }

    private void text(double x, double y, String anchor, String words) {
        panels.append(String.format(
                Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words));
    }
}
