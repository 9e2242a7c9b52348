// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/payload_finder.h"

#include "ui/details/find_bar.h"

namespace framescope::ui {

using present::BytePattern;

PayloadFinder::PayloadFinder(FindBar* bar, QObject* parent) : QObject(parent), bar_(bar)
{
    connect(bar_, &FindBar::edited, this, &PayloadFinder::edit);
    connect(bar_, &FindBar::nextRequested, this, &PayloadFinder::findNext);
    connect(bar_, &FindBar::previousRequested, this, &PayloadFinder::findPrevious);
    connect(bar_, &FindBar::closed, this, [this] {
        search_.cancel();
        emit patternChanged(BytePattern());
    });
    connect(&search_, &present::PayloadSearch::finished, this, &PayloadFinder::finish);
}

void PayloadFinder::setPayload(std::shared_ptr<const present::Payload> payload)
{
    search_.cancel();
    bar_->setNote({});
    payload_ = std::move(payload);
}

/// What is typed is looked for at once, from where the selection begins.
void PayloadFinder::edit()
{
    search_.cancel();
    bar_->setMistake({});
    pattern_ = BytePattern();
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
    if (payload_ && !pattern_.isEmpty()) {
        bar_->setNote(tr("Searching…"));
        search_.findNext(payload_, pattern_, selection_.first);
    }
}

void PayloadFinder::findNext()
{
    if (payload_ && !pattern_.isEmpty()) {
        bar_->setNote(tr("Searching…"));
        search_.findNext(payload_, pattern_, selection_.first + (selection_.second > 0 ? 1 : 0));
    }
}

void PayloadFinder::findPrevious()
{
    if (payload_ && !pattern_.isEmpty()) {
        bar_->setNote(tr("Searching…"));
        search_.findPrevious(payload_, pattern_, selection_.first);
    }
}

void PayloadFinder::finish(const present::PayloadSearch::Outcome& outcome)
{
    if (!outcome.error.isEmpty()) {
        bar_->setNote(outcome.error);
    } else if (!outcome.found) {
        bar_->setNote(tr("Not found"));
    } else {
        bar_->setNote(outcome.wrapped ? tr("Went round") : QString());
        emit found(outcome.offset, outcome.length);
    }
}

} // namespace framescope::ui
