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
class NoteWatcher : public QObject
{
    Q_OBJECT

public:
    /// The document must outlive it.
    NoteWatcher(Document& document, QObject* parent);

    /// What the filter looks at; see filter::Filter::noteKinds.
    void setWanted(filter::NoteKinds wanted) { wanted_ = wanted; }
    /// Looks at what was added since the last time.
    void refresh();

signals:
    void filterIsStale();

private:
    Document& document_;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::size_t seen_ = 0;
    filter::NoteKinds wanted_;
    filter::NoteKinds news_;
    QTimer* bundle_;
};

} // namespace framescope::ui
