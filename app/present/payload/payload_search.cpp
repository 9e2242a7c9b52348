// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload_search.h"

#include <algorithm>
#include <optional>

namespace framescope::present {

namespace {

using Outcome = PayloadSearch::Outcome;

constexpr std::uint64_t PartSize = std::uint64_t{1} << 20;

/// What was found from `part` on; nothing where something can't be read, then `error` is set.
std::optional<Bytes> readPart(PayloadReader& reader, std::uint64_t from, std::uint64_t count,
                              const std::stop_token& stop, QString& error)
{
    auto bytes = reader.read(from, count, stop);
    if (!bytes) {
        error = QString::fromStdString(bytes.error().message());
        return std::nullopt;
    }
    return *std::move(bytes);
}

/// Matches that begin in [from, to), forwards.
Outcome scanForward(PayloadReader& reader, const BytePattern& pattern, std::uint64_t from,
                    std::uint64_t to, const std::stop_token& stop)
{
    Outcome outcome;
    for (std::uint64_t at = from; at < to && !stop.stop_requested(); at += PartSize) {
        const std::uint64_t begins = std::min(PartSize, to - at);
        const auto bytes = readPart(reader, at, begins + pattern.longest(), stop, outcome.error);
        if (!bytes) {
            return outcome;
        }
        const auto match = pattern.find(*bytes);
        if (match && match->offset < begins) {
            return {true, false, at + match->offset, match->length, {}};
        }
    }
    return outcome;
}

Outcome scanBackward(PayloadReader& reader, const BytePattern& pattern, std::uint64_t from,
                     std::uint64_t to, const std::stop_token& stop)
{
    Outcome outcome;
    for (std::uint64_t end = to; end > from && !stop.stop_requested();) {
        const std::uint64_t begin = end - std::min(PartSize, end - from);
        const auto bytes =
            readPart(reader, begin, end - begin + pattern.longest(), stop, outcome.error);
        if (!bytes) {
            return outcome;
        }
        if (const auto match = pattern.findLast(*bytes, end - begin)) {
            return {true, false, begin + match->offset, match->length, {}};
        }
        end = begin;
    }
    return outcome;
}

Outcome next(PayloadReader& reader, const BytePattern& pattern, std::uint64_t from,
             const std::stop_token& stop)
{
    const std::uint64_t size = reader.payload().size();
    Outcome outcome = scanForward(reader, pattern, from, size, stop);
    if (!outcome.found && outcome.error.isEmpty()) {
        outcome = scanForward(reader, pattern, 0, std::min(from, size), stop);
        outcome.wrapped = true;
    }
    return outcome;
}

Outcome previous(PayloadReader& reader, const BytePattern& pattern, std::uint64_t before,
                 const std::stop_token& stop)
{
    const std::uint64_t size = reader.payload().size();
    Outcome outcome = scanBackward(reader, pattern, 0, std::min(before, size), stop);
    if (!outcome.found && outcome.error.isEmpty()) {
        outcome = scanBackward(reader, pattern, std::min(before, size), size, stop);
        outcome.wrapped = true;
    }
    return outcome;
}

} // namespace

PayloadSearch::PayloadSearch(QObject* parent) : QObject(parent) {}

PayloadSearch::~PayloadSearch() = default;

void PayloadSearch::findNext(std::shared_ptr<const Payload> payload, BytePattern pattern,
                             std::uint64_t from)
{
    start(std::move(payload), std::move(pattern), from, &next);
}

void PayloadSearch::findPrevious(std::shared_ptr<const Payload> payload, BytePattern pattern,
                                 std::uint64_t before)
{
    start(std::move(payload), std::move(pattern), before, &previous);
}

void PayloadSearch::start(std::shared_ptr<const Payload> payload, BytePattern pattern,
                          std::uint64_t where, Scan scan)
{
    task_.run(
        [payload = std::move(payload), pattern = std::move(pattern), where, scan](work::Run& run) {
            PayloadReader reader(payload);
            return scan(reader, pattern, where, run.stop());
        },
        [this](const Outcome& outcome) { emit finished(outcome); });
}

} // namespace framescope::present
