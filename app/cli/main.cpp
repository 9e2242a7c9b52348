// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "redaction/secrets.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <fcntl.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace framescope;
using cli::ExitStatus;

constexpr const char* Footer =
    "Data goes to standard output, messages to standard error.\n"
    "Exit status: 0 success; 1 an expectation failed; 2 wrong usage or input; 3 the connection "
    "failed.\n\n"
    "Examples:\n"
    "  framescope-cli serve --demo\n"
    "  framescope-cli record ws://127.0.0.1:8765/hello -o hello.pcapng --send 'My name is John' "
    "--print\n"
    "  framescope-cli show hello.pcapng\n\n"
    "framescope-cli COMMAND --help describes a command.\n";

/// Names the argument that is not understood, without its value, which may be a password.
std::string sentenceOf(const CLI::App& program, int argc, char** argv, const CLI::ParseError& error)
{
    const std::string first = argc > 1 ? argv[1] : "";
    const auto named = [&](const CLI::App* command) { return command->get_name() == first; };
    if (!first.empty() && !first.starts_with('-') && program.get_subcommands(named).empty()) {
        return "there is no command \"" + redaction::addressWithoutSecrets(first) + "\"";
    }
    const std::vector<std::string> extras = program.remaining(true);
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::ExtrasError) || extras.empty()) {
        return error.what();
    }
    const std::string& extra = extras.front();
    if (extra.starts_with('-')) {
        return first + ": there is no option " + extra.substr(0, extra.find_first_of("= :"));
    }
    const auto* place = std::find(argv, argv + argc, extra);
    return first + ": argument " + std::to_string(place - argv) + " is one too many";
}

/// Reports a usage error in one sentence.
ExitStatus reportUsage(const CLI::App& program, int argc, char** argv, const CLI::ParseError& error)
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        std::ostringstream text;
        program.exit(error, text, text);
        return cli::printData(text.str());
    }
    std::string sentence = sentenceOf(program, argc, argv, error);
    std::ranges::replace(sentence, '\n', ' ');
    cli::printMessage(sentence + " (try --help)");
    return ExitStatus::WrongUsage;
}

/// Prints messages of Qt like our own. Without file descriptors Qt would abort and dump core; this
/// reports the limit and exits instead.
void takeQtMessage(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    std::string sentence = text.toStdString();
    rlimit files{};
    if (type == QtFatalMsg && ::getrlimit(RLIMIT_NOFILE, &files) == 0) {
        sentence += " (" + std::to_string(files.rlim_cur) +
                    " files may be open at once; ulimit -n says and changes how many)";
    }
    cli::printMessage(sentence);
    if (type == QtFatalMsg) {
        std::_Exit(static_cast<int>(ExitStatus::WrongUsage));
    }
}

/// Opens closed standard streams, so that writing to them fails. Otherwise the next file opened
/// would take their place, and messages would go to a recording.
void fillStandardStreams()
{
    int descriptor = 0;
    do {
        descriptor = ::open("/dev/null", O_RDONLY);
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    ::close(descriptor);
}

/// What a connection has freed the next one takes. To give it back to the system in between, a page
/// at a time, would cost as much as a third of a short connection.
void keepFreedMemory()
{
    constexpr int Kept = 16 << 20;
    constexpr int Largest = 4 << 20; // larger pieces are given back each time
    ::mallopt(M_TRIM_THRESHOLD, Kept);
    ::mallopt(M_MMAP_THRESHOLD, Largest);
}

} // namespace

int main(int argc, char** argv)
{
    fillStandardStreams();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is an error of write, like a full disk
    qInstallMessageHandler(takeQtMessage);
    ::setenv("QT_NO_GLIB", "1", 1); // GLib aborts the program for errors that Qt reports
    keepFreedMemory();
    QCoreApplication::setApplicationName(QStringLiteral("framescope-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FRAMESCOPE_VERSION));
    QCoreApplication application(argc, argv);

    CLI::App program("Records WebSocket sessions and shows them in the terminal.",
                     "framescope-cli");
    program.set_version_flag("--version", "framescope-cli " FRAMESCOPE_VERSION);
    program.require_subcommand(1);
    ExitStatus status = ExitStatus::Done;
    cli::addRecordCommand(program, status);
    cli::addShowCommand(program, status);
    cli::addExportCommand(program, status);
    cli::addProbeCommand(program, status);
    cli::addCheckCommand(program, status);
    cli::addInferCommand(program, status);
    cli::addServeCommand(program, status);
    cli::addVerifyCommand(program, status);
    cli::addCodesCommand(program, status);
    cli::addRulesCommand(program, status);
    cli::addFiltersCommand(program, status);
    program.footer(Footer); // after the commands, which would inherit it
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        status = reportUsage(program, argc, argv, error);
    }
    return static_cast<int>(status);
}
