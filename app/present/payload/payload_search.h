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

/// A place where something was found.
struct FoundAt
{
    std::uint64_t place = 0;
    std::uint64_t next = 0; ///< from where on the next one is looked for
};

/// Where something is to be found.
struct Searched
{
    std::shared_ptr<const Payload> payload; ///< null: nowhere
    /// What a match that begins at an offset counts as; nothing where it does not count.
    std::function<std::optional<FoundAt>(std::uint64_t offset)> countsAs =
        [](std::uint64_t offset) -> std::optional<FoundAt> {
        return FoundAt{offset, offset + 1};
    };
    bool isJson = false; ///< a text may stand there in escapes
};

/// Finds a pattern in a payload of any size, in the background. The newest request wins.
class PayloadSearch : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        std::optional<std::uint64_t> place;
        std::uint64_t length = 0; ///< of the match
        QString error;            ///< empty where all could be read
    };

    using QObject::QObject;

    /// The next match at `from` or behind it, or else from the start on; backwards the last one
    /// that begins before `from`, or else the last of all.
    void find(Searched searched, BytePattern pattern, std::uint64_t from, bool backwards);

    void cancel() { task_.cancel(); }
    bool isRunning() const { return task_.isRunning(); }

    /// Goes over the matches that count and begin in [from, to), in the calling thread, until
    /// `take` returns false; `scanned` is called now and then with how far it has come.
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
