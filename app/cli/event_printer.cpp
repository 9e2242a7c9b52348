// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/event_printer.h"

#include "filter/match/payload_part.h"
#include "transcript/formats/hex_rows.h"
#include "transcript/formats/jsonl_rows.h"
#include "transcript/formats/text_rows.h"
#include "transcript/payload_parts.h"
#include "transcript/secret_removal.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace framescope::cli {

namespace {

transcript::ExportSink sinkTo(Output& output)
{
    return [&output](std::string_view text) {
        output.write(text);
        return output.failed() ? Result<void>(failure("nothing more can be written"))
                               : Result<void>();
    };
}

std::unique_ptr<transcript::RowWriter> writerOf(const EventPrinter::Options& options,
                                                const transcript::TextRows::Options& text)
{
    switch (options.format) {
    case PrintFormat::Text:
        return std::make_unique<transcript::TextRows>(text);
    case PrintFormat::Hex:
        return std::make_unique<transcript::HexRows>(text);
    default:
        return std::make_unique<transcript::JsonlRows>(options.decoded, options.find);
    }
}

} // namespace

EventPrinter::EventPrinter(std::shared_ptr<const timeline::Timeline> timeline,
                           const Options& options, Output& output)
    : timeline_(std::move(timeline)), options_(options), output_(output), reader_(*timeline_),
      matcher_(options.filter, *timeline_, options.view), rows_(sinkTo(output)),
      payloadLimit_(transcript::PayloadParts::PartSize)
{
    constexpr std::size_t LongestCharacter = 4;
    transcript::TextRows::Options text{
        .connections = options.connections, .width = {}, .find = options.find};
    if (options.format == PrintFormat::Text) {
        text.width = terminalWidth();
        payloadLimit_ = text.width ? *text.width * LongestCharacter : payloadLimit_;
    }
    if (options.decoded && options.format == PrintFormat::Jsonl) {
        payloadLimit_ = filter::LongestWhole;
    }
    writer_ = writerOf(options, text);
}

Result<void> EventPrinter::print(std::size_t count)
{
    const std::size_t size = timeline_->size();
    const std::size_t end = next_ + std::min(count, size - next_);
    Result<void> printed;
    for (; next_ < end && printed && !output_.failed(); ++next_) {
        printed = printEvent(EventId{static_cast<std::uint32_t>(next_)});
    }
    if (auto flushed = rows_.flush(); printed) {
        printed = std::move(flushed);
    }
    return output_.failed() ? Result<void>() : printed;
}

Result<void> EventPrinter::printEvent(EventId id)
{
    if (!timeline::isVisible(timeline_->entry(id), options_.view) || !matcher_.matches(id)) {
        return {};
    }
    auto record = timeline::eventRecord(*timeline_, reader_, id, options_.view, payloadLimit_);
    if (!record) {
        return tl::unexpected(record.error());
    }
    if (options_.secrets) {
        transcript::removeSecrets(*record, *options_.secrets);
    }
    return writer_->row(rows_, *record, transcript::PayloadParts(*record, reader_));
}

} // namespace framescope::cli
