// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSplitter;

namespace framescope::ui {

/// Sets the height of the composer, the last widget of a vertical splitter, according to the height
/// of the window and to the composer's sizeHint, until the user drags the handle.
class ComposerSpace : public QObject
{
    Q_OBJECT

public:
    explicit ComposerSpace(QSplitter& splitter);
    /// Restores a value of save(), which is empty if the user never dragged the handle.
    void restore(const QByteArray& state);
    QByteArray save() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void share();

    QSplitter& splitter_;
    bool chosen_ = false; ///< the user has dragged the handle
};

} // namespace framescope::ui
