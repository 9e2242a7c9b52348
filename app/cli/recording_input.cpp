// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/recording_input.h"

#include "base/text/counted.h"
#include "base/text/utf8.h"
#include "base/text/visible_text.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "cli/record/signal_watcher.h"
#include "transcript/formats/column_width.h"

#include <algorithm>

namespace framescope::cli {

namespace {

void reportDamage(const std::string& file, const recording::Reader::Summary& summary)
{
    if (!summary.damage.empty()) {
        printMessage(file + ": " + summary.damage);
    } else if (summary.tornTail) {
        printMessage(file + ": the file ends inside a block: " +
                     counted(summary.fileSize - summary.bytesRead, "byte") + " left out");
    }
}

/// The expression with the mistake marked under it; a long expression is cut around the mistake:
///   dir:inn
///       ^~~
/// Two lines, each with its end.
std::string markedMistake(std::string_view expression, const filter::Mistake& mistake)
{
    constexpr std::size_t Before = 40;
    constexpr std::size_t Width = 76;
    const std::size_t position = std::min(mistake.position, expression.size());
    const std::size_t start = expression.size() > Width && position > Before
                                  ? cutText(expression, position - Before).size()
                                  : 0;
    const std::size_t end = cutText(expression, start + Width).size();
    const std::size_t markEnd = std::max(std::min(position + mistake.length, end), position);
    const auto part = [&](std::size_t from, std::size_t to) {
        return visibleText(expression.substr(from, to - from));
    };
    const std::string indent(transcript::columnWidth(part(start, position)), ' ');
    const std::size_t marked = transcript::columnWidth(part(position, markEnd));
    const std::string tail(marked > 1 ? marked - 1 : 0, '~');
    return "  " + part(start, end) + "\n  " + indent + '^' + tail + '\n';
}

} // namespace

Result<timeline::Loaded> openRecording(const std::string& file)
{
    auto loaded = [&] {
        ProgressLine line;
        return timeline::load(file, [&](std::uint64_t done, std::uint64_t total) {
            line.tell("reading " + file, done, total);
            return !SignalWatcher::isSet();
        });
    }();
    if (loaded && !SignalWatcher::isSet()) {
        reportDamage(file, loaded->summary);
    }
    return loaded;
}

void reportTooLong(const std::string& file, const filter::TooLong& tooLong)
{
    for (const std::string& sentence : tooLong.sentences()) {
        printMessage(file + ": --filter: " + sentence);
    }
}

std::optional<filter::Filter> filterOption(const std::string& expression,
                                           const filter::ContractPtr& contract)
{
    const auto filter = filter::parse(expression, contract);
    if (filter) {
        return *filter;
    }
    printMessage("--filter: " + filter.error().message());
    printLines(markedMistake(expression, filter.error()));
    return std::nullopt;
}

} // namespace framescope::cli
