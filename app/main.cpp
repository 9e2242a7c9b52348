// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/visible_text.h"
#include "scenario/demo/demo_server_thread.h"
#include "ui/style/theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QIcon>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

// framescope: the composition root, the only file of app/ that knows ui/.

using namespace framescope;

namespace {

/// The demo server, started when it is first asked for.
class Demo : public QObject
{
public:
    using Then = std::function<void(const Result<QString>&)>;

    void tell(Then then)
    {
        if (url_) {
            then(*url_);
            return;
        }
        waiting_.push_back(std::move(then));
        if (!server_) {
            server_ = scenario::DemoServerThread::begin(
                this, [this](const Result<QString>& url) { started(url); });
        }
    }

private:
    void started(const Result<QString>& url)
    {
        if (url) {
            url_ = *url;
        } else {
            server_.reset(); // the next call tries again
        }
        for (const Then& then : std::exchange(waiting_, {})) {
            then(url);
        }
    }

    std::unique_ptr<scenario::DemoServerThread> server_;
    std::optional<QString> url_;
    std::vector<Then> waiting_;
};

/// An option that QApplication removes from the command line, with one dash or two.
struct QtOption
{
    const char* name;
    bool hasValue;
};

constexpr QtOption QtOptions[] = {
    {"display", true},       {"dograb", false},
    {"fontengine", true},    {"geometry", true},
    {"icon", true},          {"nograb", false},
    {"platform", true},      {"platformpluginpath", true},
    {"platformtheme", true}, {"plugin", true},
    {"qmljsdebugger", true}, {"qwindowgeometry", true},
    {"qwindowicon", true},   {"qwindowtitle", true},
    {"reverse", false},      {"session", true},
    {"style", true},         {"stylesheet", true},
    {"sync", false},         {"title", true},
    {"widgetcount", false},
};

constexpr int WrongUsage = 2;

/// The command line of the window.
class CommandLine
{
public:
    CommandLine()
        : help_(parser_.addHelpOption()), version_(parser_.addVersionOption()),
          demo_(QStringLiteral("demo"),
                QStringLiteral("Start the built-in demo server and connect to it."))
    {
        parser_.setApplicationDescription(
            QStringLiteral("Records and inspects WebSocket connections, frame by frame."));
        parser_.addOption(demo_);
        parser_.addPositionalArgument(QStringLiteral("URL | FILE"),
                                      QStringLiteral("What to connect to, or recordings to open."),
                                      QStringLiteral("[URL | FILE…]"));
        parser_.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
        for (const QtOption& known : QtOptions) {
            QCommandLineOption option(QString::fromLatin1(known.name));
            option.setFlags(QCommandLineOption::HiddenFromHelp);
            option.setValueName(known.hasValue ? QStringLiteral("value") : QString());
            parser_.addOption(option);
        }
    }

    /// Prints help, the version or an error, and returns the exit status; nullopt if a window is
    /// wanted. Needs no display.
    std::optional<int> answer(int argc, char** argv)
    {
        const QCoreApplication application(argc, argv); // sets the name for the parser
        if (!parser_.parse(QCoreApplication::arguments())) {
            std::fprintf(stderr, "framescope: %s (try --help)\n",
                         visibleText(parser_.errorText().toStdString()).c_str());
            return WrongUsage;
        }
        if (parser_.isSet(help_)) {
            return print(parser_.helpText());
        }
        if (parser_.isSet(version_)) {
            return print(QStringLiteral("framescope " FRAMESCOPE_VERSION "\n"));
        }
        return std::nullopt;
    }

    bool wantsDemo() const { return parser_.isSet(demo_); }
    QStringList arguments() const { return parser_.positionalArguments(); }

private:
    static int print(const QString& text)
    {
        const QByteArray utf8 = text.toUtf8();
        const bool printed = std::fputs(utf8.constData(), stdout) >= 0 && std::fflush(stdout) == 0;
        return printed ? EXIT_SUCCESS : WrongUsage;
    }

    QCommandLineParser parser_;
    QCommandLineOption help_;
    QCommandLineOption version_;
    QCommandLineOption demo_;
};

/// Prints messages of Qt. On a fatal one there is no display: Qt would abort and dump core.
void tellOfNoDisplay(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    const QByteArray said = text.section(QLatin1Char('\n'), 0, 0).toLocal8Bit();
    std::fprintf(stderr, "framescope: %s\n", visibleText(said.toStdString()).c_str());
    if (type == QtFatalMsg) {
        std::fputs("framescope: there is no display to open a window on (DISPLAY or "
                   "WAYLAND_DISPLAY names one; framescope-cli needs none)\n",
                   stderr);
        std::_Exit(EXIT_FAILURE);
    }
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is an error of write, like a full disk
    QCoreApplication::setApplicationName(QStringLiteral("framescope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FRAMESCOPE_VERSION));
    CommandLine commandLine;
    if (const auto status = commandLine.answer(argc, argv)) {
        return *status;
    }
    qInstallMessageHandler(tellOfNoDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(nullptr);
    QApplication::setApplicationDisplayName(QStringLiteral("Framescope"));
    QApplication::setDesktopFileName(QStringLiteral("org.framescope.Framescope"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/framescope.svg")));

    ui::style::Theme theme(application);
    Demo demo;
    ui::WindowOptions options;
    options.demo = [&demo](Demo::Then then) { demo.tell(std::move(then)); };
    options.chooseTheme = [&theme](ui::style::ThemeChoice choice) { theme.choose(choice); };
    ui::MainWindow window(std::move(options));
    window.show();
    window.openAll(commandLine.arguments());
    if (commandLine.wantsDemo()) {
        window.openDemo();
    }
    return QApplication::exec();
}
