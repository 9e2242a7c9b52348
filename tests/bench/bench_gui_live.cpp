// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_gui_live URL SECONDS [FILTER]
//
// Measures the window, offscreen, during a flood of messages, with or without a filter, while keys
// are typed into the filter and the wheel is turned. Prints one JSON object, in milliseconds: the
// longest gap between two paints of the rows, the delays from a key and from the wheel to the
// paint that shows it, from a filter to its first rows, and from Disconnect to the closing and to
// the closed state; also the rate of recorded events.
#include "ui/filter/filter_bar.h"
#include "ui/page/session_page.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <vector>

using namespace framescope;

namespace {

constexpr int Frame = 16;      // ms between two requests to paint
constexpr int KeyPause = 90;   // ms between two keys
constexpr int WheelPause = 70; // ms between two turns of the wheel
constexpr int Warmup = 700;    // ms of flood before anything is measured

double percentile(std::vector<double> values, double part)
{
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

/// Measures the delays from a request until its result is painted.
class Delays
{
public:
    explicit Delays(QElapsedTimer& clock) : clock_(clock) {}

    void ask()
    {
        if (!asked_) {
            asked_ = clock_.nsecsElapsed();
        }
    }
    void seen()
    {
        if (asked_) {
            all_.push_back(static_cast<double>(clock_.nsecsElapsed() - *asked_) / 1e6);
            asked_.reset();
        }
    }
    bool isWaiting() const { return asked_.has_value(); }
    void print(const char* name) const
    {
        std::printf(
            "\"%s\": {\"count\": %zu, \"median\": %.2f, \"p99\": %.2f, \"longest\": %.2f}, ", name,
            all_.size(), percentile(all_, 0.5), percentile(all_, 0.99), percentile(all_, 1.0));
    }

private:
    QElapsedTimer& clock_;
    std::optional<qint64> asked_;
    std::vector<double> all_;
};

class Measurement : public QObject
{
public:
    Measurement(ui::MainWindow& window, QString url, QString filter, int seconds)
        : window_(window), url_(std::move(url)), filter_(std::move(filter)), seconds_(seconds),
          field_(*window.findChild<QLineEdit*>(QStringLiteral("filter"))), paints_(clock_),
          keys_(clock_), wheel_(clock_), firstRows_(clock_), stop_(clock_), closed_(clock_)
    {
        clock_.start();
        rows().viewport()->installEventFilter(this);
        field_.installEventFilter(this);
        connect(&page().model(), &QAbstractItemModel::modelReset, this, [this] {
            if (page().model().rowCount() > 0) {
                firstRows_.seen();
            }
        });
        connect(&page().document(), &ui::Document::stateChanged, this, &Measurement::stateChanged);
        page().connectTo(url_);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            // The result of a request is visible when the next paint is done.
            QTimer::singleShot(0, this, [this, field = watched == &field_] {
                field ? fieldPainted() : rowsPainted();
            });
        }
        return false;
    }

private:
    ui::SessionPage& page() { return *window_.currentPage(); }
    ui::TimelineView& rows() { return page().timelineView(); }

    void stateChanged()
    {
        if (page().document().state() == session::Session::State::Open && !begun_) {
            begun_ = true;
            page().filterBar().setText(filter_);
            QTimer::singleShot(Warmup, this, &Measurement::begin);
        } else if (page().document().state() == session::Session::State::Closing) {
            stop_.seen();
        } else if (page().document().state() == session::Session::State::Closed) {
            stop_.seen();
            closed_.seen();
            report();
        }
    }

    void begin()
    {
        measuring_ = true;
        from_ = page().document().timeline()->size();
        began_ = clock_.nsecsElapsed();
        field_.setFocus();
        every(Frame, [this] {
            if (!paints_.isWaiting()) {
                paints_.ask();
                rows().viewport()->update();
            }
        });
        every(KeyPause, [this] { typeKey(); });
        every(WheelPause, [this] { turnWheel(); });
        QTimer::singleShot(seconds_ * 1000, this, &Measurement::end);
    }

    template <class Function>
    void every(int interval, Function function)
    {
        auto* timer = new QTimer(this);
        timer->setTimerType(Qt::PreciseTimer);
        connect(timer, &QTimer::timeout, this, [this, function] {
            if (measuring_) {
                function();
            }
        });
        timer->start(interval);
    }

    /// Types and deletes a digit in turn, so that the filter changes all the time.
    void typeKey()
    {
        if (keys_.isWaiting()) {
            return;
        }
        const bool longer = field_.text().size() > filter_.size();
        keys_.ask();
        firstRows_.ask();
        field_.end(false);
        QCoreApplication::postEvent(
            &field_, longer ? new QKeyEvent(QEvent::KeyPress, Qt::Key_Backspace, Qt::NoModifier)
                            : new QKeyEvent(QEvent::KeyPress, Qt::Key_1, Qt::NoModifier,
                                            QStringLiteral("1")));
        if (++typed_ % 4 == 0) { // a pause in which the filter is applied
            QCoreApplication::postEvent(
                &field_, new QKeyEvent(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier));
        }
    }

    void turnWheel()
    {
        if (wheel_.isWaiting()) {
            return;
        }
        wheel_.ask();
        down_ = !down_;
        const QPointF at(50, 50);
        QCoreApplication::postEvent(rows().viewport(),
                                    new QWheelEvent(at, rows().viewport()->mapToGlobal(at), {},
                                                    {0, down_ ? -360 : 360}, Qt::NoButton,
                                                    Qt::NoModifier, Qt::NoScrollPhase, false));
    }

    void fieldPainted() { keys_.seen(); }

    void rowsPainted()
    {
        const qint64 now = clock_.nsecsElapsed();
        if (measuring_ && lastPaint_) {
            gaps_.push_back(static_cast<double>(now - *lastPaint_) / 1e6);
        }
        lastPaint_ = measuring_ ? std::optional(now) : std::nullopt;
        paints_.seen();
        wheel_.seen();
    }

    void end()
    {
        measuring_ = false;
        seconds_ = std::max(1, seconds_);
        events_ = page().document().timeline()->size() - from_;
        took_ = static_cast<double>(clock_.nsecsElapsed() - began_) / 1e9;
        shown_ = page().rowsJob().progress();
        stop_.ask();
        closed_.ask();
        window_.action(ui::ActionId::Disconnect)->trigger();
    }

    void report()
    {
        std::printf("{\"longest_gap\": %.2f, \"p99_gap\": %.2f, \"paints\": %zu, ",
                    percentile(gaps_, 1.0), percentile(gaps_, 0.99), gaps_.size());
        keys_.print("key");
        wheel_.print("wheel");
        firstRows_.print("first_rows");
        stop_.print("stop");
        closed_.print("closed");
        std::printf("\"events_per_second\": %.0f, \"behind\": %zu}\n",
                    static_cast<double>(events_) / took_, shown_.total - shown_.scanned);
        // exit() instead of quitting the window, which would ask about unsaved recordings.
        std::fflush(stdout);
        QCoreApplication::exit(0);
    }

    ui::MainWindow& window_;
    QString url_;
    QString filter_;
    int seconds_;
    QLineEdit& field_;
    QElapsedTimer clock_;
    Delays paints_;
    Delays keys_;
    Delays wheel_;
    Delays firstRows_;
    Delays stop_;
    Delays closed_;
    std::vector<double> gaps_;
    std::optional<qint64> lastPaint_;
    bool begun_ = false;
    bool measuring_ = false;
    bool down_ = false;
    int typed_ = 0;
    std::size_t from_ = 0;
    std::size_t events_ = 0;
    qint64 began_ = 0;
    double took_ = 1;
    present::RowsProgress shown_;
};

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 3) {
        std::fprintf(stderr, "usage: bench_gui_live URL SECONDS [FILTER]\n");
        return EXIT_FAILURE;
    }
    const QTemporaryDir folder;
    ui::style::Theme theme(application);
    ui::WindowOptions options;
    options.recordingsFolder = folder.filePath(QStringLiteral("recordings"));
    options.settingsFile = folder.filePath(QStringLiteral("settings.ini"));
    ui::MainWindow window(std::move(options));
    window.resize(1440, 900);
    window.show();
    Measurement measurement(window, arguments.at(1), arguments.value(3), arguments.at(2).toInt());
    return QApplication::exec();
}
