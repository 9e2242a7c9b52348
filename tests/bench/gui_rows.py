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
              "50 ms of it wait for another key")


def row_repeat(bench, server):
    report = bench.run_json(bench.programs / "bench_gui_repeat",
                            f"{server}/pings?every=60000&deflate=0", max(2, round(60 * bench.scale)))
    bench.add("window that sends 1,000 messages/s: share of a core", f"{report['window_percent']:.1f} %",
              "10 %", "5 %",
              f"{report['per_second']:.1f}/s kept, at most {report['latest_ms']:.0f} ms late; "
              f"{report['process_percent']:.1f} % with the other threads")


def row_table(bench):
    count = bench.count(10_000_000)
    file = bench.scratch / "rows.pcapng"
    report = bench.run_json(bench.programs / "bench_gui_rows", count, file)
    file.unlink()
    bench.add(f"window at {count:,} rows: append, scroll to the end, repaint, p99",
              f"{report['append_p99_ms']:.1f} ms", "16 ms", "8 ms",
              f"median {report['append_p50_ms']:.1f} ms, scrolled anywhere p99 "
              f"{report['scroll_p99_ms']:.1f} ms")
    bench.add(f"first filtered rows of {count:,} on screen, from the last key press",
              f"{report['filter_ms']:.0f} ms", "", "",
              f"{report['filter_rare_ms']:.0f} ms where one in 1,000 matches")
    bench.add(f"memory of the window at {count:,} rows, per row",
              f"{report['bytes_per_row']:.1f} B", "", "",
              f"opened in {report['open_ms'] / 1e3:.1f} s, first rows after "
              f"{report['first_rows_ms']:.0f} ms")


def row_details(bench):
    size = bench.count(50_000_000)
    report = bench.run_json(bench.programs / "bench_gui_details", size)
    bench.add(f"a JSON message of {size / 1e6:.0f} MB is shown: longest gap of the event loop",
              f"{max(report.values()):.0f} ms", "1500 ms", "33 ms",
              f"{report['text_gap_ms']:.0f} ms as text, {report['json_gap_ms']:.0f} ms as a tree")


def rows(bench, server):
    row_live(bench, server)
    row_repeat(bench, server)
    row_table(bench)
    row_details(bench)
