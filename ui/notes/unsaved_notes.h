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

/// Keeps unsaved notes and marks on an opened file in a journal, and offers those of an earlier run
/// when the file is opened again. They are kept until the user adds or discards them.
class UnsavedNotes : public QObject
{
    Q_OBJECT

public:
    /// `folder` contains the journals. `document` must outlive all calls except the destructor.
    UnsavedNotes(Document& document, const QString& folder, QObject* parent);
    ~UnsavedNotes() override;

signals:
    void notified(const framescope::ui::Notification& notification);

private:
    void start();
    /// The notes and marks that are saved in no file of the user.
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
