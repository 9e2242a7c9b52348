// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/unsaved_dialog.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

class QDialog;

namespace framescope::ui {

class SessionPage;

/// Closes tabs: asks whether what runs may be stopped, then once about everything unsaved, in one
/// dialog, then for file names, then saves.
/// An open connection is closed when its recording is in a file, and data recorded meanwhile is
/// saved too. Nothing is deleted or marked for deletion before `finished`; if closing is cancelled
/// at any point, nothing has changed.
class Closing : public QObject
{
    Q_OBJECT

public:
    /// Returns the pages to close. Called at each step, since tabs may be added or removed.
    using Pages = std::function<QList<SessionPage*>()>;

    /// Whether there is anything to be asked, or waited for, before the pages go.
    static bool isNeeded(const QList<SessionPage*>& pages);

    Closing(Pages pages, QWidget& window);
    ~Closing() override;

    void start() { advance(); }
    bool isDone() const { return stage_ == Stage::Done; }
    bool concerns(SessionPage* page) const
    {
        return stage_ == Stage::UnderWay && pages_().contains(page);
    }
    /// The pages whose recording or notes are to be discarded on `finished`.
    QList<SessionPage*> discarded() const;

signals:
    void finished();
    /// Emitted when closing is cancelled. `page` shows the reason; may be null.
    void abandoned(framescope::ui::SessionPage* page);

private:
    enum class Stage { UnderWay, Done, GivenUp };
    /// What is saved of a page: the recording with its notes, or what its task edits.
    enum class Part { Recording, Task };

    struct Decision
    {
        QPointer<SessionPage> page;
        Part part = Part::Recording;
        bool save = false;
        bool saved = false; ///< at least once
        QString target;     ///< empty: not named yet

        bool needsName() const { return page && save && target.isEmpty(); }
    };

    void advance();
    void abandon(SessionPage* page);
    bool waitForSaves();
    bool askToStop();
    bool ask();
    bool name();
    void nameOne(Decision& decision);
    void nameInFolder();
    bool save();
    bool saveTask(const Decision& decision);
    bool endConnections();
    /// Continues or cancels, depending on the result of the page's save.
    void awaitSave(SessionPage& page);
    void stopAwaiting();
    void openDialog(QDialog& dialog);
    Decision* decisionOn(const SessionPage* page, Part part = Part::Recording);
    bool isUnsaved(SessionPage& page, Part part) const;

    Pages pages_;
    QWidget& window_;
    Stage stage_ = Stage::UnderWay;
    QList<QPointer<SessionPage>> mayStop_; ///< their tasks, as the user said
    std::vector<Decision> decisions_;
    QPointer<QDialog> dialog_;
    QPointer<SessionPage> awaited_;
};

} // namespace framescope::ui
