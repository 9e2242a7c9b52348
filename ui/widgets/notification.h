// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace framescope::ui {

/// A message inside a window: what happened, details, and actions.
struct Notification
{
    enum class Kind { Info, Warning, Error };
    /// The task that a message is about; the message is removed when the task succeeds.
    enum class Topic { Other, Connecting, Saving, Notes, Recovery, Collection, Contract };
    struct Action
    {
        QString text;
        std::function<void()> run;
        bool keeps = false; ///< the message stays; otherwise it is removed before the action runs
    };

    Kind kind = Kind::Error;
    QString title = {};
    QStringList details = {}; ///< one line each
    std::vector<Action> actions = {};
    Topic topic = Topic::Other;

    static Notification of(Kind kind, const QString& title, const QStringList& details = {},
                           Topic topic = Topic::Other)
    {
        return {kind, title, details, {}, topic};
    }
};

} // namespace framescope::ui

Q_DECLARE_METATYPE(framescope::ui::Notification)
