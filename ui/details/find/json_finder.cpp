// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/find/json_finder.h"

#include "ui/details/find/find_bar.h"

#include <utility>

namespace framescope::ui {

JsonFinder::JsonFinder(FindBar* bar, QObject* parent) : QObject(parent), bar_(bar)
{
    connect(bar_, &FindBar::edited, this, &JsonFinder::edit);
    connect(bar_, &FindBar::nextRequested, this, [this] {
        if (isPossible()) {
            search_.findNext(document_, pattern_, current_);
        }
    });
    connect(bar_, &FindBar::previousRequested, this, [this] {
        if (isPossible()) {
            search_.findPrevious(document_, pattern_, current_);
        }
    });
    connect(bar_, &FindBar::closed, this, &JsonFinder::cancel);
    connect(&search_, &present::JsonSearch::finished, this, &JsonFinder::finish);
    connect(&counter_, &present::PlaceFinder::counted, this, [this](const auto& matches) {
        matches_ = matches;
        describe();
    });
}

void JsonFinder::setDocument(std::shared_ptr<const present::JsonDocument> document)
{
    cancel();
    bar_->setNote({});
    document_ = std::move(document);
    current_ = codec::JsonOutline::Root;
    if (!bar_->isHidden()) {
        count();
    }
}

bool JsonFinder::isPossible() const
{
    return document_ && !document_->outline.empty() && !pattern_.isEmpty();
}

void JsonFinder::cancel()
{
    search_.cancel();
    counter_.cancel();
}

void JsonFinder::count()
{
    cancel();
    bar_->setNote({});
    matches_.reset();
    place_.reset();
    if (isPossible()) {
        describe();
        counter_.countInJson(document_, pattern_);
    }
}

void JsonFinder::edit()
{
    pattern_ = present::BytePattern::ofJsonText(bar_->text(), bar_->isCaseSensitive());
    count();
    if (isPossible()) {
        search_.findFirst(document_, pattern_);
    }
}

void JsonFinder::finish(const present::JsonSearch::Outcome& outcome)
{
    place_.reset();
    if (!outcome.node) {
        bar_->setNote(tr("Not found"));
        return;
    }
    place_ = present::JsonSearch::placeOf(*document_, *outcome.node);
    describe();
    emit found(*outcome.node);
}

void JsonFinder::describe()
{
    bar_->showMatches(matches_.get(), place_);
}

} // namespace framescope::ui
