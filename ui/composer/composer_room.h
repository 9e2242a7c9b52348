// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSplitter;

namespace framescope::ui {

/// How high the composer is, the last of a vertical splitter: less in a low window, until
/// somebody drags it.
class ComposerRoom : public QObject
{
    Q_OBJECT

public:
    explicit ComposerRoom(QSplitter& splitter);
    /// As save() had it; empty: nobody dragged it.
    void restore(const QByteArray& state);
    QByteArray save() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void share();

    QSplitter& splitter_;
    bool chosen_ = false; ///< by a person
};

} // namespace framescope::ui
