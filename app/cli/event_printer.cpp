// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/event_printer.h"

#include <algorithm>

namespace framescope::cli {

EventPrinter::EventPrinter(std::shared_ptr<const timeline::Timeline> timeline,
                           const Options& options, Output& output)
    : timeline_(std::move(timeline)), options_(options), output_(output), reader_(*timeline_),
      matcher_(options.filter, *timeline_, options.view), writer_(transcript::JsonlWriter())
{
    constexpr std::size_t LongestCharacter = 4;
    transcript::TextWriter::Options text{.connections = options.connections, .width = {}};
    if (options.format == PrintFormat::Hex) {
        writer_ = transcript::HexWriter(text);
    } else if (options.format == PrintFormat::Text) {
        text.width = terminalWidth();
        payloadLimit_ = text.width ? *text.width * LongestCharacter : UINT64_MAX;
        writer_ = transcript::TextWriter(text);
    }
}

Result<void> EventPrinter::print(std::size_t count)
{
    const std::size_t size = timeline_->size();
    const std::size_t end = next_ + std::min(count, size - next_);
    for (; next_ < end && !output_.failed(); ++next_) {
        if (auto printed = printEvent(EventId{static_cast<std::uint32_t>(next_)}); !printed) {
            return printed;
        }
    }
    return {};
}

Result<void> EventPrinter::printEvent(EventId id)
{
    if (!timeline::isVisible(timeline_->entry(id), options_.view) || !matcher_.matches(id)) {
        return {};
    }
    const auto record =
        timeline::eventRecord(*timeline_, reader_, id, options_.view, payloadLimit_);
    if (!record) {
        return tl::unexpected(record.error());
    }
    std::visit([&](auto& writer) { writer.append(output_.buffer(), *record); }, writer_);
    output_.written();
    return {};
}

} // namespace framescope::cli
