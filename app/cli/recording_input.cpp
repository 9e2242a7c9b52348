// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/recording_input.h"

#include "base/text/counted.h"
#include "cli/filter_mistake.h"
#include "cli/output.h"
#include "cli/progress_line.h"

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

} // namespace

Result<timeline::Loaded> openRecording(const std::string& file,
                                       const std::function<bool()>& interrupted)
{
    auto loaded = [&] {
        ProgressLine line("reading " + file);
        return timeline::load(file, [&](std::uint64_t done, std::uint64_t total) {
            line.tell(done, total);
            return !interrupted || !interrupted();
        });
    }();
    if (loaded && !(interrupted && interrupted())) {
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

std::optional<filter::Filter> filterOption(const std::string& expression)
{
    const auto filter = filter::parse(expression);
    if (filter) {
        return *filter;
    }
    printMessage("--filter: " + filter.error().message());
    printLines(markedMistake(expression, filter.error()));
    return std::nullopt;
}

} // namespace framescope::cli
