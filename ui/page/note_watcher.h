// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/note_kinds.h"
#include "timeline/index/timeline.h"

#include <QObject>

#include <memory>

class QTimer;

namespace framescope::ui {

class Document;

/// Says when a filter has to look at its events again, since notes or marks that it asks for
/// were added. Several at once are one reason; what a file brings while it is read counts when
/// that is done.
class RemarkWatcher : public QObject
{
    Q_OBJECT

public:
    /// The document must outlive it.
    RemarkWatcher(Document& document, QObject* parent);

    /// What the filter looks at; see filter::Filter::remarks.
    void setWanted(filter::Remarks wanted) { wanted_ = wanted; }
    /// Looks at what was added since the last time.
    void refresh();

signals:
    void filterIsStale();

private:
    Document& document_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::size_t seen_ = 0;
    filter::Remarks wanted_;
    filter::Remarks news_;
    QTimer* bundle_;
};

} // namespace framescope::ui
