// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/note_watcher.h"

#include "ui/document/document.h"

#include <QTimer>

namespace framescope::ui {

namespace {

constexpr int BundleInterval = 30; // ms

filter::Remarks kindOf(const timeline::Annotation& annotation)
{
    if (annotation.kind == timeline::Annotation::Kind::Mark) {
        return {.marks = true};
    }
    return annotation.isChange() ? filter::Remarks{.changes = true}
                                 : filter::Remarks{.notes = true};
}

} // namespace

RemarkWatcher::RemarkWatcher(Document& document, QObject* parent)
    : QObject(parent), document_(document), bundle_(new QTimer(this))
{
    bundle_->setSingleShot(true);
    bundle_->setInterval(BundleInterval);
    connect(bundle_, &QTimer::timeout, this, &RemarkWatcher::filterIsStale);
    connect(&document_, &Document::timelineChanged, this, &RemarkWatcher::refresh);
    connect(&document_, &Document::annotated, this, &RemarkWatcher::refresh);
    connect(&document_, &Document::loadFinished, this, &RemarkWatcher::refresh);
}

void RemarkWatcher::refresh()
{
    if (timeline_ != document_.timeline()) {
        timeline_ = document_.timeline();
        seen_ = 0;
        news_ = {};
    }
    if (!timeline_ || document_.isLoading()) {
        return;
    }
    for (const std::size_t end = timeline_->annotationCount(); seen_ < end; ++seen_) {
        news_ = news_ | kindOf(timeline_->annotation(seen_));
    }
    if (news_.meets(wanted_) && !bundle_->isActive()) {
        bundle_->start();
    }
    news_ = {};
}

} // namespace framescope::ui
