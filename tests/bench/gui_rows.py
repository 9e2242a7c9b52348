# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window does while it is flooded, as rows of the table."""


def live(bench, server, *filters):
    seconds = max(2, round(5 * bench.scale))
    return bench.run_json(bench.programs / "bench_gui_live",
                          f"{server}/ticks?rate=100000&count=100000000&deflate=0", seconds,
                          *filters)


def row_live(bench, server):
    """With a filter beside without: both are the window's own, so no peer is run."""
    with_filter = live(bench, server, "type:text size:>10 price")
    without = live(bench, server)
    bench.add("window at 100,000 frames/s with a filter set: longest gap between two paints",
              f"{with_filter['longest_gap']:.0f} ms", "100 ms", "33 ms",
              f"{without['longest_gap']:.0f} ms without a filter; "
              f"{with_filter['events_per_second'] / 1e3:.0f} k/s came")
    for what, name in (("key press", "key"), ("turn of the wheel", "wheel"), ("Disconnect", "stop")):
        bench.add(f"the same: from a {what} to its effect, longest",
                  f"{with_filter[name]['longest']:.0f} ms", "100 ms", "33 ms",
                  f"{without[name]['longest']:.0f} ms without a filter")
    bench.add("the same: from the last key press to the first filtered rows, median",
              f"{with_filter['first_rows']['median']:.0f} ms", "250 ms", "150 ms",
              "120 ms of it wait for another key")


def rows(bench, server):
    row_live(bench, server)
