// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/unsaved_dialog.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <vector>

class QDialog;

namespace framescope::ui {

class SessionPage;

/// The way from "close these tabs" to tabs that can go: what is unsaved is asked about once, in
/// one dialog, then named, then saved. A connection that is open is closed when its recording is
/// in a file, and what came meanwhile is saved too. Until `finished` nothing is deleted and
/// nothing is marked to be; given up at any point, everything is as it was.
class Closing : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        Waiting, ///< for saves that were under way already
        Asking,
        Naming,
        Saving,
        Ending, ///< connections are being closed
        Done,
        GivenUp,
    };
    /// Looked at again at each step: tabs may come and go meanwhile.
    using Pages = std::function<QList<SessionPage*>()>;

    Closing(Pages pages, QWidget& window);
    ~Closing() override;

    void start() { advance(); }
    Stage stage() const { return stage_; }
    bool isOver() const { return stage_ == Stage::Done || stage_ == Stage::GivenUp; }
    bool concerns(SessionPage* page) const { return !isOver() && pages_().contains(page); }
    /// Pages whose recording or notes are to be discarded when it is `finished`.
    QList<SessionPage*> discarded() const;

signals:
    void finished();
    /// `page`: where something is to be read about it; may be null.
    void abandoned(framescope::ui::SessionPage* page);

private:
    struct Decision
    {
        QPointer<SessionPage> page;
        bool save = false;
        bool saved = false; ///< at least once
        QString target;     ///< empty: not named yet
    };

    void advance();
    void abandon(SessionPage* page);
    bool waitForSaves();
    bool ask();
    void take(const QList<QPointer<SessionPage>>& pages, const std::vector<bool>& save);
    bool name();
    void nameOne(Decision& decision);
    void nameInFolder();
    bool save();
    bool endConnections();
    /// Goes on, or gives up, as the page's save ends.
    void awaitSave(SessionPage& page);
    void stopAwaiting();
    void openDialog(QDialog& dialog);
    Decision* decisionOn(const SessionPage* page);

    Pages pages_;
    QWidget& window_;
    Stage stage_ = Stage::Waiting;
    std::vector<Decision> decisions_;
    QPointer<QDialog> dialog_;
    QPointer<SessionPage> awaited_;
};

} // namespace framescope::ui
