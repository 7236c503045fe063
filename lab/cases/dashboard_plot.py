"""dashboard_plot.py PROMETHEUS DASHBOARD SECONDS FILE: the panels of Grafana's dashboard as an SVG, of what Prometheus has of the last
seconds, which it is asked for as Grafana would. Prints a line for each panel: how many series it has, and its title.
"""
import html
import json
import pathlib
import sys
import time
import urllib.parse
import urllib.request

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 480, 190, 58, 26, 8, 34
COLOURS = ["#1f6fb2", "#d1495b", "#3a8a4d", "#e08e1b", "#7a5195", "#4bb3b3", "#8c564b", "#777777", "#b5bd00", "#003f5c"]
INSTANCE = "127.0.0.1:9664"


def ask(prometheus, path, **parameters):
    with urllib.request.urlopen(f"{prometheus}/api/v1/{path}?{urllib.parse.urlencode(parameters)}", timeout=20) as answer:
        return json.load(answer)["data"]["result"]


def legend(pattern, labels):
    for name, value in labels.items():
        pattern = pattern.replace("{{" + name + "}}", value)
    return pattern


def series(prometheus, target, begin, end):
    found = ask(prometheus, "query_range", query=target["expr"].replace("$instance", INSTANCE), start=begin, end=end, step=1)
    return sorted((legend(target["legendFormat"], one["metric"]), [(float(at), float(value)) for at, value in one["values"]]) for one in found)


def text(x, y, words, anchor="start", weight="normal", colour="#222"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" fill="{colour}">{html.escape(words)}</text>'


def number(value):
    return f"{value / 1e6:.3g}M" if value >= 1e6 else f"{value / 1e3:.3g}k" if value >= 1e3 else f"{value:.3g}"


def lines(all_series, begin, end):
    """Time from left to right, from zero to the greatest value from bottom to top."""
    most = max((value for _, points in all_series for _, value in points), default=0) or 1
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    out = []
    for step in range(3):
        y = TOP + high - high * step / 2
        out += [f'<path d="M{LEFT} {y:.1f}h{wide}" stroke="#ddd"/>', text(LEFT - 4, y + 3, number(most * step / 2), "end")]
    for at, words in ((begin, f"{end - begin:.0f} s ago"), (end, "now")):
        out.append(text(LEFT if at == begin else WIDTH - RIGHT, HEIGHT - BOTTOM + 12, words, "start" if at == begin else "end"))
    x = LEFT
    for place, (name, points) in enumerate(all_series):
        colour = COLOURS[place % len(COLOURS)]
        way = " ".join(f"{LEFT + (at - begin) / (end - begin) * wide:.1f},{TOP + high - value / most * high:.1f}" for at, value in points)
        out.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        if x + 7 * len(name) < WIDTH:
            out.append(text(x, HEIGHT - 8, name, weight="bold", colour=colour))
            x += 7 * len(name) + 12
    return out


def table(all_series):
    return [text(LEFT + 210 * (place // 9), TOP + 14 + 15 * (place % 9), name) for place, (name, _) in enumerate(all_series)]


def main():
    prometheus, dashboard, seconds, file = sys.argv[1:]
    end = time.time()
    begin = end - int(seconds)
    panels = json.loads(pathlib.Path(dashboard).read_text())["panels"]
    rows = (len(panels) + 1) // 2
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * WIDTH}" height="{rows * HEIGHT}" font-family="sans-serif" font-size="10">',
           '<rect width="100%" height="100%" fill="white"/>']
    for place, panel in enumerate(panels):
        found = [one for target in panel["targets"] for one in series(prometheus, target, end if panel["type"] == "table" else begin, end)]
        print(len(found), panel["title"])
        out.append(f'<g transform="translate({place % 2 * WIDTH},{place // 2 * HEIGHT})">')
        out.append(text(LEFT, 16, panel["title"], weight="bold"))
        out += table(found) if panel["type"] == "table" else lines(found, begin, end)
        out.append("</g>")
    pathlib.Path(file).write_text("\n".join([*out, "</svg>"]) + "\n")


main()
