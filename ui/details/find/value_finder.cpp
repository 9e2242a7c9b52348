// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/find/value_finder.h"

#include "ui/details/find/find_bar.h"

#include <algorithm>
#include <utility>

namespace framescope::ui {

using present::BytePattern;

ValueFinder::ValueFinder(FindBar* bar, QObject* parent) : QObject(parent), bar_(bar)
{
    connect(bar_, &FindBar::edited, this, [this] {
        count();
        find(Wanted::Here);
    });
    connect(bar_, &FindBar::nextRequested, this, [this] { find(Wanted::Next); });
    connect(bar_, &FindBar::previousRequested, this, [this] { find(Wanted::Previous); });
    connect(bar_, &FindBar::closed, this, [this] {
        counter_.cancel();
        wanted_ = Wanted::Nothing;
    });
    connect(&counter_, &present::PlaceFinder::counted, this, [this](const auto& matches) {
        matches_ = matches;
        answer();
    });
}

void ValueFinder::setTree(std::shared_ptr<const codec::ValueTree> tree)
{
    tree_ = std::move(tree);
    current_ = codec::ValueTree::Root;
    count();
}

void ValueFinder::count()
{
    counter_.cancel();
    matches_.reset();
    wanted_ = Wanted::Nothing;
    bar_->setNote({});
    pattern_ = BytePattern();
    if (!tree_ || bar_->isHidden()) {
        return;
    }
    pattern_ = tree_->encoding() == codec::ValueEncoding::Json
                   ? BytePattern::ofJsonText(bar_->text(), bar_->isCaseSensitive())
                   : BytePattern::ofText(bar_->text(), bar_->isCaseSensitive());
    if (!pattern_.isEmpty()) {
        bar_->showMatches(nullptr, std::nullopt);
        counter_.countInTree(tree_, pattern_);
    }
}

void ValueFinder::find(Wanted wanted)
{
    if (!tree_ || pattern_.isEmpty()) {
        return;
    }
    wanted_ = wanted;
    answer();
}

/// Returns the wanted match, wrapping around at the ends; nullopt until enough is known.
std::optional<std::uint64_t> ValueFinder::place() const
{
    const auto& places = matches_->places;
    if (wanted_ == Wanted::Previous) {
        const auto at = std::lower_bound(places.begin(), places.end(), current_);
        if (at != places.begin() && (matches_->complete || matches_->scanned > current_)) {
            return *std::prev(at);
        }
        return matches_->complete && !places.empty() ? std::optional(places.back()) : std::nullopt;
    }
    const auto at = wanted_ == Wanted::Here
                        ? std::lower_bound(places.begin(), places.end(), current_)
                        : std::upper_bound(places.begin(), places.end(), current_);
    if (at != places.end()) {
        return *at;
    }
    return matches_->complete && !places.empty() ? std::optional(places.front()) : std::nullopt;
}

void ValueFinder::answer()
{
    if (!matches_) {
        return;
    }
    if (wanted_ != Wanted::Nothing) {
        if (const auto to = place()) {
            wanted_ = Wanted::Nothing;
            current_ = static_cast<codec::ValueTree::NodeId>(*to);
            emit found(current_);
        } else if (matches_->complete) {
            wanted_ = Wanted::Nothing;
        }
    }
    wanted_ == Wanted::Nothing ? bar_->showMatches(matches_.get(), current_)
                               : bar_->showMatches(nullptr, std::nullopt);
}

} // namespace framescope::ui
