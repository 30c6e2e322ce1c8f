"""The results as Markdown."""
import figures
from peers import FLOOR, FLOORS, OUR_ENGINES, OURS


def number(value):
    return "{:,.0f}".format(value) if abs(value) >= 100 else "%.3g" % value


class Notes:
    """reasons, numbered in the order in which the table names them"""
    def __init__(self):
        self.texts = []

    def mark(self, text):
        if text not in self.texts:
            self.texts.append(text)
        return "<sup>%d</sup>" % (self.texts.index(text) + 1)


class Table:
    def __init__(self, results):
        self.results = results
        self.settings = results.settings()
        self.peers = list(results.peers())
        self.notes = Notes()

    def markdown(self):
        ratios = ["÷ " + FLOOR, "÷ best peer"] if OURS in self.peers else []
        lines = row("figure", "must reach", *self.peers, *ratios)
        lines += row("---", "---", *["---:" for _ in self.peers + ratios])
        for figure in figures.FIGURES:
            lines += row(self.title(figure), figure.goal.text if self.is_real else "",
                         *(self.cell(figure, peer) for peer in self.peers), *(self.ratios(figure) if ratios else []))
        lines += "\n"
        for position, text in enumerate(self.notes.texts):
            lines += "<sup>%d</sup> %s  \n" % (position + 1, text)
        return "".join(lines) + "\n" + versions(self.results)

    @property
    def is_real(self):
        """goals are for the sizes of the whole run"""
        return self.settings["full"] == 1000

    def title(self, figure):
        return figure.title.format(n="{:,}".format(self.settings[figure.size]))

    def values(self, figure, peer):
        if figure.metric == "memory_per_job_kib":
            return self.per_job(peer)
        return self.results.values(peer, figure.metric, self.settings[figure.size])

    def per_job(self, peer):
        one, full = self.settings["one"], self.settings["full"]
        small = self.results.values(peer, "memory_mib", one)
        large = self.results.values(peer, "memory_mib", full)
        return [(figures.p50(large) - figures.p50(small)) * 1024 / (full - one)] if small and large else []

    def value(self, figure, peer):
        values = self.values(figure, peer)
        return figure.of(values) if values else None

    def cell(self, figure, peer):
        marks = "".join(self.notes.mark("%s: %s" % (peer, note)) for note
                        in self.results.notes(peer, figure.metric, self.settings[figure.size]))
        values = self.values(figure, peer)
        if not values:
            return "n/a" + marks if marks else "–"
        value = figure.of(values)
        text = number(value)
        if peer in OUR_ENGINES:
            text = "**%s**" % text + ("" if not self.is_real or self.reached(figure, peer, value) else " ✗")
        if len(values) > 1 and figure.spread:
            text += " (%s–%s)" % (number(min(values)), number(max(values)))
        return text + marks

    def reached(self, figure, peer, value):
        at_one = self.results.values(peer, figure.metric, self.settings["one"])
        return figure.goal.reached(value, self.value(figure, FLOOR), figures.p50(at_one) if at_one else None)

    def ratios(self, figure):
        ours = self.value(figure, OURS)
        others = [self.value(figure, peer) for peer in self.peers if peer not in FLOORS | OUR_ENGINES]
        others = [value for value in others if value is not None]
        best = (max if figure.more_is_better else min)(others) if others else None
        return [number(ours / other) if ours is not None and other else "–"
                for other in (self.value(figure, FLOOR), best)]


def growth(results):
    peers, sizes = list(results.peers()), results.settings()["sizes"]
    text = row("figure", "supervisor", *("{:,} jobs".format(size) for size in sizes))
    text += row("---", "---", *["---:" for _ in sizes])
    for figure in figures.GROWTH:
        for peer in peers:
            values = [results.values(peer, figure.metric, size) for size in sizes]
            text += row(figure.title, peer, *(number(figure.of(found)) if found else "n/a" for found in values))
    failures = ["%s, %d jobs: %s  \n" % (peer, size, note) for peer in peers for size in sizes
                for figure in figures.GROWTH for note in results.notes(peer, figure.metric, size)]
    return text + "\n" + "".join(failures)


def versions(results):
    return "".join("- %s: %s\n" % item for item in results.peers().items())


def row(*cells):
    return "| " + " | ".join(cells) + " |\n"
