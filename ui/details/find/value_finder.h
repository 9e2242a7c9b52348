// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/place_finder.h"

#include <QObject>

#include <memory>
#include <optional>

namespace framescope::ui {

class FindBar;

/// Searches the values of a ValueTree for the text of a FindBar, and counts the matches. The tree
/// is searched once; next and previous use the result.
class ValueFinder : public QObject
{
    Q_OBJECT

public:
    explicit ValueFinder(FindBar* bar, QObject* parent = nullptr);

    /// Null for no tree. Cancels a running search.
    void setTree(std::shared_ptr<const codec::ValueTree> tree);
    /// Sets the node from which the next search starts.
    void setCurrent(codec::ValueTree::NodeId node) { current_ = node; }

signals:
    void found(framescope::codec::ValueTree::NodeId node);

private:
    enum class Wanted { Nothing, Here, Next, Previous };

    void count();
    void find(Wanted wanted);
    void answer();
    std::optional<std::uint64_t> place() const;

    FindBar* bar_;
    present::PlaceFinder counter_;
    std::shared_ptr<const codec::ValueTree> tree_;
    codec::ValueTree::NodeId current_ = codec::ValueTree::Root;
    present::BytePattern pattern_;
    std::shared_ptr<const present::FoundPlaces> matches_; ///< null: nothing is known yet
    Wanted wanted_ = Wanted::Nothing;                     ///< search that waits for more matches
};

} // namespace framescope::ui
