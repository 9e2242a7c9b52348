// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo_server_thread.h"
#include "ui/main_window.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include <csignal>
#include <memory>

// framescope: the composition root, the only file of app/ that knows ui/.

using namespace framescope;

namespace {

/// The demo server, started when it is first asked for.
class Demo
{
public:
    Result<QString> url()
    {
        if (!server_) {
            auto started = scenario::DemoServerThread::start();
            if (!started) {
                return tl::unexpected(started.error());
            }
            server_ = std::move(*started);
        }
        return server_->url();
    }

private:
    std::unique_ptr<scenario::DemoServerThread> server_;
};

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is an error of write, like a full disk
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("framescope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Framescope"));
    QApplication::setApplicationVersion(QStringLiteral(FRAMESCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.framescope.Framescope"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/framescope.svg")));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Records and inspects WebSocket connections, frame by frame."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demoOption(
        QStringLiteral("demo"),
        QStringLiteral("Start the built-in demo server and connect to it."));
    parser.addOption(demoOption);
    parser.addPositionalArgument(QStringLiteral("URL | FILE"),
                                 QStringLiteral("What to connect to, or recordings to open."),
                                 QStringLiteral("[URL | FILE…]"));
    parser.process(application);

    ui::style::Theme theme(application);
    Demo demo;
    ui::WindowOptions options;
    options.demo = [&demo] { return demo.url(); };
    options.chooseTheme = [&theme](ui::style::ThemeChoice choice) { theme.choose(choice); };
    ui::MainWindow window(std::move(options));
    window.show();
    for (const QString& argument : parser.positionalArguments()) {
        window.open(argument);
    }
    if (parser.isSet(demoOption)) {
        window.openDemo();
    }
    return QApplication::exec();
}
