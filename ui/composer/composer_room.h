// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSplitter;

namespace framescope::ui {

/// Height of the composer, the last part of a vertical splitter: less in a low window, until the
/// user drags it.
class ComposerRoom : public QObject
{
    Q_OBJECT

public:
    explicit ComposerRoom(QSplitter& splitter);
    /// Restores the result of save(), which is empty if the user never dragged it.
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
