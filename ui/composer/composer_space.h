// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSplitter;

namespace framescope::ui {

/// How high the composer is, the last of a vertical splitter: less in a low window, until
/// the user drags it.
class ComposerSpace : public QObject
{
    Q_OBJECT

public:
    explicit ComposerSpace(QSplitter& splitter);
    /// The value of save(); empty if the user never dragged it.
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
