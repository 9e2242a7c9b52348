// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload_search.h"

#include <algorithm>

namespace framescope::present {

namespace {

using Outcome = PayloadSearch::Outcome;

constexpr std::uint64_t PartSize = std::uint64_t{1} << 20;

/// Finds the first match in [from, to), or the last one if `backwards`.
Outcome findIn(const Searched& searched, const BytePattern& pattern, std::uint64_t from,
               std::uint64_t to, bool backwards, const std::stop_token& stop)
{
    Outcome outcome;
    const auto take = [&outcome](std::uint64_t place, std::uint64_t length) {
        outcome = {place, length, {}};
        return false;
    };
    const auto fail = [&outcome](const Error& error) {
        outcome.error = QString::fromStdString(error.message());
    };
    if (!backwards) {
        if (const auto done = PayloadSearch::scan(searched, pattern, from, to, stop, take); !done) {
            fail(done.error());
        }
        return outcome;
    }
    PayloadReader reader(searched.payload);
    for (std::uint64_t end = to; end > from && !stop.stop_requested();) {
        const std::uint64_t begin = end - std::min(PartSize, end - from);
        const auto bytes = reader.read(begin, end - begin + pattern.longest(), stop);
        if (!bytes) {
            fail(bytes.error());
            return outcome;
        }
        for (auto match = pattern.findLast(*bytes, end - begin); match;
             match = pattern.findLast(*bytes, match->offset)) {
            if (const auto found = searched.countsAs(begin + match->offset)) {
                take(found->place, match->length);
                return outcome;
            }
        }
        end = begin;
    }
    return outcome;
}

} // namespace

Result<void>
PayloadSearch::scan(const Searched& searched, const BytePattern& pattern, std::uint64_t from,
                    std::uint64_t to, const std::stop_token& stop,
                    const std::function<bool(std::uint64_t place, std::uint64_t length)>& take,
                    const std::function<void(std::uint64_t)>& scanned)
{
    PayloadReader reader(searched.payload);
    while (from < to && !stop.stop_requested()) {
        const std::uint64_t begins = std::min(PartSize, to - from);
        const auto bytes = reader.read(from, begins + pattern.longest(), stop);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        std::uint64_t at = 0;
        for (auto match = pattern.find(*bytes); match && match->offset < begins;
             match = pattern.find(*bytes, at)) {
            const auto found = searched.countsAs(from + match->offset);
            if (found && !take(found->place, match->length)) {
                return {};
            }
            at = found ? found->next - from : match->offset + 1;
        }
        from += std::max(begins, at);
        scanned(std::min(from, to));
    }
    return {};
}

void PayloadSearch::find(Searched searched, BytePattern pattern, std::uint64_t from, bool backwards)
{
    task_.run(
        [searched = std::move(searched), pattern = std::move(pattern), from,
         backwards](work::Run& run) {
            const std::uint64_t size = searched.payload->size();
            const std::uint64_t where = std::min(from, size);
            const auto look = [&](bool before) {
                return findIn(searched, pattern, before ? 0 : where, before ? where : size,
                              backwards, run.stop());
            };
            const Outcome outcome = look(backwards);
            return outcome.place || !outcome.error.isEmpty() ? outcome : look(!backwards);
        },
        [this](const Outcome& outcome) { emit finished(outcome); });
}

} // namespace framescope::present
