// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/find/payload_finder.h"

#include "ui/details/find/find_bar.h"

namespace framescope::ui {

using present::BytePattern;

PayloadFinder::PayloadFinder(FindBar* bar, QObject* parent) : QObject(parent), bar_(bar)
{
    connect(bar_, &FindBar::edited, this, &PayloadFinder::edit);
    connect(bar_, &FindBar::nextRequested, this, [this] { search(false, behind_); });
    connect(bar_, &FindBar::previousRequested, this, [this] { search(true, before_); });
    connect(bar_, &FindBar::closed, this, [this] {
        search_.cancel();
        counter_.cancel();
        emit patternChanged(BytePattern());
    });
    connect(&search_, &present::PayloadSearch::finished, this, &PayloadFinder::finish);
    connect(&counter_, &present::PlaceFinder::counted, this, [this](const auto& matches) {
        matches_ = matches;
        if (!search_.isRunning()) {
            describe();
        }
    });
}

void PayloadFinder::setSearched(present::Searched searched)
{
    search_.cancel();
    counter_.cancel();
    matches_.reset();
    place_.reset();
    bar_->setNote({});
    searched_ = std::move(searched);
    if (!bar_->isHidden()) {
        count();
    }
}

void PayloadFinder::count()
{
    counter_.cancel();
    matches_.reset();
    if (searched_.payload && !pattern_.isEmpty()) {
        describe();
        counter_.count(searched_, pattern_);
    }
}

/// Searches while the user types.
void PayloadFinder::edit()
{
    search_.cancel();
    bar_->setMistake({});
    pattern_ = BytePattern();
    place_.reset();
    if (bar_->isHex()) {
        auto pattern = BytePattern::ofHex(bar_->text().toStdString());
        if (pattern) {
            pattern_ = *std::move(pattern);
        } else {
            bar_->setMistake(QString::fromStdString(pattern.error().message()));
        }
    } else {
        const auto make = searched_.isJson ? &BytePattern::ofJsonText : &BytePattern::ofText;
        pattern_ = make(bar_->text(), bar_->isCaseSensitive());
    }
    emit patternChanged(pattern_);
    count();
    search(false, edited_);
}

void PayloadFinder::search(bool backwards, std::uint64_t from)
{
    if (!searched_.payload || pattern_.isEmpty()) {
        return;
    }
    if (!matches_) {
        bar_->setNote(tr("Searching…"));
    }
    search_.find(searched_, pattern_, from, backwards);
}

void PayloadFinder::finish(const present::PayloadSearch::Outcome& outcome)
{
    place_ = outcome.place;
    if (!outcome.error.isEmpty()) {
        bar_->setNote(outcome.error);
    } else if (!place_) {
        bar_->setNote(tr("Not found"));
    } else {
        describe();
        emit found(*place_, outcome.length);
    }
}

void PayloadFinder::describe()
{
    bar_->showMatches(matches_.get(), place_);
}

} // namespace framescope::ui
