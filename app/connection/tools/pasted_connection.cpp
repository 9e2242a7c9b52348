// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/pasted_connection.h"

#include "base/text/counted.h"
#include "connection/tools/code_lines.h"
#include "connection/tools/command_lines.h"
#include "connection/tools/shell_words.h"

#include <algorithm>
#include <array>
#include <span>

namespace framescope::connection {

namespace {

struct KnownProgram
{
    const char* name;
    Result<PastedRequest> (*read)(std::span<const std::string> words);
};

constexpr auto Programs = std::to_array<KnownProgram>({
    {"curl", curlLine},
    {"wscat", wscatLine},
    {"websocat", websocatLine},
});

/// Where the command begins: behind white space, a prompt, and npx, which runs programs of npm.
std::size_t commandStart(std::string_view text)
{
    std::size_t start = 0;
    const auto skipSpace = [&] {
        start = std::min(text.find_first_not_of(" \t\r\n", start), text.size());
    };
    skipSpace();
    for (const std::string_view prefix : {"$ ", "# ", "> ", "npx ", "-y ", "--yes "}) {
        if (text.substr(start).starts_with(prefix)) {
            start += prefix.size();
            skipSpace();
        }
    }
    return start;
}

/// The program's name in the first word of a command line, without its folder and ".exe". An
/// address may end with the name as well, so the folder must begin at a root.
std::string_view programName(std::string_view word)
{
    const std::size_t folder = word.find_last_of("/\\") + 1;
    const bool isRooted = word.starts_with('/') || word.starts_with("./") ||
                          word.starts_with("~/") ||
                          word.substr(std::min<std::size_t>(1, word.size())).starts_with(":\\");
    if (folder > 0 && !isRooted) {
        return {};
    }
    word.remove_prefix(folder);
    return word.ends_with(".exe") ? word.substr(0, word.size() - 4) : word;
}

const KnownProgram* programOf(std::string_view word)
{
    const auto found = std::ranges::find_if(
        Programs, [word](const KnownProgram& known) { return programName(word) == known.name; });
    return found == Programs.end() ? nullptr : &*found;
}

PastedConnection connectionFrom(PastedRequest&& request, const char* tool)
{
    return {addressFrom(request.url), std::move(request.options), std::move(request.notTaken),
            QString::fromLatin1(tool)};
}

Result<PastedConnection> fromCommand(std::string_view text, const KnownProgram& program)
{
    const auto words = shellWords(text);
    if (!words) {
        return tl::unexpected(words.error());
    }
    auto request = program.read(std::span(words->words).subspan(1));
    if (!request) {
        return tl::unexpected(request.error());
    }
    if (words->rest) {
        leaveOut(*request, "What stands " + characterAt(text, *words->rest) + " and behind",
                 "it is for the shell");
    }
    if (words->hasExpansions) {
        leaveOut(*request, "The value of a shell variable or command",
                 "nothing is run; it stays as it is written");
    }
    return connectionFrom(std::move(*request), program.name);
}

using CodeReaderFunction = Result<std::optional<PastedRequest>> (*)(std::string_view);

Result<std::optional<PastedConnection>> fromCode(std::string_view text, CodeReaderFunction read,
                                                 const char* tool)
{
    auto request = read(text);
    if (!request) {
        return tl::unexpected(request.error());
    }
    if (!*request) {
        return std::optional<PastedConnection>();
    }
    return std::optional(connectionFrom(std::move(**request), tool));
}

} // namespace

Result<std::optional<PastedConnection>> pastedConnection(const QString& text)
{
    constexpr qsizetype Longest = 4'194'304;
    std::string line = text.left(Longest + 1).toStdString();
    const std::size_t start = commandStart(line);
    const std::size_t end = std::min(line.find_first_of(" \t\r\n", start), line.size());
    const KnownProgram* program = programOf(std::string_view(line).substr(start, end - start));
    // Blanks keep the positions of mistakes as they are.
    std::fill_n(line.begin(), start, ' ');
    if (text.size() > Longest) {
        return program == nullptr
                   ? Result<std::optional<PastedConnection>>(std::nullopt)
                   : failure("the line is longer than " + limitText(Longest), program->name);
    }
    if (program != nullptr) {
        return fromCommand(line, *program).map([](PastedConnection&& pasted) {
            return std::optional(std::move(pasted));
        });
    }
    auto pasted = fromCode(line, javaScriptLine, "JavaScript");
    return pasted && !*pasted ? fromCode(line, pythonLine, "Python") : pasted;
}

} // namespace framescope::connection
