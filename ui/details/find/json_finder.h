// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/place_finder.h"
#include "present/values/json_search.h"

#include <QObject>

#include <memory>
#include <optional>

namespace framescope::ui {

class FindBar;

/// Runs what a FindBar asks for over the keys and values of a JSON document, and counts.
class JsonFinder : public QObject
{
    Q_OBJECT

public:
    explicit JsonFinder(FindBar* bar, QObject* parent = nullptr);

    /// Null is no document. Forgets what is under way.
    void setDocument(std::shared_ptr<const present::JsonDocument> document);
    /// Where to go on from.
    void setCurrent(codec::JsonOutline::NodeId node) { current_ = node; }

signals:
    void found(framescope::codec::JsonOutline::NodeId node);

private:
    bool isPossible() const;
    void cancel();
    void count();
    void edit();
    void finish(const present::JsonSearch::Outcome& outcome);
    void describe();

    FindBar* bar_;
    present::JsonSearch search_;
    present::PlaceFinder counter_;
    std::shared_ptr<const present::JsonDocument> document_;
    codec::JsonOutline::NodeId current_ = codec::JsonOutline::Root;
    present::BytePattern pattern_;
    std::shared_ptr<const present::FoundPlaces> matches_; ///< null: nothing is known yet
    std::optional<std::uint64_t> place_;                  ///< of what was found last
};

} // namespace framescope::ui
