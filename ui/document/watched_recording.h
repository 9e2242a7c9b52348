// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace framescope::ui {

/// A recording that another part of the program writes, such as the run of a scenario or a server,
/// and that a document shows while it grows. For the GUI thread.
///
/// The document destroys it in another thread, after `moveToThread(nullptr)`: QObjects that it owns
/// are its children. The destructor may wait until the file is complete.
class WatchedRecording : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual std::shared_ptr<const timeline::Timeline> timeline() const = 0;
    /// The file, from Document::newRecording().
    virtual QString path() const = 0;
    /// The name of what writes it, for the name of a saved file.
    virtual QString title() const = 0;
    /// Whether more may be recorded.
    virtual bool isGrowing() const = 0;
    /// Asks what writes it to come to its end; `changed` follows.
    virtual void stop() = 0;
    /// Emits `news` once, when anything is recorded after this.
    virtual void awaitNews() = 0;
    /// Adds notes and marks to the recording, then emits `notesEdited`, or `noteRefused`.
    virtual void editNotes(const std::vector<timeline::NoteEdit>& edits) = 0;

signals:
    /// Emitted when isGrowing() is another.
    void changed();
    void news();
    void notesEdited();
    void noteRefused(const QString& message);
    /// Emitted when the recording can't be written any more (a full disk).
    void recordingFailed(const QString& message);
};

} // namespace framescope::ui
