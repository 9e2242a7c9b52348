// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_gui_details BYTES
//
// Measures the details pane with a JSON message of BYTES bytes. Prints one JSON object with the
// longest times for which the event loop was blocked:
//   text_gap_ms   in the tab Text, until all rows are known
//   json_gap_ms   in the tab JSON, until the tree is shown
#include "support/capture_script.h"
#include "ui/details/shell/details_pane.h"
#include "ui/details/text/text_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace framescope;

namespace {

std::string documentOf(std::size_t size)
{
    std::string text = "[";
    for (int i = 0; text.size() < size; ++i) {
        text += R"({"id":)" + std::to_string(i) + R"(,"price":1.25,"tags":["a","b"]},)";
    }
    return text + R"({"last":true}])";
}

/// The longest time between two turns of the event loop until `done`, in ms.
double longestGap(const std::function<bool()>& done)
{
    QElapsedTimer since;
    qint64 longest = 0;
    QTimer beat;
    QObject::connect(&beat, &QTimer::timeout, &beat, [&] {
        longest = std::max(longest, since.nsecsElapsed());
        since.start();
    });
    since.start();
    beat.start(1);
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return static_cast<double>(std::max(longest, since.nsecsElapsed())) / 1e6;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_gui_details BYTES\n");
        return EXIT_FAILURE;
    }
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n<- text " +
                documentOf(std::strtoull(argv[1], nullptr, 10)));
    script.finish();
    const auto timeline = script.reloaded();
    ui::DetailsPane pane;
    pane.resize(420, 600);
    pane.setTimeline(timeline);
    pane.show();
    pane.setCurrentTab(ui::DetailsPane::Text);
    bool shown = false;
    QObject::connect(&pane, &ui::DetailsPane::shown, &pane, [&shown] { shown = true; });
    pane.showEvent(EventId{static_cast<std::uint32_t>(timeline->size() - 1)},
                   timeline::View::Messages);
    const auto* text = pane.findChild<ui::TextView*>(QStringLiteral("payloadText"));
    const double textGap = longestGap([&] { return shown && text->rows().isComplete(); });
    pane.setCurrentTab(ui::DetailsPane::Json);
    const auto* tree = pane.findChild<QTreeView*>(QStringLiteral("jsonTree"));
    const double jsonGap = longestGap([&] { return tree->isVisible(); });
    std::printf("{\"text_gap_ms\": %.3f, \"json_gap_ms\": %.3f}\n", textGap, jsonGap);
    return EXIT_SUCCESS;
}
