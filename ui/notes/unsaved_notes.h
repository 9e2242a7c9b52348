// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/note_journal.h"
#include "timeline/notes/notes.h"
#include "ui/widgets/notification.h"
#include "work/postbox.h"

#include <QObject>

#include <memory>
#include <optional>

namespace framescope::ui {

class Document;

/// Keeps the notes and marks on a file that was opened until they are saved, and offers those
/// that an earlier run could not save when it is opened again. What is offered stays until it is
/// answered.
class UnsavedNotes : public QObject
{
    Q_OBJECT

public:
    /// `folder`: where they are kept. The document must outlive it, but for its destruction.
    UnsavedNotes(Document& document, const QString& folder, QObject* parent);
    ~UnsavedNotes() override;

signals:
    void notified(const framescope::ui::Notification& notification);

private:
    void start();
    /// What is in no file of the user's.
    library::NoteJournal::Unsaved unsaved();
    void keep();
    void offer(const library::LeftNotes& left);
    void takeBack(const library::LeftNotes& left);

    Document& document_;
    library::NoteJournal journal_;
    std::shared_ptr<const timeline::Timeline> timeline_; ///< null: no file is open
    std::optional<timeline::Notes> notes_;
    std::shared_ptr<work::Postbox> box_;
};

} // namespace framescope::ui
