// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace framescope::ui {

/// A message inside a window: what happened, more about it, and what can be done.
struct Notification
{
    enum class Kind { Info, Warning, Error };
    struct Action
    {
        QString text;
        std::function<void()> run; ///< the message is gone before it runs
    };

    Kind kind = Kind::Error;
    QString title;
    QStringList details; ///< one line each
    std::vector<Action> actions;
};

} // namespace framescope::ui

Q_DECLARE_METATYPE(framescope::ui::Notification)
