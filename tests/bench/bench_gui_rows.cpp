// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_gui_rows COUNT FILE
//
// Writes a recording of COUNT frames to FILE and measures the window with it. Prints one JSON
// object:
//   append_p99_ms   a batch of a flood of 100,000 frames/s: rows inserted, scrolled to the end
//                   and painted, while the recording grows beyond COUNT
//   scroll_p99_ms   the scroll bar moved anywhere, and painted
//   select_all_ms   Ctrl+A, and painted
//   open_ms, first_rows_ms   the file opened in the window, whole and its first rows
//   filter_ms       from the last key press in the filter field to the first rows on screen
//   filter_rare_ms  the same for a filter that one event in a thousand matches
//   bytes_per_row   growth of resident memory when the window opened it
#include "recorded_rows.h"

#include "ui/filter/filter_bar.h"
#include "ui/page/session_page.h"
#include "ui/style/theme.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTemporaryDir>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <thread>
#include <vector>

using namespace framescope;

namespace {

constexpr QSize TableSize(1280, 700);
constexpr int Batches = 300;
constexpr std::uint64_t BatchRows = 1667; // 100,000 frames/s, 60 batches/s
constexpr std::chrono::microseconds BatchInterval(16'667);
constexpr int Scrolls = 200;

std::uint64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    statm >> total >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double percentile(std::vector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(last * part)];
}

void runUntil(const std::function<bool()>& done)
{
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
}

void print(const char* name, double value)
{
    std::printf("\"%s\": %.3f, ", name, value);
}

/// A table that follows a growing recording.
class GrowingTable
{
public:
    explicit GrowingTable(bench::RecordedRows& rows) : rows_(rows)
    {
        // Connected before the model, so that the time includes the work of model and view.
        QObject::connect(&job_, &present::VisibleRowsJob::changed, &job_,
                         [this] { begin_.start(); });
        model_ = std::make_unique<present::TimelineModel>(job_);
        view_ = std::make_unique<ui::TimelineView>(*model_);
        view_->resize(TableSize);
        view_->show();
        job_.setLive(true);
        job_.start({rows_.timeline(), timeline::View::Messages, {}});
        const std::size_t size = rows_.timeline()->size();
        runUntil([&] { return static_cast<std::size_t>(model_->rowCount()) >= size; });
        view_->setFollowing(true);
        QObject::connect(model_.get(), &QAbstractItemModel::rowsInserted, view_.get(), [this] {
            view_->viewport()->repaint();
            taken_.push_back(milliseconds(begin_));
        });
    }

    void measureAppending()
    {
        taken_.clear();
        std::atomic<bool> written = false;
        std::thread writer([this, &written] {
            auto next = std::chrono::steady_clock::now();
            for (int i = 0; i < Batches; ++i) {
                rows_.append(BatchRows);
                next += BatchInterval;
                std::this_thread::sleep_until(next);
            }
            written = true;
        });
        runUntil([&written] { return written.load(); });
        writer.join();
        print("append_p50_ms", percentile(taken_, 0.5));
        print("append_p99_ms", percentile(taken_, 0.99));
        print("append_max_ms", percentile(taken_, 1));
        print("batches", static_cast<double>(taken_.size()));
    }

    void measureScrolling()
    {
        job_.setLive(false);
        std::vector<double> taken;
        QScrollBar* bar = view_->verticalScrollBar();
        for (int i = 0; i < Scrolls; ++i) {
            QElapsedTimer timer;
            timer.start();
            bar->setValue(static_cast<int>(static_cast<double>(bar->maximum()) *
                                           ((i * 7919) % Scrolls) / Scrolls));
            view_->viewport()->repaint();
            taken.push_back(milliseconds(timer));
            QCoreApplication::processEvents();
        }
        print("scroll_p99_ms", percentile(taken, 0.99));
    }

    void measureSelecting()
    {
        QElapsedTimer timer;
        timer.start();
        view_->selectAll();
        view_->viewport()->repaint();
        view_->horizontalHeader()->viewport()->repaint();
        print("select_all_ms", milliseconds(timer));
    }

private:
    bench::RecordedRows& rows_;
    present::VisibleRowsJob job_;
    std::unique_ptr<present::TimelineModel> model_;
    std::unique_ptr<ui::TimelineView> view_;
    QElapsedTimer begin_;
    std::vector<double> taken_;
};

void press(QWidget* target, int key, const QString& text)
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(target, &down);
    QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(target, &up);
}

/// The time from the last key press to the first rows of the new filter on screen, in ms.
double typeFilter(ui::SessionPage& page, const QString& text)
{
    auto* field = page.findChild<QWidget*>(QStringLiteral("filter"));
    page.filterBar().focusFilter(); // selects the text
    bool shown = false;
    QElapsedTimer timer;
    auto reset = QObject::connect(&page.model(), &QAbstractItemModel::modelReset, [&] {
        page.timelineView().viewport()->repaint();
        shown = page.model().rowCount() > 0;
    });
    for (const QChar c : text) {
        timer.start();
        press(field, c.toUpper().unicode(), c);
        QCoreApplication::processEvents();
    }
    runUntil([&shown] { return shown; });
    const double taken = milliseconds(timer);
    QObject::disconnect(reset);
    const auto& job = page.rowsJob();
    runUntil([&job] { return job.progress().complete(); });
    return taken;
}

void measureWindow(const QString& file, std::uint64_t count)
{
    const QTemporaryDir folder;
    ui::WindowOptions options;
    options.recordingsFolder = folder.filePath(QStringLiteral("recordings"));
    options.settingsFile = folder.filePath(QStringLiteral("settings.ini"));
    ui::MainWindow window(std::move(options));
    window.resize(1440, 900);
    window.show();
    QCoreApplication::processEvents();

    const double before = static_cast<double>(residentBytes());
    QElapsedTimer timer;
    timer.start();
    window.open(file);
    ui::SessionPage& page = *window.currentPage();
    runUntil([&page] { return page.model().rowCount() > 0; });
    page.timelineView().viewport()->repaint();
    print("first_rows_ms", milliseconds(timer));
    runUntil([&] { return static_cast<std::uint64_t>(page.model().rowCount()) >= count; });
    print("open_ms", milliseconds(timer));
    runUntil([&page] { return !page.document().isLoading(); });
    print("bytes_per_row",
          (static_cast<double>(residentBytes()) - before) / static_cast<double>(count));
    print("filter_ms", typeFilter(page, QStringLiteral("tick")));
    print("filter_rare_ms", typeFilter(page, QStringLiteral("order")));
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) {
        std::fprintf(stderr, "usage: bench_gui_rows COUNT FILE\n");
        return EXIT_FAILURE;
    }
    const ui::style::Theme theme(*static_cast<QApplication*>(qApp));
    const std::uint64_t count = arguments.at(1).toULongLong();
    const QString& file = arguments.at(2);
    std::printf("{");
    {
        bench::RecordedRows rows(file.toStdString());
        rows.append(count);
        {
            GrowingTable table(rows);
            table.measureAppending();
            table.measureScrolling();
            table.measureSelecting();
        }
        rows.finish();
    }
    measureWindow(file, count);
    std::printf("\"rows\": %llu}\n", static_cast<unsigned long long>(count));
    return EXIT_SUCCESS;
}
