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

/// The places that were found so far.
struct FoundPlaces
{
    /// The most places that are kept.
    static constexpr std::size_t Most = 100'000;

    std::vector<std::uint64_t> places; ///< ascending
    std::uint64_t scanned = 0;         ///< all places before this one are known
    bool complete = false;             ///< there are no more, or `more` is set
    bool more = false;                 ///< there are more than Most
    QString error;                     ///< why reading failed; empty if it did not

    /// Returns the number of a found place, from 1; nullopt if none is known to be there.
    std::optional<std::size_t> numberOf(std::uint64_t place) const;
};

/// Finds all matches of a pattern, in the background. The newest request wins.
class PlaceFinder : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Finds the places that PayloadSearch finds.
    void count(Searched searched, BytePattern pattern);
    /// Finds the ids of the nodes whose key or value, as displayed, matches.
    void countInTree(std::shared_ptr<const codec::ValueTree> tree, BytePattern pattern);
    /// Stops; `counted` is not emitted any more.
    void cancel() { task_.cancel(); }

signals:
    /// Emitted with the places found so far: at intervals, and once more at the end.
    void counted(const std::shared_ptr<const framescope::present::FoundPlaces>& matches);

private:
    class Collector;
    using Scan = std::function<void(Collector&)>;
    void start(Scan scan);

    work::Task task_;
};

} // namespace framescope::present
