// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/payload_search.h"
#include "present/payload/place_finder.h"

#include <QObject>

#include <memory>
#include <optional>

namespace framescope::ui {

class FindBar;

/// Searches a payload for the text of a FindBar, and counts the matches.
class PayloadFinder : public QObject
{
    Q_OBJECT

public:
    explicit PayloadFinder(FindBar* bar, QObject* parent = nullptr);

    /// Cancels a running search.
    void setSearched(present::Searched searched);
    /// Sets the selected bytes, where the next search starts.
    void setSelection(std::uint64_t first, std::uint64_t count)
    {
        setStart(first, first, first + (count > 0 ? 1 : 0));
    }
    /// Sets where a search starts after editing, backwards, and forwards.
    void setStart(std::uint64_t edited, std::uint64_t before, std::uint64_t behind)
    {
        edited_ = edited;
        before_ = before;
        behind_ = behind;
    }

signals:
    /// Emitted with the pattern to mark in the view; empty for none.
    void patternChanged(const framescope::present::BytePattern& pattern);
    void found(quint64 offset, quint64 length);

private:
    void count();
    void edit();
    void search(bool backwards, std::uint64_t from);
    void finish(const present::PayloadSearch::Outcome& outcome);
    void describe();

    FindBar* bar_;
    present::PayloadSearch search_;
    present::PlaceFinder counter_;
    std::shared_ptr<const present::FoundPlaces> matches_; ///< null: nothing is known yet
    std::optional<std::uint64_t> place_;                  ///< of the last match found
    present::BytePattern pattern_;
    present::Searched searched_;
    std::uint64_t edited_ = 0; ///< see setStart
    std::uint64_t before_ = 0;
    std::uint64_t behind_ = 0;
};

} // namespace framescope::ui
