// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_gui_repeat URL SECONDS
//
// Repeats a message 1,000 times a second in the window, offscreen. Prints one JSON object: the rate
// that was reached and the largest lateness, and in percent of a core the processor time of the
// window's thread and of the whole process.
#include "ui/composer/composer.h"
#include "ui/composer/sending_control.h"
#include "ui/page/session_page.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace framescope;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t PerSecond = 1000;

double secondsOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

class Measurement : public QObject
{
public:
    Measurement(ui::MainWindow& window, const QString& url, std::uint64_t seconds)
        : page_(*window.currentPage()), seconds_(seconds),
          repeater_(page_.composer().sending().repeater())
    {
        connect(&page_.document(), &ui::Document::stateChanged, this, [this] {
            if (page_.document().state() == session::Session::State::Open) {
                begin();
            }
        });
        connect(&repeater_, &ui::Repeater::finished, this, &Measurement::report);
        page_.connectTo(url);
    }

private:
    void begin()
    {
        ui::Repeater::Request request;
        request.draft.content = QString(64, QLatin1Char('x'));
        request.interval = std::chrono::milliseconds(1000 / PerSecond);
        request.count = PerSecond * seconds_;
        window_ = secondsOf(CLOCK_THREAD_CPUTIME_ID);
        process_ = secondsOf(CLOCK_PROCESS_CPUTIME_ID);
        began_ = Clock::now();
        repeater_.start(std::move(request), page_.composer().scope());
    }

    void report()
    {
        const double took = std::chrono::duration<double>(Clock::now() - began_).count();
        const auto percent = [took](double from, clockid_t clock) {
            return 100 * (secondsOf(clock) - from) / took;
        };
        const auto drift = repeater_.drift();
        std::printf("{\"sent\": %llu, \"per_second\": %.2f, \"latest_ms\": %.1f, "
                    "\"window_percent\": %.1f, \"process_percent\": %.1f}\n",
                    static_cast<unsigned long long>(repeater_.sent()), drift.rate,
                    std::chrono::duration<double, std::milli>(drift.largest).count(),
                    percent(window_, CLOCK_THREAD_CPUTIME_ID),
                    percent(process_, CLOCK_PROCESS_CPUTIME_ID));
        // exit() instead of quitting the window, which would ask about unsaved recordings.
        std::fflush(stdout);
        QCoreApplication::exit(repeater_.sent() == PerSecond * seconds_ ? EXIT_SUCCESS
                                                                        : EXIT_FAILURE);
    }

    ui::SessionPage& page_;
    std::uint64_t seconds_;
    ui::Repeater& repeater_;
    double window_ = 0;
    double process_ = 0;
    Clock::time_point began_;
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
        std::fprintf(stderr, "usage: bench_gui_repeat URL SECONDS\n");
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
    const Measurement measurement(window, arguments.at(1), arguments.at(2).toULongLong());
    return QApplication::exec();
}
