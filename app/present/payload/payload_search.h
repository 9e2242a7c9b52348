// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/byte_pattern.h"
#include "present/payload/payload.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace framescope::present {

/// A match that counts.
struct FoundAt
{
    std::uint64_t place = 0;
    std::uint64_t next = 0; ///< offset from which to search on
};

/// The payload to search, and which matches count.
struct Searched
{
    std::shared_ptr<const Payload> payload; ///< null: nothing is searched
    /// Returns the place that a match at an offset counts as; nullopt if it does not count.
    std::function<std::optional<FoundAt>(std::uint64_t offset)> countsAs =
        [](std::uint64_t offset) -> std::optional<FoundAt> {
        return FoundAt{offset, offset + 1};
    };
    bool isJson = false; ///< the text may contain JSON escapes
};

/// Finds a pattern in a payload of any size, in the background. The newest request wins.
class PayloadSearch : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        std::optional<std::uint64_t> place;
        std::uint64_t length = 0; ///< of the match, in bytes
        QString error;            ///< why reading failed; empty if it did not
    };

    using QObject::QObject;

    /// Finds the next match at or after `from`, else the first of all; backwards, the last match
    /// that begins before `from`, else the last of all.
    void find(Searched searched, BytePattern pattern, std::uint64_t from, bool backwards);

    void cancel() { task_.cancel(); }
    bool isRunning() const { return task_.isRunning(); }

    /// Passes the matches that count and begin in [from, to) to `take`, in the calling thread,
    /// until it returns false. Calls `scanned` at intervals with the offset reached.
    static Result<void> scan(
        const Searched& searched, const BytePattern& pattern, std::uint64_t from, std::uint64_t to,
        const std::stop_token& stop,
        const std::function<bool(std::uint64_t place, std::uint64_t length)>& take,
        const std::function<void(std::uint64_t)>& scanned = [](std::uint64_t) {});

signals:
    void finished(const framescope::present::PayloadSearch::Outcome& outcome);

private:
    work::Task task_;
};

} // namespace framescope::present
