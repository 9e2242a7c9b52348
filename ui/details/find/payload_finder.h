// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload_search.h"
#include "present/payload/place_finder.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace framescope::ui {

class FindBar;

/// Searches a payload for the text of a FindBar, for a view of bytes or text, and counts the
/// matches.
class PayloadFinder : public QObject
{
    Q_OBJECT

public:
    using Selection = std::pair<std::uint64_t, std::uint64_t>; ///< first byte, number of bytes

    explicit PayloadFinder(FindBar* bar, QObject* parent = nullptr);

    /// Cancels a running search.
    void setPayload(std::shared_ptr<const present::Payload> payload);
    /// Where the next search starts.
    void setSelection(Selection selection) { selection_ = selection; }

signals:
    /// The pattern to mark in the view; empty for none.
    void patternChanged(const framescope::present::BytePattern& pattern);
    void found(quint64 offset, quint64 length);

private:
    void count();
    void edit();
    void findNext();
    void search(bool backwards, std::uint64_t from);
    void finish(const present::PayloadSearch::Outcome& outcome);
    void describe();

    FindBar* bar_;
    present::PayloadSearch search_;
    present::PlaceFinder counter_;
    std::shared_ptr<const present::FoundPlaces> matches_; ///< null: nothing is known yet
    std::optional<std::uint64_t> place_;                  ///< of what was found last
    present::BytePattern pattern_;
    std::shared_ptr<const present::Payload> payload_;
    Selection selection_;
};

} // namespace framescope::ui
