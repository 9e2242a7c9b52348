// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/find/payload_finder.h"

#include "ui/details/find/find_bar.h"

namespace framescope::ui {

using present::BytePattern;

PayloadFinder::PayloadFinder(FindBar* bar, QObject* parent) : QObject(parent), bar_(bar)
{
    connect(bar_, &FindBar::edited, this, &PayloadFinder::edit);
    connect(bar_, &FindBar::nextRequested, this, &PayloadFinder::findNext);
    connect(bar_, &FindBar::previousRequested, this, [this] { search(true, selection_.first); });
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

void PayloadFinder::setPayload(std::shared_ptr<const present::Payload> payload)
{
    search_.cancel();
    counter_.cancel();
    matches_.reset();
    place_.reset();
    bar_->setNote({});
    payload_ = std::move(payload);
    if (!bar_->isHidden()) {
        count();
    }
}

void PayloadFinder::count()
{
    counter_.cancel();
    matches_.reset();
    if (payload_ && !pattern_.isEmpty()) {
        describe();
        counter_.countInPayload(payload_, pattern_);
    }
}

/// What is typed is looked for at once, from where the selection begins.
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
        pattern_ = BytePattern::ofText(bar_->text(), bar_->isCaseSensitive());
    }
    emit patternChanged(pattern_);
    count();
    search(false, selection_.first);
}

void PayloadFinder::findNext()
{
    search(false, selection_.first + (selection_.second > 0 ? 1 : 0));
}

void PayloadFinder::search(bool backwards, std::uint64_t from)
{
    if (!payload_ || pattern_.isEmpty()) {
        return;
    }
    if (!matches_) {
        bar_->setNote(tr("Searching…"));
    }
    if (backwards) {
        search_.findPrevious(payload_, pattern_, from);
    } else {
        search_.findNext(payload_, pattern_, from);
    }
}

void PayloadFinder::finish(const present::PayloadSearch::Outcome& outcome)
{
    place_.reset();
    if (!outcome.error.isEmpty()) {
        bar_->setNote(outcome.error);
    } else if (!outcome.found) {
        bar_->setNote(tr("Not found"));
    } else {
        place_ = outcome.offset;
        describe();
        emit found(outcome.offset, outcome.length);
    }
}

void PayloadFinder::describe()
{
    bar_->showMatches(matches_.get(), place_);
}

} // namespace framescope::ui
