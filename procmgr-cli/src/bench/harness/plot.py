"""Growth as a picture: one panel per figure, both axes logarithmic, as SVG."""
import math

import figures

WIDTH, HEIGHT, COLUMNS = 360, 260, 3
LEFT, RIGHT, TOP, BOTTOM = 56, 14, 30, 34
LEGEND = 30
COLOURS = ["#7f7f7f", "#bcbd22", "#2ca02c", "#9467bd", "#8c564b", "#e377c2", "#17becf", "#ff7f0e", "#d62728", "#1f77b4"]
LEAST = 0.001     # what is less, zero too, is drawn here


def svg(results):
    peers, sizes = list(results.peers()), results.settings()["sizes"]
    rows = math.ceil(len(figures.GROWTH) / COLUMNS)
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">'
             % (WIDTH * COLUMNS, HEIGHT * rows + LEGEND), '<rect width="100%" height="100%" fill="white"/>']
    for place, figure in enumerate(figures.GROWTH):
        lines = {}
        for peer in peers:
            found = {size: results.values(peer, figure.metric, size) for size in sizes}
            lines[peer] = [(size, max(LEAST, figure.of(values))) for size, values in found.items() if values]
        x, y = WIDTH * (place % COLUMNS), HEIGHT * (place // COLUMNS)
        parts.append('<g transform="translate(%d %d)">%s</g>' % (x, y, panel(figure.title, sizes, lines)))
    for place, peer in enumerate(peers):
        x, y = LEFT + place * 150, HEIGHT * rows + 12
        parts.append('<path d="M%d %dh20" stroke="%s" stroke-width="2"/>' % (x, y, COLOURS[place]))
        parts.append(text(x + 26, y + 4, peer, "start"))
    return "\n".join(parts) + "\n</svg>\n"


def panel(title, sizes, lines):
    values = [value for line in lines.values() for _, value in line] or [LEAST]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)
    high = max(high, low + 1)
    left, right = math.log10(min(sizes)), math.log10(max(sizes) if len(sizes) > 1 else min(sizes) * 10)

    def at(size, value):
        return (LEFT + (math.log10(size) - left) / (right - left) * (WIDTH - LEFT - RIGHT),
                TOP + (high - math.log10(value)) / (high - low) * (HEIGHT - TOP - BOTTOM))
    parts = [text(WIDTH / 2, TOP - 12, title, "middle")]
    for power in range(low, high + 1):
        x, y = at(min(sizes), 10.0 ** power)
        parts.append('<path d="M%.1f %.1fH%d" stroke="#ddd"/>' % (x, y, WIDTH - RIGHT))
        parts.append(text(x - 6, y + 4, "≤ %g" % LEAST if 10.0 ** power == LEAST else "{:,g}".format(10.0 ** power), "end"))
    for size in sizes:
        x, y = at(size, 10.0 ** low)
        parts.append('<path d="M%.1f %.1fV%d" stroke="#ddd"/>' % (x, y, TOP))
        parts.append(text(x, y + 16, "{:,}".format(size), "middle"))
    for colour, line in zip(COLOURS, lines.values()):
        points = [at(size, value) for size, value in line]
        parts.append('<polyline fill="none" stroke="%s" stroke-width="2" points="%s"/>'
                     % (colour, " ".join("%.1f,%.1f" % point for point in points)))
        parts += ['<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>' % (*point, colour) for point in points]
    return "".join(parts)


def text(x, y, words, anchor):
    return '<text x="%.1f" y="%.1f" text-anchor="%s">%s</text>' % (x, y, anchor, words)
