// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"
#include "present/payload/byte_pattern.h"
#include "present/payload/payload_search.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace framescope::present {

/// Where something was found, as far as is known.
struct FoundPlaces
{
    /// More are not looked for.
    static constexpr std::size_t Most = 100'000;

    std::vector<std::uint64_t> places; ///< ascending
    std::uint64_t scanned = 0;         ///< all that are before this place are known
    bool complete = false;             ///< there are no more, or `more` is set
    bool more = false;                 ///< there are more than Most
    QString error;                     ///< empty where all could be read

    /// Which of them is at a place, from 1; nothing where none is known to be there.
    std::optional<std::size_t> numberOf(std::uint64_t place) const;
};

/// Finds all matches of a pattern, in the background. The newest request wins.
class PlaceFinder : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Places are those that PayloadSearch finds.
    void count(Searched searched, BytePattern pattern);
    /// Places are ids of nodes whose key or value, as they are shown, has it.
    void countInTree(std::shared_ptr<const codec::ValueTree> tree, BytePattern pattern);
    /// No `counted` comes any more.
    void cancel() { task_.cancel(); }

signals:
    /// The places found so far: at intervals, and once more when all are found.
    void counted(const std::shared_ptr<const framescope::present::FoundPlaces>& matches);

private:
    class Collector;
    using Scan = std::function<void(Collector&)>;
    void start(Scan scan);

    work::Task task_;
};

} // namespace framescope::present
