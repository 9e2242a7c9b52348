// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"

#include <QObject>
#include <QString>

#include <vector>

class QMenu;

namespace framescope::ui {

class Composer;

/// The messages that are saved with the connection, in the composer's menu.
class SavedMessages : public QObject
{
    Q_OBJECT

public:
    struct Message
    {
        QString name;
        message::Draft draft;
    };

    explicit SavedMessages(Composer& composer);

    void setMessages(std::vector<Message> messages) { messages_ = std::move(messages); }

signals:
    /// Emitted to save what is written in the composer under a name.
    void saveRequested(const QString& name, const framescope::message::Draft& draft);

private:
    void fill(QMenu& menu);
    void askForName();

    Composer& composer_;
    std::vector<Message> messages_;
};

} // namespace framescope::ui
