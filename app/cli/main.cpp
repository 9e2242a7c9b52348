// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/output.h"

#include <csignal>

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <fcntl.h>
#include <unistd.h>

namespace {

using namespace framescope;
using cli::ExitStatus;

constexpr const char* Footer =
    "Data goes to standard output, messages to standard error.\n"
    "Exit status: 0 done; 1 an expectation failed; 2 wrong usage or input; 3 the connection "
    "failed.\n\n"
    "Examples:\n"
    "  framescope-cli serve --demo\n"
    "  framescope-cli record ws://127.0.0.1:8765/hello -o hello.pcapng --send 'My name is John' "
    "--print\n"
    "  framescope-cli show hello.pcapng\n\n"
    "framescope-cli COMMAND --help says more of each.\n";

/// One sentence, whatever CLI11 has to say.
ExitStatus reportUsage(const CLI::App& program, const CLI::ParseError& error,
                       const std::string& first)
{
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        std::ostringstream text;
        program.exit(error, text, text);
        return cli::printData(text.str());
    }
    const auto named = [&](const CLI::App* command) { return command->get_name() == first; };
    const bool unknown =
        !first.empty() && !first.starts_with('-') && program.get_subcommands(named).empty();
    std::string sentence = unknown ? "there is no command \"" + first + "\"" : error.what();
    for (std::size_t at = 0; (at = sentence.find('\n', at)) != std::string::npos;) {
        sentence.replace(at, 1, " ");
    }
    cli::printMessage(sentence + " (try --help)");
    return ExitStatus::WrongUsage;
}

/// Where a standard stream is closed, the next file that is opened would take its place, and a
/// recording get our messages. Nothing can be written there: who does is told.
void fillStandardStreams()
{
    int descriptor = 0;
    do {
        descriptor = ::open("/dev/null", O_RDONLY);
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    ::close(descriptor);
}

} // namespace

int main(int argc, char** argv)
{
    fillStandardStreams();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is an error of write, like a full disk
    QCoreApplication::setApplicationName(QStringLiteral("framescope-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FRAMESCOPE_VERSION));
    QCoreApplication application(argc, argv);

    CLI::App program("Framescope in the terminal: records WebSocket sessions and shows them.",
                     "framescope-cli");
    program.set_version_flag("--version", "framescope-cli " FRAMESCOPE_VERSION);
    program.require_subcommand(1);
    ExitStatus status = ExitStatus::Done;
    cli::addRecordCommand(program, status);
    cli::addShowCommand(program, status);
    cli::addExportCommand(program, status);
    cli::addServeCommand(program, status);
    cli::addCodesCommand(program, status);
    cli::addRulesCommand(program, status);
    cli::addFiltersCommand(program, status);
    program.footer(Footer); // after the commands, which would inherit it
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        status = reportUsage(program, error, argc > 1 ? argv[1] : "");
    }
    return static_cast<int>(status);
}
