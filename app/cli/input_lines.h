// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace framescope::cli {

/// The lines of standard input, as they come. Where it is a terminal that another job has,
/// nothing is read, since that would stop this one.
class InputLines : public QObject
{
    Q_OBJECT

public:
    explicit InputLines(QObject* parent = nullptr);

    /// Reads only while it is wanted; not at first.
    void setWanted(bool wanted);

signals:
    /// Without its end. What stands after the last line break is a line too.
    void line(const QByteArray& text);
    /// Nothing more will come.
    void ended();

private:
    void read();

    QSocketNotifier notifier_;
    QByteArray partial_;
    bool ended_ = false;
};

} // namespace framescope::cli
